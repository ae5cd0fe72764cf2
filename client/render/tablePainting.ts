/**
 * The table at rest, painted once a map on a canvas: the dark hall, the wooden rail, cloth under lamps with its
 * markings, the cushions and their glow. Nearly all of it is soft, so two texels a world px are plenty; the crisp
 * edges are ink on top (table.ts).
 */
import type { ArenaSource, Point } from "#shared/sim/arena/arena.ts";
import { get2d } from "./atlas.ts";
import { cssColor, mix } from "./color.ts";

/** Width of the wooden rail around the table. */
export const RAIL_PX = 64;
/** What is painted beyond the table on each side: the rail and the floor of the hall. */
export const MARGIN_PX = 340;
export const HALL_COLOR = 0x05080a;
const CUSHION_PX = 15;
const GLOW_PX = 46;
const WALNUT = 0x4a2c1b;
const WARM = 0xffe7c2;
const VARNISH = 0xb8683a;
/** Longest side of the painting: every WebGL 2 card takes it. */
const MOST_TEXELS = 4096;

/** Without a graphics card a table is painted with so many texels per px: what is soft may be coarse. */
const FAST_SHARE = 0.6;

type Context = CanvasRenderingContext2D;

/** Texels per world px for a table shown at `screenScale` device px per world px; `isFast` trades sharpness for time. */
export function paintingScale(arena: ArenaSource, screenScale: number, isFast: boolean): number {
  const side = Math.max(arena.width, arena.height) + 2 * MARGIN_PX;
  const least = isFast ? FAST_SHARE : 1;
  return Math.min(Math.max(least, Math.min(2, screenScale * least)), MOST_TEXELS / side);
}

/** Paints all of `context`'s canvas, which holds the table and its margins at `scale`. */
export function paintTable(context: Context, arena: ArenaSource, scale: number): void {
  const width = arena.width + 2 * MARGIN_PX;
  const height = arena.height + 2 * MARGIN_PX;
  context.setTransform(scale, 0, 0, scale, MARGIN_PX * scale, MARGIN_PX * scale);
  context.lineJoin = "round";
  paintHall(context, arena, width, height);
  paintRail(context, arena, scale);
  paintCloth(context, arena, scale);
  for (const wall of arena.walls) paintWall(context, arena, wall);
  paintGlow(context, arena);
  paintGrain(context);
}

function trace(context: Context, polygon: readonly Point[]): void {
  context.beginPath();
  for (const point of polygon) context.lineTo(point.x, point.y);
  context.closePath();
}

function paintHall(context: Context, arena: ArenaSource, width: number, height: number): void {
  context.fillStyle = cssColor(HALL_COLOR);
  context.fillRect(-MARGIN_PX, -MARGIN_PX, width, height);
  // Light that falls past the table onto the floor, gone before the picture ends.
  for (const lamp of lampsOf(arena)) {
    pool(context, lamp, 640, 480, mix(arena.feltColor, WARM, 0.25), 0.17);
  }
  const band = MARGIN_PX - RAIL_PX;
  const [right, bottom] = [arena.width + MARGIN_PX, arena.height + MARGIN_PX];
  darken(context, context.createLinearGradient(-MARGIN_PX, 0, band - MARGIN_PX, 0), width, height);
  darken(context, context.createLinearGradient(right, 0, right - band, 0), width, height);
  darken(context, context.createLinearGradient(0, -MARGIN_PX, 0, band - MARGIN_PX), width, height);
  darken(context, context.createLinearGradient(0, bottom, 0, bottom - band), width, height);
}

/** Fades one side of the picture into the dark of the hall. */
function darken(context: Context, fade: CanvasGradient, width: number, height: number): void {
  fade.addColorStop(0, cssColor(HALL_COLOR, 1));
  fade.addColorStop(1, cssColor(HALL_COLOR, 0));
  context.fillStyle = fade;
  context.fillRect(-MARGIN_PX, -MARGIN_PX, width, height);
}

/** Lamps hang over the table in rows, about one every 560 px. */
function lampsOf(arena: ArenaSource): Point[] {
  const columns = Math.max(1, Math.round(arena.width / 600));
  const rows = Math.max(1, Math.round(arena.height / 620));
  const lamps: Point[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      lamps.push({
        x: ((column + 0.5) * arena.width) / columns,
        y: ((row + 0.5) * arena.height) / rows,
      });
    }
  }
  return lamps;
}

