/**
 * When the rooms of a server go. Few of them go together. Many are dealt out to the parts of a tick: each goes as often,
 * but none waits until all others are done, and between two parts the network has its turn.
 */
import { TICKS_PER_SNAPSHOT } from "#shared/timing.ts";

/** Parts of a tick, evenly spread over its time. */
export const TICK_PARTS = 4;
/** To go once more in a tick costs more than so many small rooms save by it. */
const ROOMS_TOGETHER = 4;

export interface Schedule {
  /** The part of a tick in which the room goes, 0..TICK_PARTS - 1. */
  part: number;
  /** By how many ticks its snapshots come before those of turn 0, 0..TICKS_PER_SNAPSHOT - 1: rooms take turns. */
  turn: number;
}

/** When one more room beside these is to go. */
export function scheduleBeside(others: readonly Schedule[]): Schedule {
  const loads = countEach(others, "part", TICK_PARTS);
  const free = loads.findIndex((load) => load < ROOMS_TOGETHER);
  const part = free >= 0 ? free : leastOf(loads);
  const together = others.filter((other) => other.part === part);
  return { part, turn: leastOf(countEach(together, "turn", TICKS_PER_SNAPSHOT)) };
}

/** By how much its clock is behind that of the process, whose ticks begin with part 0. */
export function behindTicks({ part }: Schedule): number {
  return part / TICK_PARTS;
}

/** How many parts of a tick, of the first ones, these rooms go in; at least one. */
export function partsUsedBy(schedules: Iterable<Schedule>): number {
  let used = 1;
  for (const { part } of schedules) used = Math.max(used, part + 1);
  return used;
}

function countEach(schedules: readonly Schedule[], key: keyof Schedule, values: number): number[] {
  return Array.from({ length: values }, (_, i) => schedules.filter((s) => s[key] === i).length);
}

function leastOf(counts: readonly number[]): number {
  return counts.indexOf(Math.min(...counts));
}
