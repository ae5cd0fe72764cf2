/** Notes which device was touched last, on every screen. Gamepads have no events for that: see gamepad.ts. */
import type { DeviceInUse } from "./deviceInUse.ts";

/** A mouse that moves less than this in all was jogged, not used. */
const MOUSE_STIR_PX = 8;

export function listenToDevices(inUse: DeviceInUse, page: Window): void {
  let mouseWayPx = 0;
  const note = (pointerType: string): void => {
    inUse.note(pointerType === "touch" ? "touch" : "keys");
    mouseWayPx = 0;
  };
  const move = ({ pointerType, movementX, movementY }: PointerEvent): void => {
    if (pointerType === "touch" || inUse.current === "keys") return;
    mouseWayPx += Math.hypot(movementX, movementY);
    if (mouseWayPx >= MOUSE_STIR_PX) note(pointerType);
  };
  const keyDown = ({ target }: KeyboardEvent): void => {
    // Keys that come up on the screen belong to the finger.
    const isOnScreen = inUse.current === "touch" && target instanceof HTMLInputElement;
    if (!isOnScreen) note("keyboard");
  };
  page.addEventListener("pointerdown", ({ pointerType }) => note(pointerType), { capture: true });
  page.addEventListener("pointermove", move, { capture: true, passive: true });
  page.addEventListener("keydown", keyDown, { capture: true });
}
