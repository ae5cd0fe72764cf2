import { describe, expect, test } from "vitest";
import type { Point } from "#shared/sim/arena/arena.ts";
import type { FireEvent } from "#shared/sim/events.ts";
import { buildArena } from "#shared/sim/arena/geometry.ts";
import { askedWeapon, Button, type PlayerInput, sanitizeInput } from "#shared/sim/input.ts";
import { aimOf, lengthOf } from "#shared/sim/math.ts";
import { step } from "#shared/sim/step.ts";
import { RAIL, ROCKET } from "#shared/sim/tuning.ts";
import { skiffEntity } from "#shared/sim/world.ts";
import { turnBetween } from "./aim.ts";
import { findBank } from "./bank.ts";
import { Bot } from "./bot.ts";
import { Look } from "./look.ts";
import type { BotSight } from "./sight.ts";
import { SKILLS, type BotSkill } from "./skill.ts";
import { box, hall, put, sightOf, worldOf } from "./testSight.ts";

interface Duel {
  walls?: Point[][];
  bot: Point;
  /** Where the enemy is at a tick. */
  enemy: (tick: number) => Point;
  ticks: number;
  seed?: number;
  skill?: BotSkill;
  /** Shots of one weapon that it has. */
  ammo?: [weapon: number, shots: number];
}

/** Nails a bot to its place, leads an enemy that never dies past it, and notes every shot. */
function duel(options: Duel) {
  const { walls, bot: at, enemy, ticks, seed = 1, ammo } = options;
  const world = worldOf(hall(walls), 2, seed);
  const { Ammo, Score, Skiff, Velocity } = world.components;
  const bot = new Bot(seed, options.skill ?? SKILLS.ace);
  const look = new Look();
  const shots: { event: FireEvent; enemy: Point }[] = [];
  let bankedHits = 0;
  let hurt = 0;
  if (ammo) Ammo[ammo[0]]![skiffEntity(0)] = ammo[1];
  for (let tick = 0; tick < ticks; tick++) {
    const place = enemy(tick);
    const next = enemy(tick + 1);
    put(world, 0, at);
    put(world, 1, place);
    Velocity.x[skiffEntity(1)] = (next.x - place.x) * 60;
    Velocity.y[skiffEntity(1)] = (next.y - place.y) * 60;
    Skiff.health[skiffEntity(1)] = 100;
    Skiff.shieldEndTick[skiffEntity(1)] = 0;
    look.gather(world);
    const input = { ...bot.think(look.from(world, 0)), moveX: 0, moveY: 0 };
    step(world, [input]);
    hurt += 100 - Skiff.health[skiffEntity(0)]!;
    Skiff.health[skiffEntity(0)] = 100;
    for (const event of world.events) {
      if (event.type === "fire") shots.push({ event, enemy: place });
      if (event.type === "hit" && event.bounces > 0) bankedHits += 1;
    }
  }
  return {
    shots,
    bankedHits,
    hurt,
    hits: Score.hits[skiffEntity(0)]!,
    fired: Score.shots[skiffEntity(0)]!,
  };
}

/** Runs to and fro between (x, 100) and (x, 700) at full speed. */
const runner = (x: number) => (tick: number) => {
  const way = (tick * 5) % 1200;
  return { x, y: 100 + (way < 600 ? way : 1200 - way) };
};

describe("shooting", () => {
  test("hits one who runs past: not always, not never", () => {
    let fired = 0;
    let hits = 0;
    for (let seed = 1; seed <= 5; seed++) {
      const result = duel({ bot: { x: 200, y: 400 }, enemy: runner(600), ticks: 1200, seed });
      fired += result.fired;
      hits += result.hits;
    }
    expect(fired).toBeGreaterThan(200);
    expect(hits / fired).toBeGreaterThan(0.2);
    expect(hits / fired).toBeLessThan(0.85);
  });

  test("is not done straight at one who stands behind a wall", () => {
    const bot = { x: 300, y: 200 };
    const enemy = { x: 600, y: 200 };
    const walls = [box(430, 100, 40, 600)];
    const { shots } = duel({ walls, bot, enemy: () => enemy, ticks: 2400 });
    expect(shots.length).toBeGreaterThan(10);
    // The corner of the wall is 35° off; nothing goes between it and the enemy.
    for (const { event } of shots) {
      const off = turnBetween(aimOf(enemy.x - bot.x, enemy.y - bot.y), event.angle);
      expect(Math.abs(off)).toBeGreaterThan(aimOf(130, 100));
    }
  });

  test("goes off a cushion now and then, and that way hits whom it does not see", () => {
    const walls = [box(430, 100, 40, 600)];
    const enemy = () => ({ x: 600, y: 200 });
    const { shots, bankedHits } = duel({ walls, bot: { x: 300, y: 200 }, enemy, ticks: 2400 });
    expect(shots.length).toBeGreaterThan(10);
    expect(bankedHits).toBeGreaterThan(shots.length / 4);
  });

  test("goes off no cushion on purpose below the top level", () => {
    const walls = [box(430, 100, 40, 600)];
    const enemy = () => ({ x: 600, y: 200 });
    for (const skill of [SKILLS.rookie, SKILLS.regular]) {
      const duelOf = { walls, bot: { x: 300, y: 200 }, enemy, ticks: 1200, skill };
      expect(duel(duelOf).shots).toEqual([]);
    }
  });

  test("uses the rail while there are shots in it", () => {
    const enemy = () => ({ x: 600, y: 420 });
    const { shots } = duel({ bot: { x: 200, y: 400 }, enemy, ticks: 900, ammo: [RAIL, 3] });
    const weapons = shots.map(({ event }) => event.weapon);
    expect(weapons.slice(0, 3)).toEqual([RAIL, RAIL, RAIL]);
    expect(weapons.slice(3).every((weapon) => weapon !== RAIL)).toBe(true);
    expect(weapons.length).toBeGreaterThan(6);
  });

  test("is not done with what bursts at its own feet", () => {
    const near = { x: 290, y: 400 };
    const shotsAt = (place: Point, walls: Point[][] = [], skill: BotSkill = SKILLS.ace) =>
      duel({
        bot: { x: 200, y: 400 },
        enemy: () => place,
        walls,
        skill,
        ticks: 4000,
        ammo: [ROCKET, 40],
      });
    const isRocket = ({ event }: { event: FireEvent }) => event.weapon === ROCKET;
    expect(shotsAt(near).shots.filter(isRocket)).toEqual([]);
    expect(shotsAt(near).shots.length).toBeGreaterThan(10);
    expect(shotsAt({ x: 500, y: 400 }).shots.filter(isRocket).length).toBe(40);
    // The mark is in sight, past the edge of a wall that a hand may stray to.
    const edge = [box(240, 402, 60, 200)];
    const strayed = shotsAt({ x: 500, y: 400 }, edge, SKILLS.rookie);
    expect(strayed.shots.filter(isRocket).length).toBeGreaterThan(20);
    expect(strayed.hurt).toBe(0);
  });

  test("waits while a shield would take it", () => {
    const shielded = { slot: 1, x: 500, y: 400, velocityX: 0, velocityY: 0, isShielded: true };
    const bot = new Bot(1, SKILLS.regular);
    const fires = (isShielded: boolean, from: number) =>
      Array.from({ length: 200 }, (_, i) => {
        const sight = sightOf(hall(), { tick: from + i, others: [{ ...shielded, isShielded }] });
        return (bot.think(sight).buttons & Button.fire) !== 0;
      });
    expect(fires(true, 0)).not.toContain(true);
    expect(fires(false, 200)).toContain(true);
  });
});

