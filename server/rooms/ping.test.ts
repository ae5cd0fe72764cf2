import { describe, expect, test } from "vitest";
import { Ping } from "./ping.ts";

/** Notes a round trip for each of so many snapshots and gives the values that were told one after another. */
function tell(ping: Ping, from: number, snapshots: number, ms: (i: number) => number): number[] {
  const told = [ping.toldMs];
  for (let i = 0; i < snapshots; i++) {
    ping.note(ms(i), from + 2 * i);
    if (ping.toldMs !== told.at(-1)) told.push(ping.toldMs);
  }
  return told.slice(1);
}

describe("what is told of a ping", () => {
  test("is the first round trip at once, in whole milliseconds", () => {
    const ping = new Ping();
    expect(ping.toldMs).toBe(0);
    ping.note(41.7, 10.25);
    expect(ping.toldMs).toBe(42);
  });

  test("does not change with what is a few milliseconds off", () => {
    const ping = new Ping();
    expect(tell(ping, 0, 3000, (i) => 40 + (i % 5))).toEqual([40]);
    expect(tell(ping, 6000, 3000, () => 44.9)).toEqual([]);
    expect(tell(ping, 12_000, 3000, () => 46)).toHaveLength(1);
  });

  test("does not change with a tenth of a long one", () => {
    const ping = new Ping();
    expect(tell(ping, 0, 3000, (i) => (i < 10 ? 300 : 325))).toEqual([300]);
    expect(tell(ping, 6000, 3000, () => 340)).toHaveLength(1);
  });

  test("follows a lasting change after two seconds, in one step", () => {
    const ping = new Ping();
    ping.note(40, 0);
    expect(tell(ping, 2, 70, () => 120)).toEqual([118]);
  });

  test("changes at most every two seconds, however wild the way is", () => {
    const ping = new Ping();
    const told = tell(ping, 0, 30 * 60, (i) => (Math.floor(i / 20) % 2 === 0 ? 30 : 300));
    expect(told.length).toBeGreaterThan(5);
    expect(told.length).toBeLessThanOrEqual(31);
  });
});
