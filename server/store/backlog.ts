/** What is to be written and not on the disk yet, in the order in which it came: so much of it, and no more. */
import type { Entry, KeyHash, SettingsRow } from "./rows.ts";

/** Some hours of a busy server. */
const MOST_WAITING = 20_000;
/** Each may be of some kilobytes, and who is told to come back loses nothing. */
const MOST_SETTINGS_WAITING = 256;
/** So many go over to the thread in far less time than a tick has. */
const MOST_AT_ONCE = 256;

type SettingsEntry = Extract<Entry, { kind: "settings" }>;

export class Backlog {
  #waiting: Entry[] = [];
  /** Handed over to the disk, which has not said yet that it has them. */
  #onTheWay: readonly Entry[] = [];
  /** The newest of each player, waiting or on the way. */
  readonly #settings = new Map<KeyHash, SettingsEntry>();
  #lost = 0;

  get count(): number {
    return this.#waiting.length + this.#onTheWay.length;
  }

  /** How many were given up because too many waited. */
  get lost(): number {
    return this.#lost;
  }

  /** Bans that are to be forgotten, and stand in the file still. */
  get liftedBans(): Set<string> {
    return new Set(this.#waiting.flatMap((entry) => (entry.kind === "unban" ? [entry.id] : [])));
  }

  settingsOf(keyHash: KeyHash): SettingsRow | undefined {
    return this.#settings.get(keyHash)?.settings;
  }

  hasRoomFor({ keyHash }: SettingsRow): boolean {
    return this.#settings.has(keyHash) || this.#settings.size < MOST_SETTINGS_WAITING;
  }

  add(entry: Entry): void {
    if (entry.kind === "settings") return this.#addSettings(entry);
    this.#waiting.push(entry);
    if (this.#waiting.length > MOST_WAITING) this.#forgetOldest();
  }

  /** Some of what waits, the oldest first: until `drop` or `takeBack` it is on the way. */
  handOver(): readonly Entry[] {
    this.#onTheWay = this.#waiting.splice(0, MOST_AT_ONCE);
    return this.#onTheWay;
  }

  /** What was on the way has not been written, and waits again. */
  takeBack(): void {
    this.#waiting.unshift(...this.#onTheWay);
    this.#onTheWay = [];
  }

  /** What was on the way is written. */
  drop(): void {
    for (const entry of this.#onTheWay) this.#forgetSettings(entry);
    this.#onTheWay = [];
  }

  /** Of one player the newest alone waits, in the place of the one before. */
  #addSettings(entry: SettingsEntry): void {
    const { keyHash, revision } = entry.settings;
    const before = this.#settings.get(keyHash);
    if (before !== undefined && before.settings.revision >= revision) return;
    this.#settings.set(keyHash, entry);
    const place = before === undefined ? -1 : this.#waiting.indexOf(before);
    if (place < 0) this.#waiting.push(entry);
    else this.#waiting[place] = entry;
  }

  /** Bans and settings are few, and somebody means them. */
  #forgetOldest(): void {
    const oldest = this.#waiting.findIndex(({ kind }) => kind === "result");
    const [forgotten] = this.#waiting.splice(Math.max(0, oldest), 1);
    if (forgotten !== undefined) this.#forgetSettings(forgotten);
    this.#lost++;
  }

  #forgetSettings(entry: Entry): void {
    if (entry.kind !== "settings") return;
    const { keyHash } = entry.settings;
    if (this.#settings.get(keyHash) === entry) this.#settings.delete(keyHash);
  }
}
