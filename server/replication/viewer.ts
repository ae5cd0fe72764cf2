/**
 * What the server remembers of one receiver of snapshots: what was sent last (the next delta leads from there), what it
 * has said to hold, and how far behind that is. TCP loses nothing, so the last one sent will be held when the next comes.
 */
import { TICK_RATE, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { NO_MARGIN } from "#shared/protocol/frame.ts";
import { USUAL_SCREEN, type Screen } from "#shared/view.ts";
import { Holding } from "./holding.ts";

/** Acks older than this halve the rate; than that, a keyframe a second; than that, the connection is given up. */
const HALF_RATE_TICKS = TICK_RATE / 2;
const PROBE_TICKS = 2 * TICK_RATE;
const GIVE_UP_TICKS = 10 * TICK_RATE;
/** A hidden tab does not draw: two snapshots a second keep it warm. */
const AWAY_INTERVAL_TICKS = TICK_RATE / 2;
/** As late as is told: a tick above what says that there is no margin. */
const LEAST_MARGIN = NO_MARGIN + 1;
/** Beyond this nothing more is handed to the socket; beyond that it is dropped. */
const SKIP_BUFFERED_BYTES = 16 * 1024;
const DROP_BUFFERED_BYTES = 256 * 1024;

/** Where a viewer's snapshots go: of a connection, just what is needed here. */
export interface Outlet {
  readonly bufferedBytes: number;
  send(message: Uint8Array): void;
}

export type Cadence = "send" | "send keyframe" | "skip" | "drop";

export class Viewer {
  readonly slot: number;
  readonly outlet: Outlet;
  /** Tick of the last snapshot sent; 0 when the next must be a keyframe. */
  sentTick = 0;
  /** The last one was a delta over one interval: receiver and server hold the same two newest. */
  isRegular = false;
  /** How much of the world the peer's screen shows. */
  screen: Screen = USUAL_SCREEN;
  readonly holding: Holding;
  #ackTick: number;
  #margin = NO_MARGIN;

  /** Of a room with so many seats, at this tick. */
  constructor(slot: number, outlet: Outlet, { tick, seats }: { tick: number; seats: number }) {
    this.slot = slot;
    this.outlet = outlet;
    this.holding = new Holding(seats);
    this.#ackTick = tick;
  }

  /** Notes the newest snapshot that the peer says to hold; false when that is nothing new or not possible. */
  noteAck(tick: number, roomTick: number): boolean {
    if (tick <= this.#ackTick || tick > roomTick) return false;
    this.#ackTick = tick;
    return true;
  }

  /** Notes how many ticks before its use an input came; below 0 it was late, and ever so late is told as late. */
  noteMargin(ticks: number): void {
    const told = Math.max(ticks, LEAST_MARGIN);
    this.#margin = this.#margin === NO_MARGIN ? told : Math.min(this.#margin, told);
  }

  /** The worst margin since a snapshot was sent, or NO_MARGIN. */
  get margin(): number {
    return this.#margin;
  }

  /** The snapshot of `tick` has gone out, with the margin. */
  noteSent(tick: number): void {
    this.sentTick = tick;
    this.#margin = NO_MARGIN;
  }

  /** What to do for this viewer at `tick`, which is one at which snapshots go out. */
  cadenceAt(tick: number, isAway: boolean): Cadence {
    if (this.outlet.bufferedBytes > DROP_BUFFERED_BYTES) return "drop";
    if (this.outlet.bufferedBytes > SKIP_BUFFERED_BYTES) return "skip";
    const sinceSent = tick - this.sentTick;
    if (isAway) return sinceSent >= AWAY_INTERVAL_TICKS ? "send" : "skip";
    const ackAge = tick - this.#ackTick;
    if (ackAge > GIVE_UP_TICKS) return "drop";
    if (ackAge > PROBE_TICKS) return sinceSent >= TICK_RATE ? "send keyframe" : "skip";
    if (ackAge > HALF_RATE_TICKS) return sinceSent >= 2 * TICKS_PER_SNAPSHOT ? "send" : "skip";
    return "send";
  }

  /** Starts the count of the ack's age anew: the peer was away and had no reason to answer. */
  forgiveAck(tick: number): void {
    this.#ackTick = Math.max(this.#ackTick, tick);
  }

  /** The next snapshot must lead from nothing. */
  demandKeyframe(): void {
    this.sentTick = 0;
    this.isRegular = false;
  }
}
