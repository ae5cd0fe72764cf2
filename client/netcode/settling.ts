/**
 * When an own bolt is drawn. It leaves on my timeline, in the frame of the press, and falls back to the told one, on which
 * the others are drawn as well: there a hit, its spark and the server's word of it are one moment, and what the picture
 * shows is what was. Whom it strikes on the way back it reaches when that word is due, by flying slower; where it would have
 * to crawl it gets there sooner and waits for a moment.
 */

/** So long falling back takes, if it need not be too slow for that: hardly to be seen where networks are quick. */
const SETTLE_TICKS = 24;
/** In ticks a tick, the slowest, still faster than a skiff; and the fastest, where it has fallen too far back. */
const LEAST_RATE = 0.4;
const MOST_RATE = 1.5;
/** For so long it waits at whom it seems to strike; then that is shown without the server's word. */
const HOLD_TICKS = 10;
/** Drawn further than this beyond where it ended, it was seen to fly past. */
export const PAST_TICKS = 2;
/** Further behind than this it is put where it should be. */
const FAR_TICKS = 10;

/** A bolt on its way between the two timelines. */
export interface Settling {
  /** Time at which it is drawn. */
  shownTick: number;
  /** My time when that was. */
  ownTick: number;
  /** How long it has been waiting at whom it seems to strike. */
  heldTicks: number;
}

interface Times {
  ownTick: number;
  /** All that happened up to here is told by now, unless the network stumbles. */
  toldTick: number;
}

/** The time at which `bolt` is drawn now; `goalTick` is when it ends on somebody, if it seems to. Notes how it waits. */
export function settle(
  bolt: Settling,
  { ownTick, toldTick }: Times,
  goalTick: number | undefined,
): number {
  const passedTicks = Math.max(0, ownTick - bolt.ownTick);
  bolt.ownTick = ownTick;
  if (goalTick === undefined || bolt.shownTick > goalTick + PAST_TICKS) {
    bolt.heldTicks = 0;
    const rate = Math.max(LEAST_RATE, 1 - (ownTick - toldTick) / SETTLE_TICKS);
    return Math.min(ownTick, fallBack(bolt.shownTick, passedTicks, rate, toldTick));
  }
  const leftTicks = goalTick - toldTick + passedTicks;
  const rate = leftTicks > 0 ? (goalTick - bolt.shownTick) / leftTicks : MOST_RATE;
  const time = bolt.shownTick + passedTicks * Math.max(LEAST_RATE, Math.min(MOST_RATE, rate));
  if (time >= goalTick) bolt.heldTicks += passedTicks;
  return Math.min(ownTick, time, goalTick);
}

/** It has waited as long as it may. */
export function isHeldLong({ heldTicks }: Settling): boolean {
  return heldTicks >= HOLD_TICKS;
}

/** To the told timeline, and then along with it. */
function fallBack(shownTick: number, passedTicks: number, rate: number, toldTick: number): number {
  const slowed = shownTick + passedTicks * rate;
  if (slowed >= toldTick) return slowed;
  if (toldTick - shownTick > FAR_TICKS + passedTicks) return toldTick;
  return Math.min(toldTick, shownTick + passedTicks * MOST_RATE);
}
