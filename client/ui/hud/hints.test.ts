import { describe, expect, test } from "vitest";
import { askWeapon, IDLE_INPUT } from "#shared/sim/input.ts";
import type { View, ViewEvent } from "../../netcode/view.ts";
import { memoryStore, type StringStore } from "../storage.ts";
import { createTestView } from "../testView.ts";
import { type Deeds, type HintName, Hints } from "./hints.ts";

const IDLE: Deeds = { input: IDLE_INPUT, areScoresOpen: false, isNetDetailed: false };
/** Longer than any hint stays or is waited for. */
const AGES_MS = 60_000;

const FIRE: ViewEvent = {
  type: "fire",
  slot: 0,
  relation: "self",
  weapon: 0,
  x: 0,
  y: 0,
  angle: 0,
};
const HIT = {
  type: "hit",
  attacker: 0,
  victim: 1,
  attackerRelation: "self",
  victimRelation: "enemy",
  weapon: 0,
  damage: 14,
  bounces: 1,
  x: 0,
  y: 0,
} as const;
const { own } = createTestView();
const PAD = { kind: 0, x: 0, y: 0, charge: 1 };

/** Somebody in a match in which every hint is of use. */
function createPlayer(store: StringStore = memoryStore(), unbound = "") {
  const hints = new Hints(store, (control) => (control === unbound ? "" : "key"));
  const see = (part: Partial<View> = {}, deeds: Partial<Deeds> = {}, isOn = true) =>
    hints.update(
      createTestView({ own: { ...own, ammo: [-1, 5] }, pads: [PAD], ...part }),
      { ...IDLE, ...deeds },
      isOn,
    );
  /** The next one, whatever the pause before it. */
  const next = (part: Partial<View> = {}, isOn = true): HintName | null => {
    for (let i = 0; i < 50; i += 1) {
      const shown = see({ deltaMs: 100, ...part }, {}, isOn);
      if (shown !== null) return shown;
    }
    return null;
  };
  return { see, next };
}

describe("hints", () => {
  test("come one at a time in their order, each gone in the frame in which it was followed", () => {
    const { see, next } = createPlayer();
    const follow: [HintName, Partial<View>, Partial<Deeds>][] = [
      ["move", {}, { input: { ...IDLE_INPUT, moveX: 7 } }],
      ["fire", { events: [FIRE] }, {}],
      ["dash", { events: [{ type: "dash", slot: 0, relation: "self", x: 0, y: 0, angle: 0 }] }, {}],
      ["carom", { events: [HIT] }, {}],
      [
        "pickup",
        { events: [{ type: "pickup", slot: 0, relation: "self", kind: 0, x: 0, y: 0 }] },
        {},
      ],
      ["weapon", {}, { input: { ...IDLE_INPUT, buttons: askWeapon(0, 1) } }],
      ["scores", {}, { areScoresOpen: true }],
      ["netGraph", {}, { isNetDetailed: true }],
    ];
    for (const [name, part, deeds] of follow) {
      expect(next()).toBe(name);
      expect(see()).toBe(name);
      expect(see(part, deeds)).toBe(null);
    }
    expect(next({ deltaMs: AGES_MS })).toBe(null);
  });

  test("what was done unasked is not told, not even while hints are off", () => {
    const { see, next } = createPlayer();
    see({}, { input: { ...IDLE_INPUT, moveY: -7 } });
    see({ events: [FIRE] }, {}, false);
    expect(next()).toBe("dash");
  });

  test("what somebody else did, or a straight hit, is no deed of mine", () => {
    const { see, next } = createPlayer();
    see({ events: [{ ...FIRE, relation: "enemy" }] }, { input: { ...IDLE_INPUT, moveX: 1 } });
    expect(next()).toBe("fire");
    see({ events: [FIRE, { ...HIT, bounces: 0 }] });
    expect(next()).toBe("dash");
    see({ deltaMs: AGES_MS });
    expect(next()).toBe("carom");
  });

  test("one that is not followed goes after a while and does not come back", () => {
    const { see, next } = createPlayer();
    expect(next()).toBe("move");
    expect(see({ deltaMs: 13_000 })).toBe("move");
    expect(see({ deltaMs: 2_000 })).toBe(null);
    expect(next()).toBe("fire");
  });

  test("what is of no use now waits for its time", () => {
    const { see, next } = createPlayer();
    const poor = { own: { ...own, ammo: [-1, 0] }, pads: [], phase: "warmup" } as const;
    for (const name of ["move", "fire", "dash", "carom"]) {
      expect(next(poor)).toBe(name);
      see({ ...poor, deltaMs: AGES_MS });
    }
    expect(next(poor)).toBe(null);
    expect(next({ ...poor, pads: [PAD] })).toBe("pickup");
  });

  test.each<[string, Partial<View>, boolean]>([
    ["that are off", {}, false],
    ["before the start", { phase: "countdown" }, true],
    ["over the results", { phase: "results" }, true],
    ["when one is out of action", { own: { ...own, isAlive: false } }, true],
  ])("are not shown: %s", (_, part, isOn) => {
    const { next } = createPlayer();
    expect(next(part, isOn)).toBe(null);
    expect(next()).toBe("move");
  });

  test("what the device in use has no control for is passed over", () => {
    const { see, next } = createPlayer(memoryStore(), "aim");
    see({}, { input: { ...IDLE_INPUT, moveX: 1 } });
    expect(next()).toBe("dash");
  });

  test("nobody who only watches is told what to press", () => {
    const { see, next } = createPlayer();
    const watched = { slot: 1, hasFreeSeat: true } as unknown as NonNullable<View["watched"]>;
    expect(next({ watched })).toBe(null);
    expect(next()).toBe("move");
    expect(see({ watched })).toBe(null);
    expect(see()).toBe("move");
  });

  test("are shown once in a browser, followed or not", () => {
    const store = memoryStore();
    expect(createPlayer(store).next()).toBe("move");
    const { see, next } = createPlayer(store);
    see({ events: [FIRE] });
    expect(next()).toBe("dash");
    expect(createPlayer(store).next()).toBe("carom");
  });

  test("whatever a browser has stored is no fault", () => {
    const store = memoryStore();
    store.set("carom.hints", "{} moves move fire,dash");
    expect(createPlayer(store).next()).toBe("fire");
  });
});
