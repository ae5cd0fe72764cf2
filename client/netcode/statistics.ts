/** Small running figures over what the network does: percentiles of a window, rates per second. */

/** The newest values, and percentiles of them, which are asked for in every frame. */
export class Window {
  /** As they came, in a ring. */
  readonly #values: Float64Array;
  /** The same from the least to the greatest. */
  readonly #sorted: Float64Array;
  #count = 0;
  #next = 0;

  /** Of so many values. */
  constructor(size: number) {
    this.#values = new Float64Array(size);
    this.#sorted = new Float64Array(size);
  }

  get count(): number {
    return this.#count;
  }

  add(value: number): void {
    if (this.#count === this.#values.length) this.#takeOut(this.#values[this.#next]!);
    this.#putIn(value);
    this.#values[this.#next] = value;
    this.#next = (this.#next + 1) % this.#values.length;
  }

  /** Puts `value` in the place of the one that was added last. There must be one. */
  replaceNewest(value: number): void {
    const size = this.#values.length;
    const newest = (this.#next + size - 1) % size;
    this.#takeOut(this.#values[newest]!);
    this.#putIn(value);
    this.#values[newest] = value;
  }

  /** Forgets all but the newest so many. */
  keepNewest(count: number): void {
    const size = this.#values.length;
    while (this.#count > count)
      this.#takeOut(this.#values[(this.#next + size - this.#count) % size]!);
  }

  clear(): void {
    this.#count = 0;
    this.#next = 0;
  }

  /** The value that this share (0..1) of the window lies below; `fallback` when it is empty. */
  percentile(share: number, fallback: number): number {
    if (this.#count === 0) return fallback;
    return this.#sorted[Math.min(this.#count - 1, Math.floor(share * this.#count))]!;
  }

  #takeOut(value: number): void {
    const at = this.#placeOf(value);
    this.#sorted.copyWithin(at, at + 1, this.#count);
    this.#count -= 1;
  }

  #putIn(value: number): void {
    const at = this.#placeOf(value);
    this.#sorted.copyWithin(at + 1, at, this.#count);
    this.#sorted[at] = value;
    this.#count += 1;
  }

  /** How many are less. */
  #placeOf(value: number): number {
    let [low, high] = [0, this.#count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#sorted[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** A sum per second over the last whole second. */
export class Rate {
  #sum = 0;
  #count = 0;
  #sinceMs: number | undefined;
  #perSecond = 0;
  #countPerSecond = 0;

  add(nowMs: number, amount: number): void {
    this.#roll(nowMs);
    this.#sum += amount;
    this.#count += 1;
  }

  sumPerSecond(nowMs: number): number {
    this.#roll(nowMs);
    return this.#perSecond;
  }

  countPerSecond(nowMs: number): number {
    this.#roll(nowMs);
    return this.#countPerSecond;
  }

  #roll(nowMs: number): void {
    this.#sinceMs ??= nowMs;
    const passedMs = nowMs - this.#sinceMs;
    if (passedMs < 1000) return;
    this.#perSecond = (this.#sum * 1000) / passedMs;
    this.#countPerSecond = (this.#count * 1000) / passedMs;
    this.#sum = 0;
    this.#count = 0;
    this.#sinceMs = nowMs;
  }
}
