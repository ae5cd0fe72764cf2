/** Every rate and duration that both ends must agree on, once, with its unit. */

/** Steps of the simulation per second. */
export const TICK_RATE = 60;
/** Length of one tick in milliseconds. */
export const TICK_MS = 1000 / TICK_RATE;
/** Length of one tick in seconds: the fixed time step of the simulation. */
export const TICK_SECONDS = 1 / TICK_RATE;
/** A snapshot leaves every this many ticks: 30 a second. */
export const TICKS_PER_SNAPSHOT = 2;
/** Time between two snapshots in milliseconds. */
export const SNAPSHOT_MS = TICKS_PER_SNAPSHOT * TICK_MS;

/** Milliseconds to whole ticks, rounded up: a duration is never cut short. */
export function ticksFromMs(ms: number): number {
  return Math.ceil((ms * TICK_RATE) / 1000);
}
/** A server that is behind by no more than this catches up; what is more is dropped. */
export const MOST_BACKLOG_TICKS = 15;
