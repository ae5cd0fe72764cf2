/**
 * What of the world travels, as tables that capture, diff and patch all read: component field -> integer of so many
 * bits, and how it is coded against the baseline. The order of fields is their order on the wire.
 */
import { AIM_STEPS } from "../sim/input.ts";
import { POSITION_STEPS_PER_PX, VELOCITY_STEPS_PER_PX } from "../sim/math.ts";
import { MAX_SEATS, WEAPONS } from "../sim/tuning.ts";
import { MATCH_PHASES, type World } from "../sim/world.ts";

/** Steps of a position that is only looked at. */
export const SEEN_STEPS_PER_PX = 8;
/** Steps of a turn for an aim that is only looked at. */
export const SEEN_AIM_STEPS = 1024;

/** Ticks fit into 31 bits: more than a year of play. */
const MOST_TICK = 2 ** 31 - 1;

/** What the room knows of a seat and the world does not. */
export interface SeatStatus {
  isAway: boolean;
  pingMs: number;
}

/** A world with its seats' status, by slot. */
export interface CaptureSource {
  readonly world: World;
  readonly status: (slot: number) => SeatStatus;
}

/**
 * How a field is coded against what the baseline lets expect:
 * - `flag`: one bit, whether it changed
 * - `delta`: residual in one of four prefix classes, see values.ts
 * - `linear`: the same, but expecting it to go on as it went between the two snapshots before
 * - `turn`: the same as `delta`, on a circle of 2^bits steps
 * - `tick`: a point in time, near to the snapshot's own tick when it changes
 */
export type Code = "flag" | "delta" | "linear" | "turn" | "tick";

export interface Field {
  readonly name: string;
  /** Width of the whole value: two's complement where `least` is below 0. */
  readonly bits: number;
  /** What it may be: captured values are brought into this range, received ones outside of it are refused. */
  readonly least: number;
  readonly most: number;
  readonly code: Code;
  /** Widths of the small and the large residual (zigzag). */
  readonly small: number;
  readonly large: number;
  /** Fields of one group change together; a bit each tells which groups did. */
  readonly group: number;
  read(source: CaptureSource, entity: number, slot: number): number;
  /** Puts an exact value back into a world: only the fields of the own skiff have it. */
  write?(world: World, entity: number, value: number): void;
}

type FieldOptions = Pick<Field, "name" | "bits" | "code" | "read"> & Partial<Field>;

function field(options: FieldOptions): Field {
  const { bits, code } = options;
  const most = code === "tick" ? MOST_TICK : 2 ** bits - 1;
  return { small: 4, large: 8, group: 0, least: 0, most, ...options };
}

type Store = (world: World) => { [entity: number]: number };

/** A field that mirrors a store exactly, in `steps` to its unit. */
function exact(
  name: string,
  bits: number,
  code: Code,
  store: Store,
  steps = 1,
  options: Partial<Field> = {},
): Field {
  return field({
    name,
    bits,
    code,
    read: ({ world }, entity) => Math.round(store(world)[entity]! * steps),
    write: (world, entity, value) => {
      store(world)[entity] = value / steps;
    },
    ...options,
  });
}

const MOTION = 0;
const STATUS = 1;
const SCORES = 2;

/** Two signed nibbles to one byte: what the stick asks for. */
export function packMove(moveX: number, moveY: number): number {
  return (moveX & 15) | ((moveY & 15) << 4);
}

export function unpackMoveX(move: number): number {
  return (move << 28) >> 28;
}

export function unpackMoveY(move: number): number {
  return (move << 24) >> 28;
}

/** A skiff and its seat as everybody sees them. */
export const SKIFF_FIELDS: readonly Field[] = [
  field({
    name: "x",
    bits: 15,
    code: "linear",
    small: 4,
    large: 7,
    group: MOTION,
    read: ({ world }, e) => Math.round(world.components.Position.x[e]! * SEEN_STEPS_PER_PX),
  }),
  field({
    name: "y",
    bits: 15,
    code: "linear",
    small: 4,
    large: 7,
    group: MOTION,
    read: ({ world }, e) => Math.round(world.components.Position.y[e]! * SEEN_STEPS_PER_PX),
  }),
  field({
    name: "aim",
    bits: 10,
    code: "turn",
    small: 4,
    large: 7,
    group: MOTION,
    read: ({ world }, e) => seenAim(world.components.Control.aim[e]!),
  }),
  field({
    name: "move",
    bits: 8,
    code: "delta",
    small: 5,
    large: 8,
    group: MOTION,
    read: ({ world: { components: c } }, e) => packMove(c.Control.moveX[e]!, c.Control.moveY[e]!),
  }),
  field({
    name: "isAlive",
    bits: 1,
    code: "flag",
    group: STATUS,
    read: ({ world }, e) => world.components.Skiff.isAlive[e]!,
  }),
  field({
    name: "isShielded",
    bits: 1,
    code: "flag",
    group: STATUS,
    read: ({ world }, e) => Number(world.tick < world.components.Skiff.shieldEndTick[e]!),
  }),
  field({
    name: "isDashing",
    bits: 1,
    code: "flag",
    group: STATUS,
    read: ({ world }, e) => Number(world.tick < world.components.Skiff.dashEndTick[e]!),
  }),
  field({
    name: "isAway",
    bits: 1,
    code: "flag",
    group: STATUS,
    read: ({ status }, _, slot) => Number(status(slot).isAway),
  }),
  field({
    name: "health",
    bits: 7,
    code: "delta",
    small: 6,
    large: 7,
    group: STATUS,
    read: ({ world }, e) => world.components.Skiff.health[e]!,
  }),
  field({
    name: "weapon",
    bits: 3,
    most: WEAPONS.length - 1,
    code: "delta",
    small: 3,
    large: 3,
    group: STATUS,
    read: ({ world }, e) => world.components.Skiff.weapon[e]!,
  }),
  exact("score", 16, "delta", (w) => w.components.Score.score, 1, { small: 3, group: SCORES }),
  exact("kills", 16, "delta", (w) => w.components.Score.kills, 1, { small: 2, group: SCORES }),
  exact("deaths", 16, "delta", (w) => w.components.Score.deaths, 1, { small: 2, group: SCORES }),
  exact("caroms", 16, "delta", (w) => w.components.Score.caroms, 1, { small: 2, group: SCORES }),
  field({
    name: "pingMs",
    bits: 10,
    code: "delta",
    group: SCORES,
    read: ({ status }, _, slot) => Math.round(status(slot).pingMs),
  }),
];

