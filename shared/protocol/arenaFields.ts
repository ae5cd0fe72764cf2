/** The map as the fields of its message, and back with every check: rules and drawing trust what comes out of here. */
import { TEAMS, type ArenaSource, type GoalSource, type Point } from "../sim/arena/arena.ts";
import { MAX_PADS, PADS } from "../sim/tuning.ts";
import { Refusal, type FieldReader } from "./fields.ts";
import { LIMIT } from "./messages.ts";

export function readPoint(fields: FieldReader): Point {
  const x = fields.int("x", 0, LIMIT.arenaSizePx);
  return { x, y: fields.int("y", 0, LIMIT.arenaSizePx) };
}

function readPolygon(fields: FieldReader): Point[] {
  const points = fields.list("points", LIMIT.arenaPoints, readPoint);
  if (points.length < 3) throw new Refusal("arena: a polygon of fewer than 3 points");
  refuseNullEdges(points);
  return points;
}

/** An edge of no length has no normal: whatever met it would be nowhere. */
function refuseNullEdges(polygon: readonly Point[]): void {
  polygon.forEach((p, i) => {
    const q = polygon[(i + 1) % polygon.length]!;
    if (p.x === q.x && p.y === q.y) throw new Refusal("arena: an edge of no length");
  });
}

function readTeamPoint(fields: FieldReader, leastTeam: number): Point & { team: number } {
  const team = fields.int("team", leastTeam, TEAMS.length);
  return { team, ...readPoint(fields) };
}

function readGoal(fields: FieldReader): GoalSource {
  const team = fields.int("team", TEAMS[0], TEAMS.length);
  const left = fields.int("left", 0, LIMIT.arenaSizePx);
  const top = fields.int("top", 0, LIMIT.arenaSizePx);
  const right = fields.int("right", left + 1, LIMIT.arenaSizePx);
  return { team, left, top, right, bottom: fields.int("bottom", top + 1, LIMIT.arenaSizePx) };
}

/** Rules find a team's own by its place in the list. */
function refuseUneven(name: string, owned: readonly { team: number }[]): void {
  if (owned.length === 0) return;
  if (owned.length !== TEAMS.length || owned.some(({ team }, i) => team !== TEAMS[i]))
    throw new Refusal(`arena: ${name} not one for each team`);
}

/** Checks and reads the map. */
export function readArena(fields: FieldReader): ArenaSource {
  const arena = {
    name: fields.string("name", LIMIT.nameLength),
    title: fields.string("title", LIMIT.nameLength),
    width: fields.int("width", 1, LIMIT.arenaSizePx),
    height: fields.int("height", 1, LIMIT.arenaSizePx),
    feltColor: fields.int("feltColor", 0, 0xffffff),
    lightColor: fields.int("lightColor", 0, 0xffffff),
    border: fields.list("border", LIMIT.arenaPoints, readPoint),
    walls: fields.list("walls", LIMIT.arenaPoints, readPolygon),
    spawns: fields.list("spawns", LIMIT.arenaPoints, (spawn) => readTeamPoint(spawn, 0)),
    pads: fields.list("pads", MAX_PADS, (pad) => {
      const kind = pad.int("kind", 0, PADS.length - 1);
      return { kind, ...readPoint(pad) };
    }),
    flags: fields.list("flags", TEAMS.length, (flag) => readTeamPoint(flag, TEAMS[0])),
    goals: fields.list("goals", TEAMS.length, readGoal),
    puck: fields.list("puck", 1, readPoint)[0],
  };
  if (arena.border.length < 3 || arena.spawns.length === 0)
    throw new Refusal("arena: no border or no spawn");
  refuseNullEdges(arena.border);
  refuseUneven("flags", arena.flags);
  refuseUneven("goals", arena.goals);
  if (arena.goals.length > 0 !== (arena.puck !== undefined))
    throw new Refusal("arena: goals and a puck come together");
  return arena;
}

/** The map's fields in the order in which `readArena` reads them. */
export function packArena(arena: ArenaSource): unknown[] {
  const points = (list: readonly Point[]) => list.map((point) => [point.x, point.y]);
  const teamPoints = (list: readonly (Point & { team: number })[]) =>
    list.map(({ team, x, y }) => [team, x, y]);
  return [
    arena.name,
    arena.title,
    arena.width,
    arena.height,
    arena.feltColor,
    arena.lightColor,
    points(arena.border),
    arena.walls.map((wall) => [points(wall)]),
    teamPoints(arena.spawns),
    arena.pads.map((pad) => [pad.kind, pad.x, pad.y]),
    teamPoints(arena.flags),
    arena.goals.map(({ team, left, top, right, bottom }) => [team, left, top, right, bottom]),
    points(arena.puck ? [arena.puck] : []),
  ];
}
