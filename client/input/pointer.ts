/** The mouse: where it points is the aim, its buttons fire and dash, its wheel changes the weapon. */
import type { InputSource, Intent } from "./intent.ts";
import { Press } from "./press.ts";

/** Radians from the own skiff to a place on the page, or null while there is no skiff to aim from. */
export type AimAt = (xPx: number, yPx: number) => number | null;

const LEFT_BUTTON = 0;
const RIGHT_BUTTON = 2;
/** Wheel travel that makes one step; a notch of a mouse is 100 or 120, a touchpad sends many small ones. */
const WHEEL_STEP_PX = 80;

export class PointerSource implements InputSource {
  readonly #aimAt: AimAt;
  readonly #fire = new Press();
  readonly #dash = new Press();
  #position: { xPx: number; yPx: number } | null = null;
  #wheelPx = 0;

  constructor(aimAt: AimAt) {
    this.#aimAt = aimAt;
  }

  /** Where it was seen last; null before that. */
  get position(): { xPx: number; yPx: number } | null {
    return this.#position;
  }

  moveTo(xPx: number, yPx: number): void {
    this.#position = { xPx, yPx };
  }

  buttonDown(button: number): void {
    this.#pressOf(button)?.down();
  }

  buttonUp(button: number): void {
    this.#pressOf(button)?.up();
  }

  wheel(deltaPx: number): void {
    this.#wheelPx += deltaPx;
  }

  release(): void {
    this.#fire.release();
    this.#dash.release();
    this.#wheelPx = 0;
  }

  contribute(intent: Intent): void {
    if (this.#fire.sample()) intent.fire = true;
    if (this.#dash.sample()) intent.dash = true;
    const steps = Math.trunc(this.#wheelPx / WHEEL_STEP_PX);
    this.#wheelPx -= steps * WHEEL_STEP_PX;
    intent.weaponSteps += steps;
    const aim = this.#position && this.#aimAt(this.#position.xPx, this.#position.yPx);
    if (aim !== null) intent.aim = aim;
  }

  #pressOf(button: number): Press | null {
    if (button === LEFT_BUTTON) return this.#fire;
    return button === RIGHT_BUTTON ? this.#dash : null;
  }
}
