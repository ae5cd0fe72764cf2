import { describe, expect, test } from "vitest";
import { arenaOf, points, spawnsAt } from "../../../tests/harness/arenas.ts";
import { eventsOf, play, put, skiffOf, type Placing } from "../../../tests/harness/table.ts";
import type { ArenaSource } from "../arena/arena.ts";
import { checkpoint, restore } from "../checkpoint.ts";
import { AIM_STEPS, askWeapon, Button } from "../input.ts";
import { joinWorld, leaveWorld } from "../seating.ts";
import { FEAT_SCORE, FLAG, PUCK, ROCKET, SCORE, SKIFF, WEAPONS, type Rules } from "../tuning.ts";
import {
  boltsInFlight,
  createWorld,
  flagEntity,
  PUCK_ENTITY,
  skiffEntity,
  type World,
} from "../world.ts";
import { findMode, MODES, modesOf } from "./modes.ts";

const EAST = 0;
const WEST = AIM_STEPS / 2;

/** Team 1 is at home on the left, team 2 on the right. */
const FIELD = arenaOf({
  width: 1000,
  height: 600,
  spawns: [...spawnsAt([500, 300]), { team: 1, x: 60, y: 300 }, { team: 2, x: 940, y: 300 }],
  flags: [
    { team: 1, x: 120, y: 300 },
    { team: 2, x: 880, y: 300 },
  ],
  goals: [
    { team: 1, left: 0, top: 200, right: 60, bottom: 400 },
    { team: 2, left: 940, top: 200, right: 1000, bottom: 400 },
  ],
  puck: { x: 500, y: 300 },
});

/** A match of `mode` in play, without limits, one unshielded skiff for each placing. */
function matchOf(
  mode: string,
  placings: readonly Placing[],
  rules: Partial<Rules> = {},
  arena: ArenaSource = FIELD,
): World {
  const endless = { scoreLimit: 0, timeLimitTicks: 0 };
  const world = createWorld({ arena, seed: 3, rules: { ...endless, ...rules, mode }, tick: 1000 });
  world.match.phase = "playing";
  world.match.endTick = 0;
  placings.forEach((placing, slot) => {
    joinWorld(world, slot);
    put(world, slot, placing);
    world.components.Skiff.shieldEndTick[skiffEntity(slot)] = 0;
  });
  world.events.length = 0;
  return world;
}

const teamOf = (world: World, slot: number) => world.components.Skiff.team[skiffEntity(slot)];
const FAR: Placing[] = [
  { x: 300, y: 80 },
  { x: 700, y: 80 },
  { x: 300, y: 520 },
  { x: 700, y: 520 },
];

describe("modes", () => {
  test("are known by name, and say on which maps they can be played", () => {
    expect(MODES.map(({ name }) => name)).toEqual(["deathmatch", "teams", "flags", "puck", "duel"]);
    expect(modesOf(FIELD)).toEqual(["deathmatch", "teams", "flags", "puck", "duel"]);
    expect(modesOf(arenaOf())).toEqual(["deathmatch", "teams", "duel"]);
    expect(findMode("croquet")).toBeUndefined();
    expect(findMode("duel")!.mostSeats).toBe(2);
    expect(() => play(matchOf("croquet", []))).toThrow("no mode croquet");
  });

  test.each(MODES.map(({ name }) => name))("%s goes on alike from a checkpoint", (mode) => {
    const world = matchOf(mode, FAR);
    const press = { 0: { moveX: 7, buttons: Button.fire }, 1: { moveX: -7, buttons: Button.dash } };
    put(world, 0, { x: 440, y: 300 });
    play(world, press, 60);
    const other = matchOf(mode, []);
    restore(other, checkpoint(world));
    expect(checkpoint(other)).toEqual(checkpoint(world));
    play(world, press, 120);
    play(other, press, 120);
    expect(checkpoint(other)).toEqual(checkpoint(world));
  });
});

