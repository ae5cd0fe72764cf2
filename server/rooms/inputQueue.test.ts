import { describe, expect, test } from "vitest";
import {
  Button,
  IDLE_INPUT,
  REWIND_STEPS_PER_TICK,
  type PlayerInput,
  type TickInput,
} from "#shared/sim/input.ts";
import { MOST_REWIND } from "#shared/sim/rewind.ts";
import { INPUT_WINDOW_TICKS } from "#shared/protocol/messages.ts";
import { InputQueue } from "./inputQueue.ts";

const { fire, dash } = Button;
const right: PlayerInput = { ...IDLE_INPUT, moveX: 7, moveY: -7, aim: 1234 };

/** Takes the inputs of `count` ticks after `tick`, copied. */
function take(queue: InputQueue, tick: number, count: number): TickInput[] {
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
    expect(queue.put(tick, right, 0, 100)).toBe(isKept);
    queue.put(101, right, 0, 100);
    queue.take(101);
    expect(queue.missed).toBe(0);
  });

  test("inputs leave under their own ticks, in whatever order they came", () => {
    const queue = new InputQueue();
    for (const tick of [13, 11, 12]) queue.put(tick, { ...right, aim: tick }, 0, 10);
    expect(take(queue, 10, 3).map((input) => input.aim)).toEqual([11, 12, 13]);
  });

  test("of two inputs for one tick the first counts", () => {
    const queue = new InputQueue();
    queue.put(11, { ...right, aim: 1 }, 0, 10);
    expect(queue.put(11, { ...right, aim: 2 }, 0, 10)).toBe(true);
    expect(queue.take(11).aim).toBe(1);
  });

  test("an input that was used is not used again when the ring comes round", () => {
    const queue = new InputQueue();
    queue.put(11, { ...right, buttons: fire }, 0, 10);
    queue.take(11);
    for (let tick = 12; tick <= 11 + 2 * 64; tick++)
      expect(queue.take(tick).buttons).toBe(tick < 15 ? fire : 0);
  });

  test("it keeps a copy: what the caller does with his input afterwards is his business", () => {
    const queue = new InputQueue();
    const input = { ...right };
    queue.put(11, input, 0, 10);
    input.aim = 9;
    expect(queue.take(11).aim).toBe(1234);
  });
});

describe("what stands in for a missing input", () => {
  test("movement and aim go on for eighteen ticks, fade, and are gone after thirty (B13)", () => {
    const queue = new InputQueue();
    queue.put(1, right, 0, 0);
    const taken = take(queue, 0, 36);
    expect(taken.slice(0, 19).every(({ moveX }) => moveX === 7)).toBe(true);
    expect(taken.slice(19).map((input) => input.moveX)).toEqual([
      6, 5, 5, 4, 4, 3, 2, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0,
    ]);
    expect(taken.every((input) => input.moveY === -input.moveX || input.moveX === 0)).toBe(true);
    expect(taken.every((input) => input.aim === 1234)).toBe(true);
  });

  test("fire is held for three ticks and let go in the fourth", () => {
    const queue = new InputQueue();
    queue.put(1, { ...right, buttons: fire }, 0, 0);
    expect(take(queue, 0, 6).map((input) => input.buttons)).toEqual([fire, fire, fire, fire, 0, 0]);
  });

  test("no button goes down that no input pressed, however long the gap", () => {
    const queue = new InputQueue();
    let before = 0;
    let madeUp = 0;
    for (let tick = 1; tick <= 400; tick++) {
      const isGiven = tick % 37 === 1;
      const buttons = [dash, fire, fire | dash, 0][tick % 4]!;
      if (isGiven) queue.put(tick, { ...right, buttons }, 0, tick - 1);
      const now = queue.take(tick).buttons;
      if (!isGiven) madeUp |= now & ~before;
      before = now;
    }
    expect(madeUp).toBe(0);
  });

  test("an input in time ends the fading at once", () => {
    const queue = new InputQueue();
    queue.put(1, right, 0, 0);
    take(queue, 0, 26);
    queue.put(27, right, 0, 26);
    expect(take(queue, 26, 2).map((input) => input.moveX)).toEqual([7, 7]);
  });

  test("nothing counts as missed before the tick of the first input", () => {
    const queue = new InputQueue();
    take(queue, 0, 50);
    expect(queue.missed).toBe(0);
    queue.put(55, right, 0, 50);
    expect(take(queue, 50, 6).map((input) => input.moveX)).toEqual([0, 0, 0, 0, 7, 7]);
    expect(queue.missed).toBe(0);
  });
});

