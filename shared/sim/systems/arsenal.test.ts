import { describe, expect, test } from "vitest";
import { arenaOf, points, SQUARE } from "../../../tests/harness/arenas.ts";
import {
  eventsOf,
  play,
  put,
  skiffOf,
  tableWith,
  type Placing,
} from "../../../tests/harness/table.ts";
import { AIM_STEPS, askWeapon, Button } from "../input.ts";
import {
  DISC,
  MOST_PELLETS,
  OVERDRIVE_FACTOR,
  OWN_SPLASH_SHARE,
  PADS,
  PULSE,
  ROCKET,
  SCATTER,
  SKIFF,
  WEAPONS,
} from "../tuning.ts";
import { boltsInFlight, skiffEntity, type World } from "../world.ts";
import { damageOf } from "./damage.ts";

const EAST = 0;
const WEST = AIM_STEPS / 2;
const row = (weapon: number) => WEAPONS[weapon]!;

/** Slot 0 has every weapon and fires `weapon` at `aim` once. */
function shoot(world: World, weapon: number, aim: number) {
  WEAPONS.forEach(({ ammo }, index) => {
    world.components.Ammo[index]![skiffEntity(0)] = ammo;
  });
  return play(world, { 0: { buttons: askWeapon(Button.fire, weapon), aim } });
}

function padded(name: string, ...placings: Placing[]): World {
  const kind = PADS.findIndex((pad) => pad.name === name);
  return tableWith(placings, arenaOf({ pads: [{ kind, x: 480, y: 240 }] }));
}

const ON_PAD = { x: 480, y: 240 };

test("every row of the arsenal is within what bolts and the wire can do", () => {
  expect(WEAPONS.filter(({ splashPx, kind }) => splashPx > 0 && kind !== "bolt")).toEqual([]);
  for (const { pellets, spreadSteps, ammo } of WEAPONS) {
    expect(pellets).toBeGreaterThanOrEqual(1);
    expect(pellets).toBeLessThanOrEqual(MOST_PELLETS);
    expect(pellets > 1).toBe(spreadSteps > 0);
    expect(ammo).toBeLessThanOrEqual(255);
  }
});

