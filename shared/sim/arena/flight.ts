/**
 * How shots travel among cushions, shared by the rules and by whoever draws them: a bolt's whole flight follows from
 * where, when and at what angle it was fired. Results are rounded to the same grids on both ends.
 */
import { TICK_SECONDS } from "../../timing.ts";
import { AIM_STEPS } from "../input.ts";
import { cosAim, onPositionGrid, sinAim } from "../math.ts";
import type { FireEvent } from "../events.ts";
import { WEAPONS, type Weapon } from "../tuning.ts";
import { castRay, enterCircle, segmentsAround, type Arena, type RayHit } from "./geometry.ts";

export interface Flight {
  x: number;
  y: number;
  /** Unit vector, each part rounded to float32. */
  directionX: number;
  directionY: number;
  /** Cushions it came off so far. */
  bounces: number;
  /** It met one cushion too many. */
  hasEnded: boolean;
}

/** Legs of one tick or one beam: points 0..count-1; a normal stands at each point that is a rebound. */
export interface Legs {
  count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly normalX: Float64Array;
  readonly normalY: Float64Array;
}

const MOST_POINTS = 8;

export function createLegs(): Legs {
  const flat = () => new Float64Array(MOST_POINTS);
  return { count: 0, x: flat(), y: flat(), normalX: flat(), normalY: flat() };
}

/** Sets `flight` to a shot fired from (x, y) at `angle` aim steps that has not moved yet. */
export function launchFlight(flight: Flight, x: number, y: number, angle: number): void {
  flight.x = x;
  flight.y = y;
  flight.directionX = Math.fround(cosAim(angle));
  flight.directionY = Math.fround(sinAim(angle));
  flight.bounces = 0;
  flight.hasEnded = false;
}

/**
 * Calls `each` for every bolt that leaves with a shot, or for the one that it is of: the angle at which it flies, aim
 * steps, and which of them it is, from 1; 0 where a shot is one bolt.
 */
export function forEachBolt(
  { weapon, angle, pellet }: Pick<FireEvent, "weapon" | "angle" | "pellet">,
  each: (angle: number, pellet: number) => void,
): void {
  const { pellets, spreadSteps } = WEAPONS[weapon]!;
  if (pellets === 1 || pellet !== undefined) {
    each(angle, pellet ?? 0);
    return;
  }
  for (let i = 0; i < pellets; i++) {
    const turn = Math.round(spreadSteps * (i / (pellets - 1) - 1 / 2));
    each((angle + turn) & (AIM_STEPS - 1), i + 1);
  }
}

/** Flies a bolt for one tick; writes the way it took into `legs`. */
export function flyOneTick(arena: Arena, flight: Flight, weapon: Weapon, legs: Legs): void {
  const segments = segmentsAround(arena, flight.x, flight.y);
  const distance = weapon.speedPxPerSecond * TICK_SECONDS;
  travel(arena, segments, flight, distance, weapon.bounces, legs);
  flight.x = onPositionGrid(flight.x);
  flight.y = onPositionGrid(flight.y);
  flight.directionX = Math.fround(flight.directionX);
  flight.directionY = Math.fround(flight.directionY);
}

/** Where legs first meet a circle: on this leg, at this share of it. False when they never do. */
export function meetLegs(
  legs: Legs,
  x: number,
  y: number,
  radiusPx: number,
  out: { leg: number; share: number },
): boolean {
  for (let leg = 0; leg + 1 < legs.count; leg++) {
    const [nextX, nextY] = [legs.x[leg + 1]!, legs.y[leg + 1]!];
    const share = enterCircle(legs.x[leg]!, legs.y[leg]!, nextX, nextY, x, y, radiusPx);
    if (share < 0) continue;
    out.leg = leg;
    out.share = share;
    return true;
  }
  return false;
}

const beam: Flight = { x: 0, y: 0, directionX: 0, directionY: 0, bounces: 0, hasEnded: false };

/** Traces a beam from (x, y) at `angle` aim steps until it has met one cushion more than it may rebound from. */
export function traceBeam(
  arena: Arena,
  x: number,
  y: number,
  angle: number,
  weapon: Weapon,
  legs: Legs,
): void {
  launchFlight(beam, x, y, angle);
  const farEnough = (arena.width + arena.height) * (weapon.bounces + 1);
  travel(arena, arena.all, beam, farEnough, weapon.bounces, legs);
}

const hit: RayHit = { segment: -1, share: 1 };

function travel(
  arena: Arena,
  segments: Uint16Array,
  flight: Flight,
  distance: number,
  mostBounces: number,
  legs: Legs,
): void {
  legs.count = 0;
  addPoint(legs, flight.x, flight.y);
  let left = distance;
  while (left > 0 && !flight.hasEnded && legs.count < MOST_POINTS) {
    castRay(
      arena,
      segments,
      flight.x,
      flight.y,
      flight.directionX * left,
      flight.directionY * left,
      hit,
    );
    flight.x += flight.directionX * left * hit.share;
    flight.y += flight.directionY * left * hit.share;
    addPoint(legs, flight.x, flight.y);
    left -= left * hit.share;
    if (hit.segment >= 0) rebound(arena, flight, hit.segment, mostBounces, legs);
  }
}

function rebound(
  arena: Arena,
  flight: Flight,
  segment: number,
  mostBounces: number,
  legs: Legs,
): void {
  const nx = arena.normalX[segment]!;
  const ny = arena.normalY[segment]!;
  legs.normalX[legs.count - 1] = nx;
  legs.normalY[legs.count - 1] = ny;
  if (flight.bounces >= mostBounces) {
    flight.hasEnded = true;
    return;
  }
  const into = flight.directionX * nx + flight.directionY * ny;
  flight.directionX -= 2 * into * nx;
  flight.directionY -= 2 * into * ny;
  flight.bounces += 1;
}

function addPoint(legs: Legs, x: number, y: number): void {
  const at = legs.count++;
  legs.x[at] = x;
  legs.y[at] = y;
  legs.normalX[at] = 0;
  legs.normalY[at] = 0;
}
