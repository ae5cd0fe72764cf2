import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ArenaSource, Point } from "#shared/sim/arena/arena.ts";
import {
  BORDER,
  faultsOf,
  point,
  polygon,
  rectangle,
  sample,
  type Corner,
} from "../tests/harness/drawnMaps.ts";
import { loadMaps, MapError, parseMap } from "./maps.ts";

describe("the maps that come with the game", () => {
  const maps = loadMaps("assets/maps");

  test("are all playable", () => {
    expect(maps.map(({ name }) => name)).toEqual([
      "duel-table",
      "felt-room",
      "great-hall",
      "ice-rink",
      "long-table",
      "six-cushions",
      "three-lanes",
    ]);
  });

  test.each(maps)("$name is the same for both teams", (map) => {
    const asItIs = describeMap(map, (x, y) => [x, y], [0, 1, 2]);
    const turned = describeMap(map, (x, y) => [map.width - x, map.height - y], [0, 2, 1]);
    const mirrored = describeMap(map, (x, y) => [map.width - x, y], [0, 2, 1]);
    expect([turned, mirrored]).toContainEqual(asItIs);
  });

  test("have each a cloth and a light of its own", () => {
    expect(new Set(maps.map(({ feltColor }) => feltColor)).size).toBe(maps.length);
    expect(new Set(maps.map(({ lightColor }) => lightColor)).size).toBe(maps.length);
  });
});

/** All that is on a map, in an order that does not hang on where it is drawn: moved by `move`, teams being those of `teams`. */
function describeMap(
  { border, walls, spawns, pads, flags, goals, puck }: ArenaSource,
  move: (x: number, y: number) => [number, number],
  teams: readonly number[],
) {
  const at = ({ x, y }: Point) => move(x, y).join();
  const outline = (points: readonly Point[]) => points.map(at).sort().join(" ");
  const owned = (points: readonly (Point & { team: number })[]) =>
    points.map((point) => `${teams[point.team]} ${at(point)}`).sort();
  return {
    border: outline(border),
    walls: walls.map(outline).sort(),
    spawns: owned(spawns),
    pads: pads.map((pad) => `${pad.kind} ${at(pad)}`).sort(),
    flags: owned(flags),
    goals: goals
      .map(({ team, left, top, right, bottom }) => {
        const corners = [
          move(left, top),
          move(left, bottom),
          move(right, top),
          move(right, bottom),
        ];
        return `${teams[team]} ${corners.map(String).sort().join(" ")}`;
      })
      .sort(),
    puck: puck ? at(puck) : "",
  };
}

describe("what is read", () => {
  test("is the whole map, in whole px", () => {
    const walls = [
      rectangle(299.6, 250.4, 100, 60),
      polygon([
        [500, 200],
        [560, 200],
        [530, 260],
      ]),
    ];
    expect(parseMap("sample", sample({ walls }))).toEqual({
      name: "sample",
      title: "Sample",
      width: 800,
      height: 640,
      feltColor: 0x102030,
      lightColor: 0x405060,
      border: BORDER.map(([x, y]) => ({ x, y })),
      walls: [
        [
          { x: 300, y: 250 },
          { x: 400, y: 250 },
          { x: 400, y: 310 },
          { x: 300, y: 310 },
        ],
        [
          { x: 500, y: 200 },
          { x: 560, y: 200 },
          { x: 530, y: 260 },
        ],
      ],
      spawns: [
        { team: 0, x: 100, y: 100 },
        { team: 0, x: 700, y: 500 },
      ],
      pads: [{ kind: 0, x: 200, y: 300 }],
      flags: [],
      goals: [],
      puck: undefined,
    });
  });

  test("counts the offset of a layer", () => {
    const json = sample();
    Object.assign(json.layers[2]!, { offsetx: 5, offsety: -5 });
    expect(parseMap("sample", json).spawns[0]).toMatchObject({ x: 105, y: 95 });
  });

  test("takes the class of an object under its older name too", () => {
    const pads = [point(200, 300, { class: "rail" })];
    expect(parseMap("sample", sample({ pads })).pads[0]!.kind).toBe(1);
  });
});

test("a file's name is the map's, and no longer than what travels", () => {
  expect(parseMap("x".repeat(64), sample()).name).toHaveLength(64);
  // In full: told once.
  expect(() => parseMap("x".repeat(65), sample())).toThrow(
    new MapError(["has a name of 65 characters; 64 is the most"]),
  );
});

