/** Everybody who has a seat in the room, bots too, by the server's word. */
import type { RosterSeat, ServerMessage } from "#shared/protocol/messages.ts";

type RosterMessage = Extract<ServerMessage, { type: "roster" | "joined" | "left" }>;

export class Roster {
  #seats: readonly RosterSeat[] = [];

  get seats(): readonly RosterSeat[] {
    return this.#seats;
  }

  /** Takes note of it; gives who was there before. */
  receive(message: RosterMessage): readonly RosterSeat[] {
    const before = this.#seats;
    this.#seats = seatsAfter(before, message);
    return before;
  }

  /** "" for nobody. */
  readonly nameOf = (slot: number): string =>
    this.#seats.find((seat) => seat.slot === slot)?.name ?? "";
}

function seatsAfter(before: readonly RosterSeat[], message: RosterMessage): readonly RosterSeat[] {
  if (message.type === "roster") return message.seats;
  const others = before.filter(({ slot }) => slot !== message.slot);
  if (message.type === "left") return others;
  const { slot, name, isBot } = message;
  return [...others, { slot, name, isBot }];
}
