/**
 * What makes a map fair to play for flags or goals on, each rule with the sentence that a map maker reads when it is broken:
 * teams come in equal numbers, each nearer to what is its own, and goals lie on the table and apart.
 */
import {
  TEAMS,
  type ArenaSource,
  type GoalSource,
  type Point,
  type SpawnSource,
} from "#shared/sim/arena/arena.ts";
import { lengthOf } from "#shared/sim/math.ts";
import { placeOf } from "./tiled.ts";

/** A goal is looked into at points this far apart. */
const PROBE_PX = 8;

/** What a team calls its own. */
interface Home extends Point {
  readonly team: number;
}

/** A sentence for each rule about teams that `arena` breaks. */
export function findObjectiveFaults(arena: ArenaSource): string[] {
  return [...findShareFaults(arena.spawns), ...findHomeFaults(arena), ...findGoalFaults(arena)];
}

export function nameGoal({ team, left, top }: GoalSource): string {
  return `goal #${team} at ${placeOf({ x: left, y: top })}`;
}

/** Whether something in `goal` is as asked for. */
export function hasPoint(goal: GoalSource, isWanted: (point: Point) => boolean): boolean {
  for (let y = goal.top; y <= goal.bottom; y += PROBE_PX)
    for (let x = goal.left; x <= goal.right; x += PROBE_PX) if (isWanted({ x, y })) return true;
  return false;
}

function findShareFaults(spawns: readonly SpawnSource[]): string[] {
  const [first, second] = TEAMS.map((team) => spawns.filter((spawn) => spawn.team === team));
  if (first!.length === second!.length) return [];
  const place = placeOf([...first!, ...second!][0]!);
  return [
    `has ${first!.length} spawns of team 1 and ${second!.length} of team 2, the first of them at ${place}; give both as many`,
  ];
}

function findHomeFaults({ spawns, flags, goals }: ArenaSource): string[] {
  return [...findStrays(spawns, "flag", flags), ...findStrays(spawns, "goal", goals.map(middleOf))];
}

/** A spawn of a team that is no nearer to its own home than to the other's. `homes` are none, or one for each team. */
function findStrays(
  spawns: readonly SpawnSource[],
  what: string,
  homes: readonly Home[],
): string[] {
  return spawns.flatMap((spawn, i) => {
    const own = homes.find(({ team }) => team === spawn.team);
    const other = homes.find(({ team }) => team !== spawn.team);
    if (!own || !other || distance(spawn, own) < distance(spawn, other)) return [];
    return [
      `spawn #${i + 1} at ${placeOf(spawn)} is of team ${spawn.team} and no nearer to its ${what} at ${placeOf(own)} than to the other at ${placeOf(other)}`,
    ];
  });
}

function findGoalFaults({ goals, puck, width, height }: ArenaSource): string[] {
  const [first, second] = goals;
  const outside = goals.filter(
    ({ left, top, right, bottom }) => left < 0 || top < 0 || right > width || bottom > height,
  );
  const flat = goals.filter(({ left, top, right, bottom }) => left === right || top === bottom);
  const full = goals.filter((goal) => puck && isIn(goal, puck));
  return [
    ...outside.map((goal) => `${nameGoal(goal)} leaves the map`),
    ...flat.map((goal) => `${nameGoal(goal)} has no area`),
    ...full.map((goal) => `${nameGoal(goal)} holds the puck's place at ${placeOf(puck!)}`),
    ...(first && second && doOverlap(first, second)
      ? [`${nameGoal(first)} overlaps ${nameGoal(second)}`]
      : []),
  ];
}

function isIn({ left, top, right, bottom }: GoalSource, { x, y }: Point): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

function doOverlap(one: GoalSource, other: GoalSource): boolean {
  return (
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom
  );
}

function middleOf({ team, left, top, right, bottom }: GoalSource): Home {
  return { team, x: Math.round((left + right) / 2), y: Math.round((top + bottom) / 2) };
}

function distance(one: Point, other: Point): number {
  return lengthOf(other.x - one.x, other.y - one.y);
}
