/**
 * A bad network on one machine: client -> relay -> server, over TCP. It delays, jitters without reordering, stands still,
 * limits the rate, swallows, resets; by its seed always alike, as far as timers allow. Bytes are never changed.
 */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { nextRandom } from "#shared/sim/random.ts";
import { NODE_TIMERS } from "../server/loop.ts";
import { Link } from "./relay/link.ts";
import { EXACT_MS, Pacer, type PacerTimers } from "./relay/pacer.ts";
import type { StallOptions } from "./relay/stalls.ts";

export interface RelayProfile {
  /** One way, ms. */
  readonly delayMs: number;
  /** Up to this much less or more, at random; order is kept. */
  readonly jitterMs: number;
  /** In each direction of each connection; Infinity for no limit. */
  readonly bytesPerSecond: number;
  /** Times at which a connection stands still. */
  readonly stalls?: StallOptions;
}

export interface RelayOptions {
  /** Port on this machine that everything is led to. */
  readonly targetPort: number;
  readonly profile: RelayProfile;
  readonly seed: number;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** Those of Node unless said. */
  readonly timers?: PacerTimers;
}

const HOST = "127.0.0.1";

export class Relay {
  readonly #options: RelayOptions;
  readonly #server: Server;
  readonly #pacer: Pacer;
  readonly #links: Link[] = [];
  readonly #random: { randomState: number };
  #lateness: number[] = [];

  constructor(options: RelayOptions) {
    this.#options = options;
    this.#random = { randomState: options.seed };
    const { now, timers = NODE_TIMERS } = options;
    this.#pacer = new Pacer(now, timers, EXACT_MS, (nowMs) => this.#pass(nowMs));
    this.#server = createServer({ allowHalfOpen: true }, (socket) => this.#accept(socket));
    this.#server.listen(0, HOST);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Every connection that came so far, in the order in which they came. */
  get links(): readonly Link[] {
    return this.#links;
  }

  async listening(): Promise<void> {
    if (!this.#server.listening) await once(this.#server, "listening");
  }

  /** The next connection that comes. */
  nextLink(): Promise<Link> {
    return new Promise((resolve) => {
      this.#server.once("connection", () => resolve(this.#links.at(-1)!));
    });
  }

  /** How much later than they should parcels went since this was asked last, ms. */
  takeLateness(): number[] {
    const taken = this.#lateness;
    this.#lateness = [];
    return taken;
  }

  async close(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#pacer.stop();
    for (const link of this.#links) link.reset();
    await closed;
  }

  #accept(client: Socket): void {
    const { profile, now, targetPort } = this.#options;
    const server = connect({ port: targetPort, host: HOST, allowHalfOpen: true });
    const link = new Link(client, server, {
      profile,
      seed: nextRandom(this.#random),
      now,
      wakeAt: (dueMs) => this.#pacer.wakeAt(dueMs),
      noteLateness: (ms) => this.#lateness.push(ms),
    });
    this.#links.push(link);
  }

  #pass(nowMs: number): number {
    return this.#links.reduce((next, link) => Math.min(next, link.pass(nowMs)), Infinity);
  }
}

/** Starts a relay on a free port of this machine. */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const relay = new Relay(options);
  await relay.listening();
  return relay;
}
