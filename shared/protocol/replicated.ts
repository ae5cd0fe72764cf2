/**
 * What of the world travels, as tables that capture, diff and patch all read: component field -> integer of so many
 * bits, and how it is coded against the baseline. The order of fields is their order on the wire.
 */
import { AIM_STEPS, MOVE_MAX } from "../sim/input.ts";
import { POSITION_STEPS_PER_PX, VELOCITY_STEPS_PER_PX } from "../sim/math.ts";
import { TEAMS } from "../sim/arena/arena.ts";
import { modeOf, MODES } from "../sim/modes/modes.ts";
import { MAX_SEATS, WEAPONS } from "../sim/tuning.ts";
import { flagEntity, MATCH_PHASES, PUCK_ENTITY, type World } from "../sim/world.ts";
import type { CodeName } from "./codeLengths.ts";

/** Steps of a turn for an aim that is only looked at. */
export const SEEN_AIM_STEPS = 256;
/** Exact aim steps in one of those. */
export const AIM_STEPS_PER_SEEN = AIM_STEPS / SEEN_AIM_STEPS;

/** Ticks fit into 31 bits: more than a year of play. */
const TICK = { most: 2 ** 31 - 1, code: "tick", table: "tick" } as const;

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
 * How a field is coded against what the baseline lets expect (values.ts):
 * - `flag`: one bit, whether it changed
 * - `symbol`: one of few values, told outright
 * - `number`: the difference
 * - `turn`: the difference on a circle, the short way round
 * - `tick`: a point in time; when it changes, the difference to the snapshot's own tick
 */
export type Code = "flag" | "symbol" | "number" | "turn" | "tick";

export interface Field<Name extends string = string> {
  readonly name: Name;
  /** What it may be: captured values are brought into this range, received ones outside of it are refused. */
  readonly least: number;
  readonly most: number;
  readonly code: Code;
  /** The trained code (codes.ts) of its differences. */
  readonly table: CodeName;
  /** Fields of one group change together; a bit each tells which groups did. */
  readonly group: number;
  read(source: CaptureSource, entity: number, slot: number): number;
  /** Where a store is read as it is: that store, and how many steps of the field its unit has. */
  readonly mirror?: { readonly store: Store; readonly steps: number };
  /** Puts an exact value back into a world: only what the own skiff's prediction starts from has it. */
  write?(world: World, entity: number, value: number): void;
}

type Rest = Partial<Omit<Field, "name">>;
type FieldOptions<Name extends string> = Pick<Field<Name>, "name" | "most" | "read"> & Rest;

function field<const Name extends string>(options: FieldOptions<Name>): Field<Name> {
  return { code: "number", table: "number", group: 0, least: 0, ...options };
}

/** A store of a component: one number for each entity. */
export type Store = (world: World) => Column;
type Column = Float32Array | Uint32Array | Uint16Array | Uint8Array | Int16Array | Int8Array;
type ExactOptions = Rest & { most: number };

/** A field that mirrors a store exactly, in `steps` to its unit. */
function exact<const Name extends string>(
  name: Name,
  store: Store,
  options: ExactOptions,
  steps = 1,
): Field<Name> {
  return field({
    name,
    read: ({ world }, entity) => Math.round(store(world)[entity]! * steps),
    mirror: { store, steps },
    write: (world, entity, value) => {
      store(world)[entity] = value / steps;
    },
    ...options,
  });
}

/** A point in time, exactly. */
function tick<const Name extends string>(name: Name, store: Store, group = 0): Field<Name> {
  return exact(name, store, { ...TICK, group });
}

const MOVES = 2 * MOVE_MAX + 1;

/** What the stick asks for as one number, 0..MOVES²-1. */
export function moveNumber(moveX: number, moveY: number): number {
  return (moveX + MOVE_MAX) * MOVES + moveY + MOVE_MAX;
}

export function moveXOf(move: number): number {
  return Math.floor(move / MOVES) - MOVE_MAX;
}

export function moveYOf(move: number): number {
  return (move % MOVES) - MOVE_MAX;
}

/** Groups of a skiff's row: what it wants, what it is, and where that takes it (foresight.ts). */
const INTENT = 0;
const STATUS = 1;
const KINETIC = 2;

const POSITION = { most: 2 ** 20 - 1, table: "position", group: KINETIC } as const;
const VELOCITY = { least: -0x8000, most: 0x7fff, table: "velocity", group: KINETIC } as const;

