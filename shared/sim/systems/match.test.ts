import { describe, expect, test } from "vitest";
import { CROWDED, spawnsAt } from "../../../tests/harness/arenas.ts";
import { eventsOf, play, put, skiffOf } from "../../../tests/harness/table.ts";
import { Button } from "../input.ts";
import { joinWorld, leaveWorld } from "../seating.ts";
import { MATCH, RAIL, SKIFF, type Rules } from "../tuning.ts";
import {
  boltsInFlight,
  createWorld,
  isFrozen,
  padEntity,
  skiffEntity,
  type World,
} from "../world.ts";

const TIME_LIMIT = 400;

function begin(rules: Partial<Rules> = {}): World {
  const all = { scoreLimit: 5, timeLimitTicks: TIME_LIMIT, ...rules };
  const world = createWorld({ arena: CROWDED, seed: 4, rules: all, tick: 50 });
  for (const slot of [0, 1]) joinWorld(world, slot);
  return world;
}

/** Plays up to the end of the tick that changes the phase; tells how many ticks that took. */
function playToNextPhase(world: World, press = {}): number {
  const { phase } = world.match;
  let ticks = 0;
  for (; world.match.phase === phase; ticks++) {
    expect(ticks).toBeLessThan(10_000);
    play(world, press);
  }
  return ticks;
}

describe("a match", () => {
  test("goes through its phases, each for its time, and stays over", () => {
    const world = begin();
    const seen = [];
    while (world.match.phase !== "over") seen.push([world.match.phase, playToNextPhase(world)]);
    expect(seen).toEqual([
      ["warmup", MATCH.warmupTicks],
      ["countdown", MATCH.countdownTicks],
      ["playing", TIME_LIMIT],
      ["overtime", MATCH.overtimeTicks],
      ["results", MATCH.resultsTicks],
    ]);
    play(world, {}, 1000);
    expect(world.match).toMatchObject({ phase: "over", endTick: 0 });
  });

  test("counts its phases from the tick at which its world begins", () => {
    expect(begin().match).toMatchObject({ phase: "warmup", endTick: 50 + MATCH.warmupTicks });
  });

  test("can be played in the warm-up and not in countdown, results and over", () => {
    const world = begin();
    const press = { 0: { moveX: 7, buttons: Button.fire } };
    expect(isFrozen(world)).toBe(false);
    expect(eventsOf(play(world, press, 30), "fire").length).toBeGreaterThan(0);
    playToNextPhase(world);
    for (const phase of ["countdown", "results", "over"]) {
      while (world.match.phase !== phase) playToNextPhase(world);
      expect(isFrozen(world)).toBe(true);
      const { x } = skiffOf(world, 0);
      expect(eventsOf(play(world, press, 20), "fire")).toEqual([]);
      expect(skiffOf(world, 0).x).toBe(x);
    }
  });
});

describe("the countdown", () => {
  test("puts all at their spawn points with no points, nothing in the air and every pad ready", () => {
    const world = begin();
    const { Pad, Score, Skiff } = world.components;
    play(world, {}, MATCH.warmupTicks - 10);
    for (const store of Object.values(Score)) store[1] = 9;
    Skiff.killer[skiffEntity(0)] = 1;
    Skiff.isAlive[skiffEntity(1)] = 0;
    Skiff.respawnTick[skiffEntity(1)] = world.tick + 1000;
    world.components.Ammo[RAIL]![skiffEntity(0)] = 4;
    put(world, 0, { x: 500, y: 300 });
    Pad.readyTick[padEntity(0)] = world.tick + 900;
    play(world, { 0: { buttons: Button.fire } }, 9);
    expect(boltsInFlight(world).length).toBeGreaterThan(0);
    const events = play(world);
    const endTick = world.tick + MATCH.countdownTicks;
    expect(world.match).toEqual({ phase: "countdown", endTick, teamScores: [0, 0] });
    expect(eventsOf(events, "spawn").map(({ slot }) => slot)).toEqual([0, 1]);
    expect(boltsInFlight(world)).toEqual([]);
    expect(Pad.readyTick[padEntity(0)]).toBe(world.tick);
    for (const slot of [0, 1]) {
      expect(skiffOf(world, slot)).toMatchObject({
        isAlive: true,
        health: SKIFF.maxHealth,
        ammo: [0, 0, 0, 0, 0],
      });
      expect(skiffOf(world, slot)).toMatchObject({
        score: 0,
        kills: 0,
        deaths: 0,
        caroms: 0,
        shots: 0,
        hits: 0,
        killer: -1,
      });
      expect(CROWDED.spawns).toContainEqual({
        team: 0,
        x: skiffOf(world, slot).x,
        y: skiffOf(world, slot).y,
      });
    }
    expect(skiffOf(world, 0).x).not.toBe(skiffOf(world, 1).x);
    expect(Skiff.shieldEndTick[skiffEntity(0)]).toBe(world.match.endTick);
  });

  test("evens out teams that somebody left in the warm-up", () => {
    const world = begin({ mode: "teams" });
    for (let slot = 2; slot < 6; slot++) joinWorld(world, slot);
    for (const slot of [1, 3]) leaveWorld(world, slot);
    playToNextPhase(world);
    const { team } = world.components.Skiff;
    const ofFirst = [0, 2, 4, 5].filter((slot) => team[skiffEntity(slot)] === 1);
    expect(ofFirst).toHaveLength(2);
  });

  test("does not mind where the others were before", () => {
    const chosen = new Set<number>();
    for (let seed = 0; seed < 20; seed++) {
      const arena = { ...CROWDED, spawns: spawnsAt([110, 110], [890, 130]) };
      const world = createWorld({ arena, seed });
      for (const slot of [0, 1]) joinWorld(world, slot);
      world.match.endTick = world.tick + 1;
      put(world, 1, { x: 110, y: 110 });
      play(world);
      expect(world.match.phase).toBe("countdown");
      chosen.add(skiffOf(world, 0).x);
    }
    expect(chosen).toEqual(new Set([110, 890]));
  });

  test("is over in the tick that it names: steering goes on in that one already, as a client predicts", () => {
    const world = begin();
    playToNextPhase(world);
    const { endTick } = world.match;
    play(world, { 0: { moveX: 7 } }, endTick - world.tick - 1);
    expect(skiffOf(world, 0).velocityX).toBe(0);
    play(world, { 0: { moveX: 7 } });
    expect(world.match.phase).toBe("playing");
    expect(skiffOf(world, 0).velocityX).toBeGreaterThan(0);
  });
});

