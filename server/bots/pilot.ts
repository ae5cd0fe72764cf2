/**
 * The feet of a bot: along a flow field to where it goes, and round its enemy when it fights. Each choice holds for a
 * few ticks, as the fingers on keys do.
 */
import { lengthOf } from "#shared/sim/math.ts";
import { SKIFF } from "#shared/sim/tuning.ts";
import { fightAt } from "./armoury.ts";
import type { Dice } from "./dice.ts";
import { isTurnOf } from "./errands.ts";
import { navigationOf, type FlowField, type Navigation } from "./navigation.ts";
import { isPassable } from "./passage.ts";
import type { BotSight, SelfSight, SkiffSight } from "./sight.ts";
import type { BotSkill } from "./skill.ts";

/** A direction is kept for this long. */
const STEER_TICKS = 4;
/** How many cells ahead on its way it looks for a straight line. */
const LOOK_AHEAD_CELLS = 5;
/** Nearer than this it heads for the place itself. */
const STRAIGHT_PX = 200;
/** Room that a step in a fight needs. */
const STEP_PX = 56;
/** A skiff that wants to move and comes no farther in this time is stuck, and breaks out for as long as this. */
const STUCK_TICKS = 45;
const STUCK_PX = 24;
const BREAK_OUT_TICKS = 24;
/** Radius for steering: less than the skiff's, since it often leans on a cushion. */
const LEANING_RADIUS_PX = SKIFF.radiusPx - 2;
/** One who does not move sideways stands when the distance is so near to what it likes. */
const CONTENT_PX = 90;
const DASH_ROOM_PX = 190;
const DASH_CHANCE = 0.03;

export class Pilot {
  readonly #skill: BotSkill;
  readonly #dice: Dice;
  /** Distance that it likes to fight at. */
  readonly #likedPx: number;
  #field: FlowField | undefined;
  /** The side to which it moves in a fight; 0 to stay on the line. */
  #strafe = 1;
  #strafeUntil = 0;
  #breakOutUntil = 0;
  #anchorX = 0;
  #anchorY = 0;
  #anchorTick = 0;
  /** Unit vector of where it wants to go; both 0 to stand. */
  x = 0;
  y = 0;
  /** Whether this tick begins a dash along it. */
  wantsDash = false;

  constructor(skill: BotSkill, dice: Dice) {
    this.#skill = skill;
    this.#dice = dice;
    this.#likedPx = dice.between(220, 400);
  }

  /** Begins anew after a spawn. */
  reset({ self, tick }: BotSight): void {
    this.#field = undefined;
    this.#breakOutUntil = 0;
    this.#dropAnchor(self, tick);
    this.x = this.y = 0;
  }

