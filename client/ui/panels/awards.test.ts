import { describe, expect, test } from "vitest";
import type { SeatView, ViewEvent } from "../../netcode/view.ts";
import { MatchLog } from "../hud/matchLog.ts";
import { createTestSeat } from "../testView.ts";
import { awardsOf } from "./awards.ts";

function kill(attacker: number, victim: number, bounces = 0): ViewEvent {
  const sides = { attackerRelation: "enemy", victimRelation: "enemy" } as const;
  return { type: "kill", attacker, victim, weapon: 0, bounces, ...sides };
}

const BEGIN: ViewEvent = { type: "phase", phase: "playing" };
const SEATS = [createTestSeat(0, "Ada"), createTestSeat(1, "Juno"), createTestSeat(2, "Mistral")];

function logOf(events: readonly ViewEvent[], seats: readonly SeatView[] = SEATS): MatchLog {
  const log = new MatchLog();
  log.update({ phase: "playing", seats, events });
  return log;
}

describe("the log of a match", () => {
  test("counts kills until their doer goes out, and keeps the longest run", () => {
    const log = logOf([kill(0, 1), kill(0, 2), kill(0, 1), kill(1, 0), kill(0, 1)]);
    expect([0, 1, 2].map((slot) => log.longestRun(slot))).toEqual([3, 1, 0]);
  });

  test("one's own end and that of one's own side are no kills", () => {
    const seats = SEATS.map((seat, index) => ({ ...seat, team: index < 2 ? 1 : 2 }));
    const log = logOf([kill(0, 0), kill(0, 1), kill(-1, 1), kill(0, 2)], seats);
    expect(log.longestRun(0)).toBe(1);
  });

  test("begins anew with each match, and for whoever takes a seat", () => {
    const log = logOf([kill(0, 1, 3), kill(1, 2, 2), { type: "left", slot: 0, name: "Ada" }]);
    expect([log.mostBounces(0), log.mostBounces(1)]).toEqual([0, 2]);
    log.update({ phase: "playing", seats: SEATS, events: [BEGIN] });
    expect(log.mostBounces(1)).toBe(0);
  });

  test("begins anew with a match whose beginning nobody has seen, as in a hidden tab", () => {
    const log = logOf([kill(0, 1, 3), kill(0, 2)]);
    log.update({ phase: "results", seats: SEATS, events: [kill(0, 1)] });
    expect(log.longestRun(0)).toBe(3);
    log.update({ phase: "playing", seats: SEATS, events: [kill(0, 1)] });
    expect([log.longestRun(0), log.mostBounces(0)]).toEqual([1, 0]);
  });

  test("what happens before the match does not count", () => {
    const log = new MatchLog();
    log.update({ phase: "warmup", seats: SEATS, events: [kill(0, 1)] });
    log.update({ phase: "countdown", seats: SEATS, events: [kill(0, 1)] });
    expect(log.longestRun(0)).toBe(0);
  });

  test("those of overtime count, and the last of all, which is seen when the end is known", () => {
    const log = logOf([kill(0, 1), kill(0, 2)]);
    log.update({ phase: "overtime", seats: SEATS, events: [kill(0, 1)] });
    log.update({ phase: "results", seats: SEATS, events: [kill(0, 2, 3)] });
    expect([log.longestRun(0), log.mostBounces(0)]).toEqual([4, 3]);
  });
});

describe("awards", () => {
  const given = (seats: readonly SeatView[], log = new MatchLog()) =>
    awardsOf(seats, log).map(({ kind, seat, value }) => [kind, seat.name, value]);

  test("go to the best of each, and where nobody was good to nobody", () => {
    const seats = [
      createTestSeat(0, "Ada", { caroms: 2, shots: 100, hits: 30, assists: 1 }),
      createTestSeat(1, "Juno", { caroms: 5, shots: 40, hits: 20 }),
      // One lucky shot is no aim.
      createTestSeat(2, "Mistral", { shots: 1, hits: 1 }),
    ];
    expect(given(seats)).toEqual([
      ["caroms", "Juno", 5],
      ["aim", "Juno", 0.5],
    ]);
    expect(given(SEATS)).toEqual([]);
  });

  test("nobody hits with more than all of his shots, as a beam through several would have it", () => {
    const seats = [createTestSeat(0, "Ada", { shots: 20, hits: 24 })];
    expect(given(seats)).toEqual([["aim", "Ada", 1]]);
  });

  test("runs and long ways come from the log", () => {
    const log = logOf([kill(2, 0, 4), kill(2, 1), kill(2, 0), kill(1, 0, 2)]);
    expect(given(SEATS, log)).toEqual([
      ["run", "Mistral", 3],
      ["way", "Mistral", 4],
    ]);
  });

  test("of two who are equal the one behind has it", () => {
    const seats = [0, 1].map((slot) => createTestSeat(slot, `Seat ${slot}`, { caroms: 3 }));
    expect(given(seats)).toEqual([["caroms", "Seat 1", 3]]);
  });
});
