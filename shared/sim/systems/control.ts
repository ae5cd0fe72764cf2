/** Puts each seat's input of this tick on its skiff, and keeps the buttons of the tick before for edges. */
import { IDLE_INPUT, type TickInput, type TickInputs } from "../input.ts";
import { seatedSkiffs, slotOf, type World } from "../world.ts";

export function applyInputs(world: World, inputs: TickInputs): void {
  const { Control, Sight } = world.components;
  for (const skiff of seatedSkiffs(world)) {
    const input: Readonly<TickInput> = inputs[slotOf(skiff)] ?? IDLE_INPUT;
    Control.previousButtons[skiff] = Control.buttons[skiff]!;
    Control.buttons[skiff] = input.buttons;
    Control.moveX[skiff] = input.moveX;
    Control.moveY[skiff] = input.moveY;
    Control.aim[skiff] = input.aim;
    Sight.rewind[skiff] = input.rewind ?? 0;
  }
}

/** Whether `button` went down in this tick. */
export function isPressed(world: World, skiff: number, button: number): boolean {
  const { Control } = world.components;
  return (Control.buttons[skiff]! & ~Control.previousButtons[skiff]! & button) !== 0;
}

/** Whether `button` is held in this tick. */
export function isHeld(world: World, skiff: number, button: number): boolean {
  return (world.components.Control.buttons[skiff]! & button) !== 0;
}
