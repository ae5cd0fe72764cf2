/**
 * Under which addresses others in the same network reach this computer, the likeliest first: of Ethernet and Wi-Fi, then of bridges
 * to machines within this one and of tunnels, then those that a network without anybody to give them out makes for itself.
 */
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

type Row = NetworkInterfaceInfo & { readonly name: string };

/** Bridges to containers and virtual machines, tunnels, modems: nobody in the room is on them. By their names on Linux and macOS, */
const VIRTUAL_NAME =
  /^(docker|podman|br-[\da-f]{12}$|veth(?!ernet)|virbr|vmnet|vmenet|vnic|vbox|lxc|lxdbr|incusbr|cni|cali|cilium|flannel|bridge\d{3}|tun|tap|utun|gif\d|stf\d|ppp|ipsec|sit\d|gre\d|awdl|llw|anpi|zt|feth|ham\d|wg|wwan|rmnet|dummy|ifb)/i;
/** and anywhere in those that Windows and makers of tunnels give, */
const VIRTUAL_WORD =
  /vpn|vmware|virtualbox|wireguard|wintun|tailscale|zerotier|hamachi|nordlynx|mullvad|proton|\(wsl/i;
/** and by their hardware addresses, where the name is as of any other: VirtualBox, VMware, and Hyper-V unless it bridges a real one. */
const VIRTUAL_MAC = /^(0a:00:27|00:50:56:c0|00:15:5d)/i;
/** How likely others are on an interface, the likeliest first. */
const [REAL, VIRTUAL, LINK_LOCAL] = [0, 1, 2];

/** No computer is in more networks than this, but for one that is full of containers. */
const MOST_NETWORKS = 16;

/** Addresses fit for a URL, of `os.networkInterfaces()`; of IPv6 where there is nothing else that is as likely. */
export function listLanAddresses(interfaces: Interfaces): string[] {
  const rows = rowsOf(interfaces).filter(isReachable);
  const found: string[] = [];
  for (const rank of [REAL, VIRTUAL, LINK_LOCAL]) {
    const ofRank = rows.filter((row) => likelihoodOf(row) === rank);
    const short = ofRank.filter(({ address }) => isIPv4(address)).map(({ address }) => address);
    const long = ofRank.map(({ address }) => `[${address}]`);
    if (short.length > 0) found.push(...short);
    else if (found.length === 0) found.push(...long);
  }
  return [...new Set(found)];
}

function rowsOf(interfaces: Interfaces): Row[] {
  const rows = Object.entries(interfaces).flatMap(([name, infos]) =>
    (infos ?? []).map((info) => ({ name, ...info })),
  );
  return rows.filter(({ internal }) => !internal).sort((a, b) => likelihoodOf(a) - likelihoodOf(b));
}

/** Not an address that needs the name of an interface with it, and none that leads no further than a bridge without a network. */
function isReachable(row: Row): boolean {
  return !isOwnWord(row) || (isIPv4(row.address) && !isVirtual(row));
}

function likelihoodOf(row: Row): number {
  if (isOwnWord(row)) return LINK_LOCAL;
  return isVirtual(row) ? VIRTUAL : REAL;
}

function isVirtual({ name, mac }: Row): boolean {
  return VIRTUAL_NAME.test(name) || VIRTUAL_WORD.test(name) || VIRTUAL_MAC.test(mac);
}

/** Given by the interface to itself. */
function isOwnWord({ address }: Row): boolean {
  return /^(169\.254\.|fe[89ab][\da-f]:)/i.test(address);
}

/** Where one may call out, and who is heard. */
export interface Reach {
  /** IPv4 addresses of this computer, one for each network that it is on, the likeliest to have others first. */
  addresses: string[];
  /** Whether an address is in one of those networks. */
  isNear(address: string): boolean;
  /** Less for an address in a likelier network, most for one in none. */
  rankOf(address: string): number;
}

/** The networks of a computer, or that one of them in which it is `host`. */
export function reachOf(interfaces: Interfaces, host?: string): Reach {
  const own = rowsOf(interfaces).filter(
    ({ address }) => isIPv4(address) && (host === undefined || address === host),
  );
  const byAddress = new Map(own.map((row) => [row.address, subnetOf(row)] as const));
  const networks = [...byAddress].slice(0, MOST_NETWORKS);
  const rankOf = (address: string): number => {
    const rank = isIPv4(address) ? networks.findIndex(([, subnet]) => subnet.check(address)) : -1;
    return rank < 0 ? networks.length : rank;
  };
  return {
    addresses: networks.map(([address]) => address),
    isNear: (address) => rankOf(address) < networks.length,
    rankOf,
  };
}

function subnetOf({ address, cidr }: Row): BlockList {
  const subnet = new BlockList();
  subnet.addSubnet(address, Number(cidr?.split("/")[1] ?? 32));
  return subnet;
}
