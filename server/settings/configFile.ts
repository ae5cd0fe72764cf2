/**
 * The settings file: TOML, one line for each setting, under the names that the flags have.
 *
 *   port = 7777
 *   modes = ["teams", "puck"]
 */
import { parse, TomlError } from "smol-toml";
import { ConfigError } from "./configError.ts";
import type { Kind } from "./forms.ts";
import { OPTION_ROWS, type Config, type Option } from "./options.ts";
import { FileFault, readPlainFile } from "./plainFile.ts";

/** A setting as it was given, and what it is called where it was. */
export interface Setting {
  readonly name: string;
  readonly text: string;
  /** File and line, of one that stands in a file. */
  readonly place?: string;
}

const FILE_OPTIONS = OPTION_ROWS.map(([, option]) => option).filter(
  ({ isForTerminal }) => isForTerminal !== true,
);
const LINE_WIDTH = 100;
const MOST_BYTES = 2 ** 20;

/** The settings in a file, by flag; what is empty is not set. Throws ConfigError with file and line for what is not TOML or no setting. */
export function readConfigFile(path: string): Map<string, Setting> {
  const lines = readText(path);
  const settings = new Map<string, Setting>();
  for (const [flag, value] of Object.entries(parseText(path, lines))) {
    const place = `${path}:${lineOf(lines, flag)}`;
    const option = FILE_OPTIONS.find((known) => known.flag === flag);
    if (option === undefined) throw unknownKey(place, flag);
    const name = `${place}: ${flag}`;
    const text = textOf(option, value, name);
    if (text !== "") settings.set(flag, { name, text, place });
  }
  return settings;
}

/** A settings file that sets nothing and shows everything: each line becomes a setting when its # is taken away. */
export function printDefaults(): string {
  const rows = FILE_OPTIONS.flatMap((option) => [
    "",
    ...wrapped(option.help),
    ...(option.kind === "text" || option.kind === "list" ? [`# Takes ${option.takes}.`] : []),
    `#${option.flag} = ${defaultOf(option)}`,
  ]);
  return [
    "# Settings of a Carom server. Flags and CAROM_* variables win over them.",
    ...rows,
    "",
  ].join("\n");
}

/** The settings file that says what `config` does; what is as it would be anyway is left out. */
export function printSettings(config: Config): string {
  const rows = OPTION_ROWS.filter(
    ([key, { isForTerminal, initial }]) =>
      isForTerminal !== true && JSON.stringify(config[key]) !== JSON.stringify(initial),
  );
  return rows
    .map(([key, { flag, isSecret }]) =>
      isSecret ? `# ${flag} is set` : `${flag} = ${JSON.stringify(config[key])}`,
    )
    .join("\n");
}

function readText(path: string): string {
  try {
    return readPlainFile(path, MOST_BYTES);
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    throw new ConfigError(`The settings file ${path} ${error.message}.`, { cause: error });
  }
}

function parseText(path: string, text: string): Record<string, unknown> {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const reason = error.message.split("\n")[0]!.replace(/^Invalid TOML document: /, "");
    throw new ConfigError(`${path}:${error.line}: this is not TOML: ${reason}.`, { cause: error });
  }
}

/** Where a key stands: the parser forgets. It refuses keys that stand twice, so there is one such line. */
function lineOf(text: string, key: string): number {
  const literal = key.replaceAll(/[^\w-]/g, "\\$&");
  const names = new RegExp(`^\\s*\\[*\\s*["']?${literal}["']?\\s*[=.\\]]`);
  return text.split("\n").findIndex((line) => names.test(line)) + 1;
}

function unknownKey(place: string, key: string): ConfigError {
  const known = FILE_OPTIONS.map(({ flag }) => flag).join(", ");
  return new ConfigError(`${place}: "${key}" is not a setting. There are: ${known}.`);
}

/** As on the command line, where all is text. */
function textOf({ kind, takes }: Option, value: unknown, place: string): string {
  if (kind === "switch" && typeof value === "boolean") return value ? "1" : "0";
  if (kind === "number" && typeof value === "number") return String(value);
  if (kind === "text" && typeof value === "string") return value;
  if (kind === "list" && isTextList(value)) return value.join(",");
  const wanted = kind === "switch" ? "true or false" : `${takes}${FORM_NOTES[kind]}`;
  throw new ConfigError(`${place} takes ${wanted}, not ${JSON.stringify(value)}.`);
}

const FORM_NOTES: Record<Kind, string> = {
  switch: "",
  number: " without quotes",
  text: " in quotes",
  list: ', each in quotes between brackets, as in ["one", "two"]',
};

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((part) => typeof part === "string");
}

function defaultOf({ initial }: Option): string {
  if (initial === undefined) return "0";
  return JSON.stringify(initial);
}

function wrapped(text: string): string[] {
  const lines = ["#"];
  for (const word of text.split(" ")) {
    if (lines.at(-1)!.length + word.length >= LINE_WIDTH) lines.push("#");
    lines[lines.length - 1] += ` ${word}`;
  }
  return lines;
}
