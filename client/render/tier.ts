/**
 * How much to draw. "auto" watches the frame time and steps down when frames are late for a while, up again only after
 * a long calm; a tier that failed once must wait twice as long before it is tried again, so the picture never flickers.
 */

export type Tier = "low" | "medium" | "high";
export type TierSetting = Tier | "auto";

export interface TierRow {
  readonly hasBloom: boolean;
  /** Most device pixels per CSS pixel. */
  readonly maxPixelRatio: number;
  /** Share of the particles that are drawn. */
  readonly particleShare: number;
}

export const TIERS: Record<Tier, TierRow> = {
  low: { hasBloom: false, maxPixelRatio: 1, particleShare: 0.35 },
  medium: { hasBloom: true, maxPixelRatio: 1.5, particleShare: 0.7 },
  high: { hasBloom: true, maxPixelRatio: 2, particleShare: 1 },
};

const ORDER: readonly Tier[] = ["low", "medium", "high"];
const LATE_FRAME_MS = 22;
const CALM_FRAME_MS = 17.8;
const LATE_FOR_MS = 1500;
const CALM_FOR_MS = 12_000;
/** Longer frames are a hidden tab or a load, not a slow picture. */
const STALL_MS = 250;
const AVERAGE_TAU_MS = 500;

export class AutoTier {
  tier: Tier;
  #averageMs = 16;
  #lateMs = 0;
  #calmMs = 0;
  #calmNeededMs = CALM_FOR_MS;

  constructor(start: Tier) {
    this.tier = start;
  }

  /** Takes the time since the frame before; true when the tier changed. */
  observe(deltaMs: number): boolean {
    if (deltaMs > STALL_MS) return false;
    this.#averageMs += (deltaMs - this.#averageMs) * (1 - Math.exp(-deltaMs / AVERAGE_TAU_MS));
    this.#lateMs = this.#averageMs > LATE_FRAME_MS ? this.#lateMs + deltaMs : 0;
    this.#calmMs = this.#averageMs < CALM_FRAME_MS ? this.#calmMs + deltaMs : 0;
    if (this.#lateMs > LATE_FOR_MS) return this.#step(-1);
    if (this.#calmMs > this.#calmNeededMs) return this.#step(1);
    return false;
  }

  #step(by: number): boolean {
    this.#lateMs = 0;
    this.#calmMs = 0;
    const next = ORDER[ORDER.indexOf(this.tier) + by];
    if (next === undefined) return false;
    if (by < 0) this.#calmNeededMs *= 2;
    this.#averageMs = 16;
    this.tier = next;
    return true;
  }
}
