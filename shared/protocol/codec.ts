/**
 * Bytes to messages and back, and the only doubt there is: what leaves the decoders here is checked and typed, and
 * nobody checks it again. Neither decoder throws, whatever it is given.
 */
import { Packr } from "msgpackr/pack";
import { Unpackr } from "msgpackr/unpack";
import { MAX_SEATS } from "../sim/tuning.ts";
import { packArena, readArena, readPoint } from "./arenaFields.ts";
import { FieldReader, Refusal } from "./fields.ts";
import { MOST_TICK, packInputs, readInputs } from "./inputBytes.ts";
import {
  CLIENT_MESSAGE_BYTES,
  CLIENT_MESSAGES,
  LIMIT,
  NO_SLOT,
  PHRASES,
  PLAYER_KEY_LENGTH,
  POLL_KINDS,
  SERVER_MESSAGES,
  TOKEN_LENGTH,
  type ClientMessage,
  type RosterSeat,
  type ServerMessage,
} from "./messages.ts";
import {
  pollFields,
  readChoice,
  readDeclined,
  readPoll,
  readPollOver,
  readPropose,
  readRounds,
} from "./pollFields.ts";
import { isPlayerKey } from "./recordBook.ts";
import { scanMessage, type ScanLimits } from "./scan.ts";
import { readTable, tableFields } from "./tableFields.ts";

/** What came of a peer's bytes. */
export type Decoded<Message> = Message | { type: "refused"; reason: string };

/** msgpack's marks for what a snapshot's message is made of. */
const ARRAY_OF_2 = 0x92;
const BIN_8 = 0xc4;
const BIN_16 = 0xc5;
/** What the length of a body has room for. */
const MOST_BODY_BYTES = 0xffff;
/** [type, bin]: what stands before the body of an `inputs`, as every packer writes it. */
const INPUTS_HEAD_BYTES = 4;
const SNAPSHOT_NUMBER = SERVER_MESSAGES.indexOf("snapshot");
const INPUTS_NUMBER = CLIENT_MESSAGES.indexOf("inputs");
const packr = new Packr({ useRecords: false });
const unpackr = new Unpackr({ useRecords: false });

const CLIENT_LIMITS: ScanLimits = { depth: 2, items: 16, stringBytes: 800, binBytes: 64 };
const SERVER_LIMITS: ScanLimits = { depth: 6, items: 32_768, stringBytes: 1024, binBytes: 65_535 };
const TOKEN = new RegExp(`^[0-9a-f]{${TOKEN_LENGTH}}$`);

/** Checks and reads one message of a client. */
export function decodeClientMessage(bytes: Uint8Array): Decoded<ClientMessage> {
  if (bytes.length > CLIENT_MESSAGE_BYTES) return { type: "refused", reason: "message too long" };
  if (isPlainInputs(bytes)) return decodePlainInputs(bytes);
  return decode(bytes, CLIENT_LIMITS, CLIENT_MESSAGES, readClientMessage);
}

/** Nearly all that comes, thirty times a second from each player: it is read where it lies, and nothing is unpacked. */
function decodePlainInputs(bytes: Uint8Array): Decoded<ClientMessage> {
  try {
    return readInputs(bytes, INPUTS_HEAD_BYTES);
  } catch (error) {
    return refusalOf(error);
  }
}

function isPlainInputs(bytes: Uint8Array): boolean {
  return (
    bytes[0] === ARRAY_OF_2 &&
    bytes[1] === INPUTS_NUMBER &&
    bytes[2] === BIN_8 &&
    bytes[3] === bytes.length - INPUTS_HEAD_BYTES
  );
}

/** Checks and reads one message of a server. */
export function decodeServerMessage(bytes: Uint8Array): Decoded<ServerMessage> {
  return decode(bytes, SERVER_LIMITS, SERVER_MESSAGES, readServerMessage);
}

function decode<Message extends { type: string }>(
  bytes: Uint8Array,
  limits: ScanLimits,
  types: readonly Message["type"][],
  read: (type: Message["type"], fields: FieldReader) => Message,
): Decoded<Message> {
  const refusal = scanMessage(bytes, limits);
  if (refusal !== undefined) return { type: "refused", reason: refusal };
  try {
    const fields = new FieldReader(unpackr.unpack(bytes), "message");
    const message = read(types[fields.int("type", 0, types.length - 1)]!, fields);
    fields.end();
    return message;
  } catch (error) {
    return refusalOf(error);
  }
}

/** Anything else that is thrown is a mistake of ours. */
function refusalOf(error: unknown): { type: "refused"; reason: string } {
  if (error instanceof Refusal) return { type: "refused", reason: error.message };
  throw error;
}

