/** The others as they are drawn: how far behind, whether there was anything to draw, and how far from where they were. */
import { SNAPSHOT_MS, TICK_MS } from "#shared/timing.ts";
import { percentile } from "../../rows.ts";
import type { Recording } from "../recording.ts";
import { framesOf, stalledMs, type Run } from "../run.ts";

export interface OthersFigures {
  readonly starvedPercent: number;
  /** What of that no client with this delay could have prevented. */
  readonly starvedFloorPercent: number;
  /** Behind what a snapshot can tell that came without any delay but the network's own. */
  readonly interpolationMs: number;
  readonly errorP50Px: number;
  readonly errorP99Px: number;
}

export function measureOthers(run: Run): OthersFigures {
  const errors = run.players.flatMap((player) => listErrors(run, player));
  const delays = run.players.flatMap((player) => listDelays(run, player));
  const interpolationMs = delays.reduce((sum, ms) => sum + ms, 0) / delays.length;
  // When a stall begins, the newest snapshot is half an interval old.
  const floorMs = stalledMs(run, interpolationMs - SNAPSHOT_MS / 2);
  const wholeMs = (run.toMs - run.fromMs) * run.players.length;
  return {
    starvedPercent: measureStarved(run),
    starvedFloorPercent: (100 * floorMs) / wholeMs,
    interpolationMs,
    errorP50Px: percentile(errors, 0.5),
    errorP99Px: percentile(errors, 0.99),
  };
}

/** Of each frame, how far behind the server the others are drawn, less the way of a snapshot. */
export function listDelays(run: Run, player: Recording): number[] {
  const { frames } = player;
  const [from, to] = framesOf(run, player);
  const delays: number[] = [];
  for (let i = from; i < to; i++) {
    const behindTicks = run.truth.tickAt(frames.atMs[i]!) - frames.remoteTick[i]!;
    delays.push(behindTicks * TICK_MS - run.profile.network.delayMs);
  }
  return delays;
}

function measureStarved(run: Run): number {
  let starved = 0;
  let all = 0;
  for (const player of run.players) {
    const { remoteTick, newestTick } = player.frames;
    const [from, to] = framesOf(run, player);
    all += to - from;
    for (let i = from; i < to; i++) if (remoteTick[i]! > newestTick[i]!) starved += 1;
  }
  return (100 * starved) / all;
}

/** Of each skiff of each frame, how far it is drawn from where it was at the tick that the frame shows, px. */
function listErrors(run: Run, player: Recording): number[] {
  const { frames, others } = player;
  const [from, to] = framesOf(run, player);
  const errors: number[] = [];
  for (let i = from; i < to; i++) {
    const end = frames.firstOther[i + 1] ?? others.slot.length;
    for (let row = frames.firstOther[i]!; row < end; row++) {
      const { slot, x, y } = others;
      const px = run.truth.distance(slot[row]!, frames.remoteTick[i]!, x[row]!, y[row]!);
      if (!Number.isNaN(px)) errors.push(px);
    }
  }
  return errors;
}
