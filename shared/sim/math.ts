/**
 * The only trigonometry of the simulation: plain arithmetic, which IEEE 754 fixes to the last bit on every engine,
 * where `Math.sin` and its kin are left to the implementation. Angles are aim steps (65,536 to a turn, see input.ts).
 */
import { AIM_STEPS } from "./input.ts";

const QUARTER = AIM_STEPS / 4;
const RADIANS_PER_STEP = (2 * Math.PI) / AIM_STEPS;

/** sin of x in [0, π/2] by its Taylor series to x^17: off by less than 1e-12. */
function sinQuarter(x: number): number {
  const s = x * x;
  let sum = 1 / 355687428096000;
  sum = sum * s - 1 / 1307674368000;
  sum = sum * s + 1 / 6227020800;
  sum = sum * s - 1 / 39916800;
  sum = sum * s + 1 / 362880;
  sum = sum * s - 1 / 5040;
  sum = sum * s + 1 / 120;
  sum = sum * s - 1 / 6;
  return x + x * s * sum;
}

/** Sine of an angle in aim steps (any integer). Taken from 0 rather than negated: there is no -0 in the simulation. */
export function sinAim(angle: number): number {
  const a = angle & (AIM_STEPS - 1);
  const rest = a & (QUARTER - 1);
  switch (a >> 14) {
    case 0:
      return sinQuarter(rest * RADIANS_PER_STEP);
    case 1:
      return sinQuarter((QUARTER - rest) * RADIANS_PER_STEP);
    case 2:
      return 0 - sinQuarter(rest * RADIANS_PER_STEP);
    default:
      return 0 - sinQuarter((QUARTER - rest) * RADIANS_PER_STEP);
  }
}

/** Cosine of an angle in aim steps (any integer). */
export function cosAim(angle: number): number {
  return sinAim(angle + QUARTER);
}

const TAN_EIGHTH_PI = 0.41421356237309503;

/** atan of t in [0, 1]: one halving of the range, then the Taylor series to t^19; off by less than 1e-9. */
function atanUnit(t: number): number {
  const isUpper = t > TAN_EIGHTH_PI;
  const x = isUpper ? (t - 1) / (t + 1) : t;
  const s = x * x;
  let sum = -1 / 19;
  for (let odd = 17; odd >= 1; odd -= 2) sum = sum * s + ((odd & 2) === 0 ? 1 : -1) / odd;
  return (isUpper ? Math.PI / 4 : 0) + x * sum;
}

/** Direction of (dx, dy) in aim steps, 0..65535; 0 for the null vector. */
export function aimOf(dx: number, dy: number): number {
  const ax = Math.abs(dx);
  const ay = Math.abs(dy);
  if (ax === 0 && ay === 0) return 0;
  let angle = ax >= ay ? atanUnit(ay / ax) : Math.PI / 2 - atanUnit(ax / ay);
  if (dx < 0) angle = Math.PI - angle;
  if (dy < 0) angle = -angle;
  return Math.round(angle / RADIANS_PER_STEP) & (AIM_STEPS - 1);
}

/** Length of (x, y): `Math.sqrt` is exact in every engine, `Math.hypot` is not. */
export function lengthOf(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}

/**
 * Positions live on a grid of 1/256 px and speeds on one of 1/16 px/s: exact in a float32, exact on the wire, equal on
 * both ends. The `+ 0` turns -0 into 0, so that equal worlds have equal bytes.
 */
export const POSITION_STEPS_PER_PX = 256;
export const VELOCITY_STEPS_PER_PX = 16;

export function onPositionGrid(px: number): number {
  return Math.round(px * POSITION_STEPS_PER_PX) / POSITION_STEPS_PER_PX + 0;
}

export function onVelocityGrid(pxPerSecond: number): number {
  return Math.round(pxPerSecond * VELOCITY_STEPS_PER_PX) / VELOCITY_STEPS_PER_PX + 0;
}
