/**
 * Where the puck is drawn. Near me I run it myself, so that it answers my shots and my skiff at once; far from me it is
 * where the others are, who drive it. What a snapshot corrects is smoothed.
 */
import { MATCH_AT } from "#shared/protocol/replicated.ts";
import { POSITION_STEPS_PER_PX } from "#shared/sim/math.ts";
import type { Bracket } from "./interpolation.ts";
import { shareLeft } from "./easing.ts";

/** Within the first distance of my skiff it is on my timeline, beyond the second on that of the others, px. */
const MINE_PX = 320;
const THEIRS_PX = 620;
const HALF_LIFE_MS = 70;
/** What is corrected by more than this, as after a goal, is not smoothed. */
const SNAP_PX = 160;

export interface Place {
  x: number;
  y: number;
}

/** Foresees the puck at a tick with a fraction; false where that is not known. */
export interface PuckForesight {
  puckAt(tick: number, out: Place): boolean;
}

export class PuckTrack {
  readonly #offset: Place = { x: 0, y: 0 };
  readonly #shown: Place = { x: 0, y: 0 };
  readonly #place: Place = { x: 0, y: 0 };
  readonly #told: Place = { x: 0, y: 0 };
  #tick = -1;
  /** For instruments: what was found to be wrong with the frame before, px, and how far on my own timeline it is drawn, 0..1. */
  correctionPx = 0;
  ownShare = 0;

  /** Another match begins: it has not been drawn yet. */
  reset(): void {
    this.#tick = -1;
    this.#offset.x = 0;
    this.#offset.y = 0;
  }

  /** Writes where it is drawn at my `ownTick`, the others being drawn in `bracket`, my skiff at `own`. */
  draw(
    foresight: PuckForesight,
    {
      bracket,
      ownTick,
      deltaMs,
      own,
    }: { bracket: Bracket; ownTick: number; deltaMs: number; own: Place },
    out: Place,
  ): void {
    readPuck(bracket, this.#told);
    this.#noteCorrection(foresight);
    if (!foresight.puckAt(ownTick, this.#place)) Object.assign(this.#place, this.#told);
    this.#tick = ownTick;
    Object.assign(this.#shown, this.#place);
    const left = shareLeft(Math.hypot(this.#offset.x, this.#offset.y), HALF_LIFE_MS, deltaMs);
    this.#offset.x *= left;
    this.#offset.y *= left;
    const apartPx = Math.hypot(this.#place.x - own.x, this.#place.y - own.y);
    const share = Math.max(0, Math.min(1, (THEIRS_PX - apartPx) / (THEIRS_PX - MINE_PX)));
    this.ownShare = share;
    out.x = this.#told.x + (this.#place.x + this.#offset.x - this.#told.x) * share;
    out.y = this.#told.y + (this.#place.y + this.#offset.y - this.#told.y) * share;
  }

  /** How far off what was drawn last turns out to have been. */
  #noteCorrection(foresight: PuckForesight): void {
    this.correctionPx = 0;
    if (this.#tick < 0 || !foresight.puckAt(this.#tick, this.#place)) return;
    const dx = this.#shown.x - this.#place.x;
    const dy = this.#shown.y - this.#place.y;
    const length = Math.hypot(dx, dy);
    this.correctionPx = length;
    const isJump = length > SNAP_PX;
    this.#offset.x = isJump ? 0 : this.#offset.x + dx;
    this.#offset.y = isJump ? 0 : this.#offset.y + dy;
  }
}

function readPuck({ from, to, share }: Bracket, out: Place): void {
  const at = (values: Int32Array, field: number) => values[field]! / POSITION_STEPS_PER_PX;
  for (const [axis, field] of [
    ["x", MATCH_AT.puckX],
    ["y", MATCH_AT.puckY],
  ] as const) {
    const [a, b] = [at(from.match.values, field), at(to.match.values, field)];
    // After a goal it is put, and does not slide, to where it begins.
    out[axis] = Math.abs(b - a) > SNAP_PX ? b : a + (b - a) * Math.min(1, share);
  }
}
