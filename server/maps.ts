/**
 * Maps come from Tiled (https://www.mapeditor.org) as .tmj files. This reads one into the plain `ArenaSource` that the
 * game plays on, and refuses it with every fault in words and with its place, so that a map maker can mend it. What a
 * file must hold is told in docs/modding.md.
 */
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { LIMIT } from "#shared/protocol/messages.ts";
import {
  TEAMS,
  type ArenaSource,
  type PadSource,
  type Point,
  type SpawnSource,
} from "#shared/sim/arena/arena.ts";
import { PADS } from "#shared/sim/tuning.ts";
import { findArenaFaults } from "./mapChecks.ts";
import { readObjectives } from "./objectives.ts";
import { FileFault, readPlainFile } from "./settings/plainFile.ts";
import { TiledReader, type TiledObject } from "./tiled.ts";

const EXTENSION = ".tmj";
/** Our largest is a hundredth of it. */
const MOST_BYTES = 4 * 2 ** 20;
const LAYERS = ["border", "walls", "spawns", "pads"] as const;
const OPTIONAL_LAYERS = ["objectives"] as const;
type LayerName = (typeof LAYERS)[number] | (typeof OPTIONAL_LAYERS)[number];
/** Class of a spawn, by the team that it is for. */
const SPAWN_CLASSES: readonly string[] = ["", ...TEAMS.map((team) => `team${team}`)];

/** A map that cannot be played on. `faults` holds a sentence for each thing that is wrong with it. */
export class MapError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join("\n"));
    this.name = "MapError";
    this.faults = faults;
  }
}

/**
 * Every .tmj file of all `folders`, by name. Throws MapError when a folder holds none, one of them is at fault, or two of
 * them have the same name.
 */
export function loadMaps(...folders: readonly string[]): ArenaSource[] {
  const read = folders.map(readMaps);
  const maps = read.flatMap((folder) => folder.maps);
  const faults = [...read.flatMap((folder) => folder.faults), ...findNamesakes(folders, read)];
  if (faults.length > 0) throw new MapError(faults);
  return maps.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** People ask for a map by its name. */
function findNamesakes(
  folders: readonly string[],
  read: readonly { maps: readonly ArenaSource[] }[],
): string[] {
  const paths = new Map<string, string>();
  return read.flatMap(({ maps }, i) =>
    maps.flatMap(({ name }) => {
      const path = join(folders[i]!, name + EXTENSION);
      const other = paths.get(name);
      paths.set(name, path);
      return other === undefined ? [] : [`${path}: has the name of ${other}; rename one of them`];
    }),
  );
}

/** The playable maps of `folder` by name, and the faults of all others. */
export function readMaps(folder: string): { maps: ArenaSource[]; faults: string[] } {
  const maps: ArenaSource[] = [];
  const faults: string[] = [];
  const files = listMaps(folder, faults);
  for (const file of files) {
    const path = join(folder, file);
    try {
      maps.push(parseMap(basename(file, EXTENSION), parseJson(readText(path))));
    } catch (error) {
      if (!(error instanceof MapError)) throw error;
      faults.push(...error.faults.map((fault) => `${path}: ${fault}`));
    }
  }
  return { maps, faults };
}

function listMaps(folder: string, faults: string[]): string[] {
  let files: string[];
  try {
    files = readdirSync(folder);
  } catch (error) {
    faults.push(`${folder}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
    return [];
  }
  const maps = files.filter((file) => file.endsWith(EXTENSION)).sort();
  if (maps.length === 0) faults.push(`${folder}: holds no map (a file that ends in ${EXTENSION})`);
  return maps;
}

function readText(path: string): string {
  try {
    return readPlainFile(path, MOST_BYTES);
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    throw new MapError([error.message]);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new MapError([`is not JSON: ${(error as SyntaxError).message}`]);
  }
}

/** Reads a map as Tiled writes it (already parsed from JSON). Throws MapError with every fault found. */
export function parseMap(name: string, json: unknown): ArenaSource {
  const reader = new TiledReader(json);
  const { width, height } = reader.readSize();
  const layers = reader.readLayers<LayerName>(LAYERS, OPTIONAL_LAYERS);
  const borders = layers.border.map((object) => readPolygon(reader, object));
  const arena: ArenaSource = {
    name,
    title: reader.readText("title"),
    width,
    height,
    feltColor: reader.readColor("feltColor"),
    lightColor: reader.readColor("lightColor"),
    border: borders[0] ?? [],
    walls: layers.walls.map((object) => readPolygon(reader, object)),
    spawns: layers.spawns.map((object) => readSpawn(reader, object)),
    pads: layers.pads.map((object) => readPad(reader, object)),
    ...readObjectives(reader, layers.objectives),
  };
  if (borders.length !== 1)
    reader.faults.push(`layer "border" holds ${borders.length} objects; draw one polygon in it`);
  if (name.length > LIMIT.nameLength)
    reader.faults.push(`has a name of ${name.length} characters; ${LIMIT.nameLength} is the most`);
  // A shape that could not be read would only bring faults about itself.
  if (reader.faults.length === 0) reader.faults.push(...findArenaFaults(arena));
  if (reader.faults.length > 0) throw new MapError(reader.faults);
  return arena;
}

function readPolygon(reader: TiledReader, object: TiledObject): Point[] {
  if (object.shape === "polygon" || object.shape === "rectangle") return object.points;
  reader.faults.push(`${object.name} is not a polygon; draw a polygon or a rectangle`);
  return [];
}

function readSpawn(reader: TiledReader, object: TiledObject): SpawnSource {
  const team = SPAWN_CLASSES.indexOf(object.class);
  if (team < 0)
    reader.faults.push(
      `${object.name} has the class "${object.class}"; make it "team1" or "team2", or leave it empty for everybody`,
    );
  return { team, ...reader.readPoint(object) };
}

function readPad(reader: TiledReader, object: TiledObject): PadSource {
  const kind = PADS.findIndex((row) => row.name === object.class);
  if (kind < 0) {
    const known = PADS.map((row) => `"${row.name}"`).join(" or ");
    reader.faults.push(`${object.name} has the class "${object.class}"; make it ${known}`);
  }
  return { kind, ...reader.readPoint(object) };
}
