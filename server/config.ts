/**
 * Every setting of the server, in one table: the command line, the environment and the help all come from it. A flag wins
 * over the environment, the environment over the default.
 */
import { parseArgs } from "node:util";
import { ticksFromMs } from "#shared/timing.ts";
import { CREW_LEVELS, type CrewLevel } from "#shared/protocol/messages.ts";
import { findMode, MODES } from "#shared/sim/modes/modes.ts";
import { DEFAULT_SEATS, MAX_SEATS, type Rules } from "#shared/sim/tuning.ts";

/** A setting that cannot be used. The message is a whole sentence that says what can. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

interface Option<T> {
  readonly flag: string;
  /** What stands for the value in the help; "" for a switch, which takes none. */
  readonly placeholder: string;
  readonly help: string;
  readonly initial: T;
  /** Throws ConfigError with what is allowed: the end of a sentence that begins "--flag takes". */
  parse(text: string): T;
}

/** As many as play in most rooms: each costs as much as one who plays. */
const MOST_SPECTATORS = 64;
const MS_PER_MINUTE = 60_000;

const OPTIONS = {
  port: {
    flag: "port",
    placeholder: "NUMBER",
    help: "port to listen on; 0 takes any that is free",
    initial: 7777,
    parse: wholeNumber(0, 65_535),
  },
  host: {
    flag: "host",
    placeholder: "ADDRESS",
    help: "address to listen on, such as 127.0.0.1 for this computer alone (default: all)",
    initial: "",
    parse: someText("an address of this computer"),
  },
  bots: {
    flag: "bots",
    placeholder: "NUMBER",
    help: "bots fill a room up to this many seats and give way to people",
    initial: 6,
    parse: wholeNumber(0, DEFAULT_SEATS),
  },
  botLevel: {
    flag: "bot-level",
    placeholder: "LEVEL",
    help: "how good bots are: rookie, regular or ace; mixed for some of each (default: regular)",
    initial: "regular" as CrewLevel,
    parse: crewLevel,
  },
  map: {
    flag: "map",
    placeholder: "NAME",
    help: "play only this map (default: in turn all that suit so many players)",
    initial: "",
    parse: someText("the name of a map"),
  },
  maps: {
    flag: "maps",
    placeholder: "FOLDER",
    help: "folder of the maps to play (default: those that come with the game)",
    initial: "",
    parse: someText("a folder of .tmj files"),
  },
  moreMaps: {
    flag: "more-maps",
    placeholder: "FOLDER",
    help: "folder of maps to play besides those",
    initial: "",
    parse: someText("a folder of .tmj files"),
  },
  modes: {
    flag: "modes",
    placeholder: "NAMES",
    help: `what to play, in turn: of ${MODES.map(({ name }) => name).join(", ")} (default: all that the maps have what they need for; duel with two seats)`,
    initial: [] as readonly string[],
    parse: modeList,
  },
  friendlyFire: {
    flag: "friendly-fire",
    placeholder: "",
    help: "shots strike one's own team, too",
    initial: false,
    parse: isOn,
  },
  maxRooms: {
    flag: "max-rooms",
    placeholder: "NUMBER",
    help: "rooms open at once",
    initial: 12,
    parse: wholeNumber(1, 1000),
  },
  maxSeats: {
    flag: "max-seats",
    placeholder: "NUMBER",
    help: "seats of a room, bots included",
    initial: 16,
    parse: wholeNumber(1, MAX_SEATS),
  },
  maxSpectators: {
    flag: "max-spectators",
    placeholder: "NUMBER",
    help: "people who may watch a room besides; 0 for none, and a dark hall has none",
    initial: 8,
    parse: wholeNumber(0, MOST_SPECTATORS),
  },
  allowOrigin: {
    flag: "allow-origin",
    placeholder: "ORIGINS",
    help: "other sites whose pages may play here, such as https://example.org,https://example.com; * for all, native for programs",
    initial: [] as readonly string[],
    parse: originList,
  },
  scoreLimit: {
    flag: "score-limit",
    placeholder: "POINTS",
    help: "points that end a match; 0 for none (default: what suits the mode)",
    initial: undefined as number | undefined,
    parse: wholeNumber(0, 1000),
  },
  timeLimit: {
    flag: "time-limit",
    placeholder: "MINUTES",
    help: "length of a match; 0 for none",
    initial: 5,
    parse: wholeNumber(0, 120),
  },
  darkHall: {
    flag: "dark-hall",
    placeholder: "",
    help: "send nobody whom he can neither see nor hear, so that no program can show it",
    initial: false,
    parse: isOn,
  },
  noKillCam: {
    flag: "no-kill-cam",
    placeholder: "",
    help: "do not show people their own end once more, from where it came",
    initial: false,
    parse: isOn,
  },
  noQr: {
    flag: "no-qr",
    placeholder: "",
    help: "print no QR code at start",
    initial: false,
    parse: isOn,
  },
  dev: {
    flag: "dev",
    placeholder: "",
    help: "serve the page from its sources and reload it as they change",
    initial: false,
    parse: isOn,
  },
  help: { flag: "help", placeholder: "", help: "print this", initial: false, parse: isOn },
} satisfies Record<string, Option<unknown>>;

