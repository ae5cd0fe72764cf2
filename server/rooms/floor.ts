/** How many skiffs a map is for: so many that they meet often and yet have room. Its floor tells. */
import type { ArenaSource, Point } from "#shared/sim/arena/arena.ts";

/** Floor for each skiff of a match that is neither empty nor crowded: six of them on the Felt Room. */
const FLOOR_PER_SKIFF_PX2 = 330_000;
/** A map will do for so many times more skiffs than it is best for, and for so many times fewer. */
const STRETCH = 2.2;

/** Whether so many skiffs have a good match on `arena`. */
export function suits(arena: ArenaSource, crowd: number): boolean {
  const best = floorOf(arena) / FLOOR_PER_SKIFF_PX2;
  return crowd >= best / STRETCH && crowd <= best * STRETCH;
}

function floorOf({ border, walls }: ArenaSource): number {
  return walls.reduce((floor, wall) => floor - areaOf(wall), areaOf(border));
}

/** Area within an outline, px²; whichever way round its points go. */
function areaOf(outline: readonly Point[]): number {
  const twice = outline.reduce((sum, a, i) => {
    const b = outline[(i + 1) % outline.length]!;
    return sum + a.x * b.y - b.x * a.y;
  }, 0);
  return Math.abs(twice) / 2;
}
