/** Fills the rows of a view from snapshots: who is there, what the pads hold, what the own skiff can do. */
import { TICK_MS } from "#shared/timing.ts";
import type { RosterSeat } from "#shared/protocol/messages.ts";
import {
  fieldIndex,
  PAD_FIELDS,
  SEAT_FIELDS,
  SKIFF_FIELDS,
  moveXOf,
  moveYOf,
} from "#shared/protocol/replicated.ts";
import type { Snapshot } from "#shared/protocol/snapshot.ts";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { MOVE_MAX } from "#shared/sim/input.ts";
import { PADS, SKIFF, WEAPONS } from "#shared/sim/tuning.ts";
import { skiffEntity, type World } from "#shared/sim/world.ts";
import { samplePose, type Bracket, type Pose } from "./interpolation.ts";
import type { Sides } from "./sides.ts";
import type { OwnView, PadView, Relation, SeatView, SkiffView } from "./view.ts";

const at = (name: string) => fieldIndex(SKIFF_FIELDS, name);
const MOVE = at("move");
const IS_SHIELDED = at("isShielded");
const IS_OVERDRIVEN = at("isOverdriven");
const SHIELD_POINTS = at("shieldPoints");
const DASH_END = at("dashEndTick");
const HEALTH = at("health");
const WEAPON = at("weapon");
const SCORE = fieldIndex(SEAT_FIELDS, "score");
const KILLS = fieldIndex(SEAT_FIELDS, "kills");
const DEATHS = fieldIndex(SEAT_FIELDS, "deaths");
const ASSISTS = fieldIndex(SEAT_FIELDS, "assists");
const FEATS = fieldIndex(SEAT_FIELDS, "feats");
const CAROMS = fieldIndex(SEAT_FIELDS, "caroms");
const IS_ALIVE = fieldIndex(SEAT_FIELDS, "isAlive");
const PING = fieldIndex(SEAT_FIELDS, "pingMs");
const IS_AWAY = fieldIndex(SEAT_FIELDS, "isAway");
const READY_TICK = fieldIndex(PAD_FIELDS, "readyTick");

/** What only the end of a match tells. */
export interface Marksmanship {
  shots: number;
  hits: number;
}

const pose: Pose = { x: 0, y: 0, velocityX: 0, velocityY: 0, aim: 0 };

/** Reuses rows from frame to frame. */
export class SkiffRows {
  readonly #pool: SkiffView[] = [];
  readonly #rows: SkiffView[] = [];

  /** Everybody but me who is in the arena at this bracket. */
  fill(bracket: Bracket, sides: Sides): SkiffView[] {
    this.#rows.length = 0;
    const snapshot = bracket.share < 1 ? bracket.from : bracket.to;
    for (let slot = 0; slot < snapshot.skiffs.isPresent.length; slot++) {
      if (slot === sides.ownSlot || !samplePose(bracket, slot, pose)) continue;
      const row = this.take(slot, sides.relationOf(slot));
      Object.assign(row, pose);
      readStatus(bracket.to, slot, row);
    }
    return this.#rows;
  }

