import { describe, expect, test } from "vitest";
import { BoundButtons } from "./boundButtons.ts";
import { DEFAULT_BINDINGS } from "./bindings.ts";
import { followPad, type PadLook, PadReader, type PadState, withoutDeadZone } from "./gamepad.ts";
import { createIntent, type Intent } from "./intent.ts";

/** A gamepad with these buttons pressed, as far as said, and its sticks so. */
function createPad(
  buttons: Record<number, number> = {},
  axes: readonly number[] = [0, 0, 0, 0],
  part: Partial<PadState> = {},
): PadState {
  return {
    index: 0,
    id: "Test pad",
    mapping: "standard",
    connected: true,
    axes,
    buttons: Array.from({ length: 17 }, (_, index) => {
      const value = buttons[index] ?? 0;
      return { value, pressed: value > 0.9 };
    }),
    ...part,
  };
}

function play(source: BoundButtons, look: PadLook): Intent {
  followPad(source, look);
  const intent = createIntent();
  source.contribute(intent);
  return intent;
}

describe("the dead zone", () => {
  test.each([
    [0, 0],
    [0.19, 0],
    [0.13, -0.13],
    [Number.NaN, 1],
  ])("a stick at %s, %s is at rest", (x, y) =>
    expect(withoutDeadZone(x, y)).toEqual({ x: 0, y: 0 }),
  );

  test("is a disc: it turns no direction, begins at nothing and ends at full", () => {
    for (let angle = 0; angle < 6.28; angle += 0.1) {
      const at = (length: number) => {
        const { x, y } = withoutDeadZone(Math.cos(angle) * length, Math.sin(angle) * length);
        expect(Math.atan2(y, x)).toBeCloseTo(Math.atan2(Math.sin(angle), Math.cos(angle)));
        return Math.hypot(x, y);
      };
      expect(at(0.201)).toBeLessThan(0.01);
      expect(at(0.575)).toBeCloseTo(0.5);
      expect([at(0.96), at(1), at(1.4)].map((length) => length.toFixed(6))).toEqual(
        Array(3).fill("1.000000"),
      );
    }
  });
});

describe("looking at a gamepad", () => {
  test("tells each press and each release once, and how far things are pushed", () => {
    const reader = new PadReader();
    reader.look([createPad()]);
    const pressed = reader.look([createPad({ 7: 0.6 }, [0, -1, 0, 0])]);
    expect(pressed).toMatchObject({ pressed: ["Pad7", "Axis1-"], released: [], isTouched: true });
    expect(pressed.travels.get("Pad7")).toBe(0.6);
    expect(reader.look([createPad({ 7: 0.4 }, [0, -1, 0, 0])]).released).toEqual([]);
    const { released } = reader.look([createPad({ 7: 0.2 })]);
    expect(released.toSorted()).toEqual(["Axis1-", "Pad7"]);
    expect(reader.look([createPad()])).toMatchObject({ pressed: [], released: [] });
  });

  test("a stick that drifts or is held still touches nothing", () => {
    const reader = new PadReader();
    reader.look([createPad()]);
    expect(reader.look([createPad({}, [0.15, 0.1, 0, 0])]).isTouched).toBe(false);
    expect(reader.look([createPad({}, [0.8, 0, 0, 0])]).isTouched).toBe(true);
    expect(reader.look([createPad({}, [0.82, 0.05, 0, 0])]).isTouched).toBe(false);
  });

  test("says when one comes, when it goes, and when it is not understood", () => {
    const reader = new PadReader();
    expect(reader.look([null]).news).toBe(null);
    expect(reader.look([createPad()]).news).toBe("connected");
    expect(reader.look([createPad()]).news).toBe(null);
    expect(reader.look([null, null]).news).toBe("lost");
    const strange = reader.look([createPad({ 0: 1 }, [1, 1], { mapping: "" })]);
    expect(strange).toMatchObject({ news: "unknown", pressed: [], isTouched: false, id: "" });
  });

  test("a second one takes over when it is pressed and the first is not", () => {
    const reader = new PadReader();
    const second = (buttons: Record<number, number>) =>
      createPad(buttons, [0, 0, 0, 0], { index: 1, id: "Second" });
    reader.look([createPad(), second({})]);
    expect(reader.look([createPad({ 0: 1 }), second({ 0: 1 })]).id).toBe("Test pad");
    expect(reader.look([createPad(), second({ 1: 1 })]).id).toBe("Second");
    expect(reader.look([createPad(), null])).toMatchObject({ news: "lost", id: "Test pad" });
  });
});

describe("playing with a gamepad", () => {
  function createPlayer() {
    const reader = new PadReader();
    const source = new BoundButtons();
    source.bind(DEFAULT_BINDINGS, "pad", "player");
    reader.look([createPad()]);
    return { source, see: (...pads: (PadState | null)[]) => play(source, reader.look(pads)) };
  }

  test("sticks move and aim as far as they are pushed, triggers fire and dash, bumpers change the weapon", () => {
    const { see } = createPlayer();
    const intent = see(createPad({ 5: 1, 6: 1, 7: 0.7 }, [0.575, 0, 0, 1]));
    expect(intent.moveX).toBeCloseTo(0.5);
    expect(intent).toMatchObject({ moveY: 0, fire: true, dash: true, weaponSteps: 1 });
    expect(intent.aim).toBeCloseTo(Math.PI / 2);
    expect(see(createPad({ 4: 1 }))).toMatchObject({ fire: false, dash: false, weaponSteps: -1 });
  });

  test("the cross takes weapons by their place in the table", () => {
    const { see } = createPlayer();
    expect(see(createPad({ 12: 1 })).weapon).toBe(0);
    expect(see(createPad({ 15: 1 })).weapon).toBe(1);
  });

  test("one that is pulled out lets go of everything", () => {
    const { see } = createPlayer();
    see(createPad({ 7: 1 }, [1, 0, 1, 0]));
    expect(see(null)).toEqual(createIntent());
  });

  test("what was held as its source was let go does nothing until it is pressed anew; sticks do", () => {
    const { source, see } = createPlayer();
    see(createPad({ 7: 1 }, [1, 0, 0, 0]));
    source.release();
    expect(see(createPad({ 7: 1 }, [1, 0, 0, 0]))).toMatchObject({ fire: false, moveX: 1 });
    see(createPad());
    expect(see(createPad({ 7: 1 })).fire).toBe(true);
  });
});
