/** What the end of a match tells of everybody. */
import type { ServerMessage } from "#shared/protocol/messages.ts";
import { skiffEntity, type World } from "#shared/sim/world.ts";

/** Of those on these slots. */
export function resultsOf(
  { components: { Score } }: World,
  roster: readonly { readonly slot: number }[],
): ServerMessage {
  const seats = roster.map(({ slot }) => {
    const skiff = skiffEntity(slot);
    return { slot, shots: Score.shots[skiff]!, hits: Score.hits[skiff]! };
  });
  return { type: "results", seats };
}
