/**
 * What the server remembers of one receiver of snapshots: what was sent last (the next delta leads from there), what of
 * it is not acked yet, and from that how much more it may be sent. TCP hides a slow reader behind megabytes, acks do not.
 */
import { TICK_RATE, TICKS_PER_SNAPSHOT, ticksFromMs } from "#shared/timing.ts";
import { NO_MARGIN } from "#shared/protocol/frame.ts";
import { NO_SLOT } from "#shared/protocol/messages.ts";
import { USUAL_SCREEN, type Screen } from "#shared/view.ts";
import { AckWindow } from "./ackWindow.ts";
import { Holding } from "./holding.ts";

/** No news of it for this long: four snapshots a second feel for it; for this: nothing; for this: it is given up. */
const PROBE_TICKS = ticksFromMs(500);
const STOP_TICKS = 3 * TICK_RATE;
const GIVE_UP_TICKS = 10 * TICK_RATE;
const PROBE_INTERVAL_TICKS = TICK_RATE / 4;
/** A hidden tab does not draw: two snapshots a second keep it warm. */
const AWAY_INTERVAL_TICKS = TICK_RATE / 2;
/**
 * Snapshot intervals between two sends: 10, 15 and 30 a second. Whoever was stopped begins at the first, whoever stumbles
 * on and on goes down one, and each clean second leads up one.
 */
const STEPS = [3, 2, 1] as const;
const CLEAN_TICKS = TICK_RATE;
const STUMBLES_TO_STEP_DOWN = 15;
/** Whoever turns his screen this way and that would see what is on either: a turn counts so long after the one before. */
const SCREEN_TICKS = TICK_RATE;
/** As late as is told: a tick above what says that there is no margin. */
const LEAST_MARGIN = NO_MARGIN + 1;
/** More than some words that were said just now: the kernel is full already. Beyond that the connection is dropped. */
const SKIP_BUFFERED_BYTES = 2048;
const DROP_BUFFERED_BYTES = 256 * 1024;

/** Where a viewer's snapshots go: of a connection, just what is needed here. */
export interface Outlet {
  readonly bufferedBytes: number;
  /** `message` is only valid during the call. */
  send(message: Uint8Array): void;
}

/** From where one looks who has no skiff: along with somebody's, and while that is out from a place, px. */
export interface Eye {
  slot: number;
  x: number;
  y: number;
}

export type Cadence = "send" | "send keyframe" | "skip" | "drop";

export class Viewer {
  /** NO_SLOT of who only watches. */
  readonly slot: number;
  readonly outlet: Outlet;
  /** Tick of the last snapshot sent; 0 when the next must be a keyframe. */
  sentTick = 0;
  /** The last one was a delta over one interval: receiver and server hold the same two newest. */
  isRegular = false;
  /** How much of the world the peer's screen shows. */
  screen: Screen = USUAL_SCREEN;
  /** As it is to be as soon as that may change again. */
  #nextScreen: Screen | undefined;
  #turnedTick = -Infinity;
  /** Only of who watches. */
  readonly eye: Eye = { slot: NO_SLOT, x: 0, y: 0 };
  readonly holding: Holding;
  readonly #window: AckWindow;
  #margin = NO_MARGIN;
  /** The margin that was told last; 0 before the first. For instruments. */
  lastMargin = 0;
  #lastTick = 0;
  #step = STEPS.length - 1;
  #steadySinceTick = 0;
  #stumbles = 0;
  #isStopped = false;
  #owesKeyframe = false;

  /** Of a room with so many seats, at this tick. */
  constructor(slot: number, outlet: Outlet, { tick, seats }: { tick: number; seats: number }) {
    this.slot = slot;
    this.outlet = outlet;
    this.holding = new Holding(seats);
    this.#window = new AckWindow(tick);
  }

  /** The peer's screen shows another part of the world: at once, or a while after it did last. */
  turnScreen(screen: Screen, tick: number): void {
    this.#nextScreen = screen;
    this.#takeScreen(tick);
  }

