/** The maps on which is measured, by name: figures of another map would be another figure. */
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { loadMaps } from "../../server/maps.ts";

/** Where 16 play, and where 64 meet. */
export const SMALL_MAP = "felt-room";
export const LARGE_MAP = "long-table";

export function loadOurMap(name: string): ArenaSource {
  const folder = new URL("../../assets/maps", import.meta.url).pathname;
  const found = loadMaps(folder).find((map) => map.name === name);
  if (found === undefined) throw new Error(`no map ${name} in ${folder}`);
  return found;
}
