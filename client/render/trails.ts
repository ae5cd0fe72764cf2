/**
 * The short tail of light behind each bolt. Bolts fly straight between cushions, so a trail is its last few corners and
 * the head: exact at any speed and frame rate. A corner is where the old line of flight meets the new one.
 */
import type { BoltView } from "../netcode/view.ts";
import { light, mix } from "./color.ts";
import type { Ink } from "./ink.ts";

const CORNERS = 4;
/** Cosine above which two directions are one line. */
const PARALLEL = 0.9999;
/** No bolt is slower: so far it has come at least. */
const SLOWEST_PX_PER_MS = 0.5;
/** A trail outlives its bolt by so much. */
export const TRAIL_MS = 130;

export interface TrailLook {
  readonly lengthPx: number;
  readonly halfWidthPx: number;
}

/** Where the ray back from the new flight meets the old flight, written to `out`; false when they never do. */
function findCorner(trail: Trail, bolt: BoltView, out: { x: number; y: number }): boolean {
  const cross = trail.directionX * bolt.directionY - trail.directionY * bolt.directionX;
  if (Math.abs(cross) < 1e-4) return false;
  const along =
    ((bolt.x - trail.x) * bolt.directionY - (bolt.y - trail.y) * bolt.directionX) / cross;
  out.x = trail.x + trail.directionX * along;
  out.y = trail.y + trail.directionY * along;
  return true;
}

const corner = { x: 0, y: 0 };

export class Trail {
  /** Of the bolt that it follows. */
  key = 0;
  /** Of whoever fired it. */
  slot = -1;
  x = 0;
  y = 0;
  directionX = 1;
  directionY = 0;
  weapon = 0;
  color = 0;
  /** Of a shot in overdrive. */
  isHot = false;
  /** Until it is gone, once its bolt ended. */
  fadeMs = TRAIL_MS;
  /** Frame number in which its bolt was last seen. */
  seen = 0;
  /** Time since its bolt ended; 0 while it flies. */
  endedMs = 0;
  #alpha = 1;
  /** Newest first; the last one is where the trail begins. */
  readonly #xs = new Float64Array(CORNERS + 1);
  readonly #ys = new Float64Array(CORNERS + 1);
  #count = 0;

  start(bolt: BoltView, color: number): void {
    this.key = bolt.key;
    this.slot = bolt.slot;
    this.weapon = bolt.weapon;
    this.#count = 0;
    this.color = color;
    this.endedMs = 0;
    // A bolt that is first seen when it has flown for a while has a trail all the same.
    const flownPx = bolt.bounces === 0 ? bolt.ageMs * SLOWEST_PX_PER_MS : 0;
    this.#push(bolt.x - bolt.directionX * flownPx, bolt.y - bolt.directionY * flownPx);
    this.#moveTo(bolt);
  }

  /** Takes the bolt's place in this frame. */
  extend(bolt: BoltView): void {
    const cosine = this.directionX * bolt.directionX + this.directionY * bolt.directionY;
    if (cosine < PARALLEL) {
      if (findCorner(this, bolt, corner)) this.#push(corner.x, corner.y);
      else this.#push(this.x, this.y);
    }
    this.#moveTo(bolt);
  }

  get isGone(): boolean {
    return this.endedMs >= this.fadeMs;
  }

  draw(ink: Ink, look: TrailLook): void {
    const life = 1 - this.endedMs / TRAIL_MS;
    if (life <= 0) return;
    const total = look.lengthPx * life;
    const glow = mix(this.color, 0xffffff, 0.25);
    let left = total;
    let x0 = this.x;
    let y0 = this.y;
    for (let i = 0; i < this.#count && left > 0.5; i++) {
      const dx = this.#xs[i]! - x0;
      const dy = this.#ys[i]! - y0;
      const span = Math.hypot(dx, dy);
      if (span < 0.01) continue;
      const used = Math.min(left, span);
      const x1 = x0 + (dx * used) / span;
      const y1 = y0 + (dy * used) / span;
      const near = left / total;
      const far = (left - used) / total;
      const power = this.#alpha * life;
      ink.taper(
        x0,
        y0,
        x1,
        y1,
        look.halfWidthPx * 3 * near,
        look.halfWidthPx * 3 * far,
        -1,
        light(this.color, 0.34 * near * power),
        light(this.color, 0.34 * far * power),
      );
      ink.taper(
        x0,
        y0,
        x1,
        y1,
        look.halfWidthPx * near,
        look.halfWidthPx * far,
        -0.4,
        light(glow, 0.6 * near * near * power),
        light(glow, 0.6 * far * far * power),
      );
      left -= used;
      x0 = x1;
      y0 = y1;
    }
  }

  /** Corners it remembers, the start of the trail included. */
  get corners(): number {
    return this.#count;
  }

  cornerX(index: number): number {
    return this.#xs[index] ?? Number.NaN;
  }

  cornerY(index: number): number {
    return this.#ys[index] ?? Number.NaN;
  }

  #moveTo(bolt: BoltView): void {
    this.x = bolt.x;
    this.y = bolt.y;
    this.directionX = bolt.directionX;
    this.directionY = bolt.directionY;
    this.#alpha = bolt.alpha;
  }

  #push(x: number, y: number): void {
    this.#xs.copyWithin(1, 0, CORNERS);
    this.#ys.copyWithin(1, 0, CORNERS);
    this.#xs[0] = x;
    this.#ys[0] = y;
    this.#count = Math.min(CORNERS + 1, this.#count + 1);
  }
}