export type Config = { -readonly [K in keyof typeof OPTIONS]: (typeof OPTIONS)[K]["initial"] };

type Environment = Readonly<Record<string, string | undefined>>;

/** Settings from the command line and the environment. Throws ConfigError when one of them cannot be used. */
export function readConfig(args: readonly string[], environment: Environment): Config {
  const flags = readFlags(args);
  const rows = Object.entries(OPTIONS).map(([key, option]) => {
    const fromFlag = flags.get(option.flag);
    const variable = variableOf(option.flag);
    const fromEnvironment = environment[variable] || undefined;
    const name = fromFlag === undefined ? variable : `--${option.flag}`;
    const text = fromFlag ?? fromEnvironment;
    return [key, text === undefined ? option.initial : parseAs(option, name, text)];
  });
  const config = Object.fromEntries(rows) as Config;
  if (config.bots > config.maxSeats && !config.help) refuseCrowd(config);
  refuseLargeModes(config);
  return config;
}

/** The text of `--help`. */
export function describeOptions(): string {
  const rows = Object.values(OPTIONS).map(({ flag, placeholder, help, initial }) => {
    const left = `  --${flag} ${placeholder}`;
    const hasDefault = typeof initial === "number";
    return `${left.padEnd(26)}${help}${hasDefault ? ` (default: ${initial})` : ""}`;
  });
  return [
    "Usage: npm start -- [options]",
    "",
    ...rows,
    "",
    "Each can also be set in the environment: --max-rooms 4 is CAROM_MAX_ROOMS=4.",
  ].join("\n");
}

/** The rules of a match, in the units of the game. */
export function rulesOf({ friendlyFire, scoreLimit, timeLimit }: Config): Partial<Rules> {
  return {
    ...(scoreLimit !== undefined && { scoreLimit }),
    timeLimitTicks: ticksFromMs(timeLimit * MS_PER_MINUTE),
    isFriendlyFire: friendlyFire,
  };
}

function refuseCrowd({ bots, maxSeats }: Config): never {
  throw new ConfigError(
    `Bots cannot fill ${bots} seats of ${maxSeats}: lower --bots or raise --max-seats.`,
  );
}

/** A mode for so many and no more is not played in a room for more. */
function refuseLargeModes({ modes, maxSeats }: Config): void {
  for (const name of modes) {
    const { mostSeats } = findMode(name)!;
    if (maxSeats <= mostSeats) continue;
    throw new ConfigError(
      `"${name}" is for ${mostSeats}: add --max-seats ${mostSeats}, or leave it out of --modes.`,
    );
  }
}

/** Flag -> its text, the last one given; a switch has the text "1". */
function readFlags(args: readonly string[]): Map<string, string> {
  const options = Object.fromEntries(
    Object.values(OPTIONS).map(({ flag, placeholder }) => [
      flag,
      { type: placeholder === "" ? ("boolean" as const) : ("string" as const) },
    ]),
  );
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const flags = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    if (token.kind === "positional") throw unknownWord(token.value);
    if (!Object.hasOwn(options, token.name)) throw unknownWord(token.rawName);
    flags.set(token.name, token.value ?? "");
    const isSwitch = options[token.name]!.type === "boolean";
    if (isSwitch && token.value === undefined) flags.set(token.name, "1");
  }
  return flags;
}

function unknownWord(word: string): ConfigError {
  return new ConfigError(`"${word}" is not an option; npm start -- --help lists them.`);
}

function variableOf(flag: string): string {
  return `CAROM_${flag.toUpperCase().replaceAll("-", "_")}`;
}

function parseAs(option: Option<unknown>, name: string, text: string): unknown {
  try {
    return option.parse(text.trim());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const given = text === "" ? "" : `, not "${text}"`;
    throw new ConfigError(`${name} takes ${error.message}${given}.`);
  }
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new ConfigError(`a whole number from ${least} to ${most}`);
  };
}

function someText(what: string): (text: string) => string {
  return (text) => {
    // A flag where a value should be: the value was forgotten.
    if (text === "" || text.startsWith("-")) throw new ConfigError(what);
    return text;
  };
}

function crewLevel(text: string): CrewLevel {
  const level = CREW_LEVELS.find((known) => known === text);
  if (level !== undefined) return level;
  throw new ConfigError("rookie, regular, ace or mixed");
}

function isOn(text: string): boolean {
  if (/^(1|true|yes|on)$/i.test(text)) return true;
  if (/^(0|false|no|off)$/i.test(text)) return false;
  throw new ConfigError("no value, or 1 or 0");
}

function modeList(text: string): readonly string[] {
  const names = text.split(/[\s,]+/).filter((name) => name !== "");
  if (names.length > 0 && names.every((name) => findMode(name) !== undefined)) return names;
  throw new ConfigError(`one or more of ${MODES.map(({ name }) => name).join(", ")}`);
}

function originList(text: string): readonly string[] {
  return text.split(/[\s,]+/).map((origin) => {
    if (origin === "*" || origin === "native") return origin;
    const isWeb = /^https?:\/\//i.test(origin) && URL.canParse(origin);
    if (isWeb && new URL(origin).pathname === "/") return new URL(origin).origin;
    throw new ConfigError('origins such as https://example.org, "*" or "native"');
  });
}
