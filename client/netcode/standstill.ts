/**
 * Time as a match has it: it stands still while the match does, and afterwards goes on from there. The server's ticks do the
 * same, so that no clock has to find its beat anew.
 */
export class Standstill {
  #sinceMs: number | undefined;
  #spentMs = 0;
  #seconds = 0;

  /** Until the match goes on, if nothing ends it before; null while it does. */
  get seconds(): number | null {
    return this.#sinceMs === undefined ? null : this.#seconds;
  }

  /** The server says at `nowMs` that it stands for so many seconds more; 0: no longer. */
  note(seconds: number, nowMs: number): void {
    this.#seconds = seconds;
    if (seconds > 0) this.#sinceMs ??= nowMs;
    else this.#end(nowMs);
  }

  /** A time of the page as the match has it. */
  timeAt(nowMs: number): number {
    return (this.#sinceMs ?? nowMs) - this.#spentMs;
  }

  #end(nowMs: number): void {
    if (this.#sinceMs === undefined) return;
    this.#spentMs += nowMs - this.#sinceMs;
    this.#sinceMs = undefined;
  }
}
