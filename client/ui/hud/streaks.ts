/** Kills that belong together: in quick succession, or without going out between them. */

export interface Streak {
  /** Kills in quick succession, this one included. */
  readonly quick: number;
  /** Kills since one last went out. */
  readonly inARow: number;
}

const QUICK_MS = 4000;

export class Streaks {
  #quick = 0;
  #inARow = 0;
  #lastMs = -Infinity;

  add(nowMs: number): Streak {
    this.#quick = nowMs - this.#lastMs <= QUICK_MS ? this.#quick + 1 : 1;
    this.#inARow += 1;
    this.#lastMs = nowMs;
    return { quick: this.#quick, inARow: this.#inARow };
  }

  /** One went out, or the match is over. */
  end(): void {
    this.#quick = 0;
    this.#inARow = 0;
    this.#lastMs = -Infinity;
  }
}
