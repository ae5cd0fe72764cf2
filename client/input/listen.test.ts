import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { DEFAULT_BINDINGS } from "./bindings.ts";
import { BoundButtons } from "./boundButtons.ts";
import { DeviceInUse } from "./deviceInUse.ts";
import { listenToInput } from "./listen.ts";
import { PointerSource } from "./pointer.ts";
import { InputSampler } from "./sampler.ts";
import { TouchSource } from "./touch.ts";

const ARMED = { weapon: 0, ammo: [-1] };

function play() {
  const page = new EventTarget();
  vi.stubGlobal("window", page);
  const keys = new BoundButtons();
  keys.bind(DEFAULT_BINDINGS, "keys", "player");
  const sampler = new InputSampler([["keys", keys]], new DeviceInUse("keys"), () => null);
  sampler.setActive(true);
  const parts = { sampler, keys, pointer: new PointerSource(() => null), touch: new TouchSource() };
  const shortcuts = { press: () => false, letGo: () => undefined };
  const surface = new EventTarget() as HTMLElement;
  listenToInput({ ...parts, page: shortcuts, surface }, ending.signal);
  const send = (type: "keydown" | "keyup", code: string, metaKey = false): void => {
    page.dispatchEvent(Object.assign(new Event(type), { code, metaKey }));
  };
  return { send, course: () => sampler.sample(ARMED).moveY };
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
