/** Where commands are given: a line is read, judged by the rights of whoever gives it, carried out and noted. */
import type { Context } from "./arguments.ts";
import { wordsOf } from "./arguments.ts";
import type { Audit } from "./audit.ts";
import { CommandError } from "./commandError.ts";
import { type Command, COMMANDS, type Realm, usageOf } from "./commands.ts";
import { type Operator, suffices } from "./rights.ts";

/** What came of a line. */
export interface Answer {
  readonly isDone: boolean;
  readonly text: string;
}

const MOST_LINE = 512;

export class AdminDesk {
  readonly #realm: Realm;
  readonly #audit: Audit;
  readonly #noteFault: (error: unknown) => void;

  /** `noteFault` is told of what is thrown that is no CommandError: a fault of ours, which costs that one command. */
  constructor(realm: Realm, audit: Audit, noteFault: (error: unknown) => void) {
    this.#realm = realm;
    this.#audit = audit;
    this.#noteFault = noteFault;
  }

  /** Carries out a line; whatever it holds, this does not throw. */
  run(line: string, by: Operator): Answer {
    const [name = "", ...words] = wordsOf(line);
    if (name === "") return { isDone: true, text: "" };
    const answer = this.#try(line, name, words, by);
    const isAct = COMMANDS.some((known) => known.name === name && known.right !== "watch");
    if (isAct) this.note(by, name, words, answer.text);
    return answer;
  }

  /** Puts something on record that is no command: who came, and who was not let in. */
  note(by: Operator, command: string, args: readonly string[], outcome: string): void {
    const { level, label, address: from } = by;
    this.#audit.note({ who: `${level} ${label}`, from, command, args, outcome });
  }

  #try(line: string, name: string, words: readonly string[], by: Operator): Answer {
    try {
      const command = findCommand(line, name, by);
      return { isDone: true, text: command.run(this.#realm, by, this.#read(command, words)) };
    } catch (error) {
      if (error instanceof CommandError) return { isDone: false, text: error.message };
      this.#noteFault(error);
      return { isDone: false, text: "The server made a mistake; its log tells more." };
    }
  }

  #read(command: Command, words: readonly string[]): unknown[] {
    const context: Context = { lobby: this.#realm.lobby, room: undefined };
    const { args } = command;
    const hasRest = args.at(-1)?.isRest === true;
    const needed = args.filter(({ isOptional }) => isOptional !== true).length;
    if (words.length < needed || (words.length > args.length && !hasRest))
      throw new CommandError(`It is: ${usageOf(command)}`);
    return args.map((arg, i) => {
      const text = arg.isRest ? words.slice(i).join(" ") : (words[i] ?? "");
      return arg.isOptional && text === "" ? undefined : arg.read(text, context);
    });
  }
}

function findCommand(line: string, name: string, { level }: Operator): Command {
  if (line.length > MOST_LINE)
    throw new CommandError(`A line has at most ${MOST_LINE} characters.`);
  const command = COMMANDS.find((known) => known.name === name);
  if (command === undefined)
    throw new CommandError(`There is no such command; "help" lists those that there are.`);
  if (!suffices(level, command.right))
    throw new CommandError(`${name} is for those who may ${command.right}; you may ${level}.`);
  return command;
}
