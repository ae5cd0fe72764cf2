import { describe, expect, test } from "vitest";
import type { FeatEvent } from "#shared/sim/events.ts";
import { Button, IDLE_INPUT, type PlayerInput } from "#shared/sim/input.ts";
import { step } from "#shared/sim/step.ts";
import { flagEntity, PUCK_ENTITY, skiffEntity, type World } from "#shared/sim/world.ts";
import { Bot } from "./bot.ts";
import { Dice } from "./dice.ts";
import { Duties } from "./duties.ts";
import { Errands } from "./errands.ts";
import { Look } from "./look.ts";
import { navigationOf } from "./navigation.ts";
import type { BotSight, FlagSight } from "./sight.ts";
import { SKILLS } from "./skill.ts";
import { put, sightOf, teamHall, worldOf } from "./testSight.ts";

const HOME = { x: 200, y: 400 };
const THEIRS = { x: 1000, y: 400 };
const atHome = (place: { x: number; y: number }): FlagSight => {
  return { ...place, carrier: -1, isHome: true, isSeen: true };
};

/** What one of team 1 on slot 0 at (200, 400) sees of a hall for teams. */
function sightOfTeam(own: Partial<FlagSight>, other: Partial<FlagSight>): BotSight {
  const flags = [
    { ...atHome(HOME), ...own },
    { ...atHome(THEIRS), ...other },
  ];
  const sight = sightOf(teamHall(), { flags });
  sight.self.team = 1;
  return sight;
}

/** What a bot in its `life` finds to do. */
function dutyOf(sight: BotSight, life = 1): Duties {
  const duties = new Duties(SKILLS.regular, new Dice(life));
  duties.begin(sight);
  expect(duties.find(sight)).toBe(true);
  return duties;
}

const LIVES = Array.from({ length: 40 }, (_, life) => life);

describe("with flags, a bot", () => {
  test("goes for the other side's, or keeps its own", () => {
    const places = LIVES.map((life) => dutyOf(sightOfTeam({}, {}), life).x);
    const attacks = places.filter((x) => x === THEIRS.x).length;
    expect(attacks).toBeGreaterThan(20);
    expect(attacks).toBeLessThan(40);
    for (const x of places) expect(x === THEIRS.x || Math.abs(x - HOME.x) <= 260).toBe(true);
  });

  test("keeps its own only from where it can get to", () => {
    for (const life of LIVES) {
      const sight = sightOfTeam({}, {});
      const duties = dutyOf(sight, life);
      for (let turn = 0; turn < 20 && duties.x !== THEIRS.x; turn++) {
        expect(navigationOf(sight.arena).cellAt(duties.x, duties.y)).toBeGreaterThanOrEqual(0);
        sight.self.x = duties.x;
        sight.self.y = duties.y;
        duties.find(sight);
      }
    }
  });

  test("brings home what it carries, and stops for nobody", () => {
    for (const life of LIVES) {
      const duty = dutyOf(sightOfTeam({}, { carrier: 0, isHome: false }), life);
      expect(duty).toMatchObject({ ...HOME, isUrgent: true });
    }
  });

  test("is after the thief whom it sees, and waits for the one it does not see", () => {
    const seen = sightOfTeam({ carrier: 3, isHome: false, x: 700, y: 300 }, {});
    expect(dutyOf(seen)).toMatchObject({ targetSlot: 3, x: 700, y: 300 });
    const gone = sightOfTeam({ carrier: 3, isHome: false, isSeen: false, x: 0, y: 0 }, {});
    for (const life of LIVES)
      expect(dutyOf(gone, life)).toMatchObject({ targetSlot: -1, ...THEIRS });
  });

  test("sends home its own that lies near by", () => {
    const lost = sightOfTeam({ isHome: false, x: 500, y: 600 }, {});
    for (const life of LIVES)
      expect(dutyOf(lost, life)).toMatchObject({ x: 500, y: 600, isUrgent: true });
  });

  test("has nothing to do for a side where there are none", () => {
    expect(new Duties(SKILLS.regular, new Dice(1)).find(sightOf(teamHall()))).toBe(false);
  });
});

/** Bots of both teams play for a while; what they did. */
function play(mode: string, seats: number, ticks: number, wakes: (slot: number) => boolean) {
  const world = worldOf(teamHall(), seats, 1, mode);
  const look = new Look();
  const bots = Array.from({ length: seats }, (_, slot) => new Bot(slot + 1, SKILLS.regular));
  const feats: FeatEvent[] = [];
  for (let tick = 0; tick < ticks; tick++) {
    look.gather(world);
    const inputs = bots.map((bot, slot) => {
      return wakes(slot) ? bot.think(look.from(world, slot)) : undefined;
    });
    step(world, inputs);
    for (const event of world.events) if (event.type === "feat") feats.push(event);
  }
  return { world, feats };
}

