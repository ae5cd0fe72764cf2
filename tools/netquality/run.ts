/** What one run over one network left behind, and the ways in which every measure looks at it. */
import type { Game } from "./games.ts";
import type { Profile } from "./profiles.ts";
import { firstFrom, type Recording } from "./recording.ts";
import type { TruthLog } from "./truthLog.ts";

/** Some players' networks stood still for a second, after what is measured otherwise. */
export interface StallRound {
  readonly startMs: number;
  readonly endMs: number;
  readonly stalled: readonly { readonly player: Recording; readonly backlogBytes: number }[];
}

export interface Run {
  readonly profile: Profile;
  readonly game: Game;
  readonly truth: TruthLog;
  readonly players: readonly Recording[];
  /** What is measured lies between these. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly rounds: readonly StallRound[];
  /** How exact the instrument itself was, ms. */
  readonly clockOffsetMs: number;
  readonly relayLateMs: readonly number[];
  readonly frameLateMs: readonly number[];
  readonly snapshotsSent: number;
  readonly snapshotsSkipped: number;
}

export function minutesOf({ fromMs, toMs }: Run): number {
  return (toMs - fromMs) / 60_000;
}

/** First tick that is measured, and the first that is not. */
export function ticksOf({ truth, fromMs, toMs }: Run): { fromTick: number; toTick: number } {
  return {
    fromTick: Math.ceil(truth.tickAt(fromMs)),
    toTick: Math.floor(truth.tickAt(toMs)),
  };
}

/** Indices of the frames that are measured. */
export function framesOf({ fromMs, toMs }: Run, { frames }: Recording): [from: number, to: number] {
  return [firstFrom(frames.atMs, fromMs), firstFrom(frames.atMs, toMs)];
}

/** How long the networks of all players stood still, ms, the first `coveredMs` of each stall left out. */
export function stalledMs({ players, fromMs, toMs }: Run, coveredMs: number): number {
  return players
    .flatMap(({ stalls }) => stalls)
    .filter(({ startMs }) => startMs >= fromMs && startMs < toMs)
    .map(({ startMs, endMs }) => Math.max(0, Math.min(endMs, toMs) - startMs - coveredMs))
    .reduce((sum, ms) => sum + ms, 0);
}