describe("a bank shot", () => {
  const out = { segment: -1, x: 0, y: 0 };

  test("is aimed at the mirror image behind the nearest cushion", () => {
    const arena = buildArena(hall([box(420, 300, 60, 400)]));
    expect(findBank(arena, 200, 350, 700, 350, 2000, out)).toBe(true);
    expect(out).toEqual({ segment: 0, x: 700, y: -350 });
  });

  test("is none when it is too long, or something is in its way", () => {
    const arena = buildArena(hall([box(420, 300, 60, 400)]));
    expect(findBank(arena, 200, 350, 700, 350, 800, out)).toBe(false);
    const closed = buildArena(hall([box(420, 20, 60, 760)]));
    expect(findBank(closed, 200, 350, 700, 350, 5000, out)).toBe(false);
  });
});

describe("a bot", () => {
  /** Sights of a real match, kept. */
  function record(ticks: number): BotSight[] {
    const world = worldOf(hall([box(500, 300, 150, 150)]), 4);
    const bots = [1, 2, 3, 4].map((seed) => new Bot(seed, SKILLS.regular));
    const look = new Look();
    const sights: BotSight[] = [];
    for (let tick = 0; tick < ticks; tick++) {
      look.gather(world);
      const inputs = bots.map((bot, slot) => {
        const sight = look.from(world, slot);
        const { arena, ...rest } = sight;
        if (slot === 0) sights.push({ arena, ...structuredClone(rest) });
        return bot.think(sight);
      });
      step(world, inputs);
    }
    return sights;
  }

  const sights = record(900);
  const play = (seed: number): PlayerInput[] => {
    const bot = new Bot(seed, SKILLS.regular);
    return sights.map((sight) => ({ ...bot.think(sight) }));
  };

  test("of the same seed that sees the same does the same", () => {
    expect(play(7)).toEqual(play(7));
  });

  test("of another seed is another", () => {
    expect(play(7)).not.toEqual(play(8));
  });

  test("presses nothing that an input cannot hold", () => {
    for (const input of play(9)) {
      expect(sanitizeInput({ ...input })).toEqual(input);
      expect(askedWeapon(input.buttons)).toBeLessThanOrEqual(2);
    }
  });

  test("holds still while it is dead", () => {
    const bot = new Bot(1, SKILLS.regular);
    const sight = sightOf(hall());
    sight.self.isAlive = false;
    const { aim, ...rest } = bot.think(sight);
    expect(rest).toEqual({ buttons: 0, moveX: 0, moveY: 0 });
    expect(bot.think(sight).aim).toBe(aim);
  });

  test("moves towards an enemy whom it does not see", () => {
    const walls = [box(560, 100, 60, 600)];
    const world = worldOf(hall(walls), 2);
    put(world, 0, { x: 200, y: 400 });
    const bot = new Bot(3, SKILLS.regular);
    const look = new Look();
    const { Position } = world.components;
    let nearest = Infinity;
    for (let tick = 0; tick < 900; tick++) {
      put(world, 1, { x: 1000, y: 400 });
      look.gather(world);
      step(world, [bot.think(look.from(world, 0))]);
      const x = Position.x[skiffEntity(0)]!;
      nearest = Math.min(nearest, lengthOf(1000 - x, 400 - Position.y[skiffEntity(0)]!));
    }
    expect(nearest).toBeLessThan(480);
  });
});
