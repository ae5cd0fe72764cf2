/**
 * The arena that big rooms are measured on, as a map of Tiled: 4096 × 4096 px, the most that there may be, with cushions,
 * spawns and pads spread evenly. It is made rather than drawn, so that our players' maps stay what they are.
 */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ArenaSource, Point } from "#shared/sim/arena/arena.ts";
import { PADS } from "#shared/sim/tuning.ts";
import { parseMap } from "../../server/maps.ts";

const NAME = "big";
const SIZE_PX = 4096;
/** Walls stand on the corners of squares this wide, everything else between them. */
const SQUARE_PX = 512;
const SQUARES = SIZE_PX / SQUARE_PX;
const WALL_PX = 160;
const TILE_PX = 32;
/** Every this many places between two walls there is a pad. */
const PAD_EVERY = 2;

/** The arena, checked as a server checks its maps. */
export function createBigArena(): ArenaSource {
  return parseMap(NAME, createMap());
}

/** Writes the map into a new temporary folder, for `--maps`; gives the folder. */
export function writeBigArena(): string {
  const folder = mkdtempSync(join(tmpdir(), "carom-bench-"));
  writeFileSync(join(folder, `${NAME}.tmj`), JSON.stringify(createMap()));
  return folder;
}

function createMap() {
  const corners = points(1, SQUARES - 1, 0);
  const middles = points(0, SQUARES - 1, 0.5);
  const besideWalls = corners.map(({ x, y }) => ({ x: x - SQUARE_PX / 2, y }));
  const belowWalls = corners.map(({ x, y }) => ({ x, y: y - SQUARE_PX / 2 }));
  return {
    type: "map",
    orientation: "orthogonal",
    infinite: false,
    width: SIZE_PX / TILE_PX,
    height: SIZE_PX / TILE_PX,
    tilewidth: TILE_PX,
    tileheight: TILE_PX,
    properties: [
      { name: "title", type: "string", value: "The Big Table" },
      { name: "feltColor", type: "color", value: "#ff0b3a3a" },
      { name: "lightColor", type: "color", value: "#ff8fd8ff" },
    ],
    layers: [
      layer("border", [polygon([...squareAround({ x: SIZE_PX / 2, y: SIZE_PX / 2 }, SIZE_PX)])]),
      layer("walls", corners.map(wallAt)),
      layer("spawns", [...middles, ...belowWalls].map(point)),
      layer("pads", besideWalls.filter((_, i) => i % PAD_EVERY === 0).map(padAt)),
    ],
  };
}

/** Points `shift` squares from the corners `first..last` of both axes, the last axis running fastest. */
function points(first: number, last: number, shift: number): Point[] {
  const axis = Array.from({ length: last - first + 1 }, (_, i) => (first + i + shift) * SQUARE_PX);
  return axis.flatMap((y) => axis.map((x) => ({ x, y })));
}

/** By turns a square and one that stands on its corner. */
function wallAt(centre: Point, index: number) {
  const half = WALL_PX / 2;
  if (index % 2 === 0) return polygon(squareAround(centre, WALL_PX));
  const turns = [
    [0, -half],
    [half, 0],
    [0, half],
    [-half, 0],
  ] as const;
  return polygon(turns.map(([x, y]) => ({ x: centre.x + x, y: centre.y + y })));
}

function squareAround({ x, y }: Point, size: number): Point[] {
  const half = size / 2;
  return [
    { x: x - half, y: y - half },
    { x: x + half, y: y - half },
    { x: x + half, y: y + half },
    { x: x - half, y: y + half },
  ];
}

function layer(name: string, objects: readonly object[]) {
  return { name, type: "objectgroup", objects: objects.map((object, id) => ({ id, ...object })) };
}

function polygon(corners: readonly Point[]) {
  return { x: 0, y: 0, polygon: corners };
}

function point({ x, y }: Point) {
  return { x, y, point: true };
}

function padAt(place: Point, index: number) {
  return { ...point(place), type: PADS[index % PADS.length]!.name };
}
