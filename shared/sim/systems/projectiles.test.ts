import { describe, expect, test } from "vitest";
import { CROWDED } from "../../../tests/harness/arenas.ts";
import {
  eventsOf,
  play,
  put,
  skiffOf,
  tableWith,
  type Placing,
} from "../../../tests/harness/table.ts";
import { AIM_STEPS, askWeapon, Button } from "../input.ts";
import { BOLTS_PER_SEAT, PULSE, RAIL, SKIFF, WEAPONS } from "../tuning.ts";
import { boltsInFlight, setInFlight, skiffEntity, takeBolt, type World } from "../world.ts";
import { damageOf } from "./damage.ts";

const EAST = 0;
const WEST = AIM_STEPS / 2;
const SOUTH = AIM_STEPS / 4;
const fireAt = (aim: number) => ({ buttons: Button.fire, aim });
const railAt = (aim: number) => ({ buttons: askWeapon(Button.fire, RAIL), aim });
const pulse = WEAPONS[PULSE]!;
const rail = WEAPONS[RAIL]!;

function withRail(placings: readonly Placing[], arena?: typeof CROWDED): World {
  const world = tableWith(placings, arena);
  world.components.Ammo[RAIL]![skiffEntity(0)] = rail.ammo;
  return world;
}

describe("a bolt", () => {
  test("flies in the tick in which it is fired", () => {
    const world = tableWith([{ x: 100, y: 240 }]);
    play(world, { 0: fireAt(EAST) });
    const [bolt] = boltsInFlight(world);
    expect(world.components.Position.x[bolt!]).toBe(115);
    expect(world.components.Bolt.firedTick[bolt!]).toBe(world.tick);
  });

  test("strikes the first skiff on its way, tells where, and is gone", () => {
    const world = tableWith([
      { x: 100, y: 240 },
      { x: 300, y: 240 },
      { x: 200, y: 245 },
    ]);
    play(world, { 0: fireAt(EAST) });
    const hits = eventsOf(play(world, {}, 30), "hit");
    expect(hits).toHaveLength(1);
    expect(hits[0]).toMatchObject({ attacker: 0, victim: 2, weapon: PULSE, bounces: 0, y: 240 });
    expect(hits[0]).toMatchObject({ damage: pulse.damage, firedTick: 1001 });
    const reach = SKIFF.radiusPx + pulse.radiusPx;
    expect(hits[0]!.x).toBeCloseTo(200 - Math.sqrt(reach ** 2 - 5 ** 2), 1);
    expect(boltsInFlight(world)).toEqual([]);
  });

  test("passes through everybody once the match is over, for nobody would be told of its end", () => {
    const world = tableWith([
      { x: 100, y: 240 },
      { x: 180, y: 240 },
    ]);
    play(world, { 0: fireAt(EAST) });
    world.match.phase = "results";
    expect(eventsOf(play(world, {}, 12), "hit")).toEqual([]);
    const [bolt] = boltsInFlight(world);
    expect(world.components.Position.x[bolt!]).toBeGreaterThan(180 + SKIFF.radiusPx);
    expect(skiffOf(world, 1).health).toBe(SKIFF.maxHealth);
  });

  test("of two at the same distance takes the lower slot", () => {
    const world = tableWith([
      { x: 100, y: 240 },
      { x: 200, y: 258.5 },
      { x: 200, y: 221.5 },
    ]);
    play(world, { 0: fireAt(EAST) });
    const hits = eventsOf(play(world, {}, 30), "hit");
    expect(hits.map(({ victim }) => victim)).toEqual([1]);
  });

  test("passes one that is a hair too far away", () => {
    const reach = SKIFF.radiusPx + pulse.radiusPx;
    const world = tableWith([
      { x: 100, y: 240 },
      { x: 300, y: 240 + reach + 0.5 },
    ]);
    play(world, { 0: fireAt(EAST) });
    expect(eventsOf(play(world, {}, 25), "hit")).toEqual([]);
  });

  test("never strikes its owner, though it come back through him", () => {
    const world = tableWith([{ x: 560, y: 240 }]);
    play(world, { 0: fireAt(EAST) });
    expect(eventsOf(play(world, {}, 90), "hit")).toEqual([]);
    expect(skiffOf(world, 0).health).toBe(SKIFF.maxHealth);
  });

  test("hurts more for each cushion it came off, also when it strikes in the tick of a rebound", () => {
    for (let distance = 20; distance < 80; distance += 4) {
      const world = tableWith([
        { x: 560, y: 240 },
        { x: 640 - distance, y: 140 },
      ]);
      // Off the right cushion: towards the victim's mirror image behind it.
      const slope = -100 / (640 - 560 + distance);
      const aim = Math.round((Math.atan(slope) / 2 / Math.PI) * AIM_STEPS) + AIM_STEPS;
      play(world, { 0: fireAt(aim & (AIM_STEPS - 1)) });
      const [hit] = eventsOf(play(world, {}, 40), "hit");
      expect(hit).toMatchObject({ victim: 1, bounces: 1, damage: damageOf(pulse, 1) });
    }
    expect(damageOf(pulse, 1)).toBe(Math.round(14 * 1.25));
    expect(damageOf(pulse, 2)).toBe(21);
  });

  test("ends at its last cushion and of age", () => {
    const world = tableWith([{ x: 320, y: 240 }]);
    play(world, { 0: fireAt(EAST) });
    play(world, {}, pulse.lifeTicks - 2);
    expect(boltsInFlight(world)).toHaveLength(1);
    play(world);
    expect(boltsInFlight(world)).toEqual([]);

    const narrow = tableWith([{ x: 320, y: 60 }]);
    play(narrow, { 0: fireAt(SOUTH + AIM_STEPS / 2) });
    play(narrow, {}, Math.ceil((60 + 480 + 480) / 15) - 2);
    expect(boltsInFlight(narrow)).toHaveLength(1);
    play(narrow);
    expect(boltsInFlight(narrow)).toEqual([]);
  });

  test("remembers nothing of the flight that used its entity before", () => {
    const fresh = tableWith([{ x: 100, y: 240 }]);
    const used = tableWith([{ x: 100, y: 240 }]);
    const { Bolt, Position } = used.components;
    const first = takeBolt(used);
    for (const store of [...Object.values(Bolt), ...Object.values(Position)]) store[first] = 77;
    setInFlight(used, first, false);
    for (const world of [fresh, used]) play(world, { 0: fireAt(4000) });
    const [bolt] = boltsInFlight(used);
    expect(bolt).toBe(first);
    for (const store of ["Bolt", "Position"] as const) {
      for (const [name, values] of Object.entries(used.components[store])) {
        const other = (fresh.components[store] as Record<string, typeof values>)[name]!;
        expect([name, values[bolt!]]).toEqual([name, other[bolt!]]);
      }
    }
  });

  test("is not fired when the room's bolts are all in the air", () => {
    const world = tableWith([{ x: 100, y: 240 }]);
    const bolts = world.seats * BOLTS_PER_SEAT;
    for (let i = 0; i < bolts; i++) expect(takeBolt(world)).toBeGreaterThan(0);
    expect(takeBolt(world)).toBe(0);
    for (const bolt of boltsInFlight(world)) {
      world.components.Bolt.firedTick[bolt] = world.tick;
      world.components.Position.x[bolt] = 320;
      world.components.Position.y[bolt] = 240;
    }
    play(world, { 0: fireAt(EAST) });
    expect(boltsInFlight(world)).toHaveLength(bolts);
  });
});

