/** Reads the settings: a flag wins over the environment, the environment over the file, the file over the default. */
import { parseArgs } from "node:util";
import { ticksFromMs } from "#shared/timing.ts";
import { findMode } from "#shared/sim/modes/modes.ts";
import type { Rules } from "#shared/sim/tuning.ts";
import { COMMAND } from "../build.ts";
import { ConfigClash, ConfigError } from "./configError.ts";
import { readConfigFile, type Setting } from "./configFile.ts";
import { OPTION_ROWS, variableOf, type Config, type Option } from "./options.ts";

const MS_PER_MINUTE = 60_000;

const SECRET_FLAGS = new Set(
  OPTION_ROWS.filter(([, { isSecret }]) => isSecret).map(([, { flag }]) => flag),
);

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Settings from the command line, the environment and the file that one of these names. Throws ConfigError when one of
 * them cannot be used, in a sentence that says what can.
 */
export function readConfig(args: readonly string[], environment: Environment): Config {
  const given = [readFlags(args), readEnvironment(environment)];
  const file = findSetting(given, "config")?.text ?? "";
  if (file !== "") given.push(readConfigFile(file));
  const rows = OPTION_ROWS.map(([key, option]) => {
    const setting = findSetting(given, option.flag);
    return [key, setting === undefined ? option.initial : parseSetting(option, setting)];
  });
  const config = Object.fromEntries(rows) as Config;
  if (!config.help) checkGiven(config, given);
  return config;
}

/** As `checkConfig`, and tells where those stand that were given in a file. */
function checkGiven(config: Config, given: readonly ReadonlyMap<string, Setting>[]): void {
  try {
    checkConfig(config);
  } catch (error) {
    if (!(error instanceof ConfigClash)) throw error;
    const places = error.flags.map((flag) => findSetting(given, flag)?.place);
    const place = places.find((known) => known !== undefined);
    const inFile = place === undefined ? "" : `${place}: `;
    throw new ConfigError(`${inFile}${error.message}`, { cause: error });
  }
}

/** Throws ConfigClash where settings do not go together. */
export function checkConfig(config: Config): void {
  if (config.bots > config.maxSeats) refuseCrowd(config);
  refuseLargeModes(config);
  refuseUnopened(config);
  refuseSharedSecrets(config);
}

/** The rules of a match, in the units of the game. */
export function rulesOf({ friendlyFire, scoreLimit, timeLimit }: Config): Partial<Rules> {
  return {
    ...(scoreLimit !== undefined && { scoreLimit }),
    timeLimitTicks: ticksFromMs(timeLimit * MS_PER_MINUTE),
    isFriendlyFire: friendlyFire,
  };
}

/** What is asked of whoever comes, in the units of the game. */
export function idleTicksOf({ idleMinutes }: Config): number {
  return ticksFromMs(idleMinutes * MS_PER_MINUTE);
}

function findSetting(
  sources: readonly ReadonlyMap<string, Setting>[],
  flag: string,
): Setting | undefined {
  for (const source of sources) {
    const setting = source.get(flag);
    if (setting !== undefined) return setting;
  }
  return undefined;
}

function parseSetting(option: Option, { name, text }: Setting): unknown {
  const value = option.parse(text.trim());
  if (value !== undefined) return value;
  const given = text === "" || option.isSecret ? "" : `, not "${text}"`;
  throw new ConfigError(`${name} takes ${option.takes}${given}.`);
}

/** The last one given of each; a switch has the text "1". */
function readFlags(args: readonly string[]): Map<string, Setting> {
  const options = Object.fromEntries(
    OPTION_ROWS.map(([, { flag, kind }]) => [
      flag,
      { type: kind === "switch" ? ("boolean" as const) : ("string" as const) },
    ]),
  );
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const flags = new Map<string, Setting>();
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    if (token.kind === "positional") throw unknownWord(token.value);
    if (!Object.hasOwn(options, token.name)) throw unknownWord(token.rawName);
    if (SECRET_FLAGS.has(token.name)) throw shownSecret(token.name);
    const isBareSwitch = options[token.name]!.type === "boolean" && token.value === undefined;
    const text = isBareSwitch ? "1" : (token.value ?? "");
    flags.set(token.name, { name: `--${token.name}`, text });
  }
  return flags;
}

function readEnvironment(environment: Environment): Map<string, Setting> {
  const settings = new Map<string, Setting>();
  for (const [, { flag }] of OPTION_ROWS) {
    const name = variableOf(flag);
    const text = environment[name];
    if (text) settings.set(flag, { name, text });
  }
  return settings;
}

function refuseCrowd({ bots, maxSeats }: Config): never {
  throw new ConfigClash(
    ["max-seats", "bots"],
    `Bots cannot fill ${bots} seats of ${maxSeats}: lower --bots or raise --max-seats.`,
  );
}

/** A mode for so many and no more is not played in a room for more. */
function refuseLargeModes({ modes, maxSeats }: Config): void {
  for (const name of modes) {
    const { mostSeats } = findMode(name)!;
    if (maxSeats <= mostSeats) continue;
    throw new ConfigClash(
      ["modes", "max-seats"],
      `"${name}" is for ${mostSeats}: add --max-seats ${mostSeats}, or leave it out of --modes.`,
    );
  }
}

/** Seats that nobody could sit down on. */
function refuseUnopened({ reservedSeats, reservedPassword }: Config): void {
  if (reservedSeats === 0 || reservedPassword !== "") return;
  throw new ConfigClash(
    ["reserved-seats"],
    "Seats are reserved, and nothing opens them: set --reserved-password, or --reserved-seats 0.",
  );
}

/** Nobody could tell what one may do with it. */
function refuseSharedSecrets({ adminSecret, moderatorSecret, watcherSecret }: Config): void {
  const set = [adminSecret, moderatorSecret, watcherSecret].filter((secret) => secret !== "");
  if (new Set(set).size < set.length)
    throw new ConfigClash(
      ["admin-secret", "moderator-secret", "watcher-secret"],
      "Two of the secrets of operators are the same: each needs its own.",
    );
}

/** Everybody on a computer can read what its programs were called with. */
function shownSecret(flag: string): ConfigError {
  return new ConfigError(
    `A secret is not for the command line, where others see it: set ${variableOf(flag)}, or ${flag} in a file.`,
  );
}

function unknownWord(word: string): ConfigError {
  return new ConfigError(`"${word}" is not an option; ${COMMAND} --help lists them.`);
}
