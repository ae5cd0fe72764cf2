/** Whether the server says what the shooter's screen says; shots that were none; deaths that were not to be seen coming. */
import type { DeathEvent, FireEvent, HitEvent } from "#shared/sim/events.ts";
import { RAIL, SKIFF } from "#shared/sim/tuning.ts";
import { radiansFromAim } from "#shared/sim/input.ts";
import { ticksFromMs } from "#shared/timing.ts";
import type { ForetoldHit, Recording } from "../recording.ts";
import { minutesOf, ticksOf, type Run } from "../run.ts";

export interface HitFigures {
  /** Of all hits that the server or the shooter's screen knew of, those that both did. */
  readonly agreedPercent: number;
  readonly boltsAgreedPercent: number;
  readonly beamsAgreedPercent: number;
  /** Hits that only one of them knew of. */
  readonly onlyForetold: number;
  readonly onlyJudged: number;
  /** Of those only foretold, the ones that their victims escaped by a dash: no screen could know of it. */
  readonly beatenByDash: number;
  readonly coverDeathsPercent: number;
  readonly deaths: number;
  readonly falseShotsPerMinute: number;
  /** Hits, deaths and shots that were shown more often than they were. */
  readonly duplicates: number;
}

/** Shots fired so shortly before the end are still in the air. */
const FLIGHT_TICKS = ticksFromMs(2000);

export function measureHits(run: Run): HitFigures {
  const bolts = countHits(run, false);
  const beams = countHits(run, true);
  const isIn = (ms: number) => ms >= run.fromMs && ms < run.toMs;
  const deaths = run.players.flatMap((player) => player.deaths).filter(({ atMs }) => isIn(atMs));
  const covered = deaths.filter(({ isBehindCover }) => isBehindCover);
  const falseShots = run.players.flatMap((player) => player.falseShotsMs).filter(isIn);
  return {
    agreedPercent: agreedPercent(bolts, beams),
    boltsAgreedPercent: agreedPercent(bolts),
    beamsAgreedPercent: agreedPercent(beams),
    onlyForetold: bolts.onlyForetold + beams.onlyForetold,
    onlyJudged: bolts.onlyJudged + beams.onlyJudged,
    beatenByDash: bolts.beatenByDash + beams.beatenByDash,
    coverDeathsPercent: (100 * covered.length) / deaths.length,
    deaths: deaths.length,
    falseShotsPerMinute: falseShots.length / (minutesOf(run) * run.players.length),
    duplicates: countDuplicates(run),
  };
}

interface HitCount {
  onlyForetold: number;
  onlyJudged: number;
  beatenByDash: number;
  both: number;
}

function agreedPercent(...counts: readonly HitCount[]): number {
  const both = counts.reduce((sum, count) => sum + count.both, 0);
  const all = counts.reduce((sum, count) => sum + count.onlyForetold + count.onlyJudged, both);
  return (100 * both) / all;
}

function countHits(run: Run, isBeam: boolean): HitCount {
  const sum: HitCount = { onlyForetold: 0, onlyJudged: 0, beatenByDash: 0, both: 0 };
  for (const player of run.players) {
    const { foretold, judged } = listHits(run, player, isBeam);
    const wrong = foretold.filter((told) => !judged.some((hit) => isSame(told, hit)));
    const both = foretold.length - wrong.length;
    sum.both += both;
    sum.onlyForetold += wrong.length;
    sum.beatenByDash += wrong.filter((told) => isBeatenByDash(run, told)).length;
    sum.onlyJudged += judged.length - both;
  }
  return sum;
}

function listHits(run: Run, player: Recording, isBeam: boolean) {
  const { fromTick, toTick } = ticksOf(run);
  const isMeasured = ({ firedTick }: { firedTick: number }) =>
    firedTick >= fromTick && firedTick < toTick - FLIGHT_TICKS;
  const judged = run.truth
    .eventsOf("hit", fromTick, toTick)
    .map(({ event }) => event)
    .filter((hit) => hit.attacker === player.slot && (hit.weapon === RAIL) === isBeam)
    .filter(isMeasured);
  const foretold = listOnce(player.foretold)
    .filter((told) => told.isBeam === isBeam)
    .filter(isMeasured);
  return { foretold, judged };
}

/** A bolt that came free of somebody may meet him again; it is one hit. */
function listOnce(foretold: readonly ForetoldHit[]): ForetoldHit[] {
  const byKey = new Map(foretold.map((hit) => [`${hit.firedTick} ${hit.victim}`, hit]));
  return [...byKey.values()];
}

function isSame(told: ForetoldHit, hit: HitEvent): boolean {
  return told.victim === hit.victim && told.firedTick === hit.firedTick;
}

/** He was in the untouchable part of a dash when the shot was to strike him. */
function isBeatenByDash({ truth }: Run, { tick, victim }: ForetoldHit): boolean {
  const dashes = truth.eventsOf("dash", tick - SKIFF.dashImmuneTicks + 1, tick + 1);
  return dashes.some(({ event }) => event.slot === victim);
}

/** What was shown more often than it happened. */
function countDuplicates({ players, truth }: Run): number {
  const happened = new Map<string, number>();
  const all = (["fire", "hit", "death"] as const).flatMap((type) => [
    ...truth.eventsOf(type, 0, Infinity),
  ]);
  for (const { event } of all) {
    const key = keyOf(event);
    happened.set(key, (happened.get(key) ?? 0) + 1);
  }
  let duplicates = 0;
  for (const { shown } of players) {
    for (const [key, count] of shown) duplicates += Math.max(0, count - (happened.get(key) ?? 0));
  }
  return duplicates;
}

function keyOf(event: FireEvent | HitEvent | DeathEvent): string {
  const { type, weapon } = event;
  return type === "fire"
    ? [type, event.slot, weapon, radiansFromAim(event.angle)].join()
    : [type, event.attacker, event.victim, weapon, event.bounces].join();
}
