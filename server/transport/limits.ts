/**
 * How much one address, one connection and all together may ask of this server. Time is an argument everywhere.
 */
import { TokenBucket, type Rate } from "./tokenBucket.ts";

/** How often something may be done. */
export interface GateRates {
  /** By one address: a household or a LAN party behind one router is one address. */
  readonly perAddress: Rate;
  /** By this computer itself, where load tests come from, and proxies. */
  readonly fromLoopback: Rate;
  /** By all addresses together. */
  readonly all: Rate;
}

export interface TransportLimits {
  /** Connections open at once. */
  readonly maxConnections: number;
  /** Of them, those of one address. */
  readonly maxPerAddress: number;
  /** Longest message a peer may send. */
  readonly mostMessageBytes: number;
  /** A peer that has left so much unread is dropped. */
  readonly mostBufferedBytes: number;
  /** New connections. */
  readonly connects: GateRates;
  /** What one connection sends, frame headers included. */
  readonly bytes: Rate;
  readonly messages: Rate;
  /** A ping leaves this often; a connection that is silent for `silenceMs` is dropped. */
  readonly pingMs: number;
  readonly silenceMs: number;
  /** How long the peer has to answer a Close frame. */
  readonly closeMs: number;
}

/** Of those who play or watch. */
export const DEFAULT_LIMITS: TransportLimits = {
  maxConnections: 1024,
  maxPerAddress: Infinity,
  // The game's largest is a fraction of it.
  mostMessageBytes: 4096,
  // Rooms see to it, by the age of acknowledgements.
  mostBufferedBytes: Infinity,
  connects: {
    perAddress: { perSecond: 1, burst: 32 },
    fromLoopback: { perSecond: 100, burst: 1024 },
    all: { perSecond: 200, burst: 1024 },
  },
  bytes: { perSecond: 16 * 1024, burst: 32 * 1024 },
  // A stalled network delivers the inputs of up to ten seconds at once; what is played of them is the room's affair.
  messages: { perSecond: 150, burst: 800 },
  pingMs: 5000,
  silenceMs: 15_000,
  closeMs: 2000,
};

/** Of those who are told what goes on, and have next to nothing to say. */
export const LIVE_LIMITS: TransportLimits = {
  ...DEFAULT_LIMITS,
  maxConnections: 256,
  maxPerAddress: 32,
  mostMessageBytes: 256,
  mostBufferedBytes: 256 * 1024,
  connects: { ...DEFAULT_LIMITS.connects, perAddress: { perSecond: 2, burst: 64 } },
  bytes: { perSecond: 256, burst: 4096 },
  // Answers to pings are among them.
  messages: { perSecond: 1, burst: 16 },
};

/** Operators are few, and type. */
export const OPERATOR_LIMITS: TransportLimits = {
  ...DEFAULT_LIMITS,
  maxConnections: 16,
  messages: { perSecond: 10, burst: 30 },
};

/**
 * Requests for files and pages, which cost the ticks' thread up to half a millisecond each. The game's page with all that
 * belongs to it is some twenty of them.
 */
export const REQUEST_RATES: GateRates = {
  perAddress: { perSecond: 50, burst: 600 },
  fromLoopback: { perSecond: 500, burst: 3000 },
  all: { perSecond: 500, burst: 3000 },
};

/**
 * TCP connections, before a word is read of them. Whoever makes more than any household does is not worth the half
 * millisecond that reading a request and refusing it takes from the ticks' thread.
 */
export const SOCKET_RATES: GateRates = {
  perAddress: { perSecond: 50, burst: 1000 },
  fromLoopback: { perSecond: 200, burst: 4000 },
  all: { perSecond: 2000, burst: 20_000 },
};

/** Buckets at most; beyond it some are forgotten, quiet ones first, then the oldest. */
const MOST_BUCKETS = 4096;
/** That many stay, so that a crowd does not make each newcomer pay for the forgetting. */
const BUCKETS_KEPT = 3072;

/** A bucket for each of many, by name. */
export class TokenBuckets {
  readonly #buckets = new Map<string, TokenBucket>();

  /** That of `name`, which is a full one of this rate when there is none yet. */
  of(name: string, rate: Rate, nowMs: number): TokenBucket {
    const known = this.#buckets.get(name);
    if (known) return known;
    if (this.#buckets.size >= MOST_BUCKETS) this.#forgetSome(nowMs);
    const bucket = new TokenBucket(rate, nowMs);
    this.#buckets.set(name, bucket);
    return bucket;
  }

  #forgetSome(nowMs: number): void {
    for (const [name, bucket] of this.#buckets) {
      if (bucket.isFull(nowMs)) this.#buckets.delete(name);
    }
    for (const name of this.#buckets.keys()) {
      if (this.#buckets.size <= BUCKETS_KEPT) break;
      this.#buckets.delete(name);
    }
  }
}

/** Lets through what an address does at its rate and at that of all. */
export class Gate {
  readonly #rates: GateRates;
  readonly #all: TokenBucket;
  readonly #byAddress = new TokenBuckets();

  constructor(rates: GateRates, nowMs: number) {
    this.#rates = rates;
    this.#all = new TokenBucket(rates.all, nowMs);
  }

  /** Whether `address` may do it once more now, which counts as so many. One address cannot use up what is for all. */
  admit(address: string, nowMs: number, amount = 1): boolean {
    const rate = isLoopback(address) ? this.#rates.fromLoopback : this.#rates.perAddress;
    const own = this.#byAddress.of(householdOf(address), rate, nowMs);
    return own.take(amount, nowMs) && this.#all.take(amount, nowMs);
  }
}

/** A socket's address as people write it: IPv4 that came in through IPv6 is IPv4. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}

export function isLoopback(address: string): boolean {
  return address === "::1" || address.startsWith("127.");
}

/** Who shares a limit: one IPv4 address, or the /64 of an IPv6 address, all of which belongs to one household. */
export function householdOf(address: string): string {
  if (!address.includes(":") || isLoopback(address)) return address;
  const [head = "", tail] = address.split("::");
  const first = head === "" ? [] : head.split(":");
  const last = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  return [...first, ...Array<string>(zeros).fill("0"), ...last].slice(0, 4).join(":");
}
