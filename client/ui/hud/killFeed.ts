/** The last few kills: who, with what, off how many cushions. */
import type { Relation, SeatView, ViewEvent } from "../../netcode/view.ts";

export interface KillLine {
  readonly id: number;
  /** "" when nobody else did it. */
  readonly killer: string;
  readonly killerRelation: Relation;
  readonly victim: string;
  readonly victimRelation: Relation;
  readonly weapon: number;
  readonly bounces: number;
  readonly endsAtMs: number;
}

const LINE_MS = 5000;
const LINES_MAX = 5;

export class KillFeed {
  #lines: KillLine[] = [];
  #nextId = 0;

  add(
    event: Extract<ViewEvent, { type: "death" | "kill" }>,
    seats: readonly SeatView[],
    nowMs: number,
  ): void {
    const isOwnDoing = event.attacker === event.victim || event.attacker < 0;
    this.#lines.push({
      id: this.#nextId,
      killer: isOwnDoing ? "" : nameOf(seats, event.attacker),
      killerRelation: event.attackerRelation,
      victim: nameOf(seats, event.victim),
      victimRelation: event.victimRelation,
      weapon: event.weapon,
      bounces: event.bounces,
      endsAtMs: nowMs + LINE_MS,
    });
    this.#nextId += 1;
  }

  /** Oldest first. */
  lines(nowMs: number): readonly KillLine[] {
    const isOver = (line: KillLine): boolean => line.endsAtMs <= nowMs;
    if (this.#lines.some(isOver)) this.#lines = this.#lines.filter((line) => !isOver(line));
    return this.#lines.slice(-LINES_MAX);
  }
}

export function nameOf(seats: readonly SeatView[], slot: number): string {
  return seats.find((seat) => seat.slot === slot)?.name ?? "?";
}
