/** Routes that change, servers that stand still, machines that sleep: the clocks of a match find to each other again. */
import { beforeEach, describe, expect, test } from "vitest";
import { openDuel, watchDuel, type Duel } from "../harness/duel.ts";
import { Stepper, type Player } from "../harness/stepper.ts";

let duel: Duel;
let match: Stepper;
let ada: Player;

function begin(latencyMs = 50): void {
  duel = openDuel(latencyMs);
  ({ match, ada } = duel);
}

beforeEach(() => begin());

/** The route changes, for everybody. */
function setLatency(latencyMs: number): void {
  for (const { wire } of match.players) wire.options.latencyMs = latencyMs;
}

describe("a route that changes", () => {
  test.each([10, 100, 350])(
    "to one of %i ms: inputs are in time again within three seconds",
    (latencyMs) => {
      setLatency(latencyMs);
      match.run(180);
      const missed = match.room.missedInputs;
      watchDuel(duel, 180);
      expect(match.room.missedInputs - missed).toBeLessThanOrEqual(1);
      const { marginTicks } = ada.view!.net;
      expect(marginTicks).toBeGreaterThan(0);
      expect(marginTicks).toBeLessThan(2.5);
    },
  );

  test("to one that is shorter: the clock waits for what was sent, and nothing is taken back", () => {
    setLatency(350);
    match.run(300);
    const { clockJumps, corrections } = ada.view!.net;
    setLatency(10);
    const rows = watchDuel(duel, 300);
    expect(ada.view!.net.clockJumps).toBeGreaterThan(clockJumps);
    expect(ada.view!.net.corrections).toBe(corrections);
    expect(Math.max(...rows.map(({ own }) => own))).toBeLessThan(8);
  });
});

describe("a server that stands still, and has lost that time", () => {
  test.each([20, 30, 60, 300])(
    "for %i ticks: inputs are in time again within a second",
    (ticks) => {
      match.isFrozen = true;
      match.run(ticks);
      match.isFrozen = false;
      match.run(60);
      expect(match.players.map(({ session }) => session.state.kind)).toEqual(
        Array(2).fill("playing"),
      );
      const missed = match.room.missedInputs;
      watchDuel(duel, 120);
      expect(match.room.missedInputs - missed).toBeLessThanOrEqual(1);
      for (const { view } of match.players) {
        expect(view!.net.marginTicks).toBeGreaterThan(0);
        expect(view!.net.marginTicks).toBeLessThan(2.5);
        expect(view!.net.leadTicks).toBeLessThan(8);
      }
    },
  );
});

describe("a machine that sleeps, and its clock with it", () => {
  test.each([
    [1, 8],
    [20, 5],
    [20, 14],
    [20, 40],
    [100, 200],
  ])("%i ms away, for %i ticks: inputs are in time again within a second", (latencyMs, ticks) => {
    begin(latencyMs);
    match.run(120);
    ada.isAsleep = true;
    match.run(ticks);
    ada.isAsleep = false;
    match.run(60);
    const missed = match.room.missedInputs;
    watchDuel(duel, 120);
    expect(match.room.missedInputs - missed).toBeLessThanOrEqual(1);
    expect(ada.view!.net.corrections).toBeLessThanOrEqual(1);
  });
});

describe("a server that has run for days, the time of whose pongs has come round", () => {
  const tick = 2 ** 24 + 5000;

  test.each([1, 4, 8, 20])(
    "is found without a jump, %i ms away: no pong is believed before the first snapshot",
    (latencyMs) => {
      const match = new Stepper({ latencyMs, tick });
      for (const name of ["Ada", "Bob", "Cid", "Dan"]) match.join(name);
      match.run(60);
      for (const { view } of match.players) expect(view!.net.clockJumps).toBe(0);
    },
  );

  test("nor does a clock jump from one map to the next", () => {
    const match = new Stepper({ latencyMs: 30, tick });
    for (const name of ["Ada", "Bob", "Cid", "Dan"]) match.join(name);
    match.run(90);
    for (let i = 0; i < 20; i++) {
      match.room.begin();
      match.run(43);
      for (const { view } of match.players) expect(view!.net.clockJumps).toBe(0);
    }
  });
});
