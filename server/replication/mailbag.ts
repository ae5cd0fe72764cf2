/**
 * Snapshots that are written one after the other and only then sent, one after the other: between two of them the kernel
 * would drive from the caches of the processor what the next is made with, and the next what the kernel needs.
 */
import { SPARE_BYTES } from "#shared/protocol/bits.ts";
import { SNAPSHOT_HEAD_BYTES, writeSnapshotHead } from "#shared/protocol/codec.ts";
import type { Packed } from "#shared/protocol/packer.ts";
import type { Outlet } from "./viewer.ts";

/** Room for the snapshots of a large room; it grows where that is not enough. */
const FIRST_BYTES = 64 * 1024;

export class Mailbag {
  #bytes = new Uint8Array(FIRST_BYTES);
  #view = new DataView(this.#bytes.buffer);
  /** Where in it each message ends, and whom it is for. They are never cut: then they would have to grow each time. */
  readonly #ends: number[] = [];
  readonly #outlets: (Outlet | undefined)[] = [];
  #count = 0;
  #used = 0;

  /** Takes the message of a snapshot, as `encodeServerMessage` would make it; gives how many bytes that has. */
  add(outlet: Outlet, packed: Packed): number {
    const start = this.#used;
    const most = start + SNAPSHOT_HEAD_BYTES + packed.byteCount + SPARE_BYTES;
    if (most > this.#bytes.length) this.#grow(most);
    const bodyAt = writeSnapshotHead(this.#view, start, packed.byteCount);
    packed.copyTo(this.#view, bodyAt);
    this.#used = bodyAt + packed.byteCount;
    this.#ends[this.#count] = this.#used;
    this.#outlets[this.#count] = outlet;
    this.#count += 1;
    return this.#used - start;
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
    this.#view = new DataView(larger.buffer);
  }
}