describe("teams", () => {
  test("fill up evenly, begin at their own places, and shots pass through friends", () => {
    const world = matchOf("teams", FAR);
    expect([0, 1, 2, 3].map((slot) => teamOf(world, slot))).toEqual([1, 2, 1, 2]);
    put(world, 0, { x: 300, y: 300 });
    put(world, 2, { x: 400, y: 300 });
    put(world, 1, { x: 500, y: 300 });
    const happened = play(world, { 0: { buttons: Button.fire, aim: EAST } }, 20);
    const [hit] = eventsOf(happened, "hit");
    expect(hit).toMatchObject({ attacker: 0, victim: 1 });
    expect(skiffOf(world, 2).health).toBe(SKIFF.maxHealth);
  });

  test("strike friends where the rules say so, with nothing to gain from it", () => {
    const world = matchOf("teams", FAR, { isFriendlyFire: true });
    put(world, 0, { x: 300, y: 300 });
    put(world, 2, { x: 400, y: 300 });
    world.components.Skiff.health[skiffEntity(2)] = 5;
    const happened = play(world, { 0: { buttons: Button.fire, aim: EAST } }, 12);
    expect(eventsOf(happened, "death")).toMatchObject([{ attacker: 0, victim: 2 }]);
    expect(skiffOf(world, 0)).toMatchObject({ kills: 0, score: 0 });
    expect(world.match.teamScores).toEqual([0, 0]);
  });

  test("have the points of their kills, and win by them", () => {
    const world = matchOf("teams", FAR, { scoreLimit: SCORE.kill });
    put(world, 1, { x: 500, y: 300 });
    put(world, 0, { x: 400, y: 300 });
    world.components.Skiff.health[skiffEntity(1)] = 5;
    play(world, { 0: { buttons: Button.fire, aim: EAST } }, 12);
    expect(world.match.teamScores).toEqual([SCORE.kill, 0]);
    expect(world.match.phase).toBe("results");
  });

  test("are evened out by who comes back from the larger one", () => {
    const world = matchOf("teams", [...FAR, { x: 500, y: 80 }, { x: 500, y: 520 }]);
    leaveWorld(world, 1);
    leaveWorld(world, 3);
    const { Skiff } = world.components;
    const skiff = skiffEntity(2);
    Skiff.isAlive[skiff] = 0;
    Skiff.respawnTick[skiff] = world.tick + 1;
    play(world);
    expect(teamOf(world, 2)).toBe(2);
    expect(skiffOf(world, 2)).toMatchObject({ isAlive: true, x: 940, y: 300 });
  });
});

describe("teams that have finished a match", () => {
  test("stay as they were, whoever leaves while the results are read", () => {
    const world = matchOf("teams", FAR);
    const [first, mate] = [0, 1, 2, 3].filter((slot) => teamOf(world, slot) === 1);
    world.components.Skiff.isAlive[skiffEntity(first!)] = 0;
    world.match.phase = "results";
    for (const slot of [0, 1, 2, 3]) if (slot !== first && slot !== mate) leaveWorld(world, slot);
    play(world);
    expect(skiffOf(world, first!).isAlive).toBe(true);
    expect(teamOf(world, first!)).toBe(1);
  });
});

describe("an assist", () => {
  test("is of the last other who hurt the victim within five seconds", () => {
    const world = matchOf("deathmatch", [
      { x: 300, y: 300 },
      { x: 400, y: 300 },
      { x: 400, y: 200 },
    ]);
    play(world, { 2: { buttons: Button.fire, aim: AIM_STEPS / 4 } }, 1);
    play(world, {}, 12);
    expect(skiffOf(world, 1).health).toBeLessThan(SKIFF.maxHealth);
    world.components.Skiff.health[skiffEntity(1)] = 1;
    put(world, 1, { x: 400, y: 300 });
    const happened = play(world, { 0: { buttons: Button.fire, aim: EAST } }, 12);
    expect(eventsOf(happened, "death")).toMatchObject([{ attacker: 0, victim: 1 }]);
    const { assists } = world.components.Score;
    expect([0, 1, 2].map((slot) => assists[skiffEntity(slot)])).toEqual([0, 0, 1]);
  });
});

