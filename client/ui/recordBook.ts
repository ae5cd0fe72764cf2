/** The records of this page's server as they are shown, and the player's key: what was asked, what came of it. */
import type { Leaders, OwnRecords, Span } from "#shared/protocol/recordBook.ts";
import type { PlayerKey } from "./playerKey.ts";

/** An answer; null when there was none that makes sense, undefined while it is waited for. */
type Answer<T> = T | null | undefined;

export type KeyNews = "" | "copied" | "copyFailed" | "taken" | "noKey";

export interface RecordBookParts {
  key: PlayerKey;
  /** Null when the server does not say. Never fails. */
  askLeaders(span: Span): Promise<Leaders | null>;
  askOwn(key: string): Promise<OwnRecords | null>;
  copyText(text: string): Promise<void>;
}

export class RecordBook {
  readonly #parts: RecordBookParts;
  readonly #listeners = new Set<() => void>();
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

  /** Asks for everything anew, as one opens the book. */
  open(): void {
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
    this.keyNews = isTaken ? "taken" : "noKey";
    if (isTaken) this.refresh();
    else this.#changed();
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
