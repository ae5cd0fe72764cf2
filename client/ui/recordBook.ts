/** The records of this page's server as they are shown, and the player's key: what was asked, what came of it. */
import type { Leaders, OwnRecords, Span } from "#shared/protocol/recordBook.ts";
import type { PlayerKey } from "./playerKey.ts";
import type { Arrival, SettingsKeeper } from "./settingsKeeper.ts";

/** An answer; null when there was none that makes sense, undefined while it is waited for. */
type Answer<T> = T | null | undefined;

export type KeyNews = "" | "copied" | "copyFailed" | "taken" | "noKey" | Arrival["news"];

export interface RecordBookParts {
  key: PlayerKey;
  /** Null when the server does not say. Never fails. */
  askLeaders(span: Span): Promise<Leaders | null>;
  askOwn(key: string): Promise<OwnRecords | null>;
  copyText(text: string): Promise<void>;
  keeper: Pick<SettingsKeeper, "keep" | "takeOver">;
}

export class RecordBook {
  readonly #parts: RecordBookParts;
  readonly #listeners = new Set<() => void>();
  readonly #nameListeners = new Set<(name: string) => void>();
  span: Span = "week";
  leaders: Answer<Leaders>;
  own: Answer<OwnRecords>;
  isKeyShown = false;
  keyNews: KeyNews = "";
  /** What was asked before this counts no more. */
  #round = 0;

  constructor(parts: RecordBookParts) {
    this.#parts = parts;
  }

  get key(): PlayerKey {
    return this.#parts.key;
  }

  /** Calls `listener` after every change. */
  watch(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Calls `listener` with the name that comes with a key. */
  watchName(listener: (name: string) => void): void {
    this.#nameListeners.add(listener);
  }

  /** Asks for everything anew, as one opens the book; and whoever takes his key from here wants his settings under it. */
  open(): void {
    this.#parts.keeper.keep();
    this.isKeyShown = false;
    this.keyNews = "";
    this.refresh();
  }

  refresh(): void {
    const round = ++this.#round;
    this.leaders = undefined;
    this.own = undefined;
    this.#changed();
    void this.#parts.askLeaders(this.span).then((leaders) => this.#hear(round, { leaders }));
    void this.#parts.askOwn(this.key.current).then((own) => this.#hear(round, { own }));
  }

  choose(span: Span): void {
    if (span === this.span) return;
    this.span = span;
    this.refresh();
  }

  showKey(isShown: boolean): void {
    this.isKeyShown = isShown;
    this.#changed();
  }

  async copyKey(): Promise<void> {
    try {
      await this.#parts.copyText(this.key.current);
      this.keyNews = "copied";
    } catch {
      // Not allowed, as on a page without TLS: one is told what to do instead.
      this.keyNews = "copyFailed";
    }
    this.#changed();
  }

  /** Goes by the key of another browser from now on. */
  takeKey(text: string): void {
    const isTaken = this.key.take(text);
    const key = this.key.current;
    this.keyNews = isTaken ? "taken" : "noKey";
    if (!isTaken) return this.#changed();
    this.refresh();
    void this.#parts.keeper.takeOver().then((arrival) => this.#welcome(key, arrival));
  }

  #welcome(key: string, { news, name }: Arrival): void {
    // Another was taken meanwhile.
    if (key !== this.key.current) return;
    if (name !== null) for (const listener of this.#nameListeners) listener(name);
    if (this.keyNews === "taken") this.keyNews = news;
    this.#changed();
  }

  #hear(round: number, answer: Partial<Pick<RecordBook, "leaders" | "own">>): void {
    if (round !== this.#round) return;
    Object.assign(this, answer);
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
