/**
 * What each event looks like: one method an event, so that the whole vocabulary of light can be read here. The events
 * come once each, in the frame in which the player should see them.
 */
import type { View, ViewEvent } from "../netcode/view.ts";
import { showBlast, showDeath } from "./explosions.ts";
import type { Bolts } from "./bolts.ts";
import type { Camera } from "./camera.ts";
import { mix } from "./color.ts";
import type { Flares } from "./cushions.ts";
import { showBeam, showShot } from "./gunfire.ts";
import type { Look } from "./look.ts";
import type { Numbers } from "./numbers.ts";
import { padColor } from "./pads.ts";
import { relationColor } from "./palettes.ts";
import { MARK_MS } from "./pointers.ts";
import type { Particles } from "./particles.ts";
import type { Reticle } from "./reticle.ts";
import type { Shocks } from "./shocks.ts";
import type { Skiffs } from "./skiffs.ts";
import type { Wounds } from "./wounds.ts";

type EventOf<Type extends ViewEvent["type"]> = Extract<ViewEvent, { type: Type }>;

export interface ReactionParts {
  readonly bolts: Bolts;
  readonly camera: Camera;
  readonly flares: Flares;
  readonly numbers: Numbers;
  readonly particles: Particles;
  readonly reticle: Reticle;
  readonly shocks: Shocks;
  readonly skiffs: Skiffs;
  readonly wounds: Wounds;
}

const WHITE = 0xffffff;
const TURN = Math.PI * 2;
const FAST_REBOUND_PX_PER_SECOND = 700;
const MARK_RINGS_MS = [900, 1900, MARK_MS] as const;

export class Reactions {
  readonly #parts: ReactionParts;

  constructor(parts: ReactionParts) {
    this.#parts = parts;
  }

  react(view: View, look: Look): void {
    for (const event of view.events) this.#reactTo(event, view, look);
  }