function readClientMessage(type: ClientMessage["type"], fields: FieldReader): ClientMessage {
  switch (type) {
    case "hello":
      return {
        type,
        protocolId: fields.string("protocolId", LIMIT.protocolIdLength),
        name: fields.string("name", LIMIT.nameLength),
        room: fields.string("room", LIMIT.roomLength),
        token: readToken(fields, true),
        isWatching: fields.bool("isWatching"),
        password: fields.string("password", LIMIT.passwordLength),
        ...readTable(fields),
        playerKey: readPlayerKey(fields),
      };
    case "inputs":
      return readInputs(fields.bin("inputs"), 0);
    case "chat":
      return { type, ...readChat(fields) };
    case "ping":
      return { type, id: fields.int("id", 0, 0xffff) };
    case "away":
      return { type, isAway: fields.bool("isAway") };
    case "resync":
      return { type };
    case "screen": {
      const widthPx = fields.int("widthPx", 1, LIMIT.screenPx);
      return { type, widthPx, heightPx: fields.int("heightPx", 1, LIMIT.screenPx) };
    }
    case "watch":
      return {
        type,
        ackTick: fields.int("ackTick", 0, MOST_TICK),
        slot: readSlotOrNone(fields),
        ...readPoint(fields),
      };
    case "phrase":
      return { type, phrase: readPhrase(fields) };
    case "propose":
      return readPropose(fields);
    case "ballot":
      return { type, choice: readChoice(fields) };
    case "mark":
      return { type, ...readPoint(fields) };
  }
}

function readServerMessage(type: ServerMessage["type"], fields: FieldReader): ServerMessage {
  switch (type) {
    case "welcome":
      return readWelcome(fields);
    case "arena":
      return { type, arena: readArena(fields) };
    case "snapshot":
      return { type, body: fields.bin("body") };
    case "roster":
      return {
        type,
        seats: fields.list("seats", MAX_SEATS, readRosterSeat),
      };
    case "chat":
      return { type, slot: readSlot(fields), ...readChat(fields) };
    case "pong":
      return { type, id: fields.int("id", 0, 0xffff), time: fields.int("time", 0, 0xffffffff) };
    case "results":
      return {
        type,
        seats: fields.list("seats", MAX_SEATS, (seat) => ({
          slot: readSlot(seat),
          shots: seat.int("shots", 0, 0xffff),
          hits: seat.int("hits", 0, 0xffff),
        })),
      };
    case "joined":
      return { type, ...readRosterSeat(fields) };
    case "left":
      return { type, slot: readSlot(fields) };
    case "watchers":
      return { type, count: fields.int("count", 0, LIMIT.watchers) };
    case "notice":
      return { type, text: fields.string("text", LIMIT.chatLength) };
    case "stopping":
      return { type, seconds: fields.int("seconds", 0, LIMIT.stoppingSeconds) };
    case "paused":
      return { type, seconds: fields.int("seconds", 0, LIMIT.pausedSeconds) };
    case "phrase":
      return { type, slot: readSlot(fields), phrase: readPhrase(fields) };
    case "rounds":
      return readRounds(fields);
    case "poll":
      return readPoll(fields);
    case "pollOver":
      return readPollOver(fields);
    case "declined":
      return readDeclined(fields);
    case "mark":
      return { type, slot: readSlot(fields), ...readPoint(fields) };
  }
}

function readWelcome(fields: FieldReader): ServerMessage {
  const slot = readSlotOrNone(fields);
  return {
    type: "welcome",
    slot,
    roomCode: fields.string("roomCode", LIMIT.roomLength),
    hasKillCam: fields.bool("hasKillCam"),
    seats: fields.int("seats", 1, MAX_SEATS),
    token: readToken(fields, slot === NO_SLOT),
    isResumed: fields.bool("isResumed"),
  };
}

function readRosterSeat(seat: FieldReader): RosterSeat {
  return {
    slot: readSlot(seat),
    name: seat.string("name", LIMIT.nameLength),
    isBot: seat.bool("isBot"),
  };
}

function readSlot(fields: FieldReader): number {
  return fields.int("slot", 0, MAX_SEATS - 1);
}

function readSlotOrNone(fields: FieldReader): number {
  return fields.int("slot", NO_SLOT, MAX_SEATS - 1);
}

function readChat(fields: FieldReader): { text: string; isTeam: boolean } {
  const text = fields.string("text", LIMIT.chatLength);
  return { text, isTeam: fields.bool("isTeam") };
}

