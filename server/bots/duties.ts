/**
 * What a bot does for its side: flags and the puck. Nobody gives orders: in each life a bot keeps its own side or goes
 * for the other, and sees for itself what is to be done.
 */
import type { GoalSource, Point } from "#shared/sim/arena/arena.ts";
import { lengthOf } from "#shared/sim/math.ts";
import { PUCK, SKIFF } from "#shared/sim/tuning.ts";
import type { Dice } from "./dice.ts";
import { navigationOf } from "./navigation.ts";
import type { BotSight, FlagSight, PuckSight } from "./sight.ts";

/** Share of lives in which it keeps to its own side. */
const KEEPER_SHARE = 0.2;
/** A flag of its own on the floor is picked up by whoever is within this. */
const RETURN_PX = 700;
/** So near to the other side's flag nothing holds it up. */
const GRAB_PX = 260;
/** Keepers go to and fro within this of their flag, and turn at each place when so near to it. */
const GUARD_PX = 260;
const ARRIVED_PX = 90;

/** It goes for where the puck will be by then. */
const PUCK_SECONDS = 0.2;
/** Behind the puck by so much, and when it is on the wrong side of it, past it by so much, it gets ready to strike. */
const BEHIND_PX = PUCK.radiusPx + SKIFF.radiusPx + 50;
const BESIDE_PX = PUCK.radiusPx + SKIFF.radiusPx + 44;
/** It drives the puck when it is so well behind it, in times of how far behind. */
const DRIVE_SHARE = 0.55;
const DRIVE_LEAST_PX = 24;
/** From so near it dashes into it. */
const DASH_FROM_PX = 170;
/** A keeper stands this far before the goal, and comes out to a puck that is nearer than that. */
const KEEPER_PX = 170;
const CLEAR_PX = 480;
/** So many of a side drive the puck; others stay this far behind it. A keeper within this of it goes if nobody else does. */
const MOST_DRIVERS = 2;
const SUPPORT_PX = 280;
const SEEN_PX = 700;
/** A shot is worth it that drives the puck this well towards the goal, or away from the own one when it is near. */
const FORWARD_SHARE = 0.8;
const AWAY_SHARE = 0.25;
/** A puck on its way to the goal should be so fast. */
const WANTED_PX_PER_SECOND = 550;
const PUCK_SHOT_PX = 650;

export class Duties {
  readonly #dice: Dice;
  #isKeeper = false;
  #guardX = 0;
  #guardY = 0;
  /** Where to go. */
  x = 0;
  y = 0;
  /** Whom to be after, or -1. */
  targetSlot = -1;
  /** Nothing holds it up on the way. */
  isUrgent = false;
  /** It is about to run into the puck. */
  wantsDash = false;

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  /** A new life, a new post. */
  begin({ self }: BotSight): void {
    this.#isKeeper = this.#dice.happens(KEEPER_SHARE);
    this.#guardX = self.x;
    this.#guardY = self.y;
  }

  /** Looks what is to be done; false when that is nothing. */
  find(sight: BotSight): boolean {
    this.targetSlot = -1;
    this.isUrgent = false;
    this.wantsDash = false;
    if (sight.self.team === 0) return false;
    if (sight.puck) return this.#playPuck(sight, sight.puck);
    return sight.flags.length > 0 && this.#playFlags(sight);
  }

  /** Whether a shot at the puck from here does any good. */
  isPuckWorthShot({ self, arena }: BotSight, puck: PuckSight): boolean {
    const dx = puck.x - self.x;
    const dy = puck.y - self.y;
    const distance = lengthOf(dx, dy);
    if (!puck.isLoose || distance > PUCK_SHOT_PX || distance === 0) return false;
    const { theirs, own } = goalsOf(arena.source.goals, self.team);
    findPush(puck, theirs);
    if (dx * push.x + dy * push.y > FORWARD_SHARE * distance) return true;
    const isInDanger = lengthOf(puck.x - own.x, puck.y - own.y) < CLEAR_PX;
    return isInDanger && shareAlong(dx, dy, puck.x - own.x, puck.y - own.y) > AWAY_SHARE;
  }

