/** Numbers as people read them. */

/** `4:07`, rounded up, so that 0:00 means over. */
export function formatClock(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** `31 %`, or `none` when nothing was fired. */
export function formatAccuracy(hits: number, shots: number, none: string): string {
  return shots === 0 ? none : `${Math.round((hits / shots) * 100)} %`;
}
