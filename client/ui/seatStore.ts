/** Keeps the seat that one sits in for as long as the tab lives, so that a page that is loaded anew has it again. */
import { TOKEN_LENGTH } from "#shared/protocol/messages.ts";
import type { KeptSeat, SeatKeeper } from "../netcode/keptSeat.ts";
import type { StringStore } from "./storage.ts";

const KEY = "carom.seat";
const SEAT = new RegExp(`^([A-Z0-9-]{1,12}) ([0-9a-f]{${TOKEN_LENGTH}})$`);

export function keepSeatIn(store: StringStore): SeatKeeper {
  return {
    recall: () => parseSeat(store.get(KEY)),
    keep: ({ room, token }) => store.set(KEY, `${room} ${token}`),
    forget: () => store.remove(KEY),
  };
}

/** What is no seat, having been stored by hand or by another program, is none. */
function parseSeat(text: string | null): KeptSeat | null {
  const [, room, token] = SEAT.exec(text ?? "") ?? [];
  return room !== undefined && token !== undefined ? { room, token } : null;
}
