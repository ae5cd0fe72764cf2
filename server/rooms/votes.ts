/**
 * What a room decides together, as rules without a room: one vote at a time, either for or against a motion, or at the end
 * of a match between tables. Time is ticks, people are slots; who may vote is said anew whenever votes are counted.
 */
import { ticksFromMs } from "#shared/timing.ts";
import { type DeclinedReason, NO_SLOT } from "#shared/protocol/messages.ts";

export const VOTE_TICKS = ticksFromMs(25_000);
/** Whoever has moved something moves nothing else for this long, and after each vote nobody does for that long. */
export const MOVER_REST_TICKS = ticksFromMs(60_000);
export const ROOM_REST_TICKS = ticksFromMs(8_000);
/** At the end of its time a motion for another table needs this share of the people to have voted at all. */
const QUORUM_SHARE = 0.5;
/** Nobody is sent away by a single person. */
const LEAST_TO_KICK = 2;

export type Motion =
  | { readonly kind: "kick"; readonly slot: number }
  | { readonly kind: "round"; readonly round: number };

/** Choices of a motion. */
export const YES = 0;
export const NO = 1;

export interface Poll {
  readonly motion: Motion | { readonly kind: "next"; readonly rounds: readonly number[] };
  /** Slot of who moved it, or -1: nobody who is still here. */
  by: number;
  /** The tick in which it ends, undecided or not. */
  readonly endTick: number;
  /** By slot, what each has chosen. */
  readonly ballots: Map<number, number>;
}

/** Why a motion may not be put now, and for how long that is so. */
export interface Declined {
  readonly why: DeclinedReason;
  readonly ticks: number;
}

export class Votes {
  #poll: Poll | undefined;
  #restsUntil = 0;
  readonly #moverRestsUntil = new Map<number, number>();

  get poll(): Poll | undefined {
    return this.#poll;
  }

  /** Puts a motion of `by`, who is for it, about somebody or something that there is. `people` are those who may vote. */
  propose(
    motion: Motion,
    by: number,
    people: readonly number[],
    tick: number,
  ): Declined | undefined {
    const declined = this.#judge(motion, by, people, tick);
    if (declined !== undefined) return declined;
    this.#moverRestsUntil.set(by, tick + MOVER_REST_TICKS);
    const ballots = new Map([[by, YES]]);
    this.#poll = { motion, by, endTick: tick + VOTE_TICKS, ballots };
    return undefined;
  }

  #judge(
    motion: Motion,
    by: number,
    people: readonly number[],
    tick: number,
  ): Declined | undefined {
    if (this.#poll !== undefined) return { why: "voting", ticks: this.#poll.endTick - tick };
    const restsUntil = Math.max(this.#restsUntil, this.#moverRestsUntil.get(by) ?? 0);
    if (tick < restsUntil) return { why: "too soon", ticks: restsUntil - tick };
    if (motion.kind !== "kick") return undefined;
    if (motion.slot === by) return { why: "nobody", ticks: 0 };
    const voters = votersOf({ motion }, people).length;
    return voters >= LEAST_TO_KICK ? undefined : { why: "too few", ticks: 0 };
  }

  /** Asks which of these tables is next; a motion that was being voted on has failed. */
  askNext(rounds: readonly number[], endTick: number): void {
    this.#poll = { motion: { kind: "next", rounds }, by: NO_SLOT, endTick, ballots: new Map() };
  }

  /** A ballot, or another in its place; false when there is no such choice. */
  cast(slot: number, choice: number): boolean {
    if (this.#poll === undefined || choice >= choicesOf(this.#poll)) return false;
    const { motion, ballots } = this.#poll;
    if (motion.kind === "kick" && motion.slot === slot) return false;
    ballots.set(slot, choice);
    return true;
  }

  /**
   * Somebody has left: his ballot goes, and his slot may be another's. Gives whether the vote was on him; who moved that need
   * not rest then, or one would leave and come back to be safe for a minute.
   */
  leave(slot: number): boolean {
    this.#moverRestsUntil.delete(slot);
    const poll = this.#poll;
    poll?.ballots.delete(slot);
    if (poll?.by === slot) poll.by = NO_SLOT;
    if (poll?.motion.kind !== "kick" || poll.motion.slot !== slot) return false;
    this.#moverRestsUntil.delete(poll.by);
    return true;
  }

  /** How a motion stands at `tick`; undefined while it is open. */
  outcome(people: readonly number[], tick: number): "carried" | "failed" | undefined {
    const poll = this.#poll;
    if (poll === undefined || poll.motion.kind === "next") return undefined;
    const [yes = 0, no = 0] = countsOf(poll, people);
    const voters = votersOf(poll, people).length;
    const needed = neededOf(poll, people);
    if (yes >= needed) return "carried";
    if (voters - no < needed) return "failed";
    if (tick < poll.endTick) return undefined;
    const hasQuorum = poll.motion.kind === "round" && yes + no >= voters * QUORUM_SHARE;
    return hasQuorum && yes > no ? "carried" : "failed";
  }

  /** The vote is over. */
  close(tick: number): void {
    this.#poll = undefined;
    this.#restsUntil = tick + ROOM_REST_TICKS;
  }

  /**
   * The table that most of those who are here want next; of equals the one named second, which is next in turn anyway.
   * undefined when nobody has said what he wants.
   */
  winner(people: readonly number[]): number | undefined {
    if (this.#poll?.motion.kind !== "next") return undefined;
    const { rounds } = this.#poll.motion;
    const counts = countsOf(this.#poll, people);
    const most = Math.max(...counts);
    if (most === 0) return undefined;
    const inTurn = Math.min(1, rounds.length - 1);
    return counts[inTurn] === most ? rounds[inTurn] : rounds[counts.indexOf(most)];
  }
}

/** How many of those who may vote have made each choice. */
export function countsOf(poll: Poll, people: readonly number[]): number[] {
  const counts = Array<number>(choicesOf(poll)).fill(0);
  for (const slot of votersOf(poll, people)) {
    const choice = poll.ballots.get(slot);
    if (choice !== undefined) counts[choice]! += 1;
  }
  return counts;
}

/** So many for it decide a motion at once; 0 where there is none to decide. */
export function neededOf(poll: Poll, people: readonly number[]): number {
  if (poll.motion.kind === "next") return 0;
  const most = Math.floor(votersOf(poll, people).length / 2) + 1;
  return poll.motion.kind === "kick" ? Math.max(LEAST_TO_KICK, most) : most;
}

/** Nobody votes on himself. */
function votersOf({ motion }: Pick<Poll, "motion">, people: readonly number[]): readonly number[] {
  return motion.kind === "kick" ? people.filter((slot) => slot !== motion.slot) : people;
}

function choicesOf({ motion }: Poll): number {
  return motion.kind === "next" ? motion.rounds.length : 2;
}
