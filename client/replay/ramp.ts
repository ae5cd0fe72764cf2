/**
 * How the past is fitted into the time that there is: wound on at first, and at the end, which is what one wants to see, as
 * fast as it was. Time is told from the end: `leftMs` is how much of what was recorded is still to be shown.
 */

/** Of the recording, where there is time for it. */
const LONGEST_MS = 4000;
/** At the end it runs as fast as it was for this long, and where there is less time for this share of it. */
const TRUE_MS = 1000;
const TRUE_SHARE = 0.55;
/** Faster than this nobody sees what he is shown: it then begins later. */
const MOST_SPEED = 6;

export interface Ramp {
  /** How much of the recording is shown. */
  readonly lengthMs: number;
  /** How much of that, at the end, runs as fast as it was. */
  readonly trueMs: number;
  /** How many times faster than it was the rest runs. */
  readonly speed: number;
}

/** For a replay that may take `timeMs`, and takes no less. */
export function planRamp(timeMs: number): Ramp {
  if (timeMs >= LONGEST_MS) return { lengthMs: LONGEST_MS, trueMs: LONGEST_MS, speed: 1 };
  const trueMs = Math.min(TRUE_MS, timeMs * TRUE_SHARE);
  const speed = Math.min(MOST_SPEED, (LONGEST_MS - trueMs) / (timeMs - trueMs));
  return { lengthMs: trueMs + (timeMs - trueMs) * speed, trueMs, speed };
}

/** What is left to be shown when `deltaMs` more have passed; below 0 when it is over. */
export function wind({ trueMs, speed }: Ramp, leftMs: number, deltaMs: number): number {
  const fastMs = Math.min(deltaMs, Math.max(0, leftMs - trueMs) / speed);
  return leftMs - fastMs * speed - (deltaMs - fastMs);
}

/** How fast it runs with so much left. */
export function speedAt({ trueMs, speed }: Ramp, leftMs: number): number {
  return leftMs > trueMs ? speed : 1;
}
