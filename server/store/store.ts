/**
 * The records as the rest of the server knows them. What is to be written waits here until it is on the disk: the game
 * never waits for that. Where the file cannot be used, the server says so and plays on, and tries again from time to time.
 */
import { setTimeout as pass } from "node:timers/promises";
import type { Leader, Statistics } from "#shared/protocol/recordBook.ts";
import { Backlog } from "./backlog.ts";
import { BanList } from "./banList.ts";
import { type FaultKind, faultOf, type StoreFault } from "./fault.ts";
import { describeFault } from "./faultWords.ts";
import type { RemoteDesk } from "./remoteDesk.ts";
import type { Belongings, Entry, KeyHash, MatchRow, ResultRow, SettingsRow } from "./rows.ts";

/** What comes within this time of each other, as the results of a match do, is written at once. */
const GATHER_MS = 100;
const FIRST_RETRY_MS = 2000;
const LAST_RETRY_MS = 5 * 60_000;
/** A server that stops does not wait longer for its disk. */
const CLOSE_MS = 1000;

export interface StoreOptions {
  /** Of the file, for whoever reads the log. */
  path: string;
  desk: RemoteDesk;
  /** Milliseconds since 1970. */
  nowMs(): number;
  log: {
    info(fields: object, text: string): void;
    error(fields: object, text: string): void;
  };
}

/** How the records are, for /healthz and the metrics. */
export interface StoreState {
  readonly state: "kept" | "failing" | "off";
  /** What is wrong now. */
  readonly fault: FaultKind | undefined;
  /** Entries written, still to write, and given up, since the start. */
  readonly written: number;
  readonly waiting: number;
  readonly lost: number;
  /** How often something was wrong, by kind. */
  readonly faults: ReadonlyMap<FaultKind, number>;
}

/** What is kept of people from one match to the next. */
export interface Store {
  readonly bans: BanList;
  readonly state: StoreState;
  /** The time of day that it goes by, in milliseconds since 1970. */
  nowMs(): number;
  addResult(match: MatchRow, result: ResultRow): void;
  /** What is known of a player since `sinceMs` and ever; undefined of one who is not known. Rejects with StoreFault. */
  statistics(keyHash: KeyHash, sinceMs: number): Promise<Statistics | undefined>;
  /** Those with the most points since `sinceMs`. Rejects with StoreFault. */
  leaders(sinceMs: number, most: number): Promise<Leader[]>;
  /** What is kept, or about to be, under the key of a player; undefined of one who is not known. Rejects with StoreFault. */
  belongings(keyHash: KeyHash): Promise<Belongings | undefined>;
  /** Keeps the settings of a player who is known, unless there are newer ones; false when too many of them wait for the disk. */
  keepSettings(settings: SettingsRow): boolean;
  /** Writes what waits, as far as that goes within a second. */
  close(): Promise<void>;
}

/** Opens the records; where that fails, the store begins as one that is failing. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const store = new FileStore(options);
  await store.work();
  return store;
}

/** Keeps bans as long as the server runs, and nothing else. */
export function keepNothing(nowMs: () => number): Store {
  return {
    bans: new BanList(nowMs, () => undefined),
    state: { state: "off", fault: undefined, written: 0, waiting: 0, lost: 0, faults: new Map() },
    nowMs,
    addResult: () => undefined,
    statistics: async () => undefined,
    leaders: async () => [],
    belongings: async () => undefined,
    keepSettings: () => false,
    close: async () => undefined,
  };
}

class FileStore implements Store {
  readonly bans: BanList;
  readonly #options: StoreOptions;
  readonly #faults = new Map<FaultKind, number>();
  readonly #backlog = new Backlog();
  #isOpen = false;
  #fault: FaultKind | undefined;
  #retryMs = FIRST_RETRY_MS;
  #written = 0;
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> | undefined;
  #isClosed = false;

  constructor(options: StoreOptions) {
    this.#options = options;
    this.bans = new BanList(
      () => options.nowMs(),
      (entry) => this.#add(entry),
    );
  }

