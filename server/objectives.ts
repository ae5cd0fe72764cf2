/**
 * What teams play for, out of a map's layer "objectives": flags, goals and the puck, told apart by their class. The layer
 * may be left out, and what is in it comes in pairs. Whether they stand where they can be played for, objectiveChecks.ts asks.
 */
import {
  TEAMS,
  type ArenaSource,
  type FlagSource,
  type GoalSource,
} from "#shared/sim/arena/arena.ts";
import type { TiledObject, TiledReader } from "./tiled.ts";

export type Objectives = Pick<ArenaSource, "flags" | "goals" | "puck">;

const FLAGS = TEAMS.map((team) => `flag${team}`);
const GOALS = TEAMS.map((team) => `goal${team}`);
const PUCK = "puck";
const CLASSES = [...FLAGS, ...GOALS, PUCK];

/** The objectives among `objects`. What is wrong with them goes to the reader's faults. */
export function readObjectives(reader: TiledReader, objects: readonly TiledObject[]): Objectives {
  const byClass = sortOut(reader, objects);
  const readFlag = (object: TiledObject, team: number): FlagSource => ({
    team,
    ...reader.readPoint(object),
  });
  const puck = byClass.get(PUCK);
  const objectives = {
    flags: readPair(reader, byClass, FLAGS, readFlag),
    goals: readPair(reader, byClass, GOALS, (object, team) => readGoal(reader, object, team)),
    puck: puck && reader.readPoint(puck),
  };
  const hasGoals = GOALS.some((name) => byClass.has(name));
  if (puck && !hasGoals) reader.faults.push(`${puck.name} has no goals; draw both, or none`);
  if (!puck && hasGoals)
    reader.faults.push(`has goals and no puck; put a point of class "${PUCK}" where it begins`);
  return objectives;
}

function sortOut(reader: TiledReader, objects: readonly TiledObject[]): Map<string, TiledObject> {
  const byClass = new Map<string, TiledObject>();
  for (const object of objects) {
    const known = byClass.get(object.class);
    if (!CLASSES.includes(object.class))
      reader.faults.push(
        `${object.name} has the class "${object.class}"; make it one of ${CLASSES.join(", ")}`,
      );
    else if (known)
      reader.faults.push(`${object.name} is a second ${object.class}, beside ${known.name}`);
    else byClass.set(object.class, object);
  }
  return byClass;
}

/** What `classes` (one for each team) are of; nothing when there is none of them. */
function readPair<Owned>(
  reader: TiledReader,
  byClass: ReadonlyMap<string, TiledObject>,
  classes: readonly string[],
  read: (object: TiledObject, team: number) => Owned,
): Owned[] {
  const present = classes.filter((name) => byClass.has(name));
  const missing = classes.filter((name) => !byClass.has(name));
  if (present.length > 0 && missing.length > 0) {
    const { name } = byClass.get(present[0]!)!;
    reader.faults.push(`${name} is a ${present[0]}, and there is no ${missing[0]}`);
  }
  return present.map((name) => read(byClass.get(name)!, TEAMS[classes.indexOf(name)]!));
}

function readGoal(reader: TiledReader, object: TiledObject, team: number): GoalSource {
  if (object.shape !== "rectangle")
    reader.faults.push(`${object.name} is not a rectangle; use Insert Rectangle`);
  const xs = object.points.map(({ x }) => x);
  const ys = object.points.map(({ y }) => y);
  return {
    team,
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  };
}
