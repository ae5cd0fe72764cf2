import { aimFromRadians, askedWeapon, Button, MOVE_MAX } from "#shared/sim/input.ts";
import { describe, expect, test } from "vitest";
import { DEFAULT_BINDINGS } from "./bindings.ts";
import { BoundButtons } from "./boundButtons.ts";
import { DeviceInUse } from "./deviceInUse.ts";
import { createIntent, inputFromIntent } from "./intent.ts";
import { PointerSource } from "./pointer.ts";
import { Press } from "./press.ts";
import { InputSampler, stepWeapon } from "./sampler.ts";

const ARMED = { weapon: 0, ammo: [-1, 5] };

function createPlayer(firstAim: number | null = null) {
  const keys = createButtons("keys");
  const pad = createButtons("pad");
  const pointer = new PointerSource((x, y) => Math.atan2(y, x));
  const inUse = new DeviceInUse("keys");
  const sources = [
    ["keys", pointer],
    ["keys", keys],
    ["pad", pad],
  ] as const;
  const sampler = new InputSampler(sources, inUse, () => firstAim);
  sampler.setActive(true);
  return { keys, pad, pointer, inUse, sampler };
}

function createButtons(device: "keys" | "pad"): BoundButtons {
  const buttons = new BoundButtons();
  buttons.bind(DEFAULT_BINDINGS, device, "player");
  return buttons;
}

describe("a press", () => {
  test("shorter than a tick is seen exactly once", () => {
    const press = new Press();
    press.down();
    press.up();
    expect([press.sample(), press.sample()]).toEqual([true, false]);
  });

  test("held is seen until it is let go; key repeat adds nothing", () => {
    const press = new Press();
    press.down();
    press.down();
    expect(press.takePresses()).toBe(1);
    expect(press.sample()).toBe(true);
    press.up();
    expect(press.sample()).toBe(false);
  });
});

describe("keyboard", () => {
  test("WASD and arrows steer, opposite keys cancel, diagonals are no faster", () => {
    const { keys, sampler } = createPlayer();
    keys.push("KeyW", 1);
    expect(sampler.sample(ARMED)).toMatchObject({ moveX: 0, moveY: -MOVE_MAX });
    keys.push("ArrowRight", 1);
    expect(sampler.sample(ARMED)).toMatchObject({ moveX: 5, moveY: -5 });
    keys.push("KeyA", 1);
    expect(sampler.sample(ARMED)).toMatchObject({ moveX: 0, moveY: -MOVE_MAX });
  });

  test("letting go of one of two keys for a direction keeps it", () => {
    const { keys, sampler } = createPlayer();
    keys.push("KeyD", 1);
    keys.push("ArrowRight", 1);
    keys.push("KeyD", 0);
    expect(sampler.sample(ARMED).moveX).toBe(MOVE_MAX);
    keys.push("ArrowRight", 0);
    expect(sampler.sample(ARMED).moveX).toBe(0);
  });

  test.each(["Space", "ShiftLeft", "ShiftRight"])("%s dashes", (code) => {
    const { keys, sampler } = createPlayer();
    keys.push(code, 1);
    expect(sampler.sample(ARMED).buttons & Button.dash).toBe(Button.dash);
  });

  test("only keys that mean something are known", () => {
    const { keys } = createPlayer();
    expect([keys.actionOf("KeyW"), keys.actionOf("F5")]).toEqual(["up", null]);
  });

  test("under other bindings other keys steer, and what was held is let go", () => {
    const { keys, sampler } = createPlayer();
    keys.push("KeyW", 1);
    keys.bind({ keys: { left: ["KeyJ"] }, pad: {} }, "keys", "player");
    keys.push("KeyJ", 1);
    keys.push("KeyD", 1);
    expect(sampler.sample(ARMED)).toMatchObject({ moveX: -MOVE_MAX, moveY: 0 });
  });
});

describe("mouse", () => {
  test("left fires, right dashes, the middle does nothing", () => {
    const { keys, sampler } = createPlayer();
    keys.push("Mouse1", 1);
    expect(sampler.sample(ARMED).buttons).toBe(0);
    keys.push("Mouse0", 1);
    keys.push("Mouse0", 0);
    keys.push("Mouse2", 1);
    keys.push("Mouse2", 0);
    expect(sampler.sample(ARMED).buttons).toBe(Button.fire | Button.dash);
    expect(sampler.sample(ARMED).buttons).toBe(0);
  });

  test("aims where it points and keeps the aim when nothing aims", () => {
    const { pointer, sampler } = createPlayer();
    pointer.moveTo(0, 10);
    const down = aimFromRadians(Math.PI / 2);
    expect(sampler.sample(ARMED).aim).toBe(down);
    sampler.setActive(false);
    expect(sampler.sample(ARMED).aim).toBe(down);
  });
});

