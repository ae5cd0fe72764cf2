/** Who one is on every server, from one visit to the next: a number that this browser made by chance, and keeps. */
import { isPlayerKey, PLAYER_KEY_BYTES } from "#shared/protocol/recordBook.ts";
import type { StringStore } from "./storage.ts";

const KEY = "carom.player";

export class PlayerKey {
  readonly #store: StringStore;
  /** Made by this page: no server has ever seen it. */
  readonly isNew: boolean;
  #current: string;

  /** `makeBytes` gives bytes that nobody can foresee. */
  constructor(store: StringStore, makeBytes: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array) {
    this.#store = store;
    const stored = store.get(KEY);
    this.isNew = !isPlayerKey(stored);
    if (isPlayerKey(stored)) {
      this.#current = stored;
      return;
    }
    const bytes = makeBytes(new Uint8Array(PLAYER_KEY_BYTES));
    this.#current = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    store.set(KEY, this.#current);
  }

  get current(): string {
    return this.#current;
  }

  /** Whether it outlives the page. */
  get isLasting(): boolean {
    return this.#store.isLasting;
  }

  /** Takes the key of another browser, as somebody typed it; false when it is none. */
  take(text: string): boolean {
    const key = text.replace(/\s/g, "").toLowerCase();
    if (!isPlayerKey(key)) return false;
    this.#current = key;
    this.#store.set(KEY, key);
    return true;
  }
}
