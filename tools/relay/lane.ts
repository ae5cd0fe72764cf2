/**
 * One direction of a relayed connection: bytes come in with the time at which they came, and go out when a network
 * with this delay, jitter and rate would have brought them, in their order. It holds no socket and reads no clock.
 */
import { nextRandom } from "#shared/sim/random.ts";
import type { Stalls } from "./stalls.ts";

export interface LaneOptions {
  readonly delayMs: number;
  /** Up to this much less or more than `delayMs`, at random. */
  readonly jitterMs: number;
  /** Infinity for no limit. */
  readonly bytesPerSecond: number;
}

/** `bytes` undefined: the end of the stream. */
export interface Parcel {
  readonly bytes: Buffer | undefined;
  readonly cameMs: number;
  readonly dueMs: number;
}

/** What TCP and IP add to each packet on the way. */
export const PACKET_BYTES = 52;
/** What a link that has been idle lets through at once. */
const BURST_BYTES = 3000;

export class Lane {
  readonly #options: LaneOptions;
  readonly #stalls: Stalls;
  readonly #random: { randomState: number };
  readonly #parcels: Parcel[] = [];
  /** When the link will have let through all that came. */
  #clearMs = -Infinity;
  #lastDueMs = -Infinity;
  #bufferedBytes = 0;
  #cameBytes = 0;
  /** What comes is lost, and nobody is told. */
  isBlackhole = false;

  constructor(options: LaneOptions, stalls: Stalls, seed: number) {
    this.#options = options;
    this.#stalls = stalls;
    this.#random = { randomState: seed };
  }

  /** Bytes that wait here. */
  get bufferedBytes(): number {
    return this.#bufferedBytes;
  }

  /** All bytes that ever came, lost ones left out. */
  get cameBytes(): number {
    return this.#cameBytes;
  }

  /** Takes in what came at `nowMs`. */
  add(bytes: Buffer | undefined, nowMs: number): void {
    if (this.isBlackhole) return;
    const size = bytes?.length ?? 0;
    const dueMs = Math.max(this.#lastDueMs, this.#throughLink(size, nowMs) + this.#delay());
    this.#lastDueMs = dueMs;
    this.#bufferedBytes += size;
    this.#cameBytes += size;
    this.#parcels.push({ bytes, cameMs: nowMs, dueMs });
  }

  /** When, from `nowMs` on, the next parcel may go; Infinity when there is none. */
  nextMs(nowMs: number): number {
    const first = this.#parcels[0];
    if (first === undefined) return Infinity;
    return this.#stalls.passableAt(Math.max(first.dueMs, nowMs));
  }

  /** The next parcel, if it may go at `nowMs`. */
  take(nowMs: number): Parcel | undefined {
    if (this.nextMs(nowMs) > nowMs) return undefined;
    const parcel = this.#parcels.shift();
    this.#bufferedBytes -= parcel?.bytes?.length ?? 0;
    return parcel;
  }

  /** A token bucket, told by the time at which its tokens suffice. */
  #throughLink(size: number, nowMs: number): number {
    const perMs = this.#options.bytesPerSecond / 1000;
    if (perMs === Infinity) return nowMs;
    this.#clearMs =
      Math.max(nowMs - BURST_BYTES / perMs, this.#clearMs) + (size + PACKET_BYTES) / perMs;
    return Math.max(nowMs, this.#clearMs);
  }

  #delay(): number {
    const { delayMs, jitterMs } = this.#options;
    const spread = (nextRandom(this.#random) / 2 ** 31 - 1) * jitterMs;
    return Math.max(0, delayMs + spread);
  }
}
