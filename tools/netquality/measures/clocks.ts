/** The client's idea of the server's clock, and the round trip. */
import { TICK_MS } from "#shared/timing.ts";
import { percentile } from "../../rows.ts";
import type { Recording } from "../recording.ts";
import { framesOf, type Run } from "../run.ts";

export interface ClockFigures {
  readonly errorP99Ms: number;
  /** Of the slowest player, from the welcome until the error stayed small for a second. */
  readonly settledSeconds: number;
  readonly rttMs: number;
  /** Above what the network's own delay makes of it. */
  readonly rttInflationMs: number;
}

const STEADY_MS = 1000;

export function measureClocks(run: Run): ClockFigures {
  const errors: number[] = [];
  const rtts: number[] = [];
  for (const player of run.players) {
    const [from, to] = framesOf(run, player);
    for (let i = from; i < to; i++) errors.push(errorAt(run, player, i));
    rtts.push(...player.frames.rttMs.slice(from, to));
  }
  const rttMs = rtts.reduce((sum, ms) => sum + ms, 0) / rtts.length;
  return {
    errorP99Ms: percentile(errors, 0.99),
    settledSeconds: Math.max(...run.players.map((player) => settle(run, player))) / 1000,
    rttMs,
    rttInflationMs: rttMs - 2 * run.profile.network.delayMs,
  };
}

function errorAt({ truth }: Run, { frames }: Recording, i: number): number {
  return Math.abs(frames.serverTick[i]! - truth.tickAt(frames.atMs[i]!)) * TICK_MS;
}

/** Time from the welcome to the first of the frames that are right for a second on end, ms; Infinity for never. */
function settle(run: Run, player: Recording): number {
  const { atMs } = player.frames;
  let sinceMs: number | undefined;
  for (let i = 0; i < atMs.length; i++) {
    if (errorAt(run, player, i) > run.profile.targets.clockErrorMs) sinceMs = undefined;
    else sinceMs ??= atMs[i]!;
    if (sinceMs !== undefined && atMs[i]! - sinceMs >= STEADY_MS)
      return sinceMs - player.welcomedMs;
  }
  return Infinity;
}
