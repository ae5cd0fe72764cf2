/** The person at the terminal: what they typed, what they are told, and the signals they send. */
import { networkInterfaces } from "node:os";
import { BuildError } from "./clientBuild.ts";
import { ConfigError, describeOptions, readConfig, type Config } from "./config.ts";
import { listLanAddresses } from "./lan/addresses.ts";
import { greet } from "./lan/greeting.ts";
import { MapError } from "./maps.ts";

const EXIT_FAULT = 1;
const EXIT_USAGE = 2;
const LAST_PORT = 65_535;
/** Ctrl+C reaches a program under npm twice: from the terminal, and passed on by npm. */
const SAME_KEY_MS = 250;

/** Settings as typed. Ends the process where there is nothing to run: help was asked for, or a setting is refused. */
export function readCommandLine(): Config {
  try {
    const config = readConfig(process.argv.slice(2), process.env);
    if (!config.help) return config;
    console.log(describeOptions());
    return process.exit(0);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    return process.exit(EXIT_USAGE);
  }
}

/** Prints where to play. */
export function announce(port: number, { host, noQr }: Config): void {
  const lanAddresses = listLanAddresses(networkInterfaces());
  const hasQr = !noQr && process.stdout.isTTY;
  console.log(greet({ port, host, lanAddresses, hasQr }));
}

/** Ends the process because it could not start: with a sentence where the cause is known, with the stack otherwise. */
export function failToStart(error: unknown, config: Config): never {
  console.error(explainStart(error, config) ?? error);
  process.exit(error instanceof ConfigError ? EXIT_USAGE : EXIT_FAULT);
}

/** What stands in the way of starting and what to do about it, or undefined when it is a fault of ours. */
export function explainStart(error: unknown, { port, host }: Config): string | undefined {
  if (error instanceof BuildError || error instanceof ConfigError) return error.message;
  if (error instanceof MapError) return `A map cannot be played:\n${error.message}`;
  switch ((error as NodeJS.ErrnoException).code) {
    case "EADDRINUSE":
      return `Port ${port} is taken, perhaps by another Carom. Stop that one, or take another port: npm start -- --port ${port < LAST_PORT ? port + 1 : 0}`;
    case "EACCES":
      return `This system does not let you listen on port ${port}. Take one above 1023: npm start -- --port 7777`;
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
  tell(line: string, error?: unknown): void;
}

/** Runs `stop` at the first signal or fault of ours and then ends the process; a second one ends it at once. */
export function stopOnSignals(host: Host, stop: () => Promise<void>): void {
  let stoppingSinceMs: number | undefined;
  const end = (code: number): void => {
    stoppingSinceMs = host.now();
    stop().then(
      () => host.exit(code),
      (error: unknown) => {
        host.tell("The server could not stop in order:", error);
        host.exit(EXIT_FAULT);
      },
    );
  };
  const onSignal = (): void => {
    if (stoppingSinceMs === undefined) {
      host.tell("Stopping. Press Ctrl+C again to stop at once.");
      end(0);
    } else if (host.now() - stoppingSinceMs > SAME_KEY_MS) {
      host.exit(EXIT_FAULT);
    }
  };
  host.on("SIGINT", onSignal);
  host.on("SIGTERM", onSignal);
  host.on("uncaughtException", (error) => {
    host.tell("A fault in the server, which has to stop:", error);
    if (stoppingSinceMs === undefined) end(EXIT_FAULT);
    else host.exit(EXIT_FAULT);
  });
}
