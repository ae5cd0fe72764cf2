/** Keys by place, not by letter (`event.code`), so that WASD is the same square of keys on every layout. */
import type { InputSource, Intent } from "./intent.ts";
import { Press } from "./press.ts";

export type KeyAction =
  | "up"
  | "down"
  | "left"
  | "right"
  | "dash"
  | "weapon1"
  | "weapon2"
  | "nextWeapon";

const DEFAULT_KEYS: Readonly<Record<string, KeyAction>> = {
  KeyW: "up",
  ArrowUp: "up",
  KeyS: "down",
  ArrowDown: "down",
  KeyA: "left",
  ArrowLeft: "left",
  KeyD: "right",
  ArrowRight: "right",
  Space: "dash",
  ShiftLeft: "dash",
  ShiftRight: "dash",
  Digit1: "weapon1",
  Digit2: "weapon2",
  KeyQ: "nextWeapon",
};

export class KeyboardSource implements InputSource {
  readonly #keys: Readonly<Record<string, KeyAction>>;
  readonly #presses = new Map<string, Press>();

  constructor(keys: Readonly<Record<string, KeyAction>> = DEFAULT_KEYS) {
    this.#keys = keys;
    for (const code of Object.keys(keys)) this.#presses.set(code, new Press());
  }

  /** Returns whether the key means something here: its default action is then to be prevented. */
  keyDown(code: string): boolean {
    const press = this.#presses.get(code);
    press?.down();
    return press !== undefined;
  }

  keyUp(code: string): void {
    this.#presses.get(code)?.up();
  }

  release(): void {
    for (const press of this.#presses.values()) press.release();
  }

  contribute(intent: Intent): void {
    const held = this.#takeHeld(intent);
    intent.moveX += Number(held.has("right")) - Number(held.has("left"));
    intent.moveY += Number(held.has("down")) - Number(held.has("up"));
    if (held.has("dash")) intent.dash = true;
    if (held.has("weapon1")) intent.weapon = 0;
    if (held.has("weapon2")) intent.weapon = 1;
  }

  /** Actions with at least one of their keys held; `nextWeapon` counts its presses instead. */
  #takeHeld(intent: Intent): Set<KeyAction> {
    const held = new Set<KeyAction>();
    for (const [code, press] of this.#presses) {
      const action = this.#keys[code];
      if (action === undefined) continue;
      if (action === "nextWeapon") intent.weaponSteps += press.takePresses();
      else if (press.sample()) held.add(action);
    }
    return held;
  }
}
