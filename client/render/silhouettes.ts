/**
 * The shapes that tell who is who: a dart for oneself, a crescent for an ally, a hexagon for an enemy. Each is painted
 * in greys and white around 0, 0 facing +x, so that one picture takes the tint of any palette.
 */
import type { Relation } from "../netcode/view.ts";

type Draw = (context: CanvasRenderingContext2D) => void;

export interface Picture {
  /** Side of the square it is painted in, world px. */
  readonly size: number;
  readonly draw: Draw;
}

const OUTLINE = "#03080a";

function dart(context: CanvasRenderingContext2D): void {
  context.moveTo(23, 0);
  context.lineTo(-13, -16);
  context.lineTo(-7, 0);
  context.lineTo(-13, 16);
  context.closePath();
}

function hexagon(context: CanvasRenderingContext2D): void {
  context.moveTo(20, 0);
  context.lineTo(9, -16.5);
  context.lineTo(-10, -16.5);
  context.lineTo(-19, 0);
  context.lineTo(-10, 16.5);
  context.lineTo(9, 16.5);
  context.closePath();
}

function crescent(context: CanvasRenderingContext2D): void {
  context.arc(-1, 0, 19, -0.72, 0.72, true);
  context.arc(7, 0, 14.2, 1.06, -1.06, false);
  context.closePath();
}

const HULLS: Record<Relation, Draw> = { self: dart, ally: crescent, enemy: hexagon };
/** Where the glowing core sits on each hull. */
const CORES: Record<Relation, number> = { self: -1, ally: -11.5, enemy: 0 };

function paintHull(context: CanvasRenderingContext2D, relation: Relation): void {
  const hull = new Path(context, HULLS[relation]);
  context.lineJoin = "round";
  hull.stroke(OUTLINE, 7.5);
  const body = context.createRadialGradient(6, -6, 2, 0, 0, 26);
  body.addColorStop(0, "#6d767a");
  body.addColorStop(0.55, "#30383c");
  body.addColorStop(1, "#1a2024");
  hull.fill(body);
  hull.glowingStroke("#ffffff", 2.8, 9);
  paintCore(context, CORES[relation], relation === "ally" ? 3.2 : 4.6);
}

function paintCore(context: CanvasRenderingContext2D, x: number, radius: number): void {
  const core = new Path(context, (c) => c.arc(x, 0, radius, 0, Math.PI * 2));
  core.stroke(OUTLINE, 3);
  core.glow("#ffffff", 8);
}

/** A path that is drawn several times. Shadows are used as glows; they ignore the transform, hence `scale`. */
class Path {
  readonly #context: CanvasRenderingContext2D;
  readonly #draw: Draw;

  constructor(context: CanvasRenderingContext2D, draw: Draw) {
    this.#context = context;
    this.#draw = draw;
  }

  fill(style: string | CanvasGradient): void {
    this.#trace();
    this.#context.fillStyle = style;
    this.#context.fill();
  }

  stroke(style: string, width: number): void {
    this.#trace();
    this.#context.strokeStyle = style;
    this.#context.lineWidth = width;
    this.#context.stroke();
  }

  glowingStroke(style: string, width: number, blur: number): void {
    this.#withGlow(style, blur, () => this.stroke(style, width));
    this.stroke(style, width);
  }

  glow(style: string, blur: number): void {
    this.#withGlow(style, blur, () => this.fill(style));
  }

  #withGlow(style: string, blur: number, draw: () => void): void {
    this.#context.shadowColor = style;
    this.#context.shadowBlur = blur * this.#context.getTransform().a;
    draw();
    this.#context.shadowBlur = 0;
  }

  #trace(): void {
    this.#context.beginPath();
    this.#draw(this.#context);
  }
}

function paintPulseBarrel(context: CanvasRenderingContext2D): void {
  const barrel = new Path(context, (c) => c.roundRect(8, -2.8, 20, 5.6, 2.8));
  barrel.stroke(OUTLINE, 3.5);
  barrel.fill("#ffffff");
}

function paintRailBarrel(context: CanvasRenderingContext2D): void {
  const prongs = new Path(context, (c) => {
    c.roundRect(7, -5, 26, 3.4, 1.7);
    c.roundRect(7, 1.6, 26, 3.4, 1.7);
    c.roundRect(7, -5, 5, 10, 2);
  });
  prongs.stroke(OUTLINE, 3.5);
  prongs.fill("#ffffff");
}

function paintCross(context: CanvasRenderingContext2D): void {
  new Path(context, (c) => {
    c.roundRect(-3.4, -10, 6.8, 20, 1.6);
    c.roundRect(-10, -3.4, 20, 6.8, 1.6);
  }).glow("#ffffff", 5);
}

function paintBolt(context: CanvasRenderingContext2D): void {
  new Path(context, (c) => {
    c.moveTo(3.5, -11.5);
    c.lineTo(-7.5, 2);
    c.lineTo(-1, 2);
    c.lineTo(-3.5, 11.5);
    c.lineTo(7.5, -2.6);
    c.lineTo(1, -2.6);
    c.closePath();
  }).glow("#ffffff", 5);
}

/** What a target is covered with for the blink of a hit: the plain shape. */
function paintMask(context: CanvasRenderingContext2D, relation: Relation): void {
  const hull = new Path(context, HULLS[relation]);
  context.lineJoin = "round";
  hull.stroke("#ffffff", 3);
  hull.fill("#ffffff");
}

const HULL_PX = 84;

export const PICTURES = {
  self: { size: HULL_PX, draw: (c) => paintHull(c, "self") },
  ally: { size: HULL_PX, draw: (c) => paintHull(c, "ally") },
  enemy: { size: HULL_PX, draw: (c) => paintHull(c, "enemy") },
  selfMask: { size: HULL_PX, draw: (c) => paintMask(c, "self") },
  allyMask: { size: HULL_PX, draw: (c) => paintMask(c, "ally") },
  enemyMask: { size: HULL_PX, draw: (c) => paintMask(c, "enemy") },
  pulseBarrel: { size: HULL_PX, draw: paintPulseBarrel },
  railBarrel: { size: HULL_PX, draw: paintRailBarrel },
  repairIcon: { size: 44, draw: paintCross },
  railIcon: { size: 44, draw: paintBolt },
} as const satisfies Record<string, Picture>;

export type PictureName = keyof typeof PICTURES;
