/** Finds things by their colour in a picture of a page. */
import type { Page } from "playwright-core";

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Most that a channel may differ: edges are blended with what is behind them. */
const TOLERANCE = 40;
/** Fewer pixels than this are a spark, not a skiff. */
const LEAST_PIXELS = 12;
/** A skiff is the lowest of what is drawn in its colour: its health and its name float above it. */
const SKIFF_SIZE_PX = 18;

/** Centre in px of the skiff of this colour (0xRRGGBB), or null when there is none. `desk` is any page to reckon in. */
export async function findSkiff(desk: Page, png: Buffer, color: number): Promise<Place | null> {
  const found = await desk.evaluate(findPixels, {
    url: `data:image/png;base64,${png.toString("base64")}`,
    rgb: [color >> 16, (color >> 8) & 255, color & 255],
    tolerance: TOLERANCE,
  });
  const lowest = Math.max(...found.map(([, y]) => y));
  const hull = found.filter(([, y]) => y > lowest - SKIFF_SIZE_PX);
  if (hull.length < LEAST_PIXELS) return null;
  const mean = (axis: 0 | 1) => hull.reduce((sum, pixel) => sum + pixel[axis], 0) / hull.length;
  return { x: mean(0), y: mean(1) };
}

/** Runs in a page, which can read pictures. */
async function findPixels(wanted: {
  url: string;
  rgb: number[];
  tolerance: number;
}): Promise<[x: number, y: number][]> {
  const { url, rgb, tolerance } = wanted;
  const bitmap = await createImageBitmap(await (await fetch(url)).blob());
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext("2d")!;
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const found: [x: number, y: number][] = [];
  for (let i = 0; i < width * height; i++) {
    const isNear = rgb.every((value, j) => Math.abs(data[i * 4 + j]! - value) <= tolerance);
    if (isNear) found.push([i % width, Math.floor(i / width)]);
  }
  return found;
}