  #playFlags({ arena, flags, self }: BotSight): boolean {
    const own = flags[self.team - 1]!;
    const other = flags[2 - self.team]!;
    const home = arena.source.flags[self.team - 1]!;
    if (other.carrier === self.slot) return this.#go(home, true);
    if (own.carrier >= 0 && own.isSeen) return this.#chase(own);
    const isOursAway = other.carrier >= 0;
    // Its thief has to come to where the other flag stands.
    if (own.carrier >= 0 && (this.#isKeeper || isOursAway))
      return this.#go(arena.source.flags[2 - self.team]!, false);
    const isLost = own.carrier < 0 && !own.isHome;
    if (isLost && (this.#isKeeper || lengthOf(own.x - self.x, own.y - self.y) < RETURN_PX))
      return this.#go(own, true);
    if (this.#isKeeper) return this.#guard(home, self);
    if (!isOursAway) return this.#go(other, lengthOf(other.x - self.x, other.y - self.y) < GRAB_PX);
    return this.#go(other.isSeen ? other : home, false);
  }

  #go({ x, y }: Point, isUrgent: boolean): boolean {
    this.x = x;
    this.y = y;
    this.isUrgent = isUrgent;
    return true;
  }

  #chase(flag: FlagSight): boolean {
    this.targetSlot = flag.carrier;
    return this.#go(flag, false);
  }

  #guard(home: Point, self: Point): boolean {
    if (lengthOf(this.#guardX - self.x, this.#guardY - self.y) < ARRIVED_PX) {
      this.#guardX = home.x + this.#dice.between(-GUARD_PX, GUARD_PX);
      this.#guardY = home.y + this.#dice.between(-GUARD_PX, GUARD_PX);
    }
    const isFar = lengthOf(this.#guardX - home.x, this.#guardY - home.y) > 2 * GUARD_PX;
    return this.#go(isFar ? home : { x: this.#guardX, y: this.#guardY }, false);
  }

  #playPuck(sight: BotSight, puck: PuckSight): boolean {
    const { arena, self } = sight;
    const { theirs, own } = goalsOf(arena.source.goals, self.team);
    const x = puck.x + puck.velocityX * PUCK_SECONDS;
    const y = puck.y + puck.velocityY * PUCK_SECONDS;
    const fromOwn = Math.max(1, lengthOf(x - own.x, y - own.y));
    const nearer = countNearer(sight, x, y);
    const isLeftToIt = nearer === 0 && lengthOf(x - self.x, y - self.y) < SEEN_PX;
    if (this.#isKeeper && fromOwn > CLEAR_PX && !isLeftToIt)
      this.#stand(own, x - own.x, y - own.y, KEEPER_PX / fromOwn);
    else if (nearer >= MOST_DRIVERS && fromOwn > CLEAR_PX)
      this.#stand({ x, y }, own.x - x, own.y - y, SUPPORT_PX / fromOwn);
    else {
      findPush(puck, theirs);
      this.#drive(self, x, y);
    }
    if (navigationOf(arena).cellAt(this.x, this.y) < 0) this.#go({ x, y }, this.isUrgent);
    return true;
  }

  /** Takes its place at this share of the way (dx, dy) from somewhere. */
  #stand({ x, y }: Point, dx: number, dy: number, share: number): void {
    this.#go({ x: x + dx * share, y: y + dy * share }, false);
  }

  /** Gets behind a puck at (x, y), as seen along `push`, and runs into it. */
  #drive(self: BotSight["self"], x: number, y: number): void {
    const { x: toX, y: toY } = push;
    const behind = (x - self.x) * toX + (y - self.y) * toY;
    const across = (self.x - x) * -toY + (self.y - y) * toX;
    const isReady = behind > 0 && Math.abs(across) < Math.max(DRIVE_LEAST_PX, behind * DRIVE_SHARE);
    if (isReady) {
      this.#go({ x, y }, true);
      this.wantsDash = self.canDash && lengthOf(x - self.x, y - self.y) < DASH_FROM_PX;
      return;
    }
    const aside = behind > BEHIND_PX / 2 ? 0 : (across < 0 ? -1 : 1) * BESIDE_PX;
    this.#go({ x: x - toX * BEHIND_PX - toY * aside, y: y - toY * BEHIND_PX + toX * aside }, true);
  }
}

/** Which way the puck is to be pushed, a unit vector: what is left between how it goes and how it should. */
const push = { x: 0, y: 0 };

function findPush({ x, y, velocityX, velocityY }: PuckSight, goal: Point): void {
  const distance = Math.max(1, lengthOf(goal.x - x, goal.y - y));
  const wantedX = ((goal.x - x) / distance) * WANTED_PX_PER_SECOND - velocityX;
  const wantedY = ((goal.y - y) / distance) * WANTED_PX_PER_SECOND - velocityY;
  const length = Math.max(1, lengthOf(wantedX, wantedY));
  push.x = wantedX / length;
  push.y = wantedY / length;
}

/** Allies on the screen who are nearer to a place. */
function countNearer({ allies, self }: BotSight, x: number, y: number): number {
  const own = lengthOf(x - self.x, y - self.y);
  let count = 0;
  for (let i = 0; i < allies.length; i++)
    if (lengthOf(x - allies[i]!.x, y - allies[i]!.y) < own) count += 1;
  return count;
}

/** Middles of the goal to score in and of the one to keep. */
function goalsOf(goals: readonly GoalSource[], team: number): { theirs: Point; own: Point } {
  return { theirs: middleOf(goals[2 - team]!), own: middleOf(goals[team - 1]!) };
}

function middleOf({ left, right, top, bottom }: GoalSource): Point {
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

/** The cosine between two ways. */
function shareAlong(ax: number, ay: number, bx: number, by: number): number {
  return (ax * bx + ay * by) / Math.max(1, lengthOf(ax, ay) * lengthOf(bx, by));
}
