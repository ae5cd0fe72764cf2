/** Whose keys count: those of who plays, or of who watches. */
import type { Role } from "./input/actions.ts";
import type { View } from "./netcode/view.ts";

/** By what the room says, once it says something: whoever came to play may have lost his seat since. */
export function roleIn(view: Pick<View, "watched"> | null, wish: { isWatching: boolean }): Role {
  const isWatching = view === null ? wish.isWatching : view.watched !== null;
  return isWatching ? "watcher" : "player";
}
