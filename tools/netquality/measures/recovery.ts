/** After the network has stood still for a second: how soon everything is as it was, and how much came that was old. */
import { SNAPSHOT_MS, TICK_MS } from "#shared/timing.ts";
import { percentile } from "../../rows.ts";
import { firstFrom, type Recording } from "../recording.ts";
import type { Run, StallRound } from "../run.ts";

export interface RecoveryFigures {
  readonly controlSeconds: number;
  readonly remoteSeconds: number;
  readonly backlogBytes: number;
}

/** So long all must be well before it is called well. */
const STEADY_TICKS = 6;
const STEADY_FRAMES = 15;
/** Before the stall, to know what was usual. */
const BEFORE_MS = 1000;
/** Nearly the slowest counts: one player's hiccup is none of the network's. */
const SHARE = 0.9;

export function measureRecovery(run: Run): RecoveryFigures {
  const all = run.rounds.flatMap((round) =>
    round.stalled.map(({ player, backlogBytes }) => ({
      controlMs: controlBack(run, round, player),
      remoteMs: remoteBack(run, round, player),
      backlogBytes,
    })),
  );
  return {
    controlSeconds:
      percentile(
        all.map(({ controlMs }) => controlMs),
        SHARE,
      ) / 1000,
    remoteSeconds:
      percentile(
        all.map(({ remoteMs }) => remoteMs),
        SHARE,
      ) / 1000,
    backlogBytes: percentile(
      all.map(({ backlogBytes }) => backlogBytes),
      SHARE,
    ),
  };
}

/** From the end of the stall until the server runs this player's own inputs again, tick after tick. */
function controlBack({ truth }: Run, { endMs }: StallRound, { slot }: Recording): number {
  let inTime = 0;
  for (let tick = Math.ceil(truth.tickAt(endMs)); tick < truth.endTick; tick++) {
    inTime = truth.isMissed(slot, tick) ? 0 : inTime + 1;
    if (inTime === STEADY_TICKS) return truth.beganMs(tick - STEADY_TICKS + 1) - endMs;
  }
  return Infinity;
}

/** From the end of the stall until the others are drawn from snapshots again, no further behind than they were. */
function remoteBack({ truth }: Run, { startMs, endMs }: StallRound, player: Recording): number {
  const { atMs, remoteTick, newestTick } = player.frames;
  const behindMs = (i: number) => (truth.tickAt(atMs[i]!) - remoteTick[i]!) * TICK_MS;
  const from = firstFrom(atMs, startMs - BEFORE_MS);
  const start = firstFrom(atMs, startMs);
  let usualMs = 0;
  for (let i = from; i < start; i++) usualMs += behindMs(i) / (start - from);
  let well = 0;
  for (let i = firstFrom(atMs, endMs); i < atMs.length; i++) {
    // Nearer than before is better than before.
    const isWell = remoteTick[i]! <= newestTick[i]! && behindMs(i) <= usualMs + SNAPSHOT_MS;
    well = isWell ? well + 1 : 0;
    if (well === STEADY_FRAMES) return atMs[i - STEADY_FRAMES + 1]! - endMs;
  }
  return Infinity;
}
