/**
 * Where a puck is to be sent so that it comes to a goal: straight into it, off a cushion, or to the farthest place on the
 * way there that it can go straight to. That depends on nothing but the map: it is worked out once for each cell that a puck
 * was in, and all bots on all tables with the map share it.
 */
import type { GoalSource, Point } from "#shared/sim/arena/arena.ts";
import { planeDistance, type Arena } from "#shared/sim/arena/geometry.ts";
import { lengthOf } from "#shared/sim/math.ts";
import { PUCK, SKIFF } from "#shared/sim/tuning.ts";
import { Navigation } from "./navigation.ts";
import { gapToPoint, isPassable } from "./passage.ts";

export interface Lane extends Point {
  /** "goal": it goes in, straight or off a cushion; "way": from there it goes on. */
  readonly kind: "goal" | "bank" | "way";
}

/** Half of the room that one needs to be sent into a goal, to be driven along a way, and to come off a cushion. */
const ROOM_PX = PUCK.radiusPx + 5;
const WAY_ROOM_PX = PUCK.radiusPx;
const TOUCH_PX = PUCK.radiusPx - 3;
/** Besides the middle of a goal, these shares of its half are aimed at. */
const GOAL_PARTS = [0, 0.45, -0.45] as const;
/** The same for gaps between others, looked for from so near; wider than the second is as good as open. */
const GAP_PARTS = [0, 0.3, -0.3, 0.6, -0.6] as const;
const GAP_PX = 750;
const WIDE_PX = PUCK.radiusPx + 2 * SKIFF.radiusPx;
/** A way off a cushion is so long at most, and meets it so far from its ends and from where it starts and ends at least. */
const LONGEST_BANK_PX = 1300;
const END_PX = 30;
const LEAST_HEIGHT_PX = 60;

