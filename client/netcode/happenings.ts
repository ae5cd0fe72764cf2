/**
 * Turns what the wire tells into what is seen and heard, at the time at which it is seen: what concerns me at once,
 * what others do among themselves when the timeline on which they are drawn gets there. Each exactly once.
 */
import type { KillEvent, TickEvent } from "#shared/protocol/events.ts";
import type { RosterSeat } from "#shared/protocol/messages.ts";
import {
  fieldIndex,
  SEAT_FIELDS,
  SEEN_AIM_STEPS,
  SKIFF_FIELDS,
  moveXOf,
  moveYOf,
} from "#shared/protocol/replicated.ts";
import type { Snapshot } from "#shared/protocol/snapshot.ts";
import { createLegs, traceBeam } from "#shared/sim/arena/flight.ts";
import type { Arena } from "#shared/sim/arena/geometry.ts";
import type {
  DeathEvent,
  FeatEvent,
  FireEvent,
  HitEvent,
  NudgeEvent,
  PickupEvent,
  SimEvent,
} from "#shared/sim/events.ts";
import { radiansFromAim } from "#shared/sim/input.ts";
import { WEAPONS } from "#shared/sim/tuning.ts";
import { POSITION_STEPS_PER_PX } from "#shared/sim/math.ts";
import { skiffEntity, type World } from "#shared/sim/world.ts";
import { phaseIn } from "./matchRow.ts";
import type { Sides } from "./sides.ts";
import type { MatchPhase, Relation, ViewEvent } from "./view.ts";

const X = fieldIndex(SKIFF_FIELDS, "x");
const Y = fieldIndex(SKIFF_FIELDS, "y");
const AIM = fieldIndex(SKIFF_FIELDS, "aim");
const MOVE = fieldIndex(SKIFF_FIELDS, "move");
const IS_ALIVE = fieldIndex(SEAT_FIELDS, "isAlive");
const DASH_END = fieldIndex(SKIFF_FIELDS, "dashEndTick");
/** What is older than this when it could be shown is history: no flash, no sound. Of a death people want to read. */
const STALE_TICKS = 30;
const STALE_DEATH_TICKS = 120;
/** Own shots that are remembered, to tell those that the server knows of and the prediction did not. */
const OWN_SHOTS_KEPT = 16;

const legs = createLegs();

/** What is of the room, and not of a match. */
const NEWS: ReadonlySet<ViewEvent["type"]> = new Set([
  "chat",
  "phrase",
  "decided",
  "declined",
  "notice",
  "stopping",
  "joined",
  "left",
]);

interface Waiting {
  event: ViewEvent;
  /** When it happened; Infinity for what is not of the world and never gets old. */
  tick: number;
  /** On which timeline it is shown: in the next frame, with own bolts, or with the others. */
  when: "at once" | "with own bolts" | "with others";
}

export class Happenings {
  readonly #ownSlot: number;
  readonly #sides: Sides;
  readonly #arena: Arena;
  #waiting: Waiting[] = [];
  readonly #ownShots: { tick: number; weapon: number }[] = [];
  /** By slot: whether he was in the arena by the newest word of it. Of whom none has come yet nothing is known. */
  readonly #wasAlive = new Map<number, boolean>();

  constructor(arena: Arena, sides: Sides) {
    this.#arena = arena;
    this.#ownSlot = sides.ownSlot;
    this.#sides = sides;
  }

  /** For the next frame. */
  add(event: ViewEvent): void {
    this.#waiting.push({ event, tick: Infinity, when: "at once" });
  }

  /** On another map: what was said and decided just before is still to be read. */
  takeOver(before: Happenings): void {
    this.#waiting.push(...before.#waiting.filter(({ event }) => NEWS.has(event.type)));
  }

