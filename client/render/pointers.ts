/**
 * Arrows at the rim of the screen towards what is out of sight and matters: the puck, flags that are not at home, and, as
 * long as it is to be seen, a place that somebody of the team points at.
 */
import type { Relation, View, ViewEvent } from "../netcode/view.ts";
import type { Camera } from "./camera.ts";
import { light, mix, paint } from "./color.ts";
import type { Ink } from "./ink.ts";
import type { Look } from "./look.ts";
import { relationColor } from "./palettes.ts";

/** How long a place that was pointed at is shown. */
export const MARK_MS = 3200;
const MARK_FADE_MS = 500;
/** The ring round the arrow to a mark widens anew in this time. */
const MARK_PULSE_MS = 800;
/** From the rim, CSS px: clear of the score at the top and the weapons at the bottom. */
const RIM_PX = 74;
const HEAD_PX = 13;
const BACK_PX = HEAD_PX + 5;
const HALF_ANGLE = 2.5;
const DARK = 0x04090c;
const IVORY = 0xf3ead6;

interface Mark {
  readonly x: number;
  readonly y: number;
  readonly relation: Relation;
  leftMs: number;
}

export class Pointers {
  #marks: Mark[] = [];

  clear(): void {
    this.#marks.length = 0;
  }

  /** Call once per frame. */
  draw(view: View, look: Look, camera: Camera, ink: Ink): void {
    this.#hear(view.events);
    const { puck } = view;
    if (puck) point(puck, mix(view.arena.lightColor, IVORY, 0.55), 1, camera, ink);
    for (const flag of view.flags) {
      if (flag.isHome || !flag.isSeen) continue;
      point(flag, relationColor(look.palette, flag.relation), 1, camera, ink);
    }
    for (const mark of this.#marks) drawMark(mark, look, camera, ink);
    for (const mark of this.#marks) mark.leftMs -= view.deltaMs;
    this.#marks = this.#marks.filter(({ leftMs }) => leftMs > 0);
  }

  #hear(events: readonly ViewEvent[]): void {
    for (const event of events) {
      if (event.type !== "mark") continue;
      const { x, y, relation } = event;
      this.#marks.push({ x, y, relation, leftMs: MARK_MS });
    }
  }
}

function drawMark(mark: Mark, look: Look, camera: Camera, ink: Ink): void {
  const color = relationColor(look.palette, mark.relation);
  const alpha = Math.min(1, mark.leftMs / MARK_FADE_MS);
  const place = point(mark, color, alpha, camera, ink);
  if (!place) return;
  const share = look.reducedMotion ? 0.4 : 1 - (mark.leftMs % MARK_PULSE_MS) / MARK_PULSE_MS;
  const strength = alpha * (1 - share);
  ink.ring(place.x, place.y, BACK_PX + 14 * share, 3, 0, paint(color, strength));
  ink.ring(place.x, place.y, BACK_PX + 14 * share, 10, 1, light(color, 0.4 * strength));
}

/** Gives where the arrow is; nothing is drawn, and null given, for what is on the screen. */
function point(
  place: { x: number; y: number },
  color: number,
  alpha: number,
  camera: Camera,
  ink: Ink,
): { x: number; y: number } | null {
  const { widthPx, heightPx } = camera.visible;
  const { scale } = camera;
  // From the middle: beside the picture there may be bars.
  const [dx, dy] = [(place.x - camera.x) * scale, (place.y - camera.y) * scale];
  const [halfWidth, halfHeight] = [(widthPx * scale) / 2, (heightPx * scale) / 2];
  if (Math.abs(dx) < halfWidth && Math.abs(dy) < halfHeight) return null;
  const reach = Math.min(
    (halfWidth - RIM_PX) / Math.max(Math.abs(dx), 1),
    (halfHeight - RIM_PX) / Math.max(Math.abs(dy), 1),
  );
  const atX = camera.screenX(camera.x) + dx * reach;
  const atY = camera.screenY(camera.y) + dy * reach;
  const angle = Math.atan2(dy, dx);
  ink.dot(atX, atY, BACK_PX, paint(DARK, 0.6 * alpha));
  const [tipX, tipY] = [atX + Math.cos(angle) * HEAD_PX, atY + Math.sin(angle) * HEAD_PX];
  for (const side of [-HALF_ANGLE, HALF_ANGLE]) {
    const backX = atX + Math.cos(angle + side) * HEAD_PX;
    const backY = atY + Math.sin(angle + side) * HEAD_PX;
    ink.line(tipX, tipY, backX, backY, 4, paint(color, alpha));
  }
  return { x: atX, y: atY };
}
