/**
 * Every message, in both directions. On the wire each is one binary WebSocket frame holding the msgpack array
 * `[number, …fields]`; the number is its place in these lists, the fields come in the order in which they stand here.
 */
import type { ArenaSource } from "../sim/arena/arena.ts";
import type { PlayerInput } from "../sim/input.ts";

export type ClientMessage =
  /**
   * First on every connection. `room`: "" for any, NEW_ROOM or NEW_OPEN_ROOM to open one, PRACTICE_ROOM for
   * one against bots, else its code. `password` of that
   * room, which a new one is to have; "" for none. `token` of the last `welcome`, to have
   * that seat again; "" for none. `isWatching`: I want no seat, only to see. `playerKey`: who I am from
   * one visit to the next, "" for nobody in particular. What stands in a TableWish counts for a new
   * room alone.
   */
  | ({
      type: "hello";
      protocolId: string;
      name: string;
      room: string;
      token: string;
      isWatching: boolean;
      password: string;
    } & TableWish & { playerKey: string })
  /**
   * Inputs of consecutive ticks, and the newest snapshot held. `viewAge`: how far before `firstTick` the others were
   * drawn when these were pressed, in parts of a tick (input.ts).
   */
  | {
      type: "inputs";
      firstTick: number;
      ackTick: number;
      viewAge: number;
      inputs: PlayerInput[];
    }
  /** `isTeam`: to my team alone, where there are teams. */
  | { type: "chat"; text: string; isTeam: boolean }
  /** Answered at once by a `pong`; `id` 0..65535 comes back. */
  | { type: "ping"; id: number }
  /** The player's tab is hidden, or is back. */
  | { type: "away"; isAway: boolean }
  /** A snapshot could not be read: send a keyframe. */
  | { type: "resync" }
  /** So much of the world, px, my screen shows: what is further away need not be sent. */
  | { type: "screen"; widthPx: number; heightPx: number }
  /**
   * Of who watches: along with the skiff on `slot`, or with NO_SLOT, and while that is out, from this place, px. Holds the
   * snapshot of `ackTick`.
   */
  | { type: "watch"; ackTick: number; slot: number; x: number; y: number }
  /** Says one of the phrases that everybody has in his own language, by its number. */
  | { type: "phrase"; phrase: number }
  /** Puts to the vote: that the one on slot `subject` be sent away, or that round `subject` be played now. */
  | { type: "propose"; kind: "kick" | "round"; subject: number }
  /** My choice in the vote that is open: of a motion 0 yes, 1 no; else one of its rounds. */
  | { type: "ballot"; choice: number }
  /** Points my team to a place, px. */
  | { type: "mark"; x: number; y: number };

/** How good a bot is, from the weakest to the strongest. */
export const BOT_LEVELS = ["rookie", "regular", "ace"] as const;
export type BotLevel = (typeof BOT_LEVELS)[number];

/** One level for all bots of a room, or as many of each as can be. */
export const CREW_LEVELS = [...BOT_LEVELS, "mixed"] as const;
export type CrewLevel = (typeof CREW_LEVELS)[number];

/** Choices of a new room that may be left to its server. */
export const WISHED_LEVELS = ["usual", ...CREW_LEVELS] as const;
export const WISHED_FIRE = ["usual", "off", "on"] as const;
/** In the place of a number that is left to the server. */
export const USUAL = -1;

/** What a new room is to play, as far as it is not to be as usual on its server. */
export interface TableWish {
  /** Its number, or USUAL: that one alone, on all maps that have what it needs. */
  mode: number;
  /** By its name, to begin with; "" for any. */
  map: string;
  /** Bots fill so many seats, or USUAL. */
  bots: number;
  botLevel: (typeof WISHED_LEVELS)[number];
  friendlyFire: (typeof WISHED_FIRE)[number];
}

export const USUAL_TABLE: Readonly<TableWish> = {
  mode: USUAL,
  map: "",
  bots: USUAL,
  botLevel: "usual",
  friendlyFire: "usual",
};

export const CLIENT_MESSAGES: readonly ClientMessage["type"][] = [
  "hello",
  "inputs",
  "chat",
  "ping",
  "away",
  "resync",
  "screen",
  "watch",
  "phrase",
  "propose",
  "ballot",
  "mark",
];

/** A participant, as the roster lists it. */
export interface RosterSeat {
  slot: number;
  name: string;
  isBot: boolean;
}

/** What only the end of a match tells of a seat. */
export interface ResultSeat {
  slot: number;
  shots: number;
  hits: number;
}