test("a map with something odd in the place of a name or a number is refused like any other", () => {
  const odd = { toString: 1, valueOf: 1 };
  const nameless = sample();
  Object.assign(nameless.layers[0]!, { name: odd });
  const maps: unknown[] = [
    nameless,
    sample({ spawns: [{ id: odd, x: odd, y: 1, point: true }] }),
    { ...sample(), width: odd },
  ];
  for (const json of maps) expect(() => parseMap("sample", json)).toThrow(MapError);
});

describe("a map is refused, with the place named, when", () => {
  const bow: Corner[] = [
    [300, 250],
    [400, 320],
    [400, 250],
    [300, 320],
  ];
  const spike: Corner[] = [
    [300, 250],
    [400, 250],
    [350, 250],
    [350, 300],
  ];
  const manyWalls = Array.from({ length: 64 }, () => rectangle(300, 250, 100, 60));
  const manyPads = Array.from({ length: 33 }, () => point(200, 300, { type: "rail" }));
  test.each([
    ["it is something else", {}, { type: "tileset" }, "is not a map of Tiled"],
    ["it is isometric", {}, { orientation: "isometric" }, "is not orthogonal"],
    ["it is infinite", {}, { infinite: true }, "is infinite"],
    ["it has no size", {}, { width: undefined }, "has no size"],
    ["it is too large", {}, { width: 129 }, "is 4128 × 640 px; at most 4096 × 4096 are allowed"],
    ["a property lacks", {}, { properties: [] }, 'needs a map property "title"'],
    [
      "a colour is none",
      {},
      { properties: [{ name: "feltColor", value: "teal" }] },
      "a colour such",
    ],
    ["a layer lacks", {}, { layers: [] }, 'has no object layer "border"'],
    ["a layer is unknown", { wals: [] }, {}, 'layer "wals" is none of border, walls'],
    ["the border lacks", { border: [] }, {}, 'layer "border" holds 0 objects'],
    [
      "there are two borders",
      { border: [polygon(BORDER), polygon(BORDER)] },
      {},
      "holds 2 objects",
    ],
    [
      "the border leaves the map",
      { border: [polygon([...BORDER.slice(0, 3), [-40, 600]])] },
      {},
      "border leaves the map at (-40, 600)",
    ],
    [
      "an object is rotated",
      { walls: [rectangle(300, 250, 100, 60, { rotation: 30 })] },
      {},
      'object 8 at (300, 250) in layer "walls" is rotated',
    ],
    [
      "a wall is round",
      { walls: [rectangle(300, 250, 9, 9, { ellipse: true })] },
      {},
      "not a polygon",
    ],
    ["a spawn is a rectangle", { spawns: [rectangle(300, 250, 9, 9)] }, {}, "is not a point"],
    ["an object has no place", { spawns: [point(Number.NaN, 2)] }, {}, "has no place"],
    ["a wall is a line", { walls: [polygon(bow.slice(0, 2))] }, {}, "has 2 points; it needs 3"],
    [
      "a wall crosses itself",
      { walls: [polygon(bow)] },
      {},
      "wall #1 at (300, 250) crosses itself",
    ],
    ["a wall folds back", { walls: [polygon(spike)] }, {}, "folds back on itself at (400, 250)"],
    ["a wall has no extent", { walls: [rectangle(300, 250, 0, 60)] }, {}, "same point twice"],
    [
      "a wall crosses the border",
      { walls: [rectangle(700, 250, 100, 60)] },
      {},
      "wall #1 at (700, 250) crosses the border",
    ],
    ["a wall is outside", { walls: [rectangle(770, 250, 20, 20)] }, {}, "lies outside the border"],
    [
      "walls cross",
      { walls: [rectangle(300, 250, 100, 60), rectangle(390, 270, 90, 20)] },
      {},
      "wall #2 at (390, 270) crosses wall #1 at (300, 250)",
    ],
    [
      "walls are nested",
      { walls: [rectangle(300, 250, 200, 200), rectangle(350, 300, 20, 20)] },
      {},
      "lies inside wall #1",
    ],
    [
      "a gap is narrow",
      { walls: [rectangle(300, 250, 100, 60), rectangle(460, 250, 60, 60)] },
      {},
      "leaves a gap of 60 px to wall #1 at (300, 250); 72 or more",
    ],
    ["edges are too many", { walls: manyWalls }, {}, "has 260 edges of border and walls; 256 is"],
    ["spawns are too few", { spawns: [point(100, 100)] }, {}, "has 1 spawns; it needs 2 to 128"],
    ["pads are too many", { pads: manyPads }, {}, "has 33 pads; 32 is the most"],
    [
      "a pad is unknown",
      { pads: [point(200, 300, { type: "rialto" })] },
      {},
      'has the class "rialto"; make it "repair" or "rail"',
    ],
    [
      "a spawn is outside",
      { spawns: [point(100, 100), point(20, 20)] },
      {},
      "spawn #2 at (20, 20) lies outside the border",
    ],
    [
      "a spawn is in a wall",
      { spawns: [point(100, 100), point(350, 280)] },
      {},
      "spawn #2 at (350, 280) lies inside wall #1 at (300, 250)",
    ],
    [
      "a pad is too near",
      { pads: [point(200, 60, { type: "rail" })] },
      {},
      "pad #1 at (200, 60) is 20 px from a cushion; keep 24",
    ],
  ])("%s", (_, parts, map, fault) => {
    const faults = faultsOf(sample(parts as { [layer: string]: object[] }, map));
    expect(faults.join("\n")).toContain(fault);
  });

  test("a spawn is walled in by the border", () => {
    // A dumb-bell: two halls, and between them a way that is 30 px wide.
    const border = [
      polygon([
        [40, 40],
        [360, 40],
        [360, 285],
        [440, 285],
        [440, 40],
        [760, 40],
        [760, 600],
        [440, 600],
        [440, 315],
        [360, 315],
        [360, 600],
        [40, 600],
      ]),
    ];
    expect(faultsOf(sample({ border, walls: [] }))).toEqual([
      "spawn #2 at (700, 500) cannot be reached from spawn #1 at (100, 100)",
    ]);
  });

  test("several things are wrong: all are told at once", () => {
    const spawns = [point(20, 20), point(350, 280)];
    expect(faultsOf(sample({ spawns }))).toHaveLength(2);
  });

  test.each([undefined, null, 3, "map", [], {}, { layers: 3 }, { layers: [null] }])(
    "it is %j",
    (json) => {
      expect(faultsOf(json).length).toBeGreaterThan(0);
    },
  );
});

