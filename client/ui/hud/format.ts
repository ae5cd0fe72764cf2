/** Numbers as people read them. */
import { words } from "../words/words.ts";

/** `4:07`, rounded up, so that 0:00 means over. */
export function formatClock(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** How many of the shots hit: one that strikes several has more hits than it can miss. */
export function shotsThatHit(hits: number, shots: number): number {
  return Math.min(hits, shots);
}

/** `31%`, or a dash when nothing was fired. */
export function formatAccuracy(hits: number, shots: number): string {
  return shots === 0 ? words.scoreboard.none : words.percent(shotsThatHit(hits, shots) / shots);
}

/** `59 min`, or `2 h` from an hour on: how long somebody has played here. */
export function formatPlayTime(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.round(seconds / 3600)} h`;
}
