/** Whether the server says what the shooter's screen says; shots that were none; deaths that were not to be seen coming. */
import type { FireEvent, HitEvent } from "#shared/sim/events.ts";
import { RAIL } from "#shared/sim/tuning.ts";
import { radiansFromAim } from "#shared/sim/input.ts";
import { ticksFromMs } from "#shared/timing.ts";
import type { ForetoldHit, Recording } from "../recording.ts";
import { minutesOf, ticksOf, type Run } from "../run.ts";

export interface HitFigures {
  /** Of all hits that the server or the shooter's screen knew of, those that both did. */
  readonly agreedPercent: number;
  /** Hits that only one of them knew of. */
  readonly onlyForetold: number;
  readonly onlyJudged: number;
  readonly coverDeathsPercent: number;
  readonly deaths: number;
  readonly falseShotsPerMinute: number;
  /** Hits, deaths and shots that were shown more often than they were. */
  readonly duplicates: number;
}

/** Shots fired so shortly before the end are still in the air. */
const FLIGHT_TICKS = ticksFromMs(2000);
/** A beam's tick is known by the frame that showed it, which may have run two. */
const BEAM_TICKS = 2;

export function measureHits(run: Run): HitFigures {
  const counts = run.players.map((player) => compareHits(run, player));
  const sum = (read: (count: HitCount) => number) => counts.reduce((n, row) => n + read(row), 0);
  const both = sum((row) => row.both);
  const onlyForetold = sum((row) => row.foretold) - both;
  const onlyJudged = sum((row) => row.judged) - both;
  const deaths = run.players
    .flatMap((player) => player.deaths)
    .filter(({ atMs }) => atMs >= run.fromMs && atMs < run.toMs);
  const isIn = (ms: number) => ms >= run.fromMs && ms < run.toMs;
  const falseShots = run.players.flatMap((player) => player.falseShotsMs).filter(isIn);
  return {
    agreedPercent: (100 * both) / (both + onlyForetold + onlyJudged),
    onlyForetold,
    onlyJudged,
    coverDeathsPercent:
      (100 * deaths.filter(({ isBehindCover }) => isBehindCover).length) / deaths.length,
    deaths: deaths.length,
    falseShotsPerMinute: falseShots.length / (minutesOf(run) * run.players.length),
    duplicates: countDuplicates(run),
  };
}

interface HitCount {
  foretold: number;
  judged: number;
  both: number;
}

function compareHits(run: Run, player: Recording): HitCount {
  const { fromTick, toTick } = ticksOf(run);
  const isMeasured = (firedTick: number) =>
    firedTick >= fromTick && firedTick < toTick - FLIGHT_TICKS;
  const judged = run.truth
    .eventsOf("hit", fromTick, toTick)
    .map(({ event }) => event)
    .filter((hit) => hit.attacker === player.slot && isMeasured(hit.firedTick));
  const foretold = listOnce(player.foretold).filter(({ firedTick }) => isMeasured(firedTick));
  const both = foretold.filter((told) => judged.some((hit) => isSame(told, hit))).length;
  return { foretold: foretold.length, judged: judged.length, both };
}

/** A bolt that came free of somebody may meet him again; it is one hit. */
function listOnce(foretold: readonly ForetoldHit[]): ForetoldHit[] {
  const byKey = new Map(foretold.map((hit) => [`${hit.firedTick} ${hit.victim}`, hit]));
  return [...byKey.values()];
}

function isSame(told: ForetoldHit, hit: HitEvent): boolean {
  const apart = Math.abs(told.firedTick - hit.firedTick);
  const isBeam = hit.weapon === RAIL;
  return told.victim === hit.victim && told.isBeam === isBeam && apart <= (isBeam ? BEAM_TICKS : 0);
}

function countDuplicates({ players, truth }: Run): number {
  const fired = new Map<string, number>();
  for (const { event } of truth.eventsOf("fire", 0, Infinity)) {
    const key = keyOfShot(event);
    fired.set(key, (fired.get(key) ?? 0) + 1);
  }
  let duplicates = 0;
  for (const { shown } of players) {
    for (const [key, count] of shown) duplicates += Math.max(0, count - (fired.get(key) ?? 1));
  }
  return duplicates;
}

function keyOfShot({ type, slot, weapon, angle }: FireEvent): string {
  return [type, slot, weapon, radiansFromAim(angle)].join();
}