describe("a rail", () => {
  test("goes through everybody on its way, once each", () => {
    const world = withRail([
      { x: 100, y: 240 },
      { x: 400, y: 240 },
      { x: 250, y: 250 },
      { x: 300, y: 300 },
    ]);
    const hits = eventsOf(play(world, { 0: railAt(EAST) }), "hit");
    expect(hits.map(({ victim, bounces }) => [victim, bounces])).toEqual([
      [1, 0],
      [2, 0],
    ]);
    for (const hit of hits)
      expect(hit).toMatchObject({ damage: rail.damage, firedTick: world.tick });
    expect(boltsInFlight(world)).toEqual([]);
  });

  test("strikes over a cushion, for more", () => {
    const world = withRail(
      [
        { x: 440, y: 400 },
        { x: 540, y: 400 },
      ],
      CROWDED,
    );
    const away = eventsOf(play(world, { 0: railAt(EAST) }), "hit");
    expect(away).toMatchObject([{ victim: 1, bounces: 0 }]);

    const round = withRail(
      [
        { x: 440, y: 560 },
        { x: 540, y: 560 },
      ],
      CROWDED,
    );
    expect(eventsOf(play(round, { 0: railAt(EAST) }), "hit")).toEqual([]);

    // The thin board hides the victim; the bottom cushion at y 800 does not.
    const bank = withRail(
      [
        { x: 420, y: 700 },
        { x: 560, y: 730 },
      ],
      CROWDED,
    );
    const aim = Math.round((Math.atan2(100 + 70, 140) / 2 / Math.PI) * AIM_STEPS);
    const hits = eventsOf(play(bank, { 0: railAt(aim) }), "hit");
    expect(hits).toMatchObject([{ victim: 1, bounces: 1, damage: damageOf(rail, 1) }]);
    expect(damageOf(rail, 1)).toBe(88);
  });

  test("does not strike its owner on the way back", () => {
    const world = withRail([{ x: 500, y: 240 }]);
    expect(eventsOf(play(world, { 0: railAt(EAST) }), "hit")).toEqual([]);
  });
});

describe("a dash", () => {
  test("cannot be struck in its first ticks, by bolt or rail, and can after", () => {
    for (let wait = 0; wait < SKIFF.dashImmuneTicks + 3; wait++) {
      const world = withRail([
        { x: 100, y: 240 },
        { x: 300, y: 240 },
      ]);
      play(world, { 1: { buttons: Button.dash, aim: EAST } });
      play(world, {}, wait);
      put(world, 1, { x: 300, y: 240 });
      const hits = eventsOf(play(world, { 0: railAt(EAST) }), "hit");
      // The tick of the dash is the first of those in which nothing hits.
      expect([wait, hits.length]).toEqual([wait, wait + 1 < SKIFF.dashImmuneTicks ? 0 : 1]);
    }
    const world = tableWith([
      { x: 100, y: 240 },
      { x: 135, y: 240 },
    ]);
    const events = play(world, { 0: fireAt(EAST), 1: { buttons: Button.dash, aim: SOUTH } });
    expect(eventsOf(events, "hit")).toEqual([]);
  });
});

test("shots from both sides land in the same tick", () => {
  const world = tableWith([
    { x: 300, y: 240 },
    { x: 400, y: 240 },
  ]);
  const hits = eventsOf(play(world, { 0: fireAt(EAST), 1: fireAt(WEST) }, 9), "hit");
  expect(hits.map(({ attacker, victim }) => [attacker, victim])).toEqual([
    [0, 1],
    [1, 0],
  ]);
});
