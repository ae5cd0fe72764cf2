import { describe, expect, test } from "vitest";
import { faultsOf, point, polygon, rectangle, sample } from "../tests/harness/drawnMaps.ts";
import { parseMap } from "./maps.ts";

const FLAGS = [point(120, 300, { type: "flag1" }), point(680, 300, { type: "flag2" })];
const GOALS = [
  rectangle(40, 200, 50, 200, { type: "goal1" }),
  rectangle(710, 200, 50, 200, { type: "goal2" }),
];
const PUCK = point(400, 400, { type: "puck" });
const SPAWNS = [point(100, 100, { type: "team1" }), point(700, 500, { type: "team2" })];

describe("what teams play for is read", () => {
  test("and all of it is there", () => {
    // Drawn in no order: the game has them by their teams.
    const objectives = [GOALS[1]!, FLAGS[1]!, PUCK, FLAGS[0]!, GOALS[0]!];
    const spawns = [...SPAWNS, point(400, 100)];
    expect(parseMap("sample", sample({ objectives, spawns }))).toMatchObject({
      spawns: [
        { team: 1, x: 100, y: 100 },
        { team: 2, x: 700, y: 500 },
        { team: 0, x: 400, y: 100 },
      ],
      flags: [
        { team: 1, x: 120, y: 300 },
        { team: 2, x: 680, y: 300 },
      ],
      goals: [
        { team: 1, left: 40, top: 200, right: 90, bottom: 400 },
        { team: 2, left: 710, top: 200, right: 760, bottom: 400 },
      ],
      puck: { x: 400, y: 400 },
    });
  });

  test("and none of it need be there", () => {
    const bare = { flags: [], goals: [], puck: undefined };
    expect(parseMap("sample", sample())).toMatchObject(bare);
    expect(parseMap("sample", sample({ objectives: [] }))).toMatchObject(bare);
  });
});

