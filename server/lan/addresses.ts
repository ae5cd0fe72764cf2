/** Under which addresses others in the same network reach this computer, the likeliest first. */
import { BlockList, isIPv4 } from "node:net";
import type { NetworkInterfaceInfo } from "node:os";

/** As `os.networkInterfaces()` has them. */
export type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/**
 * Gives the interfaces as `read` has them; where the system cannot tell, as one that has no descriptor left, those that it
 * told last. A server goes on without knowing them.
 */
export function rememberInterfaces(read: () => Interfaces): () => Interfaces {
  let known: Interfaces = {};
  return () => {
    try {
      known = read();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ERR_SYSTEM_ERROR") throw error;
    }
    return known;
  };
}

/** Bridges of containers and virtual machines, and tunnels: nobody in the room is on them. */
const VIRTUAL =
  /^(docker|br-|veth|virbr|vmnet|vboxnet|lxc|cni|flannel|tun|tap|utun|awdl|llw|zt|wg|tailscale)/i;

/** Addresses fit for a URL, of `os.networkInterfaces()`: of real networks, then of virtual ones; IPv6 if that is all. */
export function listLanAddresses(interfaces: Interfaces): string[] {
  const rows = Object.entries(interfaces).flatMap(([name, infos]) =>
    (infos ?? []).filter(isReachable).map((info) => ({ name, ...info })),
  );
  const isVirtual = ({ name }: { name: string }) => VIRTUAL.test(name);
  const sorted = rows.sort((a, b) => Number(isVirtual(a)) - Number(isVirtual(b)));
  const addressesOf = (version: string) =>
    sorted.filter(({ family }) => family === version).map(({ address }) => address);
  const short = addressesOf("IPv4");
  return short.length > 0 ? short : addressesOf("IPv6").map((address) => `[${address}]`);
}

/** Not this computer itself, and not an address that needs the name of an interface with it or was never given out. */
function isReachable({ internal, address }: NetworkInterfaceInfo): boolean {
  return !internal && !/^(fe80:|169\.254\.)/i.test(address);
}

/** Where one may call out, and who is heard. */
export interface Reach {
  /** IPv4 addresses of this computer, one for each network that it is on. */
  addresses: string[];
  /** Whether an address is in one of those networks. */
  isNear(address: string): boolean;
}

/** The networks of a computer, or that one of them in which it is `host`. */
export function reachOf(interfaces: Interfaces, host?: string): Reach {
  const infos = Object.values(interfaces).flatMap((some) => some ?? []);
  const own = infos.filter(
    ({ address, internal }) =>
      isIPv4(address) && !internal && (host === undefined || address === host),
  );
  const near = new BlockList();
  for (const { address, cidr } of own) near.addSubnet(address, Number(cidr?.split("/")[1] ?? 32));
  const addresses = [...new Set(own.map(({ address }) => address))];
  return { addresses, isNear: (address) => isIPv4(address) && near.check(address) };
}
