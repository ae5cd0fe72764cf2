/** The person at the terminal: what they typed, what they are told, and the signals they send. */
import { networkInterfaces } from "node:os";
import { BuildError } from "./clientBuild.ts";
import { ConfigError, describeOptions, readConfig, type Config } from "./config.ts";
import { listLanAddresses } from "./lan/addresses.ts";
import { greet } from "./lan/greeting.ts";
import { MapError } from "./maps.ts";

const EXIT_FAULT = 1;
const EXIT_USAGE = 2;
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
      return `Port ${port} is taken, perhaps by another Carom. Stop that one, or take another port: npm start -- --port ${port + 1}`;
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

/** Runs `stop` at the first signal or fault of ours, and then ends the process; a second signal ends it at once. */
export function stopOnSignals(stop: () => Promise<void>): void {
  let signalMs: number | undefined;
  const end = (exitCode: number): void => {
    stop().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        console.error(error);
        process.exit(EXIT_FAULT);
      },
    );
  };
  const onSignal = (): void => {
    const nowMs = performance.now();
    if (signalMs === undefined) {
      console.log("Stopping; press Ctrl+C again to stop at once.");
      end(0);
    } else if (nowMs - signalMs > SAME_KEY_MS) {
      process.exit(EXIT_FAULT);
    }
    signalMs ??= nowMs;
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  process.once("uncaughtException", (error) => {
    console.error("This is a fault in the server, which has to stop:", error);
    process.once("uncaughtException", () => process.exit(EXIT_FAULT));
    end(EXIT_FAULT);
  });
}
