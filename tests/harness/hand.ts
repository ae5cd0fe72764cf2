/** Presses like a hand that plays without a plan: keys change every half a second, now and then a dash. */
import { AIM_STEPS, Button, MOVE_MAX, type PlayerInput } from "#shared/sim/input.ts";
import { Chance } from "./fuzzSeed.ts";

const KEYS_TICKS = 25;
const DASH_TICKS = 60;
const PRESS_TICKS = 6;

export class Hand {
  readonly #chance: Chance;
  readonly #buttons: number;
  #dashLeft = 0;

  /** `buttons` are pressed about half of the time, besides dashes. */
  constructor(seed: number, buttons = 0) {
    this.#chance = new Chance(seed);
    this.#buttons = buttons;
  }

  /** Changes `input` as the next tick would have it. */
  press(input: PlayerInput): void {
    const chance = this.#chance;
    if (chance.oneIn(KEYS_TICKS)) {
      input.moveX = chance.pick([-MOVE_MAX, 0, MOVE_MAX]);
      input.moveY = chance.pick([-MOVE_MAX, 0, MOVE_MAX]);
      input.buttons = chance.oneIn(2) ? this.#buttons : 0;
    }
    input.aim = (input.aim + chance.between(-400, 400)) & (AIM_STEPS - 1);
    if (chance.oneIn(DASH_TICKS)) this.#dashLeft = PRESS_TICKS;
    this.#dashLeft -= 1;
    input.buttons &= ~Button.dash;
    if (this.#dashLeft > 0) input.buttons |= Button.dash;
  }
}