  get state(): StoreState {
    return {
      state: this.#fault === undefined ? "kept" : "failing",
      fault: this.#fault,
      written: this.#written,
      waiting: this.#backlog.count,
      lost: this.#backlog.lost,
      faults: this.#faults,
    };
  }

  /** Opens the file and writes what waits; plans another try where that does not work. */
  async work(): Promise<void> {
    try {
      if (!this.#isOpen) await this.#open();
      while (this.#backlog.count > 0) await this.#writeSome();
      this.#recover();
    } catch (error) {
      this.#fail(faultOf(error));
    }
    this.#plan();
  }

  nowMs(): number {
    return this.#options.nowMs();
  }

  addResult(match: MatchRow, result: ResultRow): void {
    this.#add({ kind: "result", match, result });
  }

  async statistics(keyHash: KeyHash, sinceMs: number): Promise<Statistics | undefined> {
    return this.#options.desk.statistics(keyHash, sinceMs);
  }

  async leaders(sinceMs: number, most: number): Promise<Leader[]> {
    return this.#options.desk.leaders(sinceMs, this.#options.nowMs(), most);
  }

  async belongings(keyHash: KeyHash): Promise<Belongings | undefined> {
    const written = await this.#options.desk.belongings(keyHash);
    const waiting = this.#backlog.settingsOf(keyHash);
    const isNewer = written !== undefined && waiting !== undefined;
    if (!isNewer || waiting.revision <= written.revision) return written;
    return { name: written.name, revision: waiting.revision, text: waiting.text };
  }

  keepSettings(settings: SettingsRow): boolean {
    if (!this.#backlog.hasRoomFor(settings)) return false;
    this.#add({ kind: "settings", settings });
    return true;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    const finish = async () => {
      await this.#work;
      if (this.#backlog.count > 0) await this.work();
      await this.#options.desk.close();
    };
    await Promise.race([finish(), pass(CLOSE_MS, undefined, { ref: false })]);
    const lost = { lost: this.state.waiting };
    if (lost.lost === 0) return;
    this.#options.log.error(lost, "The server stops, and what waits for the records is lost.");
  }

  #add(entry: Entry): void {
    this.#backlog.add(entry);
    this.#plan();
  }

  #plan(): void {
    const isFailing = this.#fault !== undefined;
    const isIdle = !isFailing && this.#backlog.count === 0;
    if (isIdle || this.#isClosed || this.#timer !== undefined || this.#work !== undefined) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.#work = this.work().finally(() => {
          this.#work = undefined;
          this.#plan();
        });
      },
      isFailing ? this.#retryMs : GATHER_MS,
    );
    this.#timer.unref();
  }

  async #open(): Promise<void> {
    const bans = await this.#options.desk.open();
    const lifted = this.#backlog.liftedBans;
    this.bans.restore(bans.filter(({ id }) => !lifted.has(id)));
    this.#isOpen = true;
  }

  async #writeSome(): Promise<void> {
    const batch = this.#backlog.handOver();
    try {
      await this.#options.desk.write(batch);
    } catch (error) {
      this.#backlog.takeBack();
      throw error;
    }
    this.#backlog.drop();
    this.#written += batch.length;
  }

  #recover(): void {
    if (this.#fault !== undefined)
      this.#options.log.info({ file: this.#options.path }, "Records are kept again.");
    this.#fault = undefined;
    this.#retryMs = FIRST_RETRY_MS;
  }

  /** The next try opens the file anew: what made it unusable may have been mended by then. */
  #fail(fault: StoreFault): void {
    const { kind } = fault;
    this.#faults.set(kind, (this.#faults.get(kind) ?? 0) + 1);
    this.#isOpen = false;
    if (this.#fault === undefined) this.#retryMs = FIRST_RETRY_MS;
    else this.#retryMs = Math.min(2 * this.#retryMs, LAST_RETRY_MS);
    if (this.#fault !== kind)
      this.#options.log.error(
        { file: this.#options.path, fault: kind, detail: fault.message },
        describeFault(kind),
      );
    this.#fault = kind;
  }
}
