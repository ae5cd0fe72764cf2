/**
 * Every setting of the server, in one table: the command line, the environment, the settings file, the help and the file
 * that `carom config --print-default` writes all come from it.
 */
import { DEFAULT_SEATS, MAX_SEATS } from "#shared/sim/tuning.ts";
import { CREW_LEVELS, LIMIT, type CrewLevel } from "#shared/protocol/messages.ts";
import {
  type Form,
  MODE_NAMES,
  modeList,
  networkList,
  oneOf,
  onOrOff,
  originList,
  secret,
  shortText,
  someText,
  wholeNumber,
} from "./forms.ts";

export interface Option<T = unknown> extends Form<T> {
  readonly flag: string;
  readonly help: string;
  readonly initial: T;
  /** Makes no sense in a settings file. */
  readonly isForTerminal?: true;
  /** Stands in no list of processes, and in no list of settings. */
  readonly isSecret?: true;
  /** A server that runs takes it over when it is told to read its settings again. */
  readonly isReloadable?: true;
}

/** As many as play in most rooms: each costs as much as one who plays. */
const MOST_SPECTATORS = 64;
const MOST_DRAIN_SECONDS = 3600;

const LEVELS = [...CREW_LEVELS];
const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug"] as const;
const LOG_FORMATS = ["auto", "json", "text"] as const;

