/** What to press for what, in words. Everything on screen that names a control asks here, whatever the device in use. */
import type { Action } from "../input/actions.ts";
import { type Bindings, type BoundDevice, codesOf, DEFAULT_BINDINGS } from "../input/bindings.ts";
import type { Device } from "../input/deviceInUse.ts";
import { words } from "./words/words.ts";

/** What a player wants to know the key of; `move` and `aim` are four actions each. */
export type Control = Action | "move" | "aim";

/** What letters the keys carry, by `event.code`, where the browser tells. */
export type KeyboardLayout = ReadonlyMap<string, string>;

interface Controls {
  device: Device;
  bindings: Bindings;
  layout: KeyboardLayout;
  /** How the gamepad calls itself. */
  padId: string;
}

const MOVES = ["up", "left", "down", "right"] as const;
const AIMS = ["aimUp", "aimLeft", "aimDown", "aimRight"] as const;

type PadFamily = "letters" | "shapes";
/** By the number of the button in the standard mapping. */
const PAD_FACES: Record<PadFamily, readonly string[]> = {
  letters: ["A", "B", "X", "Y", "LB", "RB", "LT", "RT"],
  shapes: ["✕", "○", "□", "△", "L1", "R1", "L2", "R2"],
};
/** Sony's pads, by name or by the number of their maker. */
const SHAPES_ID = /054c|dualshock|dualsense|playstation/i;

/** Keys with a sign, and the ways of a cross. */
const SIGNS: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Minus: "−",
  Equal: "=",
  BracketLeft: "[",
  BracketRight: "]",
  Backslash: "\\",
  IntlBackslash: "<",
  Semicolon: ";",
  Quote: "'",
  Backquote: "`",
  Comma: ",",
  Period: ".",
  Slash: "/",
  Add: "+",
  Subtract: "−",
  Multiply: "×",
  Divide: "÷",
  Decimal: ".",
  Pad12: "↑",
  Pad13: "↓",
  Pad14: "←",
  Pad15: "→",
  "Axis0-": "←",
  "Axis0+": "→",
  "Axis1-": "↑",
  "Axis1+": "↓",
  "Axis2-": "←",
  "Axis2+": "→",
  "Axis3-": "↑",
  "Axis3+": "↓",
};

const controls: Controls = {
  device: "keys",
  bindings: DEFAULT_BINDINGS,
  layout: new Map(),
  padId: "",
};

/** Tells what labels go by from now on. */
export function setControls(part: Partial<Controls>): void {
  Object.assign(controls, part);
}

/** Whether keys are what one has at hand. */
export function isAtKeyboard(): boolean {
  return controls.device === "keys";
}

/** "" when nothing is bound to it. */
export function controlLabel(control: Control): string {
  const { device } = controls;
  if (device === "touch") return touchLabel(control);
  if (control === "move") return wayLabel(device, MOVES);
  if (control === "aim") return device === "keys" ? words.keys.mouse : wayLabel(device, AIMS);
  const [first] = codesOf(controls.bindings, device, control);
  return first === undefined ? "" : codeLabel(device, first);
}

/** The same where there is little room: of the cross only which way. */
export function controlSign(control: Action): string {
  const { device, bindings } = controls;
  const [first = ""] = device === "pad" ? codesOf(bindings, device, control) : [];
  return (first.startsWith("Pad") ? SIGNS[first] : undefined) ?? controlLabel(control);
}

/** A key, a button of the mouse or of the gamepad, as its owner calls it. */
export function codeLabel(device: BoundDevice, code: string): string {
  return device === "keys" ? keyLabel(code) : padLabel(code);
}

function touchLabel(control: Control): string {
  const labels: Readonly<Record<string, string>> = words.controls.touch;
  return labels[control] ?? "";
}

/** Four ways in one: a stick by its name, keys one after the other. */
function wayLabel(device: BoundDevice, actions: readonly Action[]): string {
  const codes = actions.flatMap((action) => {
    return codesOf(controls.bindings, device, action).slice(0, 1);
  });
  const stick = stickOf(codes);
  if (stick !== null) return words.controls.sticks[stick];
  return codes.map((code) => codeLabel(device, code)).join(" ");
}

function stickOf(codes: readonly string[]): "left" | "right" | null {
  if (codes.length === 0) return null;
  if (codes.every((code) => /^Axis[01]/.test(code))) return "left";
  return codes.every((code) => /^Axis[23]/.test(code)) ? "right" : null;
}

function keyLabel(code: string): string {
  const named: Readonly<Record<string, string>> = words.keys.named;
  const printed = controls.layout.get(code)?.trim().toUpperCase() ?? "";
  const [, kind = "", rest = ""] = /^(Numpad|Mouse|Key|Digit)(.+)$/.exec(code) ?? [];
  if (named[code] !== undefined) return named[code];
  if (printed !== "" && kind !== "Numpad") return printed;
  if (kind === "Numpad") return words.keys.numpad(named[rest] ?? SIGNS[rest] ?? rest);
  if (kind === "Mouse") return words.keys.mouseButton(Number(rest) + 1);
  return SIGNS[code] ?? (rest || code);
}

function padLabel(code: string): string {
  const { keys, controls: text } = words;
  const named: Readonly<Record<string, string>> = keys.pad;
  const face = PAD_FACES[SHAPES_ID.test(controls.padId) ? "shapes" : "letters"];
  const stick = stickOf([code]);
  if (stick !== null) return `${text.sticks[stick]} ${SIGNS[code] ?? ""}`;
  if (SIGNS[code] !== undefined) return `${keys.cross} ${SIGNS[code]}`;
  const index = Number(code.slice("Pad".length));
  return face[index] ?? named[code] ?? keys.padButton(index);
}
