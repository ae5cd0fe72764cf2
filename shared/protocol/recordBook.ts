/** What a server has recorded of its players: it tells whoever asks with GET, in JSON, and a player by his key, which goes in a header. */
import { LIMIT, PLAYER_KEY_LENGTH } from "./messages.ts";

/** Those with the most points: add ?span=week or ?span=ever. */
export const LEADERS_PATH = "/records";
/** What is recorded of the player whose key is in KEY_HEADER. */
export const OWN_RECORDS_PATH = "/records/mine";
/** The settings of the player whose key is in KEY_HEADER: GET tells them, PUT with ?revision= keeps others. */
export const OWN_SETTINGS_PATH = "/records/mine/settings";
/**
 * In lower case, as Node has it. Not the URL: those end in logs. A page of another site cannot send it either: browsers ask
 * the server first whether that page may, and it never says so.
 */
export const KEY_HEADER = "carom-player-key";

export const SPANS = ["week", "ever"] as const;
export type Span = (typeof SPANS)[number];

export const MOST_LEADERS = 10;

/** A key is so many bytes, made by chance. */
export const PLAYER_KEY_BYTES = PLAYER_KEY_LENGTH / 2;

/** Sums over matches; `points` are those of the scoreboard. */
const TOTALS = [
  "matches",
  "wins",
  "points",
  "kills",
  "deaths",
  "assists",
  "caroms",
  "shots",
  "hits",
  "seconds",
] as const;
export type Totals = Readonly<Record<(typeof TOTALS)[number], number>>;

/** `player` is his number on this server, and tells nothing else of him. */
export interface Leader extends Totals {
  readonly player: number;
  readonly name: string;
}

/** The first is the best; `isKept`: the server keeps records at all. */
export interface Leaders {
  readonly isKept: boolean;
  readonly leaders: readonly Leader[];
}

/** What is known of one player; `sinceMs` is when he was first seen, in milliseconds since 1970. */
export interface Statistics {
  readonly player: number;
  readonly name: string;
  readonly sinceMs: number;
  readonly week: Totals;
  readonly ever: Totals;
}

/** null of a player who has no results yet. */
export interface OwnRecords {
  readonly statistics: Statistics | null;
}

/** Longest text of settings: it is a JSON object, of which only the page knows what it means. */
export const MOST_SETTINGS_BYTES = 4096;
/**
 * Revisions are 1 or more. They count changes, and not time, for the clocks of two devices differ: whoever changes something
 * goes one above the highest that he knows of, and the server keeps the highest.
 */
export const MOST_REVISION = 2 ** 31 - 1;

/** What is kept under a key. `name` is null of somebody who has no results here; `revision` is 0 where `settings` is null. */
export interface OwnSettings {
  readonly isKept: boolean;
  readonly name: string | null;
  readonly revision: number;
  readonly settings: string | null;
}

/** What became of settings that were sent; `revision` is the highest that the server has now, 0 for none. */
export interface SettingsReceipt {
  readonly isKept: boolean;
  readonly revision: number;
}

const KEY = new RegExp(`^[0-9a-f]{${PLAYER_KEY_LENGTH}}$`);

/** Whether a text is a player's key. */
export function isPlayerKey(text: unknown): text is string {
  return typeof text === "string" && KEY.test(text);
}

/** What a server answered; null when it is none of this. */
export function readLeaders(json: unknown): Leaders | null {
  if (!isRecord(json)) return null;
  const { isKept, leaders } = json;
  const isList = Array.isArray(leaders) && leaders.length <= MOST_LEADERS;
  if (typeof isKept !== "boolean" || !isList || !leaders.every(isLeader)) return null;
  return { isKept, leaders };
}

/** What a server answered; null when it is none of this. */
export function readOwnRecords(json: unknown): OwnRecords | null {
  if (!isRecord(json)) return null;
  const { statistics } = json;
  if (statistics === null) return { statistics: null };
  return isStatistics(statistics) ? { statistics } : null;
}

/** What a server answered; null when it is none of this. */
export function readOwnSettings(json: unknown): OwnSettings | null {
  if (!isRecord(json)) return null;
  const { isKept, name, revision, settings } = json;
  if (typeof isKept !== "boolean" || !isRevision(revision)) return null;
  if (name !== null && !isName(name)) return null;
  if (settings !== null && typeof settings !== "string") return null;
  return { isKept, name, revision, settings };
}

/** What a server answered; null when it is none of this. */
export function readSettingsReceipt(json: unknown): SettingsReceipt | null {
  if (!isRecord(json)) return null;
  const { isKept, revision } = json;
  return typeof isKept === "boolean" && isRevision(revision) ? { isKept, revision } : null;
}

function isLeader(value: unknown): value is Leader {
  return isTotals(value) && isPerson(value);
}

function isStatistics(value: unknown): value is Statistics {
  return (
    isRecord(value) &&
    isPerson(value) &&
    isCount(value["sinceMs"]) &&
    isTotals(value["week"]) &&
    isTotals(value["ever"])
  );
}

function isPerson(value: unknown): boolean {
  return isRecord(value) && isCount(value["player"]) && isName(value["name"]);
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value.length <= LIMIT.nameLength;
}

function isRevision(value: unknown): value is number {
  return isCount(value) && value <= MOST_REVISION;
}

function isTotals(value: unknown): value is Totals {
  return isRecord(value) && TOTALS.every((name) => isCount(value[name]));
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
