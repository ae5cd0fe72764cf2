import { describe, expect, test } from "vitest";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { PULSE, RAIL, ROCKET } from "#shared/sim/tuning.ts";
import type { BoltView, SkiffView, View, ViewEvent } from "../../client/netcode/view.ts";
import { PARTED_ARENA } from "../../tests/harness/stepper.ts";
import { CoverWatch } from "./coverWatch.ts";

const KILLER = 3;
/** The wall of this arena stands across its middle, at x = 600. */
const arena: ArenaSource = PARTED_ARENA;

interface Scene {
  me: number;
  killer?: number;
  bolt?: number;
}

/** All on one line, at these x. */
function viewOf({ me, killer, bolt }: Scene): View {
  const skiff = (slot: number, relation: string, x: number) => ({ slot, relation, x, y: 400 });
  const skiffs = [skiff(0, "self", me)];
  if (killer !== undefined) skiffs.push(skiff(KILLER, "enemy", killer));
  const bolts = bolt === undefined ? [] : [skiff(KILLER, "enemy", bolt)];
  return {
    arena,
    focusX: me,
    focusY: 400,
    skiffs: skiffs as SkiffView[],
    bolts: bolts as unknown as BoltView[],
  } as unknown as View;
}

/** Dies after these scenes, 16 ms apart, to this weapon. */
function judge(
  scenes: readonly Scene[],
  weapon: number,
  { bounces = 0, attacker = KILLER } = {},
): boolean {
  const watch = new CoverWatch();
  scenes.forEach((scene, i) => watch.note(viewOf(scene), i * 16));
  const death = { type: "death", attacker, victim: 0, weapon, bounces } as Extract<
    ViewEvent,
    { type: "death" }
  >;
  return watch.isBehindCover(death, viewOf(scenes.at(-1)!), (scenes.length - 1) * 16);
}

const times = (count: number, scene: Scene) => Array.from({ length: count }, () => scene);
const OPEN = { me: 500, killer: 200 };
const COVERED = { me: 700, killer: 200 };

describe("a beam", () => {
  test("kills fairly over a clear line", () => {
    expect(judge(times(20, OPEN), RAIL)).toBe(false);
  });

  test("kills behind cover when the line has been broken for a tenth of a second", () => {
    expect(judge([...times(10, OPEN), ...times(8, COVERED)], RAIL)).toBe(true);
    expect(judge([...times(10, OPEN), ...times(5, COVERED)], RAIL)).toBe(false);
  });

  test("off a cushion needs no line", () => {
    expect(judge(times(20, COVERED), RAIL, { bounces: 1 })).toBe(false);
  });

  test("of a shooter who is not on the screen tells nothing", () => {
    expect(judge(times(20, { me: 700 }), RAIL)).toBe(false);
  });
});

test("nobody has cover from his own rocket", () => {
  expect(judge(times(20, { me: 700 }), ROCKET, { attacker: 0 })).toBe(false);
  expect(judge(times(20, { me: 700 }), ROCKET)).toBe(true);
});

describe("a bolt", () => {
  test("kills fairly when it was seen to come, wherever its shooter is", () => {
    expect(judge(times(20, { me: 700, killer: 200, bolt: 640 }), PULSE)).toBe(false);
  });

  test("kills fairly whoever is still where it came by, and behind cover who has been away for a tenth of a second", () => {
    const hit = times(10, { me: 560, killer: 200, bolt: 520 });
    expect(judge([...hit, ...times(10, { me: 560, killer: 200 })], PULSE)).toBe(false);
    expect(judge([...hit, ...times(10, { me: 640, killer: 200 })], PULSE)).toBe(true);
    expect(judge([...hit, ...times(5, { me: 640, killer: 200 })], PULSE)).toBe(false);
    expect(judge([...hit, ...times(40, { me: 560, killer: 200 })], PULSE)).toBe(true);
  });

  test("kills fairly from so near that it is never drawn", () => {
    expect(judge(times(20, { me: 560, killer: 400 }), PULSE)).toBe(false);
    expect(judge(times(20, { me: 660, killer: 540 }), PULSE)).toBe(true);
  });

  test("that bursts kills fairly from so far off as it bursts, and no further", () => {
    expect(judge(times(20, { me: 520, bolt: 250 }), ROCKET)).toBe(false);
    expect(judge(times(20, { me: 520, bolt: 250 }), PULSE)).toBe(true);
    expect(judge(times(20, { me: 540, bolt: 250 }), ROCKET)).toBe(true);
    expect(judge(times(20, { me: 680, bolt: 560 }), ROCKET)).toBe(true);
  });

  test("kills behind cover when it was last seen beyond a wall, too far away, or not at all", () => {
    expect(judge(times(20, { me: 640, killer: 200, bolt: 560 }), PULSE)).toBe(true);
    expect(judge(times(20, { me: 1150, killer: 200, bolt: 700 }), PULSE)).toBe(true);
    expect(judge(times(20, OPEN), PULSE)).toBe(true);
  });
});
