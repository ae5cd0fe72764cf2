/** Messages by chance, each as an honest peer might send it: for properties that hold for all of them. */
import fc from "fast-check";
import {
  DECLINED,
  LIMIT,
  MOST_CHOICES,
  NO_SLOT,
  PHRASES,
  POLL_KINDS,
  USUAL,
  WISHED_FIRE,
  WISHED_LEVELS,
  type ClientMessage,
  type ServerMessage,
} from "#shared/protocol/messages.ts";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";

/** Well-formed text of at most so many UTF-16 units, of every script; a byte order mark at its start may get lost. */
function text(most: number): fc.Arbitrary<string> {
  const character = fc.oneof(
    fc.constantFrom("a", "ß", "漢", "🙂", "\u0000", "\u0301", "\u200d", "\uffff"),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  );
  return fc.array(character, { maxLength: most, size: "max" }).map((characters) => {
    while (characters.join("").length > most) characters.pop();
    return characters
      .join("")
      .replaceAll("\ufffd", "")
      .replace(/^\ufeff+/, "");
  });
}

const slot = fc.nat(511);
const slotOrNone = fc.integer({ min: NO_SLOT, max: 511 });
const tick = fc.nat(2 ** 31 - 1);
const u16 = fc.nat(0xffff);
const place = { x: fc.nat(LIMIT.arenaSizePx), y: fc.nat(LIMIT.arenaSizePx) };
const token = fc.stringMatching(/^[0-9a-f]{32}$/);
const input = fc.record({
  buttons: fc.nat(31),
  moveX: fc.integer({ min: -7, max: 7 }),
  moveY: fc.integer({ min: -7, max: 7 }),
  aim: u16,
});

/** Any message of a client. */
export const clientMessage: fc.Arbitrary<ClientMessage> = fc.oneof(
  fc.record({
    type: fc.constant("hello"),
    protocolId: text(LIMIT.protocolIdLength),
    name: text(LIMIT.nameLength),
    room: text(LIMIT.roomLength),
    token: fc.option(token, { nil: "" }),
    isWatching: fc.boolean(),
    password: text(LIMIT.passwordLength),
    mode: fc.integer({ min: USUAL, max: 4 }),
    map: text(LIMIT.nameLength),
    bots: fc.integer({ min: USUAL, max: 16 }),
    botLevel: fc.constantFrom(...WISHED_LEVELS),
    friendlyFire: fc.constantFrom(...WISHED_FIRE),
    playerKey: fc.option(token, { nil: "" }),
  }),
  fc.record({
    type: fc.constant("inputs"),
    firstTick: tick,
    ackTick: tick,
    viewAge: u16,
    inputs: fc.array(input, { minLength: 1, maxLength: LIMIT.inputsPerMessage }),
  }),
  fc.record({
    type: fc.constant("chat"),
    text: text(LIMIT.chatLength),
    isTeam: fc.boolean(),
  }),
  fc.record({ type: fc.constant("ping"), id: u16 }),
  fc.record({ type: fc.constant("away"), isAway: fc.boolean() }),
  fc.record({ type: fc.constant("resync") }),
  fc.record({
    type: fc.constant("screen"),
    widthPx: fc.integer({ min: 1, max: LIMIT.screenPx }),
    heightPx: fc.integer({ min: 1, max: LIMIT.screenPx }),
  }),
  fc.record({
    type: fc.constant("watch"),
    ackTick: tick,
    slot: slotOrNone,
    x: fc.nat(LIMIT.arenaSizePx),
    y: fc.nat(LIMIT.arenaSizePx),
  }),
  fc.record({ type: fc.constant("phrase"), phrase: fc.nat(PHRASES - 1) }),
  fc.record({
    type: fc.constant("propose"),
    kind: fc.constantFrom("kick" as const, "round" as const),
    subject: slot,
  }),
  fc.record({ type: fc.constant("mark"), ...place }),
  fc.record({ type: fc.constant("ballot"), choice: fc.nat(MOST_CHOICES - 1) }),
);

const point = fc.record({ x: fc.nat(4096), y: fc.nat(4096) });
const polygon = fc.uniqueArray(point, {
  minLength: 3,
  maxLength: 20,
  comparator: (a, b) => a.x === b.x && a.y === b.y,
});
/** Nothing, or one for each team. */
function forBoth<T extends object>(one: fc.Arbitrary<T>): fc.Arbitrary<(T & { team: number })[]> {
  const pair = fc.array(one, { minLength: 2, maxLength: 2 });
  const either = fc.oneof(fc.constant<T[]>([]), pair);
  return either.map((both) => both.map((each, i) => ({ ...each, team: i + 1 })));
}