describe("the end", () => {
  function playing(rules: Partial<Rules>): World {
    const world = begin(rules);
    while (world.match.phase !== "playing") playToNextPhase(world);
    return world;
  }

  test("comes with the score, in the tick in which it is reached", () => {
    const world = playing({});
    world.components.Score.score[skiffEntity(1)] = 4;
    play(world);
    expect(world.match.phase).toBe("playing");
    world.components.Score.score[skiffEntity(1)] = 5;
    play(world);
    const endTick = world.tick + MATCH.resultsTicks;
    expect(world.match).toMatchObject({ phase: "results", endTick });
    expect(skiffOf(world, 1).score).toBe(5);
  });

  test("does not come without limits", () => {
    const world = playing({ scoreLimit: 0, timeLimitTicks: 0 });
    world.components.Score.score[skiffEntity(1)] = 60_000;
    play(world, {}, 1500);
    expect(world.match).toMatchObject({ phase: "playing", endTick: 0 });
  });

  test("of a draw comes when somebody leads, or after the overtime", () => {
    const world = playing({ timeLimitTicks: 10 });
    const { score } = world.components.Score;
    play(world, {}, 20);
    expect(world.match.phase).toBe("overtime");
    expect(isFrozen(world)).toBe(false);
    score[skiffEntity(1)] = 1;
    play(world);
    expect(world.match.phase).toBe("results");
    const drawn = playing({ timeLimitTicks: 10 });
    expect(playToNextPhase(drawn)).toBe(10);
    expect(playToNextPhase(drawn)).toBe(MATCH.overtimeTicks);
    expect(drawn.match.phase).toBe("results");
  });

  test("is no draw where nobody is left on the other side", () => {
    const world = playing({ mode: "teams", timeLimitTicks: 10 });
    leaveWorld(world, 1);
    playToNextPhase(world);
    expect(world.match.phase).toBe("results");
  });

  test("waits for one to lead when two have all the points at once", () => {
    const world = playing({});
    const { score } = world.components.Score;
    for (const slot of [0, 1]) score[skiffEntity(slot)] = 5;
    play(world, {}, 3);
    expect(world.match.phase).toBe("playing");
    score[skiffEntity(0)] = 6;
    play(world);
    expect(world.match.phase).toBe("results");
  });

  test("is not brought by points of the warm-up", () => {
    const world = begin();
    world.components.Score.score[skiffEntity(0)] = 100;
    play(world);
    expect(world.match.phase).toBe("warmup");
    while (world.match.phase !== "playing") playToNextPhase(world);
    play(world, {}, 5);
    expect(world.match.phase).toBe("playing");
  });

  test("keeps the points through results and over", () => {
    const world = playing({ timeLimitTicks: 10 });
    world.components.Score.score[skiffEntity(0)] = 3;
    while (world.match.phase !== "over") playToNextPhase(world);
    expect(skiffOf(world, 0).score).toBe(3);
  });
});
