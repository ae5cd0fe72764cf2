import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  AIM_STEPS,
  aimFromRadians,
  askedWeapon,
  askWeapon,
  Button,
  IDLE_INPUT,
  MOVE_MAX,
  radiansFromAim,
  sanitizeInput,
} from "./input.ts";

describe("sanitizeInput", () => {
  test("makes of any numbers what the simulation accepts", () => {
    const any = fc.oneof(fc.double(), fc.integer());
    fc.assert(
      fc.property(any, any, any, any, (buttons, moveX, moveY, aim) => {
        const input = sanitizeInput({ buttons, moveX, moveY, aim });
        const parts: [value: number, least: number, most: number][] = [
          [input.buttons, 0, 31],
          [input.moveX, -MOVE_MAX, MOVE_MAX],
          [input.moveY, -MOVE_MAX, MOVE_MAX],
          [input.aim, 0, AIM_STEPS - 1],
        ];
        for (const [value, least, most] of parts)
          expect(Number.isInteger(value) && value >= least && value <= most).toBe(true);
      }),
    );
  });

  test("leaves alone what is sound, and knows no minus zero", () => {
    const input = { buttons: 31, moveX: -7, moveY: 7, aim: 65_535 };
    expect(sanitizeInput({ ...input })).toEqual(input);
    expect(sanitizeInput({ ...IDLE_INPUT, moveX: -0.5 }).moveX).toBe(0);
    expect(sanitizeInput({ ...IDLE_INPUT, moveX: -0 }).moveX).toBe(0);
  });
});

test("a weapon that is asked for is read again, beside the other buttons", () => {
  for (let weapon = 0; weapon < 7; weapon++) {
    const buttons = askWeapon(Button.fire | Button.dash, weapon);
    expect(askedWeapon(buttons)).toBe(weapon + 1);
    expect(buttons & (Button.fire | Button.dash)).toBe(Button.fire | Button.dash);
    expect(askedWeapon(askWeapon(buttons, 2))).toBe(3);
  }
  expect(askedWeapon(Button.fire)).toBe(0);
});

test("radians and aim steps are two names of one angle", () => {
  expect(aimFromRadians(Math.PI / 2)).toBe(AIM_STEPS / 4);
  expect(aimFromRadians(-Math.PI / 2)).toBe((3 * AIM_STEPS) / 4);
  expect(aimFromRadians(5 * Math.PI)).toBe(AIM_STEPS / 2);
  for (let aim = 0; aim < AIM_STEPS; aim += 13)
    expect(aimFromRadians(radiansFromAim(aim))).toBe(aim);
});
