/** How many wrong passwords an address may try: some at once, then one every ten seconds; before that right ones count for nothing. */
import { TICK_MS, ticksFromMs } from "#shared/timing.ts";
import { TokenBucket } from "../transport/tokenBucket.ts";
import { hashOfAddress } from "./addressHash.ts";

const TRIES = { burst: 6, perSecond: 0.1 };
/** An address that tried nothing for so long has all its tries again, and is forgotten. */
const FORGET_TICKS = ticksFromMs((TRIES.burst / TRIES.perSecond) * 1000);

interface Trier {
  readonly bucket: TokenBucket;
  readonly lastTick: number;
}

export class Tries {
  readonly #byAddress = new Map<string, Trier>();

  /** Whether this address may try once more. */
  isOpenTo(address: string, tick: number): boolean {
    return this.#byAddress.get(hashOfAddress(address))?.bucket.has(1, tick * TICK_MS) ?? true;
  }

  noteWrong(address: string, tick: number): void {
    for (const [hash, { lastTick }] of this.#byAddress)
      if (tick - lastTick >= FORGET_TICKS) this.#byAddress.delete(hash);
    const hash = hashOfAddress(address);
    const nowMs = tick * TICK_MS;
    const bucket = this.#byAddress.get(hash)?.bucket ?? new TokenBucket(TRIES, nowMs);
    bucket.take(1, nowMs);
    this.#byAddress.set(hash, { bucket, lastTick: tick });
  }
}