export type ServerMessage =
  /**
   * Answer to `hello`: you have this slot of so many seats in this room. `hasKillCam`: its rules let one see one's
   * own end once more. `token` opens this seat once more; keep it secret. `isResumed`: it is the seat that the token
   * of the `hello` opened. Who watches has NO_SLOT and "".
   */
  | {
      type: "welcome";
      slot: number;
      roomCode: string;
      hasKillCam: boolean;
      seats: number;
      token: string;
      isResumed: boolean;
    }
  /** The map, before the first snapshot on it. */
  | { type: "arena"; arena: ArenaSource }
  /** One tick of the world: see frame.ts. */
  | { type: "snapshot"; body: Uint8Array }
  /** Everybody in the room: once, to who comes. Then `joined` and `left` tell of the others. */
  | { type: "roster"; seats: RosterSeat[] }
  | { type: "chat"; slot: number; text: string; isTeam: boolean }
  /** The server's time when the ping came, in 1/256 ticks (0..2^32-1, wrapping). */
  | { type: "pong"; id: number; time: number }
  | { type: "results"; seats: ResultSeat[] }
  /** Somebody has this slot now, who had none. */
  | ({ type: "joined" } & RosterSeat)
  /** Nobody has this slot any more. */
  | { type: "left"; slot: number }
  /** So many people watch. */
  | { type: "watchers"; count: number }
  | { type: "phrase"; slot: number; phrase: number }
  /** What may be played here: to who comes, and anew before the `arena` with which that changes; the one that is played is among them, and voting for it begins the match anew; the number of a round is its place. */
  | { type: "rounds"; rounds: RoundSource[] }
  /**
   * How the vote stands that is open, whenever that changes. `by` whom it was moved, or NO_SLOT; so many are `needed` for
   * it. `choices`: yes and no, or the rounds of which one is next.
   */
  | {
      type: "poll";
      kind: PollKind;
      subject: number;
      by: number;
      endTick: number;
      needed: number;
      choices: PollChoice[];
    }
  /** It is over; `subject` of `next` is the round. */
  | { type: "pollOver"; kind: PollKind; subject: number; isCarried: boolean }
  /** What I proposed is not put to the vote, or not for so many seconds. */
  | { type: "declined"; why: DeclinedReason; seconds: number }
  /** Somebody of my team points to a place, px. */
  | { type: "mark"; slot: number; x: number; y: number }
  /** Whoever runs the server says something, to one or to all. */
  | { type: "notice"; text: string }
  /** The server ends after this match, and in so many seconds in any case. */
  | { type: "stopping"; seconds: number }
  /** The match stands still, and in so many seconds it goes on if nothing else is said; 0: now. Told each second. */
  | { type: "paused"; seconds: number };

export const SERVER_MESSAGES: readonly ServerMessage["type"][] = [
  "welcome",
  "arena",
  "snapshot",
  "roster",
  "chat",
  "pong",
  "results",
  "joined",
  "left",
  "watchers",
  "phrase",
  "rounds",
  "poll",
  "pollOver",
  "declined",
  "mark",
  "notice",
  "stopping",
  "paused",
];

/** A mode, by its number, on a map. */
export interface RoundSource {
  title: string;
  mode: number;
}

/** What is voted on: who is sent away, what is played now, what is next when the match is over. */
export const POLL_KINDS = ["kick", "round", "next"] as const;
export type PollKind = (typeof POLL_KINDS)[number];

/** Another vote is open; it is too soon after another; there is no such person or round; there are too few people. */
export const DECLINED = ["voting", "too soon", "nobody", "too few"] as const;
export type DeclinedReason = (typeof DECLINED)[number];

export const MOST_CHOICES = 3;

export interface PollChoice {
  /** Of `next`; 0 of a motion. */
  round: number;
  count: number;
}

/** So many phrases there are. */
export const PHRASES = 8;

/** Steps of a tick in a pong's time. */
export const PONG_STEPS_PER_TICK = 256;

/** Asks for a room of one's own: for those who have its code, or one into which quick play may lead as well. */
export const NEW_ROOM = "new";
export const NEW_OPEN_ROOM = "new open";
/** Against bots, in play at once and without end. */
export const PRACTICE_ROOM = "practice";

/** The slot of who has none: he only watches. */
export const NO_SLOT = -1;

/** A token is 128 bits, in hexadecimal digits. */
export const TOKEN_LENGTH = 32;
/** What a player is known by is 128 bits that his client made, in hexadecimal digits. */
export const PLAYER_KEY_LENGTH = 32;
/** A seat whose connection was lost is kept this long. */
export const SEAT_HELD_MS = 60_000;

/** A server keeps inputs of so many ticks after its own, and of each tick the first that comes. */
export const INPUT_WINDOW_TICKS = 30;

/** Limits of what the fields may hold, checked by the codec. */
export const LIMIT = {
  protocolIdLength: 16,
  nameLength: 64,
  roomLength: 12,
  passwordLength: 64,
  wishedBots: 16,
  chatLength: 200,
  inputsPerMessage: 8,
  viewAge: 0xffff,
  arenaPoints: 4096,
  arenaSizePx: 4096,
  screenPx: 4096,
  watchers: 0xffff,
  stoppingSeconds: 3600,
  pausedSeconds: 3600,
  rounds: 512,
} as const;

/** Largest message that a client may send, in bytes. */
export const CLIENT_MESSAGE_BYTES = 1024;
