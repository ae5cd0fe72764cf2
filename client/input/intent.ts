/**
 * The one merge point of all input. Every source (keys, mouse, gamepad, touch) adds to an `Intent` what it asks for;
 * `inputFromIntent` makes of it the one `PlayerInput` of the tick.
 */
import {
  aimFromRadians,
  askWeapon,
  Button,
  MOVE_MAX,
  type PlayerInput,
} from "#shared/sim/input.ts";

export interface Intent {
  /** -1..1 before the merge is cut to the circle; +x is right. */
  moveX: number;
  /** -1..1; +y is down. */
  moveY: number;
  fire: boolean;
  dash: boolean;
  /** Index of the weapon asked for, or -1. */
  weapon: number;
  /** Weapons to step forward (or back, below 0). */
  weaponSteps: number;
  /** Radians, or null when no source aims. */
  aim: number | null;
}

export interface InputSource {
  /** Adds what is held now, and every press since the last call, to `intent`. */
  contribute(intent: Intent): void;
  /** Lets go of everything that is held or remembered. */
  release(): void;
}

export function createIntent(): Intent {
  return { moveX: 0, moveY: 0, fire: false, dash: false, weapon: -1, weaponSteps: 0, aim: null };
}

/** Where the skiff is asked to go, in radians, or null when it is not. */
export function headingOf({ moveX, moveY }: Intent): number | null {
  return moveX === 0 && moveY === 0 ? null : Math.atan2(moveY, moveX);
}

export function inputFromIntent(intent: Intent, weapon: number, lastAim: number): PlayerInput {
  const length = Math.sqrt(intent.moveX * intent.moveX + intent.moveY * intent.moveY);
  const scale = MOVE_MAX / Math.max(1, length);
  const buttons = (intent.fire ? Button.fire : 0) | (intent.dash ? Button.dash : 0);
  return {
    buttons: weapon >= 0 ? askWeapon(buttons, weapon) : buttons,
    moveX: Math.round(intent.moveX * scale),
    moveY: Math.round(intent.moveY * scale),
    aim: intent.aim === null ? lastAim : aimFromRadians(intent.aim),
  };
}
