/**
 * A table to try a rule on: a world that plays without limits, its skiffs put where a test wants them. A pad's kind, a
 * weapon's row and the like stay what the game says; a test changes only what it is about.
 */
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import type { SimEvent } from "#shared/sim/events.ts";
import { IDLE_INPUT, type TickInput } from "#shared/sim/input.ts";
import { joinWorld } from "#shared/sim/seating.ts";
import { step } from "#shared/sim/step.ts";
import { createWorld, skiffEntity, type World } from "#shared/sim/world.ts";
import { SQUARE } from "./arenas.ts";

export interface Placing {
  x: number;
  y: number;
  velocityX?: number;
  velocityY?: number;
}

/** A world without limits, playing since tick 1000, nobody in it. */
export function emptyTable(arena: ArenaSource = SQUARE, seed = 1): World {
  const rules = { scoreLimit: 0, timeLimitTicks: 0 };
  const world = createWorld({ arena, seed, rules, tick: 1000 });
  world.match.phase = "playing";
  world.match.endTick = 0;
  return world;
}

/** The same with one unshielded skiff for each placing, in slots 0, 1, 2 ... */
export function tableWith(placings: readonly Placing[], arena: ArenaSource = SQUARE): World {
  const world = emptyTable(arena);
  placings.forEach((placing, slot) => {
    joinWorld(world, slot);
    put(world, slot, placing);
    world.components.Skiff.shieldEndTick[skiffEntity(slot)] = 0;
  });
  world.events.length = 0;
  return world;
}

/** Puts a skiff somewhere at once. */
export function put(world: World, slot: number, placing: Placing): void {
  const { Position, Velocity } = world.components;
  const skiff = skiffEntity(slot);
  Position.x[skiff] = placing.x;
  Position.y[skiff] = placing.y;
  Velocity.x[skiff] = placing.velocityX ?? 0;
  Velocity.y[skiff] = placing.velocityY ?? 0;
}

/** What some seats press, by slot; the others hold still. */
export type Presses = Readonly<Record<number, Partial<TickInput>>>;

/** Steps the world with the same presses held for some ticks; returns all that happened. */
export function play(world: World, presses: Presses = {}, ticks = 1): SimEvent[] {
  const inputs: TickInput[] = [];
  for (const [slot, press] of Object.entries(presses))
    inputs[Number(slot)] = { ...IDLE_INPUT, ...press };
  const happened: SimEvent[] = [];
  for (let i = 0; i < ticks; i++) {
    step(world, inputs);
    happened.push(...world.events);
  }
  return happened;
}

/** The events of one type, typed. */
export function eventsOf<T extends SimEvent["type"]>(
  events: readonly SimEvent[],
  type: T,
): Extract<SimEvent, { type: T }>[] {
  return events.filter((event) => event.type === type) as Extract<SimEvent, { type: T }>[];
}

/** One skiff's stores as plain numbers, for tests to read. */
export function skiffOf(world: World, slot: number) {
  const { Ammo, Position, Score, Skiff, Velocity } = world.components;
  const at = skiffEntity(slot);
  return {
    x: Position.x[at]!,
    y: Position.y[at]!,
    velocityX: Velocity.x[at]!,
    velocityY: Velocity.y[at]!,
    isAlive: Skiff.isAlive[at] === 1,
    health: Skiff.health[at]!,
    weapon: Skiff.weapon[at]!,
    killer: Skiff.killer[at]!,
    ammo: Ammo.map((shots) => shots[at]!),
    score: Score.score[at]!,
    kills: Score.kills[at]!,
    deaths: Score.deaths[at]!,
    caroms: Score.caroms[at]!,
    shots: Score.shots[at]!,
    hits: Score.hits[at]!,
  };
}
