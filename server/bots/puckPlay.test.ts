import { describe, expect, test } from "vitest";
import type { Point } from "#shared/sim/arena/arena.ts";
import { PUCK, SKIFF } from "#shared/sim/tuning.ts";
import type { BotLevel } from "#shared/protocol/messages.ts";
import { Dice } from "./dice.ts";
import { lanesOf } from "./lanes.ts";
import { navigationOf } from "./navigation.ts";
import { gapToPoint } from "./passage.ts";
import { PuckPlay } from "./puckPlay.ts";
import type { BotSight, PuckSight } from "./sight.ts";
import { SKILLS } from "./skill.ts";
import { sightOf, teamHall } from "./testSight.ts";

const TOUCH_PX = PUCK.radiusPx + SKIFF.radiusPx;
const OWN_GOAL = { x: 45, y: 400 };

interface Scene {
  self: Point & { canDash?: boolean };
  puck: Point & Partial<PuckSight>;
  allies?: readonly Point[];
  others?: BotSight["others"];
  level?: BotLevel;
  life?: number;
}

/** What one of team 1, whose goal is the left one, sees. */
function seen({ self, puck: place, allies = [], others = [] }: Scene): BotSight {
  const puck = { velocityX: 0, velocityY: 0, isLoose: true, ...place };
  const rest = { velocityX: 0, velocityY: 0, isShielded: false };
  const sight = sightOf(teamHall(), {
    puck,
    others,
    allies: allies.map((ally, i) => ({ ...rest, ...ally, slot: 2 + 2 * i })),
  });
  Object.assign(sight.self, self, { team: 1 });
  return sight;
}

/** What it finds to do about that. */
function playOf(scene: Scene): PuckPlay {
  const sight = seen(scene);
  const play = new PuckPlay(SKILLS[scene.level ?? "ace"], new Dice(scene.life ?? 1));
  play.begin();
  play.watch(sight);
  play.find(sight);
  return play;
}

const isWorthShot = (scene: Scene) => playOf(scene).isWorthShot(seen(scene));
const LIVES = Array.from({ length: 40 }, (_, life) => life);

describe("who is best placed for the puck", () => {
  const puck = { x: 800, y: 400 };

  test("gets behind it, as seen from the goal to score in, and stops for nobody", () => {
    const play = playOf({ self: { x: 700, y: 560 }, puck });
    expect(play.isUrgent).toBe(true);
    expect(play.x).toBeLessThan(puck.x - TOUCH_PX);
    expect(play.y).toBeCloseTo(400, -1);
  });

  test("runs into it from there, and dashes when it is lined up, has one, and is near", () => {
    const near = { x: 690, y: 400 };
    const play = playOf({ self: { ...near, canDash: true }, puck });
    expect([play.x > near.x, play.wantsDash]).toEqual([true, true]);
    expect(playOf({ self: near, puck }).wantsDash).toBe(false);
    expect(playOf({ self: { x: 500, y: 400, canDash: true }, puck }).wantsDash).toBe(false);
    expect(playOf({ self: { x: 730, y: 330, canDash: true }, puck }).wantsDash).toBe(false);
  });

  test.each([
    { x: 900, y: 405 },
    { x: 880, y: 350 },
    { x: 1000, y: 460 },
  ])("goes round it from the wrong side, without a touch: from %o", (self) => {
    const play = playOf({ self: { ...self, canDash: true }, puck });
    expect(gapToPoint(self.x, self.y, play.x, play.y, puck.x, puck.y)).toBeGreaterThan(TOUCH_PX);
    expect(play.wantsDash).toBe(false);
  });

  const enemy = { slot: 1, x: 850, y: 440, velocityX: 0, velocityY: 0, isShielded: false };

  test("strikes at once where an enemy is at it, too, if only forwards", () => {
    const self = { x: 720, y: 350, canDash: true };
    expect(playOf({ self, puck }).wantsDash).toBe(false);
    expect(playOf({ self, puck, others: [enemy] }).wantsDash).toBe(true);
    const wrong = { x: 880, y: 400, canDash: true };
    expect(playOf({ self: wrong, puck, others: [enemy] }).wantsDash).toBe(false);
  });

  test("keeps its dash for it when it is near", () => {
    expect(playOf({ self: { x: 690, y: 500 }, puck }).savesDash).toBe(true);
    expect(playOf({ self: { x: 100, y: 100 }, puck }).savesDash).toBe(false);
  });

  test("sends it past who stands before the goal, if it is no rookie", () => {
    const keeper = { ...enemy, x: 1090, y: 400 };
    const startOf = (level: BotLevel) =>
      playOf({ self: { x: 700, y: 600 }, puck, others: [keeper], level }).y;
    expect(startOf("rookie")).toBeCloseTo(400, -1);
    expect(Math.abs(startOf("regular") - 400)).toBeGreaterThan(8);
  });

  test("goes to where a moving one will be", () => {
    const moving = { x: 800, y: 250, velocityX: 0, velocityY: 320 };
    expect(playOf({ self: { x: 450, y: 600 }, puck: moving }).y).toBeGreaterThan(330);
  });

  test.each([
    { x: 30, y: 30 },
    { x: 1170, y: 30 },
    { x: 1170, y: 770 },
    { x: 600, y: 28 },
    { x: 532, y: 400 },
  ])("gets at one that lies at a cushion from where there is room: at %o", (corner) => {
    const sight = seen({ self: { x: 700, y: 600 }, puck: corner });
    const { x, y } = playOf({ self: sight.self, puck: corner });
    expect(navigationOf(sight.arena).cellAt(x, y)).toBeGreaterThanOrEqual(0);
    expect(Math.hypot(x - corner.x, y - corner.y)).toBeLessThan(200);
  });
});

