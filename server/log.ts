/**
 * The server's log, one line for each thing that an operator would want to know later: JSON for programs, text for people.
 * Players' addresses are left out unless they were asked for; passwords and tokens are never handed to it.
 */
import { pino, type DestinationStream } from "pino";
import { prettyFactory } from "pino-pretty";
import type { Config } from "./settings/options.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What code that has something to say needs of a log. */
export interface Log {
  /** Of interest to whoever looks into something. */
  debug(fields: Fields, text: string): void;
  /** What the server does in the course of a day. */
  info(fields: Fields, text: string): void;
  /** Something is not as it should be, and the server copes with it. */
  warn(fields: Fields, text: string): void;
  /** A fault: of ours, of the disk, of a setting. `err` of the fields is its cause. */
  error(fields: Fields, text: string): void;
}

/** A log whose level can be changed while it is written. */
export interface ServerLog extends Log {
  /** People read it. */
  readonly isText: boolean;
  setLevel(level: Config["logLevel"]): void;
}

export interface LogOptions {
  level: Config["logLevel"];
  format: Config["logFormat"];
  hasAddresses: boolean;
  /** Whether a person is looking: what "auto" goes by. */
  isTerminal: boolean;
}

/** For tests, and whoever has nobody to tell. */
export const NO_LOG: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** Writes to `out`, a line at a time and before it returns: what was logged is there when the process is killed. */
export function createLog(options: LogOptions, out: DestinationStream): ServerLog {
  const isText = options.format === "text" || (options.format === "auto" && options.isTerminal);
  const logger = pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: options.hasAddresses ? (fields) => fields : withoutAddress,
      },
    },
    isText ? asText(out, options.isTerminal) : out,
  );
  return {
    isText,
    debug: (fields, text) => logger.debug(fields, text),
    info: (fields, text) => logger.info(fields, text),
    warn: (fields, text) => logger.warn(fields, text),
    error: (fields, text) => logger.error(fields, text),
    setLevel: (level) => {
      logger.level = level;
    },
  };
}

/** Not as a stream: those write when they find the time, and a log is read after a crash. */
function asText(out: DestinationStream, colorize: boolean): DestinationStream {
  const prettify = prettyFactory({
    colorize,
    translateTime: "SYS:HH:MM:ss",
    singleLine: true,
  });
  return { write: (line) => out.write(prettify(line)) };
}

function withoutAddress(fields: Record<string, unknown>): Record<string, unknown> {
  const { address: _address, ...rest } = fields;
  return rest;
}
