/** How figures that are steered spread: the share of the time that they spend between marks. */
import { TICK_MS } from "#shared/timing.ts";
import { told, type Row } from "../rows.ts";
import { framesOf, type Run } from "./run.ts";

/** So many frames to a rate: over one the fraction of a ms in which it was drawn would tell more than the clock. */
const RATE_FRAMES = 6;

/** How fast the clients' own clocks ran against time. */
export function listRates(run: Run): number[] {
  const rates: number[] = [];
  for (const player of run.players) {
    const { atMs, ownTick } = player.frames;
    const [from, to] = framesOf(run, player);
    for (let i = from + RATE_FRAMES; i < to; i += RATE_FRAMES) {
      const passedTicks = (atMs[i]! - atMs[i - RATE_FRAMES]!) / TICK_MS;
      rates.push((ownTick[i]! - ownTick[i - RATE_FRAMES]!) / passedTicks);
    }
  }
  return rates;
}

/** The margins that snapshots told, ticks. */
export function listMargins({ players, fromMs, toMs }: Run): number[] {
  return players.flatMap(({ reconciliations }) =>
    reconciliations.filter(({ atMs }) => atMs >= fromMs && atMs < toMs).map(({ margin }) => margin),
  );
}

/** A row for each stretch between two marks: the share of `values` in it. */
export function shareRows(
  name: string,
  values: readonly number[],
  marks: readonly number[],
  unit: string,
): Row[] {
  const edges = [-Infinity, ...marks, Infinity];
  return edges.slice(1).map((above, i) => {
    const below = edges[i]!;
    const share = values.filter((value) => value >= below && value < above).length / values.length;
    return told(`${name} ${nameOf(below, above, unit)}`, 100 * share, "%");
  });
}

function nameOf(below: number, above: number, unit: string): string {
  const text =
    below === -Infinity
      ? `below ${above}`
      : above === Infinity
        ? `from ${below}`
        : `${below} to ${above}`;
  return `${text} ${unit}`.trimEnd();
}
