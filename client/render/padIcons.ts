/** What a pad gives, as a sign that needs no colour: painted in white around 0, 0, tinted by the palette. */
import { type Draw, Path, type Picture } from "./path.ts";

const ICON_PX = 44;
const GLOW_PX = 5;
const TURN = Math.PI * 2;
const PELLETS = 5;

function icon(draw: Draw): Picture {
  return { size: ICON_PX, draw: (context) => new Path(context, draw).glow("#ffffff", GLOW_PX) };
}

function cross(c: CanvasRenderingContext2D): void {
  c.roundRect(-3.4, -10, 6.8, 20, 1.6);
  c.roundRect(-10, -3.4, 20, 6.8, 1.6);
}

function lightning(c: CanvasRenderingContext2D): void {
  c.moveTo(3.5, -11.5);
  c.lineTo(-7.5, 2);
  c.lineTo(-1, 2);
  c.lineTo(-3.5, 11.5);
  c.lineTo(7.5, -2.6);
  c.lineTo(1, -2.6);
  c.closePath();
}

/** Pellets that fan out from a point. */
function fan(c: CanvasRenderingContext2D): void {
  c.moveTo(-8, -2.4);
  c.lineTo(-2, 0);
  c.lineTo(-8, 2.4);
  c.closePath();
  for (let i = 0; i < PELLETS; i++) {
    const angle = ((i - (PELLETS - 1) / 2) * TURN) / 16;
    const reach = i % 2 === 0 ? 13 : 9;
    disc(c, -7 + Math.cos(angle) * reach * 1.15, Math.sin(angle) * reach * 1.1, 2.2);
  }
}

/** Standing on its fins. */
function rocket(c: CanvasRenderingContext2D): void {
  c.moveTo(0, -12);
  c.quadraticCurveTo(5, -7, 4.6, 0);
  c.lineTo(9, 6.4);
  c.lineTo(9, 10);
  c.lineTo(3.4, 6.6);
  c.lineTo(-3.4, 6.6);
  c.lineTo(-9, 10);
  c.lineTo(-9, 6.4);
  c.lineTo(-4.6, 0);
  c.quadraticCurveTo(-5, -7, 0, -12);
  c.closePath();
  c.roundRect(-1.7, 8.4, 3.4, 4.4, 1.4);
}

/** A ring with a hub. */
function quoit(c: CanvasRenderingContext2D): void {
  disc(c, 0, 0, 10.5);
  c.moveTo(6.6, 0);
  c.arc(0, 0, 6.6, 0, TURN, true);
  disc(c, 0, 0, 2.6);
}

function shield(c: CanvasRenderingContext2D): void {
  c.moveTo(0, -11.5);
  c.lineTo(9, -8);
  c.quadraticCurveTo(9.4, 5, 0, 11.5);
  c.quadraticCurveTo(-9.4, 5, -9, -8);
  c.closePath();
}

/** Two chevrons, upwards: more of everything. */
function chevrons(c: CanvasRenderingContext2D): void {
  for (const y of [-9.5, 0.5]) {
    c.moveTo(0, y);
    c.lineTo(9.5, y + 8);
    c.lineTo(9.5, y + 12);
    c.lineTo(0, y + 5.4);
    c.lineTo(-9.5, y + 12);
    c.lineTo(-9.5, y + 8);
    c.closePath();
  }
}

/** Three rounds side by side. */
function rounds(c: CanvasRenderingContext2D): void {
  for (const x of [-7.2, 0, 7.2]) {
    c.moveTo(x - 2.5, -3);
    c.quadraticCurveTo(x - 2.5, -8, x, -10.5);
    c.quadraticCurveTo(x + 2.5, -8, x + 2.5, -3);
    c.lineTo(x + 2.5, 5);
    c.lineTo(x - 2.5, 5);
    c.closePath();
    c.roundRect(x - 2.9, 6.6, 5.8, 3.4, 1);
  }
}

function disc(c: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  c.moveTo(x + radius, y);
  c.arc(x, y, radius, 0, TURN);
}

export const PAD_ICONS = {
  repairIcon: icon(cross),
  railIcon: icon(lightning),
  scatterIcon: icon(fan),
  rocketIcon: icon(rocket),
  discIcon: icon(quoit),
  shieldIcon: icon(shield),
  overdriveIcon: icon(chevrons),
  ammunitionIcon: icon(rounds),
} as const;
