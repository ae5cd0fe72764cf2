/**
 * The smoke that a rocket leaves: puffs at even steps of its straight way, each as old as the rocket is far from it. So
 * it hangs still, looks alike at every frame rate, and nothing has to be kept of it.
 */
import { light, paint } from "./color.ts";
import type { Ink } from "./ink.ts";
import type { Trail } from "./trails.ts";

/** A puff is gone after this time, and so is the last one after the rocket. */
export const SMOKE_MS = 620;
const STEP_PX = 13;
const PX_PER_MS = 0.6;
const REACH_PX = SMOKE_MS * PX_PER_MS;
/** Behind the nose, where the flame ends. */
const FIRST_PX = 30;
const SMOKE = 0x93a3a8;
const EMBER = 0xff9a4a;
/** Until then a puff still glows. */
const EMBER_MS = 200;

export function drawSmoke(trail: Trail, ink: Pick<Ink, "glow">): void {
  const dx = trail.x - trail.cornerX(trail.corners - 1);
  const dy = trail.y - trail.cornerY(trail.corners - 1);
  const flown = Math.hypot(dx, dy);
  if (flown < FIRST_PX) return;
  const newest = Math.floor((flown - FIRST_PX) / STEP_PX);
  const oldest = Math.max(0, Math.ceil((flown - REACH_PX) / STEP_PX));
  for (let puff = newest; puff >= oldest; puff--) {
    const behindPx = flown - puff * STEP_PX;
    drawPuff(trail, puff, behindPx, dx / flown, dy / flown, ink);
  }
}

function drawPuff(
  trail: Trail,
  puff: number,
  behindPx: number,
  dx: number,
  dy: number,
  ink: Pick<Ink, "glow">,
): void {
  const ageMs = behindPx / PX_PER_MS + trail.endedMs;
  const left = 1 - ageMs / SMOKE_MS;
  if (left <= 0) return;
  // Off the line, more with age, to either side as its number says.
  const side = Math.sin(puff * 2.4) * (3 + 9 * (1 - left));
  const x = trail.x - dx * behindPx - dy * side;
  const y = trail.y - dy * behindPx + dx * side;
  ink.glow(x, y, 9 + 16 * (1 - left), paint(SMOKE, 0.4 * left));
  const heat = 1 - ageMs / EMBER_MS;
  if (heat > 0) ink.glow(x, y, 10, light(EMBER, 0.5 * heat));
}
