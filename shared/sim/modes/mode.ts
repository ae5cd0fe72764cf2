/**
 * What a mode is: who plays with whom, what counts, and the things it puts on the table. Everything that all modes share
 * (shots, pads, lives, the flow of a match) is in systems; a mode adds rules to it and takes none away.
 */
import type { ArenaSource } from "../arena/arena.ts";
import type { World } from "../world.ts";

export interface Mode {
  /** As in the rules of a room; words for it are the client's. */
  readonly name: string;
  /** Everybody belongs to one of two teams, and the better team wins. */
  readonly hasTeams: boolean;
  /** The points of a kill are the team's, too. */
  readonly isForKills: boolean;
  /** The puck is on the table. */
  readonly hasPuck: boolean;
  readonly mostSeats: number;
  /** Points that end a match where the room does not say. */
  readonly scoreLimit: number;
  /** Whether there is on this map what the mode needs. */
  fits(arena: ArenaSource): boolean;
  /** Puts its things where they begin. */
  begin?(world: World): void;
  /** Moves its things, before shots fly; a client that predicts does it, too. */
  move?(world: World): void;
  /** Judges what happened in a tick, when everybody has moved and been hurt. */
  play?(world: World): void;
}
