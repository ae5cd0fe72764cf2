/**
 * Messages that are written one after the other and only then sent, one after the other: between two of them the kernel
 * would drive from the caches of the processor what the next is made with, and the next what the kernel needs.
 */
import type { Outlet } from "./viewer.ts";

/** Room for the snapshots of a large room; it grows where that is not enough. */
const FIRST_BYTES = 64 * 1024;

export class Mailbag {
  #bytes = new Uint8Array(FIRST_BYTES);
  /** Where in it each message ends, and whom it is for. They are never cut: then they would have to grow each time. */
  readonly #ends: number[] = [];
  readonly #outlets: (Outlet | undefined)[] = [];
  #count = 0;
  #used = 0;

  /** Takes a copy of `message`. */
  add(outlet: Outlet, message: Uint8Array): void {
    const end = this.#used + message.length;
    if (end > this.#bytes.length) this.#grow(end);
    this.#bytes.set(message, this.#used);
    this.#used = end;
    this.#ends[this.#count] = end;
    this.#outlets[this.#count] = outlet;
    this.#count += 1;
  }

  /** Sends what it holds, in the order in which it came. */
  empty(): void {
    let start = 0;
    for (let i = 0; i < this.#count; i++) {
      const end = this.#ends[i]!;
      this.#outlets[i]!.send(this.#bytes.subarray(start, end));
      // Whoever is gone is not kept.
      this.#outlets[i] = undefined;
      start = end;
    }
    this.#count = 0;
    this.#used = 0;
  }

  #grow(bytes: number): void {
    const larger = new Uint8Array(2 * bytes);
    larger.set(this.#bytes.subarray(0, this.#used));
    this.#bytes = larger;
  }
}
