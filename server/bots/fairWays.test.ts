/** A table that is the same for both sides is so for bots, too: the way of one side is the image of the other's. */
import { expect, test } from "vitest";
import type { ArenaSource, Point } from "#shared/sim/arena/arena.ts";
import { buildArena } from "#shared/sim/arena/geometry.ts";
import { loadMaps } from "../maps.ts";
import { Navigation } from "./navigation.ts";

type Image = (point: Point) => Point;

const isSame = (a: Point, b: Point) => a.x === b.x && a.y === b.y;

/** How what one side has becomes what the other has: by a half turn or in a mirror. */
function findImage({ width, height, spawns, pads }: ArenaSource): Image | undefined {
  const turned: Image = ({ x, y }) => ({ x: width - x, y: height - y });
  const mirrored: Image = ({ x, y }) => ({ x: width - x, y });
  return [turned, mirrored].find((image) => {
    const hasSpawn = (place: Point, team: number) =>
      spawns.some((other) => isSame(other, place) && other.team === team);
    const hasPad = (place: Point, kind: number) =>
      pads.some((other) => isSame(other, place) && other.kind === kind);
    return (
      spawns.every((spawn) => hasSpawn(image(spawn), 3 - spawn.team)) &&
      pads.every((pad) => hasPad(image(pad), pad.kind))
    );
  });
}

test.each(loadMaps("assets/maps"))("of $name", (map) => {
  const image = findImage(map)!;
  const navigation = new Navigation(buildArena(map));
  const middleOf = (cell: number) => ({ x: navigation.xOf(cell), y: navigation.yOf(cell) });
  const imageOf = (cell: number) => {
    const { x, y } = image(middleOf(cell));
    return navigation.cellAt(x, y);
  };
  const cells = Array.from({ length: navigation.columns * navigation.rows }, (_, cell) => cell);
  // From a cell in the line of the mirror both ways round something are the same.
  const open = cells.filter((cell) => navigation.isOpen(cell) && imageOf(cell) !== cell);
  const amiss: string[] = [];
  const home = map.spawns[0]!;
  for (const place of [...map.spawns, ...map.pads, ...map.flags]) {
    const there = image(place);
    const field = navigation.fieldTo(place.x, place.y, home)!;
    const fieldThere = navigation.fieldTo(there.x, there.y, image(home))!;
    for (const cell of open) {
      const next = navigation.nextCell(field, cell);
      const nextThere = navigation.nextCell(fieldThere, imageOf(cell));
      if (imageOf(next) === nextThere) continue;
      const told = [middleOf(cell), place, middleOf(next), middleOf(nextThere)];
      amiss.push(told.map(({ x, y }) => `(${x}, ${y})`).join(" "));
    }
  }
  expect(amiss.length, `of ${open.length}, ${amiss.slice(0, 8).join("\n")}`).toBe(0);
});
