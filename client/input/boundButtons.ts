/** The keys or buttons of one device, each with the action that it is bound to, as they are held. */
import { type Action, ACTIONS, isFor, type Role, weaponOf } from "./actions.ts";
import { type Bindings, type BoundDevice, codesOf } from "./bindings.ts";
import type { InputSource, Intent } from "./intent.ts";
import { Press } from "./press.ts";

interface Lever {
  readonly action: Action;
  readonly press: Press;
  /** 0..1: how far it is pushed; a key is 0 or 1. */
  travel: number;
}

/** A stick or trigger counts as pressed from this share of its travel on. */
const PRESSED_TRAVEL = 0.5;
/** Below this deflection a stick does not say where to aim: as it springs back it passes through every angle. */
const AIM_MIN_DEFLECTION = 0.35;

export class BoundButtons implements InputSource {
  #levers: ReadonlyMap<string, Lever> = new Map();

  /** Whatever is held under other bindings is let go. */
  bind(bindings: Bindings, device: BoundDevice, role: Role): void {
    this.#levers = new Map(
      ACTIONS.filter((action) => isFor(action, role)).flatMap((action) =>
        codesOf(bindings, device, action).map((code): [string, Lever] => [
          code,
          { action, press: new Press(), travel: 0 },
        ]),
      ),
    );
  }

  /** What this code does, or null when it means nothing here. */
  actionOf(code: string): Action | null {
    return this.#levers.get(code)?.action ?? null;
  }

  push(code: string, travel: number): void {
    const lever = this.#levers.get(code);
    if (!lever) return;
    lever.travel = travel;
    if (travel >= PRESSED_TRAVEL) lever.press.down();
    else lever.press.up();
  }

  /** A press without length, as a notch of a wheel is. */
  tap(code: string): void {
    this.push(code, 1);
    this.push(code, 0);
  }

  release(): void {
    for (const lever of this.#levers.values()) {
      lever.press.release();
      lever.travel = 0;
    }
  }

  contribute(intent: Intent): void {
    const travels = this.#takeTravels(intent);
    const travelOf = (action: Action): number => travels.get(action) ?? 0;
    intent.moveX += travelOf("right") - travelOf("left");
    intent.moveY += travelOf("down") - travelOf("up");
    const aimX = travelOf("aimRight") - travelOf("aimLeft");
    const aimY = travelOf("aimDown") - travelOf("aimUp");
    if (Math.hypot(aimX, aimY) >= AIM_MIN_DEFLECTION) intent.aim = Math.atan2(aimY, aimX);
    for (const [action, travel] of travels) {
      if (travel < PRESSED_TRAVEL) continue;
      if (action === "fire") intent.fire = true;
      else if (action === "dash") intent.dash = true;
      else if (weaponOf(action) >= 0) intent.weapon = weaponOf(action);
    }
  }

  /** How far each action is pushed, by the furthest of its codes; steps between weapons are counted instead. */
  #takeTravels(intent: Intent): Map<Action, number> {
    const travels = new Map<Action, number>();
    for (const { action, press, travel } of this.#levers.values()) {
      if (action === "nextWeapon") intent.weaponSteps += press.takePresses();
      else if (action === "previousWeapon") intent.weaponSteps -= press.takePresses();
      else {
        // What was pressed and let go since the last call was pressed all the way.
        const wasTapped = press.sample() && travel < PRESSED_TRAVEL;
        travels.set(action, Math.max(travels.get(action) ?? 0, wasTapped ? 1 : travel));
      }
    }
    return travels;
  }
}
