/** What people in a room say to each other: lines, phrases, and places that they point at. To all, or to a team of theirs. */
import type { ClientMessage, ServerMessage } from "#shared/protocol/messages.ts";
import { skiffEntity, type World } from "#shared/sim/world.ts";
import type { RoomOptions } from "./roomOptions.ts";
import { cleanChat } from "./words.ts";

/** What talk needs of its room. */
export interface TalkRoom {
  readonly world: World;
  readonly code: string;
  readonly isPublic: boolean;
  readonly seats: Iterable<{ readonly slot: number; readonly name: string }>;
  tell(message: ServerMessage): void;
  tellOne(slot: number, message: ServerMessage): void;
}

export type TalkMessage = Extract<ClientMessage, { type: "chat" | "phrase" | "mark" }>;

export class Talk {
  readonly #room: TalkRoom;
  readonly #onChat: RoomOptions["onChat"];

  constructor(room: TalkRoom, onChat: RoomOptions["onChat"]) {
    this.#room = room;
    this.#onChat = onChat;
  }

  say(slot: number, message: TalkMessage): void {
    switch (message.type) {
      case "chat":
        this.#chat(slot, message.text, message.isTeam);
        break;
      case "phrase":
        this.#room.tell({ type: "phrase", slot, phrase: message.phrase });
        break;
      case "mark":
        // Everybody's enemies would follow it, too.
        this.#tellTeam(slot, { type: "mark", slot, ...this.#onTable(message) });
        break;
    }
  }

  #chat(slot: number, raw: string, isWantedForTeam: boolean): void {
    const text = cleanChat(raw);
    if (text === "") return;
    const isTeam = isWantedForTeam && this.#teamOf(slot).length > 0;
    const line = { type: "chat", slot, text, isTeam } as const;
    if (isTeam) this.#tellTeam(slot, line);
    else {
      this.#room.tell(line);
      this.#noteChat(slot, text);
    }
  }

  /** Open rooms may be listened to from outside. */
  #noteChat(slot: number, text: string): void {
    const { code, isPublic, seats } = this.#room;
    const name = [...seats].find((seat) => seat.slot === slot)?.name;
    if (isPublic && name !== undefined) this.#onChat({ room: code, name, text });
  }

  #tellTeam(slot: number, message: ServerMessage): void {
    for (const mate of this.#teamOf(slot)) this.#room.tellOne(mate, message);
  }

  /** Slots of the people of his team, himself too; none where there are no teams. */
  #teamOf(slot: number): number[] {
    const { team } = this.#room.world.components.Skiff;
    const own = team[skiffEntity(slot)]!;
    if (own === 0) return [];
    const slots = Array.from(this.#room.seats, (seat) => seat.slot);
    return slots.filter((mate) => team[skiffEntity(mate)] === own);
  }

  /** The nearest place that is on the table. */
  #onTable({ x, y }: { x: number; y: number }): { x: number; y: number } {
    const { width, height } = this.#room.world.arena;
    return { x: Math.min(x, width), y: Math.min(y, height) };
  }
}
