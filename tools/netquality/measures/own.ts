/** The own skiff: how often the prediction was wrong without anybody else's doing, by how much, and what of it was seen. */
import { edgesWhenLate } from "#shared/sim/input.ts";
import { TICK_MS } from "#shared/timing.ts";
import { percentile } from "../../rows.ts";
import { firstFrom, type Reconciliation, type Recording } from "../recording.ts";
import { ticksOfPuckMoves } from "./puck.ts";
import { framesOf, minutesOf, stalledMs, ticksOf, type Run } from "../run.ts";
import type { TruthLog } from "../truthLog.ts";

/** What is smaller than this nobody sees, and it is not counted. */
const MISPREDICTION_PX = 0.5;
/** Rounding of positions; a smaller move is no correction. */
const GRID_PX = 1 / 128;
/** After this time nothing is left of the smoothing of a correction. */
const SMOOTHED_MS = 600;
export interface OwnFigures {
  readonly mispredictionsPerMinute: number;
  /** Of these, those that no input that missed its tick explains. */
  readonly unexplainedPerMinute: number;
  /** Corrections that hits and pushes of others made unavoidable. */
  readonly excusedPerMinute: number;
  readonly correctionP99Px: number;
  readonly jumpP99Px: number;
  /** The same in frames that no hit and no push has touched. */
  readonly quietJumpP99Px: number;
  readonly missedPercent: number;
  /** What of that no client could have prevented. */
  readonly missedFloorPercent: number;
}

/** A correction, and whether somebody else's doing explains it. */
export interface Correction {
  readonly atMs: number;
  readonly px: number;
  readonly isExcused: boolean;
  /** An input of his own came too late for one of the ticks that it is about, or came late and counted in one. */
  readonly isLate: boolean;
}

export function measureOwn(run: Run): OwnFigures {
  const all = run.players.flatMap((player) => listCorrections(run, player));
  const ownMistakes = all.filter(({ isExcused }) => !isExcused);
  const own = ownMistakes.map(({ px }) => px);
  const isSeen = (px: number) => px > MISPREDICTION_PX;
  const unexplained = ownMistakes.filter(({ px, isLate }) => !isLate && isSeen(px)).length;
  const playerMinutes = minutesOf(run) * run.players.length;
  const excused = all.filter(({ px, isExcused }) => isExcused && isSeen(px)).length;
  return {
    mispredictionsPerMinute: own.filter(isSeen).length / playerMinutes,
    unexplainedPerMinute: unexplained / playerMinutes,
    excusedPerMinute: excused / playerMinutes,
    correctionP99Px: own.length === 0 ? 0 : percentile(own, 0.99),
    jumpP99Px: percentile(
      run.players.flatMap((player) => listJumps(run, player, [])),
      0.99,
    ),
    quietJumpP99Px: percentile(
      run.players.flatMap((player) => listQuietJumps(run, player)),
      0.99,
    ),
    ...measureMissed(run),
  };
}

/**
 * Corrections of one player, in order. Snapshots that come together, as they do after a stall, tell of one mistake, and
 * it is seen once: all that is between two frames is one correction, and one more if part of it is excused.
 */
export function listCorrections(run: Run, player: Recording): Correction[] {
  const { fromMs, toMs, truth } = run;
  const touched = ticksOfTouch(truth, player.slot);
  const sums = new Map<string, Omit<Correction, "px"> & { x: number; y: number }>();
  for (const row of player.reconciliations) {
    const { atMs, movedX, movedY } = row;
    const px = Math.hypot(movedX, movedY);
    if (atMs < fromMs || atMs >= toMs || !(px > 0)) continue;
    const isExcused = hasExcuse(row, touched);
    const key = `${firstFrom(player.frames.atMs, atMs)} ${isExcused}`;
    const sum = sums.get(key) ?? { atMs, x: 0, y: 0, isExcused, isLate: false };
    const isLate = sum.isLate || wasLate(truth, player.slot, row);
    sums.set(key, { ...sum, x: sum.x + movedX, y: sum.y + movedY, isLate });
  }
  return [...sums.values()]
    .map(({ x, y, ...correction }) => ({ ...correction, px: Math.hypot(x, y) }))
    .filter(({ px }) => px > GRID_PX);
}

