/** What is heard when: events and changes of the view become sounds, placed around the listener. */
import type { Relation, View, ViewEvent } from "../netcode/view.ts";
import type { PlayOptions } from "./mixer.ts";
import type { SoundName } from "./sounds.ts";

/** The three lines of the mixer that cues need. */
export interface Player {
  play(name: SoundName, options: PlayOptions): void;
}

/** What of a frame can be heard. */
export type Heard = Pick<
  View,
  "events" | "own" | "skiffs" | "phase" | "phaseEndsInMs" | "focusX" | "focusY"
>;

/** By weapon index. */
const FIRE_SOUNDS: readonly SoundName[] = [
  "firePulse",
  "fireRail",
  "fireScatter",
  "fireRocket",
  "fireDisc",
];
const DISC = 4;
/** By kind of pad. */
const PICKUP_SOUNDS: readonly SoundName[] = [
  "pickupRepair",
  "pickupWeapon",
  "pickupWeapon",
  "pickupWeapon",
  "pickupWeapon",
  "pickupShield",
  "pickupOverdrive",
  "pickupAmmo",
];
/** Shots in overdrive are deeper. */
const OVERDRIVEN_RATE = 0.84;
/** A sound at this distance from the listener is half as loud. */
const HALF_DISTANCE_PX = 520;
/** Beyond this nothing is heard. */
const SILENT_DISTANCE_PX = 2200;
/** Sideways distance that is fully left or right. */
const FULL_PAN_PX = 900;
/** Each bounce raises the tone by the next of these semitones: a chord that climbs. */
const BOUNCE_SEMITONES = [0, 4, 7, 12, 16, 19, 24];
const LOUD_REBOUND_PX_PER_SECOND = 600;

/** Priorities: what happens to me, what I do, what others do, ornament. */
const ME = 4;
const MINE = 3;
const THEIRS = 2;
const ORNAMENT = 1;

interface Place {
  x: number;
  y: number;
}

export class Cues {
  readonly #player: Player;
  #lastDashCharge = 1;
  #lastCountdownSecond = 0;
  #lastOverdriveMs = 0;

  constructor(player: Player) {
    this.#player = player;
  }

  /** Call once per frame. */
  update(view: Heard): void {
    for (const event of view.events) this.#hear(event, view);
    this.#hearDashReady(view);
    this.#hearCountdown(view);
    this.#hearOverdriveEnd(view);
  }