/** A round of lamp light, added to what is there. */
function pool(
  context: Context,
  at: Point,
  radiusX: number,
  radiusY: number,
  color: number,
  alpha: number,
): void {
  context.save();
  context.translate(at.x, at.y);
  context.scale(1, radiusY / radiusX);
  const light = context.createRadialGradient(0, 0, 0, 0, 0, radiusX);
  light.addColorStop(0, cssColor(color, alpha));
  light.addColorStop(0.45, cssColor(color, alpha * 0.45));
  light.addColorStop(1, cssColor(color, 0));
  context.globalCompositeOperation = "lighter";
  context.fillStyle = light;
  context.fillRect(-radiusX, -radiusX, radiusX * 2, radiusX * 2);
  context.restore();
}

function woodOf(arena: ArenaSource): number {
  return mix(WALNUT, arena.feltColor, 0.1);
}

function paintRail(context: Context, arena: ArenaSource, scale: number): void {
  const wood = woodOf(arena);
  const outline = (inset: number): void => {
    context.beginPath();
    context.roundRect(
      inset - RAIL_PX,
      inset - RAIL_PX,
      arena.width + 2 * (RAIL_PX - inset),
      arena.height + 2 * (RAIL_PX - inset),
      42 - inset,
    );
  };
  context.save();
  context.shadowColor = "#000";
  context.shadowBlur = 60 * scale;
  context.shadowOffsetY = 18 * scale;
  const board = context.createLinearGradient(0, -RAIL_PX, 0, arena.height + RAIL_PX);
  board.addColorStop(0, cssColor(mix(wood, VARNISH, 0.16)));
  board.addColorStop(0.5, cssColor(mix(wood, 0, 0.22)));
  board.addColorStop(1, cssColor(mix(wood, 0, 0.5)));
  context.fillStyle = board;
  outline(0);
  context.fill();
  context.restore();
  context.save();
  outline(0);
  context.clip();
  paintWoodGrain(context, arena);
  bevel(context, outline);
  context.restore();
}

function bevel(context: Context, outline: (inset: number) => void): void {
  const rows: [number, number, string][] = [
    [0, 5, "rgba(0,0,0,.55)"],
    [4, 1.5, "rgba(255,226,190,.16)"],
    [14, 1, "rgba(0,0,0,.35)"],
  ];
  for (const [inset, width, style] of rows) {
    outline(inset);
    context.lineWidth = width;
    context.strokeStyle = style;
    context.stroke();
  }
}

/** Long wavering lines, darker and lighter than the board; along the rail's four sides. */
function paintWoodGrain(context: Context, arena: ArenaSource): void {
  const lines = 26;
  context.lineWidth = 1.4;
  for (let i = 0; i < lines; i++) {
    const inset = -RAIL_PX + (i * (RAIL_PX + 60)) / lines;
    context.strokeStyle = i % 3 === 0 ? "rgba(255,220,180,.035)" : "rgba(0,0,0,.13)";
    context.beginPath();
    for (let x = -RAIL_PX; x <= arena.width + RAIL_PX; x += 40)
      context.lineTo(x, inset + waver(x, i));
    context.stroke();
    context.beginPath();
    for (let x = -RAIL_PX; x <= arena.width + RAIL_PX; x += 40)
      context.lineTo(x, arena.height - inset + waver(x, i + 7));
    context.stroke();
  }
}

function waver(x: number, line: number): number {
  return Math.sin(x * 0.006 + line * 1.7) * 3 + Math.sin(x * 0.017 + line * 0.6) * 1.4;
}

function paintCloth(context: Context, arena: ArenaSource, scale: number): void {
  const felt = arena.feltColor;
  trace(context, arena.border);
  context.lineWidth = CUSHION_PX * 2;
  context.strokeStyle = cssColor(mix(mix(felt, 0, 0.25), arena.lightColor, 0.1));
  context.stroke();
  context.save();
  trace(context, arena.border);
  context.clip();
  context.fillStyle = cssColor(mix(felt, 0, 0.3));
  context.fillRect(0, 0, arena.width, arena.height);
  const lamp = mix(mix(felt, WARM, 0.42), arena.lightColor, 0.22);
  for (const at of lampsOf(arena)) pool(context, at, 470, 380, lamp, 0.34);
  paintMarkings(context, arena);
  shadeInside(context, arena.border, 76, 0.95);
  context.restore();
  paintShadows(context, arena, scale);
}

