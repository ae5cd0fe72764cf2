/**
 * The shapes that tell who is who: a dart for oneself, a crescent for an ally, a hexagon for an enemy. Each is painted
 * in greys and white around 0, 0 facing +x, so that one picture takes the tint of any palette.
 */
import type { Relation } from "../netcode/view.ts";
import { BARRELS } from "./barrels.ts";
import { PAD_ICONS } from "./padIcons.ts";
import { type Draw, OUTLINE, Path, type Picture } from "./path.ts";

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
  ...BARRELS,
  ...PAD_ICONS,
} as const satisfies Record<string, Picture>;

export type PictureName = keyof typeof PICTURES;
