/** What a fault may have done inside of the server's process, where no peer gets: told over the channel between the two. */

/** What becomes of each write of the records from now on. */
export interface Trouble {
  /** It takes this long. */
  readonly slowMs: number;
  /** SQLite's code of the error that it ends with; 0 for none. */
  readonly errorCode: number;
}

export type Order =
  /** The thread of the rooms stands still. */
  | { readonly kind: "stall"; readonly ms: number }
  /** It makes garbage for a while, some of which lives on for a moment. */
  | { readonly kind: "litter"; readonly ms: number }
  /** The time of day is another. */
  | { readonly kind: "shiftClock"; readonly byMs: number }
  /** A promise is broken that nobody waits for; a timer throws; all memory is used up. */
  | { readonly kind: "reject" | "throwInTimer" | "fillHeap" }
  /** From now on this room throws in each tick, or at each message. */
  | { readonly kind: "breakTicks" | "breakMessages"; readonly room: string }
  | { readonly kind: "troubleRecords"; readonly trouble: Trouble }
  | { readonly kind: "endRecordsThread" }
  /** Fills the disk of this folder to its last byte, or gives that back. */
  | { readonly kind: "fillDisk" | "freeDisk"; readonly folder: string }
  /** All garbage is collected. */
  | { readonly kind: "collect" }
  /** Tells of what was played until now, see Witness. */
  | { readonly kind: "tell" };

/** The channel on which the thread of the records hears of its troubles. */
export const RECORDS_CHANNEL = "faults of the records";