  /** Moves what is due, others being drawn at `remoteTick` and what own bolts do at `toldTick`, into `out`. */
  release(remoteTick: number, toldTick: number, out: ViewEvent[]): void {
    const shownTick = {
      "at once": Infinity,
      "with own bolts": toldTick,
      "with others": remoteTick,
    };
    const isDue = ({ tick, when }: Waiting) => tick <= shownTick[when];
    for (const waiting of this.#waiting) if (isDue(waiting)) out.push(waiting.event);
    this.#waiting = this.#waiting.filter((waiting) => !isDue(waiting));
  }

  /** Nobody was looking: what happened in the match is not shown any more. */
  forget(): void {
    this.#waiting = this.#waiting.filter(({ event }) => NEWS.has(event.type));
  }

  /** What the own prediction did in its newest tick. */
  addOwn(event: SimEvent, { world, tick }: { world: World; tick: number }): void {
    const { Position, Velocity } = world.components;
    const skiff = skiffEntity(this.#ownSlot);
    if (event.type === "fire") this.#addOwnShot(event, tick);
    else if (event.type === "rebound") this.add({ ...event, relation: "self" });
    else if (event.type === "dash") {
      const [x, y] = [Position.x[skiff]!, Position.y[skiff]!];
      const angle = Math.atan2(Velocity.y[skiff]!, Velocity.x[skiff]!);
      this.add({ ...event, relation: "self", x, y, angle });
    }
  }

  #addOwnShot(event: FireEvent, tick: number): void {
    this.#ownShots.push({ tick, weapon: event.weapon });
    if (this.#ownShots.length > OWN_SHOTS_KEPT) this.#ownShots.shift();
    this.#addShot(event, tick, "at once");
  }

  /** A shot: flash and, for a hitscan, its beam. */
  #addShot(event: FireEvent, tick: number, when: Waiting["when"]): void {
    const { slot, weapon, x, y } = event;
    const relation = this.#relation(slot);
    const angle = radiansFromAim(event.angle);
    const flash: ViewEvent = { type: "fire", slot, relation, weapon, x, y, angle };
    this.#waiting.push({ event: flash, tick, when });
    const row = WEAPONS[weapon]!;
    if (row.kind !== "hitscan") return;
    traceBeam(this.#arena, x, y, event.angle, row, legs);
    const points: number[] = [];
    for (let i = 0; i < legs.count; i++) points.push(legs.x[i]!, legs.y[i]!);
    const beam: ViewEvent = { type: "beam", slot, relation, weapon, points };
    this.#waiting.push({ event: beam, tick, when });
  }

  /** Something that the server tells of. */
  learn({ tick, event }: TickEvent): void {
    if (event.type === "fire") this.#learnShot(event, tick);
    else if (event.type === "pickup") this.#learnPickup(event, tick);
    else if (event.type === "kill") this.#learnKill(event, tick);
    else if (event.type === "nudge") this.#learnNudge(event, tick);
    else if (event.type === "feat") this.#learnFeat(event, tick);
    else this.#learnHarm(event, tick);
  }

  /** An own shot was shown when it was pressed; one that was not, as right after a respawn, is shown now. */
  #learnShot(event: FireEvent, tick: number): void {
    // One bolt of a shot, for who did not see it leave: it comes flying, without the flash of the whole.
    if (event.pellet !== undefined) return;
    const isOwn = event.slot === this.#ownSlot;
    if (isOwn && this.#isShown(event, tick)) return;
    if (isOwn) this.#addOwnShot(event, tick);
    else this.#addShot(event, tick, "with others");
  }

  /** With another weapon it is another shot, as when somebody else took what lay on a pad. */
  #isShown({ weapon }: FireEvent, tick: number): boolean {
    const apartTicks = WEAPONS[weapon]!.cooldownTicks / 2;
    return this.#ownShots.some(
      (shown) => shown.weapon === weapon && Math.abs(shown.tick - tick) < apartTicks,
    );
  }