describe("a map is refused, with the place named, when", () => {
  test.each<[string, { [layer: string]: object[] }, string]>([
    [
      "a spawn is of no such team",
      { spawns: [point(100, 100, { type: "team3" }), point(700, 500)] },
      'object 9 at (100, 100) in layer "spawns" has the class "team3"; make it "team1" or "team2"',
    ],
    [
      "one team alone has spawns",
      { spawns: [SPAWNS[1]!, point(300, 100)] },
      "has 0 spawns of team 1 and 1 of team 2, the first of them at (700, 500)",
    ],
    [
      "teams have different numbers of spawns",
      { spawns: [...SPAWNS, point(140, 140, { type: "team1" })] },
      "has 2 spawns of team 1 and 1 of team 2, the first of them at (100, 100)",
    ],
    [
      "spawns are at the other's flag",
      {
        spawns: [point(700, 500, { type: "team1" }), point(100, 100, { type: "team2" })],
        objectives: FLAGS,
      },
      "spawn #1 at (700, 500) is of team 1 and no nearer to its flag at (120, 300) than to the other at (680, 300)",
    ],
    [
      "a spawn is half way between goals",
      {
        spawns: [SPAWNS[0]!, point(400, 500, { type: "team2" })],
        objectives: [...GOALS, PUCK],
      },
      "spawn #2 at (400, 500) is of team 2 and no nearer to its goal at (735, 300) than to the other at (65, 300)",
    ],
    [
      "an objective is unknown",
      { objectives: [point(200, 300, { type: "flag" })] },
      'object 9 at (200, 300) in layer "objectives" has the class "flag"; make it one of flag1, flag2, goal1, goal2, puck',
    ],
    [
      "a flag lacks",
      { objectives: [FLAGS[1]!] },
      'object 9 at (680, 300) in layer "objectives" is a flag2, and there is no flag1',
    ],
    [
      "a flag is there twice",
      { objectives: [...FLAGS, point(200, 200, { type: "flag1" })] },
      'object 9 at (200, 200) in layer "objectives" is a second flag1, beside object 9 at (120, 300)',
    ],
    [
      "a flag is a rectangle",
      { objectives: [FLAGS[0]!, rectangle(600, 300, 9, 9, { type: "flag2" })] },
      'object 8 at (600, 300) in layer "objectives" is not a point',
    ],
    [
      "a flag is in a wall",
      { objectives: [point(350, 280, { type: "flag1" }), FLAGS[1]!] },
      "flag #1 at (350, 280) lies inside wall #1 at (300, 250)",
    ],
    [
      "a flag is too near",
      { objectives: [FLAGS[0]!, point(745, 300, { type: "flag2" })] },
      "flag #2 at (745, 300) is 15 px from a cushion; keep 24",
    ],
    [
      "a goal lacks",
      { objectives: [GOALS[0]!, PUCK] },
      'object 8 at (40, 200) in layer "objectives" is a goal1, and there is no goal2',
    ],
    [
      "a goal is a polygon",
      {
        objectives: [
          PUCK,
          GOALS[1]!,
          polygon(
            [
              [40, 200],
              [90, 200],
              [90, 400],
            ],
            { type: "goal1" },
          ),
        ],
      },
      'object 7 at (40, 200) in layer "objectives" is not a rectangle',
    ],
    [
      "a goal leaves the map",
      { objectives: [rectangle(-10, 200, 90, 200, { type: "goal1" }), GOALS[1]!, PUCK] },
      "goal #1 at (-10, 200) leaves the map",
    ],
    [
      "a goal has no area",
      { objectives: [rectangle(80, 200, 0, 200, { type: "goal1" }), GOALS[1]!, PUCK] },
      "goal #1 at (80, 200) has no area",
    ],
    [
      "goals overlap",
      { objectives: [rectangle(40, 200, 690, 200, { type: "goal1" }), GOALS[1]!, PUCK] },
      "goal #1 at (40, 200) overlaps goal #2 at (710, 200)",
    ],
    [
      "a goal holds no floor",
      { objectives: [GOALS[0]!, rectangle(765, 200, 30, 200, { type: "goal2" }), PUCK] },
      "goal #2 at (765, 200) has no room for the puck that can be reached from spawn #1 at (100, 100)",
    ],
    [
      "a goal is too flat for the puck",
      { objectives: [GOALS[0]!, rectangle(735, 200, 60, 200, { type: "goal2" }), PUCK] },
      "goal #2 at (735, 200) has no room for the puck",
    ],
    [
      "the puck is too near",
      { objectives: [...GOALS, point(400, 570, { type: "puck" })] },
      "puck at (400, 570) is 30 px from a cushion; keep 32",
    ],
    [
      "the puck lacks",
      { objectives: GOALS },
      'has goals and no puck; put a point of class "puck" where it begins',
    ],
    [
      "goals lack",
      { objectives: [PUCK] },
      'object 9 at (400, 400) in layer "objectives" has no goals; draw both, or none',
    ],
    [
      "the puck begins in a goal",
      { objectives: [rectangle(40, 200, 380, 250, { type: "goal1" }), GOALS[1]!, PUCK] },
      "goal #1 at (40, 200) holds the puck's place at (400, 400)",
    ],
    [
      "the puck begins in a wall",
      { objectives: [...GOALS, point(350, 280, { type: "puck" })] },
      "puck at (350, 280) lies inside wall #1",
    ],
  ])("%s", (_, parts, fault) => {
    expect(faultsOf(sample(parts)).join("\n")).toContain(fault);
  });

  test("the puck cannot be reached", () => {
    // A ring of cushions around its place, which one polygon draws with a slit too narrow for a skiff.
    const cell = polygon([
      [440, 340],
      [560, 340],
      [560, 460],
      [505, 460],
      [505, 440],
      [540, 440],
      [540, 360],
      [460, 360],
      [460, 440],
      [495, 440],
      [495, 460],
      [440, 460],
    ]);
    const parts = {
      walls: [cell],
      objectives: [...GOALS, point(500, 400, { type: "puck" })],
    };
    expect(faultsOf(sample(parts))).toEqual([
      "puck at (500, 400) cannot be reached from spawn #1 at (100, 100)",
    ]);
  });
});
