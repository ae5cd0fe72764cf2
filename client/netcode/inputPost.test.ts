import { describe, expect, test } from "vitest";
import { Button, IDLE_INPUT, type PlayerInput } from "#shared/sim/input.ts";
import { InputPost } from "./inputPost.ts";

const right: PlayerInput = { ...IDLE_INPUT, moveX: 7 };

/** Which of these, from tick 10 on, are left out. */
function leftOut(inputs: readonly Readonly<PlayerInput>[], actTicks: readonly number[] = []) {
  const post = new InputPost();
  return inputs.map((input, i) => post.leavesOut(10 + i, input, actTicks.includes(10 + i)));
}

describe("an input", () => {
  test("like the one before it is left out, but never two in a row", () => {
    expect(leftOut([right, right, right, right, right])).toEqual([false, true, false, true, false]);
  });

  test.each([
    ["stick", { ...right, moveY: 1 }],
    ["stick, let go", { ...right, moveX: 0 }],
    ["button", { ...right, buttons: Button.fire }],
  ])("with another %s is sent at once, and is what the next one is held against", (_, other) => {
    expect(leftOut([right, other, other, right, other])).toEqual([
      false,
      false,
      true,
      false,
      false,
    ]);
  });

  test("that aims elsewhere moves nothing, and can be left out", () => {
    expect(leftOut([right, { ...right, aim: 999 }])).toEqual([false, true]);
  });

  test("in whose tick something was done is sent: its aim counts", () => {
    expect(leftOut([right, right, right, right], [11, 13])).toEqual([false, false, true, false]);
  });

  test("after a tick that was jumped over is sent", () => {
    const post = new InputPost();
    expect([10, 12, 11, 12].map((tick) => post.leavesOut(tick, right, false))).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });
});
