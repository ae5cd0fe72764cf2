/** What is kept of people, as plain data: it goes between threads as it is. Times are milliseconds since 1970. */

/** SHA-256 of a player's key, in hexadecimal digits: what stands for the key wherever anything is kept. */
export type KeyHash = string;

/** A match, known by `id` from its first result on. */
export interface MatchRow {
  /** Of no other match that this server ever ran. */
  readonly id: string;
  readonly map: string;
  readonly mode: string;
  readonly beganMs: number;
  /** Quick play led into its room: only of such matches there are leaders. */
  readonly isPublic: boolean;
}

/** What one of those who have a key came to in a match, at its end or when he left it. */
export interface ResultRow {
  /** Tells results of one match apart: the same one, written twice, counts once. */
  readonly number: number;
  readonly keyHash: KeyHash;
  readonly name: string;
  readonly endedMs: number;
  readonly seconds: number;
  /** He was there at the end, and nobody was better. */
  readonly isWin: boolean;
  /** He was there at the end. */
  readonly isComplete: boolean;
  readonly score: number;
  readonly kills: number;
  readonly deaths: number;
  readonly assists: number;
  readonly caroms: number;
  readonly feats: number;
  readonly shots: number;
  readonly hits: number;
}

/** Who is not let in: a player, an address, or whoever comes as the one or from the other. */
export interface Ban {
  readonly id: string;
  readonly keyHash: KeyHash | null;
  /** As `Connection.address` gives it. */
  readonly address: string | null;
  /** What he called himself, for those who read the list. */
  readonly name: string;
  readonly reason: string;
  readonly by: string;
  readonly sinceMs: number;
  /** null: for good. */
  readonly untilMs: number | null;
}

/** What a player chose, as his page wrote it: nobody here reads it. */
export interface SettingsRow {
  readonly keyHash: KeyHash;
  /** Of two the higher one is the newer one. */
  readonly revision: number;
  readonly text: string;
}

/** What is kept under the key of a player who is known; revision 0 and null where he never chose anything. */
export interface Belongings {
  readonly name: string;
  readonly revision: number;
  readonly text: string | null;
}

/** Something to write; in what order they come matters. */
export type Entry =
  | { readonly kind: "result"; readonly match: MatchRow; readonly result: ResultRow }
  | { readonly kind: "ban"; readonly ban: Ban }
  | { readonly kind: "unban"; readonly id: string }
  | { readonly kind: "settings"; readonly settings: SettingsRow };

/** How much there is of everything. */
export interface Counts {
  readonly players: number;
  readonly matches: number;
  readonly results: number;
  readonly bans: number;
}