const all = () => true;
const countOf = (feats: FeatEvent[], kind: FeatEvent["feat"]) =>
  feats.filter(({ feat }) => feat === kind).length;

test(
  "six bots take flags, lose them, send them home, and bring some home",
  { timeout: 60_000 },
  () => {
    const { feats } = play("flags", 6, 10_800, all);
    expect(countOf(feats, "take")).toBeGreaterThan(5);
    expect(countOf(feats, "drop")).toBeGreaterThan(2);
    expect(countOf(feats, "return")).toBeGreaterThan(0);
    expect(countOf(feats, "capture")).toBeGreaterThan(1);
  },
);

test(
  "one that is let alone drives the puck into the other side's goal, again and again",
  { timeout: 60_000 },
  () => {
    const { feats, world } = play("puck", 2, 7200, (slot) => slot === 0);
    expect(world.components.Skiff.team[skiffEntity(0)]).toBe(1);
    const goals = feats.filter(({ feat }) => feat === "goal");
    expect(goals.filter(({ team }) => team === 2).length).toBeGreaterThan(3);
    expect(goals.filter(({ team }) => team === 1).length).toBeLessThan(2);
  },
);

describe("allies", () => {
  const ally = { slot: 2, x: 500, y: 400, velocityX: 0, velocityY: 0, isShielded: false };
  const enemy = { ...ally, slot: 1, x: 700 };

  test("are no enemies to a bot", () => {
    const world = worldOf(teamHall(), 4, 1, "teams");
    const look = new Look();
    look.gather(world);
    const { others, allies } = look.from(world, 0);
    expect(allies.map(({ slot }) => slot)).toEqual([2]);
    expect(others.every(({ slot }) => slot % 2 === 1)).toBe(true);
  });

  test("are known by their bolts", () => {
    const world = worldOf(teamHall(), 4, 1, "teams");
    const fire = { ...IDLE_INPUT, buttons: Button.fire };
    step(world, [undefined, fire, fire]);
    const look = new Look();
    look.gather(world);
    const { bolts, self } = look.from(world, 0);
    expect(self.team).toBe(1);
    for (const { slot, team } of bolts) expect(team).toBe(slot === 2 ? 1 : 2);
    expect(bolts.some(({ slot }) => slot === 2)).toBe(true);
  });

  test("are not shot through where shots strike them", () => {
    const fires = (isFriendlyFire: boolean, y: number) => {
      const bot = new Bot(1, SKILLS.ace);
      const parts = { others: [enemy], allies: [{ ...ally, y }], isFriendlyFire };
      const presses = Array.from({ length: 200 }, (_, tick) => {
        return bot.think(sightOf({ ...teamHall(), walls: [] }, { tick, ...parts })).buttons;
      });
      return presses.some((buttons) => (buttons & Button.fire) !== 0);
    };
    expect(fires(false, 400)).toBe(true);
    expect(fires(true, 400)).toBe(false);
    expect(fires(true, 500)).toBe(true);
  });

  test("leave some enemies to others", () => {
    const near = { ...enemy, x: 500 };
    const other = { ...enemy, slot: 3, x: 200, y: 60 };
    const targetWith = (allies: BotSight["allies"]) => {
      const sight = sightOf({ ...teamHall(), walls: [] }, { others: [near, other], allies });
      const errands = new Errands(SKILLS.regular, new Dice(1));
      errands.consider(sight);
      return errands.targetIn(sight)?.slot;
    };
    expect(targetWith([])).toBe(1);
    expect(targetWith([{ ...ally, x: 480, y: 420 }])).toBe(3);
  });
});

test("where a flag is that is carried off its screen, no bot is told", () => {
  const source = { ...teamHall(), width: 3000, height: 3000 };
  const world: World = worldOf(source, 2, 1, "flags");
  world.components.Flag.carrier[flagEntity(1)] = 1;
  put(world, 0, { x: 200, y: 400 });
  const look = new Look();
  const flagAt = (x: number, y: number) => {
    put(world, 1, { x, y });
    look.gather(world);
    return { ...look.from(world, 0).flags[0]! };
  };
  expect(flagAt(500, 500)).toMatchObject({ isSeen: true, x: 500, y: 500, carrier: 1 });
  expect(flagAt(2500, 500)).toEqual(flagAt(2500, 2900));
  expect(flagAt(2500, 500)).toMatchObject({ isSeen: false, isHome: false, carrier: 1 });
});

test("the puck is shown where it is, and whether it is played", () => {
  const world = worldOf(teamHall(), 2, 1, "puck");
  const look = new Look();
  look.gather(world);
  const inputs: PlayerInput[] = [];
  step(world, inputs);
  const { Position } = world.components;
  look.gather(world);
  expect(look.from(world, 0).puck).toMatchObject({
    x: Position.x[PUCK_ENTITY],
    y: Position.y[PUCK_ENTITY],
    isLoose: true,
  });
});
