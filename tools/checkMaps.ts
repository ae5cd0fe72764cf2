/** `node tools/checkMaps.ts [folder]`: reads the maps of a folder as the server would, and tells what is wrong with them. */
import { modesOf } from "#shared/sim/modes/modes.ts";
import { readMaps } from "../server/maps.ts";

const folder = process.argv[2] ?? "assets/maps";
const { maps, faults } = readMaps(folder);
for (const map of maps) {
  const { name, title, width, height, spawns, pads, walls } = map;
  console.log(
    `${name}: "${title}", ${width} × ${height} px, ${walls.length} walls, ${spawns.length} spawns, ${pads.length} pads, for ${modesOf(map).join(", ")}`,
  );
}
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
