import { describe, expect, test } from "vitest";
import type { ArenaSource, Point } from "#shared/sim/arena/arena.ts";
import { buildArena } from "#shared/sim/arena/geometry.ts";
import { PUCK } from "#shared/sim/tuning.ts";
import { loadMaps } from "../maps.ts";
import { lanesOf } from "./lanes.ts";
import { CELL_PX } from "./navigation.ts";
import { isPassable } from "./passage.ts";
import { carryOn } from "./puckPath.ts";
import { hall, teamHall } from "./testSight.ts";

const RINK = loadMaps("assets/maps").find(({ name }) => name === "ice-rink")!;

/** Middles of cells, all over a map, in which a puck could be. */
function placesOn(source: ArenaSource): Point[] {
  const arena = buildArena(source);
  const places: Point[] = [];
  for (let x = CELL_PX * 2.5; x < source.width; x += CELL_PX * 2)
    for (let y = CELL_PX * 2.5; y < source.height; y += CELL_PX * 2)
      if (isPassable(arena, arena.all, x, y, x, y, PUCK.radiusPx)) places.push({ x, y });
  return places;
}

/** Whether a puck that is sent from one place at another, fast, comes into the goal of `team`. */
function comesIn(source: ArenaSource, from: Point, at: Point, team: number): boolean {
  const arena = buildArena(source);
  const { left, right, top, bottom } = source.goals[team - 1]!;
  const length = Math.hypot(at.x - from.x, at.y - from.y);
  const speed = PUCK.mostSpeedPxPerSecond / length;
  const puck = {
    ...from,
    velocityX: (at.x - from.x) * speed,
    velocityY: (at.y - from.y) * speed,
  };
  for (let tick = 0; tick < 180; tick++) {
    carryOn(arena, puck, 1);
    if (puck.x > left && puck.x < right && puck.y > top && puck.y < bottom) return true;
  }
  return false;
}

/** Of a map's places from which the lane into the goal of team 2 is of this kind, those from which a puck comes in. */
function shareThatComesIn(source: ArenaSource, kind: string, mayBank: boolean) {
  const lanes = lanesOf(buildArena(source));
  const from = placesOn(source)
    .map((place) => ({ place, lane: lanes.laneFrom(place, 2, mayBank) }))
    .filter(({ place, lane }) => lane.kind === kind && place.x > 100);
  const came = from.filter(({ place, lane }) => comesIn(source, place, lane, 2));
  return { count: from.length, share: came.length / from.length };
}

test("a puck with nothing between is sent into the goal", () => {
  const lane = lanesOf(buildArena(teamHall())).laneFrom({ x: 900, y: 420 }, 2, false);
  expect(lane).toEqual({ kind: "goal", x: 1155, y: 400 });
});

test("one behind a wall is sent past it, by a way that is free, and from there on", () => {
  const arena = buildArena(teamHall());
  let place: Point = { x: 400, y: 400 };
  const kinds: string[] = [];
  for (let i = 0; i < 5 && kinds.at(-1) !== "goal"; i++) {
    const lane = lanesOf(arena).laneFrom(place, 2, false);
    const { x, y } = place;
    expect(isPassable(arena, arena.all, x, y, lane.x, lane.y, PUCK.radiusPx - 20)).toBe(true);
    kinds.push(lane.kind);
    place = lane;
  }
  expect(kinds[0]).toBe("way");
  expect(kinds.at(-1)).toBe("goal");
});

describe("on every place of a map, one that is sent", () => {
  test.each([
    ["the hall for teams", teamHall()],
    ["the rink", RINK],
  ])("into the goal comes in: %s", (_, source) => {
    const { count, share } = shareThatComesIn(source, "goal", false);
    expect(count).toBeGreaterThan(30);
    expect(share).toBeGreaterThan(0.97);
  });

  test.each([
    ["the hall for teams", teamHall()],
    ["the rink", RINK],
  ])("off a cushion comes in: %s", (_, source) => {
    const { count, share } = shareThatComesIn(source, "bank", true);
    expect(count).toBeGreaterThan(10);
    expect(share).toBeGreaterThan(0.85);
  });
});

test("a way off a cushion is only taken where the straight one is closed, by those who may", () => {
  const lanes = lanesOf(buildArena(teamHall()));
  const kindAt = (x: number, y: number, mayBank: boolean) =>
    lanes.laneFrom({ x, y }, 2, mayBank).kind;
  expect([kindAt(440, 420, false), kindAt(440, 420, true)]).toEqual(["way", "bank"]);
  expect(kindAt(900, 420, true)).toBe("goal");
});

test("a puck off the table is sent to the middle of the goal", () => {
  const source = { ...hall(), goals: teamHall().goals };
  const lane = lanesOf(buildArena(source)).laneFrom({ x: -50, y: -50 }, 1, true);
  expect(lane).toMatchObject({ x: 45, y: 400 });
});
