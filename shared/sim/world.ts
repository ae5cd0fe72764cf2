/**
 * The whole simulated state of a room. Entities are made once, in a fixed order, and put in and out of play by tags:
 * the pads, the puck, two flags, then a skiff for each slot, then the bolts, so that only the number of these depends on the world's seats.
 * Systems walk them only through `inOrder`, by ascending id, so that nothing depends on the order in which the ECS
 * happens to hold them.
 */
import {
  addComponent,
  addEntity,
  createWorld as createEcs,
  hasComponent,
  query,
  removeComponent,
} from "bitecs";
import { TEAMS, type ArenaSource } from "./arena/arena.ts";
import { buildArena, type Arena } from "./arena/geometry.ts";
import { createComponents, type Components } from "./components.ts";
import type { SimEvent } from "./events.ts";
import { createMarks, sortIds } from "./idOrder.ts";
import { LowestFirst } from "./lowestFirst.ts";
import { SkiffGrid } from "./skiffGrid.ts";
import {
  BOLTS_PER_SEAT,
  DEFAULT_RULES,
  DEFAULT_SEATS,
  MATCH,
  MAX_PADS,
  MAX_SEATS,
  NO_LIMITS,
  type Rules,
} from "./tuning.ts";

export type MatchPhase = "warmup" | "countdown" | "playing" | "overtime" | "results" | "over";
/** Phases in their order; an index into this is the phase's number on the wire and in a checkpoint. */
export const MATCH_PHASES: readonly MatchPhase[] = [
  "warmup",
  "countdown",
  "playing",
  "overtime",
  "results",
  "over",
];

export interface MatchState {
  phase: MatchPhase;
  /** Tick in which the phase ends; 0 for none. */
  endTick: number;
  /** Of team 1 and team 2. */
  readonly teamScores: [number, number];
}

/** A shot that touched a skiff, waiting for `dealDamage` of the same tick. */
export interface PendingHit {
  attacker: number;
  victim: number;
  weapon: number;
  bounces: number;
  firedTick: number;
  /** As in a `HitEvent`; 0 for none. */
  pellet: number;
  isOverdriven: boolean;
  /** Of the weapon's damage and knockback: 1 unless it was a burst some way off. */
  share: number;
  x: number;
  y: number;
  directionX: number;
  directionY: number;
}

export interface World {
  /** The tick whose end this state is; during a step, the tick that is being made. */
  tick: number;
  randomState: number;
  /** Slots are 0..seats-1. */
  readonly seats: number;
  readonly arena: Arena;
  readonly rules: Rules;
  readonly match: MatchState;
  readonly components: Components;
  /** What happened in the last step. */
  readonly events: SimEvent[];
  /** For systems that ask who is near; between steps it means nothing. */
  readonly grid: SkiffGrid;
  /** Empty between steps. */
  readonly pendingHits: PendingHit[];
  /** The entities in play in their order; undefined from when a tag changes until they are asked for again. */
  readonly inPlay: {
    seated: readonly number[] | undefined;
    inFlight: readonly number[] | undefined;
    readonly pads: readonly number[];
    /** A bit for each entity, all 0: for putting ids in order. */
    readonly marks: Uint32Array;
    /** Bolts that are not in flight, counted from the first. */
    readonly freeBolts: LowestFirst;
  };
}

export interface WorldOptions {
  arena: ArenaSource;
  /** 32-bit seed of the world's chance. */
  seed: number;
  /** What they do not say is as in DEFAULT_RULES. */
  rules?: Readonly<Partial<Rules>>;
  /** Play begins at once and has no end, whatever the rules say. */
  isEndless?: boolean;
  /** How many may play in it, 1..MAX_SEATS: its skiffs and bolts are made with it. */
  seats?: number;
  /** Tick to begin at; a new match in the same room goes on counting. */
  tick?: number;
}

const FIRST_PAD = 1;
/** Entity of the puck, in play or not. */
export const PUCK_ENTITY = FIRST_PAD + MAX_PADS;
const FIRST_SKIFF = PUCK_ENTITY + 1 + TEAMS.length;

/**
 * A world in warm-up, or in play if it is endless, with nobody in it. Throws RangeError for an arena with more than
 * MAX_PADS pads and for a number of seats that is none.
 */
export function createWorld(options: WorldOptions): World {
  const { seats = DEFAULT_SEATS } = options;
  if (options.arena.pads.length > MAX_PADS) throw new RangeError(`more than ${MAX_PADS} pads`);
  if (!Number.isInteger(seats) || seats < 1 || seats > MAX_SEATS)
    throw new RangeError(`a world has 1..${MAX_SEATS} seats, not ${seats}`);
  const tick = options.tick ?? 0;
  const components = createComponents(skiffEntity(seats) + seats * BOLTS_PER_SEAT);
  const { x, y } = components.Position;
  const { width, height } = options.arena;
  const world = createEcs({
    tick,
    randomState: options.seed | 0,
    seats,
    arena: buildArena(options.arena),
    ...createMatch(options, tick),
    components,
    grid: new SkiffGrid(width, height, x, y, skiffEntity(seats)),
    events: [],
    pendingHits: [],
    inPlay: {
      seated: undefined,
      inFlight: undefined,
      pads: options.arena.pads.map((_, index) => padEntity(index)),
      marks: createMarks(skiffEntity(seats) + seats * BOLTS_PER_SEAT),
      freeBolts: new LowestFirst(seats * BOLTS_PER_SEAT),
    },
  });
  makeEntities(world);
  return world;
}

