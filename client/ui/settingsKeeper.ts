/**
 * Keeps the player's settings on the server under his key, so that they come along to the browser that he gives it to.
 * They go up some seconds after a change, and what did not get there goes when the page starts, or the records are opened. They come
 * down when a key is taken, and at the start of a page on which nothing was ever chosen: never over what was chosen since.
 */
import {
  MOST_REVISION,
  type OwnSettings,
  type SettingsReceipt,
} from "#shared/protocol/recordBook.ts";
import type { PlayerKey } from "./playerKey.ts";
import { packSettings, type Settings, type SettingsStore, unpackSettings } from "./settings.ts";
import type { StringStore } from "./storage.ts";

export interface SettingsKeeperParts {
  settings: SettingsStore;
  key: Pick<PlayerKey, "current" | "isNew">;
  store: StringStore;
  /** What the server keeps; null when it does not say. Neither of these ever fails. */
  ask(key: string): Promise<OwnSettings | null>;
  send(key: string, revision: number, text: string): Promise<SettingsReceipt | null>;
  /** Gives what calls it off. */
  wakeIn(ms: number, wake: () => void): () => void;
}

/** How what is here stands to what the server has under the key. It outlives the page, which may end at any time. */
interface Standing {
  /** Of what is here: see MOST_REVISION. */
  readonly revision: number;
  /** The highest that the server is known to have. */
  readonly kept: number;
  /** What was chosen here since one waits for what the server has; null when one does not. */
  readonly awaited: readonly string[] | null;
}

/** What became of the settings under a key that was taken, and the name under it. */
export interface Arrival {
  readonly news: "settingsCame" | "settingsNone" | "settingsUntold";
  readonly name: string | null;
}

const KEY = "carom.settings.kept";
/** Whoever moves a slider is not done yet. */
const GATHER_MS = 3000;
const NOTHING: Standing = { revision: 0, kept: 0, awaited: null };

export class SettingsKeeper {
  readonly #parts: SettingsKeeperParts;
  #standing: Standing;
  /** Under which that is. */
  #key: string;
  #last: Readonly<Settings>;
  #isUnpacking = false;
  /** Something was chosen since the page began. */
  #isChosenNow = false;
  #callOff: (() => void) | null = null;

  constructor(parts: SettingsKeeperParts) {
    this.#parts = parts;
    this.#key = parts.key.current;
    const { isUntouched, current } = parts.settings;
    const unknown = { ...NOTHING, revision: isUntouched ? 0 : 1 };
    this.#standing = parseStanding(parts.store.get(KEY)) ?? unknown;
    this.#last = current;
    parts.settings.watch((settings) => this.#note(settings));
  }

  /** The page has begun. */
  start(): void {
    const { settings, key } = this.#parts;
    if (settings.isUntouched && !key.isNew) this.#await();
    this.keep();
  }

  /** Sends what the server has not got yet, or asks for what is awaited. */
  keep(): void {
    this.#plan(null);
    if (this.#standing.awaited === null) void this.#send();
    else void this.#fetch();
  }

  /** The page may be about to go: what was to be sent in a moment is sent now. */
  leave(): void {
    if (this.#callOff !== null && this.#standing.awaited === null) this.keep();
  }

  /** Another key is gone by from now on: what is kept under it is fetched. */
  async takeOver(): Promise<Arrival> {
    const key = this.#parts.key.current;
    if (key !== this.#key) this.#save(NOTHING);
    this.#key = key;
    this.#await();
    this.#plan(null);
    const told = await this.#fetch();
    if (told === null) return { news: "settingsUntold", name: null };
    return {
      news: told.settings === null ? "settingsNone" : "settingsCame",
      name: told.name,
    };
  }

  #await(): void {
    this.#save({ awaited: this.#standing.awaited ?? [] });
  }

  /** Null when the server does not say, or another key was taken meanwhile. */
  async #fetch(): Promise<OwnSettings | null> {
    const key = this.#key;
    const told = await this.#parts.ask(key);
    if (told === null || key !== this.#key) return null;
    this.#unpack(told);
    return told;
  }

  #unpack({ settings, revision }: OwnSettings): void {
    const { awaited, kept, revision: own } = this.#standing;
    if (awaited === null) return;
    const isNewer = settings !== null && revision > kept;
    if (isNewer) {
      const fields = Object.entries(unpackSettings(settings));
      this.#isUnpacking = true;
      this.#parts.settings.change(
        Object.fromEntries(fields.filter(([name]) => !awaited.includes(name))),
      );
      this.#isUnpacking = false;
    }
    const base = isNewer ? revision : own;
    const isChanged = awaited.length > 0;
    this.#save({ revision: isChanged ? base + 1 : base, kept: revision, awaited: null });
    void this.#send();
  }

  async #send(): Promise<void> {
    const { revision, kept } = this.#standing;
    if (revision <= kept) return;
    const key = this.#key;
    const text = packSettings(this.#parts.settings.current);
    const receipt = await this.#parts.send(key, revision, text);
    if (receipt !== null && key === this.#key) this.#hear(receipt, revision);
  }

  #hear(receipt: SettingsReceipt, sent: number): void {
    const { revision, kept } = this.#standing;
    if (receipt.isKept) return this.#save({ kept: Math.max(kept, sent) });
    const isOvertaken = receipt.revision > kept;
    if (!isOvertaken || receipt.revision >= MOST_REVISION) return;
    // Another browser was there before. What is chosen now comes later than that; what is left from an earlier visit may not.
    if (!this.#isChosenNow)
      return this.#save({ revision: receipt.revision, kept: receipt.revision });
    this.#save({ revision: Math.max(revision, receipt.revision + 1) });
    this.#plan(GATHER_MS);
  }

  #note(settings: Readonly<Settings>): void {
    const before = this.#last;
    this.#last = settings;
    if (this.#isUnpacking || packSettings(before) === packSettings(settings)) return;
    this.#isChosenNow = true;
    const { revision, awaited } = this.#standing;
    if (awaited === null) this.#save({ revision: revision + 1 });
    else this.#save({ awaited: [...new Set([...awaited, ...changesOf(before, settings)])] });
    this.#plan(GATHER_MS);
  }

  /** null: there is nothing to do later. */
  #plan(delayMs: number | null): void {
    this.#callOff?.();
    this.#callOff = delayMs === null ? null : this.#parts.wakeIn(delayMs, () => this.keep());
  }

  #save(part: Partial<Standing>): void {
    this.#standing = { ...this.#standing, ...part };
    this.#parts.store.set(KEY, JSON.stringify(this.#standing));
  }
}

function changesOf(before: Readonly<Settings>, after: Readonly<Settings>): string[] {
  const old = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after).flatMap(([name, value]) => (old.get(name) === value ? [] : [name]));
}

/** What was stored by hand or by another program says nothing. */
function parseStanding(text: string | null): Standing | null {
  try {
    const value = JSON.parse(text ?? "null") as Partial<Standing> | null;
    const { revision, kept, awaited } = value ?? {};
    const isSound = isRevision(revision) && isRevision(kept) && isAwaited(awaited);
    return isSound ? { revision, kept, awaited } : null;
  } catch {
    return null;
  }
}

function isRevision(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= MOST_REVISION;
}

function isAwaited(value: unknown): value is Standing["awaited"] {
  return (
    value === null || (Array.isArray(value) && value.every((name) => typeof name === "string"))
  );
}
