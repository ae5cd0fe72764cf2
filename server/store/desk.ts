/** The far end of the records: opens the file, and does what it is asked one thing after the other. Runs in thread.ts. */
import type { Leader, Statistics } from "#shared/protocol/recordBook.ts";
import { openDatabase } from "./database.ts";
import { faultOf } from "./fault.ts";
import { Records } from "./records.ts";
import type { Ban, Belongings, Entry, KeyHash } from "./rows.ts";

/** What can be asked, whether the answer comes at once or from another thread. Every one of them throws StoreFault. */
export interface Desk {
  /** Opens the file, anew where it was open; gives all bans in it. */
  open(): Ban[];
  write(entries: readonly Entry[]): void;
  statistics(keyHash: KeyHash, sinceMs: number): Statistics | undefined;
  leaders(sinceMs: number, nowMs: number, most: number): Leader[];
  belongings(keyHash: KeyHash): Belongings | undefined;
  close(): void;
}

export class FileDesk implements Desk {
  readonly #path: string;
  readonly #open: (path: string) => Records;
  #records: Records | undefined;

  constructor(path: string, open = (file: string) => new Records(openDatabase(file))) {
    this.#path = path;
    this.#open = open;
  }

  open(): Ban[] {
    this.close();
    return this.#ask((records) => records.bans());
  }

  write(entries: readonly Entry[]): void {
    this.#ask((records) => records.write(entries));
  }

  statistics(keyHash: KeyHash, sinceMs: number): Statistics | undefined {
    return this.#ask((records) => records.statistics(keyHash, sinceMs));
  }

  leaders(sinceMs: number, nowMs: number, most: number): Leader[] {
    return this.#ask((records) => records.leaders(sinceMs, nowMs, most));
  }

  belongings(keyHash: KeyHash): Belongings | undefined {
    return this.#ask((records) => records.belongings(keyHash));
  }

  close(): void {
    this.#records?.close();
    this.#records = undefined;
  }

  #ask<T>(question: (records: Records) => T): T {
    try {
      this.#records ??= this.#open(this.#path);
      return question(this.#records);
    } catch (error) {
      throw faultOf(error);
    }
  }
}
