/**
 * Points are added here alone. Sixteen bits hold them in the world, in its checkpoint and on the wire; a room without
 * limits has more shots than that within a day, and then counts no further rather than from 0 again.
 */
import type { World } from "./world.ts";

export const MOST_POINTS = 0xffff;

/** Adds to a counter of a skiff: a store of `Score`. */
export function addPoints(store: Uint16Array, skiff: number, points: number): void {
  store[skiff] = Math.min(MOST_POINTS, store[skiff]! + points);
}

/** Adds to the points of team 1 or 2. */
export function addTeamPoints(
  { match: { teamScores } }: World,
  team: number,
  points: number,
): void {
  teamScores[team - 1] = Math.min(MOST_POINTS, teamScores[team - 1]! + points);
}
