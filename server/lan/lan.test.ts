import { describe, expect, test } from "vitest";
import { adviseOnFirewall, unreachedAt } from "./firewall.ts";
import { greet, type Greeting } from "./greeting.ts";

describe("when nobody gets through", () => {
  test.each([
    ["linux", ["sudo ufw allow 7777/tcp", "firewall-cmd --add-port=7777/tcp"]],
    ["win32", ["localport=7777"]],
    ["darwin", ["System Settings"]],
    ["freebsd", ["7777/tcp"]],
  ])("on %s it says what to open", (platform, parts) => {
    const advice = adviseOnFirewall(unreachedAt(platform, 7777));
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

  test("names no more than six addresses", () => {
    const lanAddresses = Array.from({ length: 9 }, (_, i) => `10.0.0.${i}`);
    expect(greet({ ...GREETING, lanAddresses }).match(/10\.0\.0\./g)).toHaveLength(6);
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
