import { describe, expect, test } from "vitest";
import { createIntent, type Intent } from "./intent.ts";
import { FIRE_DEFLECTION, STICK_REACH_PX, TouchSource } from "./touch.ts";

const WIDTH_PX = 800;
const LEFT = { x: 120, y: 300 };
const RIGHT = { x: 640, y: 300 };

function sample(touch: TouchSource): Intent {
  const intent = createIntent();
  touch.contribute(intent);
  return intent;
}

function putDown(touch: TouchSource, pointerId: number, place: { x: number; y: number }): void {
  touch.begin(pointerId, place.x, place.y, WIDTH_PX);
}

describe("touch", () => {
  test("the left thumb moves, the right one aims, each by its own finger", () => {
    const touch = new TouchSource();
    putDown(touch, 5, LEFT);
    putDown(touch, 9, RIGHT);
    touch.move(5, LEFT.x, LEFT.y - STICK_REACH_PX);
    touch.move(9, RIGHT.x - 25, RIGHT.y);
    const intent = sample(touch);
    expect(intent).toMatchObject({ moveX: 0, fire: false, aim: Math.PI });
    expect(intent.moveY).toBeCloseTo(-1);
  });

  test("a thumb that rests moves nothing, aims nowhere and does not fire", () => {
    const touch = new TouchSource();
    putDown(touch, 1, LEFT);
    putDown(touch, 2, RIGHT);
    touch.move(1, LEFT.x + 6, LEFT.y);
    touch.move(2, RIGHT.x, RIGHT.y + 6);
    expect(sample(touch)).toEqual(createIntent());
  });

  test("the right stick fires while it is pushed far, and not at each tremor on the border", () => {
    const touch = new TouchSource();
    putDown(touch, 2, RIGHT);
    const fireAt = (share: number): boolean => {
      touch.move(2, RIGHT.x + share * STICK_REACH_PX, RIGHT.y);
      return sample(touch).fire;
    };
    const border = FIRE_DEFLECTION;
    expect([border - 0.02, border + 0.02, border - 0.02, 0.4].map(fireAt)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test("a stick follows a thumb that goes beyond its rim, so that turning back answers at once", () => {
    const touch = new TouchSource();
    putDown(touch, 1, LEFT);
    touch.move(1, LEFT.x + 300, LEFT.y);
    expect(sample(touch).moveX).toBeCloseTo(1);
    touch.move(1, LEFT.x + 300 - 2 * STICK_REACH_PX, LEFT.y);
    expect(sample(touch).moveX).toBeCloseTo(-1);
  });

  test("a finger that is lifted, or taken away, lets go of its stick alone", () => {
    const touch = new TouchSource();
    putDown(touch, 1, LEFT);
    putDown(touch, 2, RIGHT);
    touch.move(1, LEFT.x + 50, LEFT.y);
    touch.move(2, RIGHT.x + 50, RIGHT.y);
    touch.end(2);
    const intent = sample(touch);
    expect(intent).toMatchObject({ fire: false, aim: null });
    expect(intent.moveX).toBeGreaterThan(0.5);
    touch.end(1);
    expect([touch.stick("left"), touch.stick("right")]).toEqual([null, null]);
  });

  test("a second finger on a side neither steals the stick nor ends it", () => {
    const touch = new TouchSource();
    putDown(touch, 1, LEFT);
    putDown(touch, 3, { x: 200, y: 200 });
    touch.move(3, 20, 200);
    expect(sample(touch).moveX).toBe(0);
    touch.end(3);
    expect(touch.stick("left")).toMatchObject({ originX: LEFT.x });
  });

  test("buttons count once each; letting go forgets everything", () => {
    const touch = new TouchSource();
    touch.dash(3);
    touch.end(3);
    touch.nextWeapon();
    touch.takeWeapon(1);
    expect(sample(touch)).toMatchObject({ dash: true, weaponSteps: 1, weapon: 1 });
    expect(sample(touch)).toEqual(createIntent());
    putDown(touch, 2, RIGHT);
    touch.move(2, RIGHT.x + 50, RIGHT.y);
    touch.dash(3);
    touch.release();
    expect(sample(touch)).toEqual(createIntent());
  });

  test("a dash is over when its finger is lifted, and no other, though its button be gone by then", () => {
    const touch = new TouchSource();
    touch.dash(3);
    expect(sample(touch).dash).toBe(true);
    touch.end(1);
    expect(sample(touch).dash).toBe(true);
    touch.end(3);
    expect(sample(touch).dash).toBe(false);
  });
});
