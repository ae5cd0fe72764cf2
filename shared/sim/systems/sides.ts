/** Who plays for which team: as many on one as on the other. */
import { TEAMS } from "../arena/arena.ts";
import { seatedSkiffs, type World } from "../world.ts";

/** With so many more on one side than on the other, who comes back to it comes back to the other. */
const UNFAIR = 2;

/** The team with fewer skiffs; of equals the one that is behind, or the first. */
export function smallerTeam(world: World): number {
  const [first, second] = TEAMS.map((team) => countOf(world, team)) as [number, number];
  if (first !== second) return first < second ? 1 : 2;
  const [one, two] = world.match.teamScores;
  return two < one ? 2 : 1;
}

/** Puts a skiff that comes back to where it is needed; when a match is over, who has won it stays where he was. */
export function evenOut(world: World, skiff: number): void {
  const { team } = world.components.Skiff;
  const { phase } = world.match;
  if (team[skiff] === 0 || phase === "results" || phase === "over") return;
  const own = countOf(world, team[skiff]!);
  const other = countOf(world, 3 - team[skiff]!);
  if (own - other >= UNFAIR) team[skiff] = 3 - team[skiff]!;
}

function countOf(world: World, team: number): number {
  let count = 0;
  for (const skiff of seatedSkiffs(world))
    if (world.components.Skiff.team[skiff] === team) count += 1;
  return count;
}
