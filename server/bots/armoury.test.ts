import { describe, expect, test } from "vitest";
import { PULSE, RAIL, ROCKET, SCATTER, SKIFF, WEAPONS } from "#shared/sim/tuning.ts";
import { chooseWeapon, fightAt } from "./armoury.ts";
import { hall, sightOf } from "./testSight.ts";

/** The choice of one at (200, 400) who has all that can be had, against somebody so far away. */
function choiceAt(distancePx: number, parts: { weapon?: number; ammo?: number[] } = {}): number {
  const { self } = sightOf(hall());
  self.ammo = WEAPONS.map(({ ammo }) => ammo);
  Object.assign(self, parts);
  return chooseWeapon(self, self.x + distancePx, self.y);
}

describe("the distance of choice", () => {
  const fightWith = (parts: { weapon?: number; ammo?: number[] }, likedPx: number) =>
    fightAt({ ...sightOf(hall()).self, ...parts }, likedPx);

  test("is the own, nearer with a fan of bolts, out of reach of the own bursts", () => {
    expect(fightWith({}, 300)).toBe(300);
    expect(fightWith({ ammo: WEAPONS.map((_, i) => Number(i === SCATTER)) }, 300)).toBeLessThan(
      200,
    );
    const burst = WEAPONS[ROCKET]!.splashPx + SKIFF.radiusPx;
    expect(fightWith({ weapon: ROCKET }, 50)).toBeGreaterThan(burst);
  });
});

describe("the weapon of choice", () => {
  test("is the beam far off, the fan of bolts close by", () => {
    expect(WEAPONS[choiceAt(700)]!.kind).toBe("hitscan");
    expect(choiceAt(60)).toBe(SCATTER);
  });

  test("is never one that would burst at its own feet", () => {
    const onlyRockets = WEAPONS.map((_, weapon) => Number(weapon === ROCKET));
    expect(choiceAt(300, { ammo: onlyRockets })).toBe(ROCKET);
    expect(choiceAt(100, { ammo: onlyRockets })).toBe(PULSE);
  });

  test.each(WEAPONS.map(({ name }, weapon) => [name, weapon] as const))(
    "is %s at some distance, where nothing else is loaded but what is endless",
    (_, weapon) => {
      const ammo = WEAPONS.map((row, i) => (i === weapon ? row.ammo : 0));
      const choices = [60, 160, 300, 450, 600].map((px) => choiceAt(px, { ammo }));
      expect(choices).toContain(weapon);
    },
  );

  test("is one that is loaded", () => {
    expect(choiceAt(700, { ammo: WEAPONS.map(() => 0) })).toBe(PULSE);
  });

  test("does not flutter where two are as good", () => {
    let flips = 0;
    let weapon = PULSE;
    for (let px = 60; px < 700; px += 10) {
      for (const wobble of [0, 15, 0]) {
        const next = choiceAt(px + wobble, { weapon });
        flips += Number(next !== weapon);
        weapon = next;
      }
    }
    expect(weapon).toBe(RAIL);
    expect(flips).toBeLessThanOrEqual(WEAPONS.length);
  });
});
