/** What a skiff aims with, one barrel a weapon, in white around 0, 0 facing +x: who comes at me with what is seen by it. */
import { type Draw, OUTLINE, Path, type Picture } from "./path.ts";

const BARREL_PX = 84;

/** White on a dark outline. */
function barrel(draw: Draw): Picture {
  return {
    size: BARREL_PX,
    draw: (context) => {
      const path = new Path(context, draw);
      path.stroke(OUTLINE, 3.5);
      path.fill("#ffffff");
    },
  };
}

/** One short tube. */
function tube(c: CanvasRenderingContext2D): void {
  c.roundRect(8, -2.8, 20, 5.6, 2.8);
}

/** Two long prongs. */
function prongs(c: CanvasRenderingContext2D): void {
  c.roundRect(7, -5, 26, 3.4, 1.7);
  c.roundRect(7, 1.6, 26, 3.4, 1.7);
  c.roundRect(7, -5, 5, 10, 2);
}

/** A bell that opens to the front. */
function bell(c: CanvasRenderingContext2D): void {
  c.moveTo(8, -3.2);
  c.lineTo(15, -3.6);
  c.lineTo(25, -10);
  c.quadraticCurveTo(28, 0, 25, 10);
  c.lineTo(15, 3.6);
  c.lineTo(8, 3.2);
  c.closePath();
}

/** A broad pipe with a collar. */
function pipe(c: CanvasRenderingContext2D): void {
  c.roundRect(5, -5.6, 22, 11.2, 2.4);
  c.roundRect(22, -7.8, 6.4, 15.6, 2.2);
}

/** A fork that holds a ring. */
function fork(c: CanvasRenderingContext2D): void {
  c.moveTo(29.5, 0);
  c.arc(22, 0, 7.5, 0, Math.PI * 2);
  c.moveTo(25.6, 0);
  c.arc(22, 0, 3.6, 0, Math.PI * 2, true);
  c.roundRect(7, -2.2, 9, 4.4, 1.6);
}

export const BARRELS = {
  pulseBarrel: barrel(tube),
  railBarrel: barrel(prongs),
  scatterBarrel: barrel(bell),
  rocketBarrel: barrel(pipe),
  discBarrel: barrel(fork),
} as const;
