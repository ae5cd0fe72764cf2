import { aimFromRadians, askedWeapon, Button, MOVE_MAX } from "#shared/sim/input.ts";
import { describe, expect, test } from "vitest";
import { createIntent, inputFromIntent } from "./intent.ts";
import { KeyboardSource } from "./keyboard.ts";
import { PointerSource } from "./pointer.ts";
import { Press } from "./press.ts";
import { InputSampler, stepWeapon } from "./sampler.ts";

const ARMED = { weapon: 0, ammo: [-1, 5] };

function createPlayer(firstAim: number | null = null) {
  const keyboard = new KeyboardSource();
  const pointer = new PointerSource((x, y) => Math.atan2(y, x));
  const sampler = new InputSampler([keyboard, pointer], () => firstAim);
  sampler.setActive(true);
  return { keyboard, pointer, sampler };
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
    const { keyboard, sampler } = createPlayer();
    keyboard.keyDown("KeyW");
    expect(sampler.sample(ARMED)).toMatchObject({ moveX: 0, moveY: -MOVE_MAX });
    keyboard.keyDown("ArrowRight");
    expect(sampler.sample(ARMED)).toMatchObject({ moveX: 5, moveY: -5 });
    keyboard.keyDown("KeyA");
    expect(sampler.sample(ARMED)).toMatchObject({ moveX: 0, moveY: -MOVE_MAX });
  });

  test("letting go of one of two keys for a direction keeps it", () => {
    const { keyboard, sampler } = createPlayer();
    keyboard.keyDown("KeyD");
    keyboard.keyDown("ArrowRight");
    keyboard.keyUp("KeyD");
    expect(sampler.sample(ARMED).moveX).toBe(MOVE_MAX);
    keyboard.keyUp("ArrowRight");
    expect(sampler.sample(ARMED).moveX).toBe(0);
  });

  test.each(["Space", "ShiftLeft", "ShiftRight"])("%s dashes", (code) => {
    const { keyboard, sampler } = createPlayer();
    keyboard.keyDown(code);
    expect(sampler.sample(ARMED).buttons & Button.dash).toBe(Button.dash);
  });

  test("only keys that mean something are taken from the page", () => {
    const keyboard = new KeyboardSource();
    expect([keyboard.keyDown("KeyW"), keyboard.keyDown("F5")]).toEqual([true, false]);
  });
});

describe("pointer", () => {
  test("left fires, right dashes, the middle does nothing", () => {
    const { pointer, sampler } = createPlayer();
    pointer.buttonDown(1);
    expect(sampler.sample(ARMED).buttons).toBe(0);
    pointer.buttonDown(0);
    pointer.buttonUp(0);
    pointer.buttonDown(2);
    pointer.buttonUp(2);
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
    const { keyboard, sampler } = createPlayer();
    keyboard.keyDown("Digit2");
    keyboard.keyUp("Digit2");
    expect(askedWeapon(sampler.sample(ARMED).buttons)).toBe(2);
    expect(askedWeapon(sampler.sample(ARMED).buttons)).toBe(2);
    expect(askedWeapon(sampler.sample({ ...ARMED, weapon: 1 }).buttons)).toBe(0);
  });

  test("a change that is never granted is not asked for ever", () => {
    const { keyboard, sampler } = createPlayer();
    keyboard.keyDown("Digit2");
    keyboard.keyUp("Digit2");
    for (let tick = 0; tick < 60; tick += 1) sampler.sample(ARMED);
    expect(askedWeapon(sampler.sample(ARMED).buttons)).toBe(0);
  });

  test("Q and the wheel go round the loaded weapons only", () => {
    expect(stepWeapon({ weapon: 0, ammo: [-1, 5] }, 1)).toBe(1);
    expect(stepWeapon({ weapon: 1, ammo: [-1, 5] }, 1)).toBe(0);
    expect(stepWeapon({ weapon: 0, ammo: [-1, 5, 2] }, -1)).toBe(2);
    expect(stepWeapon({ weapon: 0, ammo: [-1, 0] }, 1)).toBe(-1);
    const { keyboard, pointer, sampler } = createPlayer();
    keyboard.keyDown("KeyQ");
    expect(askedWeapon(sampler.sample(ARMED).buttons)).toBe(2);
    pointer.wheel(-120);
    expect(askedWeapon(sampler.sample({ weapon: 1, ammo: [-1, 5] }).buttons)).toBe(1);
  });
});

describe("sampler", () => {
  test("an inactive player does nothing, and nothing is left over afterwards", () => {
    const { keyboard, pointer, sampler } = createPlayer();
    keyboard.keyDown("KeyW");
    pointer.buttonDown(0);
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
    const { keyboard, sampler } = createPlayer(1);
    expect(sampler.sample(ARMED).aim).toBe(aimFromRadians(1));
    keyboard.keyDown("KeyS");
    expect(sampler.sample(ARMED).aim).toBe(aimFromRadians(Math.PI / 2));
    keyboard.keyUp("KeyS");
    expect(sampler.sample(ARMED).aim).toBe(aimFromRadians(Math.PI / 2));
  });

  test("is the mouse's as soon as it moves, whatever the keys say", () => {
    const { keyboard, pointer, sampler } = createPlayer(1);
    pointer.moveTo(0, -10);
    keyboard.keyDown("KeyS");
    expect(sampler.sample(ARMED).aim).toBe(aimFromRadians(-Math.PI / 2));
  });
});
