import { describe, expect, test } from "vitest";
import { PULSE, RAIL, WEAPONS } from "#shared/sim/tuning.ts";
import { chooseWeapon } from "./armoury.ts";
import { hall, sightOf } from "./testSight.ts";

/** The choice of one at (200, 400) who has all that can be had, against somebody so far away. */
function choiceAt(distancePx: number, parts: { weapon?: number; ammo?: number[] } = {}): number {
  const { self } = sightOf(hall());
  self.ammo = WEAPONS.map(({ ammo }) => ammo);
  Object.assign(self, parts);
  return chooseWeapon(self, self.x + distancePx, self.y);
}

describe("the weapon of choice", () => {
  test("is the beam far off, the stream of bolts close by", () => {
    expect(WEAPONS[choiceAt(700)]!.kind).toBe("hitscan");
    expect(WEAPONS[choiceAt(60)]!.kind).toBe("bolt");
  });

  test("is one that is loaded", () => {
    expect(choiceAt(700, { ammo: WEAPONS.map(() => 0) })).toBe(PULSE);
  });

  test("does not flutter where two are as good", () => {
    let flips = 0;
    let weapon = PULSE;
    for (let px = 60; px < 700; px += 10) {
      for (const wobble of [0, 25, 0]) {
        const next = choiceAt(px + wobble, { weapon });
        flips += Number(next !== weapon);
        weapon = next;
      }
    }
    expect(weapon).toBe(RAIL);
    expect(flips).toBeLessThanOrEqual(WEAPONS.length);
  });
});
