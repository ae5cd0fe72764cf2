import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ACTIONS } from "./actions.ts";
import {
  actionOf,
  bind,
  type Bindings,
  type BoundDevice,
  codesOf,
  DEFAULT_BINDINGS,
  FIXED_CODES,
  MOST_CODES,
  parseBindings,
  unbind,
} from "./bindings.ts";

const DEVICES: readonly BoundDevice[] = ["keys", "pad"];

/** Every code of every action of a device. */
function allCodes(bindings: Bindings, device: BoundDevice): string[] {
  return ACTIONS.flatMap((action) => codesOf(bindings, device, action));
}

describe("the defaults", () => {
  test.each(DEVICES)("of %s give no code to two actions", (device) => {
    const codes = allCodes(DEFAULT_BINDINGS, device);
    expect(new Set(codes).size).toBe(codes.length);
  });

  test.each(DEVICES)("of %s reach every weapon, and survive being stored", (device) => {
    for (const action of ACTIONS.filter((name) => name.startsWith("weapon")))
      expect(codesOf(DEFAULT_BINDINGS, device, action)).toHaveLength(1);
    const stored: unknown = JSON.parse(JSON.stringify(DEFAULT_BINDINGS));
    expect(allCodes(parseBindings(stored), device)).toEqual(allCodes(DEFAULT_BINDINGS, device));
  });
});

describe("binding", () => {
  test("puts a free code in the place of another, or adds it", () => {
    const replaced = bind(DEFAULT_BINDINGS, "keys", "up", "KeyI", "KeyW");
    expect(replaced.loser).toBe(null);
    expect(codesOf(replaced.bindings, "keys", "up")).toEqual(["KeyI", "ArrowUp"]);
    const added = bind(DEFAULT_BINDINGS, "keys", "up", "KeyI", null).bindings;
    expect(codesOf(added, "keys", "up")).toEqual(["KeyW", "ArrowUp", "KeyI"]);
  });

  test("takes a code from whoever had it, and says from whom", () => {
    const { bindings, loser } = bind(DEFAULT_BINDINGS, "keys", "fire", "KeyQ", "Mouse0");
    expect(loser).toBe("nextWeapon");
    expect(actionOf(bindings, "keys", "KeyQ")).toBe("fire");
    expect(codesOf(bindings, "keys", "nextWeapon")).toEqual(["WheelDown"]);
    expect(actionOf(bindings, "keys", "Mouse0")).toBe(null);
  });

  test("to what it is bound to already changes nothing", () => {
    expect(bind(DEFAULT_BINDINGS, "keys", "up", "ArrowUp", "KeyW")).toEqual({
      bindings: DEFAULT_BINDINGS,
      loser: null,
    });
  });

  test.each(DEVICES)("cannot take the way into the pause away on %s", (device) => {
    const fixed = FIXED_CODES[device];
    const { bindings } = bind(DEFAULT_BINDINGS, device, "fire", fixed, null);
    expect(actionOf(unbind(bindings, device, "pause", fixed), device, fixed)).toBe("pause");
  });

  test("an action never has more codes than there is room for", () => {
    let bindings = DEFAULT_BINDINGS;
    for (const code of ["KeyI", "KeyJ", "KeyK", "KeyL"])
      bindings = bind(bindings, "keys", "chat", code, null).bindings;
    expect(codesOf(bindings, "keys", "chat")).toHaveLength(MOST_CODES);
  });
});

describe("what was stored", () => {
  test.each([null, 7, "keys", [], { keys: 1, pad: [] }, { keys: { up: "KeyW", fire: { 0: 1 } } }])(
    "%j is as good as nothing",
    (stored) => expect(parseBindings(stored)).toEqual(parseBindings(undefined)),
  );

  test("keeps what makes sense of what does not", () => {
    const parsed = parseBindings({
      keys: { up: ["KeyI", 4, "<b>", "KeyI"], warp: ["KeyX"] },
      pad: { fire: ["KeyF", "Pad5"] },
    });
    expect(codesOf(parsed, "keys", "up")).toEqual(["KeyI"]);
    expect(codesOf(parsed, "pad", "fire")).toEqual(["Pad5"]);
    // RB steps through the weapons by default: the player has given it away.
    expect(codesOf(parsed, "pad", "nextWeapon")).toEqual([]);
  });

  test("what a player has taken away stays away", () => {
    const bindings = unbind(DEFAULT_BINDINGS, "keys", "netGraph", "F3");
    const stored: unknown = JSON.parse(JSON.stringify(bindings));
    expect(codesOf(parseBindings(stored), "keys", "netGraph")).toEqual([]);
  });

  test("whatever it is, no code does two things, and the pause can be opened", () => {
    const code = fc.constantFrom("KeyA", "KeyQ", "Escape", "Mouse0", "Pad0", "Pad9", "Axis0+", "?");
    const device = fc.dictionary(fc.constantFrom(...ACTIONS), fc.array(code));
    fc.assert(
      fc.property(fc.record({ keys: device, pad: device }), (stored) => {
        const parsed = parseBindings(stored);
        for (const name of DEVICES) {
          const codes = allCodes(parsed, name);
          expect(new Set(codes).size).toBe(codes.length);
          expect(actionOf(parsed, name, FIXED_CODES[name])).toBe("pause");
        }
        expect(parseBindings(parsed)).toEqual(parsed);
      }),
    );
  });
});
