/**
 * Every command that operators have, in one table: the terminal, the admin socket and the admin page all call it. A command
 * gives back what there is to say, or throws CommandError; what it does to a room it does between two ticks.
 */
import { CREW_LEVELS, LIMIT } from "#shared/protocol/messages.ts";
import { endMatch } from "#shared/sim/systems/match.ts";
import { DEFAULT_SEATS, type Rules } from "#shared/sim/tuning.ts";
import { ticksFromMs } from "#shared/timing.ts";
import type { Lobby } from "../rooms/lobby.ts";
import type { Room } from "../rooms/room.ts";
import { cleanChat } from "../rooms/words.ts";
import type { BanList } from "../store/banList.ts";
import type { Ban } from "../store/rows.ts";
import {
  ADDRESS,
  type Argument,
  oneOf,
  optional,
  rest,
  ROOM,
  SEAT,
  type ValuesOf,
  wholeNumber,
  word,
} from "./arguments.ts";
import { CommandError } from "./commandError.ts";
import type { Right } from "#shared/protocol/admin.ts";
import { type Operator, suffices } from "./rights.ts";
import { stateOf, tellBans, tellRooms, tellSeats, tellUntil } from "./tables.ts";

/** The server, as far as operators have a say in it. */
export interface Realm {
  readonly lobby: Lobby;
  readonly bans: BanList;
  /** Milliseconds since 1970. */
  nowMs(): number;
  /** How the server is, a figure a line. */
  statistics(): Readonly<Record<string, string | number>>;
  /** Reads the settings again; gives what has come of it. */
  reload(): string;
}

export interface Command {
  readonly name: string;
  readonly right: Right;
  readonly help: string;
  readonly args: readonly Argument<unknown>[];
  run(realm: Realm, by: Operator, values: readonly unknown[]): string;
}

const MS_PER_MINUTE = 60_000;
const MOST_BAN_MINUTES = 366 * 24 * 60;
const MOST_REASON = 80;
const MOST_SCORE = 1000;
const MOST_MINUTES = 120;
const USUAL_PAUSE_MINUTES = 10;
const MOST_PAUSE_MINUTES = LIMIT.pausedSeconds / 60;

/** In bytes, for it goes into a Close frame. */
const REASON: Argument<string | undefined> = optional({
  ...rest("REASON", MOST_REASON),
  read: (raw) => {
    const text = cleanChat(raw);
    if (Buffer.byteLength(text) <= MOST_REASON) return text;
    throw new CommandError(`REASON has at most ${MOST_REASON} bytes.`);
  },
});
const MINUTES = wholeNumber("MINUTES", 0, MOST_BAN_MINUTES);

function command<const A extends readonly Argument<unknown>[]>(row: {
  name: string;
  right: Right;
  help: string;
  args: A;
  run(realm: Realm, by: Operator, ...values: ValuesOf<A>): string;
}): Command {
  return { ...row, run: (realm, by, values) => row.run(realm, by, ...(values as ValuesOf<A>)) };
}