  #reactTo(event: ViewEvent, view: View, look: Look): void {
    switch (event.type) {
      case "fire":
        return showShot(this.#parts, event, view, look);
      case "beam":
        return showBeam(this.#parts, event, view, look);
      case "bounce":
        return this.#bounce(event, look);
      case "fizzle":
        return this.#fizzle(event, look);
      case "blast":
        return showBlast(this.#parts, event, view, look);
      case "rebound":
        return this.#rebound(event, view, look);
      case "dash":
        return this.#dash(event, view, look);
      case "hit":
        return this.#hit(event, view, look);
      case "death":
        return showDeath(this.#parts, event, view, look);
      case "spawn":
        return this.#spawn(event, look);
      case "pickup":
        return this.#pickup(event, look);
      case "mark":
        return this.#mark(event, look);
      case "nudge":
        return this.#fizzle({ ...event, type: "fizzle", relation: event.attackerRelation }, look);
      case "feat":
      case "kill":
      case "phase":
      case "chat":
      case "phrase":
      case "decided":
      case "declined":
      case "notice":
      case "stopping":
      case "joined":
      case "left":
        return;
    }
  }

  /** A place that somebody points at: it closes in once, to be found, and then opens for as long as it takes to look. */
  #mark({ x, y, relation }: EventOf<"mark">, look: Look): void {
    const { shocks } = this.#parts;
    const color = relationColor(look.palette, relation);
    shocks.ring(x, y, color, 150, 14, 420, 4, 0.9);
    for (const lifeMs of MARK_RINGS_MS) shocks.ring(x, y, color, 12, 78, lifeMs, 5, 1);
  }

  #bounce(event: EventOf<"bounce">, look: Look): void {
    const { flares, particles } = this.#parts;
    const color = relationColor(look.palette, event.relation);
    const angle = Math.atan2(event.normalY, event.normalX);
    flares.add(event.x, event.y, color, 0.55 + 0.25 * event.bounces);
    particles.burst(event.x, event.y, {
      kind: "spark",
      count: 8 + 3 * event.bounces,
      color,
      angle,
      spread: 1.25,
      speed: 430,
      lifeMs: 300,
      size: 2.2,
    });
    particles.burst(event.x, event.y, {
      kind: "ember",
      count: 2,
      color,
      angle,
      spread: 1.2,
      speed: 90,
      lifeMs: 420,
      size: 7,
    });
  }

  #fizzle(event: EventOf<"fizzle">, look: Look): void {
    const color = relationColor(look.palette, event.relation);
    this.#parts.particles.burst(event.x, event.y, {
      kind: "spark",
      count: 6,
      color,
      angle: 0,
      spread: Math.PI,
      speed: 210,
      lifeMs: 240,
      size: 1.8,
    });
    this.#parts.particles.burst(event.x, event.y, {
      kind: "ember",
      count: 2,
      color,
      angle: 0,
      spread: Math.PI,
      speed: 40,
      lifeMs: 300,
      size: 8,
    });
  }

  #rebound(event: EventOf<"rebound">, view: View, look: Look): void {
    const { camera, flares, particles } = this.#parts;
    const force = Math.min(1, event.speed / FAST_REBOUND_PX_PER_SECOND);
    const color = mix(view.arena.lightColor, relationColor(look.palette, event.relation), 0.35);
    flares.add(event.x, event.y, color, 0.5 + 0.9 * force);
    const angle = Math.atan2(event.normalY, event.normalX);
    particles.burst(event.x, event.y, {
      kind: "spark",
      count: 3 + 9 * force,
      color,
      angle,
      spread: 1.4,
      speed: 200 + 220 * force,
      lifeMs: 300,
      size: 2,
    });
    if (event.relation === "self" && !view.isReplay) camera.jolt(0.3 * force);
  }

  #dash(event: EventOf<"dash">, view: View, look: Look): void {
    const { camera, particles, shocks } = this.#parts;
    const color = relationColor(look.palette, event.relation);
    shocks.ring(event.x, event.y, color, 12, 42, 280, 5, 0.6);
    particles.burst(event.x, event.y, {
      kind: "spark",
      count: 12,
      color,
      angle: event.angle + Math.PI,
      spread: 0.5,
      speed: 420,
      lifeMs: 280,
      size: 2.2,
    });
    if (event.relation === "self" && !view.isReplay) camera.jolt(0.14);
  }

  #hit(event: EventOf<"hit">, view: View, look: Look): void {
    const { particles, shocks, skiffs } = this.#parts;
    const color = relationColor(look.palette, event.attackerRelation);
    if (event.damage > 0) {
      skiffs.flash(event.victim, WHITE);
      particles.burst(event.x, event.y, {
        kind: "spark",
        count: 6 + event.damage / 5,
        color,
        angle: 0,
        spread: Math.PI,
        speed: 340,
        lifeMs: 280,
        size: 2.4,
      });
      particles.burst(event.x, event.y, {
        kind: "debris",
        count: 2 + event.damage / 20,
        color: relationColor(look.palette, event.victimRelation),
        angle: 0,
        spread: Math.PI,
        speed: 330,
        lifeMs: 480,
        size: 3,
      });
    } else {
      shocks.ring(
        event.x,
        event.y,
        relationColor(look.palette, event.victimRelation),
        6,
        26,
        220,
        4,
        0.8,
      );
    }
    // Once more, it happens to nobody.
    if (view.isReplay) return;
    if (event.attackerRelation === "self" && event.victimRelation !== "self")
      this.#landed(event, view, look);
    if (event.victimRelation === "self") this.#struck(event, view);
  }

  /** My shot found somebody: an ally, a shield of either kind, or a hull. */
  #landed(event: EventOf<"hit">, view: View, look: Look): void {
    const { victim, victimRelation, damage, bounces, x, y } = event;
    const hasShield = view.skiffs.some((s) => s.slot === victim && s.shieldPoints > 0);
    const isAlly = victimRelation === "ally";
    this.#parts.reticle.confirm(isAlly ? "ally" : damage <= 0 || hasShield ? "shielded" : "hit");
    if (damage <= 0) return;
    const { accent, shield } = look.palette;
    const color = bounces > 0 ? accent : hasShield ? shield : WHITE;
    this.#parts.numbers.add(victim, damage, x, y, color);
  }

  /** Somebody's shot found me: the arc points at the shooter or, when they are out of sight, to where the shot came from. */
  #struck(event: EventOf<"hit">, view: View): void {
    const { camera, wounds } = this.#parts;
    if (event.damage <= 0) return;
    wounds.add(this.#directionOf(event, view), event.damage);
    camera.jolt(0.22 + event.damage / 130);
  }

  #directionOf(event: EventOf<"hit">, view: View): number {
    const { attacker, x, y } = event;
    for (const skiff of view.skiffs) {
      if (skiff.slot === attacker && skiff.relation !== "self")
        return Math.atan2(skiff.y - view.focusY, skiff.x - view.focusX);
    }
    const bolt = this.#parts.bolts.findNear(x, y, attacker);
    return bolt
      ? Math.atan2(-bolt.directionY, -bolt.directionX)
      : Math.atan2(y - view.focusY, x - view.focusX);
  }

  #spawn(event: EventOf<"spawn">, look: Look): void {
    const { particles, shocks } = this.#parts;
    const color = relationColor(look.palette, event.relation);
    shocks.ring(event.x, event.y, color, 96, 24, 480, 6);
    shocks.ring(event.x, event.y, WHITE, 18, 60, 520, 5, 0.6);
    particles.burst(event.x, event.y, {
      kind: "ember",
      count: 10,
      color,
      angle: 0,
      spread: Math.PI,
      speed: 150,
      lifeMs: 560,
      size: 8,
    });
  }

  #pickup(event: EventOf<"pickup">, look: Look): void {
    const { particles, shocks } = this.#parts;
    const color = padColor(look.palette, event.kind);
    shocks.ring(event.x, event.y, color, 16, 66, 420, 7);
    for (let i = 0; i < 10; i++) {
      particles.burst(event.x, event.y, {
        kind: "ember",
        count: 1,
        color,
        angle: (i * TURN) / 10,
        spread: 0.1,
        speed: 260,
        lifeMs: 520,
        size: 9,
      });
    }
    particles.burst(event.x, event.y, {
      kind: "spark",
      count: 14,
      color,
      angle: 0,
      spread: Math.PI,
      speed: 330,
      lifeMs: 380,
      size: 2.2,
    });
  }
}
