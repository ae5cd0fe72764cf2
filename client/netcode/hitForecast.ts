/**
 * Whom own shots that arrive at once will hit, by the rules of the server: the others stand where they were drawn when
 * the shot was pressed, or, where that is longer ago than the server goes back, where they were as long ago as it does.
 * A forecast only: what was hit is for the server to say.
 */
import { fieldIndex, SKIFF_FIELDS } from "#shared/protocol/replicated.ts";
import type { SnapshotRing } from "#shared/protocol/snapshot.ts";
import { createLegs, meetLegs, traceBeam } from "#shared/sim/arena/flight.ts";
import type { Arena } from "#shared/sim/arena/geometry.ts";
import type { FireEvent } from "#shared/sim/events.ts";
import { REWIND_STEPS_PER_TICK } from "#shared/sim/input.ts";
import { MOST_REWIND } from "#shared/sim/rewind.ts";
import { SKIFF, WEAPONS } from "#shared/sim/tuning.ts";
import { findBracket, samplePose } from "./interpolation.ts";

export interface PredictedHit {
  /** Tick in which the shot was fired. */
  tick: number;
  /** Who fired. */
  slot: number;
  victim: number;
}

/** What is known of the others: snapshots up to that of `newestTick`. */
export interface Known {
  arena: Arena;
  ring: SnapshotRing;
  newestTick: number;
}

const KEPT = 256;
const IS_ALIVE = fieldIndex(SKIFF_FIELDS, "isAlive");
const DASH_END = fieldIndex(SKIFF_FIELDS, "dashEndTick");
const legs = createLegs();
const meeting = { leg: 0, share: 0 };
const pose = { x: 0, y: 0, velocityX: 0, velocityY: 0, aim: 0 };

export class HitForecast {
  readonly #hits: PredictedHit[] = [];

  /** The newest of them, oldest first. */
  get predictedHits(): readonly PredictedHit[] {
    return this.#hits;
  }

  /** Judges an own shot of `tick`, pressed in sight of a picture that was `viewAge` parts of a tick old. */
  judge(event: FireEvent, tick: number, viewAge: number, known: Known): void {
    const row = WEAPONS[event.weapon]!;
    if (row.kind !== "hitscan") return;
    const seenTick = tick - Math.min(viewAge, MOST_REWIND) / REWIND_STEPS_PER_TICK;
    const bracket = findBracket(known.ring, known.newestTick, seenTick);
    if (bracket === undefined) return;
    traceBeam(known.arena, event.x, event.y, event.angle, row, legs);
    const seats = bracket.from.skiffs.isPresent.length;
    for (let victim = 0; victim < seats; victim++) {
      if (victim === event.slot || !samplePose(bracket, victim, pose)) continue;
      if (!canBeStruck(known, victim, seenTick, tick)) continue;
      if (meetLegs(legs, pose.x, pose.y, SKIFF.radiusPx + row.radiusPx, meeting))
        this.#note({ tick, slot: event.slot, victim });
    }
  }

  #note(hit: PredictedHit): void {
    this.#hits.push(hit);
    if (this.#hits.length > KEPT) this.#hits.shift();
  }
}

/** Alive for all that is known, and at neither time in the untouchable part of a dash. */
function canBeStruck({ ring, newestTick }: Known, slot: number, ...ticks: number[]): boolean {
  const skiffs = ring.at(newestTick)?.skiffs;
  if (skiffs === undefined || skiffs.isPresent[slot] === 0) return false;
  const first = slot * SKIFF_FIELDS.length;
  if (skiffs.values[first + IS_ALIVE] === 0) return false;
  const dashTick = skiffs.values[first + DASH_END]! - SKIFF.dashTicks;
  return ticks.every((tick) => tick < dashTick || tick >= dashTick + SKIFF.dashImmuneTicks);
}