describe("flags", () => {
  const homeOf = (team: number) => FIELD.flags[team - 1]!;
  const { Flag } = matchOf("flags", []).components;
  const carrierOf = (world: World, team: number) => world.components.Flag.carrier[flagEntity(team)];

  test("are taken by a touch of the other side, and count at one's own", () => {
    expect(Flag.carrier[flagEntity(1)]).toBe(-1);
    const world = matchOf("flags", FAR);
    put(world, 0, homeOf(1));
    expect(eventsOf(play(world), "feat")).toEqual([]);
    put(world, 0, homeOf(2));
    expect(eventsOf(play(world), "feat")).toEqual([
      { type: "feat", feat: "take", slot: 0, team: 2 },
    ]);
    expect(carrierOf(world, 2)).toBe(0);
    put(world, 0, homeOf(1));
    expect(eventsOf(play(world), "feat")).toMatchObject([{ feat: "capture", slot: 0, team: 2 }]);
    expect(world.match.teamScores).toEqual([1, 0]);
    expect(skiffOf(world, 0).score).toBe(FEAT_SCORE);
    expect(carrierOf(world, 2)).toBe(-1);
  });

  test("do not count while one's own is away", () => {
    const world = matchOf("flags", FAR);
    put(world, 0, homeOf(2));
    put(world, 1, homeOf(1));
    expect(eventsOf(play(world), "feat").map(({ feat }) => feat)).toEqual(["take", "take"]);
    put(world, 0, homeOf(1));
    expect(eventsOf(play(world, {}, 5), "feat")).toEqual([]);
    expect(world.match.teamScores).toEqual([0, 0]);
  });

  test("lie where their carrier fell, and go home by a friend's touch or in time", () => {
    const world = matchOf("flags", FAR);
    put(world, 0, homeOf(2));
    play(world);
    put(world, 0, { x: 600, y: 200 });
    play(world);
    world.components.Skiff.isAlive[skiffEntity(0)] = 0;
    world.components.Skiff.respawnTick[skiffEntity(0)] = world.tick + 9999;
    expect(eventsOf(play(world), "feat")).toMatchObject([{ feat: "drop", slot: 0, team: 2 }]);
    put(world, 1, { x: 600, y: 200 });
    expect(eventsOf(play(world), "feat")).toMatchObject([{ feat: "return", slot: 1, team: 2 }]);

    put(world, 2, homeOf(2));
    play(world);
    leaveWorld(world, 2);
    joinWorld(world, 2);
    put(world, 2, FAR[2]!);
    expect(carrierOf(world, 2)).toBe(-1);
    put(world, 1, FAR[1]!);
    const later = eventsOf(play(world, {}, FLAG.returnTicks), "feat");
    expect(later).toMatchObject([{ feat: "return", slot: -1, team: 2 }]);
  });
});