/** Middle of a goal. */
export function middleOf({ left, right, top, bottom }: GoalSource): Point {
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

export class Lanes {
  readonly #arena: Arena;
  readonly #navigation: Navigation;
  readonly #straight = new Map<number, Lane>();
  readonly #banks = new Map<number, Lane | undefined>();

  constructor(arena: Arena) {
    this.#arena = arena;
    this.#navigation = new Navigation(arena, PUCK.radiusPx);
  }

  /** Where a puck at (x, y) is to be sent to get into the goal of `team`; off a cushion if it `mayBank`. */
  laneFrom({ x, y }: Point, team: number, mayBank: boolean): Lane {
    const goal = this.#arena.source.goals[team - 1]!;
    const cell = this.#navigation.cellAt(x, y);
    if (cell < 0) return { ...middleOf(goal), kind: "way" };
    const key = cell * 2 + team - 1;
    let lane = this.#straight.get(key);
    if (!lane) this.#straight.set(key, (lane = this.#findStraight(cell, goal)));
    if (lane.kind === "goal" || !mayBank) return lane;
    if (!this.#banks.has(key)) this.#banks.set(key, this.#findBank(cell, goal));
    return this.#banks.get(key) ?? lane;
  }

  /**
   * Into the goal where the gap between `others` is widest; undefined where there is none, or it is too far to tell who
   * will stand where.
   */
  laneBetween(from: Point, team: number, others: readonly Point[]): Lane | undefined {
    const goal = this.#arena.source.goals[team - 1]!;
    const middle = middleOf(goal);
    if (lengthOf(middle.x - from.x, middle.y - from.y) > GAP_PX) return undefined;
    let best: Lane | undefined;
    let widest = 0;
    for (const part of GAP_PARTS) {
      const mark = partOf(goal, part);
      const gap = gapBeside(from, mark, others);
      if (gap <= widest || !this.#isClear(from, mark, TOUCH_PX)) continue;
      widest = gap;
      best = { ...mark, kind: "goal" };
    }
    return best;
  }

  /** Into the goal if nothing is in the way, else as far along the way there as it can go straight. */
  #findStraight(cell: number, goal: GoalSource): Lane {
    const navigation = this.#navigation;
    const from = { x: navigation.xOf(cell), y: navigation.yOf(cell) };
    for (const part of GOAL_PARTS) {
      const mark = partOf(goal, part);
      if (this.#isClear(from, mark, ROOM_PX)) return { ...mark, kind: "goal" };
    }
    const middle = middleOf(goal);
    const field = navigation.fieldTo(middle.x, middle.y);
    if (field === undefined) return { ...middle, kind: "way" };
    let next = navigation.nextCell(field, cell);
    for (let ahead = next; ; next = ahead) {
      ahead = navigation.nextCell(field, next);
      const place = { x: navigation.xOf(ahead), y: navigation.yOf(ahead) };
      if (ahead === next || !this.#isClear(from, place, WAY_ROOM_PX)) break;
    }
    return { x: navigation.xOf(next), y: navigation.yOf(next), kind: "way" };
  }

  /** The shortest way into the goal off one cushion: the puck is sent at the mirror image of the goal behind it. */
  #findBank(cell: number, goal: GoalSource): Lane | undefined {
    const from = { x: this.#navigation.xOf(cell), y: this.#navigation.yOf(cell) };
    const to = middleOf(goal);
    let best: Lane | undefined;
    let shortest = LONGEST_BANK_PX;
    for (let s = 0; s < this.#arena.segmentCount; s++) {
      const image = this.#imageBehind(s, from, to);
      if (!image) continue;
      const length = lengthOf(image.x - from.x, image.y - from.y);
      if (length >= shortest || !this.#isBankOpen(s, from, to, image)) continue;
      shortest = length;
      best = { ...image, kind: "bank" };
    }
    return best;
  }

  /** A puck keeps only a share of its speed into a cushion, so that the image lies the deeper behind it. */
  #imageBehind(s: number, from: Point, to: Point): Point | undefined {
    const height = planeDistance(this.#arena, s, to.x, to.y) - PUCK.radiusPx;
    const own = planeDistance(this.#arena, s, from.x, from.y) - PUCK.radiusPx;
    if (height < LEAST_HEIGHT_PX || own < LEAST_HEIGHT_PX) return undefined;
    const depth = height + height / PUCK.wallRestitution;
    return {
      x: to.x - this.#arena.normalX[s]! * depth,
      y: to.y - this.#arena.normalY[s]! * depth,
    };
  }

  #isBankOpen(s: number, from: Point, to: Point, image: Point): boolean {
    const arena = this.#arena;
    const own = planeDistance(arena, s, from.x, from.y) - PUCK.radiusPx;
    const behind = planeDistance(arena, s, image.x, image.y) - PUCK.radiusPx;
    const share = own / (own - behind);
    const turn = {
      x: from.x + (image.x - from.x) * share,
      y: from.y + (image.y - from.y) * share,
    };
    const [ex, ey] = [arena.bx[s]! - arena.ax[s]!, arena.by[s]! - arena.ay[s]!];
    const along = ((turn.x - arena.ax[s]!) * ex + (turn.y - arena.ay[s]!) * ey) / arena.length[s]!;
    if (along < END_PX || along > arena.length[s]! - END_PX) return false;
    return this.#isClear(from, turn, TOUCH_PX) && this.#isClear(turn, to, TOUCH_PX);
  }

  #isClear(from: Point, to: Point, radiusPx: number): boolean {
    return isPassable(this.#arena, this.#arena.all, from.x, from.y, to.x, to.y, radiusPx);
  }
}

/** How far from the way between two places the nearest of `others` is; no more than matters. */
function gapBeside(from: Point, to: Point, others: readonly Point[]): number {
  let gap = WIDE_PX;
  for (const { x, y } of others) gap = Math.min(gap, gapToPoint(from.x, from.y, to.x, to.y, x, y));
  return gap;
}

/** A place in a goal, so far from its middle along its longer side; the same for both sides on a table turned by half a turn. */
function partOf(goal: GoalSource, part: number): Point {
  const { x, y } = middleOf(goal);
  const [width, height] = [goal.right - goal.left, goal.bottom - goal.top];
  const aside = ((goal.team === 1 ? part : -part) * Math.max(width, height)) / 2;
  return width > height ? { x: x + aside, y } : { x, y: y + aside };
}

const lanes = new WeakMap<Arena["source"], Lanes>();

/** The lanes of this arena's map: made on first use, kept as long as the map is. */
export function lanesOf(arena: Arena): Lanes {
  let known = lanes.get(arena.source);
  if (!known) lanes.set(arena.source, (known = new Lanes(arena)));
  return known;
}
