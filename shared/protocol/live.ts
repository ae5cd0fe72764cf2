/**
 * What a server tells in JSON to whoever listens at /live, see docs/live.md: what goes on in its open rooms, and what games
 * there are in its network. First a `state`, then `news` of what has changed since.
 */
import { MATCH_PHASES, type MatchPhase } from "../sim/world.ts";

export const LIVE_PATH = "/live";
/** Raised when a listener of before would misunderstand what is told; new fields do not raise it. */
export const LIVE_VERSION = 1;

/** What one may want to be told of. */
export const LIVE_TOPICS = ["rooms", "kills", "chat", "games"] as const;
export type LiveTopic = (typeof LIVE_TOPICS)[number];

export interface LivePlayer {
  name: string;
  isBot: boolean;
  /** 1 or 2; 0 where there are no teams. */
  team: number;
  score: number;
}

/** An open room, one that quick play may lead to. */
export interface LiveRoom {
  code: string;
  /** By its name. */
  mode: string;
  /** Title of the map. */
  map: string;
  phase: MatchPhase;
  /** It stands still for now. */
  isPaused: boolean;
  /** Until the phase ends; null for no end. */
  secondsLeft: number | null;
  seats: number;
  people: number;
  bots: number;
  watchers: number;
  /** Of team 1 and 2; null where there are none. */
  teamScores: readonly [number, number] | null;
  /** The best first, no more than 64. */
  players: readonly LivePlayer[];
}

/** A server nearby, and what is played on it. */
export interface LiveGame {
  name: string;
  /** Of its page; its /live tells more. */
  url: string;
  people: number;
  seats: number;
  /** Of its fullest open room; "" when nobody plays there. */
  mode: string;
  map: string;
}

export interface LiveKill {
  room: string;
  /** Null when nobody else did it. */
  killer: string | null;
  victim: string;
  weapon: string;
  bounces: number;
}

export interface LiveChat {
  room: string;
  name: string;
  text: string;
}

/** Kinds of systems, by what keeps others out there. */
export const LIVE_SYSTEMS = ["linux", "windows", "macos"] as const;
export type LiveSystem = (typeof LIVE_SYSTEMS)[number];

/** Somebody waits for others, and nobody from another device has come. */
export interface LiveUnreached {
  system: LiveSystem;
  /** To type on this computer, any one of them: each lets others in. */
  commands: readonly string[];
}

/** All but the name is told on the server's own computer alone. */
export interface LiveServer {
  name: string;
  /** Pages under which others in the network reach it, the likeliest first. */
  addresses?: readonly string[];
  unreached?: LiveUnreached;
}

/** The first that is told, and again after one has said what one wants. */
export interface LiveState {
  v: typeof LIVE_VERSION;
  type: "state";
  /** What one is told of. */
  topics: readonly LiveTopic[];
  server: LiveServer;
  rooms?: readonly LiveRoom[];
  games?: readonly LiveGame[];
}

/** What is new, at most four times a second; what is not named is as it was. */
export interface LiveNews {
  v: typeof LIVE_VERSION;
  type: "news";
  /** Whole. */
  server?: LiveServer;
  /** Whole, those that changed or were opened. */
  rooms?: readonly LiveRoom[];
  /** Codes of rooms that are no more. */
  closed?: readonly string[];
  kills?: readonly LiveKill[];
  chat?: readonly LiveChat[];
  /** All of them. */
  games?: readonly LiveGame[];
}

export type LiveFrame = LiveState | LiveNews;

/** What a listener says, if anything: what it wants to be told of. */
export interface LiveWish {
  v: typeof LIVE_VERSION;
  topics: readonly LiveTopic[];
}

/** The wish in a text; null when it is none. */
export function readLiveWish(text: string): LiveWish | null {
  const said = parse(text);
  if (!isRecord(said) || said["v"] !== LIVE_VERSION || !Array.isArray(said["topics"])) return null;
  const topics: unknown[] = said["topics"];
  const isKnown = topics.length <= LIVE_TOPICS.length && topics.every(isTopic);
  return isKnown
    ? { v: LIVE_VERSION, topics: LIVE_TOPICS.filter((t) => topics.includes(t)) }
    : null;
}

/** What a server told; null when it is nothing that this version understands. */
export function readLiveFrame(text: string): LiveFrame | null {
  const told = parse(text);
  if (!isRecord(told) || told["v"] !== LIVE_VERSION) return null;
  const { type, rooms = [], games = [], closed = [], server } = told;
  const isSound = isListOf(rooms, isRoom) && isListOf(games, isGame) && isListOf(closed, isText);
  if (!isSound) return null;
  if (type === "news" && (server === undefined || isServer(server)))
    return told as unknown as LiveNews;
  return type === "state" && isServer(server) ? (told as unknown as LiveState) : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Refused by whoever asked, as anything else that is not understood.
    return null;
  }
}

function isServer(value: unknown): boolean {
  if (!isRecord(value) || !isText(value["name"])) return false;
  const { addresses = [], unreached } = value;
  return isListOf(addresses, isPage) && (unreached === undefined || isUnreached(unreached));
}

function isUnreached(value: unknown): boolean {
  return (
    isRecord(value) &&
    LIVE_SYSTEMS.some((system) => system === value["system"]) &&
    isListOf(value["commands"], isText)
  );
}

function isRoom(value: unknown): boolean {
  return (
    isRecord(value) &&
    [value["code"], value["mode"], value["map"]].every(isText) &&
    [value["seats"], value["people"], value["bots"]].every(isCount) &&
    MATCH_PHASES.some((phase) => phase === value["phase"]) &&
    typeof value["isPaused"] === "boolean"
  );
}

function isGame(value: unknown): boolean {
  return (
    isRecord(value) &&
    [value["name"], value["mode"], value["map"]].every(isText) &&
    [value["seats"], value["people"]].every(isCount) &&
    isPage(value["url"])
  );
}

function isPage(value: unknown): boolean {
  return isText(value) && /^https?:\/\//.test(value);
}

function isTopic(value: unknown): value is LiveTopic {
  return LIVE_TOPICS.some((topic) => topic === value);
}

function isListOf(value: unknown, isOne: (part: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isOne);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isCount(value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
