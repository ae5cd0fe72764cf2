/**
 * What one player pressed for one tick, and the only way in which anybody, human or bot, acts on the world.
 * It is four bytes on the wire: buttons, move (two signed nibbles), aim.
 */

/** Bits of `PlayerInput.buttons`. The two top bits hold the weapon asked for (see `askedWeapon`). */
export const Button = {
  fire: 1 << 0,
  dash: 1 << 1,
} as const;

/** What begins something when it goes down, and only then. */
export const EDGES = Button.fire | Button.dash;

/**
 * A press that comes later than this is not what its player means any more. A shot is aimed at what is long gone by then;
 * a dash still takes its player out of where he is, after the longest standstill that lost packets make of a network.
 */
const LATE_FIRE_TICKS = 6;
const LATE_DASH_TICKS = 18;

const WEAPON_SHIFT = 2;
const WEAPON_MASK = 0b111;
/** Every bit that means something. */
const KNOWN_BUTTONS = Button.fire | Button.dash | (WEAPON_MASK << WEAPON_SHIFT);

/** Full deflection of a stick or key on one axis of `moveX`, `moveY`. */
export const MOVE_MAX = 7;

/** Aim is a turn cut into this many steps: 0 is +x, a quarter is +y (down the screen). */
export const AIM_STEPS = 65536;

export interface PlayerInput {
  /** Bits of `Button`, plus the asked weapon. */
  buttons: number;
  /** Integer -7..7; +x is right. */
  moveX: number;
  /** Integer -7..7; +y is down. */
  moveY: number;
  /** Integer 0..65535, see `AIM_STEPS`. */
  aim: number;
}

/** Parts of a tick in which it is told how far back somebody saw the others. */
export const REWIND_STEPS_PER_TICK = 16;

/** What a seat does in one tick: the input of its player, and what the room knows of how that came about. */
export interface TickInput extends PlayerInput {
  /** How far before this tick the player saw the others: 0..MOST_REWIND (rewind.ts); none is the present. */
  rewind?: number;
}

/** Inputs of one tick by slot; where there is none the seat holds still. */
export type TickInputs = readonly (Readonly<TickInput> | undefined)[];

/** An input that does nothing. Frozen: copy it before writing to it. */
export const IDLE_INPUT: Readonly<PlayerInput> = Object.freeze({
  buttons: 0,
  moveX: 0,
  moveY: 0,
  aim: 0,
});

/** Of `EDGES`, those whose press still counts when it comes so many ticks late. */
export function edgesWhenLate(ticks: number): number {
  return (
    (ticks <= LATE_FIRE_TICKS ? Button.fire : 0) | (ticks <= LATE_DASH_TICKS ? Button.dash : 0)
  );
}

/** The weapon that these buttons ask for: 0 for "keep what I have", else weapon index + 1. */
export function askedWeapon(buttons: number): number {
  return (buttons >> WEAPON_SHIFT) & WEAPON_MASK;
}

/** `buttons` asking for the weapon with this index (0..6). */
export function askWeapon(buttons: number, weapon: number): number {
  return (buttons & ~(WEAPON_MASK << WEAPON_SHIFT)) | ((weapon + 1) << WEAPON_SHIFT);
}

/** Clamps every field of `input` in place to what the simulation accepts; returns it. */
export function sanitizeInput(input: PlayerInput): PlayerInput {
  input.buttons &= KNOWN_BUTTONS;
  input.moveX = clampMove(input.moveX);
  input.moveY = clampMove(input.moveY);
  input.aim &= AIM_STEPS - 1;
  return input;
}

/** Radians (any) to the aim steps of an input. */
export function aimFromRadians(radians: number): number {
  return Math.round((radians / (2 * Math.PI)) * AIM_STEPS) & (AIM_STEPS - 1);
}

/** Aim steps to radians in [0, 2π). */
export function radiansFromAim(aim: number): number {
  return (aim / AIM_STEPS) * 2 * Math.PI;
}

function clampMove(value: number): number {
  return Math.max(-MOVE_MAX, Math.min(MOVE_MAX, Math.trunc(value) || 0));
}
