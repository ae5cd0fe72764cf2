import { describe, expect, test } from "vitest";
import { Button, IDLE_INPUT, type PlayerInput } from "#shared/sim/input.ts";
import { INPUT_WINDOW_TICKS, InputQueue } from "./inputQueue.ts";

const { fire, dash } = Button;
const right: PlayerInput = { ...IDLE_INPUT, moveX: 7, moveY: -7, aim: 1234 };

/** Takes the inputs of `count` ticks after `tick`, copied. */
function take(queue: InputQueue, tick: number, count: number): PlayerInput[] {
  return Array.from({ length: count }, (_, i) => ({ ...queue.take(tick + 1 + i) }));
}

describe("what is kept", () => {
  test.each([
    ["the tick that has just been made", 100, false],
    ["a tick long gone", 3, false],
    ["the next tick", 101, true],
    ["the last tick of the window", 100 + INPUT_WINDOW_TICKS, true],
    ["the first tick beyond it", 101 + INPUT_WINDOW_TICKS, false],
    ["a tick of another century", 2 ** 31 - 1, false],
  ])("%s", (_, tick, isKept) => {
    const queue = new InputQueue();
    expect(queue.put(tick, right, 100)).toBe(isKept);
    queue.put(101, right, 100);
    queue.take(101);
    expect(queue.missed).toBe(0);
  });

  test("inputs leave under their own ticks, in whatever order they came", () => {
    const queue = new InputQueue();
    for (const tick of [13, 11, 12]) queue.put(tick, { ...right, aim: tick }, 10);
    expect(take(queue, 10, 3).map((input) => input.aim)).toEqual([11, 12, 13]);
  });

  test("of two inputs for one tick the first counts", () => {
    const queue = new InputQueue();
    queue.put(11, { ...right, aim: 1 }, 10);
    expect(queue.put(11, { ...right, aim: 2 }, 10)).toBe(true);
    expect(queue.take(11).aim).toBe(1);
  });

  test("an input that was used is not used again when the ring comes round", () => {
    const queue = new InputQueue();
    queue.put(11, { ...right, buttons: fire }, 10);
    queue.take(11);
    for (let tick = 12; tick <= 11 + 2 * 64; tick++) queue.take(tick);
    expect(queue.missed).toBe(2 * 64);
  });

  test("it keeps a copy: what the caller does with his input afterwards is his business", () => {
    const queue = new InputQueue();
    const input = { ...right };
    queue.put(11, input, 10);
    input.aim = 9;
    expect(queue.take(11).aim).toBe(1234);
  });
});

describe("what stands in for a missing input", () => {
  test("movement and aim go on for four ticks, fade, and are gone after fifteen", () => {
    const queue = new InputQueue();
    queue.put(1, right, 0);
    const taken = take(queue, 0, 20);
    expect(taken.map((input) => input.moveX)).toEqual([
      7, 7, 7, 7, 7, 6, 5, 5, 4, 3, 3, 2, 1, 1, 0, 0, 0, 0, 0, 0,
    ]);
    expect(taken.every((input) => input.moveY === -input.moveX || input.moveX === 0)).toBe(true);
    expect(taken.every((input) => input.aim === 1234)).toBe(true);
  });

  test("fire is held for three ticks and let go in the fourth", () => {
    const queue = new InputQueue();
    queue.put(1, { ...right, buttons: fire }, 0);
    expect(take(queue, 0, 6).map((input) => input.buttons)).toEqual([fire, fire, fire, fire, 0, 0]);
  });

  test("no button goes down that no input pressed, however long the gap", () => {
    const queue = new InputQueue();
    let before = 0;
    let madeUp = 0;
    for (let tick = 1; tick <= 400; tick++) {
      const isGiven = tick % 37 === 1;
      const buttons = [dash, fire, fire | dash, 0][tick % 4]!;
      if (isGiven) queue.put(tick, { ...right, buttons }, tick - 1);
      const now = queue.take(tick).buttons;
      if (!isGiven) madeUp |= now & ~before;
      before = now;
    }
    expect(madeUp).toBe(0);
  });

  test("an input in time ends the fading at once", () => {
    const queue = new InputQueue();
    queue.put(1, right, 0);
    take(queue, 0, 12);
    queue.put(13, right, 12);
    expect(take(queue, 12, 2).map((input) => input.moveX)).toEqual([7, 7]);
  });

  test("nothing counts as missed before the tick of the first input, everything does after it", () => {
    const queue = new InputQueue();
    take(queue, 0, 50);
    expect(queue.missed).toBe(0);
    queue.put(55, right, 50);
    expect(take(queue, 50, 6).map((input) => input.moveX)).toEqual([0, 0, 0, 0, 7, 7]);
    expect(queue.missed).toBe(1);
  });
});
