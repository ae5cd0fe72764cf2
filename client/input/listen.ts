/** Joins the browser's events to the sources. While the sampler is inactive, every event is left to the page. */
import type { KeyboardSource } from "./keyboard.ts";
import type { PointerSource } from "./pointer.ts";
import type { InputSampler } from "./sampler.ts";

export interface InputParts {
  sampler: InputSampler;
  keyboard: KeyboardSource;
  pointer: PointerSource;
  /** The element that one plays on: only presses that begin in it fire. */
  surface: HTMLElement;
}

/** Starts listening; ends with `signal`. */
export function listenToInput(parts: InputParts, signal: AbortSignal): void {
  listenToKeys(parts, signal);
  listenToPointer(parts, signal);
  window.addEventListener("blur", () => parts.sampler.release(), { signal });
}

function listenToKeys({ sampler, keyboard }: InputParts, signal: AbortSignal): void {
  window.addEventListener(
    "keydown",
    (event) => {
      if (!sampler.isActive || event.ctrlKey || event.metaKey || event.altKey) return;
      if (keyboard.keyDown(event.code)) event.preventDefault();
    },
    { signal },
  );
  window.addEventListener("keyup", (event) => keyboard.keyUp(event.code), { signal });
}

function listenToPointer({ sampler, pointer, surface }: InputParts, signal: AbortSignal): void {
  const move = (event: PointerEvent): void => pointer.moveTo(event.clientX, event.clientY);
  window.addEventListener("pointermove", move, { signal });
  surface.addEventListener(
    "mousedown",
    (event) => {
      if (!sampler.isActive) return;
      pointer.moveTo(event.clientX, event.clientY);
      pointer.buttonDown(event.button);
      event.preventDefault();
    },
    { signal },
  );
  window.addEventListener("mouseup", (event) => pointer.buttonUp(event.button), { signal });
  surface.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
  surface.addEventListener("wheel", (event) => rollWheel(event, sampler, pointer), {
    signal,
    passive: false,
  });
}

function rollWheel(event: WheelEvent, sampler: InputSampler, pointer: PointerSource): void {
  event.preventDefault();
  if (sampler.isActive)
    pointer.wheel(event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 40));
}