describe("the puck", () => {
  const puckOf = ({ components: { Position, Velocity } }: World) => ({
    x: Position.x[PUCK_ENTITY]!,
    y: Position.y[PUCK_ENTITY]!,
    velocityX: Velocity.x[PUCK_ENTITY]!,
  });

  test("is not there in other modes", () => {
    const world = matchOf("teams", [{ x: 400, y: 300 }]);
    play(world, { 0: { buttons: Button.fire, aim: EAST } }, 20);
    expect(boltsInFlight(world)).toHaveLength(2);
    expect(puckOf(world)).toMatchObject({ x: 500, velocityX: 0 });
  });

  test("is driven by a bolt, which ends there, and by a rocket much more", () => {
    const world = matchOf("puck", [{ x: 400, y: 300 }]);
    const happened = play(world, { 0: { buttons: Button.fire, aim: EAST } }, 9);
    expect(eventsOf(happened, "nudge")).toMatchObject([{ attacker: 0, weapon: 0, bounces: 0 }]);
    expect(boltsInFlight(world)).toEqual([]);
    const slow = puckOf(world).velocityX;
    expect(slow).toBeGreaterThan(20);
    const other = matchOf("puck", [{ x: 400, y: 300 }]);
    other.components.Ammo[ROCKET]![skiffEntity(0)] = 1;
    play(other, { 0: { buttons: askWeapon(Button.fire, ROCKET), aim: EAST } }, 12);
    expect(puckOf(other).velocityX).toBeGreaterThan(5 * slow);
  });

  test("is not moved by a rocket that bursts on the other side of a wall", () => {
    const wall = points([445, 200], [465, 200], [465, 400], [445, 400]);
    const world = matchOf("puck", [{ x: 300, y: 300 }], {}, { ...FIELD, walls: [wall] });
    world.components.Ammo[ROCKET]![skiffEntity(0)] = 1;
    play(world, { 0: { buttons: askWeapon(Button.fire, ROCKET), aim: EAST } });
    play(world, {}, 30);
    expect(boltsInFlight(world)).toEqual([]);
    expect(puckOf(world)).toMatchObject({ x: 500, velocityX: 0 });
    expect(world.components.Puck.toucher[PUCK_ENTITY]).toBe(-1);
  });

  test("stops who runs into it, and goes on itself", () => {
    const world = matchOf("puck", [{ x: 400, y: 300, velocityX: 300 }]);
    play(world, { 0: { moveX: 7 } }, 20);
    expect(puckOf(world).velocityX).toBeGreaterThan(100);
    expect(skiffOf(world, 0).x).toBeLessThan(puckOf(world).x - PUCK.radiusPx);
  });

  test("comes off the cushions and slows down", () => {
    const world = matchOf("puck", []);
    world.components.Velocity.y[PUCK_ENTITY] = 600;
    play(world, {}, 40);
    expect(world.components.Velocity.y[PUCK_ENTITY]).toBeLessThan(0);
    play(world, {}, 1500);
    expect(world.components.Velocity.y[PUCK_ENTITY]).toBe(0);
  });

  test("in a goal counts for the other side, and lies in the middle again", () => {
    const world = matchOf("puck", FAR);
    const { Puck, Position } = world.components;
    Position.x[PUCK_ENTITY] = 950;
    Puck.toucher[PUCK_ENTITY] = 0;
    expect(eventsOf(play(world), "feat")).toEqual([
      { type: "feat", feat: "goal", slot: 0, team: 2 },
    ]);
    expect(world.match.teamScores).toEqual([1, 0]);
    expect(skiffOf(world, 0).score).toBe(FEAT_SCORE);
    expect(puckOf(world)).toMatchObject({ x: 500, y: 300, velocityX: 0 });
    put(world, 0, { x: 470, y: 300 });
    play(world, { 0: { moveX: 7 } }, 10);
    expect(puckOf(world).x).toBe(500);
  });

  test("in one's own goal counts all the same, but is nobody's honour", () => {
    const world = matchOf("puck", FAR);
    world.components.Position.x[PUCK_ENTITY] = 40;
    world.components.Puck.toucher[PUCK_ENTITY] = 0;
    play(world);
    expect(world.match.teamScores).toEqual([0, 1]);
    expect(skiffOf(world, 0).score).toBe(0);
  });

  test("is struck before the skiff behind it", () => {
    const world = matchOf("puck", [
      { x: 400, y: 300 },
      { x: 560, y: 300 },
    ]);
    const happened = play(world, { 0: { buttons: Button.fire, aim: EAST } }, 15);
    expect(eventsOf(happened, "hit")).toEqual([]);
    expect(eventsOf(happened, "nudge").length).toBeGreaterThan(0);
    const behind = matchOf("puck", [
      { x: 620, y: 300 },
      { x: 560, y: 300 },
    ]);
    const other = play(behind, { 0: { buttons: Button.fire, aim: WEST } }, 5);
    expect(eventsOf(other, "hit")).toHaveLength(1);
    expect(WEAPONS[0]!.kind).toBe("bolt");
  });
});
