/** Bolts in flight: a core in the colour of the side on a dark outline, hollow for an ally, and the trail behind it. */
import type { BoltView } from "../netcode/view.ts";
import { light, mix, paint } from "./color.ts";
import type { Ink } from "./ink.ts";
import type { Look } from "./look.ts";
import { relationColor } from "./palettes.ts";
import { Trail, type TrailLook } from "./trails.ts";

interface BoltLook extends TrailLook {
  readonly bodyPx: number;
  readonly bodyHalfPx: number;
}

/** By weapon index; a weapon without a row of its own looks like the first. */
const LOOKS: readonly BoltLook[] = [
  { lengthPx: 165, halfWidthPx: 1.7, bodyPx: 15, bodyHalfPx: 3.3 },
];

/** A bolt was drawn at most this far from where it struck: its way in two slow frames, and a little of mine. */
const STRIKE_REACH_PX = 110;
const RIM = 0x04090c;

export class Bolts {
  readonly #trails = new Map<number, Trail>();
  readonly #spare: Trail[] = [];
  #frame = 0;

  draw(bolts: readonly BoltView[], look: Look, ink: Ink, deltaMs: number): void {
    this.#frame++;
    for (const bolt of bolts) this.#drawTrail(bolt, look, ink);
    for (const trail of this.#trails.values()) {
      if (trail.seen !== this.#frame) this.#fade(trail, ink, deltaMs);
    }
    for (const bolt of bolts) drawBody(bolt, relationColor(look.palette, bolt.relation), ink);
  }

  /** The bolt that was last drawn nearest to a place, or null when none was near: the one that struck there. */
  findNear(x: number, y: number): Pick<Trail, "directionX" | "directionY"> | null {
    let best: Trail | null = null;
    let bestDistance = STRIKE_REACH_PX;
    for (const trail of this.#trails.values()) {
      const distance = Math.hypot(trail.x - x, trail.y - y);
      if (distance >= bestDistance) continue;
      bestDistance = distance;
      best = trail;
    }
    return best;
  }

  clear(): void {
    for (const trail of this.#trails.values()) this.#spare.push(trail);
    this.#trails.clear();
  }

  #drawTrail(bolt: BoltView, look: Look, ink: Ink): void {
    let trail = this.#trails.get(bolt.key);
    if (trail && trail.endedMs === 0) {
      trail.extend(bolt);
    } else {
      trail ??= this.#spare.pop() ?? new Trail();
      trail.start(bolt, relationColor(look.palette, bolt.relation));
      this.#trails.set(bolt.key, trail);
    }
    trail.seen = this.#frame;
    trail.draw(ink, boltLook(bolt.weapon));
  }

  #fade(trail: Trail, ink: Ink, deltaMs: number): void {
    trail.endedMs += deltaMs;
    if (trail.isGone) {
      this.#trails.delete(trail.key);
      this.#spare.push(trail);
    } else {
      trail.draw(ink, LOOKS[0]!);
    }
  }
}

function boltLook(weapon: number): BoltLook {
  return LOOKS[weapon] ?? LOOKS[0]!;
}

function drawBody(bolt: BoltView, color: number, ink: Ink): void {
  const { bodyPx, bodyHalfPx } = boltLook(bolt.weapon);
  const { x, y, directionX, directionY, alpha } = bolt;
  const tailX = x - directionX * bodyPx;
  const tailY = y - directionY * bodyPx;
  ink.taper(
    tailX,
    tailY,
    x,
    y,
    bodyHalfPx * 4,
    bodyHalfPx * 4.6,
    1,
    light(color, 0.4 * alpha),
    light(color, 0.62 * alpha),
  );
  const rim = paint(RIM, 0.8 * alpha);
  ink.taper(tailX, tailY, x, y, bodyHalfPx + 2, bodyHalfPx + 2, 0, rim, rim);
  const body = paint(color, alpha);
  ink.taper(tailX, tailY, x, y, bodyHalfPx * 0.8, bodyHalfPx, 0, body, body);
  const core =
    bolt.relation === "ally" ? paint(RIM, 0.85 * alpha) : paint(mix(color, 0xffffff, 0.85), alpha);
  ink.taper(
    tailX + directionX * bodyPx * 0.35,
    tailY + directionY * bodyPx * 0.35,
    x,
    y,
    bodyHalfPx * 0.4,
    bodyHalfPx * 0.5,
    0,
    core,
    core,
  );
}
