/** Whether the server says what the shooter's screen says; shots that were none; deaths that were not to be seen coming. */
import type { DeathEvent, FireEvent, HitEvent } from "#shared/sim/events.ts";
import { PULSE, RAIL, SKIFF, WEAPONS } from "#shared/sim/tuning.ts";
import { radiansFromAim } from "#shared/sim/input.ts";
import { ticksFromMs } from "#shared/timing.ts";
import { percentile } from "../../rows.ts";
import { firstFrom, type ForetoldHit, type Recording } from "../recording.ts";
import { minutesOf, ticksOf, type Run } from "../run.ts";

export interface HitFigures {
  /** Of all hits that the server or the shooter's screen knew of, his victim in sight, those that both did. */
  readonly agreedPercent: number;
  readonly boltsAgreedPercent: number;
  readonly beamsAgreedPercent: number;
  /** Hits that only one of them knew of. */
  readonly onlyForetold: number;
  readonly onlyJudged: number;
  /** Hits of victims whom the shooter's screen did not have, because it is not told of them: no part of the above. */
  readonly outOfSight: number;
  /** Of those agreed on, the ones that the screen showed before the server's word of them was there. */
  readonly aheadPercent: number;
  /** From when the server dealt a bolt's hit to when the shooter's screen showed it; below 0 where that came first. */
  readonly toScreenP50Ms: number;
  /** Of those only foretold, the ones that their victims escaped by a dash: no screen could know of it. */
  readonly beatenByDash: number;
  readonly coverDeathsPercent: number;
  readonly deaths: number;
  readonly falseShotsPerMinute: number;
  /** Hits, deaths and shots that were shown more often than they were. */
  readonly duplicates: number;
}

/** What is older when a screen could show it is not shown any more. */
const SHOWN_WITHIN_MS = 2500;
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
    outOfSight: bolts.outOfSight + beams.outOfSight,
    toScreenP50Ms: percentile(bolts.toScreenMs, 0.5),
    aheadPercent: (100 * (bolts.ahead + beams.ahead)) / (bolts.both + beams.both),
    beatenByDash: bolts.beatenByDash + beams.beatenByDash,
    coverDeathsPercent: (100 * covered.length) / deaths.length,
    deaths: deaths.length,
    falseShotsPerMinute: falseShots.length / (minutesOf(run) * run.players.length),
    duplicates: countDuplicates(run),
  };
}

interface JudgedHit {
  readonly tick: number;
  readonly event: HitEvent;
}

interface HitCount {
  onlyForetold: number;
  onlyJudged: number;
  outOfSight: number;
  beatenByDash: number;
  both: number;
  ahead: number;
  readonly toScreenMs: number[];
}

function agreedPercent(...counts: readonly HitCount[]): number {
  const both = counts.reduce((sum, count) => sum + count.both, 0);
  const all = counts.reduce((sum, count) => sum + count.onlyForetold + count.onlyJudged, both);
  return (100 * both) / all;
}

function countHits(run: Run, isBeam: boolean): HitCount {
  const sum: HitCount = {
    onlyForetold: 0,
    onlyJudged: 0,
    outOfSight: 0,
    beatenByDash: 0,
    both: 0,
    ahead: 0,
    toScreenMs: [],
  };
  for (const player of run.players) {
    const { foretold, judged, outOfSight } = listHits(run, player, isBeam);
    const isTrue = (told: ForetoldHit) => judged.some(({ event }) => isSame(told, event));
    const right = foretold.filter(isTrue);
    const wrong = foretold.filter((told) => !isTrue(told));
    sum.both += right.length;
    sum.ahead += right.filter(({ isTold }) => !isTold).length;
    sum.toScreenMs.push(...listDelays(run, right, judged));
    sum.onlyForetold += wrong.length;
    sum.beatenByDash += wrong.filter((told) => isBeatenByDash(run, told)).length;
    const missed = judged.filter(({ event }) => !foretold.some((told) => isSame(told, event)));
    sum.onlyJudged += missed.length;
    sum.outOfSight += outOfSight.length;
  }
  return sum;
}

/** How long after each of these hits was dealt the screen showed it, ms. */
function listDelays({ truth }: Run, right: readonly ForetoldHit[], judged: readonly JudgedHit[]) {
  return right.map((told) => {
    const { tick } = judged.find(({ event }) => isSame(told, event))!;
    return told.atMs - truth.beganMs(tick);
  });
}

