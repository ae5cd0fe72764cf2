/** What the program does first: which command it was called with. */
import { COMMAND } from "./build.ts";
import { EXIT_USAGE } from "./cli.ts";
import { describeCommands, describeOptions, type Command } from "./settings/help.ts";

interface RunnableCommand extends Command {
  /** Loads what the command needs, and only that. */
  run(args: readonly string[]): Promise<void>;
}

const COMMANDS: readonly RunnableCommand[] = [
  {
    name: "serve",
    help: "runs a server; so does no command at all",
    run: async (args) => void (await (await import("./commands/serve.ts")).serve(args)),
  },
  {
    name: "host",
    help: "runs a server for the people in the room, and helps when nobody gets through",
    run: async (args) => (await import("./commands/host.ts")).host(args),
  },
  {
    name: "config",
    help: "writes a settings file, or tells what the settings given come to",
    run: async (args) => (await import("./commands/config.ts")).config(args),
  },
  {
    name: "console",
    help: "gives commands to a server that runs: who is there, kick, ban, map, rules",
    run: async (args) => (await import("./commands/console.ts")).openConsole(args),
  },
  {
    name: "db",
    help: "checks the records of players, matches and bans, or copies them, while a server runs",
    run: async (args) => (await import("./commands/db.ts")).db(args),
  },
  {
    name: "bots",
    help: "puts players without a screen on a server, and tells what it makes of them",
    run: async (args) => (await import("../tools/bots.ts")).bots(args),
  },
];

const [word = "serve", ...rest] = process.argv.slice(2);
const command = COMMANDS.find(({ name }) => name === word);
if (command !== undefined) await command.run(rest);
else if (word === "--help") console.log(`${describeCommands(COMMANDS)}\n\n${describeOptions()}`);
else if (word.startsWith("-")) await COMMANDS[0]!.run([word, ...rest]);
else {
  const names = COMMANDS.map(({ name }) => name).join(", ");
  console.error(`"${word}" is not a command of ${COMMAND}. There are: ${names}.`);
  process.exitCode = EXIT_USAGE;
}
