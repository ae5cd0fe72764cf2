/** Where a puck goes that nobody touches: it slides, slower and slower, and comes off cushions. */
import {
  planeDistance,
  segmentsAround,
  shareAlong,
  type Arena,
} from "#shared/sim/arena/geometry.ts";
import { lengthOf } from "#shared/sim/math.ts";
import { PUCK } from "#shared/sim/tuning.ts";
import { TICK_SECONDS } from "#shared/timing.ts";

export interface Moving {
  x: number;
  y: number;
  velocityX: number;
  velocityY: number;
}

/** Carries `puck` on by so many ticks. */
export function carryOn(arena: Arena, puck: Moving, ticks: number): void {
  for (let tick = 0; tick < ticks; tick++) {
    if (puck.velocityX === 0 && puck.velocityY === 0) return;
    const segments = segmentsAround(arena, puck.x, puck.y);
    puck.x += puck.velocityX * TICK_SECONDS;
    puck.y += puck.velocityY * TICK_SECONDS;
    for (let i = 0; i < segments.length; i++) comeOff(arena, segments[i]!, puck);
    puck.velocityX -= puck.velocityX * PUCK.slideShare;
    puck.velocityY -= puck.velocityY * PUCK.slideShare;
  }
}

function comeOff(arena: Arena, s: number, puck: Moving): void {
  const height = planeDistance(arena, s, puck.x, puck.y);
  if (height >= PUCK.radiusPx || height < 0) return;
  const share = shareAlong(arena, s, puck.x, puck.y);
  const awayX = puck.x - (arena.ax[s]! + (arena.bx[s]! - arena.ax[s]!) * share);
  const awayY = puck.y - (arena.ay[s]! + (arena.by[s]! - arena.ay[s]!) * share);
  const distance = lengthOf(awayX, awayY);
  if (distance >= PUCK.radiusPx || distance === 0) return;
  const [normalX, normalY] = [awayX / distance, awayY / distance];
  puck.x += normalX * (PUCK.radiusPx - distance);
  puck.y += normalY * (PUCK.radiusPx - distance);
  const into = -(puck.velocityX * normalX + puck.velocityY * normalY);
  if (into <= 0) return;
  puck.velocityX += normalX * into * (1 + PUCK.wallRestitution);
  puck.velocityY += normalY * into * (1 + PUCK.wallRestitution);
}