/**
 * A soft shade along the inside of a polygon, as wide strokes on one another: a shadow drawn inside a clip blacks out
 * the rest of the canvas in some browsers.
 */
function shadeInside(
  context: Context,
  polygon: readonly Point[],
  reach: number,
  alpha: number,
): void {
  const steps = 14;
  trace(context, polygon);
  context.strokeStyle = `rgba(0,0,0,${alpha / steps})`;
  for (let step = 1; step <= steps; step++) {
    context.lineWidth = 2 * reach * (step / steps) ** 1.6;
    context.stroke();
  }
}

/** What stands on the cloth throws a shadow on it. */
function paintShadows(context: Context, arena: ArenaSource, scale: number): void {
  context.save();
  context.shadowColor = "rgba(0,0,0,.85)";
  context.shadowBlur = 34 * scale;
  context.shadowOffsetX = 5 * scale;
  context.shadowOffsetY = 13 * scale;
  context.fillStyle = "#000";
  for (const wall of arena.walls) {
    trace(context, wall);
    context.fill();
  }
  context.restore();
}

function paintMarkings(context: Context, arena: ArenaSource): void {
  const chalk = mix(arena.lightColor, 0xffffff, 0.55);
  const [midX, midY] = [arena.width / 2, arena.height / 2];
  const radius = Math.min(120, arena.height / 6);
  context.strokeStyle = cssColor(chalk, 0.15);
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(midX, 0);
  context.lineTo(midX, arena.height);
  context.stroke();
  for (const [x, from, to] of [
    [midX, 0, 7],
    [arena.width * 0.1, -Math.PI / 2, Math.PI / 2],
    [arena.width * 0.9, Math.PI / 2, Math.PI * 1.5],
  ] as const) {
    context.beginPath();
    context.arc(x, midY, radius, from, Math.min(to, from + Math.PI * 2));
    context.stroke();
  }
  for (const x of [0.1, 0.5, 0.9]) {
    context.beginPath();
    context.arc(arena.width * x, midY, 4.5, 0, Math.PI * 2);
    context.fillStyle = cssColor(chalk, 0.3);
    context.fill();
  }
}

function paintWall(context: Context, arena: ArenaSource, wall: readonly Point[]): void {
  const wood = woodOf(arena);
  const top = Math.min(...wall.map((point) => point.y));
  const bottom = Math.max(...wall.map((point) => point.y));
  const board = context.createLinearGradient(0, top, 0, bottom);
  board.addColorStop(0, cssColor(mix(wood, VARNISH, 0.2)));
  board.addColorStop(1, cssColor(mix(wood, 0, 0.45)));
  context.save();
  trace(context, wall);
  context.clip();
  context.fillStyle = board;
  trace(context, wall);
  context.fill();
  shadeInside(context, wall, 26, 0.9);
  trace(context, wall);
  context.lineWidth = CUSHION_PX * 1.4;
  context.strokeStyle = cssColor(mix(mix(arena.feltColor, 0, 0.45), arena.lightColor, 0.1));
  context.stroke();
  context.restore();
}

/** The cushions' own light on cloth and wood: strokes on one another that fall off like light does. */
function paintGlow(context: Context, arena: ArenaSource): void {
  const steps = 22;
  context.save();
  context.globalCompositeOperation = "lighter";
  for (let step = 1; step <= steps; step++) {
    const share = step / steps;
    context.lineWidth = 3 + GLOW_PX * 2 * share ** 1.8;
    context.strokeStyle = cssColor(arena.lightColor, 0.038 * (1.15 - share));
    for (const polygon of [arena.border, ...arena.walls]) {
      trace(context, polygon);
      context.stroke();
    }
  }
  context.restore();
}

/** Fine noise over all: the nap of the cloth, and no bands in the dark gradients. */
function paintGrain(context: Context): void {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 256;
  const brush = get2d(tile);
  const pixels = brush.createImageData(256, 256);
  for (let i = 0; i < pixels.data.length; i += 4) {
    const tone = Math.random() < 0.5 ? 0 : 255;
    pixels.data[i] = pixels.data[i + 1] = pixels.data[i + 2] = tone;
    pixels.data[i + 3] = Math.random() * (tone ? 7 : 15);
  }
  brush.putImageData(pixels, 0, 0);
  const pattern = context.createPattern(tile, "repeat");
  if (!pattern) return;
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = pattern;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.restore();
}
