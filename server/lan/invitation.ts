/**
 * How others in the network get to this server: the pages that they open, whether anybody from another device has come, and,
 * when one waits for them and nobody does, what may be in the way. It reads no clock: `update` is told the time about once a second.
 */
import type { LiveServer, LiveUnreached } from "#shared/protocol/live.ts";
import { listLanAddresses, type Interfaces } from "./addresses.ts";
import { unreachedAt } from "./firewall.ts";
import { listNetworkUrls, type Place } from "./greeting.ts";

/** Somebody waits for others to come. */
export interface Expectation {
  /** As `process.platform` has it. */
  platform: string;
  patienceMs: number;
  /** Called once, when so much time has gone by and nobody has come. */
  onNobody(unreached: LiveUnreached): void;
}

export class Invitation {
  readonly #interfaces: () => Interfaces;
  #place: Omit<Place, "lanAddresses"> | undefined;
  #hasVisitors = false;
  #expectation: Expectation | undefined;
  #untilMs = Infinity;
  #unreached: LiveUnreached | undefined;
  #addresses: readonly string[] = [];
  /** All that this computer has, as of the last look: not every connection is worth one. */
  #own: ReadonlySet<string> = new Set();

  constructor(interfaces: () => Interfaces) {
    this.#interfaces = interfaces;
  }

  /** The server listens there. */
  open(place: Omit<Place, "lanAddresses">): void {
    this.#place = place;
    this.#lookAround();
  }

  /** From now on somebody waits for others. */
  expect(expectation: Expectation, nowMs: number): void {
    this.#expectation = expectation;
    this.#untilMs = nowMs + expectation.patienceMs;
  }

  get isExpecting(): boolean {
    return this.#expectation !== undefined;
  }

  /** Somebody connected from `address`. */
  noteVisitor(address: string, isLoopback: boolean): void {
    if (this.#hasVisitors || isLoopback || this.#isOwn(address)) return;
    this.#hasVisitors = true;
    this.#unreached = undefined;
  }

  /** Follows cables and networks that come and go, and loses patience when it is time. */
  update(nowMs: number): void {
    this.#lookAround();
    if (this.#hasVisitors || this.#place === undefined || nowMs < this.#untilMs) return;
    this.#untilMs = Infinity;
    this.#unreached = unreachedAt(this.#expectation!.platform, this.#place.port);
    this.#expectation!.onNobody(this.#unreached);
  }

  /** What the page at this computer shows of it. */
  get told(): Omit<LiveServer, "name"> {
    const unreached = this.#unreached;
    return { addresses: this.#addresses, ...(unreached && { unreached }) };
  }

  #lookAround(): void {
    if (this.#place === undefined) return;
    const interfaces = this.#interfaces();
    const infos = Object.values(interfaces).flatMap((some) => some ?? []);
    this.#own = new Set(infos.map(({ address }) => address));
    const lanAddresses = listLanAddresses(interfaces);
    this.#addresses = listNetworkUrls({ ...this.#place, lanAddresses });
  }

  #isOwn(address: string): boolean {
    // One of the link alone comes with the name of its interface.
    return this.#own.has(address.split("%")[0]!);
  }
}
