/** One relayed connection: two sockets, and between them a lane for each direction. */
import type { Socket } from "node:net";
import { nextRandom } from "#shared/sim/random.ts";
import { Lane, type LaneOptions } from "./lane.ts";
import { Stalls, type StallOptions } from "./stalls.ts";

export interface LinkOptions {
  readonly profile: LaneOptions & { readonly stalls?: StallOptions };
  readonly seed: number;
  now(): number;
  /** Something may be passed on at this time. */
  wakeAt(dueMs: number): void;
  noteLateness(ms: number): void;
}

/** More than this is not held: whoever sends it has to wait, as for a network that is full. */
const MOST_BUFFERED_BYTES = 256 * 1024;

interface Way {
  readonly lane: Lane;
  readonly from: Socket;
  readonly to: Socket;
  /** `to` takes no more for now. */
  isFull: boolean;
}

export class Link {
  readonly stalls: Stalls;
  readonly #options: LinkOptions;
  readonly #up: Way;
  readonly #down: Way;

  /** `client` is the socket of whoever connected, `server` the one towards the target. */
  constructor(client: Socket, server: Socket, options: LinkOptions) {
    const random = { randomState: options.seed };
    const { profile } = options;
    this.#options = options;
    this.stalls = new Stalls(profile.stalls, nextRandom(random), options.now());
    const lane = () => new Lane(profile, this.stalls, nextRandom(random));
    this.#up = { lane: lane(), from: client, to: server, isFull: false };
    this.#down = { lane: lane(), from: server, to: client, isFull: false };
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      // A socket that breaks closes, and is seen to below.
      socket.on("error", () => undefined);
    }
    this.#join(this.#up);
    this.#join(this.#down);
  }

  /** Bytes that came from the server so far. */
  get downBytes(): number {
    return this.#down.lane.cameBytes;
  }

  /** Whether either end may still send something. */
  get isOpen(): boolean {
    return !(this.#up.from.destroyed && this.#up.to.destroyed);
  }

  /** Nothing passes either way from now on for `forMs`; then all of it does. */
  stall(forMs: number): void {
    this.stalls.stall(this.#options.now(), forMs);
  }

  /** What comes from now on is lost, and the connection stays open: a cable that was pulled out somewhere else. */
  swallow(isUpLost: boolean, isDownLost: boolean): void {
    this.#up.lane.isBlackhole = isUpLost;
    this.#down.lane.isBlackhole = isDownLost;
  }

  /** Ends it at both ends with a reset. */
  reset(): void {
    this.#up.from.resetAndDestroy();
    this.#up.to.resetAndDestroy();
  }

  /** Passes on what is due at `nowMs`, and tells when there is more. */
  pass(nowMs: number): number {
    return Math.min(this.#passWay(this.#up, nowMs), this.#passWay(this.#down, nowMs));
  }

  #join(way: Way): void {
    const { from, to, lane } = way;
    const come = (bytes: Buffer | undefined) => {
      const nowMs = this.#options.now();
      lane.add(bytes, nowMs);
      if (lane.bufferedBytes > MOST_BUFFERED_BYTES) from.pause();
      const nextMs = this.#passWay(way, nowMs);
      if (nextMs < Infinity) this.#options.wakeAt(nextMs);
    };
    from.on("data", come);
    from.on("end", () => come(undefined));
    from.on("close", (hadError) => {
      if (hadError) to.resetAndDestroy();
    });
    to.on("drain", () => {
      way.isFull = false;
      this.#options.wakeAt(this.#options.now());
    });
  }

  #passWay(way: Way, nowMs: number): number {
    const { lane, from, to } = way;
    for (;;) {
      // A socket that is full says when it is not, one that is gone takes nothing.
      if (way.isFull || to.destroyed) return Infinity;
      const parcel = lane.take(nowMs);
      if (parcel === undefined) break;
      this.#options.noteLateness(nowMs - this.stalls.passableAt(parcel.dueMs));
      if (parcel.bytes === undefined) to.end();
      else way.isFull = !to.write(parcel.bytes);
      if (from.isPaused() && lane.bufferedBytes <= MOST_BUFFERED_BYTES / 2) from.resume();
    }
    return lane.nextMs(nowMs);
  }
}
