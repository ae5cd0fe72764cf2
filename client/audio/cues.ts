/** What is heard when: events and changes of the view become sounds, as they are heard where one is. */
import type { Relation, View, ViewEvent } from "../netcode/view.ts";
import { Hearing, type Place } from "./hearing.ts";
import type { Bus, PlayOptions } from "./mixer.ts";
import type { SoundName } from "./sounds.ts";

/** One sound as it is heard. */
export interface Cue extends PlayOptions {
  /** Where it comes from, radians as on the screen; null when it is here or nowhere. */
  bearing: number | null;
  /** I did it. */
  isMine: boolean;
}

type EventOf<Type extends ViewEvent["type"]> = Extract<ViewEvent, { type: Type }>;

/** Whoever does something with what is heard. */
export interface Player {
  play(name: SoundName, cue: Cue): void;
}

/** What of a frame can be heard. */
export type Heard = Pick<
  View,
  "arena" | "events" | "own" | "skiffs" | "phase" | "phaseEndsInMs" | "focusX" | "focusY"
>;

/** What is known of a sound before one knows how it is heard. */
interface Sound {
  readonly priority: number;
  /** Where it happens. */
  readonly gain: number;
  readonly rate?: number;
  readonly bus?: Bus;
  readonly isMine?: boolean;
}

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
/** Each bounce raises the tone by the next of these semitones: a chord that climbs. */
const BOUNCE_SEMITONES = [0, 4, 7, 12, 16, 19, 24];
const LOUD_REBOUND_PX_PER_SECOND = 600;

/** Priorities: what happens to me, what I do, what others do, ornament. */
const ME = 4;
const MINE = 3;
const THEIRS = 2;
const ORNAMENT = 1;
const HIT = { bus: "hits", gain: 0.9 } as const;

export class Cues {
  readonly #players: readonly Player[];
  readonly #hearing = new Hearing();
  #lastDashCharge = 1;
  #lastCountdownSecond = 0;
  #lastOverdriveMs = 0;

  constructor(players: readonly Player[]) {
    this.#players = players;
  }

  /** Call once per frame. */
  update(view: Heard): void {
    this.#hearing.enter(view.arena);
    for (const event of view.events) this.#hear(event, view);
    this.#hearDashReady(view);
    this.#hearCountdown(view);
    this.#hearOverdriveEnd(view);
  }

