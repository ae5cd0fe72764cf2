/** What somebody without a mouse means who points: whoever he aims at, or else a place ahead of him. */
import type { View } from "./netcode/view.ts";

/** Where nobody is aimed at: far enough to be another place than the own one, near enough to be seen. */
const AHEAD_PX = 420;
const MOST_PX = 900;
/** Whoever lies within this angle of the aim is aimed at. */
const CONE_RADIANS = 0.14;

/** Null while there is no own skiff to aim with. */
export function placeAhead({
  own,
  skiffs,
}: Pick<View, "own" | "skiffs">): { x: number; y: number } | null {
  const mine = skiffs.find(({ slot }) => slot === own.slot);
  if (!mine) return null;
  let aimedAt = null;
  let nearestPx = MOST_PX;
  for (const skiff of skiffs) {
    const [dx, dy] = [skiff.x - mine.x, skiff.y - mine.y];
    const px = Math.hypot(dx, dy);
    const isAimedAt = Math.cos(Math.atan2(dy, dx) - mine.aim) > Math.cos(CONE_RADIANS);
    if (skiff === mine || px >= nearestPx || !isAimedAt) continue;
    aimedAt = skiff;
    nearestPx = px;
  }
  const { x, y, aim } = mine;
  return aimedAt ?? { x: x + Math.cos(aim) * AHEAD_PX, y: y + Math.sin(aim) * AHEAD_PX };
}