/** Hits that the screen showed, and that the server judged; those of whom the screen did not have are told apart. */
function listHits(run: Run, player: Recording, isBeam: boolean) {
  const { fromTick, toTick } = ticksOf(run);
  const isMeasured = ({ firedTick }: { firedTick: number }) =>
    firedTick >= fromTick && firedTick < toTick - FLIGHT_TICKS;
  const all = run.truth
    .eventsOf("hit", fromTick, toTick)
    .filter(({ event }) => event.attacker === player.slot && (event.weapon === RAIL) === isBeam)
    .filter(({ event }) => isMeasured(event) && isForetold(event.weapon));
  const judged = all.filter((hit) => isOnScreen(player, hit));
  const outOfSight = all.filter((hit) => !isOnScreen(player, hit));
  const foretold = listOnce(player.foretold)
    .filter((told) => told.isBeam === isBeam)
    .filter(isMeasured)
    .filter(({ firedTick }) => isForetold(weaponOf(run, player.slot, firedTick)))
    .filter((told) => !outOfSight.some(({ event }) => isSame(told, event)));
  return { foretold, judged, outOfSight };
}

/** Whom a burst reaches, and what goes through people, no screen shows before it is told of it. */
function isForetold(weapon: number): boolean {
  const { isPiercing, splashPx } = WEAPONS[weapon]!;
  return !isPiercing && splashPx === 0;
}

/** What a slot fired in a tick; the endless weapon where the server knows of no shot. */
function weaponOf({ truth }: Run, slot: number, firedTick: number): number {
  const shots = truth.eventsOf("fire", firedTick, firedTick + 1);
  return shots.find(({ event }) => event.slot === slot)?.event.weapon ?? PULSE;
}

/** A bolt that came free of somebody may meet him again; it is one hit. */
function listOnce(foretold: readonly ForetoldHit[]): ForetoldHit[] {
  const byKey = new Map(foretold.map((hit) => [`${hit.firedTick} ${hit.victim}`, hit]));
  return [...byKey.values()];
}

function isSame(told: ForetoldHit, hit: HitEvent): boolean {
  return told.victim === hit.victim && told.firedTick === hit.firedTick;
}

/** Whether the screen had the victim a moment before he was struck. */
function isOnScreen({ frames, others }: Recording, { tick, event }: JudgedHit): boolean {
  const frame = Math.max(0, firstFrom(frames.remoteTick, tick) - 1);
  const rows = others.slot.slice(frames.firstOther[frame], frames.firstOther[frame + 1]);
  return rows.includes(event.victim);
}

/** He was in the untouchable part of a dash when the shot was to strike him. */
function isBeatenByDash({ truth }: Run, { tick, victim }: ForetoldHit): boolean {
  const dashes = truth.eventsOf("dash", tick - SKIFF.dashImmuneTicks + 1, tick + 1);
  return dashes.some(({ event }) => event.slot === victim);
}

/**
 * What was shown without having happened shortly before: every showing takes one happening. Of what was shown after the
 * last tick of the truth nothing is known.
 */
function countDuplicates({ players, truth }: Run): number {
  const happened = new Map<string, number[]>();
  const all = (["fire", "hit", "death"] as const).flatMap((type) => [
    ...truth.eventsOf(type, 0, Infinity),
  ]);
  for (const { event, tick } of all) {
    const key = keyOf(event);
    happened.set(key, [...(happened.get(key) ?? []), truth.beganMs(tick)]);
  }
  const endMs = truth.beganMs(truth.endTick - 1);
  let duplicates = 0;
  for (const { shown } of players) {
    for (const [key, shownMs] of shown) {
      const known = shownMs.filter((ms) => ms < endMs);
      duplicates += known.length - countPairs(known, happened.get(key) ?? []);
    }
  }
  return duplicates;
}

/** How many showings find a happening of their own. */
function countPairs(shownMs: readonly number[], happenedMs: readonly number[]): number {
  let pairs = 0;
  let next = 0;
  for (const ms of shownMs) {
    while (next < happenedMs.length && happenedMs[next]! < ms - SHOWN_WITHIN_MS) next += 1;
    if (next === happenedMs.length || happenedMs[next]! > ms) continue;
    pairs += 1;
    next += 1;
  }
  return pairs;
}

function keyOf(event: FireEvent | HitEvent | DeathEvent): string {
  const { type, weapon } = event;
  return type === "fire"
    ? [type, event.slot, weapon, radiansFromAim(event.angle)].join()
    : [type, event.attacker, event.victim, weapon, event.bounces].join();
}
