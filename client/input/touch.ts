/**
 * Two sticks that come up under the thumbs, wherever these are put down: the left half of the screen moves, the right
 * half aims, and fires while its stick is pushed far enough. A finger is known by its pointer id from press to release.
 */
import { withoutDeadZone } from "./gamepad.ts";
import type { InputSource, Intent } from "./intent.ts";
import { Press } from "./press.ts";

/** A thumb's way from the middle of a stick to its rim, CSS px; further, and the stick follows it. */
export const STICK_REACH_PX = 56;
/** Share of the reach from which the right stick fires; below the lesser one it holds its fire again. */
export const FIRE_DEFLECTION = 0.62;
const CEASE_DEFLECTION = 0.5;

export type Side = "left" | "right";

/** One stick under a thumb, CSS px of the page. */
export interface StickView {
  readonly originX: number;
  readonly originY: number;
  readonly x: number;
  readonly y: number;
}

interface Stick extends StickView {
  readonly pointerId: number;
}

export class TouchSource implements InputSource {
  readonly #dash = new Press();
  /** The finger on its button; null while there is none. */
  #dasher: number | null = null;
  readonly #sticks: Record<Side, Stick | null> = { left: null, right: null };
  #isFiring = false;
  #weapon = -1;
  #weaponSteps = 0;

  /** The stick on this side, or null when no thumb is on it. */
  stick(side: Side): StickView | null {
    return this.#sticks[side];
  }

  get isFiring(): boolean {
    return this.#isFiring;
  }

  /** A finger is on the screen, whether it was known or not. A second one on the same side means nothing. */
  begin(pointerId: number, x: number, y: number, widthPx: number): void {
    if (this.#sideOf(pointerId) !== null) return;
    const side = x < widthPx / 2 ? "left" : "right";
    this.#sticks[side] ??= { pointerId, originX: x, originY: y, x, y };
  }

  move(pointerId: number, x: number, y: number): void {
    const side = this.#sideOf(pointerId);
    const stick = side && this.#sticks[side];
    if (!side || !stick) return;
    const dx = x - stick.originX;
    const dy = y - stick.originY;
    const drag = Math.max(0, 1 - STICK_REACH_PX / Math.max(1, Math.hypot(dx, dy)));
    const originX = stick.originX + dx * drag;
    const originY = stick.originY + dy * drag;
    this.#sticks[side] = { pointerId, originX, originY, x, y };
    if (side === "right") this.#judgeFire();
  }

  /** A finger is lifted, or the system has taken it for something of its own. */
  end(pointerId: number): void {
    if (pointerId === this.#dasher) this.#dash.up();
    const side = this.#sideOf(pointerId);
    if (!side) return;
    this.#sticks[side] = null;
    if (side === "right") this.#isFiring = false;
  }

  /** A finger is on the button, until it is lifted: the button may go before that, with the end of a match. */
  dash(pointerId: number): void {
    this.#dasher = pointerId;
    this.#dash.down();
  }

  nextWeapon(): void {
    this.#weaponSteps += 1;
  }

  takeWeapon(weapon: number): void {
    this.#weapon = weapon;
  }

  release(): void {
    this.#sticks.left = null;
    this.#sticks.right = null;
    this.#dash.release();
    this.#isFiring = false;
    this.#weapon = -1;
    this.#weaponSteps = 0;
  }

  contribute(intent: Intent): void {
    const move = deflectionOf(this.#sticks.left);
    intent.moveX += move.x;
    intent.moveY += move.y;
    const aim = deflectionOf(this.#sticks.right);
    if (aim.x !== 0 || aim.y !== 0) intent.aim = Math.atan2(aim.y, aim.x);
    if (this.#isFiring) intent.fire = true;
    if (this.#dash.sample()) intent.dash = true;
    if (this.#weapon >= 0) intent.weapon = this.#weapon;
    intent.weaponSteps += this.#weaponSteps;
    this.#weapon = -1;
    this.#weaponSteps = 0;
  }

  #judgeFire(): void {
    const { right } = this.#sticks;
    if (!right) return;
    const share = Math.hypot(right.x - right.originX, right.y - right.originY) / STICK_REACH_PX;
    this.#isFiring = share >= (this.#isFiring ? CEASE_DEFLECTION : FIRE_DEFLECTION);
  }

  #sideOf(pointerId: number): Side | null {
    const { left, right } = this.#sticks;
    if (left?.pointerId === pointerId) return "left";
    return right?.pointerId === pointerId ? "right" : null;
  }
}

function deflectionOf(stick: StickView | null): { x: number; y: number } {
  if (!stick) return { x: 0, y: 0 };
  return withoutDeadZone(
    (stick.x - stick.originX) / STICK_REACH_PX,
    (stick.y - stick.originY) / STICK_REACH_PX,
  );
}
