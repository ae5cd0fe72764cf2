/**
 * How old the picture is that a seat acts upon: what its client says, as far as the server can believe it. Acks tell
 * about what is to be expected; a claim far from that is worth nothing, and the age never changes faster than an honest
 * clock drifts. So nobody picks for each shot the moment at which it would have hit.
 *
 * Ages are in parts of a tick (input.ts), from the tick of an input back to the tick that was drawn.
 */
import { TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { REWIND_STEPS_PER_TICK } from "#shared/sim/input.ts";

/** A claim may be off by 100 ms from what is expected. */
const TOLERANCE = 6 * REWIND_STEPS_PER_TICK;
/** Drawn time runs at 0.9 to 1.1 of real time: an honest age changes by no more than this a tick. */
const MOST_DRIFT = REWIND_STEPS_PER_TICK / 10;
/** Weight of a new input in the averages: a quarter of a second. */
const SHARE = 1 / 16;
/** Nothing is known yet: a number like what is known later, for one that may be none has to be made anew each time. */
const UNKNOWN = -Infinity;
/** A client draws an interval and the jitter behind the newest snapshot; of an even one nearly all is 5 mean deviations. */
const JITTER_WEIGHT = 5;

export class ViewAge {
  /** From an input back to the newest snapshot that its client held. */
  #ackAge = UNKNOWN;
  /** How early inputs come, and how far from that they mostly are, ticks. */
  #margin = 0;
  #jitter = 0;
  /** What was granted last, to an input that came at this tick of the room. */
  #age = UNKNOWN;
  #tick = 0;

  /** Learns from an input that came `margin` ticks early, `ackAge` ticks after the newest snapshot that its client held. */
  note(ackAge: number, margin: number): void {
    const isFirst = this.#ackAge === UNKNOWN;
    this.#margin = isFirst ? margin : blend(this.#margin, margin);
    this.#jitter = blend(this.#jitter, Math.abs(margin - this.#margin));
    this.#ackAge = isFirst ? ackAge : blend(this.#ackAge, ackAge);
  }

  /**
   * Another connection: what was learned of the one before is void. The age goes on, and drifts as ever from what it was,
   * or whoever came back for a shot would choose one for it.
   */
  beginAnew(): void {
    this.#ackAge = UNKNOWN;
    this.#margin = 0;
    this.#jitter = 0;
  }

  /**
   * The age to go by for an input that came at `roomTick` and claims `claimed`. 0 while nothing was ever known: nobody was
   * seen yet. It is the room's ticks that it drifts by: its own are the sender's to choose.
   */
  judge(roomTick: number, claimed: number): number {
    const passed = Math.max(0, roomTick - this.#tick);
    this.#tick += passed;
    if (this.#ackAge !== UNKNOWN) this.#drift(claimed, passed * MOST_DRIFT);
    return Math.max(0, Math.round(this.#age));
  }

  /** Towards what is claimed, where that can be, by so much at most. */
  #drift(claimed: number, most: number): void {
    const expected = this.#expect(this.#ackAge);
    const isPlausible = Math.abs(claimed - expected) <= TOLERANCE;
    const wanted = isPlausible ? claimed : expected;
    const age = this.#age === UNKNOWN ? wanted : this.#age;
    this.#age = age + Math.max(-most, Math.min(most, wanted - age));
  }

  #expect(ackAge: number): number {
    // The newest snapshot is half an interval old in the mean, and what is drawn is behind it.
    const delay = TICKS_PER_SNAPSHOT / 2 + JITTER_WEIGHT * this.#jitter;
    return (ackAge + delay) * REWIND_STEPS_PER_TICK;
  }
}

function blend(mean: number, value: number): number {
  return mean + (value - mean) * SHARE;
}
