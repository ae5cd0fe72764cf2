import { describe, expect, test } from "vitest";
import { Dice } from "./dice.ts";
import { Errands, isInSight, isTurnOf } from "./errands.ts";
import type { BotSight } from "./sight.ts";
import { box, hall, sightOf } from "./testSight.ts";

const REPAIR = { kind: 0, x: 900, y: 400, isReady: true };
const RAIL = { kind: 1, x: 600, y: 700, isReady: true };
const enemy = { slot: 1, x: 700, y: 400, velocityX: 0, velocityY: 0, isShielded: false };

function after(sight: BotSight, seed = 1): Errands {
  const errands = new Errands(new Dice(seed));
  errands.consider(sight);
  return errands;
}

describe("goes", () => {
  test("for repair when hurt, and not when whole", () => {
    const hurt = sightOf(hall(), { pads: [REPAIR], others: [enemy] });
    hurt.self.health = 40;
    expect(after(hurt)).toMatchObject({ kind: "repair", x: 900, y: 400 });
    hurt.self.health = 100;
    expect(after(hurt).kind).not.toBe("repair");
  });

  test("for the rail when it is ready and not in hand", () => {
    const sight = sightOf(hall(), { pads: [REPAIR, RAIL] });
    expect(after(sight)).toMatchObject({ kind: "rail", x: 600, y: 700 });
    sight.self.railAmmo = 2;
    expect(after(sight).kind).toBe("roam");
    sight.self.railAmmo = 0;
    const taken = { ...sight, pads: [{ ...RAIL, isReady: false }] };
    expect(after(taken).kind).toBe("roam");
  });

  test("mostly after an enemy, sometimes elsewhere", () => {
    const kinds = Array.from({ length: 60 }, (_, seed) => {
      return after(sightOf(hall(), { others: [enemy] }), seed).kind;
    });
    const hunts = kinds.filter((kind) => kind === "hunt").length;
    expect(hunts).toBeGreaterThan(30);
    expect(hunts).toBeLessThan(58);
  });

  test("elsewhere when a pad was not to be got to in a long time", () => {
    const sight = sightOf(hall(), { pads: [RAIL] });
    const errands = new Errands(new Dice(1));
    errands.consider(sight);
    for (let tick = 20; tick <= 420; tick += 20) errands.consider({ ...sight, tick });
    expect(errands.kind).toBe("roam");
  });

  test("on from where it has arrived", () => {
    const sight = sightOf(hall());
    const errands = new Errands(new Dice(1));
    errands.consider(sight);
    const { x, y } = errands;
    sight.self.x = x;
    sight.self.y = y;
    errands.consider({ ...sight, tick: 20 });
    expect([errands.x, errands.y]).not.toEqual([x, y]);
  });
});

describe("is after", () => {
  const slotFor = (others: BotSight["others"], walls = [] as ReturnType<typeof box>[]) => {
    const sight = sightOf(hall(walls), { others });
    return after(sight).targetIn(sight)?.slot;
  };

  test("nobody when nobody is there", () => {
    expect(slotFor([])).toBeUndefined();
  });

  test("the nearest", () => {
    expect(slotFor([enemy, { ...enemy, slot: 2, x: 500 }])).toBe(2);
  });

  test("rather one in sight than one behind a wall, one bare than one shielded", () => {
    const wall = box(350, 300, 40, 60);
    expect(slotFor([enemy, { ...enemy, slot: 2, x: 500, y: 250 }], [wall])).toBe(1);
    expect(slotFor([enemy, { ...enemy, slot: 2, x: 500, isShielded: true }])).toBe(1);
  });

  test("the same, when another is only a little nearer", () => {
    const errands = new Errands(new Dice(1));
    const sight = sightOf(hall(), { others: [enemy] });
    errands.consider(sight);
    const both = { ...sight, tick: 20, others: [enemy, { ...enemy, slot: 2, x: 650 }] };
    errands.consider(both);
    expect(errands.targetIn(both)?.slot).toBe(1);
  });
});

test("nothing is in sight behind a wall, or beyond the screen", () => {
  expect(isInSight(sightOf(hall()), enemy)).toBe(true);
  expect(isInSight(sightOf(hall([box(400, 380, 40, 40)])), enemy)).toBe(false);
  expect(isInSight(sightOf(hall()), { ...enemy, x: 1150 })).toBe(false);
});

test("no tick has more than its share of thoughts", () => {
  const slots = Array.from({ length: 64 }, (_, slot) => slot);
  for (let tick = 0; tick < 40; tick++) {
    expect(slots.filter((slot) => isTurnOf(slot, tick)).length).toBeLessThanOrEqual(4);
  }
});