/** The own skiff, exactly as the simulation has it: it is fed back into the prediction. */
export const OWN_FIELDS: readonly Field[] = [
  exact("x", 20, "linear", (w) => w.components.Position.x, POSITION_STEPS_PER_PX, {
    small: 7,
    large: 12,
  }),
  exact("y", 20, "linear", (w) => w.components.Position.y, POSITION_STEPS_PER_PX, {
    small: 7,
    large: 12,
  }),
  exact("velocityX", 16, "delta", (w) => w.components.Velocity.x, VELOCITY_STEPS_PER_PX, {
    least: -0x8000,
    most: 0x7fff,
    small: 7,
    large: 11,
  }),
  exact("velocityY", 16, "delta", (w) => w.components.Velocity.y, VELOCITY_STEPS_PER_PX, {
    least: -0x8000,
    most: 0x7fff,
    small: 7,
    large: 11,
  }),
  exact("buttons", 8, "delta", (w) => w.components.Control.buttons, 1, { small: 3, large: 6 }),
  exact("isAlive", 1, "flag", (w) => w.components.Skiff.isAlive, 1, { group: 1 }),
  exact("health", 7, "delta", (w) => w.components.Skiff.health, 1, {
    group: 1,
    small: 6,
    large: 7,
  }),
  exact("weapon", 3, "delta", (w) => w.components.Skiff.weapon, 1, {
    group: 1,
    most: WEAPONS.length - 1,
    small: 3,
    large: 3,
  }),
  exact("railShots", 8, "delta", (w) => w.components.Ammo[1]!, 1, { group: 1, small: 3, large: 6 }),
  exact("killer", 8, "delta", (w) => w.components.Skiff.killer, 1, {
    group: 1,
    least: -1,
    most: MAX_SEATS - 1,
    small: 7,
    large: 8,
  }),
  exact("nextShotTick", 32, "tick", (w) => w.components.Skiff.nextShotTick, 1, { group: 2 }),
  exact("dashTick", 32, "tick", (w) => w.components.Skiff.dashTick, 1, { group: 2 }),
  exact("dashEndTick", 32, "tick", (w) => w.components.Skiff.dashEndTick, 1, { group: 2 }),
  exact("dashReadyTick", 32, "tick", (w) => w.components.Skiff.dashReadyTick, 1, { group: 2 }),
  exact("shieldEndTick", 32, "tick", (w) => w.components.Skiff.shieldEndTick, 1, { group: 2 }),
  exact("respawnTick", 32, "tick", (w) => w.components.Skiff.respawnTick, 1, { group: 2 }),
];

export const PAD_FIELDS: readonly Field[] = [
  exact("readyTick", 32, "tick", (w) => w.components.Pad.readyTick),
];

export const MATCH_FIELDS: readonly Field[] = [
  field({
    name: "phase",
    bits: 3,
    most: MATCH_PHASES.length - 1,
    code: "delta",
    small: 3,
    large: 3,
    read: ({ world }) => MATCH_PHASES.indexOf(world.match.phase),
  }),
  field({ name: "endTick", bits: 32, code: "tick", read: ({ world }) => world.match.endTick }),
];

/** Index of a field by name. Throws when there is none: a typing error, found when a module loads. */
export function fieldIndex(fields: readonly Field[], name: string): number {
  const index = fields.findIndex((row) => row.name === name);
  if (index < 0) throw new Error(`no replicated field ${name}`);
  return index;
}

function seenAim(aim: number): number {
  return Math.round(aim / (AIM_STEPS / SEEN_AIM_STEPS)) & (SEEN_AIM_STEPS - 1);
}
