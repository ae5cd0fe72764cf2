/**
 * The snapshots that a receiver was sent and has not acked, and how many of them are no cause for worry: as many as its
 * usual round trip and a short standstill account for. A delta over one interval is by far the cheapest there is, so
 * that through a short standstill it costs less to go on than to skip, and the picture is whole a round trip sooner.
 */
import { SNAPSHOT_MS, TICK_RATE, ticksFromMs, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";

/** A standstill as lost packets make it is sat out. */
const PATIENCE_SNAPSHOTS = Math.ceil(300 / SNAPSHOT_MS);
/** As long as they are not too long for that: it has to be delivered before anything that is new. */
const PATIENCE_BYTES = 1000;
/** One that is on its way, and one for acks that fall between two snapshots. */
const SLACK_SNAPSHOTS = 2;
/** Not acked and yet to come to a connection that stands still: with one more, at its longest, it stays below 3 kB. */
const HEAVY_BYTES = 1500;
const GROWTH_TICKS_PER_SECOND = 3;
/** What is assumed before the first. More is a queue, whatever the route: a link that is too slow is not filled further. */
const LONGEST_TICKS = ticksFromMs(400);

/** So many are told apart, more than ever are on their way; beyond that the newest stands for all that follow it. */
const MOST_SENT = 64;

export class AckWindow {
  /** Those that are on their way, in a ring: their ticks, and how long they are. */
  readonly #ticks = new Int32Array(MOST_SENT);
  readonly #sizes = new Int32Array(MOST_SENT);
  #oldest = 0;
  #count = 0;
  /** The shortest, that is, one that did not queue; it is let grow, for routes change. */
  #roundTripTicks = LONGEST_TICKS;
  #ackTick: number;
  #heardTick: number;
  #bytes = 0;

  /** Nothing before `tick` is ever acked. */
  constructor(tick: number) {
    this.#ackTick = tick;
    this.#heardTick = tick;
  }

  noteSent(tick: number, bytes: number): void {
    if (this.#count < MOST_SENT) this.#sizes[this.#place(this.#count++)] = 0;
    const newest = this.#place(this.#count - 1);
    this.#ticks[newest] = tick;
    this.#sizes[newest]! += bytes;
    this.#bytes += bytes;
  }

  /** Takes note of an ack of `tick` that came at `roomTick`; false when it tells nothing new or cannot be. */
  noteAck(tick: number, roomTick: number): boolean {
    if (tick <= this.#ackTick || tick > roomTick) return false;
    this.#release(tick);
    const passedSeconds = (roomTick - this.#heardTick) / TICK_RATE;
    const grown = this.#roundTripTicks + GROWTH_TICKS_PER_SECOND * passedSeconds;
    this.#roundTripTicks = Math.min(grown, roomTick - tick, LONGEST_TICKS);
    this.#heardTick = roomTick;
    return true;
  }

  /** Nothing up to `tick` is waited for any more. */
  forget(tick: number): void {
    this.#release(tick);
    this.#heardTick = Math.max(this.#heardTick, tick);
  }

  /** More is on its way than is usual. */
  get isFull(): boolean {
    const usual = Math.ceil(this.#roundTripTicks / TICKS_PER_SNAPSHOT) + SLACK_SNAPSHOTS;
    const more = this.#count - usual;
    return more > PATIENCE_SNAPSHOTS || (more * this.#bytes) / this.#count > PATIENCE_BYTES;
  }

  /** So many bytes are on their way that one more would burden a connection that stands still. */
  get isHeavy(): boolean {
    return this.#bytes > HEAVY_BYTES;
  }

  /** For how long the oldest has been on its way. */
  waitsTicks(tick: number): number {
    return this.#count === 0 ? 0 : tick - this.#ticks[this.#oldest]!;
  }

  /** For how long there was something to ack and no ack. */
  silentTicks(tick: number): number {
    return Math.min(this.waitsTicks(tick), tick - this.#heardTick);
  }

  #release(tick: number): void {
    this.#ackTick = Math.max(this.#ackTick, tick);
    while (this.#count > 0 && this.#ticks[this.#oldest]! <= tick) {
      this.#bytes -= this.#sizes[this.#oldest]!;
      this.#oldest = this.#place(1);
      this.#count -= 1;
    }
  }

  /** Where in the ring the one is that was sent so many after the oldest. */
  #place(after: number): number {
    return (this.#oldest + after) % MOST_SENT;
  }
}
