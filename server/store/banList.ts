/**
 * Who is not let in. All of it is in memory, for it is asked at every door and must hold where records cannot be kept;
 * what changes is told to whoever writes it down.
 */
import { randomBytes } from "node:crypto";
import type { Ban, Entry, KeyHash } from "./rows.ts";

const ID_BYTES = 3;

/** What is said of a new ban; at least one of `keyHash` and `address`. */
export type BanWish = Omit<Ban, "id" | "sinceMs">;

export class BanList {
  readonly #bans = new Map<string, Ban>();
  readonly #note: (entry: Entry) => void;
  readonly #nowMs: () => number;

  constructor(nowMs: () => number, note: (entry: Entry) => void) {
    this.#nowMs = nowMs;
    this.#note = note;
  }

  /** Takes over what was written earlier; of a ban that is here already, what is here counts. */
  restore(bans: readonly Ban[]): void {
    for (const ban of bans)
      if (this.#holds(ban) && !this.#bans.has(ban.id)) this.#bans.set(ban.id, ban);
  }

  /** Bans somebody, from now on. */
  add(wish: BanWish): Ban {
    const ban = { ...wish, id: this.#freeId(), sinceMs: this.#nowMs() };
    this.#bans.set(ban.id, ban);
    this.#note({ kind: "ban", ban });
    return ban;
  }

  /** Lifts a ban; false where there is none of this name. */
  remove(id: string): boolean {
    if (!this.#bans.delete(id)) return false;
    this.#note({ kind: "unban", id });
    return true;
  }

  /** Those that hold, the oldest first. */
  list(): Ban[] {
    return [...this.#bans.values()]
      .filter((ban) => this.#holds(ban))
      .sort((a, b) => a.sinceMs - b.sinceMs);
  }

  /** The ban that keeps somebody out, of several the one that does so longest. `keyHash` is undefined of who has no key. */
  find({ address, keyHash }: { address: string; keyHash: KeyHash | undefined }): Ban | undefined {
    const endOf = ({ untilMs }: Ban) => untilMs ?? Number.POSITIVE_INFINITY;
    const meant = [...this.#bans.values()].filter(
      (ban) => this.#holds(ban) && (ban.address === address || ban.keyHash === (keyHash ?? "")),
    );
    return meant.sort((a, b) => endOf(b) - endOf(a))[0];
  }

  #holds({ untilMs }: Ban): boolean {
    return untilMs === null || untilMs > this.#nowMs();
  }

  /** Short: people type it. */
  #freeId(): string {
    for (;;) {
      const id = randomBytes(ID_BYTES).toString("hex");
      if (!this.#bans.has(id)) return id;
    }
  }
}
