/** Every mode there is, and what a tick asks of the one that is played. A mode's index is its number on the wire. */
import type { ArenaSource } from "../arena/arena.ts";
import type { World } from "../world.ts";
import { deathmatch } from "./deathmatch.ts";
import { duel } from "./duel.ts";
import { flags } from "./flags.ts";
import type { Mode } from "./mode.ts";
import { puck } from "./puck.ts";
import { teams } from "./teams.ts";

export const MODES: readonly Mode[] = [deathmatch, teams, flags, puck, duel];

const BY_NAME = new Map(MODES.map((mode) => [mode.name, mode]));

/** The mode of this name; undefined when there is none. */
export function findMode(name: string): Mode | undefined {
  return BY_NAME.get(name);
}

/** What `world` plays. RangeError when its rules name no mode. */
export function modeOf({ rules: { mode } }: World): Mode {
  const found = BY_NAME.get(mode);
  if (found === undefined) throw new RangeError(`no mode ${mode}`);
  return found;
}

/** Names of what can be played on a map. */
export function modesOf(arena: ArenaSource): string[] {
  return MODES.filter((mode) => mode.fits(arena)).map(({ name }) => name);
}

export function moveThings(world: World): void {
  modeOf(world).move?.(world);
}

export function playMode(world: World): void {
  modeOf(world).play?.(world);
}