/** A skiff as everybody sees it: all that is needed to know where it will be if it goes on as it does. */
export const SKIFF_FIELDS = [
  field({
    name: "move",
    most: MOVES * MOVES - 1,
    code: "symbol",
    table: "move",
    group: INTENT,
    read: ({ world: { components: c } }, e) => moveNumber(c.Control.moveX[e]!, c.Control.moveY[e]!),
  }),
  field({
    name: "aim",
    most: SEEN_AIM_STEPS - 1,
    code: "turn",
    table: "aim",
    group: INTENT,
    read: ({ world }, e) => seenAim(world.components.Control.aim[e]!),
  }),
  exact("isAlive", (w) => w.components.Skiff.isAlive, { most: 1, code: "flag", group: STATUS }),
  field({
    name: "isShielded",
    most: 1,
    code: "flag",
    group: STATUS,
    read: ({ world }, e) => Number(world.tick < world.components.Skiff.shieldEndTick[e]!),
  }),
  field({
    name: "isOverdriven",
    most: 1,
    code: "flag",
    group: STATUS,
    read: ({ world }, e) => Number(world.tick < world.components.Skiff.overdriveEndTick[e]!),
  }),
  exact("shieldPoints", (w) => w.components.Skiff.shieldPoints, { most: 63, group: STATUS }),
  exact("health", (w) => w.components.Skiff.health, { most: 127, group: STATUS }),
  exact("weapon", (w) => w.components.Skiff.weapon, { most: WEAPONS.length - 1, group: STATUS }),
  tick("dashEndTick", (w) => w.components.Skiff.dashEndTick, STATUS),
  exact("x", (w) => w.components.Position.x, POSITION, POSITION_STEPS_PER_PX),
  exact("y", (w) => w.components.Position.y, POSITION, POSITION_STEPS_PER_PX),
  exact("velocityX", (w) => w.components.Velocity.x, VELOCITY, VELOCITY_STEPS_PER_PX),
  exact("velocityY", (w) => w.components.Velocity.y, VELOCITY, VELOCITY_STEPS_PER_PX),
];

/** Shots left of each weapon that is not endless. */
const AMMO_FIELDS = WEAPONS.flatMap(({ name, ammo }, weapon) =>
  ammo === 0
    ? []
    : [exact(`shots of ${name}`, (w) => w.components.Ammo[weapon]!, { most: 0xff, group: 1 })],
);

/** What only the owner of a skiff needs to know of it, beside the row that everybody sees. */
export const OWN_FIELDS: readonly Field[] = [
  exact("buttons", (w) => w.components.Control.buttons, { most: 0xff }),
  tick("nextShotTick", (w) => w.components.Skiff.nextShotTick),
  ...AMMO_FIELDS,
  exact("killer", (w) => w.components.Skiff.killer, {
    least: -1,
    most: MAX_SEATS - 1,
    group: 1,
  }),
  tick("dashTick", (w) => w.components.Skiff.dashTick, 1),
  tick("dashReadyTick", (w) => w.components.Skiff.dashReadyTick, 1),
  tick("shieldEndTick", (w) => w.components.Skiff.shieldEndTick, 1),
  tick("respawnTick", (w) => w.components.Skiff.respawnTick, 1),
  tick("overdriveEndTick", (w) => w.components.Skiff.overdriveEndTick, 1),
];

/** A line of the scoreboard: everybody has them of everybody, wherever they are. */
export const SEAT_FIELDS = [
  exact("score", (w) => w.components.Score.score, { most: 0xffff }),
  exact("kills", (w) => w.components.Score.kills, { most: 0xffff }),
  exact("deaths", (w) => w.components.Score.deaths, { most: 0xffff }),
  exact("caroms", (w) => w.components.Score.caroms, { most: 0xffff }),
  exact("isAlive", (w) => w.components.Skiff.isAlive, { most: 1, code: "flag" }),
  field({
    name: "pingMs",
    most: 1023,
    group: 1,
    read: ({ status }, _, slot) => Math.round(status(slot).pingMs),
  }),
  field({
    name: "isAway",
    most: 1,
    code: "flag",
    group: 2,
    read: ({ status }, _, slot) => Number(status(slot).isAway),
  }),
  exact("assists", (w) => w.components.Score.assists, { most: 0xffff, group: 3 }),
  exact("feats", (w) => w.components.Score.feats, { most: 0xffff, group: 3 }),
  exact("team", (w) => w.components.Skiff.team, { most: TEAMS.length, group: 3 }),
];