describe("what counts as missed", () => {
  /** Inputs in time for these ticks, others never; the room is at the last tick then. */
  function played(ticks: readonly number[], lastTick: number): InputQueue {
    const queue = new InputQueue();
    for (let tick = 10; tick <= lastTick; tick++) {
      if (ticks.includes(tick)) queue.put(tick, right, 0, tick - 1);
      queue.take(tick);
    }
    return queue;
  }

  function missedOf(queue: InputQueue): number[] {
    const missed = Array.from({ length: 30 }, (_, i) => i).filter((tick) => queue.wasMissed(tick));
    expect(queue.missed).toBe(missed.length);
    return missed;
  }

  test("is not a single tick that was left out (B15)", () => {
    expect(missedOf(played([10, 12, 13, 15, 17], 18))).toEqual([]);
  });

  test("are all of more than one that were never sent: a clock that jumps leaves out nothing on purpose", () => {
    expect(missedOf(played([10, 14, 15, 18], 18))).toEqual([11, 12, 13, 16, 17]);
  });

  test("are all but the first while nothing tells yet why they do not come", () => {
    expect(missedOf(played([10], 14))).toEqual([12, 13, 14]);
  });

  test("is not the one before a late one, which was left out", () => {
    const queue = played([10], 13);
    queue.put(12, right, 0, 13);
    queue.put(13, right, 0, 13);
    expect(missedOf(queue)).toEqual([12, 13]);
  });

  test("is nothing of so long ago that newer ticks would be forgotten for it", () => {
    const roomTick = 12 + 64;
    const queue = played([10, 11], roomTick);
    const before = queue.missed;
    queue.put(roomTick + 1, right, 0, roomTick);
    expect(queue.missed).toBe(before);
    expect(queue.wasMissed(roomTick)).toBe(true);
  });

  test("is that one too when its input comes after all", () => {
    const queue = played([10, 12], 14);
    queue.put(11, right, 0, 14);
    queue.put(13, right, 0, 14);
    queue.put(14, right, 0, 14);
    expect(missedOf(queue)).toEqual([11, 13, 14]);
  });

  test("is none whose input was used, though it comes again", () => {
    const queue = played([10, 11, 12], 13);
    queue.put(12, right, 0, 13);
    expect(missedOf(queue)).toEqual([]);
  });
});

describe("what somebody saw", () => {
  const STEPS = REWIND_STEPS_PER_TICK;

  test("leaves with his input, and stands in for a missing one: the picture moves on with the ticks (B18)", () => {
    const queue = new InputQueue();
    queue.put(1, right, 7 * STEPS + 3, 0);
    queue.put(2, right, 6 * STEPS, 0);
    expect(take(queue, 0, 4).map(({ rewind }) => rewind)).toEqual([
      7 * STEPS + 3,
      6 * STEPS,
      6 * STEPS,
      6 * STEPS,
    ]);
  });

  test("is cut where nobody may look further back", () => {
    const queue = new InputQueue();
    for (const [tick, age] of [
      [1, MOST_REWIND],
      [2, MOST_REWIND + 1],
      [3, 100_000],
    ] as const)
      queue.put(tick, right, age, 0);
    expect(take(queue, 0, 3).map(({ rewind }) => rewind)).toEqual([240, 240, 240]);
  });
});

