import { describe, expect, test } from "vitest";
import type { ArenaSource, Point } from "#shared/sim/arena/arena.ts";
import { MOVE_MAX } from "#shared/sim/input.ts";
import { lengthOf } from "#shared/sim/math.ts";
import { step } from "#shared/sim/step.ts";
import { skiffEntity, type World } from "#shared/sim/world.ts";
import { loadMaps } from "../maps.ts";
import { Dice } from "./dice.ts";
import { Look } from "./look.ts";
import { Pilot } from "./pilot.ts";
import { SKILLS } from "./skill.ts";
import { box, hall, put, sightOf, worldOf } from "./testSight.ts";

/** Walked on one map. A hall has thousands. */
const MOST_WAYS = 600;
/** To the other side of a long wall and back. */
const DETOUR_TICKS = 150;

/** Ticks in which the pilot brings the skiff of slot 0 to `goal`, or Infinity when it does not. */
function walk(world: World, look: Look, goal: Point, mostTicks: number): number {
  const { Position } = world.components;
  const pilot = new Pilot(SKILLS.regular, new Dice(1));
  const skiff = skiffEntity(0);
  for (let tick = 0; tick < mostTicks; tick++) {
    look.gather(world);
    const sight = look.from(world, 0);
    if (tick === 0) pilot.reset(sight);
    pilot.notesStuck(sight);
    pilot.goTo(sight, goal.x, goal.y);
    const moveX = Math.round(pilot.x * MOVE_MAX);
    const moveY = Math.round(pilot.y * MOVE_MAX);
    step(world, [{ buttons: 0, moveX, moveY, aim: 0 }]);
    if (lengthOf(Position.x[skiff]! - goal.x, Position.y[skiff]! - goal.y) < 24) return tick;
  }
  return Infinity;
}

/** Ways between places, spread evenly over all pairs: each place begins some, and ends some. */
function waysOf(places: readonly Point[]): [Point, Point][] {
  const pairs = places.flatMap((from) =>
    places.filter((to) => to !== from).map((to): [Point, Point] => [from, to]),
  );
  const every = Math.ceil(pairs.length / MOST_WAYS);
  return pairs.filter((_, i) => i % every === 0);
}

describe("walking", () => {
  const maps = loadMaps("assets/maps");

  test.each(maps)(
    "on $name leads from spawns and pads to others",
    (map) => {
      const world = worldOf(map, 1);
      const look = new Look();
      for (const [from, to] of waysOf([...map.spawns, ...map.pads])) {
        put(world, 0, from);
        const straightTicks = lengthOf(to.x - from.x, to.y - from.y) / 5;
        const mostTicks = straightTicks * 1.6 + DETOUR_TICKS;
        const ticks = walk(world, look, to, mostTicks);
        expect(ticks, `(${from.x}, ${from.y}) to (${to.x}, ${to.y})`).toBeLessThan(mostTicks);
      }
    },
    30_000,
  );

  test("goes round a wall that stands right in between", () => {
    const trap = [
      { x: 500, y: 200 },
      { x: 600, y: 200 },
      { x: 600, y: 600 },
      { x: 400, y: 600 },
      { x: 400, y: 560 },
      { x: 500, y: 560 },
    ];
    const world = worldOf(hall([trap]), 1);
    put(world, 0, { x: 440, y: 400 });
    expect(walk(world, new Look(), { x: 800, y: 400 }, 900)).toBeLessThan(200);
  });

  test("breaks out when something holds it", () => {
    const source = hall();
    const pilot = new Pilot(SKILLS.regular, new Dice(3));
    let stuckTick = -1;
    for (let tick = 1; tick < 200 && stuckTick < 0; tick++) {
      const sight = sightOf(source, { tick });
      if (tick === 1) pilot.reset(sight);
      if (pilot.notesStuck(sight)) stuckTick = tick;
      else pilot.goTo(sight, 1000, 400);
    }
    expect(stuckTick).toBeGreaterThan(20);
    const { x, y } = pilot;
    pilot.goTo(sightOf(source, { tick: stuckTick }), 1000, 400);
    expect([pilot.x, pilot.y]).toEqual([x, y]);
  });
});

describe("fighting", () => {
  function fight(source: ArenaSource, at: Point, distance: number) {
    const world = worldOf(source, 2);
    const { Position, Skiff } = world.components;
    const look = new Look();
    const pilot = new Pilot(SKILLS.regular, new Dice(2));
    const enemy = { x: at.x + distance, y: at.y };
    put(world, 0, at);
    put(world, 1, enemy);
    const distances: number[] = [];
    let travelled = 0;
    for (let tick = 0; tick < 300; tick++) {
      look.gather(world);
      const sight = look.from(world, 0);
      if (tick === 0) pilot.reset(sight);
      pilot.fight(sight, sight.others[0]!);
      const { x, y } = sight.self;
      const moveX = Math.round(pilot.x * MOVE_MAX);
      const moveY = Math.round(pilot.y * MOVE_MAX);
      step(world, [{ buttons: 0, moveX, moveY, aim: 0 }]);
      travelled += lengthOf(Position.x[skiffEntity(0)]! - x, Position.y[skiffEntity(0)]! - y);
      distances.push(lengthOf(x - enemy.x, y - enemy.y));
    }
    expect(Skiff.isAlive[skiffEntity(0)]).toBe(1);
    return { distances, travelled };
  }

  test.each([60, 600])("keeps its distance, having begun at %i px", (distance) => {
    const { distances, travelled } = fight(hall(), { x: 400, y: 400 }, distance);
    const later = distances.slice(150);
    expect(Math.min(...later)).toBeGreaterThan(150);
    expect(Math.max(...later)).toBeLessThan(480);
    expect(travelled).toBeGreaterThan(600);
  });

  test("does not stand still in a corner", () => {
    const nook = hall([box(200, 100, 40, 60)]);
    expect(fight(nook, { x: 60, y: 60 }, 90).travelled).toBeGreaterThan(500);
  });
});
