/** Whom this player does not want to hear: by name, for as long as he is in this room and his tab is open. */
import type { View, ViewEvent } from "../netcode/view.ts";
import type { StringStore } from "./storage.ts";

const KEY = "carom.muted";

interface Kept {
  room: string;
  names: string[];
}

export class Mutes {
  readonly #store: StringStore;
  #room = "";
  #names = new Set<string>();

  constructor(store: StringStore) {
    this.#store = store;
  }

  /** What is left of a view for those ears: nothing that somebody muted says is written, or heard. */
  silence(view: View): View {
    this.#enter(view.roomCode);
    const isHeard = (event: ViewEvent) => !isTalk(event) || !this.#names.has(event.name);
    if (this.#names.size === 0 || view.events.every(isHeard)) return view;
    return { ...view, events: view.events.filter(isHeard) };
  }

  /** In another room one begins with open ears. */
  #enter(room: string): void {
    if (room === this.#room) return;
    this.#room = room;
    const kept = parse(this.#store.get(KEY));
    this.#names = new Set(kept.room === room ? kept.names : []);
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  toggle(name: string): void {
    if (!this.#names.delete(name)) this.#names.add(name);
    this.#store.set(KEY, JSON.stringify({ room: this.#room, names: [...this.#names] }));
  }
}

function isTalk(
  event: ViewEvent,
): event is Extract<ViewEvent, { type: "chat" | "phrase" | "mark" }> {
  return event.type === "chat" || event.type === "phrase" || event.type === "mark";
}

/** What was stored by hand or by another program says nothing. */
function parse(text: string | null): Kept {
  const nothing = { room: "", names: [] };
  try {
    const value = JSON.parse(text ?? "null") as Partial<Kept> | null;
    const isSound =
      typeof value?.room === "string" &&
      Array.isArray(value.names) &&
      value.names.every((name) => typeof name === "string");
    return isSound ? (value as Kept) : nothing;
  } catch {
    return nothing;
  }
}
