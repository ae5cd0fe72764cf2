/**
 * Calls out in the network that there is a game here, and listens for others that do: multicast DNS (RFC 6762), on every
 * interface that others may be on, IPv4. It reads no clock: `update` is told the time about once a second.
 */
import createMdns, { type MulticastDNS } from "multicast-dns";
import type { LiveGame } from "#shared/protocol/live.ts";
import { reachOf, type Interfaces } from "./addresses.ts";
import { Neighbours, SILENCE_MS } from "./neighbours.ts";
import { isAskedFor, recordsOf, SERVICE, type Advert } from "./records.ts";

/** What changes while the server runs. */
export type Scene = Pick<Advert, "people" | "seats" | "mode" | "map">;

export interface LanOptions {
  self: Omit<Advert, keyof Scene>;
  /** Addresses to call from, of those that this computer has; all but its own loop for undefined. */
  host: string | undefined;
  interfaces(): Interfaces;
  /** See Neighbours. */
  clean(text: string): string;
  /** An interface cannot be used; said once for each. */
  warn(address: string, error: unknown): void;
}

const CALL_MS = SILENCE_MS / 3;
/** Between two packets of the same, whatever is asked or changes (RFC 6762, 6). */
const LEAST_PAUSE_MS = 1000;
const LOOK_AT_INTERFACES_MS = 5000;
/** A question is asked again at first, for packets get lost. */
const QUESTIONS = 3;

export class Lan {
  readonly #options: LanOptions;
  readonly #neighbours: Neighbours;
  readonly #sockets = new Map<string, MulticastDNS>();
  readonly #troubled = new Set<string>();
  #reach = reachOf({});
  #scene: Scene = { people: 0, seats: 0, mode: "", map: "" };
  #nowMs = -Infinity;
  #lookedMs = -Infinity;
  #calledMs = -Infinity;
  #isCallDue = false;
  #questionsLeft = QUESTIONS;

  constructor(options: LanOptions) {
    this.#options = options;
    this.#neighbours = new Neighbours(
      options.self.id,
      (text) => options.clean(text),
      (address) => this.#reach.rankOf(address),
    );
  }

  get games(): LiveGame[] {
    return this.#neighbours.games;
  }

  /** Says what is new, forgets who is silent, and follows cables and networks that come and go. */
  update(scene: Scene, nowMs: number): void {
    this.#nowMs = nowMs;
    this.#neighbours.forget(nowMs);
    if (JSON.stringify(scene) !== JSON.stringify(this.#scene)) this.#isCallDue = true;
    this.#scene = scene;
    if (nowMs - this.#lookedMs >= LOOK_AT_INTERFACES_MS) this.#lookAtInterfaces();
    if (this.#questionsLeft > 0) this.#ask();
    if (this.#isCallDue || nowMs - this.#calledMs >= CALL_MS) this.#call();
  }

  /** Tells the others that this server is gone; done when that is on its way. */
  async stop(): Promise<void> {
    const farewells = Array.from(this.#sockets, ([address, socket]) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      socket.respond(recordsOf(this.#advert, [address], true), () =>
        socket.destroy(() => resolve()),
      );
      return promise;
    });
    this.#sockets.clear();
    await Promise.all(farewells);
  }

  get #advert(): Advert {
    return { ...this.#options.self, ...this.#scene };
  }

  #call(): void {
    // What is due and too early is said by a later update.
    if (this.#nowMs - this.#calledMs < LEAST_PAUSE_MS) return;
    this.#calledMs = this.#nowMs;
    this.#isCallDue = false;
    for (const [address, socket] of this.#sockets)
      socket.respond(recordsOf(this.#advert, [address]), (error) => this.#note(address, error));
  }

  #ask(): void {
    this.#questionsLeft--;
    for (const [address, socket] of this.#sockets)
      socket.query([{ name: SERVICE, type: "PTR" }], (error) => this.#note(address, error));
  }

  #lookAtInterfaces(): void {
    this.#lookedMs = this.#nowMs;
    this.#reach = reachOf(this.#options.interfaces(), this.#options.host);
    const { addresses, isNear } = this.#reach;
    this.#neighbours.keep(isNear);
    for (const address of this.#sockets.keys())
      if (!addresses.includes(address)) this.#close(address);
    for (const address of addresses) if (!this.#sockets.has(address)) this.#open(address);
  }

  #open(address: string): void {
    // Bound to all addresses, or nothing that is sent to many would come in.
    const socket = createMdns({ interface: address, bind: "0.0.0.0", reuseAddr: true });
    this.#sockets.set(address, socket);
    socket.on("error", (error: unknown) => {
      this.#note(address, error);
      this.#close(address);
    });
    socket.on("query", ({ questions }) => {
      if (!isAskedFor(questions ?? [])) return;
      this.#isCallDue = true;
      this.#call();
    });
    socket.on("response", ({ answers, additionals }, sender) => {
      // Packets from elsewhere are not of this network, whatever they say (RFC 6762, 11).
      if (this.#reach.isNear(sender.address))
        this.#neighbours.hear(
          [...(answers ?? []), ...(additionals ?? [])],
          sender.address,
          this.#nowMs,
        );
    });
    this.#isCallDue = true;
    this.#questionsLeft = QUESTIONS;
  }

  #close(address: string): void {
    this.#sockets.get(address)?.destroy();
    this.#sockets.delete(address);
  }

  #note(address: string, error: unknown): void {
    if (!error || this.#troubled.has(address)) return;
    this.#troubled.add(address);
    this.#options.warn(address, error);
  }
}