export const COMMANDS: readonly Command[] = [
  command({
    name: "help",
    right: "watch",
    help: "lists what you may do here",
    args: [],
    run: (_realm, { level }) => {
      const mine = COMMANDS.filter(({ right }) => suffices(level, right));
      const usages = mine.map(usageOf);
      const width = Math.max(...usages.map(({ length }) => length)) + 2;
      return mine.map(({ help }, i) => usages[i]!.padEnd(width) + help).join("\n");
    },
  }),
  command({
    name: "rooms",
    right: "watch",
    help: "the rooms that are open",
    args: [],
    run: ({ lobby }) => tellRooms(lobby),
  }),
  command({
    name: "seats",
    right: "watch",
    help: "who is in a room, with points and ping",
    args: [ROOM],
    run: (_realm, _by, room) => tellSeats(room),
  }),
  command({
    name: "state",
    right: "watch",
    help: "rooms and seats in JSON, for programs",
    args: [],
    run: ({ lobby }) => JSON.stringify(stateOf(lobby)),
  }),
  command({
    name: "stats",
    right: "watch",
    help: "how the server is",
    args: [],
    run: (realm) =>
      Object.entries(realm.statistics())
        .map(([name, value]) => `${name}: ${value}`)
        .join("\n"),
  }),
  command({
    name: "say",
    right: "moderate",
    help: "tells everybody in a room, or with all in all rooms",
    args: [word("ROOM"), rest("TEXT", LIMIT.chatLength)],
    run: ({ lobby }, _by, where, raw) => {
      const rooms =
        where === "all" ? [...lobby.rooms] : [ROOM.read(where, { lobby, room: undefined })];
      const text = cleanChat(raw);
      if (text === "") throw new CommandError("There is nothing to say.");
      for (const room of rooms) room.tell({ type: "notice", text });
      return `Said in ${rooms.length} ${rooms.length === 1 ? "room" : "rooms"}.`;
    },
  }),
  command({
    name: "mute",
    right: "moderate",
    help: "nobody hears somebody any more, as long as he keeps his seat",
    args: [ROOM, SEAT],
    run: (_realm, _by, _room, seat) => {
      seat.isMuted = true;
      return `${seat.name} is muted.`;
    },
  }),
  command({
    name: "unmute",
    right: "moderate",
    help: "he is heard again",
    args: [ROOM, SEAT],
    run: (_realm, _by, _room, seat) => {
      seat.isMuted = false;
      return `${seat.name} is heard again.`;
    },
  }),
  command({
    name: "kick",
    right: "moderate",
    help: "sends somebody away; he may come back",
    args: [ROOM, SEAT, REASON],
    run: ({ lobby }, _by, room, seat, reason) => {
      lobby.remove(room, seat, reason ?? "");
      return `${seat.name} was sent away.`;
    },
  }),
  command({
    name: "ban",
    right: "moderate",
    help: "sends somebody away and keeps him out; 0 minutes are for good",
    args: [ROOM, SEAT, MINUTES, REASON],
    run: (realm, by, room, seat, minutes, reason) => {
      const { name, keyHash } = seat;
      const address = seat.connection?.address ?? null;
      if (address === null && keyHash === "")
        throw new CommandError(`${name} is not connected now: kick him, or ban his address.`);
      const who = { address, keyHash: keyHash || null, name };
      const ban = addBan(realm, by, who, { minutes, reason });
      // First himself, for he may be away.
      realm.lobby.remove(room, seat, describeBan(ban));
      return sendAway(realm, ban);
    },
  }),
  command({
    name: "ban-address",
    right: "moderate",
    help: "the same with an address, of nobody or of many",
    args: [ADDRESS, MINUTES, REASON],
    run: (realm, by, address, minutes, reason) => {
      const who = { address, keyHash: null, name: "" };
      return sendAway(realm, addBan(realm, by, who, { minutes, reason }));
    },
  }),
  command({
    name: "unban",
    right: "moderate",
    help: "lifts a ban, by what stands first in the list of bans",
    args: [word("BAN")],
    run: ({ bans }, _by, id) => {
      if (bans.remove(id)) return `Ban ${id} is lifted.`;
      throw new CommandError(`There is no ban ${id}: "bans" lists them.`);
    },
  }),
  command({
    name: "bans",
    right: "moderate",
    help: "who is kept out",
    args: [],
    run: ({ bans }) => tellBans(bans.list()),
  }),
  command({
    name: "map",
    right: "operate",
    help: "begins a match on this map, by its name, at once",
    args: [ROOM, word("MAP")],
    run: (_realm, _by, room, map) => {
      const { mode } = room.round;
      const fitting = room.rounds.filter(({ arena }) => arena.name === map);
      const round = fitting.find((other) => other.mode === mode) ?? fitting[0];
      const names = room.rounds.map(({ arena }) => arena.name);
      return begin(room, round, `There is no map ${map} here, but ${listed(names)}.`);
    },
  }),
  command({
    name: "mode",
    right: "operate",
    help: "begins a match in this mode at once",
    args: [ROOM, word("MODE")],
    run: (_realm, _by, room, mode) => {
      const { arena } = room.round;
      const fitting = room.rounds.filter((other) => other.mode.name === mode);
      const round = fitting.find((other) => other.arena === arena) ?? fitting[0];
      const names = room.rounds.map((other) => other.mode.name);
      return begin(room, round, `${mode} is not played here, but ${listed(names)}.`);
    },
  }),
  command({
    name: "next",
    right: "operate",
    help: "begins the match that is next in turn at once",
    args: [ROOM],
    run: (_realm, _by, room) => {
      room.begin();
      return playing(room);
    },
  }),
  command({
    name: "restart",
    right: "operate",
    help: "begins the match anew",
    args: [ROOM],
    run: (_realm, _by, room) => begin(room, room.round, ""),
  }),
  command({
    name: "end",
    right: "operate",
    help: "ends the match, with its results",
    args: [ROOM],
    run: (_realm, _by, room) => {
      if (!endMatch(room.world))
        throw new CommandError(`No match is being played: this is the ${room.world.match.phase}.`);
      room.goOn();
      return "The match is over.";
    },
  }),
  command({
    name: "pause",
    right: "operate",
    help: `the match stands still until "resume", for ${USUAL_PAUSE_MINUTES} minutes or so many at most`,
    args: [ROOM, optional(wholeNumber("MINUTES", 1, MOST_PAUSE_MINUTES))],
    run: (_realm, _by, room, minutes = USUAL_PAUSE_MINUTES) => {
      room.pause(minutes * 60);
      return `${room.code} stands still; "resume ${room.code}" lets it go on, and ${minutes} min do.`;
    },
  }),
  command({
    name: "resume",
    right: "operate",
    help: "lets a match go on, after a count of three",
    args: [ROOM],
    run: (_realm, _by, room) => {
      if (!room.isPaused) throw new CommandError(`${room.code} does not stand still.`);
      room.goOn();
      return `${room.code} goes on.`;
    },
  }),
  command({
    name: "rules",
    right: "operate",
    help: "how it is played from the next match on: score-limit, time-limit (minutes) or friendly-fire (0 or 1)",
    args: [
      ROOM,
      oneOf("RULE", ["score-limit", "time-limit", "friendly-fire"]),
      wholeNumber("VALUE", 0, MOST_SCORE),
    ],
    run: (_realm, _by, room, rule, value) => {
      const changed = ruleOf(rule, value);
      room.adopt({ ...room.play, rules: { ...room.play.rules, ...changed } });
      return `From the next match on ${rule} is ${value}.`;
    },
  }),
  command({
    name: "bots",
    right: "operate",
    help: "fills so many seats with bots, and new ones are of this level",
    args: [ROOM, wholeNumber("COUNT", 0, DEFAULT_SEATS), optional(oneOf("LEVEL", CREW_LEVELS))],
    run: (_realm, _by, room, count, level) => {
      room.setBots(count, level ?? room.play.botLevel);
      return `${room.botCount} bots are in ${room.code}.`;
    },
  }),
  command({
    name: "reload",
    right: "operate",
    help: "reads the settings again, as SIGHUP does",
    args: [],
    run: (realm) => realm.reload(),
  }),
];

