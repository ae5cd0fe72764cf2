/**
 * How a bot plays the puck. Who is best placed gets behind it and drives it on to the goal, running, dashing and shooting;
 * who is last keeps the own goal, who is first waits before the other one, and the rest fight. Nobody gives orders: each
 * sees for itself whose turn it is.
 */
import type { Point } from "#shared/sim/arena/arena.ts";
import { lengthOf } from "#shared/sim/math.ts";
import { PUCK, SKIFF } from "#shared/sim/tuning.ts";
import { TICK_RATE } from "#shared/timing.ts";
import type { Dice } from "./dice.ts";
import { lanesOf, middleOf, type Lane } from "./lanes.ts";
import { navigationOf } from "./navigation.ts";
import { isPassable } from "./passage.ts";
import { PuckMemory } from "./puckMemory.ts";
import { carryOn, type Moving } from "./puckPath.ts";
import { DASH_PX_PER_SECOND, doesHelp, findPush, SHOT_PX_PER_SECOND } from "./puckPush.ts";
import type { BotSight, SkiffSight } from "./sight.ts";
import type { BotSkill } from "./skill.ts";

/** Skiff and puck touch when their middles are so far apart. */
const TOUCH_PX = PUCK.radiusPx + SKIFF.radiusPx;
/** So far behind the puck it gets ready to strike, and so far from its middle it goes round it to get there. */
const BEHIND_PX = TOUCH_PX + 60;
const ROUND_PX = TOUCH_PX + 22;
/** It heads for a place so far behind the middle of the puck: who comes from aside is led onto the line. */
const THROUGH_PX = 24;
/** Where the puck can be met is looked for in steps of so many ticks, for this long at most. */
const MEET_STEP_TICKS = 6;
const MEET_TICKS = 72;
/** From so near it dashes into it: a dash goes 108 px. From this near on it keeps its dash for that. */
const DASH_FROM_PX = TOUCH_PX + 110;
const SAVE_DASH_PX = 500;
/** With an enemy this near to the puck whoever strikes first has it: it strikes from so far beside, anywhere forward. */
const CONTESTED_PX = 220;
const CONTESTED_SLACK = 1.3;
const CONTESTED_CARE = 100;
/** Turns of the way in which it is pushed, degrees, that are tried where it cannot be got at from behind. */
const TURNS = [0, 25, -25, 50, -50, 75, -75].map((degrees) => {
  const angle = (degrees * Math.PI) / 180;
  return { cos: Math.cos(angle), sin: Math.sin(angle) };
});
/** The last one stands so far before the middle of the goal, and comes out to a puck that is nearer to it than that. */
const KEEPER_PX = 190;
const CLEAR_PX = 430;
/** The first one waits so far before the other goal, and so far beside the puck's way to it. */
const WING_PX = 280;
const WING_ASIDE_PX = 100;
/** Who has the puck stays at it until another is this much nearer. */
const KEPT_PX = 70;
/** Shots at the puck from farther are a waste. Away from the own goal they need not be well aimed. */
const SHOT_PX = 650;
const AWAY_SHARE = 0.3;

type Role = "drive" | "keep" | "wing" | "free";

export class PuckPlay {
  readonly #skill: BotSkill;
  readonly #dice: Dice;
  /** The puck as it is known. */
  readonly known: PuckMemory;
  #role: Role = "free";
  #isKeeper = false;
  #isReady = false;
  #strikes = false;
  /** Where it is going to be met, and how it will go there. */
  readonly #meet: Moving = { x: 0, y: 0, velocityX: 0, velocityY: 0 };
  /** Which way it is to be pushed, a unit vector. */
  readonly #push = { x: 0, y: 0 };
  #side = 1;
  /** Where to go. */
  x = 0;
  y = 0;
  isUrgent = false;
  wantsDash = false;
  /** It keeps its dash for the puck. */
  savesDash = false;

  constructor(skill: BotSkill, dice: Dice) {
    this.#skill = skill;
    this.#dice = dice;
    this.known = new PuckMemory(skill.reactionTicks);
  }

  /** A new life. */
  begin(): void {
    this.#role = "free";
    this.#isKeeper = this.#dice.happens(this.#skill.keeperShare);
    this.#side = this.#dice.sign();
  }

  /** Whether it takes in what goes on in this tick. */
  isLooking({ self, tick }: BotSight): boolean {
    return (tick + self.slot) % this.#skill.puckLookTicks === 0;
  }

  /** To be called in every tick in which there is a puck. */
  watch(sight: BotSight): void {
    if (sight.puck) this.known.watch(sight, sight.puck, this.isLooking(sight));
  }

