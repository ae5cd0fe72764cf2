import { describe, expect, test } from "vitest";
import { AIM_STEPS } from "#shared/sim/input.ts";
import { aimOf } from "#shared/sim/math.ts";
import { Aim, turnBetween } from "./aim.ts";
import { Dice } from "./dice.ts";
import { Memory } from "./memory.ts";
import { SKILLS } from "./skill.ts";

const REGULAR = SKILLS.regular;
describe("a turn", () => {
  test.each([
    [0, 100, 100],
    [100, 0, -100],
    [65500, 36, 72],
    [36, 65500, -72],
    [0, 32768, -32768],
    [-70000, 0, 4464],
  ])("from %i to %i is %i", (from, to, turn) => {
    expect(turnBetween(from, to)).toBe(turn);
  });
});

describe("the hand", () => {
  test("never turns faster than it may, nor starts or stops at once", () => {
    const aim = new Aim(REGULAR, new Dice(4));
    aim.turnTo(300, 40);
    let before = aim.steps;
    let rate = 0;
    for (let tick = 0; tick < 600; tick++) {
      const isLeft = tick % 100 < 50;
      aim.turnTo(isLeft ? -300 : 300, 40);
      const turn = turnBetween(before, aim.steps);
      before = aim.steps;
      // Steps are whole: each end of a turn may be half a step off.
      expect(Math.abs(turn)).toBeLessThanOrEqual(REGULAR.turnSteps + 1);
      expect(Math.abs(turn - rate)).toBeLessThanOrEqual(REGULAR.turnChangeSteps + 2);
      rate = turn;
    }
  });

  test("comes to its mark in half a second and wanders round it", () => {
    for (let seed = 0; seed < 50; seed++) {
      const aim = new Aim(REGULAR, new Dice(seed));
      const offs: number[] = [];
      for (let tick = 0; tick < 300; tick++) {
        aim.turnTo(-100, -250);
        if (tick > 45) offs.push(turnBetween(aimOf(-100, -250), aim.steps));
      }
      expect(Math.max(...offs.map(Math.abs)), `seed ${seed}`).toBeLessThan(REGULAR.aimErrorSteps);
      expect(new Set(offs).size).toBeGreaterThan(20);
    }
  });

  test("follows a mark that moves without falling behind", () => {
    const skill = { ...REGULAR, aimErrorSteps: 0 };
    const aim = new Aim(skill, new Dice(1));
    let worst = 0;
    for (let tick = 0; tick < 300; tick++) {
      const x = -500 + tick * 5;
      aim.turnTo(x, 300);
      if (tick > 40) worst = Math.max(worst, Math.abs(turnBetween(aimOf(x, 300), aim.steps)));
    }
    expect(worst).toBeLessThan(AIM_STEPS / 360);
  });

  test("knows when it is on the mark", () => {
    const aim = new Aim({ ...REGULAR, aimErrorSteps: 0 }, new Dice(2));
    aim.turnTo(300, 0);
    aim.turnTo(-300, 0);
    const wasOn = aim.isOn(18, 300);
    for (let tick = 0; tick < 60; tick++) aim.turnTo(-300, 0);
    expect([wasOn, aim.isOn(18, 300)]).toEqual([false, true]);
    aim.turnTo(300, 0);
    expect(aim.isOn(18, 300)).toBe(false);
  });
});

describe("memory", () => {
  const still = { slot: 3, x: 100, y: 100, velocityX: 0, velocityY: 0, isShielded: false };

  test("needs the reaction time before it is sure, and again after a spawn or for another", () => {
    const memory = new Memory(5);
    const watch = (row: typeof still) => {
      let ticks = 0;
      do {
        memory.watch(row);
        ticks += 1;
      } while (!memory.isSure && ticks < 50);
      return ticks;
    };
    expect(watch(still)).toBe(6);
    expect(watch(still)).toBe(1);
    expect(watch({ ...still, x: 500 })).toBe(6);
    expect(watch({ ...still, x: 500, slot: 4 })).toBe(6);
    memory.forget();
    expect(watch({ ...still, x: 500, slot: 4 })).toBe(6);
  });

  test("places exactly what moves evenly, and what turns only after the reaction time", () => {
    const memory = new Memory(12);
    const row = { ...still, velocityX: 240 };
    for (let tick = 0; tick < 60; tick++) {
      memory.watch(row);
      expect(memory.x).toBeCloseTo(row.x, 6);
      row.x += 4;
    }
    row.velocityX = -240;
    const offs: number[] = [];
    for (let tick = 0; tick < 120; tick++) {
      memory.watch(row);
      offs.push(memory.x - row.x);
      row.x -= 4;
    }
    expect(offs[11]).toBeGreaterThan(80);
    expect(offs.at(-1)).toBeCloseTo(0, 3);
  });
});