function createMatch(
  { rules, isEndless = false }: WorldOptions,
  tick: number,
): Pick<World, "rules" | "match"> {
  const limits = isEndless ? NO_LIMITS : {};
  const phase = isEndless ? "playing" : "warmup";
  const endTick = isEndless ? 0 : tick + MATCH.warmupTicks;
  return {
    rules: { ...DEFAULT_RULES, ...rules, ...limits },
    match: { phase, endTick, teamScores: [0, 0] },
  };
}

function makeEntities(world: World): void {
  const { Position, Velocity, Control, Skiff, Score, Bolt, Pad, Puck, Flag } = world.components;
  const kinds: [count: number, components: object[]][] = [
    [MAX_PADS, [Position, Pad]],
    [1, [Position, Velocity, Puck]],
    [TEAMS.length, [Position, Flag]],
    [world.seats, [Position, Velocity, Control, Skiff, Score]],
    [world.seats * BOLTS_PER_SEAT, [Position, Bolt]],
  ];
  for (const [count, components] of kinds) {
    for (let i = 0; i < count; i++) {
      const entity = addEntity(world);
      for (const component of components) addComponent(world, entity, component);
    }
  }
  Puck.toucher[PUCK_ENTITY] = -1;
  for (const { team, x, y } of world.arena.source.flags) {
    Flag.carrier[flagEntity(team)] = -1;
    Position.x[flagEntity(team)] = x;
    Position.y[flagEntity(team)] = y;
  }
  Position.x[PUCK_ENTITY] = world.arena.source.puck?.x ?? 0;
  Position.y[PUCK_ENTITY] = world.arena.source.puck?.y ?? 0;
  world.arena.source.pads.forEach((pad, index) => {
    Position.x[padEntity(index)] = pad.x;
    Position.y[padEntity(index)] = pad.y;
    Pad.kind[padEntity(index)] = pad.kind;
  });
}

/** Entity of the flag of a team. */
export function flagEntity(team: number): number {
  return PUCK_ENTITY + team;
}

/** Entity of the skiff of a slot, and back. */
export function skiffEntity(slot: number): number {
  return FIRST_SKIFF + slot;
}

export function slotOf(skiff: number): number {
  return skiff - FIRST_SKIFF;
}

/** Entities of bolts are from this one up to, and without, `boltsEnd`. */
export function firstBolt(world: World): number {
  return skiffEntity(world.seats);
}

export function boltsEnd(world: World): number {
  return firstBolt(world) + world.seats * BOLTS_PER_SEAT;
}

/** Entity of the pad at this index of the map's pads, and back. */
export function padEntity(index: number): number {
  return FIRST_PAD + index;
}

export function padIndexOf(pad: number): number {
  return pad - FIRST_PAD;
}

/** Entities that have all of `components`, by ascending id: the only order in which systems see them. */
function inOrder(world: World, components: object[]): readonly number[] {
  return sortIds(query(world, components), world.inPlay.marks);
}

/** Skiffs that a seat controls, alive or not. */
export function seatedSkiffs(world: World): readonly number[] {
  const { Seated, Skiff } = world.components;
  return (world.inPlay.seated ??= inOrder(world, [Skiff, Seated]));
}

export function boltsInFlight(world: World): readonly number[] {
  const { Bolt, InFlight } = world.components;
  return (world.inPlay.inFlight ??= inOrder(world, [Bolt, InFlight]));
}

export function pads(world: World): readonly number[] {
  return world.inPlay.pads;
}

export function isSeated(world: World, slot: number): boolean {
  return hasComponent(world, skiffEntity(slot), world.components.Seated);
}

/** Puts or takes the tag that says that a seat controls this skiff. */
export function setSeated(world: World, slot: number, isSeatedNow: boolean): void {
  setTag(world, skiffEntity(slot), world.components.Seated, isSeatedNow);
  world.inPlay.seated = undefined;
}

/** Takes the free bolt with the lowest id into flight; 0 when all of them are. */
export function takeBolt(world: World): number {
  const index = world.inPlay.freeBolts.lowest();
  if (index < 0) return 0;
  const bolt = firstBolt(world) + index;
  setInFlight(world, bolt, true);
  return bolt;
}

export function setInFlight(world: World, bolt: number, isInFlight: boolean): void {
  setTag(world, bolt, world.components.InFlight, isInFlight);
  world.inPlay.freeBolts.set(bolt - firstBolt(world), !isInFlight);
  world.inPlay.inFlight = undefined;
}

function setTag(world: World, entity: number, tag: object, isOn: boolean): void {
  if (isOn) addComponent(world, entity, tag);
  else removeComponent(world, entity, tag);
}

/** Points count: shots and feats of now decide the match. */
export function isPlayed({ match: { phase } }: World): boolean {
  return phase === "playing" || phase === "overtime";
}

/** Whether two slots are of one team. */
export function areAllies({ components: { Skiff } }: World, a: number, b: number): boolean {
  const team = Skiff.team[skiffEntity(a)]!;
  return team !== 0 && team === Skiff.team[skiffEntity(b)];
}

/** Nobody steers or fires: before the start and after the end of a match. Known ahead, so clients predict it. */
export function isFrozen(world: World): boolean {
  const { phase, endTick } = world.match;
  if (phase === "countdown") return world.tick < endTick;
  return phase === "results" || phase === "over";
}
