/**
 * When and where the others are drawn: a steady timeline behind the newest snapshots, as far behind as their jitter
 * asks for, and between two of them in a straight line.
 */
import { SNAPSHOT_MS, TICK_MS, TICK_SECONDS, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { fieldIndex, SEEN_AIM_STEPS, SKIFF_FIELDS } from "#shared/protocol/replicated.ts";
import { POSITION_STEPS_PER_PX, VELOCITY_STEPS_PER_PX } from "#shared/sim/math.ts";
import { SKIFF } from "#shared/sim/tuning.ts";
import type { Snapshot, SnapshotRing } from "#shared/protocol/snapshot.ts";
import { Window } from "./statistics.ts";

const LATENESS_KEPT = 300;
const BASE_SHARE = 0.05;
const JITTER_SHARE = 0.95;
const JITTER_WEIGHT = 1.25;
/** Snapshots that come together waited for one another: only the newest of them tells how late things are. */
const BURST_MS = 4;
/** More at once than this: the network stood still. */
const STALL_BURST = 3;
/** A network that stood still within this time is drawn nearly an interval further behind: its next stall shows less. */
const STALL_MEMORY_MS = 6000;
const STALL_INTERVALS = 0.9;
/** So many snapshots in a row are the beat, however they are to those before: two seconds. */
const BEAT_SNAPSHOTS = 60;
/** All of these beyond nearly all before by more than this: a route has become longer or shorter. */
const MOVED_MS = 8;
const LEAST_INTERVALS = 1.35;
const MOST_INTERVALS = 8;
/** The delay is eased by at most this share of the time that passes. */
const EASE_SHARE = 0.05;
const MOST_RATE_ERROR = 0.03;
const MOST_RATE_ERROR_FAR = 0.1;
const SNAP_TICKS = 10;
/** Past the newest snapshot others go straight on for this long, then stand. */
const EXTRAPOLATE_TICKS = 100 / TICK_MS;

export class RemoteClock {
  readonly #lateness = new Window(LATENESS_KEPT);
  /** The newest of them. */
  readonly #recent = new Window(BEAT_SNAPSHOTS);
  #outliers = 0;
  #burst = 0;
  #arrivedMs = -Infinity;
  #stalledMs = -Infinity;
  #baseMs = 0;
  #jitterMs = 0;
  #delayMs = SNAPSHOT_MS * LEAST_INTERVALS;
  #tick = 0;
  #lastMs = 0;
  #isStarted = false;

  get delayMs(): number {
    return this.#delayMs;
  }

  get jitterMs(): number {
    return this.#jitterMs;
  }

  /** What asks for the delay. */
  get reason(): "snapshot rate" | "jitter" | "standstill" {
    if (this.#askedMs > this.#leastMs) return "jitter";
    return this.#hasStalled ? "standstill" : "snapshot rate";
  }

  get #hasStalled(): boolean {
    return this.#lastMs - this.#stalledMs < STALL_MEMORY_MS;
  }

  get #askedMs(): number {
    return SNAPSHOT_MS + JITTER_WEIGHT * this.#jitterMs;
  }

  get #leastMs(): number {
    return SNAPSHOT_MS * (LEAST_INTERVALS + (this.#hasStalled ? STALL_INTERVALS : 0));
  }

  /**
   * Notes that the snapshot of `tick` came now; gives how late it was against the steady beat, ms. One that waited
   * because this machine stood still tells nothing of the beat, nor does one that another caught up with, nor one so late
   * that no delay would cover it, unless all of them are: then that is the beat.
   */
  noteArrival(tick: number, nowMs: number, isStandstill = false): number {
    const late = nowMs - tick * TICK_MS;
    const isTogether = this.#noteBurst(nowMs, isStandstill);
    const isOutlier = isStandstill || late - this.#baseMs > MOST_INTERVALS * SNAPSHOT_MS;
    this.#outliers = isOutlier && this.#lateness.count > 0 ? this.#outliers + 1 : 0;
    if (this.#outliers > BEAT_SNAPSHOTS) this.#forget();
    else if (this.#outliers > 0) return late - this.#baseMs;
    for (const window of [this.#lateness, this.#recent])
      if (isTogether) window.replaceNewest(late);
      else window.add(late);
    if (this.#hasMoved()) this.#lateness.keepNewest(BEAT_SNAPSHOTS);
    this.#baseMs = this.#lateness.percentile(BASE_SHARE, late);
    this.#jitterMs = Math.max(0, this.#lateness.percentile(JITTER_SHARE, late) - this.#baseMs);
    return late - this.#baseMs;
  }

  /** Whether it came together with the one before, which was counted. */
  #noteBurst(nowMs: number, isStandstill: boolean): boolean {
    const isTogether = nowMs - this.#arrivedMs < BURST_MS;
    this.#burst = isTogether ? this.#burst + 1 : 1;
    this.#arrivedMs = nowMs;
    if (this.#burst === STALL_BURST && !isStandstill) this.#stalledMs = nowMs;
    return isTogether && this.#outliers === 0 && this.#lateness.count > 0;
  }

  /** Forgets the beat: the peer was away, or this is another connection. */
  reset(): void {
    this.#forget();
    this.#isStarted = false;
  }

  #forget(): void {
    this.#lateness.clear();
    this.#recent.clear();
  }

  /** Whether the newest are all later, or all earlier, than nearly all that came before them: what those tell is over. */
  #hasMoved(): boolean {
    if (this.#recent.count < BEAT_SNAPSHOTS) return false;
    const recent = this.#recent.count / this.#lateness.count;
    const before = 1 - recent;
    const nearlyLast = this.#lateness.percentile(before * JITTER_SHARE, 0);
    const nearlyFirst = this.#lateness.percentile(recent + before * BASE_SHARE, 0);
    return (
      this.#recent.percentile(0, 0) > nearlyLast + MOVED_MS ||
      this.#recent.percentile(1, 0) < nearlyFirst - MOVED_MS
    );
  }

  /** Moves on to `nowMs` and gives the tick at which others are drawn. */
  advance(nowMs: number): number {
    const passedMs = nowMs - this.#lastMs;
    this.#lastMs = nowMs;
    this.#easeDelay(passedMs);
    const wanted = (nowMs - this.#baseMs - this.#delayMs) / TICK_MS;
    const error = wanted - this.#tick - passedMs / TICK_MS;
    if (!this.#isStarted || Math.abs(error) > SNAP_TICKS) {
      this.#isStarted = this.#lateness.count > 0;
      this.#tick = wanted;
      return wanted;
    }
    const most = Math.abs(error) > TICKS_PER_SNAPSHOT ? MOST_RATE_ERROR_FAR : MOST_RATE_ERROR;
    const rate = 1 + Math.max(-most, Math.min(most, error * 0.1));
    this.#tick += (passedMs / TICK_MS) * rate;
    return this.#tick;
  }

  #easeDelay(passedMs: number): void {
    const wanted = Math.max(this.#leastMs, Math.min(SNAPSHOT_MS * MOST_INTERVALS, this.#askedMs));
    if (!this.#isStarted) this.#delayMs = wanted;
    const most = passedMs * EASE_SHARE;
    this.#delayMs += Math.max(-most, Math.min(most, wanted - this.#delayMs));
  }
}

/** The two snapshots around a tick, and how far between them it lies (above 1 past the newer). */
export interface Bracket {
  from: Snapshot;
  to: Snapshot;
  share: number;
  /** The tick lies past the newest snapshot. */
  isStarved: boolean;
}

/** Finds the snapshots around `tick`, newest known `newestTick`; undefined while there is none at all. */
export function findBracket(
  ring: SnapshotRing,
  newestTick: number,
  tick: number,
): Bracket | undefined {
  const newest = ring.at(newestTick);
  if (newest === undefined) return undefined;
  let to = newest;
  let from: Snapshot | undefined;
  const oldestTick = newestTick - 31 * TICKS_PER_SNAPSHOT;
  for (let at = newestTick - TICKS_PER_SNAPSHOT; at >= oldestTick; at -= TICKS_PER_SNAPSHOT) {
    const snapshot = ring.at(at);
    if (snapshot === undefined) continue;
    from = snapshot;
    if (at <= tick) break;
    to = snapshot;
  }
  if (from === undefined || from.tick >= to.tick)
    return { from: to, to, share: 0, isStarved: tick > to.tick };
  const capped = Math.min(tick, newestTick + EXTRAPOLATE_TICKS);
  const share = Math.max(0, (capped - from.tick) / (to.tick - from.tick));
  return { from, to, share, isStarved: tick > newestTick };
}

const X = fieldIndex(SKIFF_FIELDS, "x");
const Y = fieldIndex(SKIFF_FIELDS, "y");
const AIM = fieldIndex(SKIFF_FIELDS, "aim");
const VELOCITY_X = fieldIndex(SKIFF_FIELDS, "velocityX");
const VELOCITY_Y = fieldIndex(SKIFF_FIELDS, "velocityY");
/** What thrust, recoil and knocks make of the way of one tick, px; more is a cushion, a push or a dash. */
const MOST_TURN_PX = 2.5;
const halfway = { x: 0, y: 0 };
const DASH_END = fieldIndex(SKIFF_FIELDS, "dashEndTick");
const IS_ALIVE = fieldIndex(SKIFF_FIELDS, "isAlive");
/** Further than a dash goes in one interval: it was a teleport, not a flight. */
const TELEPORT_PX = 100;

export interface Pose {
  x: number;
  y: number;
  /** px/s. */
  velocityX: number;
  velocityY: number;
  /** Radians. */
  aim: number;
}

/** Where a slot's skiff is at this bracket; false when it is not to be seen there. */
export function samplePose(bracket: Bracket, slot: number, out: Pose): boolean {
  const { from, to } = bracket;
  const row = slot * SKIFF_FIELDS.length;
  const isIn = (snapshot: Snapshot) =>
    snapshot.skiffs.isPresent[slot] === 1 && snapshot.skiffs.values[row + IS_ALIVE] === 1;
  if (!isIn(from)) return bracket.share >= 1 && isIn(to) && standAt(to, row, out);
  if (!isIn(to)) return bracket.share < 1 && standAt(from, row, out);
  const x0 = from.skiffs.values[row + X]! / POSITION_STEPS_PER_PX;
  const y0 = from.skiffs.values[row + Y]! / POSITION_STEPS_PER_PX;
  const dx = to.skiffs.values[row + X]! / POSITION_STEPS_PER_PX - x0;
  const dy = to.skiffs.values[row + Y]! / POSITION_STEPS_PER_PX - y0;
  const ticks = Math.max(1, to.tick - from.tick);
  if (Math.abs(dx) + Math.abs(dy) > TELEPORT_PX * (ticks / TICKS_PER_SNAPSHOT)) {
    return standAt(bracket.share < 1 ? from : to, row, out);
  }
  const { share } = bracket;
  const half = ticks === 2 && share < 1 && findHalfway(from, to, row, halfway);
  out.x = x0 + (half ? alongTicks(halfway.x - x0, dx, share) : dx * share);
  out.y = y0 + (half ? alongTicks(halfway.y - y0, dy, share) : dy * share);
  out.velocityX = (dx / ticks / TICK_MS) * 1000;
  out.velocityY = (dy / ticks / TICK_MS) * 1000;
  out.aim = turn(
    from.skiffs.values[row + AIM]!,
    to.skiffs.values[row + AIM]!,
    Math.min(1, bracket.share),
  );
  return true;
}

/**
 * Where a skiff was in the tick between two snapshots: a tick's way is its speed at the end, so the newer snapshot tells
 * exactly. False where a cushion or a push had a hand in it: it then does not fit the speed before, and nobody dashed.
 */
function findHalfway(from: Snapshot, to: Snapshot, row: number, out: { x: number; y: number }) {
  const then = from.skiffs.values;
  const now = to.skiffs.values;
  const dashTick = now[row + DASH_END]! - SKIFF.dashTicks;
  out.x = now[row + X]! / POSITION_STEPS_PER_PX - wayOf(now[row + VELOCITY_X]!);
  out.y = now[row + Y]! / POSITION_STEPS_PER_PX - wayOf(now[row + VELOCITY_Y]!);
  if (dashTick > from.tick && dashTick <= to.tick) return true;
  const apartX = then[row + X]! / POSITION_STEPS_PER_PX + wayOf(then[row + VELOCITY_X]!) - out.x;
  const apartY = then[row + Y]! / POSITION_STEPS_PER_PX + wayOf(then[row + VELOCITY_Y]!) - out.y;
  return Math.abs(apartX) < MOST_TURN_PX && Math.abs(apartY) < MOST_TURN_PX;
}

/** Px that a speed makes in a tick. */
function wayOf(velocity: number): number {
  return (velocity / VELOCITY_STEPS_PER_PX) * TICK_SECONDS;
}

/** How far along two ticks, of which the first makes `half` and both make `whole`. */
function alongTicks(half: number, whole: number, share: number): number {
  if (share < 0.5) return half * share * 2;
  return half + (whole - half) * (share * 2 - 1);
}

function standAt(snapshot: Snapshot, row: number, out: Pose): boolean {
  const { values } = snapshot.skiffs;
  out.x = values[row + X]! / POSITION_STEPS_PER_PX;
  out.y = values[row + Y]! / POSITION_STEPS_PER_PX;
  out.velocityX = 0;
  out.velocityY = 0;
  out.aim = turn(values[row + AIM]!, values[row + AIM]!, 0);
  return true;
}

/** Between two seen aims the short way round, in radians. */
function turn(from: number, to: number, share: number): number {
  const half = SEEN_AIM_STEPS / 2;
  const difference =
    ((((to - from + half) % SEEN_AIM_STEPS) + SEEN_AIM_STEPS) % SEEN_AIM_STEPS) - half;
  return ((from + difference * share) / SEEN_AIM_STEPS) * 2 * Math.PI;
}