  #takeScreen(tick: number): void {
    if (this.#nextScreen === undefined || tick - this.#turnedTick < SCREEN_TICKS) return;
    this.screen = this.#nextScreen;
    this.#nextScreen = undefined;
    this.#turnedTick = tick;
  }

  /** Notes the newest snapshot that the peer says to hold; false when that is nothing new or not possible. */
  noteAck(tick: number, roomTick: number): boolean {
    if (!this.#window.noteAck(tick, roomTick)) return false;
    if (this.#isStopped) this.#beginAnew(roomTick);
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

  /** The snapshot of `tick` goes out, in so many bytes, with the margin. */
  noteSent(tick: number, bytes: number): void {
    this.sentTick = tick;
    this.#lastTick = tick;
    this.#window.noteSent(tick, bytes);
    if (this.#margin !== NO_MARGIN) this.lastMargin = this.#margin;
    this.#margin = NO_MARGIN;
  }

  /**
   * What to do for this viewer at `tick`, which is one at which snapshots go out: the less is known of it, the less it is
   * sent. What is skipped is never made up for, the next delta just reaches further.
   */
  cadenceAt(tick: number, isAway: boolean): Cadence {
    this.#takeScreen(tick);
    const { bufferedBytes } = this.outlet;
    const waitsTicks = this.#window.waitsTicks(tick);
    if (bufferedBytes > DROP_BUFFERED_BYTES) return "drop";
    const sinceSent = this.sentTick === 0 ? Infinity : tick - this.#lastTick;
    if (isAway) {
      this.forgiveAck(tick);
      return sinceSent >= AWAY_INTERVAL_TICKS ? "send" : "skip";
    }
    if (waitsTicks > GIVE_UP_TICKS) return "drop";
    if (waitsTicks > STOP_TICKS) this.#isStopped = true;
    if (this.#isStopped) return "skip";
    if (bufferedBytes > SKIP_BUFFERED_BYTES) {
      this.#steadySinceTick = tick;
      return "skip";
    }
    if (this.#window.silentTicks(tick) > PROBE_TICKS)
      return sinceSent >= PROBE_INTERVAL_TICKS && !this.#window.isHeavy ? "send" : "skip";
    if (this.#window.isFull) return this.#stumble(tick);
    const interval = this.#climb(tick);
    if (interval > 1 && sinceSent < interval * TICKS_PER_SNAPSHOT) return "skip";
    const owesKeyframe = this.#owesKeyframe;
    this.#owesKeyframe = false;
    return owesKeyframe ? "send keyframe" : "send";
  }

  /** Owes no ack of what it was sent up to `tick`: the peer was away and had no reason to answer. */
  forgiveAck(tick: number): void {
    this.#window.forget(tick);
    this.#isStopped = false;
  }

  /** The next snapshot must lead from nothing. */
  demandKeyframe(): void {
    this.sentTick = 0;
    this.isRegular = false;
  }

  /** Word of it after seconds without: what it holds is old, and its link may be weak. */
  #beginAnew(tick: number): void {
    this.forgiveAck(tick);
    this.#owesKeyframe = true;
    this.#step = 0;
    this.#steadySinceTick = tick;
  }

  /** It still answers, but more is on its way than should be. */
  #stumble(tick: number): Cadence {
    this.#steadySinceTick = tick;
    this.#stumbles += 1;
    if (this.#stumbles < STUMBLES_TO_STEP_DOWN) return "skip";
    this.#stumbles = 0;
    this.#step = Math.max(0, this.#step - 1);
    return "skip";
  }

  /** The interval of the step that is reached at `tick`. */
  #climb(tick: number): number {
    if (tick - this.#steadySinceTick >= CLEAN_TICKS) {
      this.#step = Math.min(this.#step + 1, STEPS.length - 1);
      this.#steadySinceTick = tick;
      this.#stumbles = 0;
    }
    return STEPS[this.#step]!;
  }
}
