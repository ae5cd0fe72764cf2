/** What one is told of a room that is not its match: who watches, what may be played, and what is voted on. */
import { NO_SLOT, type PollKind, type ServerMessage } from "#shared/protocol/messages.ts";
import { MODES } from "#shared/sim/modes/modes.ts";
import { TICK_MS } from "#shared/timing.ts";
import type { PollView, RoundView, ViewEvent } from "./view.ts";

const NOTHING_CHOSEN = -1;
const YES = 0;
const NO_ROUND: RoundView = { title: "", mode: "" };

type Poll = Extract<ServerMessage, { type: "poll" }>;

export class RoomNews {
  readonly #ownSlot: number;
  watchers = 0;
  #rounds: readonly RoundView[] = [];
  #poll: Poll | undefined;
  /** My choice, as far as I have made one. */
  #chosen = NOTHING_CHOSEN;

  constructor(ownSlot: number) {
    this.#ownSlot = ownSlot;
  }

  get rounds(): readonly RoundView[] {
    return this.#rounds;
  }

  /** Takes note of a message, if it is of that kind; gives what is to be said about it. */
  receive(message: ServerMessage, nameOf: (slot: number) => string): ViewEvent | undefined {
    switch (message.type) {
      case "watchers":
        this.watchers = message.count;
        return undefined;
      case "rounds":
        this.#rounds = message.rounds.map(({ title, mode }) => ({
          title,
          mode: MODES[mode]!.name,
        }));
        return undefined;
      case "poll":
        // Who moves something is for it.
        if (this.#poll?.endTick !== message.endTick)
          this.#chosen =
            message.by !== NO_SLOT && message.by === this.#ownSlot ? YES : NOTHING_CHOSEN;
        this.#poll = message;
        return undefined;
      case "pollOver": {
        const { kind, subject, isCarried } = message;
        this.#poll = undefined;
        return {
          type: "decided",
          kind,
          subject: this.#subjectOf(kind, subject, nameOf),
          isCarried,
        };
      }
      case "declined":
      case "notice":
      case "stopping":
        return message;
      default:
        return undefined;
    }
  }

  /** A ballot of mine goes out. */
  noteBallot(choice: number): void {
    this.#chosen = choice;
  }

  /** The vote that is open, at `serverTick`. */
  view(serverTick: number, nameOf: (slot: number) => string): PollView | null {
    const poll = this.#poll;
    if (poll === undefined) return null;
    const { kind, subject, by, needed, choices } = poll;
    return {
      kind,
      subject: this.#subjectOf(kind, subject, nameOf),
      subjectSlot: kind === "kick" ? subject : NOTHING_CHOSEN,
      by: nameOf(by),
      needed,
      endsInMs: Math.max(0, (poll.endTick - serverTick) * TICK_MS),
      choices: choices.map(({ round, count }) => ({
        round: this.#rounds[round] ?? NO_ROUND,
        count,
      })),
      chosen: this.#chosen,
    };
  }

  #subjectOf(
    kind: PollKind,
    subject: number,
    nameOf: (slot: number) => string,
  ): string | RoundView {
    return kind === "kick" ? nameOf(subject) : (this.#rounds[subject] ?? NO_ROUND);
  }
}