/** A command as one types it. */
export function usageOf({ name, args }: Command): string {
  return [name, ...args.map((arg) => arg.name)].join(" ");
}

/** Why somebody is kept out, in words for him. */
export function describeBan({ reason, untilMs }: Ban): string {
  const until = untilMs === null ? "for good" : `until ${tellUntil(untilMs)}`;
  return reason === "" ? until : `${reason}; ${until}`;
}

function addBan(
  { bans, nowMs }: Realm,
  { label: by }: Operator,
  who: Pick<Ban, "address" | "keyHash" | "name">,
  { minutes, reason = "" }: { minutes: number; reason: string | undefined },
): Ban {
  const untilMs = minutes === 0 ? null : nowMs() + minutes * MS_PER_MINUTE;
  return bans.add({ ...who, reason, by, untilMs });
}

/** Whoever is here from a banned address, or has a seat under a banned key. */
function sendAway({ lobby }: Realm, ban: Ban): string {
  const words = describeBan(ban);
  lobby.removeAll((connection) => connection.address === ban.address, words);
  for (const room of lobby.rooms)
    for (const seat of room.seats)
      if (seat.keyHash === ban.keyHash) lobby.remove(room, seat, words);
  return `Ban ${ban.id} keeps ${ban.name || ban.address} out ${words}.`;
}

function ruleOf(
  rule: "score-limit" | "time-limit" | "friendly-fire",
  value: number,
): Partial<Rules> {
  switch (rule) {
    case "score-limit":
      return { scoreLimit: value };
    case "time-limit":
      if (value > MOST_MINUTES)
        throw new CommandError(`A match lasts at most ${MOST_MINUTES} min.`);
      return { timeLimitTicks: ticksFromMs(value * MS_PER_MINUTE) };
    case "friendly-fire":
      if (value > 1) throw new CommandError("friendly-fire is 0 or 1.");
      return { isFriendlyFire: value === 1 };
  }
}

function begin(room: Room, round: Room["round"] | undefined, otherwise: string): string {
  if (round === undefined) throw new CommandError(otherwise);
  room.begin(room.rounds.indexOf(round));
  return playing(room);
}

function playing({ code, round: { arena, mode } }: Room): string {
  return `${code} plays ${mode.name} on ${arena.name}.`;
}

function listed(names: readonly string[]): string {
  return [...new Set(names)].join(", ");
}
