/**
 * When and at what a bot shoots: where its target will be, in bursts, only at what it sees; or now and then off a
 * cushion at what it does not see.
 */
import { hasLineOfSight } from "#shared/sim/arena/geometry.ts";
import { lengthOf } from "#shared/sim/math.ts";
import { PULSE, RAIL, SKIFF, WEAPONS } from "#shared/sim/tuning.ts";
import type { Aim } from "./aim.ts";
import { findBank, type Bank } from "./bank.ts";
import type { Dice } from "./dice.ts";
import type { Memory } from "./memory.ts";
import type { BotSight, SkiffSight } from "./sight.ts";
import type { BotSkill } from "./skill.ts";

/** Farther than this a pulse is wasted: the screen is hardly wider. */
const LONGEST_SHOT_PX = 760;
const LONGEST_BANK_PX = 820;
/** Nearer than this the rail's long pause costs more than its bite is worth. */
const RAIL_FROM_PX = 140;
/** How often to look for a way off a cushion, and for how long to follow one. */
const BANK_LOOK_TICKS = 24;
const BANK_HOLD_TICKS = 40;

export class Gunner {
  readonly #skill: BotSkill;
  readonly #dice: Dice;
  readonly #aim: Aim;
  readonly #memory: Memory;
  readonly #bank: Bank = { x: 0, y: 0 };
  #bankEndTick = 0;
  #burstEndTick = 0;
  #restEndTick = 0;
  /** Where it aims, relative to itself. */
  #markX = 0;
  #markY = 0;

  constructor(skill: BotSkill, dice: Dice, aim: Aim, memory: Memory) {
    this.#skill = skill;
    this.#dice = dice;
    this.#aim = aim;
    this.#memory = memory;
  }

  /** The weapon to hold for this tick. */
  chooseWeapon(sight: BotSight, target: SkiffSight | undefined): number {
    if (sight.self.railAmmo === 0 || !target) return PULSE;
    const distance = lengthOf(target.x - sight.self.x, target.y - sight.self.y);
    return distance > RAIL_FROM_PX ? RAIL : PULSE;
  }

  /** Turns the aim for one tick towards `target`, which `isSeen` or stands behind something. Returns whether to fire. */
  engage(sight: BotSight, target: SkiffSight, isSeen: boolean, weapon: number): boolean {
    this.#markTarget(sight, weapon);
    if (isSeen) this.#bankEndTick = 0;
    else this.#lookForBank(sight);
    const isBanking = sight.tick < this.#bankEndTick;
    if (isBanking) {
      this.#markX = this.#bank.x - sight.self.x;
      this.#markY = this.#bank.y - sight.self.y;
    }
    this.#aim.turnTo(this.#markX, this.#markY);
    return (
      this.#isOnMark(weapon) &&
      !target.isShielded &&
      this.#isClear(sight, isBanking) &&
      this.#isInBurst(sight.tick)
    );
  }

  /** Turns the aim for one tick the way that the bot goes. */
  rest(directionX: number, directionY: number): void {
    if (directionX !== 0 || directionY !== 0) {
      this.#markX = directionX;
      this.#markY = directionY;
    }
    this.#aim.turnTo(this.#markX, this.#markY);
  }

  /** Marks where the target will be when a shot that leaves now gets there. */
  #markTarget({ self }: BotSight, weapon: number): void {
    const { x, y, velocityX, velocityY } = this.#memory;
    const { speedPxPerSecond, kind } = WEAPONS[weapon]!;
    this.#markX = x - self.x;
    this.#markY = y - self.y;
    if (kind === "hitscan") return;
    // Twice: the second time from where it will be, which is close enough.
    for (let i = 0; i < 2; i++) {
      const seconds = lengthOf(this.#markX, this.#markY) / speedPxPerSecond;
      const lead = seconds * this.#skill.leadShare;
      this.#markX = x + velocityX * lead - self.x;
      this.#markY = y + velocityY * lead - self.y;
    }
  }

  #lookForBank({ tick, arena, self }: BotSight): void {
    if ((tick + self.slot * 5) % BANK_LOOK_TICKS !== 0 || tick < this.#bankEndTick) return;
    if (!this.#memory.isSure || !this.#dice.happens(this.#skill.bankShare)) return;
    const x = self.x + this.#markX;
    const y = self.y + this.#markY;
    if (findBank(arena, self.x, self.y, x, y, LONGEST_BANK_PX, this.#bank))
      this.#bankEndTick = tick + BANK_HOLD_TICKS;
  }

  #isOnMark(weapon: number): boolean {
    const distance = lengthOf(this.#markX, this.#markY);
    // One shot must sit; of a stream of them some may go past.
    const halfWidth = SKIFF.radiusPx * (WEAPONS[weapon]!.kind === "hitscan" ? 0.6 : 1.3);
    return this.#memory.isSure && this.#aim.isOn(halfWidth, Math.max(1, distance));
  }

  /** Whether a straight shot has its way to the mark; one off a cushion was judged when it was found. */
  #isClear({ arena, self }: BotSight, isBanking: boolean): boolean {
    if (isBanking) return true;
    if (lengthOf(this.#markX, this.#markY) > LONGEST_SHOT_PX) return false;
    return hasLineOfSight(arena, self.x, self.y, self.x + this.#markX, self.y + this.#markY);
  }

  /** Fingers rest between bursts. */
  #isInBurst(tick: number): boolean {
    if (tick >= this.#restEndTick) {
      this.#burstEndTick = tick + this.#dice.between(25, 70);
      this.#restEndTick = this.#burstEndTick + this.#dice.between(8, 24);
    }
    return tick < this.#burstEndTick;
  }
}
