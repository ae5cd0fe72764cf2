/** Which maps a server plays. */
import { join } from "node:path";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { modesOf } from "#shared/sim/modes/modes.ts";
import { HOME } from "./build.ts";
import { loadMaps } from "./maps.ts";
import { ConfigError } from "./settings/configError.ts";
import type { Config } from "./settings/options.ts";

type Wanted = Pick<Config, "map" | "maps" | "moreMaps" | "modes">;

/**
 * The maps that are asked for, with something to play each mode on. Throws ConfigError where there are none, MapError where
 * one of them cannot be played.
 */
export function chooseMaps(wanted: Wanted): readonly ArenaSource[] {
  const maps = findMaps(wanted);
  const homeless = wanted.modes.find((mode) => !maps.some((map) => modesOf(map).includes(mode)));
  if (homeless === undefined) return maps;
  throw new ConfigError(
    `No map has what "${homeless}" needs, of ${namesOf(maps)}: leave it out of --modes, or add such a map.`,
  );
}

function findMaps({ map, maps: folder, moreMaps }: Wanted): readonly ArenaSource[] {
  const folders = [folder || join(HOME, "assets", "maps"), moreMaps];
  const maps = loadMaps(...folders.filter((path) => path !== ""));
  if (map === "") return maps;
  const chosen = maps.filter(({ name }) => name === map);
  if (chosen.length > 0) return chosen;
  throw new ConfigError(`There is no map "${map}". There are: ${namesOf(maps)}.`);
}

function namesOf(maps: readonly ArenaSource[]): string {
  return maps.map(({ name }) => name).join(", ");
}