  /** Looks what is to be done; false when that is left to others. */
  find(sight: BotSight): boolean {
    this.isUrgent = this.wantsDash = this.savesDash = false;
    const { arena, self } = sight;
    const own = middleOf(arena.source.goals[self.team - 1]!);
    this.#plan(sight);
    this.#role = this.#chooseRole(sight, own);
    if (this.#role === "free") return false;
    if (this.#role === "drive") this.#drive(sight);
    else if (this.#role === "keep") this.#keep(own);
    else this.#wing(middleOf(arena.source.goals[2 - self.team]!));
    if (navigationOf(arena).cellAt(this.x, this.y) < 0) this.#go(this.known);
    return true;
  }

  /** Whether a shot at the puck from here does any good. */
  isWorthShot(sight: BotSight): boolean {
    const { known } = this;
    const { arena, self } = sight;
    const dx = known.x - self.x;
    const dy = known.y - self.y;
    const distance = lengthOf(dx, dy);
    if (this.#role === "free" || !known.isLoose || distance > SHOT_PX || distance === 0)
      return false;
    if (this.#doesHelp(sight, SHOT_PX_PER_SECOND)) return true;
    if (this.#role === "wing") return false;
    const own = middleOf(arena.source.goals[self.team - 1]!);
    const fromOwn = lengthOf(known.x - own.x, known.y - own.y);
    const away = (dx * (known.x - own.x) + dy * (known.y - own.y)) / (distance * fromOwn);
    return fromOwn < CLEAR_PX && away > AWAY_SHARE;
  }

  /** Whether it does any good to give the puck so much speed from here. */
  #doesHelp(sight: BotSight, speed: number): boolean {
    const care = this.#isContested(sight) ? CONTESTED_CARE : this.#skill.puckCare;
    return doesHelp(this.known, this.#laneFrom(sight, this.known), sight.self, speed, care);
  }

  /** Off a cushion only the best send it, and only with time to aim. */
  #laneFrom(sight: BotSight, puck: Point): Lane {
    const mayBank = this.#skill.bankShare > 0 && !this.#isContested(sight);
    const lanes = lanesOf(sight.arena);
    const team = 3 - sight.self.team;
    const lane = lanes.laneFrom(puck, team, mayBank);
    if (lane.kind !== "goal" || !this.#skill.seesGaps) return lane;
    return lanes.laneBetween(puck, team, sight.others) ?? lane;
  }

  /** Finds where it can be met, and which way it is to be pushed from there. */
  #plan(sight: BotSight): void {
    const { arena, self } = sight;
    const meet = this.#meet;
    const { x, y, velocityX, velocityY } = this.known;
    Object.assign(meet, { x, y, velocityX, velocityY });
    const mostTicks = MEET_TICKS * this.#skill.leadShare;
    for (let tick = 0; tick < mostTicks; tick += MEET_STEP_TICKS) {
      const reachPx = (SKIFF.topSpeedPxPerSecond * tick) / TICK_RATE + TOUCH_PX;
      if (lengthOf(meet.x - self.x, meet.y - self.y) <= reachPx) break;
      carryOn(arena, meet, MEET_STEP_TICKS);
    }
    findPush(meet, this.#laneFrom(sight, meet), this.#push);
    this.#turnPush(sight);
  }

  /** A puck at a cushion is pushed as nearly that way as it can be got at. */
  #turnPush({ arena }: BotSight): void {
    const { x, y } = this.#push;
    for (const { cos, sin } of TURNS) {
      const toX = x * cos - y * sin;
      const toY = x * sin + y * cos;
      const { x: fromX, y: fromY } = this.#meet;
      const [startX, startY] = [fromX - toX * BEHIND_PX, fromY - toY * BEHIND_PX];
      if (!isPassable(arena, arena.all, fromX, fromY, startX, startY, SKIFF.radiusPx - 2)) continue;
      this.#push.x = toX;
      this.#push.y = toY;
      return;
    }
  }

  /** Whose turn it is at the puck goes by how far it is to where one gets behind it. */
  #chooseRole(sight: BotSight, own: Point): Role {
    const { allies, arena, self } = sight;
    const x = this.#meet.x - this.#push.x * TOUCH_PX;
    const y = this.#meet.y - this.#push.y * TOUCH_PX;
    const ownPx = lengthOf(x - self.x, y - self.y) - (this.#role === "drive" ? KEPT_PX : 0);
    const nearer = allies.filter((ally) => lengthOf(x - ally.x, y - ally.y) < ownPx).length;
    if (nearer === 0) return "drive";
    const driver = nearestTo({ x, y }, allies);
    const isFirstAt = (place: Point) =>
      allies.every((ally) => ally === driver || isFarther(ally, self, place));
    if (this.#isKeeper && isFirstAt(own)) {
      const isInDanger = lengthOf(this.#meet.x - own.x, this.#meet.y - own.y) < CLEAR_PX;
      return isInDanger && nearer === 1 ? "drive" : "keep";
    }
    if (nearer < this.#skill.puckRunners) return "drive";
    return isFirstAt(middleOf(arena.source.goals[2 - self.team]!)) ? "wing" : "free";
  }

  #go({ x, y }: Point): void {
    this.x = x;
    this.y = y;
  }

  /** Stands between the puck and the own goal. */
  #keep(own: Point): void {
    const { x, y } = this.known;
    const share = KEEPER_PX / Math.max(KEEPER_PX, lengthOf(x - own.x, y - own.y));
    this.#go({ x: own.x + (x - own.x) * share, y: own.y + (y - own.y) * share });
  }

  /** Waits before the other goal, on its side, for the puck to come by. */
  #wing(theirs: Point): void {
    const dx = this.known.x - theirs.x;
    const dy = this.known.y - theirs.y;
    const length = Math.max(1, lengthOf(dx, dy));
    const aside = WING_ASIDE_PX * this.#side;
    this.#go({
      x: theirs.x + (dx / length) * WING_PX - (dy / length) * aside,
      y: theirs.y + (dy / length) * WING_PX + (dx / length) * aside,
    });
  }

  /** Gets behind the puck, as seen along the push, and runs into it. */
  #drive(sight: BotSight): void {
    const { self } = sight;
    const { x, y } = this.#meet;
    const { x: toX, y: toY } = this.#push;
    const behind = (x - self.x) * toX + (y - self.y) * toY;
    const across = (self.x - x) * -toY + (self.y - y) * toX;
    const wasReady = this.#isReady;
    this.isUrgent = true;
    this.savesDash = lengthOf(x - self.x, y - self.y) < SAVE_DASH_PX;
    const slack = this.#isContested(sight) ? CONTESTED_SLACK : this.#skill.strikeSlack;
    this.#isReady = behind > 0 && Math.abs(across) < behind * slack;
    if (!this.#isReady) {
      this.#goRound(self, { x: x - toX * BEHIND_PX, y: y - toY * BEHIND_PX });
      return;
    }
    if (!wasReady) this.#strikes = this.#dice.happens(this.#skill.strikeShare);
    this.#go({ x: x - toX * THROUGH_PX, y: y - toY * THROUGH_PX });
    this.wantsDash = this.#strikes && self.canDash && this.known.isLoose && this.#isDashGood(sight);
  }

  /** Goes to a place, but round the puck where that is in the way. */
  #goRound(self: Point, place: Point): void {
    const dx = this.#meet.x - self.x;
    const dy = this.#meet.y - self.y;
    const distance = Math.max(1, lengthOf(dx, dy));
    const [wayX, wayY] = [place.x - self.x, place.y - self.y];
    const way = Math.max(1, lengthOf(wayX, wayY));
    const along = (dx * wayX + dy * wayY) / way;
    const aside = (dx * wayY - dy * wayX) / way;
    if (along <= 0 || along > way || Math.abs(aside) >= ROUND_PX) return this.#go(place);
    // Along the tangent to a circle round it, on the side on which the place lies.
    const sin = Math.min(1, ROUND_PX / distance) * (aside > 0 ? 1 : -1);
    const cos = Math.sqrt(1 - sin * sin);
    const px = Math.max(ROUND_PX, distance * cos);
    const [unitX, unitY] = [dx / distance, dy / distance];
    this.#go({
      x: self.x + (unitX * cos - unitY * sin) * px,
      y: self.y + (unitX * sin + unitY * cos) * px,
    });
  }

  /** Somebody of the other side is at it: whoever strikes first has it. */
  #isContested({ others }: BotSight): boolean {
    const { x, y } = this.known;
    return others.some((other) => lengthOf(other.x - x, other.y - y) < CONTESTED_PX);
  }

  #isDashGood(sight: BotSight): boolean {
    const { x, y } = this.known;
    const distance = lengthOf(x - sight.self.x, y - sight.self.y);
    return distance <= DASH_FROM_PX && this.#doesHelp(sight, DASH_PX_PER_SECOND);
  }
}

function nearestTo({ x, y }: Point, skiffs: readonly SkiffSight[]): SkiffSight | undefined {
  let nearest: SkiffSight | undefined;
  let nearestPx = Infinity;
  for (const skiff of skiffs) {
    const px = lengthOf(x - skiff.x, y - skiff.y);
    if (px >= nearestPx) continue;
    nearest = skiff;
    nearestPx = px;
  }
  return nearest;
}

/** Whether `a` is farther from a place than `b`. */
function isFarther(a: Point, b: Point, { x, y }: Point): boolean {
  return lengthOf(a.x - x, a.y - y) >= lengthOf(b.x - x, b.y - y);
}
