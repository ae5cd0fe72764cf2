import { describe, expect, test } from "vitest";
import { Chance } from "../../tests/harness/fuzzSeed.ts";
import { REWIND_STEPS_PER_TICK } from "#shared/sim/input.ts";
import { ViewAge } from "./viewAge.ts";

const STEPS = REWIND_STEPS_PER_TICK;
/** 100 ms to the server and back: acks of 8 ticks ago, inputs 1.5 ticks early, others drawn 2.5 ticks behind that. */
const ACK_AGE = 8;
const MARGIN = 1.5;
const HONEST = 9.5 * STEPS;

/** One that has heard an honest client for two seconds, up to tick 220. */
function settled(claim = HONEST): ViewAge {
  const view = new ViewAge();
  for (let tick = 101; tick <= 220; tick++) {
    view.note(ACK_AGE + (tick % 2), MARGIN);
    view.judge(tick, claim);
  }
  return view;
}

/** What is granted, tick by tick from 221 on, to claims by tick. */
function grant(view: ViewAge, ticks: number, claimAt: (tick: number) => number): number[] {
  return Array.from({ length: ticks }, (_, i) => {
    view.note(ACK_AGE + (i % 2), MARGIN);
    return view.judge(221 + i, claimAt(i));
  });
}

describe("an honest client is believed to the last part of a tick (B18)", () => {
  test.each([1.5, 4, 6])("who draws the others %d ticks behind his acks", (delay) => {
    const claim = (ACK_AGE + delay) * STEPS;
    expect(new Set(grant(settled(claim), 60, () => claim))).toEqual(new Set([claim]));
  });

  test("from the first input on", () => {
    const view = new ViewAge();
    view.note(ACK_AGE, MARGIN);
    expect(view.judge(101, HONEST)).toBe(HONEST);
  });

  test("at 40 frames a second, where every other one has two inputs, in the mean", () => {
    const given = grant(settled(), 60, (i) => HONEST + (i % 2 === 0 ? -STEPS : STEPS) / 4);
    for (const age of given) expect(Math.abs(age - HONEST)).toBeLessThanOrEqual(STEPS / 4);
  });

  test("whose drawn time runs 10 % fast or slow to follow the network", () => {
    for (const drift of [-1.5, 1.5])
      expect(grant(settled(), 40, (i) => HONEST + i * drift)).toEqual(
        Array.from({ length: 40 }, (_, i) => Math.round(HONEST + i * drift)),
      );
  });
});

describe("a claim is worth nothing (B18)", () => {
  const expected = () => grant(settled(), 200, () => -1).at(-1)!;

  test.each([
    ["of the future", 0],
    ["too new by far", HONEST - 8 * STEPS],
    ["too old by far", HONEST + 8 * STEPS],
    ["out of this world", 65_535],
  ])("%s: what is expected goes", (_, claim) => {
    const given = grant(settled(), 200, () => claim);
    expect(given.at(-1)).toBe(expected());
    expect(Math.abs(given.at(-1)! - HONEST)).toBeLessThan(2 * STEPS);
  });

  test("where nobody was seen yet: the present goes", () => {
    expect(new ViewAge().judge(101, HONEST)).toBe(0);
  });
});

describe("nobody picks the moment of his shot (B18)", () => {
  test("an age that jumps is followed at a tenth of real time", () => {
    for (const jump of [-5 * STEPS, 5 * STEPS]) {
      const given = grant(settled(), 60, () => HONEST + jump);
      given.forEach((age, i) => {
        const most = ((i + 1) * STEPS) / 10 + 0.5;
        expect(Math.abs(age - HONEST)).toBeLessThanOrEqual(most);
      });
      expect(given.at(-1)).toBe(HONEST + jump);
    }
  });

  test("one who claims now this, now that gets next to nothing of either", () => {
    const chance = new Chance(3);
    let before = HONEST;
    for (const age of grant(settled(), 600, () => chance.between(0, 40 * STEPS))) {
      expect(Math.abs(age - before)).toBeLessThanOrEqual(2);
      before = age;
    }
  });

  test("who sends nothing for a while has drawn on meanwhile: he is followed by as much", () => {
    const view = settled();
    expect(view.judge(280, HONEST + 5 * STEPS)).toBe(HONEST + 5 * STEPS);
    expect(view.judge(281, HONEST)).toBe(Math.round(HONEST + 5 * STEPS - STEPS / 10));
  });
});

describe("what is expected", () => {
  test("is older where inputs come unsteadily: the others are drawn further behind", () => {
    const view = new ViewAge();
    const chance = new Chance(5);
    for (let tick = 101; tick <= 500; tick++) {
      view.note(ACK_AGE, MARGIN + chance.between(-150, 150) / 100);
      view.judge(tick, 0);
    }
    // 50 ms of jitter: a client draws 2 intervals and more behind its newest snapshot.
    const ticks = view.judge(501, 0) / STEPS - ACK_AGE;
    expect(ticks).toBeGreaterThan(3.5);
    expect(ticks).toBeLessThan(6.5);
  });

  test("a second that a standstill held back changes nothing: who is late is not learned from", () => {
    const view = settled();
    for (let tick = 221; tick <= 280; tick++) view.judge(tick, HONEST);
    expect(view.judge(281, HONEST)).toBe(HONEST);
  });
});
