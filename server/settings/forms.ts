/** What settings may be: how each is written in the help, and read from a text. */
import { isIP } from "node:net";
import { findMode, MODES } from "#shared/sim/modes/modes.ts";

/** How a setting stands in a settings file; a switch takes no value on the command line. */
export type Kind = "switch" | "number" | "text" | "list";

/** What a setting takes, and how it is read. */
export interface Form<T> {
  readonly kind: Kind;
  /** What stands for the value in the help; "" for a switch. */
  readonly placeholder: string;
  /** The end of a sentence that begins "--flag takes". */
  readonly takes: string;
  /** Undefined for what it does not take; a list has commas or blanks between its parts. */
  parse(text: string): T | undefined;
}

const LEAST_SECRET = 16;
const MOST_SECRET = 128;
export const MODE_NAMES = MODES.map(({ name }) => name).join(", ");

export function wholeNumber(least: number, most: number, placeholder = "NUMBER"): Form<number> {
  return {
    kind: "number",
    placeholder,
    takes: `a whole number from ${least} to ${most}`,
    parse: (text) => {
      const value = Number(text);
      return /^\d+$/.test(text) && value >= least && value <= most ? value : undefined;
    },
  };
}

/** A flag where a value should be is a value that was forgotten. */
export function someText(placeholder: string, takes: string): Form<string> {
  return {
    kind: "text",
    placeholder,
    takes,
    parse: (text) => (text === "" || text.startsWith("-") ? undefined : text),
  };
}

export function shortText(placeholder: string, most: number): Form<string> {
  return {
    kind: "text",
    placeholder,
    takes: `at most ${most} characters`,
    parse: (text) => (text.length <= most ? text : undefined),
  };
}

export function secret(): Form<string> {
  return {
    kind: "text",
    placeholder: "TEXT",
    takes: `${LEAST_SECRET} to ${MOST_SECRET} characters`,
    parse: (text) => (text.length >= LEAST_SECRET && text.length <= MOST_SECRET ? text : undefined),
  };
}

export function oneOf<const T extends string>(placeholder: string, names: readonly T[]): Form<T> {
  return {
    kind: "text",
    placeholder,
    takes: `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`,
    parse: (text) => names.find((known) => known === text),
  };
}

export function onOrOff(): Form<boolean> {
  return {
    kind: "switch",
    placeholder: "",
    takes: "no value, or 1 or 0",
    parse: (text) => {
      if (/^(1|true|yes|on)$/i.test(text)) return true;
      return /^(0|false|no|off)$/i.test(text) ? false : undefined;
    },
  };
}

export function modeList(): Form<readonly string[]> {
  return {
    kind: "list",
    placeholder: "NAMES",
    takes: `one or more of ${MODE_NAMES}`,
    parse: (text) => {
      const names = partsOf(text);
      const areKnown = names.every((name) => findMode(name) !== undefined);
      return names.length > 0 && areKnown ? names : undefined;
    },
  };
}

export function originList(): Form<readonly string[]> {
  return {
    kind: "list",
    placeholder: "ORIGINS",
    takes: 'origins such as https://example.org, "*" or "native"',
    parse: (text) => {
      const origins = partsOf(text).map(originOf);
      return origins.includes(undefined) ? undefined : (origins as string[]);
    },
  };
}

export function networkList(): Form<readonly string[]> {
  return {
    kind: "list",
    placeholder: "ADDRESSES",
    takes: "addresses such as 192.0.2.1 and networks such as 10.0.0.0/8",
    parse: (text) => {
      const networks = partsOf(text);
      return networks.every(isNetwork) ? networks : undefined;
    },
  };
}

function isNetwork(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
  );
}

function originOf(text: string): string | undefined {
  if (text === "*" || text === "native") return text;
  const isWeb = /^https?:\/\//i.test(text) && URL.canParse(text);
  return isWeb && new URL(text).pathname === "/" ? new URL(text).origin : undefined;
}

function partsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((part) => part !== "");
}
