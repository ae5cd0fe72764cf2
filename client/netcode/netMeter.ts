/** The honest connection: keeps what the net graph, the quality dot and the results card show. */
import { NO_MARGIN } from "#shared/protocol/frame.ts";
import type { ConnectionQuality, NetView, SnapshotBar } from "./view.ts";
import { Rate } from "./statistics.ts";

const BARS = 120;
const LATE_MS = 33;
const SILENT_MS = 500;
const UNSTEADY = { rttMs: 150, jitterMs: 25 };
const BAD = { rttMs: 300, jitterMs: 60 };

export class NetMeter {
  readonly #bars: SnapshotBar[] = [];
  readonly #snapshots = new Rate();
  #arrivedMs = 0;
  /** Margins reported by the server, as they come. */
  lastMargin = 0;
  starvedFrames = 0;
  frames = 0;
  resyncs = 0;

  noteSnapshot(
    nowMs: number,
    bytes: number,
    lateMs: number,
    isKeyframe: boolean,
    isStarved: boolean,
  ): void {
    this.#arrivedMs = nowMs;
    this.#snapshots.add(nowMs, bytes);
    const late = lateMs > LATE_MS ? "late" : "on time";
    const state = isKeyframe ? "keyframe" : isStarved ? "extrapolated" : late;
    this.#bars.push({ bytes, lateMs, state });
    if (this.#bars.length > BARS) this.#bars.shift();
  }

  noteMargin(margin: number): void {
    if (margin > NO_MARGIN) this.lastMargin = margin;
  }

  noteFrame(isStarved: boolean): void {
    this.frames += 1;
    if (isStarved) this.starvedFrames += 1;
  }

  /** Completes `view`, whose other figures are there already. */
  fill(view: NetView, nowMs: number): void {
    // A frame's time may lie a little before that of a message that came since it was begun.
    view.silenceMs = Math.max(0, nowMs - this.#arrivedMs);
    view.snapshotsPerSecond = this.#snapshots.countPerSecond(nowMs);
    view.starvedFrames = this.starvedFrames;
    view.recent = this.#bars;
    view.quality = judge(view);
  }
}

function judge({ silenceMs, rttMs, jitterMs }: NetView): ConnectionQuality {
  if (silenceMs > SILENT_MS) return "silent";
  if (rttMs > BAD.rttMs || jitterMs > BAD.jitterMs) return "bad";
  return rttMs > UNSTEADY.rttMs || jitterMs > UNSTEADY.jitterMs ? "unsteady" : "good";
}