  #hearDashReady({ own }: Heard): void {
    const isReady = own.isAlive && own.dashCharge >= 1 && this.#lastDashCharge < 1;
    if (isReady) this.#flat("dashReady", "effects", ORNAMENT);
    this.#lastDashCharge = own.isAlive ? own.dashCharge : 1;
  }

  #hearCountdown({ phase, phaseEndsInMs }: Heard): void {
    const second = phase === "countdown" ? Math.ceil(phaseEndsInMs / 1000) : 0;
    if (second > 0 && second !== this.#lastCountdownSecond) this.#flat("countdown", "ui", ME);
    this.#lastCountdownSecond = second;
  }

  #hearOverdriveEnd({ own }: Heard): void {
    const leftMs = own.isAlive ? own.overdriveInMs : 0;
    if (own.isAlive && leftMs === 0 && this.#lastOverdriveMs > 0)
      this.#flat("overdriveEnd", "effects", MINE);
    this.#lastOverdriveMs = leftMs;
  }

  #hear(event: ViewEvent, view: Heard): void {
    switch (event.type) {
      case "fire":
        return this.#hearShot(event, event, view);
      case "beam":
        return this.#hearShot(event, beamStart(event.points), view);
      case "bounce":
        return this.#place(
          event.weapon === DISC ? "discBounce" : "bounce",
          event,
          view,
          ORNAMENT,
          0.42,
          bounceRate(event.bounces),
        );
      case "rebound":
        return this.#place(
          "rebound",
          event,
          view,
          ORNAMENT,
          0.5 * Math.min(1, event.speed / LOUD_REBOUND_PX_PER_SECOND),
        );
      case "dash":
        return this.#place("dash", event, view, priorityOf(event.relation), 0.6);
      case "hit":
        return this.#hearHit(event, view);
      case "death":
        return this.#hearDeath(event, view);
      case "spawn":
        return this.#place("spawn", event, view, ORNAMENT, 0.5);
      case "pickup":
        return this.#hearPickup(event, view);
      case "phase":
        return this.#hearPhase(event.phase);
      case "chat":
        return this.#flat("chat", "ui", MINE);
      case "blast":
        return this.#place("blast", event, view, THEIRS, 0.9);
      case "nudge":
        return this.#place("rebound", event, view, ORNAMENT, 0.6);
      case "feat":
        return this.#flat(
          event.feat === "capture" || event.feat === "goal" ? "matchStart" : "news",
          "ui",
          ME,
        );
      case "fizzle":
      case "kill":
      case "joined":
      case "left":
        return undefined;
    }
  }

  /** A beam comes with the shot that made it: the mixer hears the two as one. */
  #hearShot(shot: Extract<ViewEvent, { type: "fire" | "beam" }>, place: Place, view: Heard): void {
    const { slot, weapon, relation } = shot;
    const rate = skiffOf(view, slot)?.isOverdriven ? OVERDRIVEN_RATE : 1;
    const name = FIRE_SOUNDS[weapon] ?? "firePulse";
    this.#place(name, place, view, priorityOf(relation), 0.6, rate);
  }

  #hearPickup(event: Extract<ViewEvent, { type: "pickup" }>, view: Heard): void {
    const name = PICKUP_SOUNDS[event.kind] ?? "pickupRepair";
    this.#place(name, event, view, priorityOf(event.relation), 0.7);
  }

  /** Four answers to a hit of mine: through to the hull, into a shield, an ally, and (with its end) out. */
  #hearHit(event: Extract<ViewEvent, { type: "hit" }>, view: Heard): void {
    const { damage, victim, victimRelation, attackerRelation } = event;
    const isShield = damage === 0 || (skiffOf(view, victim)?.shieldPoints ?? 0) > 0;
    if (victimRelation === "self")
      this.#place(isShield ? "shieldHit" : "hitTaken", event, view, ME, 0.9);
    else if (attackerRelation === "self")
      this.#flat(hitSound(victimRelation, isShield), "effects", ME);
    else this.#place(isShield ? "shieldHit" : "hitGiven", event, view, ORNAMENT, 0.25);
  }

  #hearDeath(event: Extract<ViewEvent, { type: "death" }>, view: Heard): void {
    const isMe = event.victimRelation === "self";
    // The end of somebody else must not drown the chime of whoever brought it about.
    this.#place("death", event, view, isMe ? ME : THEIRS, isMe ? 0.8 : 0.5);
    const isMyKill = event.attackerRelation === "self" && event.victimRelation !== "self";
    if (isMyKill) this.#flat(event.bounces > 0 ? "caromKill" : "kill", "effects", ME);
  }

  #hearPhase(phase: View["phase"]): void {
    if (phase === "playing") this.#flat("matchStart", "ui", ME);
    if (phase === "results") this.#flat("matchEnd", "ui", ME);
  }

  #flat(name: SoundName, bus: PlayOptions["bus"], priority: number): void {
    this.#player.play(name, { bus, priority, gain: 0.8, pan: 0, rate: 1 });
  }

  #place(
    name: SoundName,
    place: Place,
    view: Heard,
    priority: number,
    gain: number,
    rate = 1,
  ): void {
    const deltaX = place.x - view.focusX;
    const deltaY = place.y - view.focusY;
    const pan = Math.max(-1, Math.min(1, deltaX / FULL_PAN_PX)) * 0.85;
    this.#player.play(name, {
      bus: "effects",
      priority,
      gain: gain * gainAt(deltaX, deltaY),
      pan,
      rate,
    });
  }
}

/** Loudness at this distance from the listener: 1 on the spot, a half at the half distance, 0 far away. */
export function gainAt(deltaX: number, deltaY: number): number {
  const distance = Math.hypot(deltaX, deltaY);
  return distance >= SILENT_DISTANCE_PX ? 0 : HALF_DISTANCE_PX / (HALF_DISTANCE_PX + distance);
}

/** Playback rate of the tone for this many bounces (1 is the first). */
export function bounceRate(bounces: number): number {
  const index = Math.max(0, Math.min(bounces - 1, BOUNCE_SEMITONES.length - 1));
  return 2 ** ((BOUNCE_SEMITONES[index] ?? 0) / 12);
}

function hitSound(victim: Relation, isShield: boolean): SoundName {
  if (victim === "ally") return "hitAlly";
  return isShield ? "shieldHit" : "hitGiven";
}

function skiffOf({ skiffs }: Heard, slot: number): Heard["skiffs"][number] | undefined {
  return skiffs.find((skiff) => skiff.slot === slot);
}

function priorityOf(relation: Relation): number {
  return relation === "self" ? MINE : THEIRS;
}

function beamStart(points: readonly number[]): Place {
  return { x: points[0] ?? 0, y: points[1] ?? 0 };
}
