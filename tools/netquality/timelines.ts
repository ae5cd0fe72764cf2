/** How a run went: for each quarter of a second the middle of all players, and where nearly all of them were. */
import { percentile } from "../rows.ts";
import { bytesBySecond } from "./measures/load.ts";
import { listDelays } from "./measures/others.ts";
import { listCorrections } from "./measures/own.ts";
import type { Recording } from "./recording.ts";
import { framesOf, type Run } from "./run.ts";

export interface Timeline {
  readonly title: string;
  readonly unit: string;
  /** Seconds from the start of what is measured. */
  readonly seconds: number;
  readonly bands: readonly Band[];
  readonly dots: readonly Dot[];
}

export interface Band {
  readonly atSeconds: number;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

export interface Dot {
  readonly atSeconds: number;
  readonly value: number;
  /** It is nobody's fault but the netcode's. */
  readonly isBad: boolean;
}

interface Sample {
  readonly atMs: number;
  readonly value: number;
}

const SLOT_MS = 250;
const LOW_SHARE = 0.05;

export function listTimelines(run: Run): Timeline[] {
  const seconds = (run.toMs - run.fromMs) / 1000;
  const banded = (title: string, unit: string, list: (player: Recording) => Sample[]) => {
    const bands = toBands(run, run.players.flatMap(list), SLOT_MS);
    return { title, unit, seconds, bands, dots: [] };
  };
  const bytes = run.players.flatMap((player) => listBytes(run, player));
  return [
    banded("Lead of the own clock", "ticks", (player) => listLeads(run, player)),
    banded("Input margin", "ticks", listMargins),
    banded("Delay of the others", "ms", (player) => listDelaySamples(run, player)),
    { title: "Corrections", unit: "px", seconds, bands: [], dots: listDots(run) },
    { title: "Payload down", unit: "kB/s", seconds, bands: toBands(run, bytes, 1000), dots: [] },
  ];
}

function toBands({ fromMs, toMs }: Run, samples: readonly Sample[], slotMs: number): Band[] {
  const slots: number[][] = Array.from({ length: Math.floor((toMs - fromMs) / slotMs) }, () => []);
  for (const { atMs, value } of samples) slots[Math.floor((atMs - fromMs) / slotMs)]?.push(value);
  return slots.flatMap((values, i) =>
    values.length === 0
      ? []
      : {
          atSeconds: ((i + 0.5) * slotMs) / 1000,
          low: percentile(values, LOW_SHARE),
          middle: percentile(values, 0.5),
          high: percentile(values, 1 - LOW_SHARE),
        },
  );
}

function listLeads(run: Run, player: Recording): Sample[] {
  const { atMs, ownTick } = player.frames;
  const [from, to] = framesOf(run, player);
  return atMs
    .slice(from, to)
    .map((ms, i) => ({ atMs: ms, value: ownTick[from + i]! - run.truth.tickAt(ms) }));
}

function listMargins({ reconciliations }: Recording): Sample[] {
  return reconciliations.map(({ atMs, margin }) => ({ atMs, value: margin }));
}

function listDelaySamples(run: Run, player: Recording): Sample[] {
  const [from] = framesOf(run, player);
  return listDelays(run, player).map((value, i) => ({
    atMs: player.frames.atMs[from + i]!,
    value,
  }));
}

function listBytes(run: Run, player: Recording): Sample[] {
  return bytesBySecond(run, player).map(({ payload }, i) => ({
    atMs: run.fromMs + i * 1000,
    value: payload / 1000,
  }));
}

function listDots(run: Run): Dot[] {
  return run.players
    .flatMap((player) => listCorrections(run, player))
    .map(({ atMs, px, isExcused }) => ({
      atSeconds: (atMs - run.fromMs) / 1000,
      value: px,
      isBad: !isExcused,
    }));
}
