/** Small running figures over what the network does: percentiles of a window, rates per second. */

/** The newest values, and percentiles of them. */
export class Window {
  readonly #size: number;
  readonly #values: number[] = [];
  #next = 0;

  constructor(size: number) {
    this.#size = size;
  }

  get count(): number {
    return this.#values.length;
  }

  add(value: number): void {
    this.#values[this.#next] = value;
    this.#next = (this.#next + 1) % this.#size;
  }

  /** Puts `value` in the place of the one that was added last. There must be one. */
  replaceNewest(value: number): void {
    this.#values[(this.#next + this.#size - 1) % this.#size] = value;
  }

  clear(): void {
    this.#values.length = 0;
    this.#next = 0;
  }

  /** The value that this share (0..1) of the window lies below; `fallback` when it is empty. */
  percentile(share: number, fallback: number): number {
    if (this.#values.length === 0) return fallback;
    const sorted = Float64Array.from(this.#values).sort();
    return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
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
