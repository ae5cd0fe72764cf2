/** How every measuring script tells what it measured: a table for people, one JSON array for machines. */

export interface Row {
  name: string;
  value: number;
  unit: string;
  /** The most (or, where `isLeast`, the least) that is good enough; null where there is no such figure. */
  budget: number | null;
  ok: boolean;
}

/** A row whose value must not be above `budget`. */
export function atMost(name: string, value: number, unit: string, budget: number): Row {
  return { name, value: round(value), unit, budget, ok: value <= budget };
}

/** A row whose value must not be below `budget`. */
export function atLeast(name: string, value: number, unit: string, budget: number): Row {
  return { name, value: round(value), unit, budget, ok: value >= budget };
}

/** A row that is only told. */
export function told(name: string, value: number, unit: string): Row {
  return { name, value: round(value), unit, budget: null, ok: true };
}

/** Prints all rows, and makes the process fail when one of them is not ok. */
export function report(rows: readonly Row[], asJson: boolean): void {
  if (asJson) console.log(JSON.stringify(rows));
  else console.table(rows.map((row) => ({ ...row, budget: row.budget ?? "–" })));
  if (rows.some((row) => !row.ok)) process.exitCode = 1;
}

/** The value that this share (0..1) of `values` lies below. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
