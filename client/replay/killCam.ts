/**
 * After my end, and a glance at whoever brought it about: the seconds before it once more, seen from there, until I am
 * back, or press fire or dash. It shows what this page was sent, nothing else, and never keeps anybody from coming back.
 */
import type { View, ViewEvent } from "../netcode/view.ts";
import { Tape } from "./tape.ts";

/** My end, and the glide to whoever did it, come first. */
const BEFORE_MS = 520;
const LONGEST_MS = 4000;
/** Where there is little time before I am back, it runs faster, so that more of what led to it is seen. */
const MOST_SPEED = 1.5;
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
  /** The moment that is shown, or NaN. */
  #shownMs = Number.NaN;
  #speed = 1;
  readonly #focus = { x: 0, y: 0 };

  get isPlaying(): boolean {
    return !Number.isNaN(this.#shownMs);
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
    return this.isPlaying ? this.#replay(view, this.#end) : view;
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

    return this.#shownMs > end.ms + PAST_END_MS;
  }

  #startWhenDue({ nowMs, own }: View, end: End): void {
    if (nowMs - end.ms < BEFORE_MS) return;
    const timeMs = own.respawnInMs - READY_MS;
    if (timeMs < SHORTEST_MS) return this.#stop();
    const lengthMs = Math.min(LONGEST_MS, timeMs * MOST_SPEED);
    this.#speed = Math.max(1, lengthMs / timeMs);
    this.#shownMs = end.ms + PAST_END_MS - lengthMs;
  }

  #replay(view: View, { killer }: End): View {
    const fromMs = this.#shownMs;
    this.#shownMs += Math.min(LONGEST_STEP_MS, view.deltaMs) * this.#speed;
    const { skiffs, bolts, flags, puck, events } = this.#tape.play(fromMs, this.#shownMs);
    const row = skiffs.find(({ slot }) => slot === killer);
    // Out of my sight he stays where he was last seen.
    if (row) Object.assign(this.#focus, { x: row.x, y: row.y });
    const isDeed = ({ type }: ViewEvent): boolean => DEEDS.has(type);
    return {
      ...view,
      skiffs,
      bolts,
      flags,
      puck,
      events: [...events.filter(isDeed), ...view.events.filter((event) => !isDeed(event))],
      focusX: this.#focus.x,
      focusY: this.#focus.y,
      isReplay: true,
    };
  }

  #stop(): void {
    this.#end = null;
    this.#shownMs = Number.NaN;
  }
}