describe("the scatter", () => {
  test("lets a fan of bolts go with one shot, as wide as its row says, and each ends after 420 px", () => {
    const world = tableWith([{ x: 40, y: 240 }], arenaOf({ width: 1200 }));
    expect(eventsOf(shoot(world, SCATTER, EAST), "fire")).toHaveLength(1);
    const { Bolt, Position } = world.components;
    const bolts = boltsInFlight(world);
    expect(bolts.map((bolt) => Bolt.pellet[bolt])).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const half = row(SCATTER).spreadSteps / 2;
    const angles = bolts.map((bolt) => ((Bolt.angle[bolt]! + WEST) % AIM_STEPS) - WEST);
    expect(angles[0]).toBeCloseTo(-half, -1);
    expect(angles[3]).toBe(0);
    expect(angles[6]).toBeCloseTo(half, -1);
    play(world, {}, row(SCATTER).lifeTicks - 2);
    expect(Position.x[boltsInFlight(world)[3]!]).toBeCloseTo(40 + 800 * (31 / 60), 0);
    play(world, {}, 1);
    expect(boltsInFlight(world)).toEqual([]);
  });

  test("tells of each hit which of its bolts it was", () => {
    const world = tableWith([
      { x: 200, y: 240 },
      { x: 250, y: 240 },
    ]);
    const happened = [...shoot(world, SCATTER, EAST), ...play(world, {}, 4)];
    const pellets = eventsOf(happened, "hit").map(({ pellet }) => pellet);
    expect(pellets.toSorted((a, b) => a! - b!)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(skiffOf(world, 1).health).toBe(SKIFF.maxHealth - 7 * row(SCATTER).damage);
    expect(skiffOf(world, 0)).toMatchObject({ shots: 7, hits: 7 });
  });
});

describe("the rocket", () => {
  test("takes all of it from whom it strikes, and from others less, the further off they are", () => {
    const world = tableWith([
      { x: 100, y: 240 },
      { x: 300, y: 240 },
      { x: 300, y: 290 },
      { x: 300, y: 400 },
    ]);
    const happened = [...shoot(world, ROCKET, EAST), ...play(world, {}, 30)];
    const hits = eventsOf(happened, "hit");
    expect(hits.map(({ victim }) => victim)).toEqual([1, 2]);
    expect(hits[0]!.damage).toBe(row(ROCKET).damage);
    const gap = Math.hypot(300 - hits[0]!.x + 1, 50) - SKIFF.radiusPx;
    const share = 1 - gap / row(ROCKET).splashPx;
    expect(Math.abs(hits[1]!.damage - row(ROCKET).damage * share)).toBeLessThan(1);
    expect(skiffOf(world, 2).velocityY).toBeGreaterThan(0);
    expect(boltsInFlight(world)).toEqual([]);
  });

  test("bursts on a cushion, and its owner feels half of what he does to himself", () => {
    const world = tableWith([{ x: 560, y: 240 }]);
    const happened = [...shoot(world, ROCKET, EAST), ...play(world, {}, 12)];
    const [hit] = eventsOf(happened, "hit");
    expect(hit).toMatchObject({ attacker: 0, victim: 0, bounces: 0 });
    const most = row(ROCKET).damage * OWN_SPLASH_SHARE;
    expect(hit!.damage).toBeGreaterThan(0);
    expect(hit!.damage).toBeLessThanOrEqual(most);
    expect(most - hit!.damage).toBeGreaterThan(5);
    expect(skiffOf(world, 0).hits).toBe(0);
  });

  test("does nothing behind a wall", () => {
    const wall = points([300, 100], [320, 100], [320, 380], [300, 380]);
    const world = tableWith(
      [
        { x: 200, y: 240 },
        { x: 345, y: 240 },
      ],
      arenaOf({ walls: [wall] }),
    );
    const happened = [...shoot(world, ROCKET, EAST), ...play(world, {}, 15)];
    expect(boltsInFlight(world)).toEqual([]);
    expect(eventsOf(happened, "hit").filter(({ victim }) => victim === 1)).toEqual([]);
  });

  test("who puts himself out of action has no points for it", () => {
    const world = tableWith([{ x: 600, y: 240 }]);
    world.components.Skiff.health[skiffEntity(0)] = 5;
    const happened = [...shoot(world, ROCKET, EAST), ...play(world, {}, 12)];
    expect(eventsOf(happened, "death")).toMatchObject([{ attacker: 0, victim: 0 }]);
    expect(skiffOf(world, 0)).toMatchObject({ kills: 0, deaths: 1, score: 0, killer: 0 });
  });
});

describe("the disc", () => {
  test("goes through everybody on its way and strikes each once", () => {
    const world = tableWith([
      { x: 100, y: 240 },
      { x: 250, y: 240 },
      { x: 400, y: 244 },
    ]);
    const happened = [...shoot(world, DISC, EAST), ...play(world, {}, 50)];
    const hits = eventsOf(happened, "hit");
    expect(hits.map(({ victim }) => victim)).toEqual([1, 2]);
    expect(hits.map(({ damage }) => damage)).toEqual([row(DISC).damage, row(DISC).damage]);
    expect(boltsInFlight(world)).toHaveLength(1);
  });

  test("spares its owner until it has left him, and strikes him when it comes back", () => {
    const world = tableWith([{ x: 320, y: 240 }]);
    shoot(world, DISC, EAST);
    expect(eventsOf(play(world, {}, 30), "hit")).toEqual([]);
    const [hit] = eventsOf(play(world, {}, 60), "hit");
    expect(hit).toMatchObject({ attacker: 0, victim: 0, bounces: 1 });
    expect(hit!.damage).toBe(damageOf(row(DISC), 1));
  });

  test("strikes one who dashes clear of it only when the untouchable part is over", () => {
    const world = tableWith([
      { x: 100, y: 240 },
      { x: 300, y: 240 },
    ]);
    shoot(world, DISC, EAST);
    play(world, {}, 18);
    const happened = play(world, { 1: { buttons: Button.dash, moveY: 7 } }, 12);
    expect(eventsOf(happened, "hit")).toEqual([]);
  });
});

describe("pads", () => {
  test("a shield is lost before health, and tells of both together", () => {
    const world = padded("shield", { x: 200, y: 240 }, ON_PAD);
    expect(eventsOf(play(world), "pickup")).toHaveLength(1);
    const { shieldPoints } = world.components.Skiff;
    expect(shieldPoints[skiffEntity(1)]).toBe(SKIFF.maxShieldPoints);
    const happened = [...shoot(world, ROCKET, EAST), ...play(world, {}, 40)];
    expect(eventsOf(happened, "hit")).toMatchObject([{ victim: 1, damage: row(ROCKET).damage }]);
    expect(shieldPoints[skiffEntity(1)]).toBe(0);
    expect(skiffOf(world, 1).health).toBe(SKIFF.maxHealth + SKIFF.maxShieldPoints - 80);
  });

  test("overdrive doubles what is fired in it, also when it lands later", () => {
    const world = padded("overdrive", ON_PAD, { x: 60, y: 240 });
    play(world);
    world.components.Skiff.overdriveEndTick[skiffEntity(0)] = world.tick + 2;
    const happened = [...shoot(world, PULSE, WEST), ...play(world, {}, 40)];
    expect(eventsOf(happened, "hit")).toMatchObject([
      { damage: row(PULSE).damage * OVERDRIVE_FACTOR },
    ]);
    const after = [...shoot(world, PULSE, WEST), ...play(world, {}, 40)];
    expect(eventsOf(after, "hit")).toMatchObject([{ damage: row(PULSE).damage }]);
  });

  test("ammunition fills what has been begun, and is left lying by who has nothing to fill", () => {
    const world = padded("ammunition", ON_PAD);
    expect(eventsOf(play(world), "pickup")).toEqual([]);
    world.components.Ammo[DISC]![skiffEntity(0)] = 1;
    expect(eventsOf(play(world), "pickup")).toHaveLength(1);
    expect(skiffOf(world, 0).ammo).toEqual([0, 0, 0, 0, row(DISC).ammo]);
  });

  test.each(["scatter", "rocket", "disc"])(
    "a %s pad loads that weapon and puts it in hand",
    (name) => {
      const world = padded(name, ON_PAD);
      play(world);
      const { weapon } = skiffOf(world, 0);
      expect(row(weapon).name.toLowerCase()).toBe(name);
      expect(skiffOf(world, 0).ammo[weapon]).toBe(row(weapon).ammo);
    },
  );

  test("a new life begins without shield and overdrive", () => {
    const world = tableWith([{ x: 100, y: 100 }]);
    const { Skiff } = world.components;
    const skiff = skiffEntity(0);
    Skiff.shieldPoints[skiff] = 50;
    Skiff.overdriveEndTick[skiff] = world.tick + 1000;
    Skiff.isAlive[skiff] = 0;
    Skiff.respawnTick[skiff] = world.tick + 1;
    play(world);
    expect(Skiff.isAlive[skiff]).toBe(1);
    expect(Skiff.shieldPoints[skiff]).toBe(0);
    expect(Skiff.overdriveEndTick[skiff]).toBeLessThanOrEqual(world.tick);
  });
});

test("what is put elsewhere is not passed through on the way", () => {
  const world = tableWith(
    [
      { x: 100, y: 240 },
      { x: 400, y: 100 },
    ],
    SQUARE,
  );
  shoot(world, DISC, EAST);
  play(world, {}, 10);
  put(world, 1, { x: 300, y: 240 });
  const hits = eventsOf(play(world, {}, 30), "hit");
  expect(hits.filter(({ victim }) => victim === 1)).toHaveLength(1);
});
