/**
 * Every message, in both directions. On the wire each is one binary WebSocket frame holding the msgpack array
 * `[number, …fields]`; the number is its place in these lists, the fields come in the order in which they stand here.
 */
import type { ArenaSource } from "../sim/arena/arena.ts";
import type { PlayerInput } from "../sim/input.ts";

export type ClientMessage =
  /**
   * First on every connection. `room`: "" for any, "new" to open one, "practice" for one against bots, else its code.
   * `token` of the last `welcome`, to have that seat again; "" for none.
   */
  | { type: "hello"; protocolId: string; name: string; room: string; token: string }
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
  | { type: "chat"; text: string }
  /** Answered at once by a `pong`; `id` 0..65535 comes back. */
  | { type: "ping"; id: number }
  /** The player's tab is hidden, or is back. */
  | { type: "away"; isAway: boolean }
  /** A snapshot could not be read: send a keyframe. */
  | { type: "resync" }
  /** So much of the world, px, my screen shows: what is further away need not be sent. */
  | { type: "screen"; widthPx: number; heightPx: number };

export const CLIENT_MESSAGES: readonly ClientMessage["type"][] = [
  "hello",
  "inputs",
  "chat",
  "ping",
  "away",
  "resync",
  "screen",
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
   * Answer to `hello`: you have this slot of so many seats in this room. `scoreLimit` 0 is none. `hasKillCam`: its
   * rules let one see one's own end once more. `token` opens this seat once
   * more; keep it secret. `isResumed`: it is the seat that the token of the `hello` opened.
   */
  | {
      type: "welcome";
      slot: number;
      roomCode: string;
      scoreLimit: number;
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
  | { type: "chat"; slot: number; text: string }
  /** The server's time when the ping came, in 1/256 ticks (0..2^32-1, wrapping). */
  | { type: "pong"; id: number; time: number }
  | { type: "results"; seats: ResultSeat[] }
  /** Somebody has this slot now, who had none. */
  | ({ type: "joined" } & RosterSeat)
  /** Nobody has this slot any more. */
  | { type: "left"; slot: number };

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
];

/** Steps of a tick in a pong's time. */
export const PONG_STEPS_PER_TICK = 256;

/** A token is 128 bits, in hexadecimal digits. */
export const TOKEN_LENGTH = 32;
/** A seat whose connection was lost is kept this long. */
export const SEAT_HELD_MS = 60_000;

/** Limits of what the fields may hold, checked by the codec. */
export const LIMIT = {
  protocolIdLength: 16,
  nameLength: 64,
  roomLength: 12,
  chatLength: 200,
  inputsPerMessage: 8,
  viewAge: 0xffff,
  arenaPoints: 4096,
  arenaSizePx: 4096,
  screenPx: 4096,
} as const;

/** Largest message that a client may send, in bytes. */
export const CLIENT_MESSAGE_BYTES = 1024;
