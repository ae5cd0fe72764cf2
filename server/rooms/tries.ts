/** How many wrong passwords an address may try: some at once, then one every ten seconds; before that right ones count for nothing. */
import { TICK_RATE } from "#shared/timing.ts";
import { hashOfAddress } from "./addressHash.ts";
import { Allowance } from "./allowance.ts";

const TRIES = { burst: 6, perTick: 1 / (10 * TICK_RATE) };
/** An address that tried nothing for so long has all its tries again, and is forgotten. */
const FORGET_TICKS = TRIES.burst / TRIES.perTick;

interface Trier {
  readonly allowance: Allowance;
  readonly lastTick: number;
}

export class Tries {
  readonly #byAddress = new Map<string, Trier>();

  /** Whether this address may try once more. */
  isOpenTo(address: string, tick: number): boolean {
    return this.#byAddress.get(hashOfAddress(address))?.allowance.has(tick) ?? true;
  }

  noteWrong(address: string, tick: number): void {
    for (const [hash, { lastTick }] of this.#byAddress)
      if (tick - lastTick >= FORGET_TICKS) this.#byAddress.delete(hash);
    const hash = hashOfAddress(address);
    const allowance = this.#byAddress.get(hash)?.allowance ?? new Allowance(TRIES, tick);
    allowance.take(tick);
    this.#byAddress.set(hash, { allowance, lastTick: tick });
  }
}
