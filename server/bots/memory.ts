/**
 * What a bot knows of its target: where it was one reaction time ago, carried on to now as if it had not turned since.
 * That is what a human does, and why a sudden turn shakes one off.
 */
import { TICK_SECONDS } from "#shared/timing.ts";
import type { SkiffSight } from "./sight.ts";

/** A target that moves more than this in one tick came out of a spawn: what was known of it is worth nothing. */
const JUMP_PX = 60;
/** Weight of a newly seen speed: one judges the way of a target, not each of its twitches. */
const SPEED_SHARE = 0.12;

export class Memory {
  readonly #delay: number;
  readonly #rows: Float64Array;
  #slot = -1;
  /** How many ticks this target has been watched. */
  #watched = 0;
  /** Best guess of where the target is and how fast it goes. */
  x = 0;
  y = 0;
  velocityX = 0;
  velocityY = 0;

  /** `delay` is the reaction time in ticks, at least 1. */
  constructor(delay: number) {
    this.#delay = delay;
    this.#rows = new Float64Array(4 * (delay + 1));
  }

  /** Whether this target has been watched long enough to act on it. */
  get isSure(): boolean {
    return this.#watched > this.#delay;
  }

  /** Notes where `target` is in this tick. */
  watch(target: SkiffSight): void {
    if (target.slot !== this.#slot || this.#hasJumped(target)) this.#watched = 0;
    this.#slot = target.slot;
    const capacity = this.#delay + 1;
    const at = 4 * (this.#watched % capacity);
    this.#rows[at] = target.x;
    this.#rows[at + 1] = target.y;
    this.#rows[at + 2] = target.velocityX;
    this.#rows[at + 3] = target.velocityY;
    this.#watched += 1;
    const age = Math.min(this.#watched, capacity) - 1;
    const oldest = 4 * ((this.#watched - 1 - age) % capacity);
    const share = this.#watched === 1 ? 1 : SPEED_SHARE;
    this.velocityX += (this.#rows[oldest + 2]! - this.velocityX) * share;
    this.velocityY += (this.#rows[oldest + 3]! - this.velocityY) * share;
    this.x = this.#rows[oldest]! + this.velocityX * age * TICK_SECONDS;
    this.y = this.#rows[oldest + 1]! + this.velocityY * age * TICK_SECONDS;
  }

  /** Knows nothing any more. */
  forget(): void {
    this.#slot = -1;
    this.#watched = 0;
  }

  #hasJumped(target: SkiffSight): boolean {
    if (this.#watched === 0) return false;
    const newest = 4 * ((this.#watched - 1) % (this.#delay + 1));
    const dx = target.x - this.#rows[newest]!;
    const dy = target.y - this.#rows[newest + 1]!;
    return dx * dx + dy * dy > JUMP_PX * JUMP_PX;
  }
}
