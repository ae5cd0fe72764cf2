/**
 * How the puck moves: it glides, comes off cushions, is carried along by skiffs that run into it, who give way, and takes
 * up speed from whatever strikes it.
 */
import { TICK_SECONDS } from "../../timing.ts";
import { lengthOf, onVelocityGrid } from "../math.ts";
import { PUCK, SKIFF, WEAPONS } from "../tuning.ts";
import { isFrozen, PUCK_ENTITY, seatedSkiffs, slotOf, type World } from "../world.ts";
import { accelerate, moveBody, moveBy, type Body } from "./movement.ts";

const REACH_PX = PUCK.radiusPx + SKIFF.radiusPx;
const NOBODY = -1;
/** It comes off cushions at any speed. */
const BODY: Body = {
  radiusPx: PUCK.radiusPx,
  wallRestitution: PUCK.wallRestitution,
  reboundMinPxPerSecond: 0,
};

/** Puts it to rest where it begins; nothing moves it before `readyTick`. */
export function placePuck(world: World, readyTick: number): void {
  const { Position, Puck, Velocity } = world.components;
  const { x, y } = world.arena.source.puck ?? { x: 0, y: 0 };
  Position.x[PUCK_ENTITY] = x;
  Position.y[PUCK_ENTITY] = y;
  Velocity.x[PUCK_ENTITY] = 0;
  Velocity.y[PUCK_ENTITY] = 0;
  Puck.readyTick[PUCK_ENTITY] = readyTick;
  Puck.toucher[PUCK_ENTITY] = NOBODY;
}

/** Whether anything moves it in this tick. */
export function isLoose(world: World): boolean {
  return !isFrozen(world) && world.tick >= world.components.Puck.readyTick[PUCK_ENTITY]!;
}

/** One tick of its way. */
export function glidePuck(world: World): void {
  if (!isLoose(world)) return;
  const { Velocity } = world.components;
  const e = PUCK_ENTITY;
  moveBody(world, e, Velocity.x[e]! * TICK_SECONDS, Velocity.y[e]! * TICK_SECONDS, BODY);
  Velocity.x[e] = slide(Velocity.x[e]!);
  Velocity.y[e] = slide(Velocity.y[e]!);
  for (const skiff of seatedSkiffs(world)) runInto(world, skiff);
}

function slide(speed: number): number {
  const left = speed - speed * PUCK.slideShare;
  return Math.abs(left) < PUCK.restPxPerSecond ? 0 : onVelocityGrid(left);
}

/** A skiff that touches it drives it on, and is pushed off it. */
function runInto(world: World, skiff: number): void {
  const { Position, Puck, Skiff, Velocity } = world.components;
  const e = PUCK_ENTITY;
  const dx = Position.x[e]! - Position.x[skiff]!;
  const dy = Position.y[e]! - Position.y[skiff]!;
  if (Skiff.isAlive[skiff] === 0 || dx * dx + dy * dy >= REACH_PX * REACH_PX) return;
  const distance = lengthOf(dx, dy);
  const directionX = distance > 0 ? dx / distance : 1;
  const directionY = distance > 0 ? dy / distance : 0;
  const overlap = REACH_PX - distance;
  const closing =
    (Velocity.x[skiff]! - Velocity.x[e]!) * directionX +
    (Velocity.y[skiff]! - Velocity.y[e]!) * directionY;
  Puck.toucher[e] = slotOf(skiff);
  if (closing > 0) {
    drive(world, directionX * closing * PUCK.carryShare, directionY * closing * PUCK.carryShare);
    const back = closing * (1 - PUCK.carryShare);
    accelerate(world, skiff, -directionX * back, -directionY * back);
  }
  const away = overlap * PUCK.pushShare;
  moveBody(world, e, directionX * away, directionY * away, BODY);
  moveBy(world, skiff, -directionX * (overlap - away), -directionY * (overlap - away));
}

/** A shot of `slot` strikes it, `share` of it along a unit vector. */
export function strikePuck(
  world: World,
  { slot, weapon, share }: { slot: number; weapon: number; share: number },
  directionX: number,
  directionY: number,
): void {
  const speed = WEAPONS[weapon]!.knockbackPxPerSecond * PUCK.knockbackFactor * share;
  world.components.Puck.toucher[PUCK_ENTITY] = slot;
  drive(world, directionX * speed, directionY * speed);
}

function drive(world: World, dx: number, dy: number): void {
  const { Velocity } = world.components;
  const x = Velocity.x[PUCK_ENTITY]! + dx;
  const y = Velocity.y[PUCK_ENTITY]! + dy;
  const scale = Math.min(1, PUCK.mostSpeedPxPerSecond / Math.max(lengthOf(x, y), 1));
  Velocity.x[PUCK_ENTITY] = onVelocityGrid(x * scale);
  Velocity.y[PUCK_ENTITY] = onVelocityGrid(y * scale);
}
