/** Moves skiffs and keeps them inside the cushions: at speed they rebound, slowly they slide along. */
import { TICK_SECONDS } from "../../timing.ts";
import { planeDistance, segmentsAround, shareAlong } from "../arena/geometry.ts";
import { lengthOf, onPositionGrid, onVelocityGrid } from "../math.ts";
import { PUCK_SLOT } from "../events.ts";
import { SKIFF } from "../tuning.ts";
import { PUCK_ENTITY, seatedSkiffs, slotOf, type World } from "../world.ts";

/**
 * Between cushions that meet at a sharp angle each push out of one leads into the other: after this many a skiff is
 * out of both but for 4 px at 12 degrees, and much less at wider ones.
 */
const MOST_CONTACTS = 16;

export function move(world: World): void {
  const { Skiff, Velocity } = world.components;
  for (const skiff of seatedSkiffs(world)) {
    if (Skiff.isAlive[skiff] === 0) continue;
    moveBy(world, skiff, Velocity.x[skiff]! * TICK_SECONDS, Velocity.y[skiff]! * TICK_SECONDS);
  }
}

/** Adds to the velocity of a skiff, up to the greatest speed there is: recoil, knockback and pushes pile up. */
export function accelerate(world: World, skiff: number, dx: number, dy: number): void {
  const { Velocity } = world.components;
  const x = Velocity.x[skiff]! + dx;
  const y = Velocity.y[skiff]! + dy;
  const scale = Math.min(1, SKIFF.mostSpeedPxPerSecond / Math.max(lengthOf(x, y), 1));
  Velocity.x[skiff] = onVelocityGrid(x * scale);
  Velocity.y[skiff] = onVelocityGrid(y * scale);
}

/** What cushions need to know of whatever runs into them. */
export interface Body {
  readonly radiusPx: number;
  /** Share of the speed into a wall that comes back out of it, if that is more than the least to rebound. */
  readonly wallRestitution: number;
  readonly reboundMinPxPerSecond: number;
}

/** Moves a skiff by (dx, dy) px, at most `REACH_PX` less its radius, and out of every cushion that it then overlaps. */
export function moveBy(world: World, skiff: number, dx: number, dy: number): void {
  moveBody(world, skiff, dx, dy, SKIFF);
}

/** The same for anything with a place and a velocity. */
export function moveBody(world: World, skiff: number, dx: number, dy: number, body: Body): void {
  const { Position } = world.components;
  const fromX = Position.x[skiff]!;
  const fromY = Position.y[skiff]!;
  Position.x[skiff] = fromX + dx;
  Position.y[skiff] = fromY + dy;
  const segments = segmentsAround(world.arena, fromX, fromY);
  // On an open table nearly all are far from any.
  if (segments.length > 0) leaveCushions(world, skiff, segments, fromX, fromY, body);
  Position.x[skiff] = onPositionGrid(Position.x[skiff]!);
  Position.y[skiff] = onPositionGrid(Position.y[skiff]!);
}

/** Moves a skiff that comes from (fromX, fromY) out of every cushion that it overlaps. */
function leaveCushions(
  world: World,
  skiff: number,
  segments: Uint16Array,
  fromX: number,
  fromY: number,
  body: Body,
): void {
  const { Position } = world.components;
  for (let i = 0; i < MOST_CONTACTS; i++) {
    const [x, y] = [Position.x[skiff]!, Position.y[skiff]!];
    if (!findDeepestContact(world, segments, fromX, fromY, x, y, body.radiusPx)) break;
    Position.x[skiff] = Position.x[skiff]! + contact.normalX * contact.depth;
    Position.y[skiff] = Position.y[skiff]! + contact.normalY * contact.depth;
    reboundFrom(world, skiff, contact.normalX, contact.normalY, body);
  }
}

const contact = { depth: 0, normalX: 0, normalY: 0 };

/** Only cushions that the skiff began in front of can hold it: the far side of a thin wall does not. */
function findDeepestContact(
  world: World,
  segments: Uint16Array,
  fromX: number,
  fromY: number,
  x: number,
  y: number,
  radiusPx: number,
): boolean {
  const { arena } = world;
  // Depths below the position grid are rounding, not contact.
  contact.depth = 1 / 256;
  let isFound = false;
  for (let i = 0; i < segments.length; i++) {
    const s = segments[i]!;
    const height = planeDistance(arena, s, x, y);
    // Nearly all are too far off, which is known by this alone: a segment is no nearer than its plane.
    if (height > radiusPx || planeDistance(arena, s, fromX, fromY) < 0) continue;
    const share = shareAlong(arena, s, x, y);
    const awayX = x - (arena.ax[s]! + (arena.bx[s]! - arena.ax[s]!) * share);
    const awayY = y - (arena.ay[s]! + (arena.by[s]! - arena.ay[s]!) * share);
    const isFace = share > 0 && share < 1;
    const distance = isFace ? height : lengthOf(awayX, awayY);
    const depth = radiusPx - distance;
    if (depth <= contact.depth) continue;
    isFound = true;
    contact.depth = depth;
    const isCorner = !isFace && distance > 0;
    contact.normalX = isCorner ? awayX / distance : arena.normalX[s]!;
    contact.normalY = isCorner ? awayY / distance : arena.normalY[s]!;
  }
  return isFound;
}

function reboundFrom(
  world: World,
  skiff: number,
  normalX: number,
  normalY: number,
  { radiusPx, reboundMinPxPerSecond, wallRestitution }: Body,
): void {
  const { Position, Velocity } = world.components;
  const into = -(Velocity.x[skiff]! * normalX + Velocity.y[skiff]! * normalY);
  if (into <= 0) return;
  const isHard = into > reboundMinPxPerSecond;
  const back = isHard ? into * (1 + wallRestitution) : into;
  Velocity.x[skiff] = onVelocityGrid(Velocity.x[skiff]! + normalX * back);
  Velocity.y[skiff] = onVelocityGrid(Velocity.y[skiff]! + normalY * back);
  if (!isHard) return;
  world.events.push({
    type: "rebound",
    slot: skiff === PUCK_ENTITY ? PUCK_SLOT : slotOf(skiff),
    x: Position.x[skiff]! - normalX * radiusPx,
    y: Position.y[skiff]! - normalY * radiusPx,
    normalX,
    normalY,
    speed: into,
  });
}
