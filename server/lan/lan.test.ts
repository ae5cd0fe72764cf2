import type { NetworkInterfaceInfo } from "node:os";
import { describe, expect, test } from "vitest";
import { listLanAddresses, reachOf, rememberInterfaces } from "./addresses.ts";
import { adviseOnFirewall } from "./firewall.ts";
import { greet, type Greeting } from "./greeting.ts";

function at(address: string, internal = false): NetworkInterfaceInfo {
  const rest = { netmask: "", mac: "", internal, cidr: null, address };
  return address.includes(":")
    ? { ...rest, family: "IPv6", scopeid: 0 }
    : { ...rest, family: "IPv4" };
}

describe("addresses", () => {
  test("are as they were while the system cannot tell; other faults are faults", () => {
    const told = [{ eth0: [at("10.0.0.7")] }, "ERR_SYSTEM_ERROR", { wlan0: [] }, "ERR_OTHER"];
    const read = rememberInterfaces(() => {
      const next = told.shift()!;
      if (typeof next === "string") throw Object.assign(new Error("planted"), { code: next });
      return next;
    });
    expect([read(), read(), read()]).toEqual([
      { eth0: [at("10.0.0.7")] },
      { eth0: [at("10.0.0.7")] },
      { wlan0: [] },
    ]);
    expect(read).toThrow("planted");
  });

  test("real networks come before virtual ones, and this computer itself is none", () => {
    const interfaces = {
      lo: [at("127.0.0.1", true), at("::1", true)],
      docker0: [at("172.17.0.1")],
      "br-1a2b": [at("172.18.0.1")],
      eth0: [at("fe80::1"), at("2001:db8::5"), at("192.168.1.20")],
      wlan0: [at("10.0.0.7")],
      gone: undefined,
    };
    expect(listLanAddresses(interfaces)).toEqual([
      "192.168.1.20",
      "10.0.0.7",
      "172.17.0.1",
      "172.18.0.1",
    ]);
  });

  test("IPv6 is named where there is nothing else, in the form that a URL needs", () => {
    expect(listLanAddresses({ eth0: [at("fe80::1"), at("2001:db8::5")] })).toEqual([
      "[2001:db8::5]",
    ]);
  });

  test("an address that nobody gave out is none", () => {
    expect(listLanAddresses({ eth0: [at("169.254.3.4")], lo: [at("127.0.0.1", true)] })).toEqual(
      [],
    );
  });
});

test("heard is who is in a network of this computer, and nobody from beyond", () => {
  const interfaces = {
    lo: [at("127.0.0.1", true)],
    eth0: [{ ...at("192.168.1.20"), cidr: "192.168.1.20/24" }, at("fe80::1")],
    wlan0: [{ ...at("10.0.0.7"), cidr: "10.0.0.7/22" }],
    tun0: [at("172.16.0.1")],
  };
  const { addresses, isNear } = reachOf(interfaces);
  expect(addresses).toEqual(["192.168.1.20", "10.0.0.7", "172.16.0.1"]);
  const asked = ["192.168.1.99", "10.0.3.1", "10.0.4.1", "172.16.0.2", "8.8.8.8", "fe80::2", "x"];
  expect(asked.filter(isNear)).toEqual(["192.168.1.99", "10.0.3.1"]);
  expect(reachOf(interfaces, "10.0.0.7").addresses).toEqual(["10.0.0.7"]);
});

describe("when nobody gets through", () => {
  test.each([
    ["linux", ["sudo ufw allow 7777/tcp", "firewall-cmd --add-port=7777/tcp"]],
    ["win32", ["localport=7777"]],
    ["darwin", ["System Settings"]],
    ["freebsd", ["7777/tcp"]],
  ])("on %s it says what to open", (platform, parts) => {
    const advice = adviseOnFirewall(platform, 7777);
    for (const part of [...parts, "client isolation"]) expect(advice).toContain(part);
  });
});

describe("greeting", () => {
  const GREETING: Greeting = {
    port: 7777,
    host: "",
    isTls: false,
    lanAddresses: ["192.168.1.20", "10.0.0.7"],
    hasQr: false,
  };
  /** What a QR code is drawn with. */
  const BLOCK = /[█▀▄]/;

  test("says where to play here, where in the network, and how to stop", () => {
    const text = greet(GREETING);
    expect(text).toContain("On this computer    http://localhost:7777/\n");
    expect(text).toContain("In this network     http://192.168.1.20:7777/\n");
    expect(text).toContain("or      http://10.0.0.7:7777/\n");
    expect(text).toContain("Ctrl+C stops it.");
    expect(text).not.toMatch(BLOCK);
  });

  test("draws a QR code of the first address, as wide as it is high, in its own colours", () => {
    const lines = greet({ ...GREETING, hasQr: true }).split("\n");
    const drawn = lines.filter((line) => BLOCK.test(line));
    const widths = new Set(drawn.map((line) => line.slice(2 + 8, -4).length));
    expect([...widths]).toEqual([29]);
    expect(drawn).toHaveLength(Math.ceil(29 / 2));
    const isColored = (line: string) =>
      line.startsWith("  \x1b[97;40m") && line.endsWith("\x1b[0m");
    expect(drawn.every(isColored)).toBe(true);
    const other = greet({ ...GREETING, lanAddresses: ["192.168.1.21"], hasQr: true });
    expect(other.split("\n").filter((line) => BLOCK.test(line))).not.toEqual(drawn);
  });

  test("names no more than four addresses", () => {
    const lanAddresses = ["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5"];
    expect(greet({ ...GREETING, lanAddresses }).match(/10\.0\.0\./g)).toHaveLength(4);
  });

  test("without a network it says so, and draws nothing", () => {
    const text = greet({ ...GREETING, lanAddresses: [], hasQr: true });
    expect(text).toContain("nobody: this computer is connected to none");
    expect(text).not.toMatch(BLOCK);
  });

  test.each([
    ["127.0.0.1", "http://127.0.0.1:7777/", true],
    ["::1", "http://[::1]:7777/", true],
    ["localhost", "http://localhost:7777/", true],
    ["192.168.1.20", "http://192.168.1.20:7777/", false],
  ])("bound to %s it names that alone", (host, url, isLocal) => {
    const text = greet({ ...GREETING, host });
    expect(text).toContain(`Play at             ${url}\n`);
    expect(text.includes("leave out --host")).toBe(isLocal);
    expect(text).not.toContain("10.0.0.7");
  });

  test.each(["0.0.0.0", "::"])("bound to %s it is everywhere", (host) => {
    expect(greet({ ...GREETING, host })).toBe(greet(GREETING));
  });

  test("over TLS it says so, and what browsers will say", () => {
    const text = greet({ ...GREETING, isTls: true, port: 443 });
    expect(text).toContain("https://192.168.1.20/\n");
    expect(text).toContain("Accept the risk");
    expect(greet(GREETING)).not.toContain("Accept the risk");
  });

  test("the port that browsers take by themselves is left out", () => {
    expect(greet({ ...GREETING, port: 80 })).toContain("http://localhost/\n");
  });
});