describe("an input that comes too late for its tick", () => {
  /** One that was in time for tick 100, then none until the room is at `roomTick`. */
  function waiting(roomTick: number, input: PlayerInput = right): InputQueue {
    const queue = new InputQueue();
    queue.put(100, input, 0, 99);
    for (let tick = 100; tick <= roomTick; tick++) queue.take(tick);
    return queue;
  }

  test("moves nothing in the past: one input leaves for each tick, as ever (B11)", () => {
    const queue = waiting(103);
    expect(queue.put(101, { ...right, moveX: 0 }, 0, 103)).toBe(false);
    expect(take(queue, 103, 1)).toHaveLength(1);
    expect(queue.missed).toBe(4);
  });

  test("has its presses done in the next tick, once, with its own aim and its own sight (B17)", () => {
    const queue = waiting(103);
    queue.put(101, { ...right, buttons: fire, aim: 777 }, 50, 103);
    queue.put(102, { ...right, aim: 888 }, 34, 103);
    const [first, second] = take(queue, 103, 2);
    expect(first).toMatchObject({
      buttons: fire,
      aim: 777,
      rewind: 50 + 3 * REWIND_STEPS_PER_TICK,
    });
    expect(second).toMatchObject({ buttons: 0, aim: 888, rewind: 34 });
  });

  test("presses together with the input of that tick, which keeps its stick", () => {
    const queue = waiting(103);
    queue.put(103, { ...right, buttons: dash }, 0, 103);
    queue.put(104, { ...right, moveX: -3, aim: 5, buttons: 0 }, 0, 103);
    expect(take(queue, 103, 2)).toMatchObject([
      { moveX: -3, aim: 5, buttons: dash },
      { moveX: -3, buttons: 0 },
    ]);
  });

  test.each([
    [1, fire | dash],
    [6, fire | dash],
    [7, dash],
    [18, dash],
    [19, 0],
    [30, 0],
  ])("%d ticks late, of a press of both is left: %d", (late, buttons) => {
    const queue = waiting(140, { ...right, buttons: 0 });
    const tick = 141 - late;
    queue.put(tick, { ...right, buttons: fire | dash }, 0, 140);
    queue.put(tick + 1, { ...right, buttons: 0 }, 0, 140);
    expect(take(queue, 140, 1)[0]!.buttons).toBe(buttons);
  });

  test("presses nothing that was down before", () => {
    const queue = waiting(103, { ...right, buttons: fire | dash });
    for (const tick of [101, 102]) queue.put(tick, { ...right, buttons: fire | dash }, 0, 103);
    queue.put(103, right, 0, 103);
    expect(take(queue, 103, 1)[0]!.buttons).toBe(0);
  });

  test.each([
    [fire, dash, 101],
    [dash, fire, 102],
  ])("and another with other buttons (%d, then %d): aim and sight are the shot's", (...presses) => {
    const queue = waiting(103);
    const [first, second, aim] = presses;
    queue.put(101, { ...right, buttons: first, aim: 101 }, 0, 103);
    queue.put(102, { ...right, buttons: first | second, aim: 102 }, 0, 103);
    expect(take(queue, 103, 1)[0]).toMatchObject({ buttons: fire | dash, aim });
  });

  test("is not pressed by staying down: what was pressed too long ago is not what its player means", () => {
    const queue = waiting(130);
    for (let tick = 110; tick <= 130; tick++)
      queue.put(tick, { ...right, buttons: fire | dash }, 0, 130);
    expect(take(queue, 130, 10).every(({ buttons }) => buttons === 0)).toBe(true);
  });

  test("does nothing when newer ones were heard before it", () => {
    const queue = waiting(103);
    queue.put(103, { ...right, moveX: -7 }, 0, 103);
    queue.put(102, { ...right, buttons: dash }, 0, 103);
    expect(take(queue, 103, 1)[0]).toMatchObject({ buttons: 0, moveX: -7 });
  });

  test("presses nothing twice, and never after that tick", () => {
    const queue = waiting(103);
    const press = { ...right, buttons: fire | dash };
    for (let i = 0; i < 3; i++) queue.put(102, press, 0, 103);
    queue.put(103, right, 0, 103);
    const taken = take(queue, 103, 20).map(({ buttons }) => buttons);
    expect(taken).toEqual([fire | dash, ...Array.from({ length: 19 }, () => 0)]);
  });

  test("tells how things are: the next missing one is made of it, and fades from its tick on", () => {
    const queue = waiting(103);
    queue.put(103, { ...right, moveX: -7, moveY: 0, aim: 9 }, 0, 103);
    const taken = take(queue, 103, 20);
    expect(taken.slice(15).map(({ moveX }) => moveX)).toEqual([-7, -7, -7, -6, -5]);
    expect(taken[0]).toMatchObject({ moveY: 0, aim: 9 });
  });

  test("a second of them at once is one press at most, and no more movement than one tick's", () => {
    const queue = waiting(160);
    for (let tick = 101; tick <= 160; tick++)
      queue.put(tick, { ...right, buttons: tick % 2 === 0 ? fire | dash : 0 }, 0, 160);
    const taken = take(queue, 160, 40);
    const dashes = taken.filter(({ buttons }, i) => {
      const before = i === 0 ? 0 : taken[i - 1]!.buttons;
      return (buttons & ~before & dash) !== 0;
    });
    expect(dashes).toHaveLength(1);
    expect(taken.map(({ moveX }) => Math.abs(moveX)).every((moveX) => moveX <= 7)).toBe(true);
    expect(taken.slice(29).every(({ moveX, moveY }) => moveX === 0 && moveY === 0)).toBe(true);
  });
});
