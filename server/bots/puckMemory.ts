/**
 * What a bot knows of the puck: how it was one reaction ago, carried on as if nobody had touched it since. What it does to
 * the puck itself it knows at once, so that the nearer it is, the less it is late.
 */
import type { Arena } from "#shared/sim/arena/geometry.ts";
import { lengthOf } from "#shared/sim/math.ts";
import { PUCK, SKIFF } from "#shared/sim/tuning.ts";
import { carryOn, type Moving } from "./puckPath.ts";
import type { BotSight, PuckSight } from "./sight.ts";

/** At a puck that is no farther its eyes are as quick as its hands; beyond the second distance it has its whole reaction. */
const AT_ONCE_PX = PUCK.radiusPx + SKIFF.radiusPx + 20;
const LATE_PX = 320;
const FIELDS = 4;

export class PuckMemory implements Moving {
  readonly #delay: number;
  readonly #rows: Float64Array;
  /** Ticks that are kept. */
  #count = 0;
  x = 0;
  y = 0;
  velocityX = 0;
  velocityY = 0;
  isLoose = false;

  /** `delay` is the reaction time in ticks. */
  constructor(delay: number) {
    this.#delay = delay;
    this.#rows = new Float64Array(FIELDS * (delay + 1));
  }

  /** Notes where the puck is in this tick; the bot takes it in if it `isLooking`, else it is believed to go on. */
  watch({ arena, self }: BotSight, puck: PuckSight, isLooking: boolean): void {
    // Put in the middle after a goal it lies there for a while: everybody has seen it by the time that it can be played.
    if (!puck.isLoose) this.#count = 0;
    this.isLoose = puck.isLoose;
    this.#keep(puck);
    if (!isLooking) carryOn(arena, this, 1);
    else this.#takeIn(arena, lengthOf(puck.x - self.x, puck.y - self.y));
  }

  #keep({ x, y, velocityX, velocityY }: PuckSight): void {
    this.#rows.set([x, y, velocityX, velocityY], FIELDS * (this.#count % (this.#delay + 1)));
    this.#count += 1;
  }

  #takeIn(arena: Arena, distancePx: number): void {
    const lateShare = (distancePx - AT_ONCE_PX) / (LATE_PX - AT_ONCE_PX);
    const delay = Math.round(this.#delay * Math.max(0, Math.min(1, lateShare)));
    const age = Math.min(delay, this.#count - 1);
    const at = FIELDS * ((this.#count - 1 - age) % (this.#delay + 1));
    this.x = this.#rows[at]!;
    this.y = this.#rows[at + 1]!;
    this.velocityX = this.#rows[at + 2]!;
    this.velocityY = this.#rows[at + 3]!;
    carryOn(arena, this, age);
  }
}
