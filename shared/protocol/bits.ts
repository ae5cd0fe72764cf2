/**
 * Packs integers of any width into bytes and back, low bit first:
 *
 *   write(0b101, 3), write(0b11, 2)  ->  byte 0: . . . 1 1 1 0 1
 *
 * The reader never throws: past the end it gives zeros and says so, because what it reads may be anybody's bytes.
 */

/** Powers of two: a shift by 24 bits or more would turn negative. */
const POWERS = Float64Array.from({ length: 32 }, (_, i) => 2 ** i);

/** So many are written at once: wherever in a byte they begin, four bytes hold them. */
const AT_ONCE_BITS = 25;
/** What is written last may reach so far past the byte that it ends in. */
export const SPARE_BYTES = 4;

export class BitWriter {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #capacityBits: number;
  #bitCount = 0;

  /** `capacityBytes` is a hard limit: writing past it throws RangeError, which is a bug and not a peer's doing. */
  constructor(capacityBytes: number) {
    this.#bytes = new Uint8Array(capacityBytes + SPARE_BYTES);
    this.#view = new DataView(this.#bytes.buffer);
    this.#capacityBits = capacityBytes * 8;
  }

  get bitCount(): number {
    return this.#bitCount;
  }

  clear(): void {
    this.#bytes.fill(0, 0, this.byteCount);
    this.#bitCount = 0;
  }

  /** Appends the low `bits` (0..32) bits of `value`; higher ones are dropped, so negative numbers wrap. */
  write(value: number, bits: number): void {
    if (this.#bitCount + bits > this.#capacityBits) throw new RangeError("bit writer is full");
    const first = Math.min(bits, AT_ONCE_BITS);
    this.#append(value, first);
    if (bits > first) this.#append(value >>> first, bits - first);
  }

  /** Appends `count` bits that another writer holds from its bit `start` on. */
  copy(from: BitWriter, start: number, count: number): void {
    if (this.#bitCount + count > this.#capacityBits) throw new RangeError("bit writer is full");
    for (let done = 0; done < count; done += AT_ONCE_BITS) {
      const at = start + done;
      const ahead = from.#view.getInt32(at >> 3, true) >> (at & 7);
      this.#append(ahead, Math.min(AT_ONCE_BITS, count - done));
    }
  }

  /** Appends the low `bits` bits of `value`, where there is room for them. */
  #append(value: number, bits: number): void {
    const at = this.#bitCount;
    const low = value & ((1 << bits) - 1);
    const index = at >> 3;
    this.#view.setInt32(index, this.#view.getInt32(index, true) | (low << (at & 7)), true);
    this.#bitCount = at + bits;
  }

  get byteCount(): number {
    return (this.#bitCount + 7) >> 3;
  }

  /** The bytes so far, as a view that the next write may change. */
  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.byteCount);
  }

  /** Puts the bytes so far into `into`, from its byte `start` on; after them it must have room for `SPARE_BYTES` more. */
  copyBytes(into: DataView, start: number): void {
    for (let at = 0; at < this.byteCount; at += Int32Array.BYTES_PER_ELEMENT)
      into.setInt32(start + at, this.#view.getInt32(at, true), true);
  }
}

export class BitReader {
  readonly #bytes: Uint8Array;
  #at: number;
  #isOverrun = false;

  constructor(bytes: Uint8Array, startByte = 0) {
    this.#bytes = bytes;
    this.#at = startByte * 8;
  }

  /** Somebody asked for more than there was: all that was read since then is zeros. */
  get isOverrun(): boolean {
    return this.#isOverrun;
  }

  /** No whole byte is left, and the bits that pad the last one are zero. */
  get isAtEnd(): boolean {
    const left = this.#bytes.length * 8 - this.#at;
    return !this.#isOverrun && left < 8 && this.read(left) === 0;
  }

  /** The next `bits` (0..32) bits as an unsigned integer. */
  read(bits: number): number {
    this.#isOverrun ||= this.#at + bits > this.#bytes.length * 8;
    if (this.#isOverrun) return 0;
    let value = 0;
    let done = 0;
    while (done < bits) {
      const at = this.#at & 7;
      const taken = Math.min(8 - at, bits - done);
      const part = (this.#bytes[this.#at >> 3]! >> at) & ((1 << taken) - 1);
      value += part * POWERS[done]!;
      done += taken;
      this.#at += taken;
    }
    return value;
  }

  /** The next 16 bits without taking them; past the end they are zeros. */
  peek(): number {
    const index = this.#at >> 3;
    const bytes = this.#bytes;
    const ahead =
      (bytes[index] ?? 0) | ((bytes[index + 1] ?? 0) << 8) | ((bytes[index + 2] ?? 0) << 16);
    return (ahead >> (this.#at & 7)) & 0xffff;
  }

  /** Takes the next `bits` bits without looking at them. */
  skip(bits: number): void {
    this.#isOverrun ||= this.#at + bits > this.#bytes.length * 8;
    if (!this.#isOverrun) this.#at += bits;
  }
}

/** Small magnitudes to small unsigned numbers: 0, -1, 1, -2, 2 … to 0, 1, 2, 3, 4 … */
export function zigzag(value: number): number {
  return ((value << 1) ^ (value >> 31)) >>> 0;
}

export function unzigzag(value: number): number {
  return (value >>> 1) ^ -(value & 1);
}
