/**
 * The puck: how far from where it was it is drawn, and what is seen of its being put right. Near the own skiff it is drawn
 * on the own timeline, where nobody can know yet what others are just doing to it; far away on that of the others.
 */
import { TICK_RATE, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { PUCK, SKIFF } from "#shared/sim/tuning.ts";
import { percentile } from "../../rows.ts";
import { firstFrom, type PuckColumns, type Recording } from "../recording.ts";
import type { Run } from "../run.ts";
import type { TruthLog } from "../truthLog.ts";

export interface Spread {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  /** Share of all frames, %. */
  readonly framesPercent: number;
}

export interface PuckFigures {
  /** On the own timeline, with nobody else who could touch it, and with somebody; on the timeline of the others. */
  readonly alone: Spread;
  readonly contested: Spread;
  readonly far: Spread;
  readonly correctionP99Px: number;
  readonly jumpP99Px: number;
  readonly goalsPerMinute: number;
}

/** Whoever is this near to it may touch it before word of that is here, and for so long after he was. */
const CONTEST_PX = 400;
const CALM_TICKS = TICK_RATE / 2;
const LOOK_TICKS = 5;
/** Who touches it is this near to it at the end of a tick; and whoever is so near may be touched by it soon. */
const TOUCH_PX = PUCK.radiusPx + SKIFF.radiusPx + 1;
const NEXT_PX = 150;
/** A smaller correction is rounding. */
const GRID_PX = 1 / 128;

type Place = "alone" | "contested" | "far";

export function measurePuck(run: Run): PuckFigures {
  const errors: Record<Place, number[]> = { alone: [], contested: [], far: [] };
  let all = 0;
  const corrections: number[] = [];
  const jumps: number[] = [];
  for (const player of run.players) {
    const { puck } = player;
    const to = firstFrom(puck.atMs, run.toMs);
    // A correction is of the frame before, which may have been one that nobody can judge.
    let wasJudged = false;
    for (let i = firstFrom(puck.atMs, run.fromMs); i < to; i++) {
      all += 1;
      const place = placeOf(run, player, i);
      const isOfJudged = wasJudged;
      wasJudged = place !== undefined;
      if (place === undefined) continue;
      errors[place].push(errorOf(run, puck, i));
      if (place === "far") continue;
      if (isOfJudged && puck.correctionPx[i]! > GRID_PX) corrections.push(puck.correctionPx[i]!);
      if (!Number.isNaN(puck.jumpPx[i])) jumps.push(puck.jumpPx[i]!);
    }
  }
  const spread = (px: number[]): Spread => ({
    p50: percentile(px, 0.5),
    p90: percentile(px, 0.9),
    p99: percentile(px, 0.99),
    framesPercent: (100 * px.length) / all,
  });
  return {
    alone: spread(errors.alone),
    contested: spread(errors.contested),
    far: spread(errors.far),
    correctionP99Px: percentile(corrections, 0.99),
    jumpP99Px: percentile(jumps, 0.99),
    goalsPerMinute: countGoals(run),
  };
}

/**
 * Whose timeline a frame draws it on, and whether others are at it. Undefined while it goes over from one to the other, and
 * from a goal until word of it is here: then it is drawn where nobody can say that it should be.
 */
function placeOf(run: Run, { slot, puck }: Recording, i: number): Place | undefined {
  const share = puck.ownShare[i]!;
  const tick = Math.floor(share === 0 ? puck.remoteTick[i]! : puck.ownTick[i]!);
  // Between two snapshots it is drawn in a straight line, and put at once where the later one has it after a goal.
  const fromTick = Math.min(puck.newestTick[i]!, tick - TICKS_PER_SNAPSHOT);
  if (!isPlayed(run, fromTick, tick + TICKS_PER_SNAPSHOT)) return undefined;
  if (share === 0) return "far";
  if (share < 1) return undefined;
  return isContested(run, slot, tick) ? "contested" : "alone";
}

/** Whether it was known where it was in all of these ticks, and put nowhere. */
function isPlayed({ truth }: Run, fromTick: number, toTick: number): boolean {
  for (let tick = fromTick; tick < toTick; tick++) if (!truth.puckAt(tick, at)) return false;
  return true;
}

const at = { x: 0, y: 0 };

function errorOf({ truth }: Run, { x, y, ownShare, ownTick, remoteTick }: PuckColumns, i: number) {
  const isKnown = truth.puckAt(ownShare[i] === 0 ? remoteTick[i]! : ownTick[i]!, at);
  return isKnown ? Math.hypot(x[i]! - at.x, y[i]! - at.y) : Number.NaN;
}

/** Whether somebody else was near it at this tick or shortly before. */
function isContested({ truth, players }: Run, own: number, tick: number): boolean {
  const isNear = (slot: number, when: number) =>
    truth.isAlive(slot, when) && pxFrom(truth, slot, when) < CONTEST_PX;
  for (let when = tick; when >= tick - CALM_TICKS; when -= LOOK_TICKS)
    if (truth.puckAt(when, at) && players.some(({ slot }) => slot !== own && isNear(slot, when)))
      return true;
  return false;
}

/** Ticks in which others touched or struck the puck, or it was put elsewhere, with this slot so near that it may matter to it. */
export function ticksOfPuckMoves(truth: TruthLog, own: number): number[] {
  const struck = truth.eventsOf("nudge", 0, Infinity);
  const strikes = new Set(
    struck.filter(({ event }) => event.attacker !== own).map(({ tick }) => tick),
  );
  const ticks: number[] = [];
  for (let tick = truth.firstTick; tick < truth.endTick; tick++) {
    const isNear = truth.puckAt(tick, at) && pxFrom(truth, own, tick) < NEXT_PX;
    if (isNear && (strikes.has(tick) || isTouched(truth, own, tick))) ticks.push(tick);
  }
  return ticks;
}

function isTouched(truth: TruthLog, own: number, tick: number): boolean {
  for (let slot = 0; slot < truth.slots; slot++)
    if (slot !== own && truth.isAlive(slot, tick) && pxFrom(truth, slot, tick) < TOUCH_PX)
      return true;
  return false;
}

/** How far a slot was from the place in `at`. */
function pxFrom(truth: TruthLog, slot: number, tick: number): number {
  return Math.hypot(truth.x(slot, tick) - at.x, truth.y(slot, tick) - at.y);
}

function countGoals({ truth, fromMs, toMs }: Run): number {
  const [from, to] = [Math.ceil(truth.tickAt(fromMs)), Math.floor(truth.tickAt(toMs))];
  const goals = truth.eventsOf("feat", from, to).filter(({ event }) => event.feat === "goal");
  return (goals.length * 60 * TICK_RATE) / (to - from);
}
