/**
 * After my end, and a glance at whoever brought it about: the seconds before it once more, seen from there, wound on to the
 * last of them (ramp.ts), until I am back, or press fire or dash. It shows what this page was sent, nothing else, and never
 * keeps anybody from coming back.
 */
import type { View, ViewEvent } from "../netcode/view.ts";
import { planRamp, type Ramp, speedAt, wind } from "./ramp.ts";
import { Tape } from "./tape.ts";

/** My end, and the glide to whoever did it, come first. */
const BEFORE_MS = 520;
/** Less time is not worth a cut. */
const SHORTEST_MS = 600;
/** The replay goes on so far past my end. */
const PAST_END_MS = 180;
/** It is over so long before I am back. */
const READY_MS = 100;
/** A frame that stood still is not caught up with. */
const LONGEST_STEP_MS = 100;

/** What is done on the table, and so seen once more; the rest is said to the page, and never twice. */
const DEEDS: ReadonlySet<ViewEvent["type"]> = new Set([
  "fire",
  "beam",
  "bounce",
  "fizzle",
  "blast",
  "rebound",
  "dash",
  "hit",
  "death",
  "nudge",
  "spawn",
  "pickup",
]);

/** What is not seen while it is wound on: so many blows at once would only flicker. */
const BLOWS: ReadonlySet<ViewEvent["type"]> = new Set(["hit", "nudge", "rebound"]);

interface End {
  readonly killer: number;
  readonly ms: number;
}

export class KillCam {
  /** By the player's setting. */
  isWanted = true;
  readonly #tape = new Tape();
  #arena: View["arena"] | null = null;
  #end: End | null = null;
  /** How it runs; null while nothing is shown. */
  #ramp: Ramp | null = null;
  #leftMs = 0;
  readonly #focus = { x: 0, y: 0 };

  get isPlaying(): boolean {
    return this.#ramp !== null;
  }

  /** How many times as fast as it was it runs now; 0 while nothing is shown. */
  get speed(): number {
    return this.#ramp ? speedAt(this.#ramp, this.#leftMs) : 0;
  }

  skip(): void {
    if (this.isPlaying) this.#stop();
  }

  /** Call once per frame, with what there is to see; gives what is to be shown. */
  update(view: View): View {
    if (!this.isWanted || !view.hasKillCam) {
      this.#stop();
      return view;
    }
    this.#record(view);
    if (this.#end && this.#isOver(view, this.#end)) this.#stop();
    if (!this.#end) return view;
    if (!this.isPlaying) this.#startWhenDue(view, this.#end);
    return this.#ramp ? this.#replay(view, this.#ramp, this.#end) : view;
  }

  /** Of what `update` gave, what is to be heard: nothing of what is wound on. */
  audible(shown: View): View {
    if (this.speed <= 1) return shown;
    return { ...shown, events: shown.events.filter(({ type }) => !DEEDS.has(type)) };
  }

  #record(view: View): void {
    if (view.arena !== this.#arena) {
      this.#arena = view.arena;
      this.#tape.clear();
      this.#stop();
    }
    this.#tape.record(view);
    for (const event of view.events) {
      if (event.type !== "death" || event.victimRelation !== "self") continue;
      const isOwnDoing = event.attacker < 0 || event.attacker === event.victim;
      this.#stop();
      if (isOwnDoing) continue;
      this.#end = { killer: event.attacker, ms: view.nowMs };
      this.#focus.x = event.x;
      this.#focus.y = event.y;
    }
  }

  #isOver({ own, phase, nowMs }: View, end: End): boolean {
    if (phase === "results" || phase === "countdown") return true;
    // In the frame of the end itself the own skiff may still be there.
    if (own.isAlive) return nowMs > end.ms;
    return this.isPlaying && this.#leftMs <= 0;
  }

  #startWhenDue({ nowMs, own }: View, end: End): void {
    if (nowMs - end.ms < BEFORE_MS) return;
    const timeMs = own.respawnInMs - READY_MS;
    if (timeMs < SHORTEST_MS) return this.#stop();
    this.#ramp = planRamp(timeMs);
    // Of who has just come, or was away, there is less to be shown.
    this.#leftMs = Math.min(this.#ramp.lengthMs, end.ms + PAST_END_MS - this.#tape.sinceMs);
  }

  #replay(view: View, ramp: Ramp, { killer, ms }: End): View {
    const lastMs = ms + PAST_END_MS;
    const fromMs = lastMs - this.#leftMs;
    this.#leftMs = wind(ramp, this.#leftMs, Math.min(LONGEST_STEP_MS, view.deltaMs));
    const { skiffs, bolts, flags, puck, events } = this.#tape.play(fromMs, lastMs - this.#leftMs);
    const isWound = this.speed > 1;
    const isSeen = ({ type }: ViewEvent): boolean =>
      DEEDS.has(type) && !(isWound && BLOWS.has(type));
    const row = skiffs.find(({ slot }) => slot === killer);
    // Out of my sight he stays where he was last seen.
    if (row) Object.assign(this.#focus, { x: row.x, y: row.y });
    return {
      ...view,
      skiffs,
      bolts,
      flags,
      puck,
      events: [...events.filter(isSeen), ...view.events.filter(({ type }) => !DEEDS.has(type))],
      focusX: this.#focus.x,
      focusY: this.#focus.y,
      isReplay: true,
    };
  }

  #stop(): void {
    this.#end = null;
    this.#ramp = null;
  }
}
