/**
 * A match of scripted ships: a seeded script walks, dashes, aims with some error, shoots and switches weapons. It uses
 * only arithmetic that every engine rounds alike, so a run is the same wherever it is made; also in a browser.
 */
import { TICK_RATE } from "#shared/timing.ts";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { checkpoint } from "#shared/sim/checkpoint.ts";
import type { SimEvent } from "#shared/sim/events.ts";
import { hashBytes } from "#shared/sim/hash.ts";
import {
  AIM_STEPS,
  askWeapon,
  Button,
  MOVE_MAX,
  type PlayerInput,
  type TickInput,
} from "#shared/sim/input.ts";
import { aimOf } from "#shared/sim/math.ts";
import { randomBelow, type RandomState } from "#shared/sim/random.ts";
import { MOST_REWIND } from "#shared/sim/rewind.ts";
import { joinWorld } from "#shared/sim/seating.ts";
import { step } from "#shared/sim/step.ts";
import { PULSE, RAIL } from "#shared/sim/tuning.ts";
import { createWorld, skiffEntity, slotOf, seatedSkiffs, type World } from "#shared/sim/world.ts";

/** A script's aim lies within this many aim steps of its target. */
const AIM_ERROR = 3000;
/** Each so many ticks a run tells how it stands, so that a difference can be placed. */
const TICKS_PER_MARK = 1000;

/** Someone who is at the controls of one skiff. */
export interface Script {
  readonly slot: number;
  readonly input: Required<TickInput>;
}

export function createScript(slot: number): Script {
  return { slot, input: { buttons: 0, moveX: 0, moveY: 0, aim: 0, rewind: 0 } };
}

/** Decides what a script presses in the next tick, by `chance` and by what it sees of the world; changes its input. */
export function think(script: Script, world: World, chance: RandomState): void {
  const { input, slot } = script;
  if (randomBelow(chance, 24) === 0) walk(input, world, slot, chance);
  if (randomBelow(chance, 30) === 0) input.rewind = randomBelow(chance, MOST_REWIND + 1);
  if (randomBelow(chance, 10) === 0) aimAtNearest(input, world, slot, chance);
  input.buttons = 0;
  if (randomBelow(chance, 3) > 0) input.buttons |= Button.fire;
  if (randomBelow(chance, 60) === 0) input.buttons |= Button.dash;
  const whim = randomBelow(chance, 240);
  if (whim < 12) input.buttons = askWeapon(input.buttons, RAIL);
  else if (whim === 12) input.buttons = askWeapon(input.buttons, PULSE);
}

/** Towards a pad half of the time, anywhere or nowhere otherwise. */
function walk(input: PlayerInput, world: World, slot: number, chance: RandomState): void {
  const { pads } = world.arena.source;
  if (pads.length > 0 && randomBelow(chance, 2) === 0) {
    const { Position } = world.components;
    const pad = pads[randomBelow(chance, pads.length)]!;
    input.moveX = Math.sign(Math.round((pad.x - Position.x[skiffEntity(slot)]!) / 16)) * MOVE_MAX;
    input.moveY = Math.sign(Math.round((pad.y - Position.y[skiffEntity(slot)]!) / 16)) * MOVE_MAX;
    return;
  }
  input.moveX = randomBelow(chance, 2 * MOVE_MAX + 1) - MOVE_MAX;
  input.moveY = randomBelow(chance, 2 * MOVE_MAX + 1) - MOVE_MAX;
}

function aimAtNearest(input: PlayerInput, world: World, slot: number, chance: RandomState): void {
  const { Position, Skiff } = world.components;
  const own = skiffEntity(slot);
  let nearest = Infinity;
  for (const other of seatedSkiffs(world)) {
    if (slotOf(other) === slot || Skiff.isAlive[other] === 0) continue;
    const dx = Position.x[other]! - Position.x[own]!;
    const dy = Position.y[other]! - Position.y[own]!;
    if (dx * dx + dy * dy >= nearest) continue;
    nearest = dx * dx + dy * dy;
    input.aim = aimOf(dx, dy);
  }
  const error = randomBelow(chance, 2 * AIM_ERROR) - AIM_ERROR;
  input.aim = (input.aim + error) & (AIM_STEPS - 1);
}

/** How often each kind of thing happened: a run in which little happens proves little. */
export type Counts = Record<SimEvent["type"] | "railShot" | "caromKill", number>;

export interface ScriptedRun {
  /** All hashes of the world, one a second, folded into one: how that stands by tick. */
  readonly hashes: Readonly<Record<number, number>>;
  readonly counts: Counts;
}

export interface ScriptedOptions {
  readonly arena: ArenaSource;
  readonly seed: number;
  readonly ships: number;
  readonly ticks: number;
}

/** Plays a match without limits between scripts, from its warm-up on. */
export function playScriptedMatch({ arena, seed, ships, ticks }: ScriptedOptions): ScriptedRun {
  const world = createWorld({ arena, seed, rules: { scoreLimit: 0, timeLimitTicks: 0 } });
  const scripts = Array.from({ length: ships }, (_, slot) => createScript(slot));
  for (const { slot } of scripts) joinWorld(world, slot);
  const inputs = scripts.map(({ input }) => input);
  const chance = { randomState: seed };
  const counts = noCounts();
  const hashes: Record<number, number> = {};
  let hash = hashBytes(checkpoint(world));
  while (world.tick < ticks) {
    for (const script of scripts) think(script, world, chance);
    step(world, inputs);
    count(counts, world.events);
    if (world.tick % TICK_RATE === 0) hash = hashBytes(checkpoint(world), hash);
    if (world.tick % TICKS_PER_MARK === 0) hashes[world.tick] = hash;
  }
  return { hashes, counts };
}

function noCounts(): Counts {
  const shots = { fire: 0, railShot: 0, hit: 0 };
  const lives = { death: 0, caromKill: 0, spawn: 0, pickup: 0 };
  return { ...shots, ...lives, rebound: 0, dash: 0, bump: 0, nudge: 0, feat: 0 };
}

function count(counts: Counts, events: readonly SimEvent[]): void {
  for (const event of events) {
    counts[event.type] += 1;
    if (event.type === "fire" && event.weapon === RAIL) counts.railShot += 1;
    if (event.type === "death" && event.bounces > 0) counts.caromKill += 1;
  }
}
