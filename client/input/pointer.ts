/** Where the mouse points is the aim. Its buttons and its wheel are bound like keys (bindings.ts). */
import type { InputSource, Intent } from "./intent.ts";

/** Radians from the own skiff to a place on the page, or null while there is no skiff to aim from. */
export type AimAt = (xPx: number, yPx: number) => number | null;

/** Wheel travel that makes one notch: of a mouse it is 100 or 120, a touchpad sends many small ones. */
const NOTCH_PX = 80;

export class PointerSource implements InputSource {
  readonly #aimAt: AimAt;
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

  /** Rolls the wheel; gives the notches that are full by now, down the page above 0. */
  roll(deltaPx: number): number {
    this.#wheelPx += deltaPx;
    const notches = Math.trunc(this.#wheelPx / NOTCH_PX);
    this.#wheelPx -= notches * NOTCH_PX;
    return notches;
  }

  release(): void {
    this.#wheelPx = 0;
  }

  contribute(intent: Intent): void {
    const aim = this.#position && this.#aimAt(this.#position.xPx, this.#position.yPx);
    if (aim !== null) intent.aim = aim;
  }
}
