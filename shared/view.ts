/**
 * How much of the world a player's screen shows, which is a rule of the game: every window shows the same area, 1280 x
 * 720 px, in its own shape; no side ever shows more than 1466 px (a shape of 21:9): a window that is wider or taller than
 * that has bars beside the table. Its centre is the own skiff, plus a look ahead, kept on the table.
 */

export const VISIBLE_AREA_PX2 = 1280 * 720;
/** Longest side of the visible part of the world: the wider side of 21:9 at that area. */
export const VISIBLE_SIDE_PX = Math.round(Math.sqrt(VISIBLE_AREA_PX2 * (21 / 9)));
/** How far the centre is ahead of the skiff at most. */
export const LOOK_AHEAD_PX = 120;
/** How much beyond the table's edge may be seen. */
const OUTSIDE_PX = 112;

/** The part of the world that a screen shows, px. */
export interface Screen {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A part of the world, px. */
export interface Rectangle {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export const USUAL_SCREEN: Screen = { widthPx: 1280, heightPx: 720 };

/** The screen that somebody says to have, as far as the rule lets anybody have it. */
export function fairScreen({ widthPx, heightPx }: Screen): Screen {
  const width = Math.min(widthPx, VISIBLE_SIDE_PX);
  const height = Math.min(heightPx, VISIBLE_SIDE_PX);
  const share = Math.min(1, Math.sqrt(VISIBLE_AREA_PX2 / (width * height)));
  return { widthPx: width * share, heightPx: height * share };
}

/** The centre nearest to `centre` that shows at most `OUTSIDE_PX` beyond 0..size; the middle when all of it fits. */
export function keepOnTable(centre: number, visible: number, size: number): number {
  const low = visible / 2 - OUTSIDE_PX;
  const high = size + OUTSIDE_PX - visible / 2;
  if (low >= high) return size / 2;
  return Math.min(high, Math.max(low, centre));
}

/** All that somebody at (x, y) can get onto his screen by looking ahead, on a table of this size; written into `out`. */
export function lookAround(
  x: number,
  y: number,
  { widthPx, heightPx }: Screen,
  table: { readonly width: number; readonly height: number },
  out: Rectangle,
): void {
  out.left = keepOnTable(x - LOOK_AHEAD_PX, widthPx, table.width) - widthPx / 2;
  out.right = keepOnTable(x + LOOK_AHEAD_PX, widthPx, table.width) + widthPx / 2;
  out.top = keepOnTable(y - LOOK_AHEAD_PX, heightPx, table.height) - heightPx / 2;
  out.bottom = keepOnTable(y + LOOK_AHEAD_PX, heightPx, table.height) + heightPx / 2;
}

/** Whether a point lies within `marginPx` of a rectangle. */
export function isWithin(of: Readonly<Rectangle>, marginPx: number, x: number, y: number): boolean {
  return (
    x >= of.left - marginPx &&
    x <= of.right + marginPx &&
    y >= of.top - marginPx &&
    y <= of.bottom + marginPx
  );
}
