import { describe, expect, test } from "vitest";
import type { SkiffView, View, ViewEvent } from "../netcode/view.ts";
import { Focus } from "./focus.ts";

type Seen = Pick<View, "deltaMs" | "own" | "events" | "skiffs" | "focusX" | "focusY" | "watched">;

const KILLER = { slot: 3, relation: "enemy", x: 900, y: 500 } as SkiffView;

function death(victim: number, attacker: number): ViewEvent {
  const victimRelation = victim === 0 ? "self" : "enemy";
  return { type: "death", victim, attacker, victimRelation } as ViewEvent;
}

/** Frames of 100 ms; the own skiff is at 100, 100 and out unless a part says otherwise. */
function watch(
  focus: Focus,
  isAlive: boolean,
  part: Partial<Seen> = {},
): [number, number, boolean] {
  const own = { isAlive } as View["own"];
  const seen: Seen = {
    deltaMs: 100,
    own,
    events: [],
    skiffs: [KILLER],
    focusX: 100,
    focusY: 100,
    watched: null,
    ...part,
  };
  focus.update(seen as View);
  return [focus.x, focus.y, focus.hasSwitched];
}

describe("focus", () => {
  test("is the own skiff while that is in the arena", () => {
    expect(watch(new Focus(), true)).toEqual([100, 100, false]);
  });

  test("stays a moment where one went out, then switches once to whoever did it, then back", () => {
    const focus = new Focus();
    expect(watch(focus, false, { events: [death(0, 3)] })).toEqual([100, 100, false]);
    expect(watch(focus, false)).toEqual([900, 500, true]);
    expect(watch(focus, false)).toEqual([900, 500, false]);
    expect(watch(focus, true, { focusX: 50 })).toEqual([50, 100, true]);
  });

  test("stays where one went out when the killer is not in view or went out too", () => {
    const focus = new Focus();
    watch(focus, false, { events: [death(0, 3)] });
    expect(watch(focus, false, { skiffs: [] })).toEqual([100, 100, false]);
    expect(watch(focus, false, { events: [death(3, 1)] })).toEqual([100, 100, false]);
    expect(watch(focus, false)).toEqual([100, 100, false]);
  });

  test("is another thing when who watches follows another, however near that is", () => {
    const focus = new Focus();
    const follow = (slot: number, focusX: number) =>
      watch(focus, true, { focusX, watched: { slot, hasFreeSeat: false } });
    follow(1, 100);
    expect(follow(1, 110)).toEqual([110, 100, false]);
    expect(follow(2, 200)).toEqual([200, 100, true]);
    expect(follow(2, 205)).toEqual([205, 100, false]);
  });
});
