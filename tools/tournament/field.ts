/** Plays the matches of a tournament, in this thread or in several. The order of the results is that of the matches. */
import { Worker } from "node:worker_threads";
import { ticksFromMs } from "#shared/timing.ts";
import { findMode } from "#shared/sim/modes/modes.ts";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import type { BotLevel } from "#shared/protocol/messages.ts";
import { playMatch, type MatchResult } from "./playMatch.ts";

/** Long enough for most matches to end by points. */
const TIME_LIMIT_TICKS = ticksFromMs(300_000);

export interface SeriesPlan {
  /** Folder of the maps, and the name of the one to play on. */
  folder: string;
  map: string;
  mode: string;
  levels: readonly [BotLevel, BotLevel];
  bots: number;
  /** Number of its first match, and how many there are: the same match of a series is the same in whatever part of it. */
  first: number;
  matches: number;
  seed: number;
}

/** Plays every match of a plan that comes `rest` after a multiple of `step`, counted from its first. */
export function playSeries(
  plan: SeriesPlan,
  map: ArenaSource,
  { step, rest }: { step: number; rest: number },
  now: () => number,
): MatchResult[] {
  const results: MatchResult[] = [];
  const { scoreLimit } = findMode(plan.mode)!;
  const end = plan.first + plan.matches;
  for (let match = plan.first + rest; match < end; match += step) {
    results.push(
      playMatch(
        {
          map,
          rules: { mode: plan.mode, scoreLimit, timeLimitTicks: TIME_LIMIT_TICKS },
          bots: plan.bots,
          levels: plan.levels,
          // Both of a pair, in which the parties swap their seats, have the same chance.
          seed: seedOf(plan.seed, Math.floor(match / 2)),
          isSwapped: match % 2 === 1,
        },
        now,
      ),
    );
  }
  return results;
}

/** Plays a series in so many threads. */
export async function farmSeries(plan: SeriesPlan, workers: number): Promise<MatchResult[]> {
  const parts = await Promise.all(
    Array.from({ length: workers }, (_, rest) => runWorker({ plan, step: workers, rest })),
  );
  return Array.from(
    { length: plan.matches },
    (_, match) => parts[match % workers]![Math.floor(match / workers)]!,
  );
}

export interface Portion {
  plan: SeriesPlan;
  step: number;
  rest: number;
}

function runWorker(workerData: Portion): Promise<MatchResult[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("worker.ts", import.meta.url), { workerData });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

/** Spreads neighbouring numbers far apart (the finisher of MurmurHash3). */
function seedOf(seed: number, pair: number): number {
  let mixed = Math.imul(seed, 0x9e3779b1) ^ pair;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) | 0;
}
