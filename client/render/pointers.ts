/** Arrows at the rim of the screen towards what is played for and out of sight: the puck, and flags that are not at home. */
import type { View } from "../netcode/view.ts";
import type { Camera } from "./camera.ts";
import { mix, paint } from "./color.ts";
import type { Ink } from "./ink.ts";
import type { Look } from "./look.ts";
import { relationColor } from "./palettes.ts";

/** From the rim, CSS px: clear of the score at the top and the weapons at the bottom. */
const RIM_PX = 74;
const HEAD_PX = 13;
const HALF_ANGLE = 2.5;
const DARK = 0x04090c;
const IVORY = 0xf3ead6;

export function drawPointers(view: View, look: Look, camera: Camera, ink: Ink): void {
  const { puck } = view;
  if (puck) point(puck, mix(view.arena.lightColor, IVORY, 0.55), camera, ink);
  for (const flag of view.flags) {
    if (flag.isHome || !flag.isSeen) continue;
    const color = relationColor(look.palette, flag.relation);
    point(flag, color, camera, ink);
  }
}

/** Nothing for what is on the screen. */
function point(place: { x: number; y: number }, color: number, camera: Camera, ink: Ink): void {
  const { widthPx, heightPx } = camera.visible;
  const [width, height] = [widthPx * camera.scale, heightPx * camera.scale];
  const [x, y] = [camera.screenX(place.x), camera.screenY(place.y)];
  if (x > 0 && x < width && y > 0 && y < height) return;
  const [dx, dy] = [x - width / 2, y - height / 2];
  const reach = Math.min(
    (width / 2 - RIM_PX) / Math.max(Math.abs(dx), 1),
    (height / 2 - RIM_PX) / Math.max(Math.abs(dy), 1),
  );
  const [atX, atY] = [width / 2 + dx * reach, height / 2 + dy * reach];
  const angle = Math.atan2(dy, dx);
  ink.dot(atX, atY, HEAD_PX + 5, paint(DARK, 0.6));
  const [tipX, tipY] = [atX + Math.cos(angle) * HEAD_PX, atY + Math.sin(angle) * HEAD_PX];
  for (const side of [-HALF_ANGLE, HALF_ANGLE]) {
    const backX = atX + Math.cos(angle + side) * HEAD_PX;
    const backY = atY + Math.sin(angle + side) * HEAD_PX;
    ink.line(tipX, tipY, backX, backY, 4, paint(color, 1));
  }
}
