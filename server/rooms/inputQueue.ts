/**
 * Inputs of one seat by tick: exactly one leaves for each tick of the server, so nobody moves faster than others. A
 * missing one is replaced by the last: its movement and aim go on, its movement then fades, its buttons are let go;
 * since nothing is ever pressed that was not pressed before, no edge is repeated.
 */
import { Button, type PlayerInput } from "#shared/sim/input.ts";

/** Ticks ahead of the room for which inputs are kept. */
export const INPUT_WINDOW_TICKS = 30;
const RING = 64;
const REPEAT_TICKS = 4;
const HOLD_FIRE_TICKS = 3;
const FADED_TICKS = 15;

export class InputQueue {
  readonly #ticks = new Float64Array(RING).fill(-1);
  readonly #inputs: PlayerInput[] = Array.from({ length: RING }, idle);
  readonly #last: PlayerInput = idle();
  readonly #out: PlayerInput = idle();
  #missedInARow = 0;
  #missed = 0;
  #firstTick = Infinity;

  /** Ticks from the first for which an input came that had to do without one of their own. */
  get missed(): number {
    return this.#missed;
  }

  /** Keeps the input of `tick` for when the room, now at `roomTick`, gets there. False when it is outside the window. */
  put(tick: number, input: PlayerInput, roomTick: number): boolean {
    if (tick <= roomTick || tick > roomTick + INPUT_WINDOW_TICKS) return false;
    const at = tick % RING;
    if (this.#ticks[at] === tick) return true; // the first one counts
    this.#firstTick = Math.min(this.#firstTick, tick);
    this.#ticks[at] = tick;
    Object.assign(this.#inputs[at]!, input);
    return true;
  }

  /** The input for `tick`, to be used before the next call. */
  take(tick: number): Readonly<PlayerInput> {
    const at = tick % RING;
    if (this.#ticks[at] === tick) {
      this.#missedInARow = 0;
      return Object.assign(this.#last, this.#inputs[at]);
    }
    this.#missedInARow += 1;
    if (tick > this.#firstTick) this.#missed += 1;
    return this.#repeat();
  }

  #repeat(): Readonly<PlayerInput> {
    const missed = this.#missedInARow;
    const fade = 1 - (missed - REPEAT_TICKS) / (FADED_TICKS - REPEAT_TICKS);
    const share = Math.max(0, Math.min(1, fade));
    this.#out.moveX = Math.trunc(this.#last.moveX * share);
    this.#out.moveY = Math.trunc(this.#last.moveY * share);
    this.#out.aim = this.#last.aim;
    this.#out.buttons =
      missed > HOLD_FIRE_TICKS ? this.#last.buttons & ~Button.fire : this.#last.buttons;
    return this.#out;
  }
}

function idle(): PlayerInput {
  return { buttons: 0, moveX: 0, moveY: 0, aim: 0 };
}
