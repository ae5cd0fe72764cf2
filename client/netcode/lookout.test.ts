import { describe, expect, test } from "vitest";
import { SQUARE } from "../../tests/harness/arenas.ts";
import { NO_SLOT, type ClientMessage } from "#shared/protocol/messages.ts";
import { Lookout } from "./lookout.ts";

const SLOTS = [7, 2, 4];
const skiff = (slot: number) => ({ slot, x: slot * 10, y: slot });

function open() {
  const said: ClientMessage[] = [];
  const lookout = new Lookout((message) => said.push(message));
  lookout.enter({ ...SQUARE, width: 1000, height: 500 });
  return { lookout, said };
}

describe("whom it follows", () => {
  test("the first of the list at once, and him to where he goes", () => {
    const { lookout } = open();
    expect([lookout.slot, lookout.x, lookout.y]).toEqual([NO_SLOT, 500, 250]);
    lookout.update([skiff(2), skiff(7)], SLOTS);
    expect([lookout.slot, lookout.x, lookout.y]).toEqual([7, 70, 7]);
  });

  test("the next and the one before, in the order of slots and round it", () => {
    const { lookout } = open();
    lookout.update([], SLOTS);
    const seen = [1, 1, 1, -1].map((by) => {
      lookout.step(by as 1 | -1, SLOTS);
      return lookout.slot;
    });
    expect(seen).toEqual([2, 4, 7, 4]);
  });

  test("somebody else when he has gone, and nobody when there is nobody", () => {
    const { lookout } = open();
    lookout.update([], SLOTS);
    lookout.update([skiff(2)], [2, 4]);
    expect([lookout.slot, lookout.x]).toEqual([2, 20]);
    lookout.step(1, []);
    expect(lookout.slot).toBe(2);
  });

  test("stays where he went out until he is back", () => {
    const { lookout } = open();
    lookout.update([skiff(7)], SLOTS);
    lookout.update([skiff(2)], SLOTS);
    expect([lookout.slot, lookout.x]).toEqual([7, 70]);
  });
});

describe("a place of its own", () => {
  test("the stick takes it off whom it followed, at the same speed whatever the frame and way, and not off the table", () => {
    const { lookout } = open();
    lookout.update([skiff(7)], SLOTS);
    lookout.move(0, 0, 100);
    expect(lookout.slot).toBe(7);
    lookout.move(7, 0, 100);
    expect([lookout.slot, lookout.x, lookout.y]).toEqual([NO_SLOT, 160, 7]);
    lookout.move(7, 7, 50);
    expect(Math.hypot(lookout.x - 160, lookout.y - 7)).toBeCloseTo(45);
    lookout.move(-7, -7, 10_000);
    expect([lookout.x, lookout.y]).toEqual([0, 0]);
    lookout.update([skiff(7)], SLOTS);
    expect(lookout.x).toBe(0);
  });

  test("and back to whom it followed", () => {
    const { lookout } = open();
    lookout.update([skiff(7)], SLOTS);
    lookout.free();
    expect(lookout.slot).toBe(NO_SLOT);
    lookout.step(1, SLOTS);
    expect(lookout.slot).toBe(7);
  });
});

describe("what the server is told (B81)", () => {
  test("every 100 ms, and at once when it follows another", () => {
    const { lookout, said } = open();
    lookout.update([skiff(7)], SLOTS);
    for (let ms = 0; ms < 250; ms += 10) lookout.tell(ms, ms);
    expect(said).toHaveLength(3);
    lookout.step(1, SLOTS);
    lookout.tell(250, 252);
    expect(said.at(-1)).toEqual({ type: "watch", ackTick: 252, slot: 2, x: 70, y: 7 });
    lookout.tell(251, 252);
    expect(said).toHaveLength(4);
  });
});
