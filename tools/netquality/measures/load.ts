/** What it costs: bytes to each player, and time on the server. */
import { TICK_MS, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { percentile } from "../../rows.ts";
import type { Recording } from "../recording.ts";
import { ticksOf, type Run } from "../run.ts";

export interface LoadFigures {
  readonly payloadP95KbPerSecond: number;
  /** With the headers of WebSocket, TLS, TCP and IP. */
  readonly wireP95KbPerSecond: number;
  readonly tickLateP99Ms: number;
  readonly tickP99Ms: number;
  /** Time of a tick that sends snapshots above that of one that does not. */
  readonly encodeMs: number;
  readonly ticksDropped: number;
  readonly skippedPercent: number;
}

const HEADER_BYTES = 78;

export function measureLoad(run: Run): LoadFigures {
  const seconds = run.players.flatMap((player) => bytesBySecond(run, player));
  const { snapshotsSent, snapshotsSkipped } = run;
  return {
    payloadP95KbPerSecond: percentile(
      seconds.map(({ payload }) => payload / 1000),
      0.95,
    ),
    wireP95KbPerSecond: percentile(
      seconds.map(({ wire }) => wire / 1000),
      0.95,
    ),
    ...measureTicks(run),
    skippedPercent: (100 * snapshotsSkipped) / (snapshotsSent + snapshotsSkipped),
  };
}

/** Bytes of each whole second that is measured. */
export function bytesBySecond(
  { fromMs, toMs }: Run,
  { messages }: Recording,
): { payload: number; wire: number }[] {
  const count = Math.floor((toMs - fromMs) / 1000);
  const seconds = Array.from({ length: count }, () => ({ payload: 0, wire: 0 }));
  messages.atMs.forEach((atMs, i) => {
    const second = seconds[Math.floor((atMs - fromMs) / 1000)];
    if (second === undefined) return;
    second.payload += messages.bytes[i]!;
    second.wire += messages.bytes[i]! + HEADER_BYTES;
  });
  return seconds;
}

function measureTicks(run: Run) {
  const { truth } = run;
  const { fromTick, toTick } = ticksOf(run);
  const late: number[] = [];
  const lengths: number[] = [];
  const sending: number[] = [];
  const silent: number[] = [];
  let ticksDropped = 0;
  for (let tick = fromTick; tick < toTick; tick++) {
    const ms = truth.endedMs(tick) - truth.beganMs(tick);
    late.push(truth.beganMs(tick) - truth.scheduledMs(tick));
    lengths.push(ms);
    (tick % TICKS_PER_SNAPSHOT === 0 ? sending : silent).push(ms);
    const gapMs = truth.scheduledMs(tick) - truth.scheduledMs(tick - 1);
    ticksDropped += Math.round(gapMs / TICK_MS) - 1;
  }
  return {
    tickLateP99Ms: percentile(late, 0.99),
    tickP99Ms: percentile(lengths, 0.99),
    // The middle of each: one tick that the machine held up is none of the encoder's.
    encodeMs: percentile(sending, 0.5) - percentile(silent, 0.5),
    ticksDropped,
  };
}
