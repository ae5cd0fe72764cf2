/** What the tests of bots share: a hall to stand in, sights made by hand, and worlds with skiffs put in place. */
import type { ArenaSource, Point } from "#shared/sim/arena/arena.ts";
import { buildArena } from "#shared/sim/arena/geometry.ts";
import { WEAPONS } from "#shared/sim/tuning.ts";
import { joinWorld } from "#shared/sim/seating.ts";
import { createWorld, skiffEntity, type World } from "#shared/sim/world.ts";
import type { BotSight } from "./sight.ts";

/** A plain hall of 1200 × 800 px with `walls` in it. */
export function hall(walls: readonly (readonly Point[])[] = []): ArenaSource {
  return {
    name: "hall",
    title: "Hall",
    width: 1200,
    height: 800,
    feltColor: 0,
    lightColor: 0,
    border: box(0, 0, 1200, 800),
    walls,
    spawns: [
      { team: 0, x: 200, y: 400 },
      { team: 0, x: 1000, y: 400 },
    ],
    pads: [],
    flags: [],
    goals: [],
    puck: undefined,
  };
}

/** The corners of a rectangle. */
export function box(x: number, y: number, width: number, height: number): Point[] {
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ];
}

/** What a bot on slot 0 at (200, 400) sees of an empty hall, with parts of it replaced. */
export function sightOf(source: ArenaSource, parts: Partial<BotSight> = {}): BotSight {
  const self = {
    slot: 0,
    team: 0,
    x: 200,
    y: 400,
    velocityX: 0,
    velocityY: 0,
    health: 100,
    shieldPoints: 0,
    weapon: 0,
    ammo: WEAPONS.map(() => 0),
    canDash: false,
    isAlive: true,
  };
  const nobody = { others: [], allies: [], isFriendlyFire: false };
  const things = { bolts: [], pads: [], flags: [], puck: undefined };
  return { tick: 0, arena: buildArena(source), self, ...nobody, ...things, ...parts };
}

/** A hall with a wall in the middle and all that teams play for: team 1 is at home on the left. */
export function teamHall(): ArenaSource {
  return {
    ...hall([box(560, 300, 80, 200)]),
    spawns: [
      { team: 1, x: 150, y: 150 },
      { team: 1, x: 150, y: 650 },
      { team: 2, x: 1050, y: 150 },
      { team: 2, x: 1050, y: 650 },
    ],
    flags: [
      { team: 1, x: 200, y: 400 },
      { team: 2, x: 1000, y: 400 },
    ],
    goals: [
      { team: 1, left: 0, right: 90, top: 300, bottom: 500 },
      { team: 2, left: 1110, right: 1200, top: 300, bottom: 500 },
    ],
    puck: { x: 600, y: 200 },
  };
}

/** A world without end, in its warm-up, with so many seats. */
export function worldOf(arena: ArenaSource, seats: number, seed = 1, mode = "deathmatch"): World {
  const world = createWorld({ arena, seed, rules: { mode, scoreLimit: 0, timeLimitTicks: 0 } });
  world.match.endTick = 0;
  for (let slot = 0; slot < seats; slot++) joinWorld(world, slot);
  return world;
}

/** Puts a skiff somewhere, at rest. */
export function put(world: World, slot: number, { x, y }: Point): void {
  const { Position, Velocity } = world.components;
  const skiff = skiffEntity(slot);
  Position.x[skiff] = x;
  Position.y[skiff] = y;
  Velocity.x[skiff] = 0;
  Velocity.y[skiff] = 0;
}
