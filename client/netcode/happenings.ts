/**
 * Turns what the wire tells into what is seen and heard, at the time at which it is seen: what concerns me at once,
 * what others do among themselves when the timeline on which they are drawn gets there. Each exactly once.
 */
import type { TickEvent } from "#shared/protocol/events.ts";
import type { RosterSeat } from "#shared/protocol/messages.ts";
import {
  fieldIndex,
  SEEN_AIM_STEPS,
  SEEN_STEPS_PER_PX,
  SKIFF_FIELDS,
} from "#shared/protocol/replicated.ts";
import type { Snapshot } from "#shared/protocol/snapshot.ts";
import { createLegs, traceBeam } from "#shared/sim/arena/flight.ts";
import type { Arena } from "#shared/sim/arena/geometry.ts";
import type { DeathEvent, FireEvent, HitEvent, PickupEvent, SimEvent } from "#shared/sim/events.ts";
import { radiansFromAim } from "#shared/sim/input.ts";
import { WEAPONS } from "#shared/sim/tuning.ts";
import { MATCH_PHASES } from "#shared/sim/world.ts";
import type { MatchPhase, Relation, ViewEvent } from "./view.ts";

const X = fieldIndex(SKIFF_FIELDS, "x");
const Y = fieldIndex(SKIFF_FIELDS, "y");
const AIM = fieldIndex(SKIFF_FIELDS, "aim");
const IS_ALIVE = fieldIndex(SKIFF_FIELDS, "isAlive");
const IS_DASHING = fieldIndex(SKIFF_FIELDS, "isDashing");
/** What is older than this when first heard of is history: no flash, no sound. */
const STALE_TICKS = 30;

const legs = createLegs();

export class Happenings {
  readonly #ownSlot: number;
  readonly #arena: Arena;
  readonly #now: ViewEvent[] = [];
  readonly #later: { tick: number; event: ViewEvent }[] = [];
  #newestTick = 0;

  constructor(arena: Arena, ownSlot: number) {
    this.#arena = arena;
    this.#ownSlot = ownSlot;
  }

  /** For the next frame. */
  add(event: ViewEvent): void {
    this.#now.push(event);
  }

  /** Moves what is due, others being drawn at `remoteTick`, into `out`. */
  release(remoteTick: number, out: ViewEvent[]): void {
    out.push(...this.#now);
    this.#now.length = 0;
    let kept = 0;
    for (const waiting of this.#later) {
      if (waiting.tick <= remoteTick) out.push(waiting.event);
      else this.#later[kept++] = waiting;
    }
    this.#later.length = kept;
  }

  /** What the own prediction did in a tick. */
  addOwn(event: SimEvent, x: number, y: number): void {
    const { slot } = "slot" in event ? event : { slot: this.#ownSlot };
    if (event.type === "fire") this.addShot(event, undefined);
    else if (event.type === "rebound") this.add({ ...event, relation: "self" });
    else if (event.type === "dash")
      this.add({ type: "dash", slot, relation: "self", x, y, angle: 0 });
  }

  /** A shot: flash and, for a hitscan, its beam; at `tick` of the others' timeline or, undefined, at once. */
  addShot(event: FireEvent, tick: number | undefined): void {
    const { slot, weapon, x, y } = event;
    const relation = this.#relation(slot);
    const angle = radiansFromAim(event.angle);
    this.#schedule({ type: "fire", slot, relation, weapon, x, y, angle }, tick);
    const row = WEAPONS[weapon]!;
    if (row.kind !== "hitscan") return;
    traceBeam(this.#arena, x, y, event.angle, row, legs);
    const points: number[] = [];
    for (let i = 0; i < legs.count; i++) points.push(legs.x[i]!, legs.y[i]!);
    this.#schedule({ type: "beam", slot, relation, weapon, points }, tick);
  }

  /** Something that the server tells of; shots are told by `addShot`. */
  learn({ tick, event }: TickEvent): void {
    if (this.#newestTick - tick > STALE_TICKS) return;
    if (event.type === "fire") {
      if (event.slot !== this.#ownSlot) this.addShot(event, tick);
    } else if (event.type === "pickup") this.#learnPickup(event);
    else this.#learnHarm(event, tick);
  }

  /** What changed from one snapshot to the next. */
  compare(before: Snapshot | undefined, now: Snapshot): void {
    this.#newestTick = now.tick;
    if (before === undefined) return;
    if (before.match.values[0] !== now.match.values[0]) {
      const phase = MATCH_PHASES[now.match.values[0]!];
      if (phase !== undefined && phase !== "over")
        this.add({ type: "phase", phase: phase satisfies MatchPhase });
    }
    for (let slot = 0; slot < now.skiffs.isPresent.length; slot++)
      this.#compareSkiff(before, now, slot);
  }

  /** Who came and who went. */
  compareRosters(before: readonly RosterSeat[], now: readonly RosterSeat[]): void {
    const isSame = (a: RosterSeat) => (b: RosterSeat) => a.slot === b.slot && a.name === b.name;
    for (const seat of now) {
      if (!before.some(isSame(seat)))
        this.add({ type: "joined", slot: seat.slot, name: seat.name });
    }
    for (const seat of before) {
      if (!now.some(isSame(seat))) this.add({ type: "left", slot: seat.slot, name: seat.name });
    }
  }

  #compareSkiff(before: Snapshot, now: Snapshot, slot: number): void {
    if (now.skiffs.isPresent[slot] === 0) return;
    const first = slot * SKIFF_FIELDS.length;
    const { values } = now.skiffs;
    const began = (field: number) =>
      values[first + field] === 1 &&
      (before.skiffs.isPresent[slot] === 0 || before.skiffs.values[first + field] === 0);
    const x = values[first + X]! / SEEN_STEPS_PER_PX;
    const y = values[first + Y]! / SEEN_STEPS_PER_PX;
    const relation = this.#relation(slot);
    const tick = slot === this.#ownSlot ? undefined : now.tick;
    if (began(IS_ALIVE)) this.#schedule({ type: "spawn", slot, relation, x, y }, tick);
    if (began(IS_DASHING) && slot !== this.#ownSlot) {
      const angle = (values[first + AIM]! / SEEN_AIM_STEPS) * 2 * Math.PI;
      this.#schedule({ type: "dash", slot, relation, x, y, angle }, tick);
    }
  }

  #learnPickup(event: PickupEvent): void {
    const pad = this.#arena.source.pads[event.pad];
    if (pad === undefined) return;
    const relation = this.#relation(event.slot);
    this.add({ type: "pickup", slot: event.slot, relation, kind: pad.kind, x: pad.x, y: pad.y });
  }

  #learnHarm(event: HitEvent | DeathEvent, tick: number): void {
    const attackerRelation = this.#relation(event.attacker);
    const victimRelation = this.#relation(event.victim);
    const isMine = attackerRelation === "self" || victimRelation === "self";
    this.#schedule({ ...event, attackerRelation, victimRelation }, isMine ? undefined : tick);
  }

  #schedule(event: ViewEvent, tick: number | undefined): void {
    if (tick === undefined) this.#now.push(event);
    else this.#later.push({ tick, event });
  }

  #relation(slot: number): Relation {
    return slot === this.#ownSlot ? "self" : "enemy";
  }
}
