/** What of the world touches the part that somebody sees. */
import type { Rectangle } from "#shared/view.ts";

/** Whether the way from (x0, y0) to (x1, y1) touches a rectangle (Liang and Barsky, 1984). */
export function crosses(
  of: Readonly<Rectangle>,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
): boolean {
  const [dx, dy] = [x1 - x0, y1 - y0];
  let enter = 0;
  let leave = 1;
  for (const [step, room] of [
    [-dx, x0 - of.left],
    [dx, of.right - x0],
    [-dy, y0 - of.top],
    [dy, of.bottom - y0],
  ] as const) {
    if (step === 0 && room < 0) return false;
    if (step < 0) enter = Math.max(enter, room / step);
    else if (step > 0) leave = Math.min(leave, room / step);
  }
  return enter <= leave;
}
