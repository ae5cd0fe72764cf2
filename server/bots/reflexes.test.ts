import { describe, expect, test } from "vitest";
import { DISC, PULSE, ROCKET } from "#shared/sim/tuning.ts";
import { Dice } from "./dice.ts";
import { Reflexes } from "./reflexes.ts";
import type { BoltSight } from "./sight.ts";
import { SKILLS } from "./skill.ts";
import { hall, sightOf } from "./testSight.ts";

const REGULAR = SKILLS.regular;
const ALERT = { ...REGULAR, sidestepShare: 1, dashShare: 0 };
const DASHING = { ...REGULAR, dashShare: 1 };

/** First tick in which a skiff at rest at (200, 400) answers a bolt, and how. */
function answer(
  bolt: BoltSight,
  skill = ALERT,
  canDash = true,
  { team = 0, isFriendlyFire = false } = {},
) {
  const reflexes = new Reflexes(skill, new Dice(1));
  const sight = sightOf(hall(), { isFriendlyFire });
  sight.self.canDash = canDash;
  sight.self.team = team;
  let dashTick = Infinity;
  let stepTick = Infinity;
  let step = { x: 0, y: 0 };
  for (let tick = 0; tick < 40; tick++) {
    const passed = tick / 60;
    const now = {
      ...bolt,
      x: bolt.x + bolt.velocityX * passed,
      y: bolt.y + bolt.velocityY * passed,
    };
    const isDashing = reflexes.look({ ...sight, tick, bolts: [now] });
    if (isDashing) dashTick = Math.min(dashTick, tick);
    if (stepTick === Infinity && (reflexes.x !== 0 || reflexes.y !== 0)) {
      stepTick = tick;
      step = { x: reflexes.x, y: reflexes.y };
    }
  }
  return { stepTick, step, dashTick };
}

const coming = { slot: 1, team: 0, weapon: PULSE, x: 650, y: 395, velocityX: -900, velocityY: 0 };

describe("a bolt that will strike", () => {
  test("is sidestepped at a right angle, to the nearer side, after the reaction time", () => {
    const { stepTick, step, dashTick } = answer(coming);
    expect(stepTick).toBeGreaterThanOrEqual(REGULAR.reactionTicks - 2);
    expect(stepTick).toBeLessThanOrEqual(REGULAR.reactionTicks + 2);
    expect(step.x).toBeCloseTo(0);
    expect(step.y).toBeCloseTo(1);
    expect(dashTick).toBe(Infinity);
    expect(answer({ ...coming, y: 405 }).step.y).toBeCloseTo(-1);
  });

  test("is dashed from at the last moment, if a dash is ready", () => {
    expect(answer(coming, DASHING).dashTick).toBeGreaterThan(REGULAR.reactionTicks);
    expect(answer(coming, DASHING).dashTick).toBeLessThan(30);
    expect(answer(coming, DASHING, false).dashTick).toBe(Infinity);
  });

  test("is none of an ally's, unless these strike too", () => {
    const ofAlly = { ...coming, team: 1 };
    expect(answer(ofAlly, ALERT, true, { team: 1 }).stepTick).toBe(Infinity);
    expect(answer(ofAlly, ALERT, true, { team: 2 }).stepTick).toBeLessThan(30);
    expect(answer(ofAlly, ALERT, true, { team: 1, isFriendlyFire: true }).stepTick).toBeLessThan(
      30,
    );
    const ownDisc = { ...ofAlly, slot: 0, weapon: DISC, velocityX: -500 };
    expect(answer(ownDisc, ALERT, true, { team: 1 }).stepTick).toBeLessThan(40);
  });

  test("strikes those whom it comes upon too soon", () => {
    expect(answer({ ...coming, x: 300 }).stepTick).toBe(Infinity);
  });

  test("is now and then not noticed", () => {
    const noticed = Array.from({ length: 40 }, (_, seed) => {
      const reflexes = new Reflexes({ ...REGULAR, dashShare: 0 }, new Dice(seed));
      const sight = sightOf(hall(), { bolts: [coming] });
      for (let tick = 0; tick < 20; tick++) reflexes.look({ ...sight, tick });
      return reflexes.y !== 0;
    });
    const count = noticed.filter(Boolean).length;
    expect(count).toBeGreaterThan(10);
    expect(count).toBeLessThan(35);
  });
});

test("its own bolt that has come back is got out of the way of, when it does not spare its owner", () => {
  expect(answer({ ...coming, slot: 0, weapon: DISC }).stepTick).toBeLessThan(30);
});

test("a bolt that bursts is kept farther away from than one that does not", () => {
  const passing = { ...coming, y: 340 };
  expect(answer(passing).stepTick).toBe(Infinity);
  expect(answer({ ...passing, weapon: ROCKET }).stepTick).toBeLessThan(30);
});

test.each([
  ["is its own", { ...coming, slot: 0 }],
  ["passes by", { ...coming, y: 340 }],
  ["goes away", { ...coming, velocityX: 900 }],
  ["is far off", { ...coming, x: 1190, velocityX: -500 }],
])("a bolt that %s is left alone", (_, bolt) => {
  const { stepTick, dashTick } = answer(bolt, { ...DASHING, sidestepShare: 1 });
  expect(Math.min(stepTick, dashTick)).toBeGreaterThan(bolt.x === 1190 ? 30 : 100);
});
