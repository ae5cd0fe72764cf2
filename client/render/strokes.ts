/** Curves made of short lines of ink. Angles are radians, 0 is +x, clockwise on the screen. */
import type { Ink } from "./ink.ts";

const TURN = Math.PI * 2;
/** Longest piece of an arc, radians: no corner shows below it. */
const PIECE = 0.12;
const BUTT = -0.0001;

/** Part of a circle from angle `from` over `sweep`. */
export function arc(ink: Ink, x: number, y: number, radius: number, from: number, sweep: number, width: number, paint: number): void {
  fadingArc(ink, x, y, radius, from, sweep, width, paint, paint);
}

/** An arc whose paint runs from one end to the other in its two halves: `rim` at both ends, `middle` between. */
export function fadingArc(ink: Ink, x: number, y: number, radius: number, from: number, sweep: number, width: number, middle: number, rim: number): void {
  const pieces = Math.max(2, 2 * Math.ceil(Math.abs(sweep) / PIECE / 2));
  const half = width / 2;
  let x0 = x + Math.cos(from) * radius;
  let y0 = y + Math.sin(from) * radius;
  for (let i = 1; i <= pieces; i++) {
    const angle = from + (sweep * i) / pieces;
    const x1 = x + Math.cos(angle) * radius;
    const y1 = y + Math.sin(angle) * radius;
    ink.taper(x0, y0, x1, y1, half, half, BUTT, i === 1 ? rim : middle, i === pieces ? rim : middle);
    x0 = x1;
    y0 = y1;
  }
}

export function ring(ink: Ink, x: number, y: number, radius: number, width: number, paint: number): void {
  arc(ink, x, y, radius, 0, TURN, width, paint);
}

/** A soft-edged ring: a shock wave. */
export function softRing(ink: Ink, x: number, y: number, radius: number, width: number, paint: number): void {
  const pieces = 40;
  let x0 = x + radius;
  let y0 = y;
  for (let i = 1; i <= pieces; i++) {
    const angle = (TURN * i) / pieces;
    const x1 = x + Math.cos(angle) * radius;
    const y1 = y + Math.sin(angle) * radius;
    ink.taper(x0, y0, x1, y1, width / 2, width / 2, -1, paint, paint);
    x0 = x1;
    y0 = y1;
  }
}

/** `dashes` equal dashes, each filling `share` of its part, turned by `turn`. */
export function dashedRing(ink: Ink, x: number, y: number, radius: number, dashes: number, share: number, turn: number, width: number, paint: number): void {
  const part = TURN / dashes;
  for (let i = 0; i < dashes; i++) arc(ink, x, y, radius, turn + i * part, part * share, width, paint);
}