describe("the last of a side", () => {
  const allies = [{ x: 700, y: 420 }];

  test("stands between the puck and its goal while an ally has it", () => {
    const { x, y, isUrgent } = playOf({
      self: { x: 300, y: 600 },
      puck: { x: 800, y: 300 },
      allies,
    });
    expect(isUrgent).toBe(false);
    expect(Math.hypot(x - OWN_GOAL.x, y - OWN_GOAL.y)).toBeLessThan(250);
    expect(gapToPoint(OWN_GOAL.x, OWN_GOAL.y, 800, 300, x, y)).toBeLessThan(1);
  });

  test("comes out to one that is near the goal", () => {
    const play = playOf({ self: { x: 260, y: 420 }, puck: { x: 360, y: 380 }, allies });
    expect(play.isUrgent).toBe(true);
  });

  test("is whoever sees nobody nearer to the goal", () => {
    const further = [...allies, { x: 200, y: 300 }];
    const play = playOf({ self: { x: 500, y: 600 }, puck: { x: 800, y: 300 }, allies: further });
    expect(Math.hypot(play.x - OWN_GOAL.x, play.y - OWN_GOAL.y)).toBeGreaterThan(400);
  });

  test("is to be found there in every life of an ace and in few of a regular; rookies run after the puck", () => {
    const scene = { self: { x: 300, y: 600 }, puck: { x: 800, y: 300 }, allies };
    const lives = (level: BotLevel, is: (play: PuckPlay) => boolean) =>
      LIVES.filter((life) => is(playOf({ ...scene, level, life }))).length;
    const keeps = ({ x, y }: PuckPlay) => Math.hypot(x - OWN_GOAL.x, y - OWN_GOAL.y) < 250;
    expect(lives("ace", keeps)).toBe(LIVES.length);
    expect(lives("regular", keeps)).toBeGreaterThan(2);
    expect(lives("regular", keeps)).toBeLessThan(20);
    expect(lives("rookie", ({ isUrgent }) => isUrgent)).toBeGreaterThan(25);
  });
});

