import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ACTION_GROUPS, ACTIONS, isFor, type Role } from "./actions.ts";
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

const ROLES: readonly Role[] = ["player", "watcher"];

/** Every code of every action of a device. */
function allCodes(bindings: Bindings, device: BoundDevice): string[] {
  return ACTIONS.flatMap((action) => codesOf(bindings, device, action));
}

/** Those that mean something to who is in this role. */
function codesFor(bindings: Bindings, device: BoundDevice, role: Role): string[] {
  return ACTIONS.filter((action) => isFor(action, role)).flatMap((action) =>
    codesOf(bindings, device, action),
  );
}

/** Codes that mean two things to somebody. */
function ambiguousCodes(bindings: Bindings, device: BoundDevice): string[] {
  return ROLES.flatMap((role) => {
    const codes = codesFor(bindings, device, role);
    return codes.filter((code, index) => codes.indexOf(code) !== index);
  });
}

describe("the defaults", () => {
  test.each(DEVICES)("of %s give no code to two actions of one role", (device) => {
    expect(ambiguousCodes(DEFAULT_BINDINGS, device)).toEqual([]);
  });

  test.each(DEVICES)("of %s have something for votes, phrases, marks and watching", (device) => {
    const { talk, watch } = ACTION_GROUPS;
    const typed: readonly string[] = ["chat", "teamChat"];
    const asked = [...talk, ...watch].filter((name) => !typed.includes(name));
    const bare = asked.filter((action) => codesOf(DEFAULT_BINDINGS, device, action).length === 0);
    expect(bare).toEqual([]);
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
    expect(replaced.losers).toEqual([]);
    expect(codesOf(replaced.bindings, "keys", "up")).toEqual(["KeyI", "ArrowUp"]);
    const added = bind(DEFAULT_BINDINGS, "keys", "up", "KeyI", null).bindings;
    expect(codesOf(added, "keys", "up")).toEqual(["KeyW", "ArrowUp", "KeyI"]);
  });

  test("takes a code from whoever had it, and says from whom", () => {
    const { bindings, losers } = bind(DEFAULT_BINDINGS, "keys", "fire", "KeyQ", "Mouse0");
    expect(losers).toEqual(["nextWeapon"]);
    expect(actionOf(bindings, "keys", "KeyQ", "player")).toBe("fire");
    expect(codesOf(bindings, "keys", "nextWeapon")).toEqual(["WheelDown"]);
    expect(actionOf(bindings, "keys", "Mouse0", "player")).toBe(null);
  });

  test("leaves a code with what is done in the other role, and takes from both what is for both", () => {
    const watched = bind(DEFAULT_BINDINGS, "keys", "watchNext", "Digit1", "KeyE");
    expect(watched.losers).toEqual([]);
    expect(actionOf(watched.bindings, "keys", "Digit1", "player")).toBe("weapon1");
    expect(actionOf(watched.bindings, "keys", "Digit1", "watcher")).toBe("watchNext");
    const scores = bind(watched.bindings, "keys", "scores", "Digit1", "Tab");
    expect(scores.losers).toEqual(["weapon1", "watchNext"]);
    for (const role of ROLES)
      expect(actionOf(scores.bindings, "keys", "Digit1", role)).toBe("scores");
  });

  test("to what it is bound to already changes nothing", () => {
    expect(bind(DEFAULT_BINDINGS, "keys", "up", "ArrowUp", "KeyW")).toEqual({
      bindings: DEFAULT_BINDINGS,
      losers: [],
    });
  });

  test.each(DEVICES)("cannot take the way into the pause away on %s", (device) => {
    const fixed = FIXED_CODES[device];
    const { bindings } = bind(DEFAULT_BINDINGS, device, "fire", fixed, null);
    const unbound = unbind(bindings, device, "pause", fixed);
    for (const role of ROLES) expect(actionOf(unbound, device, fixed, role)).toBe("pause");
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

  test("whatever it is, no code does two things to anybody, and the pause can be opened", () => {
    const code = fc.constantFrom("KeyA", "KeyQ", "Escape", "Mouse0", "Pad0", "Pad9", "Axis0+", "?");
    const device = fc.dictionary(fc.constantFrom(...ACTIONS), fc.array(code));
    fc.assert(
      fc.property(fc.record({ keys: device, pad: device }), (stored) => {
        const parsed = parseBindings(stored);
        for (const name of DEVICES) {
          expect(ambiguousCodes(parsed, name)).toEqual([]);
          expect(actionOf(parsed, name, FIXED_CODES[name], "watcher")).toBe("pause");
        }
        expect(parseBindings(parsed)).toEqual(parsed);
      }),
    );
  });
});