  /** The next free row, put at the end. */
  take(slot: number, relation: Relation): SkiffView {
    const row = (this.#pool[this.#rows.length] ??= emptySkiff());
    row.slot = slot;
    row.relation = relation;
    this.#rows.push(row);
    return row;
  }
}

function readStatus(snapshot: Snapshot, slot: number, row: SkiffView): void {
  const { values } = snapshot.skiffs;
  const first = slot * SKIFF_FIELDS.length;
  const move = values[first + MOVE]!;
  row.thrustX = moveXOf(move) / MOVE_MAX;
  row.thrustY = moveYOf(move) / MOVE_MAX;
  row.health = values[first + HEALTH]!;
  row.weapon = values[first + WEAPON]!;
  row.shieldPoints = values[first + SHIELD_POINTS]!;
  row.isShielded = values[first + IS_SHIELDED] === 1;
  row.isOverdriven = values[first + IS_OVERDRIVEN] === 1;
  row.isDashing = snapshot.tick < values[first + DASH_END]!;
  row.isAway = snapshot.seats.values[slot * SEAT_FIELDS.length + IS_AWAY] === 1;
}

/** How ready each pad is at `tick`. */
export function fillPads(
  rows: PadView[],
  arena: ArenaSource,
  snapshot: Snapshot,
  tick: number,
): void {
  // The map before this one may have had more.
  rows.length = Math.min(rows.length, arena.pads.length);
  arena.pads.forEach(({ kind, x, y }, index) => {
    const row = (rows[index] ??= { kind, x, y, charge: 1 });
    const left = snapshot.pads.values[index * PAD_FIELDS.length + READY_TICK]! - tick;
    const charge = Math.max(0, Math.min(1, 1 - left / PADS[kind]!.rechargeTicks));
    Object.assign(row, { kind, x, y, charge });
  });
}

/** The scoreboard, best first. */
export function listSeats(
  roster: readonly RosterSeat[],
  scores: Pick<Snapshot, "seats">,
  marks: ReadonlyMap<number, Marksmanship>,
  sides: Sides,
): SeatView[] {
  const { values } = scores.seats;
  const seats = roster.map((seat): SeatView => {
    const first = seat.slot * SEAT_FIELDS.length;
    const { shots, hits } = marks.get(seat.slot) ?? { shots: 0, hits: 0 };
    return {
      ...seat,
      relation: sides.relationOf(seat.slot),
      team: sides.teamOf(seat.slot),
      isAway: values[first + IS_AWAY] === 1,
      isAlive: values[first + IS_ALIVE] === 1,
      score: values[first + SCORE]!,
      kills: values[first + KILLS]!,
      deaths: values[first + DEATHS]!,
      assists: values[first + ASSISTS]!,
      feats: values[first + FEATS]!,
      caroms: values[first + CAROMS]!,
      pingMs: values[first + PING]!,
      shots,
      hits,
    };
  });
  return seats.sort((a, b) => b.score - a.score || a.deaths - b.deaths || a.slot - b.slot);
}

/** What the own skiff can do at `tick` (with a fraction) of the prediction; `serverTick` is the server's now. */
export function readOwn(
  world: World,
  slot: number,
  tick: number,
  serverTick: number,
  out: OwnView,
): void {
  const { Ammo, Skiff } = world.components;
  const skiff = skiffEntity(slot);
  const weapon = Skiff.weapon[skiff]!;
  out.slot = slot;
  out.isAlive = Skiff.isAlive[skiff] === 1;
  out.health = Skiff.health[skiff]!;
  out.shieldPoints = Skiff.shieldPoints[skiff]!;
  out.overdriveInMs = Math.max(0, (Skiff.overdriveEndTick[skiff]! - serverTick) * TICK_MS);
  out.weapon = weapon;
  out.ammo = WEAPONS.map((row, index) => (row.ammo === 0 ? -1 : Ammo[index]![skiff]!));
  out.dashCharge = charge(Skiff.dashReadyTick[skiff]! - tick, SKIFF.dashCooldownTicks);
  out.weaponCharge = charge(Skiff.nextShotTick[skiff]! - tick, WEAPONS[weapon]!.cooldownTicks);
  out.respawnInMs = out.isAlive
    ? 0
    : Math.max(0, (Skiff.respawnTick[skiff]! - serverTick) * TICK_MS);
  out.killer = Skiff.killer[skiff]!;
}

function charge(ticksLeft: number, ofTicks: number): number {
  return Math.max(0, Math.min(1, 1 - ticksLeft / ofTicks));
}

function emptySkiff(): SkiffView {
  return {
    slot: 0,
    relation: "enemy",
    x: 0,
    y: 0,
    velocityX: 0,
    velocityY: 0,
    aim: 0,
    thrustX: 0,
    thrustY: 0,
    health: 0,
    weapon: 0,
    shieldPoints: 0,
    isShielded: false,
    isOverdriven: false,
    isDashing: false,
    isAway: false,
  };
}
