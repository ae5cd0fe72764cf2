/**
 * Which ticks are due, and which parts of them: each at epoch + number * tickMs, so that lateness never adds up. It knows
 * no timer and reads no clock.
 */

/** Ticks that a server catches up in one go: then the network has its turn. */
export const MOST_TICKS_PER_WAKE = 4;

/** A part of a tick that is due. */
export interface DuePart {
  /** Counts from 1 and leaves nothing out. */
  tick: number;
  /** Each tick has part 0. */
  part: number;
  /** When it was due. */
  scheduledMs: number;
  /** Of the ticks after this one, so many have this part in the same go. */
  following: number;
}

export interface TimetableOptions {
  tickMs: number;
  /** A tick is gone through in so many parts at most, evenly spread over its time. */
  parts: number;
  /** How many of them are in use now, the first ones; at least 1. */
  partsInUse(): number;
  /** Ticks that are caught up in one go; then the network has its turn. */
  maxTicksPerWake: number;
  /** Further behind than this, time is dropped instead of caught up. */
  maxBacklogTicks: number;
}

export class Timetable {
  readonly #options: TimetableOptions;
  #epochMs: number;
  /** Counts parts as if all were in use: those of tick n begin with number n * parts. */
  #next: number;

  /** The first tick is due one `tickMs` after `nowMs`. */
  constructor(options: TimetableOptions, nowMs: number) {
    this.#options = options;
    this.#epochMs = nowMs;
    this.#next = options.parts;
  }

  /** When there is something to do next. */
  get nextMs(): number {
    return this.#dueMs(this.#next);
  }

  /** The time in ticks, with a fraction. It waits at what is overdue, so it never goes back when time is dropped. */
  tickAt(nowMs: number): number {
    const { tickMs, parts } = this.#options;
    return Math.min((nowMs - this.#epochMs) / tickMs, this.#next / parts);
  }

  /** Drops the time that cannot be caught up; gives how many whole ticks that is, mostly 0. */
  dropBacklog(nowMs: number): number {
    const { tickMs, maxBacklogTicks } = this.#options;
    const backlog = Math.floor((nowMs - this.nextMs) / tickMs);
    if (backlog <= maxBacklogTicks) return 0;
    this.#epochMs += backlog * tickMs;
    return backlog;
  }

  /** What is to be done in one go, in this order; each of it to be told to `noteDone` afterwards. */
  listDue(nowMs: number): DuePart[] {
    const { parts, maxTicksPerWake } = this.#options;
    const due: DuePart[] = [];
    const end = this.#next + maxTicksPerWake * parts;
    for (let at = this.#next; at < end && nowMs >= this.#dueMs(at); at = this.#after(at)) {
      const part = at % parts;
      for (const earlier of due) if (earlier.part === part) earlier.following += 1;
      const tick = Math.floor(at / parts);
      due.push({ tick, part, scheduledMs: this.#dueMs(at), following: 0 });
    }
    return due;
  }

  noteDone({ tick, part }: DuePart): void {
    this.#next = this.#after(tick * this.#options.parts + part);
  }

  #dueMs(at: number): number {
    const { tickMs, parts } = this.#options;
    return this.#epochMs + (at / parts) * tickMs;
  }

  #after(at: number): number {
    const { parts, partsInUse } = this.#options;
    const isLast = (at % parts) + 1 >= partsInUse();
    return isLast ? (Math.floor(at / parts) + 1) * parts : at + 1;
  }
}
