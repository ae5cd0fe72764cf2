/** Which way a puck is to be driven to go along its lane, and whether a shot or a dash does that. */
import type { Point } from "#shared/sim/arena/arena.ts";
import { lengthOf } from "#shared/sim/math.ts";
import { PUCK, PULSE, SKIFF, WEAPONS } from "#shared/sim/tuning.ts";
import type { Moving } from "./puckPath.ts";

/** A puck that is driven should go about so fast along its lane: as fast as whoever drives it. */
const WANTED_PX_PER_SECOND = SKIFF.topSpeedPxPerSecond;
/** What a shot and a dash add to the speed of a puck at rest. */
export const SHOT_PX_PER_SECOND = WEAPONS[PULSE]!.knockbackPxPerSecond * PUCK.knockbackFactor;
export const DASH_PX_PER_SECOND = SKIFF.dashSpeedPxPerSecond * PUCK.carryShare;
/** Of that at least this share has to be along the lane, and the puck then to pass within so many px of the lane's end. */
const GAIN_SHARE = 0.4;
const LANE_HALF_PX = 70;

/** Writes a unit vector along which a puck is to be pushed: what is left between how it goes and how it should. */
export function findPush({ x, y, velocityX, velocityY }: Moving, lane: Point, out: Vector): void {
  const distance = Math.max(1, lengthOf(lane.x - x, lane.y - y));
  const wantedX = ((lane.x - x) / distance) * WANTED_PX_PER_SECOND - velocityX;
  const wantedY = ((lane.y - y) / distance) * WANTED_PX_PER_SECOND - velocityY;
  const length = Math.max(1, lengthOf(wantedX, wantedY));
  out.x = wantedX / length;
  out.y = wantedY / length;
}

interface Vector {
  x: number;
  y: number;
}

/**
 * Whether a puck that takes on `speed` on the way from (fromX, fromY) to it then goes well to the end of its lane, up to
 * `care` times as far beside it as would be good. One that comes back is not stopped so: that is done near the own goal.
 */
export function doesHelp(
  { x, y, velocityX, velocityY }: Moving,
  lane: Point,
  { x: fromX, y: fromY }: Point,
  speed: number,
  care: number,
): boolean {
  const reach = Math.max(1, lengthOf(x - fromX, y - fromY));
  const distance = Math.max(1, lengthOf(lane.x - x, lane.y - y));
  const [addX, addY] = [((x - fromX) / reach) * speed, ((y - fromY) / reach) * speed];
  const [toX, toY] = [(lane.x - x) / distance, (lane.y - y) / distance];
  const gain = addX * toX + addY * toY;
  const along = velocityX * toX + velocityY * toY;
  if (gain < GAIN_SHARE * speed || along < 0) return false;
  const aside = velocityX * toY - velocityY * toX;
  const left = Math.abs(aside + addX * toY - addY * toX);
  const allowed = ((along + gain) * LANE_HALF_PX * care) / distance;
  return left <= Math.max(allowed, Math.abs(aside) - speed / 4);
}
