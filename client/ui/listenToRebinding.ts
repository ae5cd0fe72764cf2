/** While a key is waited for, keys and buttons of the mouse belong to the rebinder and to nobody else. */
import type { Rebinder } from "./rebinder.ts";

const CAPTURE = { capture: true, passive: false } as const;

export function listenToRebinding(rebinder: Rebinder, page: Window): void {
  /** Whether what was captured is about to become a click. */
  let isClickOurs = false;
  const take = (event: Event, code: string): void => {
    if (!rebinder.hear("keys", code)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const keyDown = (event: KeyboardEvent): void => {
    // A held key that has opened the capture is not yet the answer.
    isClickOurs = rebinder.capture !== null;
    if (event.repeat && isClickOurs) event.preventDefault();
    else take(event, event.code);
  };
  const pointerDown = ({ pointerType }: PointerEvent): void => {
    // A finger presses no key: it leaves things as they are.
    if (pointerType === "touch") rebinder.cancel();
  };
  const mouseDown = (event: MouseEvent): void => {
    isClickOurs = rebinder.capture !== null;
    take(event, `Mouse${event.button}`);
  };
  const swallow = (event: Event): void => {
    if (!isClickOurs) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const wheel = (event: WheelEvent): void =>
    take(event, event.deltaY > 0 ? "WheelDown" : "WheelUp");
  page.addEventListener("keydown", keyDown, CAPTURE);
  page.addEventListener("pointerdown", pointerDown, CAPTURE);
  page.addEventListener("mousedown", mouseDown, CAPTURE);
  page.addEventListener("wheel", wheel, CAPTURE);
  for (const type of ["click", "auxclick", "contextmenu", "mouseup"] as const)
    page.addEventListener(type, swallow, CAPTURE);
}
