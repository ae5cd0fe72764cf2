/** A row of the catalogue of faults: what somebody does to a server, and what must come of it. */
import type { Row } from "../rows.ts";
import { decides, Stand, type Cost, type StandOptions } from "./stand.ts";

export interface Tally {
  readonly tries: number;
  /** What came otherwise than it must, in words: one for each try at most. */
  readonly wrong: readonly string[];
  /** What was measured: it decides nothing but the exit code of who asked for figures. */
  readonly rows?: readonly Row[];
  /** Why some of it cannot be tried on this computer. */
  readonly leftOut?: string;
}

export interface Fault {
  /** Its number in docs/faults.md. */
  readonly id: string;
  readonly what: string;
  /** The reason under which the server counts it (`carom_refusals_total`); none where nothing is refused. */
  readonly counter?: string;
  /** What it costs the server on which others play. */
  readonly cost?: Cost;
  /** Does it; `size` takes the short form's number or the full form's. */
  run(stand: Stand, size: Size): Promise<Tally>;
}

export type Size = (short: number, full: number) => number;

/** Tries a fault; one that breaks off has gone wrong, and the others are tried all the same. */
export async function attempt({ run }: Fault, stand: Stand, size: Size): Promise<Tally> {
  try {
    return await run(stand, size);
  } catch (error) {
    return { tries: 1, wrong: [`broke off: ${(error as Error).stack}`] };
  }
}

/**
 * Does something to a server of its own, which loses time by it: what must be true of those who play there decides here, but
 * for what depends on how much this computer has to do.
 */
export async function onOwnStand(
  id: string,
  options: StandOptions & { cost?: Cost; counter?: string },
  act: (stand: Stand) => Promise<Tally>,
): Promise<Tally> {
  const stand = await Stand.open({ rooms: 1, ...options });
  try {
    await stand.begin();
    const { wrong, rows = [], ...rest } = await act(stand);
    const judged = await stand.judge(id, options.counter, {
      ...options.cost,
      losesTime: true,
    });
    const bad = judged.filter((row) => decides(row) && !row.ok);
    const found = bad.map(({ name, value }) => `${name}: ${value}`);
    return { ...rest, wrong: [...wrong, ...found], rows: [...rows, ...judged] };
  } finally {
    await stand.close();
  }
}

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
