/**
 * A match that stands still: its world is not stepped, so that not a bit of it changes, and its clock falls behind that of
 * the process. Whoever plays is told each second, sends nothing meanwhile, and goes on with the tick that he was at.
 */
import { TICK_RATE } from "#shared/timing.ts";

/** Nobody is thrown back into the fight from one moment to the next. */
const COUNT_TICKS = 3 * TICK_RATE;

export class Pause {
  #isOn = false;
  #leftTicks = 0;
  #behindTicks: number;

  /** By so much, less than a tick, the room's clock is behind that of the process from the start. */
  constructor(behindTicks = 0) {
    this.#behindTicks = behindTicks;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  /** Stands still from the next tick on, for so many whole seconds if nothing ends it before. */
  begin(seconds: number): void {
    this.#isOn = true;
    this.#leftTicks = seconds * TICK_RATE;
  }

  /** Play goes on after a short count. */
  end(): void {
    this.#leftTicks = Math.min(this.#leftTicks, COUNT_TICKS);
  }

  /** Play goes on in the next tick. */
  cut(): void {
    this.#leftTicks = 0;
  }

  /** A tick of the process: whether the world stands still in it. `tell` gets the seconds that are left, 0 when it is over. */
  holds(tell: (seconds: number) => void): boolean {
    if (!this.#isOn) return false;
    if (this.#leftTicks % TICK_RATE === 0) tell(this.#leftTicks / TICK_RATE);
    this.#isOn = this.#leftTicks > 0;
    if (!this.#isOn) return false;
    this.#leftTicks -= 1;
    this.#behindTicks += 1;
    return true;
  }

  /** A time of the process on the clock of the room, whose newest tick is `roomTick`; both in ticks with a fraction. */
  ownTime(atTick: number, roomTick: number): number {
    return this.#isOn ? roomTick : atTick - this.#behindTicks;
  }
}
