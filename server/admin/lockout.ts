/**
 * How often an address may try to be an operator. After each wrong try it waits, every time twice as long; after five within
 * a minute it is locked out. Time is an argument.
 */

const MOST_WRONG = 5;
const WRONG_WITHIN_MS = 60_000;
const FIRST_WAIT_MS = 500;
const LOCKED_MS = 15 * 60_000;
/** Beyond that the one that tried longest ago is forgotten. */
const MOST_ADDRESSES = 4096;

interface Trier {
  /** When it was wrong, of the last minute. */
  wrongMs: number[];
  notBeforeMs: number;
}

export class Lockout {
  readonly #triers = new Map<string, Trier>();

  /** Whether this address may try now. */
  isOpenTo(address: string, nowMs: number): boolean {
    return nowMs >= (this.#triers.get(address)?.notBeforeMs ?? 0);
  }

  /** It was wrong; true when that has locked it out. */
  noteWrong(address: string, nowMs: number): boolean {
    const before = this.#triers.get(address)?.wrongMs ?? [];
    const wrongMs = [...before.filter((ms) => nowMs - ms < WRONG_WITHIN_MS), nowMs];
    const isLocked = wrongMs.length >= MOST_WRONG;
    const waitMs = isLocked ? LOCKED_MS : FIRST_WAIT_MS * 2 ** (wrongMs.length - 1);
    this.#triers.delete(address);
    this.#triers.set(address, { wrongMs, notBeforeMs: nowMs + waitMs });
    if (this.#triers.size > MOST_ADDRESSES) this.#triers.delete(this.#triers.keys().next().value!);
    return isLocked;
  }

  /** It was right. */
  forget(address: string): void {
    this.#triers.delete(address);
  }
}
