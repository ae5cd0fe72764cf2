/** The other servers of this network, as they are heard. Each is where its packets come from, whatever they claim. */
import type { LiveGame } from "#shared/protocol/live.ts";
import { readAdverts, type Advert, type DnsRecord } from "./records.ts";

interface Neighbour {
  readonly advert: Advert;
  readonly address: string;
  readonly heardMs: number;
}

/** Who has not been heard for so long is gone: three times what lies between two calls. */
export const SILENCE_MS = 75_000;
/** Nobody's network has more; a flood of them must not cost memory. */
const MOST_NEIGHBOURS = 64;
const MOST_PER_ADDRESS = 8;

export class Neighbours {
  readonly #ownId: string;
  readonly #clean: (text: string) => string;
  readonly #rank: (address: string) => number;
  readonly #byPlace = new Map<string, Neighbour>();

  /** `clean` makes a text of a stranger fit for others to read; of two addresses the one of lower rank leads more people there. */
  constructor(
    ownId: string,
    clean: (text: string) => string,
    rank: (address: string) => number = () => 0,
  ) {
    this.#ownId = ownId;
    this.#clean = clean;
    this.#rank = rank;
  }

  /** Takes in what came from `address`. */
  hear(records: readonly DnsRecord[], address: string, nowMs: number): void {
    for (const { advert, isGone } of readAdverts(records)) {
      if (advert.id === this.#ownId) continue;
      const place = `${address}:${advert.port}`;
      if (isGone) this.#byPlace.delete(place);
      else if (this.#byPlace.has(place) || this.#hasSpace(address))
        this.#byPlace.set(place, { advert, address, heardMs: nowMs });
    }
  }

  /** Strikes out who is in none of the networks that this computer is in now. */
  keep(isNear: (address: string) => boolean): void {
    for (const [place, { address }] of this.#byPlace)
      if (!isNear(address)) this.#byPlace.delete(place);
  }

  /** Strikes out who has fallen silent. */
  forget(nowMs: number): void {
    for (const [place, { heardMs }] of this.#byPlace)
      if (nowMs - heardMs >= SILENCE_MS) this.#byPlace.delete(place);
  }

  /** What they play, the fullest first; one that is heard at several addresses is one. */
  get games(): LiveGame[] {
    const byId = new Map<string, LiveGame>();
    const likeliest = [...this.#byPlace.values()].sort(
      (a, b) => this.#rank(a.address) - this.#rank(b.address),
    );
    for (const { advert, address } of likeliest)
      if (!byId.has(advert.id)) byId.set(advert.id, this.#gameOf(advert, address));
    return [...byId.values()].sort((a, b) => b.people - a.people || (a.url < b.url ? -1 : 1));
  }

  #hasSpace(address: string): boolean {
    const ofAddress = [...this.#byPlace.values()].filter((other) => other.address === address);
    return this.#byPlace.size < MOST_NEIGHBOURS && ofAddress.length < MOST_PER_ADDRESS;
  }

  #gameOf({ name, port, isTls, people, seats, mode, map }: Advert, address: string): LiveGame {
    const url = `http${isTls ? "s" : ""}://${address}:${port}/`;
    return { name: this.#clean(name) || address, url, people, seats, mode, map: this.#clean(map) };
  }
}
