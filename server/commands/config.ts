/** `carom config`: a settings file to begin with, and what a set of settings comes to. */
import { COMMAND, SILENT_COMMAND } from "../build.ts";
import { readCommandLine } from "../cli.ts";
import { printDefaults, printSettings } from "../settings/configFile.ts";

const PRINT_DEFAULT = "--print-default";

/** Prints a file with every setting, or, given settings as a server takes them, the file that says the same. */
export function config(args: readonly string[]): void {
  if (args.includes("--help")) console.log(HELP);
  else if (args.includes(PRINT_DEFAULT)) console.log(printDefaults());
  else console.log(printSettings(readCommandLine(args, "config")));
}

const HELP = [
  `Usage: ${SILENT_COMMAND} config --print-default > carom.toml`,
  "  writes a settings file that sets nothing and shows everything",
  "",
  `Usage: ${COMMAND} config [options]`,
  "  checks the settings given, a --config file too, and prints what they come to",
].join("\n");
