/** What becomes of a message of somebody who is in: it is acted on, dropped, or the end of him. */
import type { ClientMessage } from "#shared/protocol/messages.ts";
import type { Claims } from "./claims.ts";
import type { Guest } from "./guest.ts";
import type { LobbyCounters } from "./lobbyOptions.ts";
import { isOfSpectator } from "./stands.ts";

/** What those say who are in. */
export type SaidInside = Exclude<ClientMessage, { type: "hello" }>;

/** Why somebody is turned away: in words for him, and in those under which it is counted. */
export interface Offence {
  readonly reason: string;
  readonly counted: string;
}

const WRONG_PLACE = "only who plays may play, and only who watches may watch";

/** Sees to a message that came at `atTick`; gives what its sender is to be turned away for. */
export function deliver(
  guest: Guest,
  message: SaidInside,
  atTick: number,
  { claims, counters }: { claims: Claims; counters: LobbyCounters },
): Offence | undefined {
  switch (guest.judge(message, atTick)) {
    case "pass":
      if (message.type === "resync") counters.resynced();
      return act(guest, message, atTick, claims);
    case "drop":
      counters.refused(`${message.type} rate`);
      return undefined;
    case "end":
      return { reason: "far too many messages", counted: "flood" };
  }
}

/** Who plays does not watch, and who watches does not play. */
function act(
  guest: Guest,
  message: SaidInside,
  atTick: number,
  claims: Claims,
): Offence | undefined {
  const { place, stand } = guest;
  if (place !== undefined && message.type !== "watch") {
    // These are sent by nobody who has not heard the welcome, and the token in it.
    if (message.type === "inputs" && guest.confirmed !== place) {
      guest.confirmed = place;
      claims.confirm(place);
    }
    place.room.receive(place.seat, message, atTick);
  } else if (stand !== undefined && isOfSpectator(message)) {
    if (message.type === "watch") guest.isMoved = false;
    stand.room.receiveFromStands(stand.spectator, message, atTick);
  } else if (!guest.isMoved) return { reason: WRONG_PLACE, counted: "out of order" };
  return undefined;
}