export const OPTIONS = {
  config: {
    flag: "config",
    ...someText("FILE", "a settings file, as `config --print-default` writes one"),
    help: "read settings from this file, too; flags and the environment win over it",
    initial: "",
    isForTerminal: true,
  },
  port: {
    flag: "port",
    ...wholeNumber(0, 65_535),
    help: "port to listen on; 0 takes any that is free",
    initial: 7777,
  },
  host: {
    flag: "host",
    ...someText("ADDRESS", "an address of this computer"),
    help: "address to listen on, such as 127.0.0.1 for this computer alone (default: all)",
    initial: "",
  },
  bots: {
    flag: "bots",
    ...wholeNumber(0, DEFAULT_SEATS),
    help: "bots fill a room up to this many seats and give way to people",
    initial: 6,
    isReloadable: true,
  },
  botLevel: {
    flag: "bot-level",
    ...oneOf("LEVEL", LEVELS),
    help: "how good bots are: rookie, regular or ace; mixed for some of each (default: regular)",
    initial: "regular" as CrewLevel,
    isReloadable: true,
  },
  map: {
    flag: "map",
    ...someText("NAME", "the name of a map"),
    help: "play only this map (default: in turn all that suit so many players)",
    initial: "",
    isReloadable: true,
  },
  maps: {
    flag: "maps",
    ...someText("FOLDER", "a folder of .tmj files"),
    help: "folder of the maps to play (default: those that come with the game)",
    initial: "",
    isReloadable: true,
  },
  moreMaps: {
    flag: "more-maps",
    ...someText("FOLDER", "a folder of .tmj files"),
    help: "folder of maps to play besides those",
    initial: "",
    isReloadable: true,
  },
  modes: {
    flag: "modes",
    ...modeList(),
    help: `what to play, in turn: of ${MODE_NAMES} (default: all that the maps have what they need for; duel with two seats)`,
    initial: [] as readonly string[],
    isReloadable: true,
  },
  friendlyFire: {
    flag: "friendly-fire",
    ...onOrOff(),
    help: "shots strike one's own team, too",
    initial: false,
    isReloadable: true,
  },
  maxRooms: {
    flag: "max-rooms",
    ...wholeNumber(1, 1000),
    help: "rooms open at once",
    initial: 12,
  },
  maxSeats: {
    flag: "max-seats",
    ...wholeNumber(1, MAX_SEATS),
    help: "seats of a room, bots included",
    initial: 16,
  },
  maxSpectators: {
    flag: "max-spectators",
    ...wholeNumber(0, MOST_SPECTATORS),
    help: "people who may watch a room besides; 0 for none, and a dark hall has none",
    initial: 8,
  },
  name: {
    flag: "name",
    ...someText("TEXT", "a name to show others in the network"),
    help: "what the server is called in its network (default: the name of this computer)",
    initial: "",
  },
  noLan: {
    flag: "no-lan",
    ...onOrOff(),
    help: "neither tell the network that there is a game here nor listen for others",
    initial: false,
  },
  tls: {
    flag: "tls",
    ...onOrOff(),
    help: "serve https, with a certificate that the server makes for itself and browsers warn of",
    initial: false,
  },
  liveChat: {
    flag: "live-chat",
    ...onOrOff(),
    help: "tell listeners of /live what people say to all in open rooms",
    initial: false,
  },
  allowOrigin: {
    flag: "allow-origin",
    ...originList(),
    help: "other sites whose pages may play here, such as https://example.org,https://example.com; * for all, native for programs",
    initial: [] as readonly string[],
    isReloadable: true,
  },
  trustedProxies: {
    flag: "trusted-proxies",
    ...networkList(),
    help: "proxies whose X-Forwarded-For tells where players are, such as 127.0.0.1,10.0.0.0/8",
    initial: [] as readonly string[],
    isReloadable: true,
  },
  password: {
    flag: "password",
    ...shortText("TEXT", LIMIT.passwordLength),
    help: "what everybody is asked for who wants to play here or watch",
    initial: "",
    isReloadable: true,
  },
  reservedSeats: {
    flag: "reserved-seats",
    ...wholeNumber(0, MAX_SEATS),
    help: "seats of each open room that are kept for who knows --reserved-password",
    initial: 0,
    isReloadable: true,
  },
  reservedPassword: {
    flag: "reserved-password",
    ...shortText("TEXT", LIMIT.passwordLength),
    help: "what opens those seats, and the server if it has a password",
    initial: "",
    isReloadable: true,
  },
  idleMinutes: {
    flag: "idle-minutes",
    ...wholeNumber(0, 60, "MINUTES"),
    help: "who does nothing for so long in a match loses the seat, and watches; 0 for never",
    initial: 5,
    isReloadable: true,
  },
  motd: {
    flag: "motd",
    ...shortText("TEXT", LIMIT.chatLength),
    help: "message of the day: what is said to everybody who comes in",
    initial: "",
    isReloadable: true,
  },
  scoreLimit: {
    flag: "score-limit",
    ...wholeNumber(0, 1000, "POINTS"),
    help: "points that end a match; 0 for none (default: what suits the mode)",
    initial: undefined as number | undefined,
    isReloadable: true,
  },
  timeLimit: {
    flag: "time-limit",
    ...wholeNumber(0, 120, "MINUTES"),
    help: "length of a match; 0 for none",
    initial: 5,
    isReloadable: true,
  },
  darkHall: {
    flag: "dark-hall",
    ...onOrOff(),
    help: "send nobody whom he can neither see nor hear, so that no program can show it",
    initial: false,
  },
  noKillCam: {
    flag: "no-kill-cam",
    ...onOrOff(),
    help: "do not show people their own end once more, from where it came",
    initial: false,
  },
  data: {
    flag: "data",
    ...someText("FOLDER", "a folder that may be written to"),
    help: "where records of players, matches and bans are kept (default: data)",
    initial: "",
  },
  noRecords: {
    flag: "no-records",
    ...onOrOff(),
    help: "keep no records: bans end with the server, and nobody has statistics",
    initial: false,
  },
  adminSecret: {
    flag: "admin-secret",
    ...secret(),
    help: "whoever knows it may do everything with `carom console`",
    initial: "",
    isSecret: true,
    isReloadable: true,
  },
  moderatorSecret: {
    flag: "moderator-secret",
    ...secret(),
    help: "whoever knows it may mute, send away, and ban",
    initial: "",
    isSecret: true,
    isReloadable: true,
  },
  watcherSecret: {
    flag: "watcher-secret",
    ...secret(),
    help: "whoever knows it may see who is here",
    initial: "",
    isSecret: true,
    isReloadable: true,
  },
  drainSeconds: {
    flag: "drain-seconds",
    ...wholeNumber(0, MOST_DRAIN_SECONDS, "SECONDS"),
    help: "at SIGTERM, how long matches may go on before the server ends; nobody new comes in",
    initial: 60,
    isReloadable: true,
  },
  logLevel: {
    flag: "log-level",
    ...oneOf("LEVEL", LOG_LEVELS),
    help: `the least that is worth a line: ${LOG_LEVELS.join(", ")} (default: info)`,
    initial: "info" as (typeof LOG_LEVELS)[number],
    isReloadable: true,
  },
  logFormat: {
    flag: "log-format",
    ...oneOf("FORMAT", LOG_FORMATS),
    help: "json for programs, text for people (default: auto, which is text on a terminal)",
    initial: "auto" as (typeof LOG_FORMATS)[number],
  },
  logAddresses: {
    flag: "log-addresses",
    ...onOrOff(),
    help: "write the network addresses of players into the log",
    initial: false,
  },
  noQr: {
    flag: "no-qr",
    ...onOrOff(),
    help: "print no QR code at start",
    initial: false,
  },
  dev: {
    flag: "dev",
    ...onOrOff(),
    help: "serve the page from its sources and reload it as they change",
    initial: false,
    isForTerminal: true,
  },
  help: {
    flag: "help",
    ...onOrOff(),
    help: "print this",
    initial: false,
    isForTerminal: true,
  },
} satisfies Record<string, Option>;

export type OptionKey = keyof typeof OPTIONS;

/** All settings, in the units in which they are given. */
export type Config = { -readonly [K in OptionKey]: (typeof OPTIONS)[K]["initial"] };

/** Rows of the table with their keys. */
export const OPTION_ROWS = Object.entries(OPTIONS) as [OptionKey, Option][];

/** The environment's name of a setting. */
export function variableOf(flag: string): string {
  return `CAROM_${flag.toUpperCase().replaceAll("-", "_")}`;
}
