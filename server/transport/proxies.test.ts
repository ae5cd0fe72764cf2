import type { IncomingMessage } from "node:http";
import { describe, expect, test } from "vitest";
import { TrustedProxies } from "./proxies.ts";

function addressOf(trusted: string[], peer: string, forwarded?: string): string {
  const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  const request = { headers, socket: { remoteAddress: peer } } as unknown as IncomingMessage;
  return new TrustedProxies(trusted).addressOf(request);
}

describe("whom a request is from", () => {
  test.each<[string, string[], string, string | undefined, string]>([
    ["nobody trusted, nothing believed", [], "192.0.2.1", "198.51.100.7", "192.0.2.1"],
    ["a stranger is not believed", ["127.0.0.1"], "192.0.2.1", "198.51.100.7", "192.0.2.1"],
    ["a trusted one is", ["127.0.0.1"], "127.0.0.1", "198.51.100.7", "198.51.100.7"],
    ["as IPv6 sees it, too", ["127.0.0.1"], "::ffff:127.0.0.1", "198.51.100.7", "198.51.100.7"],
    ["what the client wrote before it is not", ["::1"], "::1", "6.6.6.6, 192.0.2.9", "192.0.2.9"],
    ["through two", ["::1", "10.0.0.0/8"], "::1", "6.6.6.6, 192.0.2.9, 10.1.2.3", "192.0.2.9"],
    ["all trusted: the first of them", ["10.0.0.0/8"], "10.0.0.1", "10.0.0.2", "10.0.0.2"],
    ["no header", ["::1"], "::1", undefined, "::1"],
    ["no address in it", ["::1"], "::1", "unknown", "::1"],
    ["rubbish before a trusted one", ["::1", "10.0.0.1"], "::1", "<b>, 10.0.0.1", "10.0.0.1"],
    ["with a port", ["::1"], "::1", "198.51.100.7:4711", "198.51.100.7"],
    ["IPv6 with a port", ["::1"], "::1", "[2001:db8::7]:4711", "2001:db8::7"],
    ["an IPv6 network", ["2001:db8::/32"], "2001:db8::1", "198.51.100.7", "198.51.100.7"],
  ])("%s", (_name, trusted, peer, forwarded, expected) => {
    expect(addressOf(trusted, peer, forwarded)).toBe(expected);
  });
});
