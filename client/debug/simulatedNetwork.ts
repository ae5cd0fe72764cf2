/**
 * A bad network on purpose, for development: what goes through a socket takes longer, unevenly longer, and stands still at
 * times, both ways at once; its order is kept, as TCP keeps it. Builds that are played on leave this out.
 */
import { SNAPSHOT_MS } from "#shared/timing.ts";
import type { SocketLike } from "../netcode/session.ts";

export interface NetworkKnobs {
  /** More time each way, ms. */
  latencyMs: number;
  /** Up to this much more again, by chance, ms. */
  jitterMs: number;
  /** In this share of all snapshot intervals a standstill begins, 0..1. */
  stallShare: number;
}

export const NO_TROUBLE: Readonly<NetworkKnobs> = { latencyMs: 0, jitterMs: 0, stallShare: 0 };

export interface NetworkClock {
  now(): number;
  /** Uniform in [0, 1). */
  random(): number;
  wakeIn(ms: number, wake: () => void): void;
}

/** As lost packets make them: the length of a standstill. */
const STALL_MS = { least: 200, most: 300 };

export class SimulatedNetwork {
  readonly clock: NetworkClock;
  readonly #knobs: NetworkKnobs = { ...NO_TROUBLE };
  #stalledUntilMs = -Infinity;
  #nextStallMs = Infinity;

  constructor(clock: NetworkClock) {
    this.clock = clock;
  }

  get knobs(): Readonly<NetworkKnobs> {
    return this.#knobs;
  }

  change(part: Partial<NetworkKnobs>): void {
    Object.assign(this.#knobs, part);
    this.#nextStallMs = this.clock.now() + this.#gapMs();
  }

  /** Nothing passes for `forMs` from now on; then all of it does. */
  stall(forMs: number): void {
    this.#stalledUntilMs = Math.max(this.#stalledUntilMs, this.clock.now() + forMs);
  }

  /** `socket`, as if this network lay before it. */
  wrap(socket: SocketLike): SocketLike {
    return new DistantSocket(socket, this);
  }

  /** How long something takes that is sent now. */
  delayMs(): number {
    return this.#knobs.latencyMs + this.clock.random() * this.#knobs.jitterMs;
  }

  /** When something may pass that is due at `dueMs`, as far as is known at that time. */
  passableAt(dueMs: number): number {
    while (this.#nextStallMs <= dueMs) {
      const lengthMs = STALL_MS.least + this.clock.random() * (STALL_MS.most - STALL_MS.least);
      this.#stalledUntilMs = Math.max(this.#stalledUntilMs, this.#nextStallMs + lengthMs);
      this.#nextStallMs += lengthMs + this.#gapMs();
    }
    return Math.max(dueMs, this.#stalledUntilMs);
  }

  /** To the next standstill: without memory, as networks fail. */
  #gapMs(): number {
    const { stallShare } = this.#knobs;
    if (stallShare === 0) return Infinity;
    return (-Math.log(1 - this.clock.random()) * SNAPSHOT_MS) / stallShare;
  }
}

/** One direction: what comes in goes out later, in its order. */
class Lane {
  readonly #network: SimulatedNetwork;
  readonly #parcels: { dueMs: number; bytes: number; deliver: () => void }[] = [];
  #lastDueMs = -Infinity;
  #isAwaited = false;
  waitingBytes = 0;

  constructor(network: SimulatedNetwork) {
    this.#network = network;
  }

  add(bytes: number, deliver: () => void): void {
    const dueMs = Math.max(this.#lastDueMs, this.#network.clock.now() + this.#network.delayMs());
    this.#lastDueMs = dueMs;
    this.#parcels.push({ dueMs, bytes, deliver });
    this.waitingBytes += bytes;
    if (!this.#isAwaited) this.#pass();
  }

  /** Lets out what is due, and comes back for the rest. */
  #pass(): void {
    const { clock } = this.#network;
    this.#isAwaited = true;
    for (;;) {
      const first = this.#parcels[0];
      if (first === undefined) break;
      const leftMs = this.#network.passableAt(Math.max(first.dueMs, clock.now())) - clock.now();
      if (leftMs > 0) {
        clock.wakeIn(leftMs, () => this.#pass());
        return;
      }
      this.#parcels.shift();
      this.waitingBytes -= first.bytes;
      first.deliver();
    }
    this.#isAwaited = false;
  }
}

class DistantSocket implements SocketLike {
  readonly #socket: SocketLike;
  readonly #up: Lane;
  readonly #down: Lane;

  constructor(socket: SocketLike, network: SimulatedNetwork) {
    this.#socket = socket;
    this.#up = new Lane(network);
    this.#down = new Lane(network);
  }

  get binaryType(): string {
    return this.#socket.binaryType;
  }

  set binaryType(type: string) {
    this.#socket.binaryType = type;
  }

  get readyState(): number {
    return this.#socket.readyState;
  }

  get bufferedAmount(): number {
    return this.#socket.bufferedAmount + this.#up.waitingBytes;
  }

  addEventListener(type: "open" | "message" | "close" | "error", listener: (event: never) => void) {
    const later = (event: unknown): void => this.#down.add(0, () => listener(event as never));
    this.#socket.addEventListener(type as "message", later);
  }

  send(data: Uint8Array<ArrayBuffer>): void {
    const copy = data.slice();
    this.#up.add(copy.length, () => this.#socket.send(copy));
  }

  close(code?: number, reason?: string): void {
    this.#up.add(0, () => this.#socket.close(code, reason));
  }
}