export const PAD_FIELDS = [tick("readyTick", (w) => w.components.Pad.readyTick)];

/** Groups of the match: what is played, how it stands, and where its things are. */
const RULES = 1;
const SCORES = 2;
/** Less than that of the first team's flag. */
const FLAGS = 2;
const PUCK = 5;

/** Where the flag of a team is; one that is carried is where its carrier is, and this says where he was last. */
function flagFields<const Team extends 1 | 2>(team: Team) {
  const flag = flagEntity(team);
  const group = FLAGS + team;
  return [
    field({
      name: `flag${team}Carrier`,
      least: -1,
      most: MAX_SEATS - 1,
      group,
      read: ({ world }) => world.components.Flag.carrier[flag]!,
    }),
    field({
      ...TICK,
      name: `flag${team}HomeTick`,
      group,
      read: ({ world }) => world.components.Flag.homeTick[flag]!,
    }),
    ...(["x", "y"] as const).map((axis) =>
      field({
        name: `flag${team}${axis}`,
        most: 2 ** 12,
        group,
        read: ({ world: { components: c } }) =>
          c.Flag.carrier[flag] === -1 ? Math.round(c.Position[axis][flag]!) : 0,
      }),
    ),
  ];
}

/** A field of the puck, exactly as the simulation has it, in `steps` to its unit. */
function puckField<const Name extends string>(
  name: Name,
  store: Store,
  rest: ExactOptions,
  steps = 1,
) {
  return field({
    ...rest,
    name,
    group: PUCK,
    read: ({ world }) => Math.round(store(world)[PUCK_ENTITY]! * steps),
    write: (world, _, value) => {
      store(world)[PUCK_ENTITY] = value / steps;
    },
  });
}

export const MATCH_FIELDS = [
  field({
    name: "phase",
    most: MATCH_PHASES.length - 1,
    read: ({ world }) => MATCH_PHASES.indexOf(world.match.phase),
  }),
  field({
    name: "endTick",
    ...TICK,
    read: ({ world }) => world.match.endTick,
  }),
  field({
    name: "mode",
    most: MODES.length - 1,
    group: RULES,
    read: ({ world }) => MODES.indexOf(modeOf(world)),
  }),
  field({
    name: "scoreLimit",
    most: 0xffff,
    group: RULES,
    read: ({ world }) => world.rules.scoreLimit,
  }),
  field({
    name: "isFriendlyFire",
    most: 1,
    code: "flag",
    group: RULES,
    read: ({ world }) => Number(world.rules.isFriendlyFire),
  }),
  ...TEAMS.map((team) =>
    field({
      name: `score${team}`,
      most: 0xffff,
      group: SCORES,
      read: ({ world }) => world.match.teamScores[team - 1]!,
    }),
  ),
  ...TEAMS.flatMap((team) => flagFields(team)),
  puckField("puckReadyTick", (w) => w.components.Puck.readyTick, TICK),
  puckField("puckX", (w) => w.components.Position.x, POSITION, POSITION_STEPS_PER_PX),
  puckField("puckY", (w) => w.components.Position.y, POSITION, POSITION_STEPS_PER_PX),
  puckField("puckVelocityX", (w) => w.components.Velocity.x, VELOCITY, VELOCITY_STEPS_PER_PX),
  puckField("puckVelocityY", (w) => w.components.Velocity.y, VELOCITY, VELOCITY_STEPS_PER_PX),
];

/** All that the prediction of the own skiff starts from: the exact fields of both its rows. */
export const OWN_STATE: readonly Field[] = [...SKIFF_FIELDS, ...OWN_FIELDS].filter(
  (row) => row.write !== undefined,
);

/** Where in a row each field is. */
export const SKIFF_AT = indicesOf(SKIFF_FIELDS);
export const MATCH_AT = indicesOf(MATCH_FIELDS);

function indicesOf<Name extends string>(fields: readonly Field<Name>[]) {
  return Object.fromEntries(fields.map(({ name }, index) => [name, index])) as Record<Name, number>;
}

/** Index of a field by name. Throws when there is none: a typing error, found when a module loads. */
export function fieldIndex(fields: readonly Field[], name: string): number {
  const index = fields.findIndex((row) => row.name === name);
  if (index < 0) throw new Error(`no replicated field ${name}`);
  return index;
}

function seenAim(aim: number): number {
  return Math.round(aim / AIM_STEPS_PER_SEEN) & (SEEN_AIM_STEPS - 1);
}
