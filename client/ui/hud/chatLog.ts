/** What was said, and who came and went. While the box is open older lines can be seen; else each fades by itself. */
import type { Relation, View } from "../../netcode/view.ts";
import { pollNews } from "./pollPanel.ts";
import { words } from "../words/words.ts";

export interface ChatLine {
  readonly id: number;
  /** "" for news of the room. */
  readonly name: string;
  readonly relation: Relation;
  readonly text: string;
  readonly fadesAtMs: number;
}

/** Longest message, in characters. */
export const CHAT_MAX = 200;

const LINE_MS = 9000;
const KEPT = 40;
const SHOWN_CLOSED = 4;
const SHOWN_OPEN = 10;

export class ChatLog {
  #lines: ChatLine[] = [];
  #nextId = 0;

  /** Call once per frame. */
  update({ events, seats, nowMs }: View): void {
    for (const event of events) {
      if (event.type === "chat" || event.type === "phrase") {
        const relation = seats.find((seat) => seat.slot === event.slot)?.relation ?? "enemy";
        const text = event.type === "chat" ? event.text : (words.phrases[event.phrase] ?? "");
        const isTeam = event.type === "chat" && event.isTeam;
        this.#add(isTeam ? words.chat.inTeam(event.name) : event.name, relation, text, nowMs);
      } else if (event.type === "decided" || event.type === "declined")
        this.#add("", "ally", pollNews(event), nowMs);
      else if (event.type === "notice") this.#add(words.chat.server, "ally", event.text, nowMs);
      else if (event.type === "stopping")
        this.#add(words.chat.server, "ally", words.chat.stopping(event.seconds), nowMs);
      else if (event.type === "joined") this.#add("", "ally", words.chat.joined(event.name), nowMs);
      else if (event.type === "left") this.#add("", "ally", words.chat.left(event.name), nowMs);
    }
  }

  /** News that only this player is told. */
  announce(text: string, nowMs: number): void {
    this.#add("", "ally", text, nowMs);
  }

  lines(nowMs: number, isOpen: boolean): readonly ChatLine[] {
    if (isOpen) return this.#lines.slice(-SHOWN_OPEN);
    return this.#lines.filter((line) => line.fadesAtMs > nowMs).slice(-SHOWN_CLOSED);
  }

  #add(name: string, relation: Relation, text: string, nowMs: number): void {
    this.#lines.push({ id: this.#nextId, name, relation, text, fadesAtMs: nowMs + LINE_MS });
    this.#nextId += 1;
    if (this.#lines.length > KEPT) this.#lines.shift();
  }
}
