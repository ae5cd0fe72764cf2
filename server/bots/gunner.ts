/**
 * When and at what a bot shoots: where its target will be, in bursts, only at what it sees; or now and then off a
 * cushion at what it does not see.
 */
import { hasLineOfSight, type Arena } from "#shared/sim/arena/geometry.ts";
import { askWeapon, Button } from "#shared/sim/input.ts";
import { cosAim, lengthOf, sinAim } from "#shared/sim/math.ts";
import { PUCK, SKIFF, WEAPONS } from "#shared/sim/tuning.ts";
import type { Aim } from "./aim.ts";
import { choosePusher, chooseWeapon, rangeOf, safeFrom } from "./armoury.ts";
import { findBank, findBankOff, type Bank } from "./bank.ts";
import type { Dice } from "./dice.ts";
import type { Memory } from "./memory.ts";
import type { Moving } from "./puckPath.ts";
import type { BotSight, SelfSight, SkiffSight } from "./sight.ts";
import type { BotSkill } from "./skill.ts";

/** Farther than this a pulse is wasted: the screen is hardly wider. */
const LONGEST_SHOT_PX = 760;
const LONGEST_BANK_PX = 1000;
/** One in sight is shot at off a cushion this much less often, and only where that is hardly longer. */
const SEEN_BANK_SHARE = 0.4;
const DETOUR_SHARE = 1.35;
/** So near to one of its own side no shot is to pass. */
const ALLY_ROOM_PX = SKIFF.radiusPx + 14;
/** So long it stays with a choice of weapon. */
const CHOICE_TICKS = 15;
/** How often to look for a way off a cushion, and for how long to follow one. */
const BANK_LOOK_TICKS = 12;
const BANK_HOLD_TICKS = 60;

export class Gunner {
  readonly #skill: BotSkill;
  readonly #dice: Dice;
  readonly #aim: Aim;
  readonly #memory: Memory;
  readonly #bank: Bank = { segment: -1, x: 0, y: 0 };
  #bankEndTick = 0;
  #weapon = 0;
  #weaponEndTick = 0;
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

  /**
   * Turns the aim for one tick towards `target`, which `isSeen` or stands behind something. Returns the buttons of weapon
   * and trigger.
   */
  engage(sight: BotSight, target: SkiffSight, isSeen: boolean): number {
    const weapon = this.#holdFor(sight, target);
    this.#markTarget(sight.self, this.#memory, weapon);
    const isBanking = this.#bankTowards(sight, weapon, isSeen);
    this.#aim.turnTo(this.#markX, this.#markY);
    const isFiring =
      this.#memory.isSure &&
      this.#isOnMark(weapon, SKIFF.radiusPx) &&
      !target.isShielded &&
      this.#isClear(sight, weapon, isBanking) &&
      this.#isInBurst(sight.tick);
    return askWeapon(isFiring ? Button.fire : 0, weapon);
  }

  /** The same for the puck: everybody's eyes are on it, and it does not dodge. */
  engagePuck(sight: BotSight, puck: Moving): number {
    const { self, tick } = sight;
    const weapon = choosePusher(self, puck.x, puck.y);
    this.#markTarget(self, puck, weapon);
    this.#aim.turnTo(this.#markX, this.#markY);
    const isFiring =
      this.#isOnMark(weapon, PUCK.radiusPx) &&
      this.#isClear(sight, weapon, false) &&
      this.#isInBurst(tick);
    return askWeapon(isFiring ? Button.fire : 0, weapon);
  }

  /** The weapon to hold against `target`. */
  #holdFor({ self, tick }: BotSight, target: SkiffSight): number {
    const isEmpty = WEAPONS[this.#weapon]!.ammo > 0 && self.ammo[this.#weapon] === 0;
    if (tick < this.#weaponEndTick && !isEmpty) return this.#weapon;
    this.#weaponEndTick = tick + CHOICE_TICKS;
    this.#weapon = chooseWeapon(self, target.x, target.y);
    return this.#weapon;
  }

  /** Turns the aim for one tick the way that the bot goes; one that has not gone anywhere yet looks where it does. */
  rest(directionX: number, directionY: number): void {
    if (directionX !== 0 || directionY !== 0) {
      this.#markX = directionX;
      this.#markY = directionY;
    }
    if (this.#markX === 0 && this.#markY === 0) return;
    this.#aim.turnTo(this.#markX, this.#markY);
  }

  /** Marks where the target will be when a shot that leaves now gets there. */
  #markTarget(self: SelfSight, target: Moving, weapon: number): void {
    this.#markAfter(self, target, weapon, 0);
    // Twice: the second time from where it will be, which is close enough.
    for (let i = 0; i < 2; i++)
      this.#markAfter(self, target, weapon, lengthOf(this.#markX, this.#markY));
  }

  /** Marks where the target will be when a shot has flown so far. */
  #markAfter(self: SelfSight, target: Moving, weapon: number, flightPx: number): void {
    const { speedPxPerSecond, kind } = WEAPONS[weapon]!;
    const seconds = kind === "hitscan" ? 0 : flightPx / speedPxPerSecond;
    const lead = seconds * this.#skill.leadShare;
    this.#markX = target.x + target.velocityX * lead - self.x;
    this.#markY = target.y + target.velocityY * lead - self.y;
  }

