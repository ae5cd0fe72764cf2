/** Thrust, slide and dash: sets velocities, moves nothing. */
import { Button, MOVE_MAX } from "../input.ts";
import { cosAim, lengthOf, onVelocityGrid, sinAim } from "../math.ts";
import { SKIFF } from "../tuning.ts";
import { isFrozen, seatedSkiffs, slotOf, type World } from "../world.ts";
import { isPressed } from "./control.ts";

export function steer(world: World): void {
  const { Skiff } = world.components;
  const frozen = isFrozen(world);
  for (const skiff of seatedSkiffs(world)) {
    if (Skiff.isAlive[skiff] === 0) continue;
    if (frozen) stop(world, skiff);
    else if (startsDash(world, skiff)) dash(world, skiff);
    else if (world.tick >= Skiff.dashEndTick[skiff]!) thrust(world, skiff);
  }
}

function stop(world: World, skiff: number): void {
  world.components.Velocity.x[skiff] = 0;
  world.components.Velocity.y[skiff] = 0;
}

function startsDash(world: World, skiff: number): boolean {
  return (
    world.tick >= world.components.Skiff.dashReadyTick[skiff]! &&
    isPressed(world, skiff, Button.dash)
  );
}

/** Along the stick, or along the aim when the stick is at rest. */
function dash(world: World, skiff: number): void {
  const { Control, Skiff, Velocity } = world.components;
  const aim = Control.aim[skiff]!;
  const length = lengthOf(Control.moveX[skiff]!, Control.moveY[skiff]!);
  const directionX = length > 0 ? Control.moveX[skiff]! / length : cosAim(aim);
  const directionY = length > 0 ? Control.moveY[skiff]! / length : sinAim(aim);
  Velocity.x[skiff] = onVelocityGrid(directionX * SKIFF.dashSpeedPxPerSecond);
  Velocity.y[skiff] = onVelocityGrid(directionY * SKIFF.dashSpeedPxPerSecond);
  Skiff.dashTick[skiff] = world.tick;
  Skiff.dashEndTick[skiff] = world.tick + SKIFF.dashTicks;
  Skiff.dashReadyTick[skiff] = world.tick + SKIFF.dashCooldownTicks;
  world.events.push({ type: "dash", slot: slotOf(skiff) });
}

/** Speed approaches what the stick asks for; without a stick the skiff slides to rest. */
function thrust(world: World, skiff: number): void {
  const { Control, Velocity } = world.components;
  const moveX = Control.moveX[skiff]! / MOVE_MAX;
  const moveY = Control.moveY[skiff]! / MOVE_MAX;
  const length = lengthOf(moveX, moveY);
  if (length === 0) {
    Velocity.x[skiff] = slide(Velocity.x[skiff]!);
    Velocity.y[skiff] = slide(Velocity.y[skiff]!);
    return;
  }
  const scale = SKIFF.topSpeedPxPerSecond / Math.max(1, length);
  Velocity.x[skiff] = approach(Velocity.x[skiff]!, moveX * scale);
  Velocity.y[skiff] = approach(Velocity.y[skiff]!, moveY * scale);
}

function approach(speed: number, asked: number): number {
  return onVelocityGrid(speed + (asked - speed) * SKIFF.accelerationShare);
}

function slide(speed: number): number {
  const left = speed - speed * SKIFF.slideShare;
  return Math.abs(left) < SKIFF.restPxPerSecond ? 0 : onVelocityGrid(left);
}
