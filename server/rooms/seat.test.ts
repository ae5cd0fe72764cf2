import { describe, expect, test } from "vitest";
import { Peer } from "../../tests/harness/peer.ts";
import { TICK_MS } from "#shared/timing.ts";
import { IDLE_INPUT, REWIND_STEPS_PER_TICK } from "#shared/sim/input.ts";
import { Seat } from "./seat.ts";

const inputs = (firstTick: number, ackTick: number, count = 1, viewAge = 0) => ({
  type: "inputs" as const,
  firstTick,
  ackTick,
  viewAge,
  inputs: Array.from({ length: count }, (_, i) => ({ ...IDLE_INPUT, aim: firstTick + i })),
});

const createSeat = () => new Seat(2, "Ada", new Peer().connection, { tick: 100, seats: 16 });

describe("inputs", () => {
  test("of one message belong to consecutive ticks", () => {
    const seat = createSeat();
    seat.receiveInputs(inputs(103, 0, 3), 100, 100.5);
    expect([103, 104, 105].map((tick) => seat.takeInput(tick).aim)).toEqual([103, 104, 105]);
  });

  test("tell by how much the one that is needed soonest was early", () => {
    const seat = createSeat();
    seat.receiveInputs(inputs(102, 0, 3), 100, 100.5);
    expect(seat.viewer.margin).toBe(1.5);
    seat.viewer.noteSent(102, 100);
    seat.receiveInputs(inputs(105, 0, 1), 103, 103.75);
    seat.receiveInputs(inputs(106, 0, 1), 105, 105.5);
    expect(seat.viewer.margin).toBe(0.5);
  });
});

describe("what somebody saw", () => {
  const STEPS = REWIND_STEPS_PER_TICK;

  /** He is heard of in time from one tick to before another, at a round trip of 10 ticks. */
  function play(seat: Seat, fromTick: number, toTick: number, viewAge: number): void {
    for (let tick = fromTick; tick < toTick; tick++)
      seat.receiveInputs(inputs(tick, tick - 10, 1, viewAge), tick - 2, tick - 1.5);
  }

  test("goes with each input of a message, pressed in sight of one picture (B18)", () => {
    const seat = createSeat();
    seat.receiveInputs(inputs(110, 100, 3, 12 * STEPS), 107, 107.5);
    const rewinds = [110, 111, 112].map((tick) => seat.takeInput(tick).rewind);
    expect(rewinds).toEqual([12 * STEPS, 13 * STEPS, 14 * STEPS]);
  });

  test("is nobody before the first snapshot", () => {
    const seat = createSeat();
    seat.receiveInputs(inputs(110, 0, 1, 12 * STEPS), 107, 107.5);
    expect(seat.takeInput(110).rewind).toBe(0);
  });

  test("is not older because of acks that a standstill held back, nor newer because of impossible ones", () => {
    const seat = createSeat();
    play(seat, 110, 200, 12 * STEPS);
    for (let tick = 200; tick < 260; tick++)
      seat.receiveInputs(inputs(tick, 190, 1, 12 * STEPS), 260, 260.5);
    seat.receiveInputs(inputs(262, 252, 1, 12 * STEPS), 260, 260.5);
    expect(seat.takeInput(262).rewind).toBe(12 * STEPS);
    for (let tick = 263; tick < 463; tick++)
      seat.receiveInputs(inputs(tick, 99_999, 1, 0), tick - 2, tick - 1.5);
    // As if he held the newest snapshot there is.
    expect(seat.takeInput(462).rewind).toBeLessThan(4 * STEPS);
  });

  test("is told by no input that is too far ahead to be kept: nobody winds his age to where a shot would hit", () => {
    const seat = createSeat();
    play(seat, 110, 200, 12 * STEPS);
    seat.receiveInputs(inputs(199 + 10_000, 190, 1, 16 * STEPS), 198, 198.5);
    seat.receiveInputs(inputs(200, 190, 1, 16 * STEPS), 198, 198.5);
    expect(seat.takeInput(200).rewind).toBeLessThan(12.2 * STEPS);
    // Nor is it stuck where it was.
    play(seat, 201, 300, 14 * STEPS);
    expect(seat.takeInput(299).rewind).toBe(14 * STEPS);
  });

  test("is not older for what was heard before: nobody repeats himself to where a shot would hit", () => {
    for (const repeated of [1, 3, 7]) {
      const seat = createSeat();
      play(seat, 110, 200, 12 * STEPS);
      seat.receiveInputs(inputs(200 - repeated, 190, repeated + 1, 12 * STEPS), 198, 198.5);
      expect(seat.takeInput(200).rewind).toBe(12 * STEPS);
    }
  });

  test("is not wound by inputs of ticks that are yet to come: an age drifts by the ticks of the room", () => {
    for (const claimed of [8 * STEPS, 16 * STEPS]) {
      const seat = createSeat();
      play(seat, 110, 200, 12 * STEPS);
      // Without an ack nothing is learned from it.
      seat.receiveInputs(inputs(228, 0, 1, claimed), 198, 198.5);
      seat.receiveInputs(inputs(200, 190, 1, claimed), 198, 198.5);
      expect(Math.abs(seat.takeInput(200).rewind! - 12 * STEPS)).toBeLessThan(0.3 * STEPS);
    }
  });

  test("is not told anew by each new connection: nobody comes back for each shot to choose its moment", () => {
    for (const ackTick of [0, 190]) {
      const seat = createSeat();
      play(seat, 110, 200, 12 * STEPS);
      seat.attach(new Peer().connection, { tick: 198, seats: 16 });
      seat.receiveInputs(inputs(200, ackTick, 1, 6 * STEPS), 198, 198.5);
      expect(seat.takeInput(200).rewind).toBeGreaterThan(11.7 * STEPS);
    }
  });

  test("is believed at once of somebody who was away for long, by another route", () => {
    const seat = createSeat();
    play(seat, 110, 200, 12 * STEPS);
    seat.attach(new Peer().connection, { tick: 298, seats: 16 });
    seat.receiveInputs(inputs(300, 294, 1, 6 * STEPS), 298, 298.5);
    expect(seat.takeInput(300).rewind).toBe(6 * STEPS);
  });

  test("is what it was when the time of a server that was frozen is lost", () => {
    const seat = createSeat();
    play(seat, 110, 200, 12 * STEPS);
    for (let tick = 260; tick < 300; tick++)
      seat.receiveInputs(inputs(tick, 190, 1, 72 * STEPS), 200, 200.5);
    play(seat, 203, 210, 12 * STEPS);
    expect(seat.takeInput(209).rewind).toBe(12 * STEPS);
  });
});

describe("the ping", () => {
  test("is the age of what is acked", () => {
    const seat = createSeat();
    seat.receiveInputs(inputs(110, 102), 106, 106);
    expect(seat.pingMs).toBe(Math.round(4 * TICK_MS));
    for (let tick = 108; tick < 300; tick += 2)
      seat.receiveInputs(inputs(tick + 4, tick - 10), tick, tick);
    expect(Math.abs(seat.pingMs - 10 * TICK_MS)).toBeLessThan(17);
  });

  test("is not measured by an ack that tells nothing new", () => {
    const seat = createSeat();
    seat.receiveInputs(inputs(110, 102), 106, 106);
    const before = seat.pingMs;
    seat.receiveInputs(inputs(160, 102), 156, 156);
    seat.receiveInputs(inputs(161, 90), 156, 156);
    seat.receiveInputs(inputs(162, 99_999), 156, 156);
    expect(seat.pingMs).toBe(before);
  });
});