  /** Marks the mirror image of the target behind a cushion, if it follows one; now and then it looks for one. */
  #bankTowards(sight: BotSight, weapon: number, isSeen: boolean): boolean {
    const { tick, arena, self } = sight;
    const bank = this.#bank;
    if (tick >= this.#bankEndTick && !this.#wantsBank(sight, weapon, isSeen)) return false;
    const isNew = tick >= this.#bankEndTick;
    const direct = lengthOf(this.#markX, this.#markY);
    const longest = isSeen ? direct * DETOUR_SHARE : LONGEST_BANK_PX;
    if (!isNew)
      this.#markAfter(self, this.#memory, weapon, lengthOf(bank.x - self.x, bank.y - self.y));
    const x = self.x + this.#markX;
    const y = self.y + this.#markY;
    const isOpen = isNew
      ? findBank(arena, self.x, self.y, x, y, longest, bank)
      : findBankOff(arena, bank.segment, self.x, self.y, x, y, longest, bank);
    if (isNew && isOpen) this.#bankEndTick = tick + BANK_HOLD_TICKS;
    if (!isOpen) {
      this.#bankEndTick = 0;
      return false;
    }
    this.#markX = bank.x - self.x;
    this.#markY = bank.y - self.y;
    return true;
  }

  #wantsBank({ tick, self }: BotSight, weapon: number, isSeen: boolean): boolean {
    if ((tick + self.slot * 5) % BANK_LOOK_TICKS !== 0 || WEAPONS[weapon]!.bounces === 0)
      return false;
    const share = this.#skill.bankShare * (isSeen ? SEEN_BANK_SHARE : 1);
    return this.#memory.isSure && this.#dice.happens(share);
  }

  #isOnMark(weapon: number, radiusPx: number): boolean {
    const distance = lengthOf(this.#markX, this.#markY);
    // One shot must sit; of a stream of them some may go past.
    const isBeam = WEAPONS[weapon]!.kind === "hitscan";
    const halfWidth = radiusPx * this.#skill.triggerWidth * (isBeam ? 0.5 : 1);
    return this.#aim.isOn(halfWidth, Math.max(1, distance));
  }

  /** Whether a straight shot has its way to the mark; one off a cushion was judged when it was found. */
  #isClear(sight: BotSight, weapon: number, isBanking: boolean): boolean {
    const { arena, self } = sight;
    if (sight.isFriendlyFire && this.#isAllyInWay(sight)) return false;
    if (!this.#isSafe(arena, self, weapon)) return false;
    if (isBanking) return true;
    const reach = Math.min(LONGEST_SHOT_PX, rangeOf(WEAPONS[weapon]!));
    if (lengthOf(this.#markX, this.#markY) > reach) return false;
    return hasLineOfSight(arena, self.x, self.y, self.x + this.#markX, self.y + this.#markY);
  }

  /** Whether one of its own side stands where a straight shot goes. */
  #isAllyInWay({ allies, self }: BotSight): boolean {
    const length = Math.max(1, lengthOf(this.#markX, this.#markY));
    return allies.some(({ x, y }) => {
      const along = ((x - self.x) * this.#markX + (y - self.y) * this.#markY) / length;
      const across = ((x - self.x) * this.#markY - (y - self.y) * this.#markX) / length;
      return along > 0 && along < length + ALLY_ROOM_PX && Math.abs(across) < ALLY_ROOM_PX;
    });
  }

  /** Whether no cushion is so near in front that a shot that bursts on it would hurt its shooter. */
  #isSafe(arena: Arena, { x, y }: SelfSight, weapon: number): boolean {
    const px = safeFrom(WEAPONS[weapon]!);
    if (px === 0) return true;
    const endX = x + cosAim(this.#aim.steps) * px;
    const endY = y + sinAim(this.#aim.steps) * px;
    const isFar = lengthOf(this.#markX, this.#markY) > px;
    return isFar && hasLineOfSight(arena, x, y, endX, endY);
  }

  /** Fingers rest between bursts. */
  #isInBurst(tick: number): boolean {
    const { burstTicks, restTicks } = this.#skill;
    if (tick >= this.#restEndTick) {
      this.#burstEndTick = tick + this.#dice.between(...burstTicks);
      this.#restEndTick = this.#burstEndTick + this.#dice.between(...restTicks);
    }
    return tick < this.#burstEndTick;
  }
}