  /** What changed from one snapshot to the next. */
  compare(before: Snapshot | undefined, now: Snapshot): void {
    this.#waiting = this.#waiting.filter(({ event, tick }) => {
      const isOfDeath = event.type === "death" || event.type === "kill";
      const staleTicks = isOfDeath ? STALE_DEATH_TICKS : STALE_TICKS;
      return now.tick - tick <= staleTicks;
    });
    if (before !== undefined) this.#showChanges(before, now);
    this.#noteAlive(now);
  }

  #showChanges(before: Snapshot, now: Snapshot): void {
    const phase = phaseIn(now);
    if (phase !== phaseIn(before) && phase !== undefined && phase !== "over")
      this.add({ type: "phase", phase: phase satisfies MatchPhase });
    for (let slot = 0; slot < now.skiffs.isPresent.length; slot++)
      this.#compareSkiff(before, now, slot);
  }

  #noteAlive({ seats: { isPresent, values } }: Snapshot): void {
    for (let slot = 0; slot < isPresent.length; slot++)
      if (isPresent[slot] === 1) this.#wasAlive.set(slot, isAliveIn(values, slot));
  }

  /** Who just comes into sight may have been alive for long, and so may who just comes to the scoreboard. */
  #hasSpawned({ seats }: Snapshot, slot: number): boolean {
    return (
      seats.isPresent[slot] === 1 &&
      isAliveIn(seats.values, slot) &&
      this.#wasAlive.get(slot) === false
    );
  }

  /** Who came and who went. */
  compareRosters(before: readonly RosterSeat[], now: readonly RosterSeat[]): void {
    const left = listMissing(before, now);
    for (const { slot } of left) this.#wasAlive.delete(slot);
    for (const { slot, name } of listMissing(now, before)) {
      this.#wasAlive.set(slot, false);
      this.add({ type: "joined", slot, name });
    }
    for (const { slot, name } of left) this.add({ type: "left", slot, name });
  }

  #compareSkiff(before: Snapshot, now: Snapshot, slot: number): void {
    if (now.skiffs.isPresent[slot] === 0) return;
    const first = slot * SKIFF_FIELDS.length;
    const { values } = now.skiffs;
    const x = values[first + X]! / POSITION_STEPS_PER_PX;
    const y = values[first + Y]! / POSITION_STEPS_PER_PX;
    const relation = this.#relation(slot);
    const { tick } = now;
    const when = relation === "self" ? "at once" : "with others";
    if (this.#hasSpawned(now, slot))
      this.#waiting.push({ event: { type: "spawn", slot, relation, x, y }, tick, when });
    const hasDashed =
      before.skiffs.isPresent[slot] === 1 &&
      values[first + DASH_END]! > before.skiffs.values[first + DASH_END]! &&
      values[first + DASH_END]! > tick;
    if (hasDashed && relation !== "self") {
      const angle = dashAngle(values[first + MOVE]!, values[first + AIM]!);
      this.#waiting.push({ event: { type: "dash", slot, relation, x, y, angle }, tick, when });
    }
  }

  #learnPickup(event: PickupEvent, tick: number): void {
    const pad = this.#arena.source.pads[event.pad];
    if (pad === undefined) return;
    const relation = this.#relation(event.slot);
    const { kind, x, y } = pad;
    this.#waiting.push({
      event: { type: "pickup", slot: event.slot, relation, kind, x, y },
      tick,
      when: "at once",
    });
  }

  #learnHarm(event: HitEvent | DeathEvent, tick: number): void {
    const attackerRelation = this.#relation(event.attacker);
    const victimRelation = this.#relation(event.victim);
    const when = this.#whenHarmShows(event);
    this.#waiting.push({ event: { ...event, attackerRelation, victimRelation }, tick, when });
  }

  #whenHarmShows({ attacker, victim, weapon }: HitEvent | DeathEvent): Waiting["when"] {
    if (victim === this.#ownSlot) return "at once";
    if (attacker !== this.#ownSlot) return "with others";
    return this.#whenOwnShows(weapon);
  }

  #learnKill(event: KillEvent, tick: number): void {
    const attackerRelation = this.#relation(event.attacker);
    const victimRelation = this.#relation(event.victim);
    this.#waiting.push({
      event: { ...event, attackerRelation, victimRelation },
      tick,
      when: "with others",
    });
  }

  #learnNudge(event: NudgeEvent, tick: number): void {
    const attackerRelation = this.#relation(event.attacker);
    const when = attackerRelation === "self" ? this.#whenOwnShows(event.weapon) : "with others";
    this.#waiting.push({ event: { ...event, attackerRelation }, tick, when });
  }

  #learnFeat(event: FeatEvent, tick: number): void {
    const relation = this.#relation(event.slot);
    const teamRelation = this.#sides.relationOfTeam(event.team);
    this.#waiting.push({ event: { ...event, relation, teamRelation }, tick, when: "with others" });
  }

  #whenOwnShows(weapon: number): Waiting["when"] {
    return WEAPONS[weapon]!.kind === "bolt" ? "with own bolts" : "at once";
  }

  #relation(slot: number): Relation {
    return this.#sides.relationOf(slot);
  }
}

function isAliveIn(seats: Int32Array, slot: number): boolean {
  return seats[slot * SEAT_FIELDS.length + IS_ALIVE] === 1;
}

/** Those of `seats` who are not among `others`; somebody else on the same slot is somebody else. */
export function listMissing(
  seats: readonly RosterSeat[],
  others: readonly RosterSeat[],
): RosterSeat[] {
  const names = new Map(others.map(({ slot, name }) => [slot, name]));
  return seats.filter(({ slot, name }) => names.get(slot) !== name);
}

/** A dash goes where the stick points, or where the skiff aims when the stick is at rest. */
function dashAngle(move: number, aim: number): number {
  const [x, y] = [moveXOf(move), moveYOf(move)];
  if (x !== 0 || y !== 0) return Math.atan2(y, x);
  return (aim / SEEN_AIM_STEPS) * 2 * Math.PI;
}