const goal = fc
  .tuple(fc.nat(4095), fc.nat(4095), fc.nat(4095), fc.nat(4095))
  .map(([left, top, width, height]) => ({
    left,
    top,
    right: Math.min(4096, left + 1 + width),
    bottom: Math.min(4096, top + 1 + height),
  }));
const rink = fc.record({ goals: forBoth(goal), puck: point });

const table = fc.record({
  name: text(LIMIT.nameLength),
  title: text(LIMIT.nameLength),
  width: fc.integer({ min: 1, max: 4096 }),
  height: fc.integer({ min: 1, max: 4096 }),
  feltColor: fc.nat(0xffffff),
  lightColor: fc.nat(0xffffff),
  border: polygon,
  walls: fc.array(polygon, { maxLength: 10 }),
  spawns: fc.array(fc.record({ team: fc.nat(2), x: fc.nat(4096), y: fc.nat(4096) }), {
    minLength: 1,
    maxLength: 70,
  }),
  pads: fc.array(fc.record({ kind: fc.nat(1), x: fc.nat(4096), y: fc.nat(4096) }), {
    maxLength: 32,
  }),
  flags: forBoth(point),
});
const arena: fc.Arbitrary<ArenaSource> = fc.tuple(table, rink).map(([parts, { goals, puck }]) => ({
  ...parts,
  goals,
  puck: goals.length > 0 ? puck : undefined,
}));

const rosterSeat = { slot, name: text(LIMIT.nameLength), isBot: fc.boolean() };

/** Any message of a server. */
export const serverMessage: fc.Arbitrary<ServerMessage> = fc.oneof(
  fc.record({
    type: fc.constant("welcome"),
    slot,
    roomCode: text(LIMIT.roomLength),
    hasKillCam: fc.boolean(),
    seats: fc.integer({ min: 1, max: 512 }),
    token,
    isResumed: fc.boolean(),
  }),
  fc.record({ type: fc.constant("arena"), arena }),
  fc.record({ type: fc.constant("snapshot"), body: fc.uint8Array({ maxLength: 2000 }) }),
  fc.record({
    type: fc.constant("roster"),
    seats: fc.array(fc.record(rosterSeat), { maxLength: 64 }),
  }),
  fc.record({
    type: fc.constant("chat"),
    slot,
    text: text(LIMIT.chatLength),
    isTeam: fc.boolean(),
  }),
  fc.record({ type: fc.constant("pong"), id: u16, time: fc.nat(2 ** 32 - 1) }),
  fc.record({
    type: fc.constant("results"),
    seats: fc.array(fc.record({ slot, shots: u16, hits: u16 }), { maxLength: 64 }),
  }),
  fc.record({ type: fc.constant("joined"), ...rosterSeat }),
  fc.record({ type: fc.constant("left"), slot }),
  fc.record({ type: fc.constant("watchers"), count: u16 }),
  fc.record({ type: fc.constant("notice"), text: text(LIMIT.chatLength) }),
  fc.record({
    type: fc.constant("stopping"),
    seconds: fc.integer({ min: 0, max: LIMIT.stoppingSeconds }),
  }),
  fc.record({
    type: fc.constant("paused"),
    seconds: fc.integer({ min: 0, max: LIMIT.pausedSeconds }),
  }),
  fc.record({ type: fc.constant("phrase"), slot, phrase: fc.nat(PHRASES - 1) }),
  fc.record({
    type: fc.constant("rounds"),
    rounds: fc.array(fc.record({ title: text(LIMIT.nameLength), mode: fc.nat(4) }), {
      maxLength: 40,
    }),
  }),
  fc.record({
    type: fc.constant("poll"),
    kind: fc.constantFrom(...POLL_KINDS),
    subject: slot,
    by: slotOrNone,
    endTick: tick,
    needed: fc.nat(512),
    choices: fc.array(fc.record({ round: slot, count: fc.nat(512) }), { maxLength: MOST_CHOICES }),
  }),
  fc.record({
    type: fc.constant("pollOver"),
    kind: fc.constantFrom(...POLL_KINDS),
    subject: slot,
    isCarried: fc.boolean(),
  }),
  fc.record({ type: fc.constant("mark"), slot, ...place }),
  fc.record({ type: fc.constant("declined"), why: fc.constantFrom(...DECLINED), seconds: u16 }),
);