describe("a folder", () => {
  function loadFolder(files: { [name: string]: string }): () => unknown {
    const folder = mkdtempSync(join(tmpdir(), "maps-"));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return () => {
      try {
        return loadMaps(folder);
      } finally {
        rmSync(folder, { recursive: true });
      }
    };
  }

  test("gives its maps by name", () => {
    const text = JSON.stringify(sample());
    const maps = loadFolder({ "b.tmj": text, "a.tmj": text, "notes.txt": "" })();
    expect(maps).toMatchObject([{ name: "a" }, { name: "b" }]);
  });

  test("tells the file that is at fault", () => {
    const load = loadFolder({ "a.tmj": JSON.stringify(sample()), "b.tmj": "{" });
    expect(load).toThrow(/b\.tmj: is not JSON/);
  });

  test("is played besides another, all by name", () => {
    const more = ["tests/browser/maps", "assets/maps"];
    expect(loadMaps(...more).map(({ name }) => name)).toEqual(
      [...loadMaps("assets/maps").map(({ name }) => name), "box"].sort(),
    );
  });

  test("must not hold a name twice", () => {
    const twice = ["tests/browser/maps", "assets/maps", "./tests/browser/maps"];
    expect(() => loadMaps(...twice)).toThrow(
      "tests/browser/maps/box.tmj: has the name of tests/browser/maps/box.tmj; rename one of them",
    );
  });

  test("may hold a map that an editor has put a mark of its encoding before", () => {
    const folder = mkdtempSync(join(tmpdir(), "carom-maps-"));
    writeFileSync(join(folder, "marked.tmj"), `\ufeff${JSON.stringify(sample())}`);
    expect(loadMaps(folder).map(({ name }) => name)).toEqual(["marked"]);
    rmSync(folder, { recursive: true });
  });

  test("without a map is refused", () => {
    expect(loadFolder({})).toThrow(/holds no map/);
  });

  test("that is not there is refused", () => {
    expect(() => loadMaps("no/such/folder")).toThrow("no/such/folder: cannot be read (ENOENT)");
  });
});
