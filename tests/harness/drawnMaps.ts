/** Maps as Tiled writes them, small, sound and to be spoilt by tests. */
import { MapError, parseMap } from "../../server/maps.ts";

export type Corner = [x: number, y: number];

export const BORDER: Corner[] = [
  [40, 40],
  [760, 40],
  [760, 600],
  [40, 600],
];

export function polygon(corners: Corner[], more: object = {}) {
  const [x, y] = corners[0]!;
  const points = corners.map(([px, py]) => ({ x: px - x, y: py - y }));
  return { id: 7, x, y, rotation: 0, polygon: points, ...more };
}

export function rectangle(x: number, y: number, width: number, height: number, more: object = {}) {
  return { id: 8, x, y, width, height, rotation: 0, ...more };
}

export function point(x: number, y: number, more: object = {}) {
  return { id: 9, x, y, point: true, ...more };
}

/** A small sound map, with parts of it replaced. */
export function sample(parts: { [layer: string]: object[] } = {}, map: object = {}) {
  const layers = {
    border: [polygon(BORDER)],
    walls: [rectangle(300, 250, 100, 60)],
    spawns: [point(100, 100), point(700, 500)],
    pads: [point(200, 300, { type: "repair" })],
    ...parts,
  };
  return {
    type: "map",
    orientation: "orthogonal",
    infinite: false,
    width: 25,
    height: 20,
    tilewidth: 32,
    tileheight: 32,
    properties: [
      { name: "title", type: "string", value: "Sample" },
      { name: "feltColor", type: "color", value: "#ff102030" },
      { name: "lightColor", type: "color", value: "#405060" },
    ],
    layers: Object.entries(layers).map(([name, objects]) => ({
      type: "objectgroup",
      name,
      objects,
    })),
    ...map,
  };
}

/** What is wrong with a map, in words; nothing when it can be played on. */
export function faultsOf(json: unknown): readonly string[] {
  try {
    parseMap("sample", json);
  } catch (error) {
    if (error instanceof MapError) return error.faults;
    throw error;
  }
  return [];
}
