/** `carom console`: an operator's console for a server that runs elsewhere, or one command for a script. */
import { readFileSync } from "node:fs";
import { userInfo } from "node:os";
import { createInterface, type Interface } from "node:readline/promises";
import { setTimeout as pass } from "node:timers/promises";
import { parseArgs } from "node:util";
import { lineOf } from "../admin/arguments.ts";
import { AdminClient, ConsoleError } from "../admin/client.ts";
import { COMMAND } from "../build.ts";
import { EXIT_USAGE } from "../cli.ts";
import { variableOf } from "../settings/options.ts";
import { OPERATOR_LIMITS } from "../transport/limits.ts";

const EXIT_NOT_DONE = 1;
const SECRET_FLAGS = ["admin-secret", "moderator-secret", "watcher-secret"];
const { burst, perSecond } = OPERATOR_LIMITS.messages;
/**
 * The server hears some at once, and ends a console that goes on like that: the rest of a long list comes with pauses. Both
 * with something to spare, for a console says who it is, too, and clocks differ.
 */
const SWIFT_COMMANDS = Math.floor((2 / 3) * burst);
const PAUSE_MS = 1200 / perSecond;
const USUAL_URL = "ws://127.0.0.1:7777";

const HELP = [
  `Usage: ${COMMAND} console [--url ${USUAL_URL}] [--name NAME] [--secret-file FILE] [command]`,
  "",
  "  Opens a console at a running server; with a command, carries that out and ends.",
  `  The secret is in ${SECRET_FLAGS.map(variableOf).join(", ")}, or in the file.`,
].join("\n");

/** Runs until the input ends, the command is carried out, or the server ends it; then sets the exit code. */
export async function openConsole(args: readonly string[]): Promise<void> {
  try {
    process.exitCode = await run(args);
  } catch (error) {
    if (!(error instanceof ConsoleError)) throw error;
    console.error(error.message);
    process.exitCode = EXIT_USAGE;
  }
}

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args);
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const { url = USUAL_URL, name = ownName() } = values;
  const client = await AdminClient.open({ url, name, secret: readSecret(values["secret-file"]) });
  const isAllDone =
    positionals.length > 0 ? await carryOut(client, lineOf(positionals)) : await converse(client);
  client.close();
  return isAllDone ? 0 : EXIT_NOT_DONE;
}

/** Until the input ends; rejects when the server ends it before. Gives whether all was done. */
function converse(client: AdminClient): Promise<boolean> {
  const isTyped = process.stdin.isTTY;
  const lines = createInterface({
    input: process.stdin,
    ...(isTyped && { output: process.stdout, prompt: "carom> " }),
  });
  if (isTyped) console.log(`You may ${client.level}; "help" lists the commands.`);
  client.ended.catch(() => lines.close());
  return Promise.race([obey(client, lines, isTyped), client.ended]);
}

async function obey(client: AdminClient, lines: Interface, isTyped: boolean): Promise<boolean> {
  let isOpen = true;
  lines.once("close", () => {
    isOpen = false;
  });
  const prompt = (): void => {
    if (isTyped && isOpen) lines.prompt();
  };
  let isAllDone = true;
  let count = 0;
  prompt();
  for await (const line of lines) {
    if (++count > SWIFT_COMMANDS) await pass(PAUSE_MS);
    isAllDone = (await carryOut(client, line)) && isAllDone;
    prompt();
  }
  return isAllDone;
}

async function carryOut(client: AdminClient, line: string): Promise<boolean> {
  const { isDone, text } = await client.run(line);
  if (text !== "") (isDone ? console.log : console.error)(text);
  return isDone;
}

function readArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        url: { type: "string" },
        name: { type: "string" },
        "secret-file": { type: "string" },
        help: { type: "boolean" },
      },
      allowPositionals: true,
    });
  } catch (error) {
    throw new ConsoleError(`${(error as Error).message}\n\n${HELP}`, { cause: error });
  }
}

/** Of whoever sits here; "" where the system knows none, as for the number that some containers run under. */
function ownName(): string {
  try {
    return userInfo().username;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_SYSTEM_ERROR") throw error;
    return "";
  }
}

/** The first that is set, the one that allows most before the others. */
function readSecret(file: string | undefined): string {
  if (file !== undefined) return readFile(file).trim();
  const secret = SECRET_FLAGS.map((flag) => process.env[variableOf(flag)]).find(Boolean);
  if (secret !== undefined) return secret.trim();
  throw new ConsoleError(`There is no secret.\n\n${HELP}`);
}

function readFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConsoleError(`The file ${path} cannot be read (${code}).`, { cause: error });
  }
}
