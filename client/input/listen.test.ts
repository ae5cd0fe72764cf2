import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { askedWeapon } from "#shared/sim/input.ts";
import { bind, type Bindings, DEFAULT_BINDINGS } from "./bindings.ts";
import { BoundButtons } from "./boundButtons.ts";
import { DeviceInUse } from "./deviceInUse.ts";
import { listenToInput } from "./listen.ts";
import { PointerSource } from "./pointer.ts";
import { InputSampler } from "./sampler.ts";
import { TouchSource } from "./touch.ts";

const ARMED = { weapon: 0, ammo: [-1, 3] };

function play(bindings: Bindings = DEFAULT_BINDINGS) {
  const page = new EventTarget();
  vi.stubGlobal("window", page);
  vi.stubGlobal("WheelEvent", { DOM_DELTA_PIXEL: 0 });
  const keys = new BoundButtons();
  keys.bind(bindings, "keys", "player");
  const sampler = new InputSampler([["keys", keys]], new DeviceInUse("keys"), () => null);
  sampler.setActive(true);
  const parts = { sampler, keys, pointer: new PointerSource(() => null), touch: new TouchSource() };
  const shortcuts = { press: () => false, letGo: () => undefined };
  const surface = new EventTarget() as HTMLElement;
  listenToInput({ ...parts, page: shortcuts, surface }, ending.signal);
  const send = (type: "keydown" | "keyup", code: string, metaKey = false): void => {
    page.dispatchEvent(Object.assign(new Event(type), { code, metaKey }));
  };
  const roll = (part: Partial<WheelEvent>): void => {
    const rolled = { deltaMode: 0, deltaX: 0, deltaY: 0, shiftKey: false, ...part };
    surface.dispatchEvent(Object.assign(new Event("wheel"), rolled));
  };
  /** Gives whether its default action is prevented. */
  const liftButton = (button: number): boolean => {
    const event = Object.assign(new Event("mouseup", { cancelable: true }), { button });
    page.dispatchEvent(event);
    return event.defaultPrevented;
  };
  const weapon = () => askedWeapon(sampler.sample(ARMED).buttons);
  return { send, roll, liftButton, weapon, course: () => sampler.sample(ARMED).moveY };
}

let ending = new AbortController();
beforeEach(() => {
  ending = new AbortController();
});
afterEach(() => {
  ending.abort();
  vi.unstubAllGlobals();
});

describe("the command key of a Mac", () => {
  test("keeps no key pressed that was let go with it: the browser does not tell of those", () => {
    const { send, course } = play();
    send("keydown", "KeyW");
    expect(course()).toBeLessThan(0);
    send("keydown", "MetaLeft", true);
    send("keyup", "MetaLeft");
    expect(course()).toBe(0);
  });
});

describe("the wheel", () => {
  test("takes the next weapon also while Shift is held to dash: browsers then say that it rolls sideways", () => {
    const { roll, weapon } = play();
    roll({ deltaX: 100, shiftKey: true });
    expect(weapon()).toBe(2);
  });

  test("does nothing when it is really rolled sideways", () => {
    const { roll, weapon } = play();
    roll({ deltaX: 100 });
    expect(weapon()).toBe(0);
  });
});

test("a side button of the mouse that is bound does not lead the browser back, one that is not does", () => {
  const { bindings } = bind(DEFAULT_BINDINGS, "keys", "dash", "Mouse3", "Mouse2");
  const { liftButton } = play(bindings);
  expect(liftButton(3)).toBe(true);
  expect(liftButton(4)).toBe(false);
});
