/** When snapshots come again after a gap, the others are led from where they were drawn to where they are. */
import { MAX_SEATS } from "#shared/sim/tuning.ts";
import type { Bracket } from "./interpolation.ts";
import type { SkiffView } from "./view.ts";

const HALF_LIFE_MS = 50;
/** Further than this nothing leads: it is put where it is. */
const MOST_PX = 200;

export class Glide {
  readonly #offsetX = new Float64Array(MAX_SEATS);
  readonly #offsetY = new Float64Array(MAX_SEATS);
  readonly #drawnX = new Float64Array(MAX_SEATS);
  readonly #drawnY = new Float64Array(MAX_SEATS);
  readonly #drawnInFrame = new Float64Array(MAX_SEATS);
  #frame = 0;
  #wasStarved = false;
  #toTick = 0;

  /** Moves the rows of one frame, as sampled from `bracket`, to where they are to be drawn. */
  settle(skiffs: readonly SkiffView[], bracket: Bracket, deltaMs: number): void {
    const isResumed = this.#wasStarved && bracket.to.tick !== this.#toTick;
    const left = 0.5 ** (deltaMs / HALF_LIFE_MS);
    this.#wasStarved = bracket.isStarved;
    this.#toTick = bracket.to.tick;
    this.#frame += 1;
    for (const skiff of skiffs) {
      const { slot } = skiff;
      if (isResumed) this.#takeUp(skiff, deltaMs);
      if (this.#drawnInFrame[slot] !== this.#frame - 1) this.#drop(slot);
      this.#offsetX[slot]! *= left;
      this.#offsetY[slot]! *= left;
      skiff.x += this.#offsetX[slot]!;
      skiff.y += this.#offsetY[slot]!;
      this.#drawnX[slot] = skiff.x;
      this.#drawnY[slot] = skiff.y;
      this.#drawnInFrame[slot] = this.#frame;
    }
  }

  #takeUp({ slot, x, y, velocityX, velocityY }: SkiffView, deltaMs: number): void {
    this.#offsetX[slot] = this.#drawnX[slot]! + (velocityX * deltaMs) / 1000 - x;
    this.#offsetY[slot] = this.#drawnY[slot]! + (velocityY * deltaMs) / 1000 - y;
    if (Math.hypot(this.#offsetX[slot], this.#offsetY[slot]) > MOST_PX) this.#drop(slot);
  }

  #drop(slot: number): void {
    this.#offsetX[slot] = 0;
    this.#offsetY[slot] = 0;
  }
}
