/** The people of a room as they decide something: puts what they ask for to the vote, tells all how it stands, and sees to it. */
import { TICK_RATE } from "#shared/timing.ts";
import type { ClientMessage, ServerMessage } from "#shared/protocol/messages.ts";
import { countsOf, neededOf, Votes, type Motion, type Poll } from "./votes.ts";

/** What an assembly needs of its room. */
export interface AssemblyRoom {
  /** Slots of the people who are here and awake. */
  people(): readonly number[];
  /** Whether somebody has this slot who is no bot, awake or not, with a connection or without. */
  isPerson(slot: number): boolean;
  /** What may be played: modes on maps, each known by its number; 0 where there is no other match. */
  roundCount(): number;
  /** What is played, and what comes in turn, so many at most. */
  upcoming(most: number): readonly number[];
  tell(message: ServerMessage): void;
  tellOne(slot: number, message: ServerMessage): void;
  kick(slot: number): void;
  /** Ends the match for this round. */
  play(round: number): void;
}

/** To choose from when a match has ended, what was just played included. */
const ROUNDS_OFFERED = 3;

export class Assembly {
  readonly #room: AssemblyRoom;
  readonly #votes = new Votes();
  /** As it was told last. */
  #told = "";

  constructor(room: AssemblyRoom) {
    this.#room = room;
  }

  /** What somebody who comes is to be told. */
  get news(): ServerMessage | undefined {
    const { poll } = this.#votes;
    return poll && pollMessage(poll, this.#room.people());
  }

  propose(
    slot: number,
    { kind, subject }: ClientMessage & { type: "propose" },
    tick: number,
  ): void {
    const exists =
      kind === "kick" ? this.#room.isPerson(subject) : subject < this.#room.roundCount();
    if (!exists) {
      this.#room.tellOne(slot, { type: "declined", why: "nobody", seconds: 0 });
      return;
    }
    const motion: Motion = kind === "kick" ? { kind, slot: subject } : { kind, round: subject };
    const declined = this.#votes.propose(motion, slot, this.#room.people(), tick);
    if (declined === undefined) return;
    const seconds = Math.ceil(declined.ticks / TICK_RATE);
    this.#room.tellOne(slot, { type: "declined", why: declined.why, seconds });
  }

  cast(slot: number, choice: number): void {
    this.#votes.cast(slot, choice);
  }

  leave(slot: number, tick: number): void {
    if (this.#votes.leave(slot)) this.#end(false, tick);
  }

  /** There is no other match to vote on: a vote on one has failed. */
  dropRound(tick: number): void {
    if (this.#votes.poll?.motion.kind === "round") this.#end(false, tick);
  }

  /** A vote that is open has failed, for something else is played: this round, or undefined for what is in turn. */
  cancel(tick: number, round: number | undefined): void {
    const { poll } = this.#votes;
    if (poll === undefined) return;
    if (poll.motion.kind === "next") this.#endNext(round, tick);
    else this.#end(false, tick);
  }

  /** Decides what is decided, and tells what has changed. To be called before each tick. */
  update(tick: number): void {
    const { poll } = this.#votes;
    if (poll === undefined) return;
    const people = this.#room.people();
    const outcome = this.#votes.outcome(people, tick);
    if (outcome !== undefined) {
      this.#end(outcome === "carried", tick);
      return;
    }
    const message = pollMessage(poll, people);
    const text = JSON.stringify(message);
    if (text === this.#told) return;
    this.#told = text;
    this.#room.tell(message);
  }

  /** A match has ended: asks for the next one, until `endTick`. */
  askNext(tick: number, endTick: number): void {
    if (this.#votes.poll !== undefined) this.#end(false, tick);
    const rounds = this.#room.upcoming(ROUNDS_OFFERED);
    if (rounds.length > 1) this.#votes.askNext(rounds, endTick);
  }

  /** What to play next, for the time to ask is over; undefined for what is in turn. */
  takeNext(tick: number): number | undefined {
    if (this.#votes.poll?.motion.kind !== "next") return undefined;
    const next = this.#votes.winner(this.#room.people());
    this.#endNext(next, tick);
    return next;
  }

  #endNext(next: number | undefined, tick: number): void {
    const subject = next ?? this.#room.upcoming(2).at(-1)!;
    this.#votes.close(tick);
    this.#told = "";
    this.#room.tell({ type: "pollOver", kind: "next", subject, isCarried: true });
  }

  #end(isCarried: boolean, tick: number): void {
    const motion = this.#votes.poll!.motion as Motion;
    this.#votes.close(tick);
    this.#told = "";
    const subject = motion.kind === "kick" ? motion.slot : motion.round;
    this.#room.tell({ type: "pollOver", kind: motion.kind, subject, isCarried });
    if (!isCarried) return;
    if (motion.kind === "kick") this.#room.kick(motion.slot);
    else this.#room.play(motion.round);
  }
}

function pollMessage(poll: Poll, people: readonly number[]): ServerMessage {
  const { motion, by, endTick } = poll;
  const counts = countsOf(poll, people);
  const subject = motion.kind === "kick" ? motion.slot : motion.kind === "round" ? motion.round : 0;
  const choices = counts.map((count, i) => ({
    round: motion.kind === "next" ? motion.rounds[i]! : 0,
    count,
  }));
  const needed = neededOf(poll, people);
  return { type: "poll", kind: motion.kind, subject, by, endTick, needed, choices };
}
