import { describe, expect, test } from "vitest";
import {
  assertSame,
  CRUISE,
  DEAD,
  foreseen,
  FORESIGHT,
  send,
  SLOT,
  snapshotOf,
  spanOf,
  TICK,
  type Row,
} from "../../tests/harness/skiffSpan.ts";
import type { Course } from "./foresight.ts";
import { canCarry, Change } from "./skiffRows.ts";

describe("a shot in a row (P36)", () => {
  const base = snapshotOf(TICK - 2, { [SLOT]: CRUISE });
  /** A skiff that fired so, and what arrives of it. */
  const fire = (shot: Partial<Course>, parts: { x?: number; y?: number; aim?: number } = {}) => {
    const { aim = 10, ...place } = parts;
    const course = { fireTick: TICK, fireWeapon: 0, fireAngle: 2600, aim, ...shot };
    const foresight = FORESIGHT;
    foresight.begin(base);
    Object.assign(foresight.courses[SLOT]!, course);
    foresight.run(TICK);
    const { muzzleX: x, muzzleY: y } = foresight.courses[SLOT]!;
    const { fireWeapon: weapon, fireAngle: angle } = course;
    const event = { type: "fire", slot: SLOT, weapon, x, y, angle, ...place } as const;
    const now = snapshotOf(TICK, { [SLOT]: foreseen(CRUISE, 2, course, { aim }) });
    const told = { tick: course.fireTick, event };
    const sent = send(spanOf(now, base), { shots: [told] });
    assertSame(sent.now, now);
    expect(sent.events).toEqual([told]);
    return sent;
  };

  test("comes back from either tick, by either weapon, at any angle, its recoil foreseen", () => {
    for (const fireTick of [TICK, TICK - 1]) {
      for (const fireWeapon of [0, 1]) {
        for (const fireAngle of [0, 2560, 2687, 2688, 35_000, 65_535])
          expect(fire({ fireTick, fireWeapon, fireAngle }).symbol).toBe(Change.shot);
      }
    }
  });

  test("takes fewer bits the nearer its angle is to the aim of its tick", () => {
    expect(fire({ fireAngle: 2570 }).bits).toBeLessThan(fire({ fireAngle: 2900 }).bits);
    const half = fire({ fireTick: TICK - 1, fireAngle: 20 * 256 }, { aim: 30 });
    const whole = fire({ fireTick: TICK - 1, fireAngle: 30 * 256 }, { aim: 30 });
    expect(half.bits).toBeLessThan(whole.bits);
  });

  test("that did not leave from where it was foreseen tells its muzzle", () => {
    const usual = fire({}).bits;
    expect(fire({}, { x: 12.125, y: 470 }).bits).toBe(usual + 30);
    expect(fire({}, { y: 239.875 }).bits).toBe(usual + 30);
  });

  test("is no part of a row over more than one interval, before the baseline, or in another life", () => {
    const from = (ticks: number, row: Row | undefined) =>
      spanOf(snapshotOf(TICK, { [SLOT]: CRUISE }), snapshotOf(TICK - ticks, { [SLOT]: row }));
    expect(canCarry(from(2, CRUISE), SLOT, TICK)).toBe(true);
    expect(canCarry(from(2, CRUISE), SLOT, TICK - 2)).toBe(false);
    expect(canCarry(from(4, CRUISE), SLOT, TICK)).toBe(false);
    expect(canCarry(from(2, DEAD), SLOT, TICK)).toBe(false);
    expect(canCarry(from(2, undefined), SLOT, TICK)).toBe(false);
  });
});
