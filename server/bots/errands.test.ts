import { describe, expect, test } from "vitest";
import { PADS as PAD_KINDS, RAIL, SKIFF, WEAPONS } from "#shared/sim/tuning.ts";
import { Dice } from "./dice.ts";
import { Errands, isInSight, isTurnOf } from "./errands.ts";
import type { BotSight } from "./sight.ts";
import { SKILLS } from "./skill.ts";
import { box, hall, sightOf } from "./testSight.ts";

/** Repair and rail. */
const PADS = [
  { kind: 0, x: 900, y: 400 },
  { kind: 1, x: 600, y: 700 },
];
const table = { ...hall(), pads: PADS };
const railTable = { ...hall(), pads: PADS.slice(1) };
const enemy = { slot: 1, x: 700, y: 400, velocityX: 0, velocityY: 0, isShielded: false };

function after(sight: BotSight, seed = 1): Errands {
  const errands = new Errands(SKILLS.ace, new Dice(seed));
  errands.consider(sight);
  return errands;
}

describe("goes", () => {
  test("for repair when hurt, and not when whole", () => {
    const hurt = sightOf({ ...hall(), pads: PADS.slice(0, 1) }, { others: [enemy] });
    hurt.self.health = 40;
    expect(after(hurt)).toMatchObject({ kind: "fetch", x: 900, y: 400 });
    hurt.self.health = 100;
    expect(after(hurt).kind).not.toBe("fetch");
  });

  test("for the rail when it is ready and not in hand", () => {
    const sight = sightOf(table);
    expect(after(sight)).toMatchObject({ kind: "fetch", x: 600, y: 700 });
    sight.self.ammo = WEAPONS.map(({ ammo }) => ammo);
    expect(after(sight).kind).toBe("roam");
  });

  test.each([
    ["shield", { shieldPoints: 0 }, { shieldPoints: SKIFF.maxShieldPoints }],
    ["overdrive", {}, undefined],
    ["scatter", {}, { ammo: WEAPONS.map(({ ammo }) => ammo) }],
    ["ammunition", { ammo: WEAPONS.map(() => 1) }, { ammo: WEAPONS.map(() => 0) }],
  ])("for %s when it has too little of it, and not when it has", (name, needs, hasEnough) => {
    const kind = PAD_KINDS.findIndex((row) => row.name === name);
    const source = { ...hall(), pads: [{ kind, x: 500, y: 400 }] };
    const sight = sightOf(source);
    expect(after({ ...sight, self: { ...sight.self, ...needs } }).kind).toBe("fetch");
    if (hasEnough === undefined) return;
    expect(after({ ...sight, self: { ...sight.self, ...hasEnough } }).kind).toBe("roam");
  });

  test("not for a pad that it has seen to be empty, until that may be full again", () => {
    const errands = new Errands(SKILLS.ace, new Dice(1));
    errands.consider(sightOf(railTable, { pads: [{ index: 0, isReady: false }] }));
    expect(errands.kind).toBe("roam");
    errands.consider(sightOf(railTable, { tick: 600 }));
    expect(errands.kind).toBe("roam");
    errands.consider(sightOf(railTable, { tick: 1000 }));
    expect(errands).toMatchObject({ kind: "fetch", x: 600, y: 700 });
    errands.consider(sightOf(railTable, { tick: 1020, pads: [{ index: 0, isReady: false }] }));
    expect(errands.kind).toBe("roam");
  });

  test("not far for what it needs, at the lowest level", () => {
    const far = { ...hall(), pads: [{ kind: RAIL, x: 1000, y: 400 }] };
    expect(after(sightOf(far)).kind).toBe("fetch");
    const rookie = new Errands(SKILLS.rookie, new Dice(1));
    rookie.consider(sightOf(far));
    expect(rookie.kind).toBe("roam");
  });

  test("where it saw its enemy last, when that has left the screen", () => {
    const sight = sightOf(hall(), { others: [enemy] });
    const errands = Array.from(
      { length: 20 },
      (_, seed) => new Errands(SKILLS.ace, new Dice(seed)),
    );
    for (const each of errands) {
      each.consider(sight);
      if (each.kind !== "hunt") continue;
      each.targetIn({ ...sight, others: [{ ...enemy, x: 720, y: 390 }] });
      each.consider(sightOf(hall(), { tick: 20 }));
      expect(each).toMatchObject({ kind: "roam", x: 720, y: 390 });
    }
    expect(errands.some(({ x, y }) => x === 720 && y === 390)).toBe(true);
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
    const sight = sightOf(railTable);
    const errands = new Errands(SKILLS.ace, new Dice(1));
    errands.consider(sight);
    for (let tick = 20; tick <= 420; tick += 20) errands.consider({ ...sight, tick });
    expect(errands.kind).toBe("roam");
  });

  test("on from where it has arrived", () => {
    const sight = sightOf(hall());
    const errands = new Errands(SKILLS.ace, new Dice(1));
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
    const errands = new Errands(SKILLS.ace, new Dice(1));
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
