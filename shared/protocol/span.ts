/** Two snapshots, and what both ends know of the way from one to the other. */
import { TICKS_PER_SNAPSHOT } from "../timing.ts";
import type { Foresight } from "./foresight.ts";
import type { Snapshot } from "./snapshot.ts";

export interface Span {
  readonly now: Snapshot;
  /** EMPTY_SNAPSHOT for a keyframe. */
  readonly base: Snapshot;
  /** The snapshot one interval before the baseline, where `now` is one interval after it and both ends hold all three. */
  readonly before: Snapshot | undefined;
  readonly foresight: Foresight;
}

export function isOneInterval({ now, base }: Span): boolean {
  return now.tick - base.tick === TICKS_PER_SNAPSHOT;
}
