/**
 * Colours as 0xRRGGBB numbers, and as the packed "paint" that ink takes: premultiplied bytes in one number. Paint with
 * an alpha of its own covers what is below it; light has none and adds, so both go through one blend mode.
 */

/** Between `from` (share 0) and `to` (share 1). */
export function mix(from: number, to: number, share: number): number {
  const r = channel(from, 16) + (channel(to, 16) - channel(from, 16)) * share;
  const g = channel(from, 8) + (channel(to, 8) - channel(from, 8)) * share;
  const b = channel(from, 0) + (channel(to, 0) - channel(from, 0)) * share;
  return (Math.round(r) << 16) | (Math.round(g) << 8) | Math.round(b);
}

/** Packed colour that covers; alpha 0..1. */
export function paint(color: number, alpha: number): number {
  const a = clamp01(alpha);
  return (premultiplied(color, a) | (Math.round(a * 255) << 24)) >>> 0;
}

/** Packed colour that adds to what is below it; alpha 0..1. */
export function light(color: number, alpha: number): number {
  return premultiplied(color, clamp01(alpha)) >>> 0;
}

/** For a 2D canvas or a stylesheet. */
export function cssColor(color: number, alpha = 1): string {
  return `rgba(${channel(color, 16)}, ${channel(color, 8)}, ${channel(color, 0)}, ${alpha})`;
}

export function clamp01(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}

/** Bytes in memory order r, g, b: blue ends up highest. */
function premultiplied(color: number, alpha: number): number {
  const r = Math.round(channel(color, 16) * alpha);
  const g = Math.round(channel(color, 8) * alpha);
  const b = Math.round(channel(color, 0) * alpha);
  return (b << 16) | (g << 8) | r;
}

function channel(color: number, shift: number): number {
  return (color >> shift) & 255;
}
