import { expect, test } from "vitest";
import type { ClientMessage } from "#shared/protocol/messages.ts";
import { PONG_STEPS_PER_TICK } from "#shared/protocol/messages.ts";
import { Pulse } from "./pulse.ts";

/** Times of pings, ms, in a run of `ms`. */
function beat(pulse: Pulse, ms: number): number[] {
  const times: number[] = [];
  for (let nowMs = 0; nowMs <= ms; nowMs += 10) pulse.update(nowMs, () => times.push(nowMs));
  return times;
}

test("eight pings come quickly, then two a second", () => {
  const quick = [0, 50, 100, 150, 200, 250, 300, 350];
  expect(beat(new Pulse(), 1900)).toEqual([...quick, 850, 1350, 1850]);
});

test("a pong sets the clock; one that answers nothing, or again, does not", () => {
  const pulse = new Pulse();
  const sent: ClientMessage[] = [];
  pulse.update(1000, (message) => sent.push(message));
  expect(sent).toEqual([{ type: "ping", id: 0 }]);
  pulse.notePong(9, 1, 1010, 100);
  expect(pulse.clock.isKnown).toBe(false);
  pulse.notePong(0, 100.5 * PONG_STEPS_PER_TICK, 1020, 100);
  expect(pulse.clock.tickAt(1010)).toBeCloseTo(100.5);
  pulse.notePong(0, 900 * PONG_STEPS_PER_TICK, 1020, 100);
  expect(pulse.clock.tickAt(1010)).toBeCloseTo(100.5);
});

test("after a clock has jumped a ping leaves at once, and its pong is the one to go by", () => {
  const pulse = new Pulse();
  beat(pulse, 1000);
  const pong = (id: number, tick: number, nowMs: number) =>
    pulse.notePong(id, tick * PONG_STEPS_PER_TICK, nowMs, 100);
  expect(pong(7, 121, 370)).toBe(false);
  expect(pong(8, 91, 1010)).toBe(false);
  const sent: ClientMessage[] = [];
  for (const nowMs of [1010, 1020, 1030]) pulse.update(nowMs, (message) => sent.push(message));
  expect(sent).toEqual([{ type: "ping", id: 9 }]);
  expect(pong(9, 92, 1030)).toBe(true);
  expect(pulse.clock.tickAt(1020)).toBeCloseTo(92);
});

test.each([0, 1, 3])(
  "a time that has come round %i times is told apart by about where the server is",
  (turns) => {
    const pulse = new Pulse();
    pulse.update(0, () => undefined);
    const tick = (turns * 2 ** 32) / PONG_STEPS_PER_TICK + 5000.25;
    const time = Math.floor(tick * PONG_STEPS_PER_TICK) >>> 0;
    pulse.notePong(0, time, 40, tick - 30);
    expect(pulse.clock.tickAt(20)).toBeCloseTo(tick);
  },
);
