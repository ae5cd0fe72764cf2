/** Between rooms, which know no time of day, and the records, which know no rooms. */
import { TICK_RATE } from "#shared/timing.ts";
import type { NoteResult } from "./rooms/ledger.ts";
import type { Store } from "./store/store.ts";

/** Has the results of rooms written. */
export function resultsInto(store: Store): NoteResult {
  const startedMs = store.nowMs();
  return ({ roomCode, beganTick, map, mode, isPublic }, result) => {
    const endedMs = store.nowMs();
    // Ticks count from the start of the server, and codes of rooms may come again.
    const id = `${startedMs}-${roomCode}-${beganTick}`;
    const beganMs = startedMs + Math.round((beganTick * 1000) / TICK_RATE);
    store.addResult({ id, map, mode, isPublic, beganMs }, { ...result, endedMs });
  };
}
