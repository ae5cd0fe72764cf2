/** Bolts in flight: each weapon's by its own body (boltBodies.ts), the trail behind it and, of a rocket, its smoke. */
import type { BoltView, SkiffView } from "../netcode/view.ts";
import { type BodyPaint, capsule, dart, type DrawBody, ring } from "./boltBodies.ts";
import type { Ink } from "./ink.ts";
import type { Look } from "./look.ts";
import { relationColor } from "./palettes.ts";
import { drawSmoke, SMOKE_MS } from "./smoke.ts";
import { Trail, TRAIL_MS, type TrailLook } from "./trails.ts";

interface BoltLook extends TrailLook {
  readonly drawBody: DrawBody;
  readonly hasSmoke?: true;
}

const PULSE_LOOK: BoltLook = { lengthPx: 165, halfWidthPx: 1.7, drawBody: capsule(15, 3.3) };
const SCATTER_LOOK: BoltLook = { lengthPx: 42, halfWidthPx: 1.2, drawBody: capsule(5, 2.2) };
const ROCKET_LOOK: BoltLook = { lengthPx: 90, halfWidthPx: 2.6, drawBody: dart, hasSmoke: true };
const DISC_LOOK: BoltLook = { lengthPx: 130, halfWidthPx: 4.4, drawBody: ring };

/** By weapon index; the rail has no bolt, and a weapon without a row looks like the first. */
const LOOKS: readonly BoltLook[] = [PULSE_LOOK, PULSE_LOOK, SCATTER_LOOK, ROCKET_LOOK, DISC_LOOK];

/** A bolt was drawn at most this far from where it struck: its way in two slow frames, and a little of mine. */
const STRIKE_REACH_PX = 110;

export class Bolts {
  readonly #trails = new Map<number, Trail>();
  readonly #spare: Trail[] = [];
  readonly #paint: { -readonly [K in keyof BodyPaint]: BodyPaint[K] } = {
    color: 0,
    hot: undefined,
    isStill: false,
  };
  #frame = 0;

  /** `skiffs`: a bolt is hot when whoever fires it is in overdrive. */
  draw(
    bolts: readonly BoltView[],
    skiffs: readonly SkiffView[],
    look: Look,
    ink: Ink,
    deltaMs: number,
  ): void {
    this.#frame++;
    for (const bolt of bolts) this.#follow(bolt, skiffs, look);
    for (const trail of this.#trails.values())
      if (boltLook(trail.weapon).hasSmoke) drawSmoke(trail, ink);
    for (const bolt of bolts) this.#trails.get(bolt.key)?.draw(ink, boltLook(bolt.weapon));
    for (const trail of this.#trails.values()) {
      if (trail.seen !== this.#frame) this.#fade(trail, ink, deltaMs);
    }
    for (const bolt of bolts) {
      this.#paint.color = relationColor(look.palette, bolt.relation);
      this.#paint.hot = this.#trails.get(bolt.key)?.isHot ? look.palette.overdrive : undefined;
      this.#paint.isStill = look.reducedMotion;
      boltLook(bolt.weapon).drawBody(bolt, this.#paint, ink);
    }
  }

  /** The bolt of whoever sits at `slot` that was last drawn nearest to a place, or null when none was near: the one that struck there. */
  findNear(x: number, y: number, slot: number): Pick<Trail, "directionX" | "directionY"> | null {
    let best: Trail | null = null;
    let bestDistance = STRIKE_REACH_PX;
    for (const trail of this.#trails.values()) {
      if (trail.slot !== slot) continue;
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

  #follow(bolt: BoltView, skiffs: readonly SkiffView[], look: Look): void {
    let trail = this.#trails.get(bolt.key);
    if (trail && trail.endedMs === 0) {
      trail.extend(bolt);
    } else {
      trail ??= this.#spare.pop() ?? new Trail();
      trail.start(bolt, relationColor(look.palette, bolt.relation));
      trail.isHot = isOverdriven(skiffs, bolt.slot);
      trail.fadeMs = boltLook(bolt.weapon).hasSmoke ? SMOKE_MS : TRAIL_MS;
      this.#trails.set(bolt.key, trail);
    }
    trail.seen = this.#frame;
  }

  #fade(trail: Trail, ink: Ink, deltaMs: number): void {
    trail.endedMs += deltaMs;
    if (trail.isGone) {
      this.#trails.delete(trail.key);
      this.#spare.push(trail);
    } else {
      trail.draw(ink, boltLook(trail.weapon));
    }
  }
}

function boltLook(weapon: number): BoltLook {
  return LOOKS[weapon] ?? PULSE_LOOK;
}

function isOverdriven(skiffs: readonly SkiffView[], slot: number): boolean {
  for (const skiff of skiffs) if (skiff.slot === slot) return skiff.isOverdriven;
  return false;
}
