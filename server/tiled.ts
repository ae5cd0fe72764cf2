/**
 * The part of Tiled's JSON map format (https://doc.mapeditor.org/en/stable/reference/json-map-format/) that maps are
 * made of: objects in object layers, and properties. It knows no game. Faults are gathered, not thrown: a map maker
 * wants all of them at once.
 */
import type { Point } from "#shared/sim/arena/arena.ts";

export interface TiledObject {
  /** Its number in Tiled and where it lies: `object 14 at (320, 410) in layer "walls"`. */
  readonly name: string;
  /** What Tiled calls its class; "" for none. */
  readonly class: string;
  readonly shape: "polygon" | "rectangle" | "point" | "polyline" | "ellipse" | "text";
  /** In whole px of the map, at least one; a rectangle's are its corners, the top left one first. */
  readonly points: Point[];
}

type Fields = Readonly<Record<string, unknown>>;

/** `(320, 410)`, as Tiled's status bar shows a place. */
export function placeOf({ x, y }: Point): string {
  return `(${x}, ${y})`;
}

export class TiledReader {
  /** A sentence for each thing that is wrong. */
  readonly faults: string[] = [];
  readonly #map: Fields;

  constructor(json: unknown) {
    this.#map = fieldsOf(json);
    if (this.#map.type !== "map") this.faults.push("is not a map of Tiled");
    if (this.#map.orientation !== "orthogonal")
      this.faults.push("is not orthogonal: Map > Map Properties > Orientation");
    if (this.#map.infinite === true)
      this.faults.push("is infinite: turn it off in Map > Map Properties > Infinite");
  }

  /** Size of the map in px. */
  readSize(): { width: number; height: number } {
    const { width, height, tilewidth, tileheight } = this.#map;
    const size = {
      width: numberOf(width) * numberOf(tilewidth),
      height: numberOf(height) * numberOf(tileheight),
    };
    if (Number.isInteger(size.width) && Number.isInteger(size.height)) return size;
    this.faults.push("has no size");
    return { width: 0, height: 0 };
  }

  /**
   * The objects of each of the object layers `needed`, and of those `optional` that are there. Any other object layer is a
   * fault: most likely a slip of the pen.
   */
  readLayers<Name extends string>(
    needed: readonly Name[],
    optional: readonly Name[],
  ): Record<Name, TiledObject[]> {
    const names = [...needed, ...optional];
    const found = new Map<string, TiledObject[]>();
    for (const layer of listOf(this.#map.layers).map(fieldsOf)) {
      if (layer.type !== "objectgroup") continue;
      const name = textOf(layer.name);
      if (!names.some((known) => known === name))
        this.faults.push(`layer "${name}" is none of ${names.join(", ")}`);
      else if (found.has(name)) this.faults.push(`has two layers "${name}"`);
      else found.set(name, this.#readObjects(layer));
    }
    for (const name of needed)
      if (!found.has(name)) this.faults.push(`has no object layer "${name}"`);
    const layers = names.map((name) => [name, found.get(name) ?? []]);
    return Object.fromEntries(layers) as Record<Name, TiledObject[]>;
  }

  /** A map property that is text of 1 to 40 characters. */
  readText(name: string): string {
    const value = this.#readProperty(name);
    if (typeof value === "string" && value.trim() !== "" && value.length <= 40) return value.trim();
    this.faults.push(`needs a map property "${name}": text of 1 to 40 characters`);
    return "";
  }

  /** A map property that is a colour, as 0xRRGGBB. */
  readColor(name: string): number {
    const value = this.#readProperty(name);
    const digits = typeof value === "string" ? /^#(?:[\da-f]{2})?([\da-f]{6})$/i.exec(value) : null;
    if (digits) return Number.parseInt(digits[1]!, 16);
    this.faults.push(`needs a map property "${name}": a colour such as #ff0b3a3a`);
    return 0;
  }

  /** The place of an object that must be a point. */
  readPoint(object: TiledObject): Point {
    if (object.shape !== "point") this.faults.push(`${object.name} is not a point; use one`);
    return object.points[0]!;
  }

  #readProperty(name: string): unknown {
    const properties = listOf(this.#map.properties).map(fieldsOf);
    return properties.find((property) => property.name === name)?.value;
  }

  #readObjects(layer: Fields): TiledObject[] {
    const offsetX = numberOf(layer.offsetx ?? 0);
    const offsetY = numberOf(layer.offsety ?? 0);
    return listOf(layer.objects).flatMap((json) => {
      const object = this.#readObject(textOf(layer.name), fieldsOf(json), offsetX, offsetY);
      return object ? [object] : [];
    });
  }

  #readObject(
    layer: string,
    json: Fields,
    offsetX: number,
    offsetY: number,
  ): TiledObject | undefined {
    const x = numberOf(json.x) + offsetX;
    const y = numberOf(json.y) + offsetY;
    const shape = shapeOf(json);
    const points = outlineOf(json).map((point) => ({
      x: Math.round(x + numberOf(point.x)),
      y: Math.round(y + numberOf(point.y)),
    }));
    const place = placeOf({ x: Math.round(x), y: Math.round(y) });
    const name = `object ${numberOf(json.id)} at ${place} in layer "${layer}"`;
    if (points.length === 0 || !points.every(isFinitePoint)) {
      this.faults.push(`${name} has no place`);
      return undefined;
    }
    if (json.rotation !== undefined && json.rotation !== 0)
      this.faults.push(`${name} is rotated: set its Rotation to 0 and draw it as a polygon`);
    return { name, class: classOf(json), shape, points };
  }
}

/** Tiled has called it by both names, in different versions. */
function classOf(json: Fields): string {
  return textOf(json.type || json.class);
}

function shapeOf(json: Fields): TiledObject["shape"] {
  if (json.point === true) return "point";
  if (json.ellipse === true) return "ellipse";
  if (json.polyline !== undefined) return "polyline";
  if (json.text !== undefined) return "text";
  return json.polygon === undefined ? "rectangle" : "polygon";
}

/** Corners of an object, from its own place. */
function outlineOf(json: Fields): Fields[] {
  if (json.point === true) return [{ x: 0, y: 0 }];
  const drawn = json.polygon ?? json.polyline;
  if (drawn !== undefined) return listOf(drawn).map(fieldsOf);
  const { width, height } = json;
  return [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: width, y: height },
    { x: 0, y: height },
  ];
}

function isFinitePoint({ x, y }: Point): boolean {
  return Number.isFinite(x) && Number.isFinite(y);
}

function textOf(json: unknown): string {
  return typeof json === "string" ? json : "";
}

function numberOf(json: unknown): number {
  return typeof json === "number" ? json : Number.NaN;
}

function fieldsOf(json: unknown): Fields {
  return typeof json === "object" && json !== null ? (json as Fields) : {};
}

function listOf(json: unknown): readonly unknown[] {
  return Array.isArray(json) ? json : [];
}
