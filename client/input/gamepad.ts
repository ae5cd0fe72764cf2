/**
 * Gamepads as the browser tells of them, looked at once a frame: what is pushed how far, by code (bindings.ts), and what
 * has changed since the look before. One pad plays at a time: the one that was touched last.
 */
import type { BoundButtons } from "./boundButtons.ts";

/** A stick that is deflected by less than this share of its travel is at rest: none comes back to exactly 0. */
const DEAD_ZONE = 0.2;
/** From this share of its travel on it counts as pushed all the way: few reach 1 in every direction. */
const FULL_DEFLECTION = 0.95;
/** A button that is pushed this far is down, and up again below the lesser one. */
const DOWN_TRAVEL = 0.5;
const UP_TRAVEL = 0.35;
/** A stick was taken up when it has moved by this much since it last was. */
const STIR_DEFLECTION = 0.3;
const STICK_CODES = [0, 1, 2, 3].flatMap((axis) => [`Axis${axis}+`, `Axis${axis}-`]);

/** What is read of a `Gamepad`. */
export interface PadState {
  readonly index: number;
  readonly id: string;
  readonly mapping: string;
  readonly connected: boolean;
  readonly axes: readonly number[];
  readonly buttons: readonly { readonly value: number; readonly pressed: boolean }[];
}

export type PadNews = "connected" | "lost" | "unknown";

export interface PadLook {
  /** Codes that went down, or came up, since the look before. Sticks have codes, too. */
  readonly pressed: readonly string[];
  readonly released: readonly string[];
  /** 0..1 by code, of what is pushed at all. */
  readonly travels: ReadonlyMap<string, number>;
  /** Whether somebody has just touched it. */
  readonly isTouched: boolean;
  readonly news: PadNews | null;
  /** How the pad in use calls itself; "" when there is none. */
  readonly id: string;
}

/** A stick's deflection less the dead zone, which is a disc: directions stay what they are, and full stays full. */
export function withoutDeadZone(x: number, y: number): { x: number; y: number } {
  const length = Math.hypot(x, y);
  if (!(length > DEAD_ZONE)) return { x: 0, y: 0 };
  const share = Math.min(1, (length - DEAD_ZONE) / (FULL_DEFLECTION - DEAD_ZONE)) / length;
  return { x: x * share, y: y * share };
}

export class PadReader {
  #index = -1;
  #down: ReadonlySet<string> = new Set();
  /** Where the sticks were when they were last taken up. */
  #rest: readonly number[] = [];
  readonly #known = new Set<number>();

  /** `pads` as `navigator.getGamepads()` gives them. */
  look(pads: readonly (PadState | null)[]): PadLook {
    const here = pads.filter((pad) => pad !== null && pad.connected) as PadState[];
    const news = this.#hear(here);
    const pad = this.#choose(here.filter(({ mapping }) => mapping === "standard"));
    const travels = pad ? travelsOf(pad) : new Map<string, number>();
    const before = this.#down;
    this.#down = downOf(travels, before);
    const pressed = [...this.#down].filter((code) => !before.has(code));
    const released = [...before].filter((code) => !this.#down.has(code));
    const isStirred = pad !== undefined && this.#stir(pad);
    return {
      pressed,
      released,
      travels,
      isTouched: isStirred || pressed.length > 0,
      news,
      id: pad?.id ?? "",
    };
  }

  #hear(here: readonly PadState[]): PadNews | null {
    let news: PadNews | null = null;
    const indices = new Set(here.map(({ index }) => index));
    if (this.#index >= 0 && !indices.has(this.#index)) news = "lost";
    for (const { index, mapping } of here)
      if (!this.#known.has(index)) news = mapping === "standard" ? "connected" : "unknown";
    this.#known.clear();
    for (const index of indices) this.#known.add(index);
    return news;
  }

  /** Stays with the pad in use until another one has a button pressed, or it is gone. */
  #choose(pads: readonly PadState[]): PadState | undefined {
    const current = pads.find(({ index }) => index === this.#index);
    const other = pads.find((pad) => pad !== current && pad.buttons.some(({ pressed }) => pressed));
    const chosen = isIdle(current) ? (other ?? current ?? pads[0]) : current;
    if (chosen?.index !== this.#index) this.#rest = [];
    this.#index = chosen?.index ?? -1;
    return chosen;
  }

  #stir(pad: PadState): boolean {
    const sticks = sticksOf(pad);
    const isStirred = sticks.some((value, axis) => {
      return Math.abs(value - (this.#rest[axis] ?? 0)) > STIR_DEFLECTION;
    });
    if (isStirred || this.#rest.length === 0) this.#rest = sticks;
    return isStirred;
  }
}

function isIdle(pad: PadState | undefined): boolean {
  return !pad?.buttons.some(({ pressed }) => pressed);
}

/** Both sticks without their dead zones: x, y, x, y. */
function sticksOf({ axes }: PadState): number[] {
  const left = withoutDeadZone(axes[0] ?? 0, axes[1] ?? 0);
  const right = withoutDeadZone(axes[2] ?? 0, axes[3] ?? 0);
  return [left.x, left.y, right.x, right.y];
}

function travelsOf(pad: PadState): Map<string, number> {
  const travels = new Map<string, number>();
  pad.buttons.forEach(({ value, pressed }, index) => {
    const travel = pressed ? Math.max(value, DOWN_TRAVEL) : value;
    if (travel > 0) travels.set(`Pad${index}`, travel);
  });
  sticksOf(pad).forEach((value, axis) => {
    if (value !== 0) travels.set(`Axis${axis}${value > 0 ? "+" : "-"}`, Math.abs(value));
  });
  return travels;
}

function downOf(travels: ReadonlyMap<string, number>, before: ReadonlySet<string>): Set<string> {
  const down = new Set<string>();
  for (const [code, travel] of travels)
    if (travel >= (before.has(code) ? UP_TRAVEL : DOWN_TRAVEL)) down.add(code);
  return down;
}

/** Plays with what the look saw. A button that was down before its source was let go of does nothing until it is pressed anew. */
export function followPad(source: BoundButtons, look: PadLook): void {
  for (const code of look.pressed) source.push(code, 1);
  for (const code of look.released) source.push(code, 0);
  for (const code of STICK_CODES) source.push(code, look.travels.get(code) ?? 0);
}
