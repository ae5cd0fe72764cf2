/**
 * Two clocks, in ticks with a fraction. `ServerClock` tells what the server's tick is now, from pongs. `LeadClock` is
 * the client's own: it runs ahead of the server by just so much that inputs arrive in time, and is steered by the
 * margin that the server reports. Neither reads the time: it is always an argument, in ms.
 */
import { TICK_MS } from "#shared/timing.ts";
import { Window } from "./statistics.ts";

const PONGS_KEPT = 16;
/** Weight of a new round trip in the averages, once there are more than twelve: the first one is no better than others. */
const RTT_SHARE = 1 / 12;

interface PongSample {
  rttMs: number;
  /** Server ticks less local time in ticks. */
  offset: number;
}

export class ServerClock {
  readonly #samples: PongSample[] = [];
  #rttMs = 0;
  #jitterMs = 0;
  #count = 0;

  get isKnown(): boolean {
    return this.#samples.length > 0;
  }

  /** Mean round trip. */
  get rttMs(): number {
    return this.#rttMs;
  }

  /** Mean difference of a round trip from the mean. */
  get jitterMs(): number {
    return this.#jitterMs;
  }

  /** Notes that the server's clock stood at `serverTick` between these two local times. */
  notePong(sentMs: number, receivedMs: number, serverTick: number): void {
    const rttMs = receivedMs - sentMs;
    const offset = serverTick - (sentMs + rttMs / 2) / TICK_MS;
    this.#samples.push({ rttMs, offset });
    if (this.#samples.length > PONGS_KEPT) this.#samples.shift();
    this.#count += 1;
    if (this.#count === 1) this.#rttMs = rttMs;
    const share = Math.max(RTT_SHARE, 1 / this.#count);
    this.#jitterMs += (Math.abs(rttMs - this.#rttMs) - this.#jitterMs) * share;
    this.#rttMs += (rttMs - this.#rttMs) * share;
  }

  /** The quickest of the newest round trips was delayed least, so it knows best. */
  tickAt(nowMs: number): number {
    const best = this.#samples.reduce((a, b) => (b.rttMs < a.rttMs ? b : a));
    return nowMs / TICK_MS + best.offset;
  }
}

/** How early the second latest of 60 inputs should reach the server. */
const TARGET_MARGIN_TICKS = 0.75;
const DEAD_BAND_TICKS = 0.25;
const GAIN = 0.1;
const MOST_DILATION = 0.05;
const MOST_DILATION_STARVED = 0.1;
const SNAP_TICKS = 10;
/** Margins over two seconds decide: a raise comes at once, a release only when all of them allow it. */
const MARGINS_KEPT = 60;
const LOW_SHARE = 0.02;
/** So much later than usual is no beat: the network stood still. So many in a row are the new beat. */
const LATE_TICKS = 4;
const MOST_LATE_IN_A_ROW = 4;
const SENT_RING = 256;

export class LeadClock {
  /** Margins as they would be at a lead of zero, see `noteMargin`. */
  readonly #bareMargins = new Window(MARGINS_KEPT);
  readonly #leadWhenSent = new Float64Array(SENT_RING);
  /** Which tick each place of that ring tells of. */
  readonly #sentTicks = new Float64Array(SENT_RING).fill(-1);
  #tick = 0;
  #lastMs = 0;
  #sentTick = 0;
  #snaps = 0;
  #lateInARow = 0;

  /** Times that the clock had to jump, starting included. */
  get snaps(): number {
    return this.#snaps;
  }

  /** Sets the clock so that an input sent now arrives in time, as far as the round trip tells. */
  start(nowMs: number, server: ServerClock): void {
    this.#lastMs = nowMs;
    this.#tick = server.tickAt(nowMs) + server.rttMs / 2 / TICK_MS + 1 + TARGET_MARGIN_TICKS;
    this.#bareMargins.clear();
    this.#snaps += 1;
  }

  /** Moves on to `nowMs` and gives the client's tick. */
  advance(nowMs: number): number {
    this.#tick += ((nowMs - this.#lastMs) / TICK_MS) * this.#rate();
    this.#lastMs = nowMs;
    return this.#tick;
  }

  /** The input of `tick` leaves now. */
  noteSent(tick: number): void {
    this.#sentTick = tick;
    this.#sentTicks[tick % SENT_RING] = tick;
    this.#leadWhenSent[tick % SENT_RING] = this.#lead();
  }

  /**
   * The server says that inputs came `margin` ticks early when it was at `tick`. What has been steered since that input
   * left is taken out, so that a correction still on its way is not made twice.
   */
  noteMargin(tick: number, margin: number): void {
    // It came up to two ticks before `tick`, so on a quick network this may be one that has not left yet.
    const input = Math.max(0, Math.min(Math.round(tick + margin), this.#sentTick));
    // A tick that this clock jumped over, or that left before it was started, tells nothing of its lead.
    if (this.#sentTicks[input % SENT_RING] !== input) return;
    const bareMargin = margin - this.#leadWhenSent[input % SENT_RING]!;
    const isKnown = this.#bareMargins.count > 0;
    const isLate = isKnown && bareMargin < this.margin() - this.#lead() - LATE_TICKS;
    this.#lateInARow = isLate ? this.#lateInARow + 1 : 0;
    if (isLate && this.#lateInARow < MOST_LATE_IN_A_ROW) return;
    this.#bareMargins.add(bareMargin);
  }

  /** How early the latest of the newest inputs would come at today's lead; the target when nothing is known. */
  margin(): number {
    return (
      this.#bareMargins.percentile(LOW_SHARE, TARGET_MARGIN_TICKS - this.#lead()) + this.#lead()
    );
  }

  /** Too far off to be steered: the clock must jump. */
  get isLost(): boolean {
    return Math.abs(TARGET_MARGIN_TICKS - this.margin()) > SNAP_TICKS;
  }

  /** Jumps to where inputs are in time, as far as margins tell: they know of a change of route before round trips do. */
  jump(): void {
    this.#tick += TARGET_MARGIN_TICKS - this.margin();
    this.#snaps += 1;
  }

  #lead(): number {
    return this.#tick - this.#lastMs / TICK_MS;
  }

  #rate(): number {
    const error = TARGET_MARGIN_TICKS - this.margin();
    if (Math.abs(error) < DEAD_BAND_TICKS) return 1;
    const most = this.margin() < 0 ? MOST_DILATION_STARVED : MOST_DILATION;
    return 1 + Math.max(-MOST_DILATION, Math.min(most, GAIN * error));
  }
}