/**
 * The state at the snapshot before was exact, so what made the difference lies between the two; or, where the own skiff
 * was just where it had been predicted, in what is now expected of others up to the predicted tick. It is their doing if
 * they touched it then, or were expected to and did something else, or are now.
 */
function hasExcuse(
  { fromTick, tick, ownTick, wasRight, expectedTouch, expectsTouch }: Reconciliation,
  touched: ReadonlySet<number>,
): boolean {
  const toTick = wasRight ? ownTick : tick;
  for (let at = fromTick + 1; at <= toTick; at++) if (touched.has(at)) return true;
  return expectedTouch || (wasRight && expectsTouch);
}

/**
 * Whether an input of the slot missed one of the ticks between the two snapshots, one whose presses still counted then, or one
 * that the client knew by then to be missed.
 */
function wasLate(
  truth: TruthLog,
  slot: number,
  { fromTick, tick, unheardUntil }: Reconciliation,
): boolean {
  const firstTick = fromTick + 1;
  for (
    let at = Math.max(tick, unheardUntil);
    at >= firstTick || edgesWhenLate(firstTick - at) !== 0;
    at--
  )
    if (truth.isMissed(slot, at)) return true;
  return false;
}

/** Ticks in which a slot was pushed, hit, killed or put back into play, or others moved a puck that was next to it. */
function ticksOfTouch(truth: TruthLog, slot: number): Set<number> {
  const of = (type: "hit" | "death") =>
    truth.eventsOf(type, 0, Infinity).filter(({ event }) => event.victim === slot);
  const spawns = truth.eventsOf("spawn", 0, Infinity).filter(({ event }) => event.slot === slot);
  const bumps = truth
    .eventsOf("bump", 0, Infinity)
    .filter(({ event }) => event.a === slot || event.b === slot);
  const touches = [...of("hit"), ...of("death"), ...spawns, ...bumps].map(({ tick }) => tick);
  return new Set([...touches, ...ticksOfPuckMoves(truth, slot)]);
}

/** Jumps of all frames in which the skiff was there, but for those shortly after one of these times. */
function listJumps(run: Run, player: Recording, upsetMs: readonly number[]): number[] {
  const { atMs, jumpPx } = player.frames;
  const [from, to] = framesOf(run, player);
  const jumps: number[] = [];
  for (let i = from; i < to; i++) {
    const isUpset = upsetMs.some((ms) => atMs[i]! >= ms && atMs[i]! < ms + SMOOTHED_MS);
    if (!isUpset && !Number.isNaN(jumpPx[i])) jumps.push(jumpPx[i]!);
  }
  return jumps;
}

function listQuietJumps(run: Run, player: Recording): number[] {
  const excused = listCorrections(run, player).filter(({ isExcused }) => isExcused);
  return listJumps(
    run,
    player,
    excused.map(({ atMs }) => atMs),
  );
}

function measureMissed(run: Run): { missedPercent: number; missedFloorPercent: number } {
  const { fromTick, toTick } = ticksOf(run);
  let missed = 0;
  for (const { slot } of run.players) {
    for (let tick = fromTick; tick < toTick; tick++)
      if (run.truth.isMissed(slot, tick)) missed += 1;
  }
  const ticks = (toTick - fromTick) * run.players.length;
  // Inputs come a tick early at best, so the first tick of a stall is not missed yet.
  const floorMs = stalledMs(run, TICK_MS);
  const wholeMs = (run.toMs - run.fromMs) * run.players.length;
  return {
    missedPercent: (100 * missed) / ticks,
    missedFloorPercent: (100 * floorMs) / wholeMs,
  };
}