describe("of those who neither have the puck nor keep the goal", () => {
  const puck = { x: 800, y: 300 };
  const last = { x: 200, y: 400 };

  test("so many run after it as are wise to: an ace comes along with another, a regular does not", () => {
    const scene = { self: { x: 600, y: 600 }, puck, allies: [{ x: 700, y: 420 }, last] };
    expect(playOf({ ...scene, level: "ace" }).isUrgent).toBe(true);
    expect(playOf({ ...scene, level: "regular" }).isUrgent).toBe(false);
  });

  test("the first waits before the other goal, to where the puck will come", () => {
    const allies = [{ x: 700, y: 360 }, { x: 720, y: 420 }, last];
    const play = playOf({ self: { x: 1000, y: 600 }, puck, allies });
    expect(play.isUrgent).toBe(false);
    expect(Math.hypot(play.x - 1155, play.y - 400)).toBeLessThan(350);
    expect(play.x).toBeLessThan(1000);
  });

  test("the others are left to fight", () => {
    const allies = [{ x: 700, y: 360 }, { x: 720, y: 420 }, { x: 1000, y: 600 }, last];
    const sight = seen({ self: { x: 400, y: 700 }, puck, allies });
    const play = new PuckPlay(SKILLS.ace, new Dice(1));
    play.begin();
    play.watch(sight);
    expect(play.find(sight)).toBe(false);
    expect(play.isWorthShot(sight)).toBe(false);
  });
});

describe("a shot at the puck", () => {
  const at = (x: number, y: number) => ({ x, y });

  test("is one that sends it to the other goal", () => {
    expect(isWorthShot({ self: at(600, 200), puck: at(800, 290) })).toBe(true);
    expect(isWorthShot({ self: at(1000, 400), puck: at(800, 400) })).toBe(false);
    expect(isWorthShot({ self: at(800, 200), puck: at(800, 400) })).toBe(false);
  });

  test("clears one that is near the own goal, or comes to it, but never goes towards it", () => {
    const coming = { ...at(400, 450), velocityX: -400, velocityY: 0 };
    expect(isWorthShot({ self: at(200, 430), puck: coming })).toBe(true);
    expect(isWorthShot({ self: at(120, 400), puck: at(250, 330) })).toBe(true);
    for (const puck of [at(250, 400), at(200, 300), at(330, 520)]) {
      const beyond = 200 / Math.hypot(puck.x - OWN_GOAL.x, puck.y - OWN_GOAL.y);
      const self = at(
        puck.x + (puck.x - OWN_GOAL.x) * beyond,
        puck.y + (puck.y - OWN_GOAL.y) * beyond,
      );
      for (const level of ["rookie", "regular", "ace"] as const)
        expect(isWorthShot({ self, puck, level })).toBe(false);
    }
  });

  test("need not be good for a rookie", () => {
    const shots = (level: BotLevel) =>
      LIVES.filter((i) => isWorthShot({ self: at(560, 100 + i * 8), puck: at(700, 250), level }));
    expect(shots("rookie").length).toBeGreaterThan(shots("regular").length);
    expect(shots("regular").length).toBeGreaterThan(0);
  });

  test("is none at one that lies still after a goal, or is far", () => {
    const self = at(700, 400);
    expect(isWorthShot({ self, puck: at(800, 400) })).toBe(true);
    expect(isWorthShot({ self, puck: { ...at(800, 400), isLoose: false } })).toBe(false);
    expect(isWorthShot({ self: at(100, 130), puck: at(900, 150) })).toBe(false);
  });

  test("is one off a cushion for an ace, where others see only the long way", () => {
    const puck = at(490, 450);
    const lanes = lanesOf(seen({ self: puck, puck }).arena);
    const wants = (level: BotLevel, mayBank: boolean) => {
      const lane = lanes.laneFrom(puck, 2, mayBank);
      const share = 150 / Math.hypot(lane.x - puck.x, lane.y - puck.y);
      const self = at(puck.x - (lane.x - puck.x) * share, puck.y - (lane.y - puck.y) * share);
      return isWorthShot({ self, puck, level });
    };
    expect([wants("ace", true), wants("ace", false)]).toEqual([true, false]);
    expect(wants("regular", false)).toBe(true);
  });
});
