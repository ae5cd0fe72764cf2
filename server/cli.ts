/** The person at the terminal: what they typed, what they are told, and the signals they send. */
import { networkInterfaces } from "node:os";
import { COMMAND } from "./build.ts";
import { CertificateError } from "./certificate.ts";
import { BuildError } from "./clientBuild.ts";
import { listLanAddresses } from "./lan/addresses.ts";
import { greet, listUrls } from "./lan/greeting.ts";
import type { Log, ServerLog } from "./log.ts";
import { MapError } from "./maps.ts";
import { readConfig } from "./settings/config.ts";
import { ConfigError } from "./settings/configError.ts";
import { describeOptions } from "./settings/help.ts";
import type { Config } from "./settings/options.ts";

export const EXIT_FAULT = 1;
export const EXIT_USAGE = 2;
const LAST_PORT = 65_535;
/** Ctrl+C reaches a program under npm twice: from the terminal, and passed on by npm. */
const SAME_KEY_MS = 250;

/** Settings as typed. Ends the process where there is nothing to run: help was asked for, or a setting is refused. */
export function readCommandLine(args: readonly string[], command: string): Config {
  try {
    const config = readConfig(args, process.env);
    if (!config.help) return config;
    console.log(describeOptions(command));
    return process.exit(0);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    return process.exit(EXIT_USAGE);
  }
}

/** Says where to play: to a person in words, to a program in a line of the log. */
export function announce(port: number, config: Config, log: ServerLog): void {
  const lanAddresses = listLanAddresses(networkInterfaces());
  const hasQr = !config.noQr && process.stdout.isTTY;
  const place = { port, host: config.host, isTls: config.tls, lanAddresses, hasQr };
  if (log.isText) console.log(greet(place));
  else log.info({ urls: listUrls(place) }, "Carom is running.");
}

/** Ends the process because it could not start: with a sentence where the cause is known, with the stack otherwise. */
export function failToStart(error: unknown, config: Config): never {
  console.error(explainStart(error, config) ?? error);
  process.exit(error instanceof ConfigError ? EXIT_USAGE : EXIT_FAULT);
}

/** What stands in the way of starting and what to do about it, or undefined when it is a fault of ours. */
export function explainStart(error: unknown, { port, host }: Config): string | undefined {
  if (error instanceof BuildError || error instanceof ConfigError) return error.message;
  if (error instanceof CertificateError) return error.message;
  if (error instanceof MapError) return `A map cannot be played:\n${error.message}`;
  switch ((error as NodeJS.ErrnoException).code) {
    case "EADDRINUSE":
      return `Port ${port} is taken, perhaps by another Carom. Stop that one, or take another port: ${COMMAND} --port ${port < LAST_PORT ? port + 1 : 0}`;
    case "EACCES":
      return `This system does not let you listen on port ${port}. Take one above 1023: ${COMMAND} --port 7777`;
    case "EADDRNOTAVAIL":
    case "EAFNOSUPPORT":
    case "EINVAL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `This computer has no address "${host}". Leave out --host to listen on all that it has.`;
    default:
      return undefined;
  }
}

/** The process, as far as its end goes. */
export interface Host {
  on(event: string, listener: (error: unknown) => void): unknown;
  exit(code: number): void;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  log: Log;
}

/** How a server ends. */
export interface Ending {
  /** Lets what is played come to its end and nobody new in; done when nobody plays any more, or time is up. */
  drain(): Promise<void>;
  /** Says goodbye to everybody. */
  stop(): Promise<void>;
}

/**
 * SIGTERM, which services are stopped with, lets matches end; SIGINT, Ctrl+C, and a fault of ours do not wait for them. The
 * process ends afterwards; a second signal ends it at once.
 */
export function stopOnSignals(host: Host, { drain, stop }: Ending): void {
  let stoppingSinceMs: number | undefined;
  const end = (code: number, steps: () => Promise<void>): void => {
    stoppingSinceMs = host.now();
    steps().then(
      () => host.exit(code),
      (error: unknown) => {
        host.log.error({ err: error }, "The server could not stop in order.");
        host.exit(EXIT_FAULT);
      },
    );
  };
  const onSignal = (news: string, steps: () => Promise<void>): void => {
    if (stoppingSinceMs === undefined) {
      host.log.info({}, news);
      end(0, steps);
    } else if (host.now() - stoppingSinceMs > SAME_KEY_MS) {
      host.exit(EXIT_FAULT);
    }
  };
  host.on("SIGINT", () => onSignal("Stopping. Press Ctrl+C again to stop at once.", stop));
  host.on("SIGTERM", () =>
    onSignal("Stopping when the matches have ended; a second signal ends them at once.", () =>
      drain().then(stop),
    ),
  );
  host.on("uncaughtException", (error) => {
    host.log.error({ err: error }, "A fault in the server, which has to stop.");
    if (stoppingSinceMs === undefined) end(EXIT_FAULT, stop);
    else host.exit(EXIT_FAULT);
  });
}
