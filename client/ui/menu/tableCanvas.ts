/** Draws the table behind the menu. What stands still is painted once per size; each frame adds bolts and flares. */
import {
  createTable,
  FLARE_MS,
  type Flare,
  type MenuBolt,
  type MenuTable,
  type Rect,
  stepTable,
  TRAIL_MS,
} from "./table.ts";

/** Directions of the bolts: uneven, so that they do not run in step. */
const ANGLES = [0.52, -0.83, 1.13];
const MAX_PIXEL_RATIO = 2;
const STEP_MAX_MS = 50;
/** The table is first seen as it looks after this long, and stays so under reduced motion. */
const BEGINS_AT_MS = 7000;
const FELT = ["#1d4a4a", "#123033", "#0a1b1f"] as const;
const RAIL = ["#202f38", "#131c23"] as const;
const CUSHION = "#3fdcc0";
const DIAMOND = "rgba(190, 215, 215, 0.55)";
const BOLT_COLORS = ["#ffc857", "#f4fbff", "#ff6f61"] as const;

export class TableCanvas {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #backdrop = document.createElement("canvas");
  #table: MenuTable | null = null;
  #isStill = false;
  #layout = "";

  constructor(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D) {
    this.#canvas = canvas;
    this.#context = context;
  }

  /** Call each frame; `block` is where the menu lies. */
  frame(deltaMs: number, block: Rect | null, isStill: boolean): void {
    const hasNewLayout = this.#fit(block);
    if (isStill && this.#isStill && !hasNewLayout) return;
    if (!this.#table) return;
    if (!isStill) stepTable(this.#table, Math.min(deltaMs, STEP_MAX_MS));
    this.#isStill = isStill;
    this.#draw(this.#table);
  }

  /** Follows the size of the page and of the menu; returns whether either has changed. */
  #fit(block: Rect | null): boolean {
    const widthPx = this.#canvas.clientWidth;
    const heightPx = this.#canvas.clientHeight;
    const layout = [
      widthPx,
      heightPx,
      devicePixelRatio,
      ...(block ? [block.left, block.top, block.right, block.bottom].map(Math.round) : []),
    ].join();
    if (layout === this.#layout || widthPx === 0 || heightPx === 0) return false;
    this.#layout = layout;
    const marginPx = Math.max(14, Math.min(46, widthPx * 0.036));
    const bounds = {
      left: marginPx,
      top: marginPx,
      right: widthPx - marginPx,
      bottom: heightPx - marginPx,
    };
    this.#table = createTable(bounds, marginPx, block ? [block] : [], ANGLES);
    for (let ms = 0; ms < BEGINS_AT_MS; ms += 16) stepTable(this.#table, 16);
    const ratio = Math.min(devicePixelRatio, MAX_PIXEL_RATIO);
    for (const canvas of [this.#canvas, this.#backdrop]) {
      canvas.width = widthPx * ratio;
      canvas.height = heightPx * ratio;
    }
    const backdrop = this.#backdrop.getContext("2d");
    backdrop?.scale(ratio, ratio);
    if (backdrop) paintBackdrop(backdrop, this.#table, bounds, widthPx, heightPx);
    this.#context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return true;
  }

  #draw(table: MenuTable): void {
    const context = this.#context;
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(this.#backdrop, 0, 0);
    context.restore();
    context.save();
    context.globalCompositeOperation = "lighter";
    for (const flare of table.flares) drawFlare(context, flare, table.nowMs);
    for (const [i, bolt] of table.bolts.entries()) {
      drawBolt(context, bolt, table.nowMs, BOLT_COLORS[i % BOLT_COLORS.length] ?? BOLT_COLORS[0]);
    }
    context.restore();
  }
}

function paintBackdrop(
  context: CanvasRenderingContext2D,
  table: MenuTable,
  bounds: Rect,
  widthPx: number,
  heightPx: number,
): void {
  const rail = context.createLinearGradient(0, 0, 0, heightPx);
  rail.addColorStop(0, RAIL[0]);
  rail.addColorStop(1, RAIL[1]);
  context.fillStyle = rail;
  context.fillRect(0, 0, widthPx, heightPx);
  const lamp = context.createRadialGradient(
    widthPx / 2,
    heightPx * 0.36,
    20,
    widthPx / 2,
    heightPx * 0.42,
    Math.hypot(widthPx, heightPx) * 0.58,
  );
  for (const [i, color] of FELT.entries()) lamp.addColorStop(i / 2, color);
  traceBorder(context, table);
  context.fillStyle = lamp;
  context.fill();
  paintMarkings(context, widthPx, heightPx);
  paintCushion(context, table);
  paintDiamonds(context, bounds);
}

function traceBorder(context: CanvasRenderingContext2D, { border }: MenuTable): void {
  context.beginPath();
  for (const { x, y } of border) context.lineTo(x, y);
  context.closePath();
}

/** The same light as in the arena: a wide soft glow below a thin bright line. */
function paintCushion(context: CanvasRenderingContext2D, table: MenuTable): void {
  context.save();
  context.strokeStyle = CUSHION;
  for (const [blurPx, lineWidth, alpha] of [
    [34, 6, 0.35],
    [12, 4, 0.6],
    [0, 2.5, 1],
  ] as const) {
    traceBorder(context, table);
    context.shadowColor = CUSHION;
    context.shadowBlur = blurPx;
    context.lineWidth = lineWidth;
    context.globalAlpha = alpha;
    context.stroke();
  }
  context.restore();
}

function paintMarkings(context: CanvasRenderingContext2D, widthPx: number, heightPx: number): void {
  context.strokeStyle = "rgba(120, 190, 180, 0.13)";
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(widthPx / 2, heightPx / 2, Math.min(widthPx, heightPx) * 0.42, 0, Math.PI * 2);
  context.stroke();
}

function paintDiamonds(
  context: CanvasRenderingContext2D,
  { left, top, right, bottom }: Rect,
): void {
  context.fillStyle = DIAMOND;
  const inset = left / 2;
  const size = Math.max(2.5, left / 9);
  for (const share of [0.125, 0.25, 0.375, 0.625, 0.75, 0.875]) {
    const x = left + (right - left) * share;
    const y = top + (bottom - top) * share;
    for (const [diamondX, diamondY] of [
      [x, inset],
      [x, bottom + inset],
      [inset, y],
      [right + inset, y],
    ] as const) {
      context.beginPath();
      context.moveTo(diamondX, diamondY - size);
      context.lineTo(diamondX + size, diamondY);
      context.lineTo(diamondX, diamondY + size);
      context.lineTo(diamondX - size, diamondY);
      context.fill();
    }
  }
}

function drawFlare(
  context: CanvasRenderingContext2D,
  { x, y, normalX, normalY, atMs }: Flare,
  nowMs: number,
): void {
  const left = 1 - (nowMs - atMs) / FLARE_MS;
  const radius = 70 + (1 - left) * 30;
  const glow = context.createRadialGradient(x, y, 0, x, y, radius);
  glow.addColorStop(0, `rgba(160, 255, 235, ${0.55 * left * left})`);
  glow.addColorStop(1, "rgba(63, 220, 192, 0)");
  context.fillStyle = glow;
  context.fillRect(x - radius, y - radius, radius * 2, radius * 2);
  context.strokeStyle = `rgba(255, 255, 255, ${0.8 * left * left})`;
  context.lineWidth = 1.5;
  context.beginPath();
  for (const spread of [-0.9, -0.4, 0.1, 0.55, 1]) {
    const cos = Math.cos(spread);
    const sin = Math.sin(spread);
    const sparkX = normalX * cos - normalY * sin;
    const sparkY = normalX * sin + normalY * cos;
    const from = 4 + (1 - left) * 16;
    context.moveTo(x + sparkX * from, y + sparkY * from);
    context.lineTo(x + sparkX * (from + 10 * left), y + sparkY * (from + 10 * left));
  }
  context.stroke();
}

function drawBolt(
  context: CanvasRenderingContext2D,
  bolt: MenuBolt,
  nowMs: number,
  color: string,
): void {
  context.lineCap = "butt";
  context.strokeStyle = color;
  const path = [...bolt.turns, { x: bolt.x, y: bolt.y, atMs: nowMs }];
  for (let i = 1; i < path.length; i += 1) drawTrail(context, path[i - 1]!, path[i]!, nowMs);
  context.lineCap = "round";
  context.globalAlpha = 1;
  context.shadowColor = color;
  context.shadowBlur = 14;
  context.lineWidth = 5;
  context.beginPath();
  context.moveTo(bolt.x - bolt.directionX * 11, bolt.y - bolt.directionY * 11);
  context.lineTo(bolt.x, bolt.y);
  context.stroke();
  context.shadowBlur = 0;
}

/** One straight piece of a trail in short strokes, each as faint as it is old. */
function drawTrail(
  context: CanvasRenderingContext2D,
  from: MenuBolt["turns"][number],
  to: MenuBolt["turns"][number],
  nowMs: number,
): void {
  const pieces = 14;
  for (let i = 0; i < pieces; i += 1) {
    const start = i / pieces;
    const end = (i + 1) / pieces;
    const freshness = 1 - (nowMs - (from.atMs + (to.atMs - from.atMs) * end)) / TRAIL_MS;
    if (freshness <= 0) continue;
    context.globalAlpha = 0.5 * freshness * freshness;
    context.lineWidth = 0.6 + 2.2 * freshness;
    context.beginPath();
    context.moveTo(from.x + (to.x - from.x) * start, from.y + (to.y - from.y) * start);
    context.lineTo(from.x + (to.x - from.x) * end, from.y + (to.y - from.y) * end);
    context.stroke();
  }
}
