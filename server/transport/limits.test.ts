import { describe, expect, test } from "vitest";
import { DEFAULT_LIMITS, Gate, isLoopback, plainAddress } from "./limits.ts";

const RATES = {
  perAddress: { perSecond: 1, burst: 2 },
  fromLoopback: { perSecond: 1, burst: 64 },
  all: { perSecond: 10, burst: 100 },
};

describe("Gate", () => {
  test("an address that hurries waits; others do not", () => {
    const gate = new Gate(RATES, 0);
    const admits = ["192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.2"].map((a) =>
      gate.admit(a, 0),
    );
    expect(admits).toEqual([true, true, false, true]);
    expect(gate.admit("192.0.2.1", 1000)).toBe(true);
  });

  test("a household's IPv6 addresses share one limit", () => {
    const gate = new Gate(RATES, 0);
    const household = ["2001:db8:1:2::1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2:ffff::9"];
    expect(household.map((address) => gate.admit(address, 0))).toEqual([true, true, false]);
    expect(gate.admit("2001:db8:1:3::1", 0)).toBe(true);
    expect(gate.admit("2001:db8::1", 0)).toBe(true);
  });

  test("64 players from this computer join at once", () => {
    const gate = new Gate(DEFAULT_LIMITS.connects, 0);
    for (let i = 0; i < 64; i++) expect(gate.admit("127.0.0.1", 0)).toBe(true);
  });

  test("what counts as several takes as many", () => {
    const gate = new Gate(RATES, 0);
    expect([2, 1].map((amount) => gate.admit("192.0.2.1", 0, amount))).toEqual([true, false]);
  });

  test("many addresses together are held to the rate of all", () => {
    const gate = new Gate(RATES, 0);
    const admitted = Array.from({ length: 300 }, (_, i) => gate.admit(`192.0.2.${i}`, 0));
    expect(admitted.filter(Boolean)).toHaveLength(100);
  });

  test("ten thousand other addresses do not make it forget one that hurries", () => {
    const gate = new Gate({ ...RATES, all: { perSecond: 1e9, burst: 1e9 } }, 0);
    let admitted = 0;
    for (let ms = 0; ms < 10_000; ms++) {
      if (gate.admit("192.0.2.1", ms)) admitted++;
      gate.admit(`10.0.${ms >> 8}.${ms & 255}`, ms);
    }
    expect(admitted).toBe(2 + 9);
  });
});

test.each([
  ["::ffff:192.0.2.1", "192.0.2.1"],
  ["192.0.2.1", "192.0.2.1"],
  ["2001:db8::1", "2001:db8::1"],
])("%s reads as %s", (address, plain) => {
  expect(plainAddress(address)).toBe(plain);
});

test.each([
  ["127.0.0.1", true],
  ["127.8.8.8", true],
  ["::1", true],
  ["192.0.2.1", false],
  ["1270::1", false],
])("%s is this computer itself: %s", (address, isIt) => {
  expect(isLoopback(address)).toBe(isIt);
});
