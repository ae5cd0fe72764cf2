/** How the eye is led from where something was drawn to where it turns out to be: by halves, and as flight, not as a jump. */

/** The picture is never led faster than this, less than a skiff flies: it is to be seen as flight and not as a jump. */
const MOST_LEAD_PX_PER_SECOND = 225;

/** What is left after a frame of `deltaMs` of an offset of so many px that is to be halved in so many ms, as a share of it. */
export function shareLeft(offsetPx: number, halfLifeMs: number, deltaMs: number): number {
  const mostPx = (MOST_LEAD_PX_PER_SECOND * deltaMs) / 1000;
  return offsetPx === 0 ? 0 : Math.max(0.5 ** (deltaMs / halfLifeMs), 1 - mostPx / offsetPx);
}
