/** What honest peers send, for those who check that it is understood, and for those who spoil it. */
import {
  PLAYER_KEY_LENGTH,
  TOKEN_LENGTH,
  USUAL_TABLE,
  type ClientMessage,
  type ServerMessage,
} from "#shared/protocol/messages.ts";
import { askWeapon, Button } from "#shared/sim/input.ts";
import { SQUARE } from "./arenas.ts";

const KEY = "fedcba9876543210".repeat(PLAYER_KEY_LENGTH / 16);
const TOKEN = "0123456789abcdef".repeat(TOKEN_LENGTH / 16);

/** One honest message of each kind, and more of those that have more to them. */
export const HONEST_CLIENT_MESSAGES: readonly ClientMessage[] = [
  {
    type: "hello",
    protocolId: "0123456789abcdef",
    name: "Ada",
    room: "",
    token: "",
    isWatching: false,
    password: "",
    playerKey: "",
    ...USUAL_TABLE,
  },
  {
    type: "hello",
    protocolId: "",
    name: "名前🙂",
    room: "NEW",
    token: TOKEN,
    isWatching: true,
    password: "漢".repeat(64),
    mode: 4,
    map: "漢".repeat(64),
    bots: 16,
    botLevel: "mixed",
    friendlyFire: "on",
    playerKey: KEY,
  },
  {
    type: "inputs",
    firstTick: 1,
    ackTick: 0,
    viewAge: 0,
    inputs: [{ buttons: 0, moveX: 0, moveY: 0, aim: 0 }],
  },
  {
    type: "inputs",
    firstTick: 123_456,
    ackTick: 123_440,
    viewAge: 65_535,
    inputs: Array.from({ length: 8 }, (_, i) => ({
      buttons: askWeapon(Button.fire | Button.dash, i % 2),
      moveX: i - 4,
      moveY: 7 - i,
      aim: i * 9000,
    })),
  },
  { type: "chat", text: "well played", isTeam: false },
  { type: "chat", text: "漢".repeat(200), isTeam: true },
  { type: "ping", id: 65_535 },
  { type: "away", isAway: true },
  { type: "resync" },
  { type: "screen", widthPx: 1280, heightPx: 720 },
  { type: "watch", ackTick: 123_440, slot: -1, x: 0, y: 4096 },
  { type: "watch", ackTick: 0, slot: 511, x: 640, y: 360 },
  { type: "phrase", phrase: 7 },
  { type: "propose", kind: "round", subject: 511 },
  { type: "ballot", choice: 2 },
  { type: "mark", x: 4096, y: 0 },
];

export const HONEST_SERVER_MESSAGES: readonly ServerMessage[] = [
  {
    type: "welcome",
    slot: 63,
    roomCode: "ABCD",
    hasKillCam: true,
    seats: 64,
    token: TOKEN,
    isResumed: true,
  },
  { type: "arena", arena: { ...SQUARE, walls: [SQUARE.border], pads: [{ kind: 1, x: 5, y: 6 }] } },
  { type: "snapshot", body: new Uint8Array(300).fill(0xa5) },
  {
    type: "roster",
    seats: [
      { slot: 0, name: "Ada", isBot: false },
      { slot: 9, name: "Bot", isBot: true },
    ],
  },
  { type: "chat", slot: 1, text: "漢".repeat(200), isTeam: true },
  { type: "pong", id: 7, time: 0xffffffff },
  { type: "results", seats: [{ slot: 3, shots: 500, hits: 65_535 }] },
  { type: "joined", slot: 63, name: "漢".repeat(21), isBot: false },
  { type: "left", slot: 0 },
  {
    type: "welcome",
    slot: -1,
    roomCode: "ABCD",
    hasKillCam: true,
    seats: 1,
    token: "",
    isResumed: false,
  },
  { type: "watchers", count: 8 },
  { type: "phrase", slot: 511, phrase: 7 },
  {
    type: "rounds",
    rounds: [
      { title: "Felt Room", mode: 0 },
      { title: "漢".repeat(64), mode: 4 },
    ],
  },
  {
    type: "poll",
    kind: "next",
    subject: 0,
    by: -1,
    endTick: 123_456,
    needed: 0,
    choices: [0, 1, 2].map((round) => ({ round, count: 3 - round })),
  },
  { type: "pollOver", kind: "kick", subject: 511, isCarried: true },
  { type: "declined", why: "too few", seconds: 65_535 },
  { type: "mark", slot: 511, x: 0, y: 4096 },
];
