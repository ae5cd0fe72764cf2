/** The honest connection: keeps what the net graph, the quality dot and the results card show. */
import { TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { NO_MARGIN } from "#shared/protocol/frame.ts";
import type { ConnectionQuality, NetView, SnapshotBar } from "./view.ts";
import { Rate } from "./statistics.ts";

const BARS = 120;
const LATE_MS = 33;
const SILENT_MS = 500;
const MINUTE_MS = 60_000;
const UNSTEADY = { rttMs: 150, jitterMs: 25 };
const BAD = { rttMs: 300, jitterMs: 60 };

export class NetMeter {
  readonly #bars: SnapshotBar[] = [];
  readonly #snapshots = new Rate();
  /** Corrections of the last minute, by when they were made. */
  #correctedMs: number[] = [];
  #corrections = 0;
  #worstCorrectionPx = 0;
  #arrivedMs = 0;
  #newestTick = 0;
  #skippedSnapshots = 0;
  #lateInputs = 0;
  /** Frames since the last snapshot: whether there were any, and whether one was drawn past it. */
  #isWatched = false;
  #isStarved = false;
  /** It was hidden, and the keyframe that is sent for that is not here yet. */
  #hasReturned = false;
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
    tick: number,
  ): void {
    this.#arrivedMs = nowMs;
    this.#snapshots.add(nowMs, bytes);
    const late = lateMs > LATE_MS ? "late" : "on time";
    const state = isKeyframe ? "keyframe" : this.#isStarved ? "extrapolated" : late;
    this.#isStarved = false;
    this.#bars.push({ bytes, lateMs, state });
    if (this.#bars.length > BARS) this.#bars.shift();
    // A page that draws nothing is hidden, and wants no more than it gets.
    if (this.#isWatched && this.#newestTick > 0 && !this.#hasReturned)
      this.#skippedSnapshots += (tick - this.#newestTick) / TICKS_PER_SNAPSHOT - 1;
    if (isKeyframe) this.#hasReturned = false;
    this.#isWatched = false;
    this.#newestTick = tick;
  }

  noteMargin(margin: number): void {
    if (margin <= NO_MARGIN) return;
    this.lastMargin = margin;
    if (margin < 0) this.#lateInputs += 1;
  }

  noteFrame(isStarved: boolean): void {
    this.frames += 1;
    this.#isWatched = true;
    if (!isStarved) return;
    this.starvedFrames += 1;
    this.#isStarved = true;
  }

  /** The page is drawn again: what a hidden one was not sent was not left out. */
  noteReturn(): void {
    this.#hasReturned = true;
  }

  /** Completes `view`, whose other figures are there already. */
  fill(view: NetView, nowMs: number): void {
    this.#followCorrections(view, nowMs);
    // A frame's time may lie a little before that of a message that came since it was begun.
    view.silenceMs = Math.max(0, nowMs - this.#arrivedMs);
    view.snapshotsPerSecond = this.#snapshots.countPerSecond(nowMs);
    view.starvedFrames = this.starvedFrames;
    view.starvedShare = this.starvedFrames / Math.max(1, this.frames);
    view.lateInputs = this.#lateInputs;
    view.skippedSnapshots = this.#skippedSnapshots;
    view.resyncs = this.resyncs;
    view.recent = this.#bars;
    view.quality = judge(view);
  }

  #followCorrections(view: NetView, nowMs: number): void {
    // The count is of one map; the next begins at 0.
    const fresh = Math.max(0, view.corrections - this.#corrections);
    this.#corrections = view.corrections;
    if (fresh > 0)
      this.#worstCorrectionPx = Math.max(this.#worstCorrectionPx, view.lastCorrectionPx);
    for (let i = 0; i < fresh; i++) this.#correctedMs.push(nowMs);
    this.#correctedMs = this.#correctedMs.filter((atMs) => nowMs - atMs < MINUTE_MS);
    view.correctionsPerMinute = this.#correctedMs.length;
    view.worstCorrectionPx = this.#worstCorrectionPx;
  }
}

function judge({ silenceMs, rttMs, jitterMs }: NetView): ConnectionQuality {
  if (silenceMs > SILENT_MS) return "silent";
  if (rttMs > BAD.rttMs || jitterMs > BAD.jitterMs) return "bad";
  return rttMs > UNSTEADY.rttMs || jitterMs > UNSTEADY.jitterMs ? "unsteady" : "good";
}
