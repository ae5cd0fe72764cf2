/** A row of the catalogue of faults: what somebody does to a server, and what must come of it. */
import type { Row } from "../rows.ts";
import type { Stand } from "./stand.ts";

export interface Tally {
  readonly tries: number;
  /** What came otherwise than it must, in words: one for each try at most. */
  readonly wrong: readonly string[];
  /** What was measured: it decides nothing but the exit code of who asked for figures. */
  readonly rows?: readonly Row[];
}

export interface Fault {
  /** Its number in docs/faults.md. */
  readonly id: string;
  readonly what: string;
  /** The reason under which the server counts it (`carom_refusals_total`); none where nothing is refused. */
  readonly counter?: string;
  /** Does it; `size` takes the short form's number or the full form's. */
  run(stand: Stand, size: Size): Promise<Tally>;
}

export type Size = (short: number, full: number) => number;

/** Runs all at once, and tallies those that say what is wrong. */
export async function tally(tries: readonly Promise<string | undefined>[]): Promise<Tally> {
  const outcomes = await Promise.all(tries);
  return { tries: tries.length, wrong: outcomes.filter((outcome) => outcome !== undefined) };
}

/** What is wrong, and how long things took. */
export class Watch {
  readonly #sinceMs = performance.now();
  readonly tookMs: number[] = [];

  /** Something has come to its end. */
  note(sinceMs = this.#sinceMs): void {
    this.tookMs.push(performance.now() - sinceMs);
  }

  get longestMs(): number {
    return Math.max(0, ...this.tookMs);
  }
}

/** What is wrong with `actual`, if anything is. */
export function expectThat(name: string, isRight: boolean, actual: unknown): string | undefined {
  return isRight ? undefined : `${name}: ${String(actual)}`;
}
