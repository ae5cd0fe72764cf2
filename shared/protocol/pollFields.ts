/** The fields of messages about votes. */
import { MODES } from "../sim/modes/modes.ts";
import { MAX_SEATS } from "../sim/tuning.ts";
import type { FieldReader } from "./fields.ts";
import {
  DECLINED,
  LIMIT,
  MOST_CHOICES,
  NO_SLOT,
  POLL_KINDS,
  type ClientMessage,
  type ServerMessage,
} from "./messages.ts";

type PollMessage = Extract<ServerMessage, { type: "rounds" | "poll" | "pollOver" | "declined" }>;
type Message<T extends PollMessage["type"]> = Extract<PollMessage, { type: T }>;

const MOST_TICK = 2 ** 31 - 1;
const MOST_SUBJECT = MAX_SEATS - 1;
const MOST_SECONDS = 0xffff;

export function readPropose(fields: FieldReader): ClientMessage & { type: "propose" } {
  const kind = POLL_KINDS[fields.int("kind", 0, 1)] as "kick" | "round";
  return { type: "propose", kind, subject: fields.int("subject", 0, MOST_SUBJECT) };
}

export function readChoice(fields: FieldReader): number {
  return fields.int("choice", 0, MOST_CHOICES - 1);
}

export function readRounds(fields: FieldReader): Message<"rounds"> {
  const rounds = fields.list("rounds", LIMIT.rounds, (round) => ({
    title: round.string("title", LIMIT.nameLength),
    mode: round.int("mode", 0, MODES.length - 1),
  }));
  return { type: "rounds", rounds };
}

export function readPoll(fields: FieldReader): Message<"poll"> {
  return {
    type: "poll",
    ...readSubject(fields),
    by: fields.int("by", NO_SLOT, MAX_SEATS - 1),
    endTick: fields.int("endTick", 0, MOST_TICK),
    needed: fields.int("needed", 0, MAX_SEATS),
    choices: fields.list("choices", MOST_CHOICES, (choice) => ({
      round: choice.int("round", 0, LIMIT.rounds - 1),
      count: choice.int("count", 0, MAX_SEATS),
    })),
  };
}

export function readPollOver(fields: FieldReader): Message<"pollOver"> {
  return { type: "pollOver", ...readSubject(fields), isCarried: fields.bool("isCarried") };
}

export function readDeclined(fields: FieldReader): Message<"declined"> {
  const why = DECLINED[fields.int("why", 0, DECLINED.length - 1)]!;
  return { type: "declined", why, seconds: fields.int("seconds", 0, MOST_SECONDS) };
}

function readSubject(fields: FieldReader): Pick<Message<"poll">, "kind" | "subject"> {
  const kind = POLL_KINDS[fields.int("kind", 0, POLL_KINDS.length - 1)]!;
  return { kind, subject: fields.int("subject", 0, MOST_SUBJECT) };
}

/** The fields of one of these, in their order. */
export function pollFields(message: PollMessage): unknown[] {
  switch (message.type) {
    case "rounds":
      return [message.rounds.map(({ title, mode }) => [title, mode])];
    case "poll": {
      const { kind, subject, by, endTick, needed, choices } = message;
      const rows = choices.map(({ round, count }) => [round, count]);
      return [POLL_KINDS.indexOf(kind), subject, by, endTick, needed, rows];
    }
    case "pollOver":
      return [POLL_KINDS.indexOf(message.kind), message.subject, message.isCarried];
    case "declined":
      return [DECLINED.indexOf(message.why), message.seconds];
  }
}
