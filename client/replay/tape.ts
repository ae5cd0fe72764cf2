/**
 * The last seconds of what was on the screen, to be shown once more: skiffs, bolts and events of each frame, in rows that
 * are used over and over, so that recording allocates nothing once the tape is warm.
 */
import type { BoltView, FlagView, PuckView, SkiffView, View, ViewEvent } from "../netcode/view.ts";
import { copyBolt, copySkiff } from "./rows.ts";

const KEPT_MS = 5000;
/** Of pictures that come faster than this not every one is kept. */
const STEP_MS = 15;
/** What was not recorded for longer than this was not seen either: a tab was hidden. */
const GAP_MS = 1000;
const FRAMES = Math.ceil(KEPT_MS / STEP_MS);

export interface Recorded {
  skiffs: SkiffView[];
  bolts: BoltView[];
  flags: FlagView[];
  puck: PuckView | undefined;
  events: ViewEvent[];
}

type Seen = Pick<View, "nowMs" | "skiffs" | "bolts" | "flags" | "puck" | "events">;

interface Frame {
  ms: number;
  skiffs: SkiffView[];
  skiffCount: number;
  bolts: BoltView[];
  boltCount: number;
  flags: FlagView[];
  puck: PuckView | undefined;
  events: ViewEvent[];
}

export class Tape {
  readonly #frames: Frame[] = [];
  /** Place of the newest frame, and how many there are. */
  #newest = -1;
  #count = 0;
  /** From then on nothing is missing. */
  #wholeSinceMs = 0;
  readonly #shown: Recorded = { skiffs: [], bolts: [], flags: [], puck: undefined, events: [] };
  readonly #skiffs: SkiffView[] = [];
  readonly #bolts: BoltView[] = [];

  record({ nowMs, skiffs, bolts, flags, puck, events }: Seen): void {
    const last = this.#frames[this.#newest];
    if (last === undefined || this.#count === 0 || nowMs - last.ms > GAP_MS)
      this.#wholeSinceMs = nowMs;
    const isSoon = last !== undefined && this.#count > 0 && nowMs - last.ms < STEP_MS;
    const frame = isSoon ? last : this.#take(nowMs);
    for (const event of events) frame.events.push(event);
    if (isSoon) return;
    frame.skiffCount = skiffs.length;
    skiffs.forEach((row, i) => (frame.skiffs[i] = copySkiff(row, frame.skiffs[i])));
    frame.boltCount = bolts.length;
    bolts.forEach((row, i) => (frame.bolts[i] = copyBolt(row, frame.bolts[i])));
    frame.flags.length = flags.length;
    flags.forEach((row, i) => (frame.flags[i] = Object.assign(frame.flags[i] ?? {}, row)));
    frame.puck = puck && Object.assign(frame.puck ?? {}, puck);
  }

  /** Since when there is a picture of every moment. */
  get sinceMs(): number {
    const oldest = this.#frames[(this.#newest - this.#count + 1 + FRAMES) % FRAMES];
    return Math.max(this.#wholeSinceMs, oldest?.ms ?? this.#wholeSinceMs);
  }

  clear(): void {
    this.#count = 0;
  }

  /** How it looked at `toMs`, and what happened after `fromMs` until then. The same rows serve every call. */
  play(fromMs: number, toMs: number): Recorded {
    const { skiffs, bolts, events } = this.#shown;
    skiffs.length = bolts.length = events.length = 0;
    let before: Frame | undefined;
    let after: Frame | undefined;
    for (let back = this.#count - 1; back >= 0; back--) {
      const frame = this.#frames[(this.#newest - back + FRAMES) % FRAMES]!;
      if (frame.ms > toMs) {
        after = frame;
        break;
      }
      before = frame;
      if (frame.ms > fromMs) events.push(...frame.events);
    }
    if (before) this.#place(before, after, toMs);
    return this.#shown;
  }

  #take(nowMs: number): Frame {
    this.#newest = (this.#newest + 1) % FRAMES;
    this.#count = Math.min(FRAMES, this.#count + 1);
    const frame = (this.#frames[this.#newest] ??= {
      ms: 0,
      skiffs: [],
      skiffCount: 0,
      bolts: [],
      boltCount: 0,
      flags: [],
      puck: undefined,
      events: [],
    });
    frame.ms = nowMs;
    frame.events.length = 0;
    return frame;
  }

  /** Between two frames, so that it runs as smoothly as it was. */
  #place(before: Frame, after: Frame | undefined, atMs: number): void {
    const share = after ? (atMs - before.ms) / Math.max(1, after.ms - before.ms) : 0;
    for (let i = 0; i < before.skiffCount; i++) {
      const row = (this.#skiffs[i] = copySkiff(before.skiffs[i]!, this.#skiffs[i]));
      const next = after?.skiffs[i];
      if (next && i < after.skiffCount && next.slot === row.slot) lead(row, next, share);
      this.#shown.skiffs.push(row);
    }
    for (let i = 0; i < before.boltCount; i++) {
      const row = (this.#bolts[i] = copyBolt(before.bolts[i]!, this.#bolts[i]));
      const next = after?.bolts[i];
      if (next && i < after.boltCount && next.key === row.key) {
        lead(row, next, share);
        row.ageMs += (next.ageMs - row.ageMs) * share;
      }
      this.#shown.bolts.push(row);
    }
    this.#shown.flags = before.flags;
    this.#shown.puck = before.puck && { ...before.puck };
    if (this.#shown.puck && after?.puck) lead(this.#shown.puck, after.puck, share);
  }
}

interface Placed {
  x: number;
  y: number;
}

/** Whoever is far from where he was came there at once. */
const JUMP_PX = 64;

function lead(row: Placed, next: Placed, share: number): void {
  const dx = next.x - row.x;
  const dy = next.y - row.y;
  if (Math.hypot(dx, dy) > JUMP_PX) return;
  row.x += dx * share;
  row.y += dy * share;
}