  /** Whether it wants to move and cannot; then it has begun to break out, and its errand is not worth going on with. */
  notesStuck({ self, tick }: BotSight): boolean {
    if (this.x === 0 && this.y === 0) this.#dropAnchor(self, tick);
    if (tick - this.#anchorTick < STUCK_TICKS) return false;
    const isStuck = lengthOf(self.x - this.#anchorX, self.y - this.#anchorY) < STUCK_PX;
    this.#dropAnchor(self, tick);
    if (!isStuck) return false;
    this.#breakOutUntil = tick + BREAK_OUT_TICKS;
    this.#turn(TURNS[this.#dice.below(TURNS.length)]!);
    return true;
  }

  #turn([cos, sin]: readonly [number, number]): void {
    const { x, y } = this;
    this.x = x * cos - y * sin;
    this.y = x * sin + y * cos;
  }

  /** Steers for one tick along the shortest way to (x, y). */
  goTo(sight: BotSight, x: number, y: number): void {
    this.wantsDash = false;
    if (this.#isHeld(sight)) return;
    const { arena, self, tick } = sight;
    const navigation = navigationOf(arena);
    if (isTurnOf(self.slot, tick)) this.#field = navigation.fieldTo(x, y, self);
    const distance = lengthOf(x - self.x, y - self.y);
    if (distance < STRAIGHT_PX && isWayClear(sight, x, y)) this.#head(self, x, y);
    else if (this.#field) this.#headAlong(sight, navigation, this.#field);
    this.wantsDash =
      self.canDash &&
      this.#dice.happens(DASH_CHANCE) &&
      this.#hasRoom(sight, this.x, this.y, DASH_ROOM_PX);
  }

  /** Steers for one tick round `enemy`, at the distance that it likes, now to this side and now to that. */
  fight(sight: BotSight, enemy: SkiffSight): void {
    this.wantsDash = false;
    this.#field = undefined;
    if (this.#isHeld(sight)) return;
    const { self, tick } = sight;
    if (tick >= this.#strafeUntil) this.#turnStrafe(tick);
    const distance = Math.max(1, lengthOf(enemy.x - self.x, enemy.y - self.y));
    const toX = (enemy.x - self.x) / distance;
    const toY = (enemy.y - self.y) / distance;
    const away = distance - fightAt(self, this.#likedPx);
    const closer = this.#strafe === 0 && Math.abs(away) < CONTENT_PX ? 0 : clamp(away / 120);
    this.x = this.y = 0;
    for (let i = 0; i < 2; i++) {
      const side = i === 0 ? this.#strafe : -this.#strafe;
      if (side === 0 && closer === 0) return;
      if (this.#tryStep(sight, toX * closer - toY * side, toY * closer + toX * side)) {
        this.#strafe = side;
        return;
      }
    }
    const way = closer >= 0 ? 1 : -1;
    if (!this.#tryStep(sight, toX * way, toY * way)) this.#tryStep(sight, -toX * way, -toY * way);
  }

  #isHeld({ self, tick }: BotSight): boolean {
    return tick < this.#breakOutUntil || (tick + self.slot) % STEER_TICKS !== 0;
  }

  #turnStrafe(tick: number): void {
    const isMoving = this.#dice.happens(this.#skill.strafeShare);
    this.#strafe = !isMoving ? 0 : this.#strafe === 0 ? this.#dice.sign() : -this.#strafe;
    this.#strafeUntil = tick + this.#dice.between(25, 80);
  }

  #tryStep(sight: BotSight, x: number, y: number): boolean {
    const length = lengthOf(x, y);
    if (length === 0 || !this.#hasRoom(sight, x / length, y / length, STEP_PX)) return false;
    this.x = x / length;
    this.y = y / length;
    return true;
  }

  #hasRoom(sight: BotSight, directionX: number, directionY: number, px: number): boolean {
    const { self } = sight;
    return isWayClear(sight, self.x + directionX * px, self.y + directionY * px);
  }

  /** Heads for the farthest of the next cells of the way that it can go straight to. */
  #headAlong(sight: BotSight, navigation: Navigation, field: FlowField): void {
    const { self } = sight;
    let cell = navigation.cellAt(self.x, self.y);
    if (cell < 0) return;
    let aheadX = navigation.xOf(cell);
    let aheadY = navigation.yOf(cell);
    for (let i = 0; i < LOOK_AHEAD_CELLS; i++) {
      const next = navigation.nextCell(field, cell);
      if (next === cell) break;
      cell = next;
      if (i > 0 && !isWayClear(sight, navigation.xOf(cell), navigation.yOf(cell))) break;
      aheadX = navigation.xOf(cell);
      aheadY = navigation.yOf(cell);
    }
    this.#head(self, aheadX, aheadY);
  }

  #head(self: SelfSight, x: number, y: number): void {
    const length = lengthOf(x - self.x, y - self.y);
    this.x = length === 0 ? 0 : (x - self.x) / length;
    this.y = length === 0 ? 0 : (y - self.y) / length;
  }

  #dropAnchor(self: SelfSight, tick: number): void {
    this.#anchorX = self.x;
    this.#anchorY = self.y;
    this.#anchorTick = tick;
  }
}

const DIAGONAL = Math.sqrt(0.5);
/** Cosine and sine of the turns by which it breaks out: any but none. */
const TURNS = [
  [DIAGONAL, DIAGONAL],
  [0, 1],
  [-DIAGONAL, DIAGONAL],
  [-1, 0],
  [-DIAGONAL, -DIAGONAL],
  [0, -1],
  [DIAGONAL, -DIAGONAL],
] as const;

function clamp(share: number): number {
  return Math.max(-1, Math.min(1, share));
}

function isWayClear({ arena, self }: BotSight, x: number, y: number): boolean {
  return isPassable(arena, arena.all, self.x, self.y, x, y, LEANING_RADIUS_PX);
}