describe("weapons", () => {
  test("2 asks for the second weapon for some ticks and stops once it is in hand", () => {
    const { keys, sampler } = createPlayer();
    keys.push("Digit2", 1);
    keys.push("Digit2", 0);
    expect(askedWeapon(sampler.sample(ARMED).buttons)).toBe(2);
    expect(askedWeapon(sampler.sample(ARMED).buttons)).toBe(2);
    expect(askedWeapon(sampler.sample({ ...ARMED, weapon: 1 }).buttons)).toBe(0);
  });

  test("a change that is never granted is not asked for ever", () => {
    const { keys, sampler } = createPlayer();
    keys.push("Digit2", 1);
    keys.push("Digit2", 0);
    for (let tick = 0; tick < 60; tick += 1) sampler.sample(ARMED);
    expect(askedWeapon(sampler.sample(ARMED).buttons)).toBe(0);
  });

  test("Q and the wheel go round the loaded weapons only", () => {
    expect(stepWeapon({ weapon: 0, ammo: [-1, 5] }, 1)).toBe(1);
    expect(stepWeapon({ weapon: 1, ammo: [-1, 5] }, 1)).toBe(0);
    expect(stepWeapon({ weapon: 0, ammo: [-1, 5, 2] }, -1)).toBe(2);
    expect(stepWeapon({ weapon: 0, ammo: [-1, 0] }, 1)).toBe(-1);
    const { keys, sampler } = createPlayer();
    keys.push("KeyQ", 1);
    expect(askedWeapon(sampler.sample(ARMED).buttons)).toBe(2);
    keys.tap("WheelUp");
    expect(askedWeapon(sampler.sample({ weapon: 1, ammo: [-1, 5] }).buttons)).toBe(1);
  });
});

describe("the wheel", () => {
  test("counts full notches, however small the parts they come in", () => {
    const pointer = new PointerSource(() => null);
    expect([pointer.roll(50), pointer.roll(50), pointer.roll(-120), pointer.roll(240)]).toEqual([
      0, 1, -1, 2,
    ]);
  });
});

describe("sampler", () => {
  test("an inactive player does nothing, and nothing is left over afterwards", () => {
    const { keys, sampler } = createPlayer();
    keys.push("KeyW", 1);
    keys.push("Mouse0", 1);
    sampler.setActive(false);
    expect(sampler.sample(ARMED)).toMatchObject({ buttons: 0, moveX: 0, moveY: 0 });
    sampler.setActive(true);
    expect(sampler.sample(ARMED)).toMatchObject({ buttons: 0, moveX: 0, moveY: 0 });
  });

  test("two sources that push the same way do not exceed full deflection", () => {
    const intent = { ...createIntent(), moveX: 2, moveY: 0 };
    expect(inputFromIntent(intent, -1, 0).moveX).toBe(MOVE_MAX);
  });
});

describe("aim without a mouse", () => {
  test("begins where the table says, then goes where one goes, and stays there", () => {
    const { keys, sampler } = createPlayer(1);
    expect(sampler.sample(ARMED).aim).toBe(aimFromRadians(1));
    keys.push("KeyS", 1);
    expect(sampler.sample(ARMED).aim).toBe(aimFromRadians(Math.PI / 2));
    keys.push("KeyS", 0);
    expect(sampler.sample(ARMED).aim).toBe(aimFromRadians(Math.PI / 2));
  });

  test("is the mouse's as soon as it moves, whatever the keys say", () => {
    const { keys, pointer, sampler } = createPlayer(1);
    pointer.moveTo(0, -10);
    keys.push("KeyS", 1);
    expect(sampler.sample(ARMED).aim).toBe(aimFromRadians(-Math.PI / 2));
  });
});

describe("changing from one device to another", () => {
  const up = aimFromRadians(-Math.PI / 2);
  const left = aimFromRadians(Math.PI);

  test("a mouse that lies still does not aim for the gamepad", () => {
    const { pad, pointer, inUse, sampler } = createPlayer();
    pointer.moveTo(0, -10);
    expect(sampler.sample(ARMED).aim).toBe(up);
    inUse.note("pad");
    pad.push("Axis0-", 1);
    expect(sampler.sample(ARMED)).toMatchObject({ moveX: -MOVE_MAX, aim: left });
    inUse.note("keys");
    expect(sampler.sample(ARMED).aim).toBe(up);
  });

  test("a stick that springs back keeps its aim, even while one goes elsewhere", () => {
    const { pad, inUse, sampler } = createPlayer();
    inUse.note("pad");
    pad.push("Axis3-", 0.9);
    expect(sampler.sample(ARMED).aim).toBe(up);
    pad.push("Axis3-", 0);
    pad.push("Axis0-", 1);
    expect(sampler.sample(ARMED).aim).toBe(up);
  });

  test("a stick that is hardly pushed does not turn the aim", () => {
    const { pad, inUse, sampler } = createPlayer();
    inUse.note("pad");
    pad.push("Axis3-", 1);
    sampler.sample(ARMED);
    pad.push("Axis3-", 0);
    pad.push("Axis2-", 0.2);
    expect(sampler.sample(ARMED).aim).toBe(up);
  });

  test("whoever plays with the other device still moves and fires", () => {
    const { keys, pad, inUse, sampler } = createPlayer();
    inUse.note("pad");
    pad.push("Axis1-", 0.6);
    keys.push("Mouse0", 1);
    const { buttons, moveY } = sampler.sample(ARMED);
    expect([buttons, moveY]).toEqual([Button.fire, -4]);
  });

  test("is told once, and only when it is another one", () => {
    const inUse = new DeviceInUse("keys");
    const told: string[] = [];
    inUse.watch((device) => told.push(device));
    for (const device of ["keys", "pad", "pad", "touch"] as const) inUse.note(device);
    expect(told).toEqual(["keys", "pad", "touch"]);
  });
});
