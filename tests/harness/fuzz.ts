/** How hard property tests try: the usual number of cases on every commit, FUZZ_SCALE times as many on demand. */

export const FUZZ_SCALE = readScale(process.env.FUZZ_SCALE);

/** Cases to try in this run, where a run on every commit tries `perCommit`. */
export function fuzzRuns(perCommit: number): number {
  return Math.max(1, Math.round(perCommit * FUZZ_SCALE));
}

function readScale(text: string | undefined): number {
  if (text === undefined) return 1;
  const scale = Number(text);
  if (scale > 0 && Number.isFinite(scale)) return scale;
  throw new Error(`FUZZ_SCALE is "${text}"; give it a number above 0, such as FUZZ_SCALE=100`);
}
