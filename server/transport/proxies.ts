/**
 * Who a request is from, where it may have come through proxies: what X-Forwarded-For says is believed as far as it was
 * written by addresses that are trusted, and no further, for anybody may send that header.
 */
import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";
import { plainAddress } from "./limits.ts";

const PORT_AFTER_V4 = /^(\d+\.\d+\.\d+\.\d+):\d+$/;
const IN_BRACKETS = /^\[([^\]]+)\](?::\d+)?$/;

export class TrustedProxies {
  readonly #trusted = new BlockList();

  /** Addresses, or networks as in 10.0.0.0/8. */
  constructor(networks: readonly string[]) {
    for (const network of networks) {
      const [address = "", bits] = network.split("/");
      if (bits === undefined) this.#trusted.addAddress(address, familyOf(address));
      else this.#trusted.addSubnet(address, Number(bits), familyOf(address));
    }
  }

  /** The nearest address on the request's way that is no trusted proxy's; the peer's own, where that is none. */
  addressOf({ headers, socket }: IncomingMessage): string {
    let address = plainAddress(socket.remoteAddress ?? "");
    const header = headers["x-forwarded-for"];
    const hops = (typeof header === "string" ? header : "").split(",");
    while (this.trusts(address)) {
      const before = addressIn(hops.pop() ?? "");
      if (before === undefined) break;
      address = before;
    }
    return address;
  }

  /** Whether an address is one of theirs. */
  trusts(address: string): boolean {
    return isIP(address) !== 0 && this.#trusted.check(address, familyOf(address));
  }
}

/** Without the port that some proxies add; undefined for what is no address. */
function addressIn(hop: string): string | undefined {
  const text = hop.trim();
  const host = PORT_AFTER_V4.exec(text)?.[1] ?? IN_BRACKETS.exec(text)?.[1] ?? text;
  const address = plainAddress(host);
  return isIP(address) === 0 ? undefined : address;
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}
