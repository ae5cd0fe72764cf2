/**
 * Two clocks, in ticks with a fraction. `ServerClock` tells what the server's tick is now, from pongs. `LeadClock` is
 * the client's own: it runs ahead of the server by just so much that inputs arrive in time, and is steered by the
 * margin that the server reports. Neither reads the time: it is always an argument, in ms.
 */
import { MOST_BACKLOG_TICKS, TICK_MS, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
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
  #astrayMs = Infinity;

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

  /** What was known is wrong, as after one of the two clocks has jumped, and no ping has come back yet that left since. */
  get isAstray(): boolean {
    return this.#astrayMs < Infinity;
  }

  /**
   * Notes that the server's clock stood at `serverTick` between these two local times. True when it is the first to be
   * trusted after one of the two clocks has jumped.
   */
  notePong(sentMs: number, receivedMs: number, serverTick: number): boolean {
    const rttMs = receivedMs - sentMs;
    const sample = { rttMs, offset: serverTick - (sentMs + rttMs / 2) / TICK_MS };
    // What was on its way when it jumped tells of a time before and one after.
    const isCertain = sentMs >= this.#astrayMs;
    const isNews = this.isKnown && contradicts(sample, this.#best());
    if (isCertain || isNews) this.#forget();
    if (isCertain) this.#astrayMs = Infinity;
    else if (isNews) this.doubt(receivedMs);
    this.#samples.push(sample);
    if (this.#samples.length > PONGS_KEPT) this.#samples.shift();
    this.#count += 1;
    if (this.#count === 1) [this.#rttMs, this.#jitterMs] = [rttMs, 0];
    const share = Math.max(RTT_SHARE, 1 / this.#count);
    this.#jitterMs += (Math.abs(rttMs - this.#rttMs) - this.#jitterMs) * share;
    this.#rttMs += (rttMs - this.#rttMs) * share;
    return isCertain;
  }

  /** What is known cannot be true: the first ping that leaves from `nowMs` on is to tell, or one that was asked before. */
  doubt(nowMs: number): void {
    this.#astrayMs = Math.min(this.#astrayMs, nowMs);
  }

  tickAt(nowMs: number): number {
    return nowMs / TICK_MS + this.#best().offset;
  }

  #forget(): void {
    this.#samples.length = 0;
    this.#count = 0;
  }

  /** The quickest of the newest round trips was delayed least, so it knows best. */
  #best(): PongSample {
    return this.#samples.reduce((a, b) => (b.rttMs < a.rttMs ? b : a));
  }
}

/**
 * What delays one of them more than the other does so on one way at worst, and makes it half as wrong. A server that is
 * behind by more besides drops that time: so its clock has jumped, or this machine has slept.
 */
function contradicts(a: PongSample, b: PongSample): boolean {
  const mostTicks = Math.abs(a.rttMs - b.rttMs) / 2 / TICK_MS + MOST_BACKLOG_TICKS;
  return Math.abs(a.offset - b.offset) > mostTicks;
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
  readonly #leads = new Float64Array(SENT_RING);
  /** Which tick each place of that ring tells of. */
  readonly #sentTicks = new Float64Array(SENT_RING).fill(-1);
  #tick = 0;
  #lastMs = 0;
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
    this.#sentTicks.fill(-1);
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
    this.#sentTicks[tick % SENT_RING] = tick;
    this.#leads[tick % SENT_RING] = this.#lead();
  }

  /**
   * The server says that inputs came `margin` ticks early when it was at `tick`. What has been steered since that input
   * left is taken out, so that a correction still on its way is not made twice.
   */
  noteMargin(tick: number, margin: number): void {
    const leadWhenSent = this.#leadWhenSent(Math.round(tick + margin));
    if (leadWhenSent === undefined) return;
    const bareMargin = margin - leadWhenSent;
    const isKnown = this.#bareMargins.count > 0;
    const isLate = isKnown && bareMargin < this.margin() - this.#lead() - LATE_TICKS;
    this.#lateInARow = isLate ? this.#lateInARow + 1 : 0;
    if (isLate && this.#lateInARow < MOST_LATE_IN_A_ROW) return;
    this.#bareMargins.add(bareMargin);
  }

  /**
   * What the lead was when the input left that came up to a snapshot before `tick` would have been due; undefined where none
   * of those ticks was sent, as when this clock jumped over them or has been started since.
   */
  #leadWhenSent(tick: number): number | undefined {
    for (let input = tick; input >= tick - TICKS_PER_SNAPSHOT; input--)
      if (this.#sentTicks[input % SENT_RING] === input) return this.#leads[input % SENT_RING];
    return undefined;
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
