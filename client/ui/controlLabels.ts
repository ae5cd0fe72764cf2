/** What to press for what, in words. Everything on screen that names a control asks here, whatever the device in use. */
import { words } from "./words/words.ts";

export type Control = "move" | "aim" | "fire" | "dash" | "nextWeapon" | "scores" | "netGraph";

export function controlLabel(control: Control): string {
  return words.controls.keyboard[control];
}
