/**
 * What of a match is in no score: the longest run of kills without going out, and the longest way a killing shot took
 * over the cushions. Kept from what this page is told; who comes late knows only of what came after.
 */
import type { SeatView, View, ViewEvent } from "../../netcode/view.ts";

type Death = Extract<ViewEvent, { type: "death" | "kill" }>;

export class MatchLog {
  readonly #runs = new Map<number, number>();
  readonly #longestRuns = new Map<number, number>();
  readonly #mostBounces = new Map<number, number>();
  #isOver = false;

  /** Call once per frame. */
  update({ events, phase, seats }: Pick<View, "events" | "phase" | "seats">): void {
    // A page that was hidden has not heard that another has begun.
    if (this.#isOver && phase !== "results") this.#forget();
    this.#isOver = phase === "results";
    for (const event of events) {
      if (event.type === "phase" && event.phase === "playing") this.#forget();
      else if (event.type === "left") this.#forgetSeat(event.slot);
      // Its last kill is seen when its end is known already; after that there is none, for the table stands still.
      else if (phase === "warmup" || phase === "countdown") continue;
      else if (event.type === "death" || event.type === "kill") this.#note(event, seats);
    }
  }

  longestRun(slot: number): number {
    return this.#longestRuns.get(slot) ?? 0;
  }

  /** Cushions that the longest killing shot of a seat came off. */
  mostBounces(slot: number): number {
    return this.#mostBounces.get(slot) ?? 0;
  }

  #note({ attacker, victim, bounces }: Death, seats: readonly SeatView[]): void {
    this.#runs.delete(victim);
    if (attacker < 0 || attacker === victim || isOneSide(seats, attacker, victim)) return;
    const run = (this.#runs.get(attacker) ?? 0) + 1;
    this.#runs.set(attacker, run);
    this.#longestRuns.set(attacker, Math.max(run, this.longestRun(attacker)));
    this.#mostBounces.set(attacker, Math.max(bounces, this.mostBounces(attacker)));
  }

  #forgetSeat(slot: number): void {
    for (const table of [this.#runs, this.#longestRuns, this.#mostBounces]) table.delete(slot);
  }

  #forget(): void {
    for (const table of [this.#runs, this.#longestRuns, this.#mostBounces]) table.clear();
  }
}

function isOneSide(seats: readonly SeatView[], a: number, b: number): boolean {
  const team = (slot: number): number => seats.find((seat) => seat.slot === slot)?.team ?? 0;
  return team(a) !== 0 && team(a) === team(b);
}
