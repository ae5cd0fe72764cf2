/** What `--help` prints. */
import { COMMAND, SILENT_COMMAND } from "../build.ts";
import { OPTION_ROWS, variableOf } from "./options.ts";

const LEFT_WIDTH = 26;

/** Of a command that takes the settings of a server; `word` is what comes before them. */
export function describeOptions(word = ""): string {
  const rows = OPTION_ROWS.map(([, { flag, placeholder, help, initial, isSecret }]) => {
    const left = isSecret ? `  ${variableOf(flag)}` : `  --${flag} ${placeholder}`;
    const hasDefault = typeof initial === "number";
    return `${left.padEnd(LEFT_WIDTH)}${help}${hasDefault ? ` (default: ${initial})` : ""}`;
  });
  return [
    `Usage: ${[COMMAND, word].join(" ").trim()} [options]`,
    "",
    ...rows,
    "",
    "Each can also be set in the environment: --max-rooms 4 is CAROM_MAX_ROOMS=4; and in a file:",
    `${SILENT_COMMAND} config --print-default > carom.toml writes one, --config carom.toml reads it.`,
  ].join("\n");
}

export interface Command {
  readonly name: string;
  readonly help: string;
}

/** Of the program itself. */
export function describeCommands(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length)) + 2;
  return [
    `Usage: ${COMMAND} [command] [options]`,
    "",
    ...commands.map(({ name, help }) => `  ${name.padEnd(width)}${help}`),
    "",
    `Each tells its options: ${COMMAND} serve --help`,
  ].join("\n");
}