function readPhrase(fields: FieldReader): number {
  return fields.int("phrase", 0, PHRASES - 1);
}

function readToken(fields: FieldReader, mayBeNone: boolean): string {
  const token = fields.string("token", TOKEN_LENGTH);
  // What it is instead is not told: it may be somebody's, mistyped.
  if (!TOKEN.test(token) && !(mayBeNone && token === ""))
    throw new Refusal("message.token: no token");
  return token;
}

function readPlayerKey(fields: FieldReader): string {
  const key = fields.string("playerKey", PLAYER_KEY_LENGTH);
  if (key !== "" && !isPlayerKey(key)) throw new Refusal("message.playerKey: no key");
  return key;
}

/** A client's message as the bytes of one WebSocket frame. */
export function encodeClientMessage(message: ClientMessage): Uint8Array {
  const number = CLIENT_MESSAGES.indexOf(message.type);
  switch (message.type) {
    case "hello":
      return packr.pack([
        number,
        message.protocolId,
        message.name,
        message.room,
        message.token,
        message.isWatching,
        message.password,
        ...tableFields(message),
        message.playerKey,
      ]);
    case "inputs":
      return packr.pack([number, packInputs(message)]);
    case "chat":
      return packr.pack([number, message.text, message.isTeam]);
    case "ping":
      return packr.pack([number, message.id]);
    case "away":
      return packr.pack([number, message.isAway]);
    case "resync":
      return packr.pack([number]);
    case "screen":
      return packr.pack([number, message.widthPx, message.heightPx]);
    case "watch":
      return packr.pack([number, message.ackTick, message.slot, message.x, message.y]);
    case "phrase":
      return packr.pack([number, message.phrase]);
    case "propose":
      return packr.pack([number, POLL_KINDS.indexOf(message.kind), message.subject]);
    case "ballot":
      return packr.pack([number, message.choice]);
    case "mark":
      return packr.pack([number, message.x, message.y]);
  }
}

/** A server's message as the bytes of one WebSocket frame. */
export function encodeServerMessage(message: ServerMessage): Uint8Array {
  const number = SERVER_MESSAGES.indexOf(message.type);
  switch (message.type) {
    case "welcome":
      return packr.pack([
        number,
        message.slot,
        message.roomCode,
        message.hasKillCam,
        message.seats,
        message.token,
        message.isResumed,
      ]);
    case "arena":
      return packr.pack([number, ...packArena(message.arena)]);
    case "snapshot":
      return packr.pack([number, message.body]);
    case "roster":
      return packr.pack([number, message.seats.map((seat) => [seat.slot, seat.name, seat.isBot])]);
    case "chat":
      return packr.pack([number, message.slot, message.text, message.isTeam]);
    case "pong":
      return packr.pack([number, message.id, message.time]);
    case "results":
      return packr.pack([number, message.seats.map((seat) => [seat.slot, seat.shots, seat.hits])]);
    case "joined":
      return packr.pack([number, message.slot, message.name, message.isBot]);
    case "left":
      return packr.pack([number, message.slot]);
    case "watchers":
      return packr.pack([number, message.count]);
    case "phrase":
      return packr.pack([number, message.slot, message.phrase]);
    case "rounds":
    case "poll":
    case "pollOver":
    case "declined":
      return packr.pack([number, ...pollFields(message)]);
    case "mark":
      return packr.pack([number, message.slot, message.x, message.y]);
    case "notice":
      return packr.pack([number, message.text]);
    case "stopping":
    case "paused":
      return packr.pack([number, message.seconds]);
  }
}

/** Most bytes that stand before the body of a snapshot in its message. */
export const SNAPSHOT_HEAD_BYTES = 5;

/**
 * Writes what stands before a body of so many bytes in the message of a snapshot: by hand what `packr` would make, for there
 * is one for each player thirty times a second. Gives where the body begins. RangeError for more than MOST_BODY_BYTES.
 */
export function writeSnapshotHead(into: DataView, start: number, bodyBytes: number): number {
  if (bodyBytes > MOST_BODY_BYTES) throw new RangeError(`a snapshot of ${bodyBytes} bytes`);
  let at = start;
  into.setUint8(at++, ARRAY_OF_2);
  into.setUint8(at++, SNAPSHOT_NUMBER);
  if (bodyBytes <= 0xff) into.setUint8(at++, BIN_8);
  else {
    into.setUint8(at++, BIN_16);
    into.setUint8(at++, bodyBytes >> 8);
  }
  into.setUint8(at++, bodyBytes & 0xff);
  return at;
}