  #hearDashReady({ own }: Heard): void {
    const isReady = own.isAlive && own.dashCharge >= 1 && this.#lastDashCharge < 1;
    if (isReady) this.#flat("dashReady", "shots", ORNAMENT);
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
      this.#flat("overdriveEnd", "shots", MINE);
    this.#lastOverdriveMs = leftMs;
  }

  #hear(event: ViewEvent, view: Heard): void {
    switch (event.type) {
      case "fire":
        return this.#hearShot(event, event, view);
      case "beam":
        return this.#hearShot(event, beamStart(event.points), view);
      case "bounce":
        return this.#hearBounce(event, view);
      case "rebound":
        return this.#hearRebound(event.speed, event, view);
      case "dash":
        return this.#place("dash", event, view, { ...deedOf(event.relation), gain: 0.6 });
      case "hit":
        return this.#hearHit(event, view);
      case "death":
        return this.#hearDeath(event, view);
      case "spawn":
        return this.#place("spawn", event, view, { priority: ORNAMENT, gain: 0.5 });
      case "pickup":
        return this.#hearPickup(event, view);
      case "phase":
        return this.#hearPhase(event.phase);
      case "chat":
      case "phrase":
      case "mark":
        return this.#flat("chat", "ui", MINE);
      case "blast":
        return this.#place("blast", event, view, { priority: THEIRS, gain: 0.9 });
      case "nudge":
        return this.#place("rebound", event, view, { priority: ORNAMENT, gain: 0.6 });
      case "feat":
        return this.#hearFeat(event.feat);
      case "fizzle":
      case "kill":
      case "decided":
      case "declined":
      case "notice":
      case "stopping":
      case "joined":
      case "left":
        return undefined;
    }
  }

  /** A beam comes with the shot that made it: the mixer hears the two as one. */
  #hearShot(shot: EventOf<"fire" | "beam">, place: Place, view: Heard): void {
    const { slot, weapon, relation } = shot;
    const rate = skiffOf(view, slot)?.isOverdriven ? OVERDRIVEN_RATE : 1;
    const name = FIRE_SOUNDS[weapon] ?? "firePulse";
    this.#place(name, place, view, { ...deedOf(relation), gain: 0.6, rate });
  }

  #hearPickup(event: EventOf<"pickup">, view: Heard): void {
    const name = PICKUP_SOUNDS[event.kind] ?? "pickupRepair";
    this.#place(name, event, view, { ...deedOf(event.relation), gain: 0.7 });
  }

  #hearBounce(event: EventOf<"bounce">, view: Heard): void {
    const name = event.weapon === DISC ? "discBounce" : "bounce";
    const rate = bounceRate(event.bounces);
    this.#place(name, event, view, { priority: ORNAMENT, gain: 0.42, rate });
  }

  #hearRebound(speed: number, place: Place, view: Heard): void {
    const gain = 0.5 * Math.min(1, speed / LOUD_REBOUND_PX_PER_SECOND);
    this.#place("rebound", place, view, { priority: ORNAMENT, gain });
  }

  /** What I do is heard at full strength, wherever it happens. */
  #hearHit(event: EventOf<"hit">, view: Heard): void {
    const isShield = event.damage === 0 || (skiffOf(view, event.victim)?.shieldPoints ?? 0) > 0;
    if (event.victimRelation === "self")
      this.#place(isShield ? "shieldHit" : "hitTaken", event, view, { ...HIT, priority: ME });
    else if (event.attackerRelation === "self") this.#flat(hitSound(event, isShield), "hits", ME);
    else
      this.#place(hitSound(event, isShield), event, view, {
        ...HIT,
        priority: ORNAMENT,
        gain: 0.25,
      });
  }

  #hearDeath(event: EventOf<"death">, view: Heard): void {
    const isMe = event.victimRelation === "self";
    // The end of somebody else must not drown the chime of whoever brought it about.
    const end = isMe ? { priority: ME, gain: 0.8 } : { priority: THEIRS, gain: 0.5 };
    this.#place("death", event, view, { ...HIT, ...end, isMine: isMe });
    const isMyKill = event.attackerRelation === "self" && event.victimRelation === "enemy";
    if (isMyKill) this.#flat(event.bounces > 0 ? "caromKill" : "kill", "hits", ME);
  }

  #hearPhase(phase: View["phase"]): void {
    if (phase === "playing") this.#flat("matchStart", "ui", ME);
    if (phase === "results") this.#flat("matchEnd", "ui", ME);
  }

  #hearFeat(feat: EventOf<"feat">["feat"]): void {
    this.#flat(feat === "capture" || feat === "goal" ? "matchStart" : "news", "ui", ME);
  }

  #flat(name: SoundName, bus: Bus, priority: number): void {
    const cue = { bus, priority, gain: 0.8, pan: 0, rate: 1, cutHz: Infinity };
    this.#play(name, { ...cue, bearing: null, isMine: false });
  }

  #place(name: SoundName, place: Place, view: Heard, sound: Sound): void {
    const { priority, gain, rate = 1, bus = "shots", isMine = false } = sound;
    const impression = this.#hearing.listen({ x: view.focusX, y: view.focusY }, place);
    const heard = { ...impression, gain: gain * impression.gain };
    this.#play(name, { ...heard, bus, priority, rate, isMine });
  }

  #play(name: SoundName, cue: Cue): void {
    for (const player of this.#players) player.play(name, cue);
  }
}

/** A hit that I gave, or that others gave each other: on an ally, into a shield of either kind, or through to the hull. */
function hitSound({ victimRelation }: EventOf<"hit">, isShield: boolean): SoundName {
  if (victimRelation === "ally") return "hitAlly";
  return isShield ? "shieldHit" : "hitGiven";
}

function skiffOf({ skiffs }: Heard, slot: number): Heard["skiffs"][number] | undefined {
  return skiffs.find((skiff) => skiff.slot === slot);
}

/** Playback rate of the tone for this many bounces (1 is the first). */
export function bounceRate(bounces: number): number {
  const index = Math.max(0, Math.min(bounces - 1, BOUNCE_SEMITONES.length - 1));
  return 2 ** ((BOUNCE_SEMITONES[index] ?? 0) / 12);
}

function deedOf(relation: Relation): { priority: number; isMine: boolean } {
  const isMine = relation === "self";
  return { priority: isMine ? MINE : THEIRS, isMine };
}

function beamStart(points: readonly number[]): Place {
  return { x: points[0] ?? 0, y: points[1] ?? 0 };
}
