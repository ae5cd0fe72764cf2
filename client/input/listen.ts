/** Joins the browser's events to the sources. While the sampler is inactive, every event is left to the page. */
import { isPageAction, type PageAction } from "./actions.ts";
import type { BoundButtons } from "./boundButtons.ts";
import type { PointerSource } from "./pointer.ts";
import type { InputSampler } from "./sampler.ts";
import type { TouchSource } from "./touch.ts";

/** Who does what acts on the page. */
export interface PageControls {
  /** Returns whether there was something to do. */
  press(action: PageAction): boolean;
  letGo(action: PageAction): void;
}

export interface InputParts {
  sampler: InputSampler;
  keys: BoundButtons;
  pointer: PointerSource;
  touch: TouchSource;
  page: PageControls;
  /** The element that one plays on: only presses that begin in it fire. */
  surface: HTMLElement;
}

/** What a browser does at a touch besides telling of it: it scrolls, zooms, and makes a mouse of it. */
const TOUCH_DEFAULTS = ["touchstart", "touchmove", "touchend"] as const;

/** Starts listening; ends with `signal`. */
export function listenToInput(parts: InputParts, signal: AbortSignal): void {
  listenToKeys(parts, signal);
  listenToMouse(parts, signal);
  listenToFingers(parts, signal);
  const letAllGo = (): void => {
    parts.sampler.release();
    parts.page.letGo("scores");
  };
  window.addEventListener("blur", letAllGo, { signal });
}

function listenToKeys(parts: InputParts, signal: AbortSignal): void {
  const down = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (press(parts, event.code, event.repeat)) event.preventDefault();
  };
  window.addEventListener("keydown", down, { signal });
  window.addEventListener("keyup", ({ code }) => letGo(parts, code), { signal });
}

function listenToMouse(parts: InputParts, signal: AbortSignal): void {
  const { sampler, keys, pointer, surface } = parts;
  const move = ({ pointerType, clientX, clientY }: PointerEvent): void => {
    if (pointerType !== "touch") pointer.moveTo(clientX, clientY);
  };
  window.addEventListener("pointermove", move, { signal });
  surface.addEventListener(
    "mousedown",
    (event) => {
      if (!sampler.isActive) return;
      pointer.moveTo(event.clientX, event.clientY);
      press(parts, `Mouse${event.button}`, false);
      event.preventDefault();
    },
    { signal },
  );
  const lift = (event: MouseEvent): void => {
    const code = `Mouse${event.button}`;
    // The side buttons lead a browser to other pages as they come up.
    if (event.button > 2 && sampler.isActive && keys.actionOf(code)) event.preventDefault();
    letGo(parts, code);
  };
  window.addEventListener("mouseup", lift, { signal });
  surface.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
  const roll = (event: WheelEvent): void => rollWheel(event, parts);
  surface.addEventListener("wheel", roll, { signal, passive: false });
}

function listenToFingers({ sampler, touch, surface }: InputParts, signal: AbortSignal): void {
  const follow = ({ pointerType, pointerId, target, clientX, clientY }: PointerEvent): void => {
    const isOurs = target instanceof Node && surface.contains(target);
    if (pointerType !== "touch" || !isOurs || !sampler.isActive) return;
    // One that was put down before the match took fingers begins where it moves.
    touch.begin(pointerId, clientX, clientY, surface.clientWidth);
    touch.move(pointerId, clientX, clientY);
  };
  for (const type of ["pointerdown", "pointermove"] as const)
    window.addEventListener(type, follow, { signal });
  for (const type of ["pointerup", "pointercancel"] as const)
    window.addEventListener(type, ({ pointerId }) => touch.end(pointerId), { signal });
  const prevent = (event: Event): void => {
    // What has begun to scroll cannot be stopped.
    if (sampler.isActive && event.cancelable) event.preventDefault();
  };
  for (const type of TOUCH_DEFAULTS)
    surface.addEventListener(type, prevent, { signal, passive: false });
}

/** Returns whether the key or button means something now: its default action is then to be prevented. */
function press({ sampler, keys, page }: InputParts, code: string, isRepeat: boolean): boolean {
  const action = keys.actionOf(code);
  if (action === null) return false;
  // Scores are held; of the others a repeat does nothing, but is not the page's either.
  if (isPageAction(action))
    return isRepeat && action !== "scores" ? sampler.isActive : page.press(action);
  if (sampler.isActive) keys.push(code, 1);
  return sampler.isActive;
}

function letGo({ keys, page }: InputParts, code: string): void {
  // A Mac does not tell which keys were let go while this one was held.
  if (code.startsWith("Meta")) keys.release();
  const action = keys.actionOf(code);
  if (action !== null && isPageAction(action)) page.letGo(action);
  keys.push(code, 0);
}

function rollWheel(event: WheelEvent, parts: InputParts): void {
  event.preventDefault();
  if (!parts.sampler.isActive) return;
  const isInPx = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL;
  // With Shift, which dashes, browsers turn it sideways.
  const travel = event.shiftKey ? event.deltaY || event.deltaX : event.deltaY;
  const notches = parts.pointer.roll(travel * (isInPx ? 1 : 40));
  const code = notches > 0 ? "WheelDown" : "WheelUp";
  for (let i = Math.abs(notches); i > 0; i -= 1) {
    press(parts, code, false);
    letGo(parts, code);
  }
}
