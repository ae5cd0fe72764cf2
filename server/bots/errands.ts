/**
 * What a bot is about: whom it is after, and where it goes. It thinks this over a few times a second, not more often: a
 * mind that changes at every tick looks like no mind at all.
 */
import type { Point } from "#shared/sim/arena/arena.ts";
import { hasLineOfSight } from "#shared/sim/arena/geometry.ts";
import { lengthOf } from "#shared/sim/math.ts";
import { PADS, SKIFF, WEAPONS } from "#shared/sim/tuning.ts";
import type { Dice } from "./dice.ts";
import { Duties } from "./duties.ts";
import type { Moving } from "./puckPath.ts";
import type { BotSight, SelfSight, SkiffSight } from "./sight.ts";
import type { BotSkill } from "./skill.ts";

/** Ticks between two thoughts. */
const THINK_TICKS = 20;
/** Whoever is farther is off the screen: not seen, even with nothing between. */
export const SIGHT_PX = 800;
/** In choosing a target these count as distance: not in sight, shielded, for each ally nearer, and (less) being the one so far. */
const HIDDEN_PX = 400;
const SHIELDED_PX = 300;
const CROWDED_PX = 70;
const KEPT_PX = 150;
/** Less health than this sends it to a repair pad; much less makes it go far. */
const HURT_HEALTH = 55;
const PX_PER_LOST_HEALTH = 22;
const PX_PER_SCRATCH = 3;
const PX_PER_LOST_SHIELD = 14;
const PX_FOR_OVERDRIVE = 1200;
/** A weapon of which less than this share is left is fetched again from within so many px. */
const LOW_AMMO_SHARE = 0.2;
const PX_FOR_WEAPON = 1100;
/** One of which less than this is left makes it go for ammunition. */
const SHORT_AMMO_SHARE = 0.85;
const PX_FOR_AMMUNITION = 900;
/** It hunts the enemy whom it is after in this share of its walks; else it looks what is going on elsewhere. */
const HUNT_SHARE = 0.7;
/** One who has flags to see to goes so much less far for a pad. */
const ON_DUTY_SHARE = 0.45;
const LONGEST_WALK_TICKS = 420;
const LEAST_ROAM_PX = 350;

/** "hunt" follows the target wherever it is; "fetch" goes to a pad, "duty" for its side, "roam" to some place. */
export type ErrandKind = "fetch" | "hunt" | "duty" | "roam";

/** Bots take turns to think, so that no tick has more than its share of the work: at most 4 of 64. */
export function isTurnOf(slot: number, tick: number): boolean {
  return (tick + slot) % THINK_TICKS === 0;
}

export class Errands {
  readonly #skill: BotSkill;
  readonly #dice: Dice;
  #targetSlot = -1;
  /** Where the target was seen last. */
  #lastX = 0;
  #lastY = 0;
  #untilTick = 0;
  /** By pad: from when on it may be ready again, as far as the bot has seen. */
  readonly #emptyUntil: number[] = [];
  readonly #duties: Duties;
  kind: ErrandKind = "roam";
  /** Where it goes, unless it hunts. */
  x = 0;
  y = 0;

  constructor(skill: BotSkill, dice: Dice) {
    this.#skill = skill;
    this.#dice = dice;
    this.#duties = new Duties(skill, dice);
  }

  /** Begins anew after a spawn. */
  begin(sight: BotSight): void {
    this.drop();
    this.#duties.begin(sight);
  }

  /** Knows of no pad that it is empty, and of nobody whom it is after. */
  forget(): void {
    this.#emptyUntil.length = 0;
    this.#targetSlot = -1;
  }

  /** It is on its way for its side, and no enemy stops it. */
  get isUrgent(): boolean {
    return this.kind === "duty" && this.#duties.isUrgent;
  }

  /** It is about to run into the puck. */
  get wantsDash(): boolean {
    return this.kind === "duty" && this.#duties.wantsDash;
  }

  /** It keeps its dash for the puck. */
  get savesDash(): boolean {
    return this.kind === "duty" && this.#duties.puck.savesDash;
  }

  /** Whether a shot at the puck does any good. */
  wantsPuckShot(sight: BotSight): boolean {
    return this.#duties.puck.isWorthShot(sight);
  }

  /** The puck as it knows it. */
  get puck(): Moving {
    return this.#duties.puck.known;
  }

  /** Gives up whatever it was about; the next thought finds something else. */
  drop(): void {
    this.#untilTick = 0;
    this.kind = "roam";
  }

  /** Thinks, if it is time to: whom to be after, where to go. */
  consider(sight: BotSight): void {
    const { self, tick } = sight;
    this.#duties.puck.watch(sight);
    if (!isTurnOf(self.slot, tick)) {
      if (sight.puck && this.kind === "duty" && this.#duties.puck.isLooking(sight))
        this.#doDuty(sight);
      return;
    }
    this.#notePads(sight);
    const target = chooseTarget(sight, this.#targetSlot);
    if (target < 0 && this.kind === "hunt") this.#goTo(sight, "roam", this.#lastX, this.#lastY);
    this.#targetSlot = target;
    const hasDuty = this.#duties.find(sight);
    const isHeld = hasDuty && this.#duties.isUrgent;
    const pad = isHeld
      ? undefined
      : this.#choosePad(sight, hasDuty && !sight.puck ? ON_DUTY_SHARE : 1);
    if (pad) this.#goTo(sight, "fetch", pad.x, pad.y);
    else if (hasDuty) this.#doDuty(sight);
    else if (this.#isDone(sight)) this.#walkOn(sight);
  }

  /** Whom it is after, if he is (still) there. */
  targetIn({ others }: BotSight): SkiffSight | undefined {
    for (let i = 0; i < others.length; i++) {
      const other = others[i]!;
      if (other.slot !== this.#targetSlot) continue;
      this.#lastX = other.x;
      this.#lastY = other.y;
      return other;
    }
    return undefined;
  }

  /** One that is not seen to be empty is hoped to be full. */
  #notePads({ arena, pads, tick }: BotSight): void {
    for (const { index, isReady } of pads) {
      const { rechargeTicks } = PADS[arena.source.pads[index]!.kind]!;
      if (isReady) this.#emptyUntil[index] = 0;
      else if (!(this.#emptyUntil[index]! > tick)) this.#emptyUntil[index] = tick + rechargeTicks;
    }
  }

  #goTo({ tick }: BotSight, kind: ErrandKind, x: number, y: number): void {
    if (this.kind !== kind || this.x !== x || this.y !== y)
      this.#untilTick = tick + LONGEST_WALK_TICKS;
    this.kind = kind;
    this.x = x;
    this.y = y;
  }

  #isDone({ self, tick }: BotSight): boolean {
    if (this.kind === "fetch" || this.kind === "duty" || tick >= this.#untilTick) return true;
    return this.kind === "roam" && lengthOf(this.x - self.x, this.y - self.y) < 80;
  }

  #doDuty(sight: BotSight): void {
    if (!this.#duties.find(sight)) return;
    const { x, y, targetSlot } = this.#duties;
    if (targetSlot >= 0) {
      this.#targetSlot = targetSlot;
      this.kind = "hunt";
    } else this.#goTo(sight, "duty", x, y);
  }

  #walkOn(sight: BotSight): void {
    if (this.#targetSlot < 0 || !this.#dice.happens(HUNT_SHARE)) {
      const { x, y } = this.#choosePlace(sight);
      this.#goTo(sight, "roam", x, y);
    } else {
      this.kind = "hunt";
      this.#untilTick = sight.tick + LONGEST_WALK_TICKS;
    }
  }

  /** A spawn point or pad, if chance finds one that is not just here. */
  #choosePlace({ arena, self }: BotSight): Point {
    const { pads, spawns } = arena.source;
    let place: Point = spawns[0]!;
    for (let i = 0; i < 4; i++) {
      const index = this.#dice.below(spawns.length + pads.length);
      place = spawns[index] ?? pads[index - spawns.length]!;
      if (lengthOf(place.x - self.x, place.y - self.y) > LEAST_ROAM_PX) break;
    }
    return place;
  }

  /** The nearest pad that may be ready, worth its way, and not beyond hope. */
  #choosePad({ arena, self, tick }: BotSight, share: number): Point | undefined {
    const { pads } = arena.source;
    let best: Point | undefined;
    let bestDistance = Infinity;
    for (let i = 0; i < pads.length; i++) {
      const pad = pads[i]!;
      if (this.#emptyUntil[i]! > tick) continue;
      const distance = lengthOf(pad.x - self.x, pad.y - self.y);
      const reach = reachFor(self, pad.kind) * this.#skill.thriftShare * share;
      if (distance >= bestDistance || distance > reach) continue;
      // A pad that it did not get to in all that time is not tried again at once.
      if (pad.x === this.x && pad.y === this.y && tick >= this.#untilTick) continue;
      best = pad;
      bestDistance = distance;
    }
    return best;
  }
}

/** How far a pad may be to be worth the way, px; 0 when it is of no use. */
function reachFor(self: SelfSight, kind: number): number {
  const row = PADS[kind]!;
  const lost = row.repair > 0 ? SKIFF.maxHealth - self.health : 0;
  const lostShield = row.shieldPoints > 0 ? SKIFF.maxShieldPoints - self.shieldPoints : 0;
  return Math.max(
    lost * (self.health < HURT_HEALTH ? PX_PER_LOST_HEALTH : PX_PER_SCRATCH),
    lostShield * PX_PER_LOST_SHIELD,
    row.overdriveTicks > 0 ? PX_FOR_OVERDRIVE : 0,
    row.weapon >= 0 && shareLeft(self, row.weapon) < LOW_AMMO_SHARE ? PX_FOR_WEAPON : 0,
    row.isAmmunition && isShortOfShots(self) ? PX_FOR_AMMUNITION : 0,
  );
}

function shareLeft(self: SelfSight, weapon: number): number {
  return self.ammo[weapon]! / WEAPONS[weapon]!.ammo;
}

/** Whether a weapon that has shots left has few. */
function isShortOfShots(self: SelfSight): boolean {
  return WEAPONS.some(({ ammo }, weapon) => {
    return ammo > 0 && self.ammo[weapon]! > 0 && shareLeft(self, weapon) < SHORT_AMMO_SHARE;
  });
}

/** Whether nothing stands between, and it is not too far to be on the screen. */
export function isInSight({ arena, self }: BotSight, other: SkiffSight): boolean {
  const dx = other.x - self.x;
  const dy = other.y - self.y;
  if (dx * dx + dy * dy > SIGHT_PX * SIGHT_PX) return false;
  return hasLineOfSight(arena, self.x, self.y, other.x, other.y);
}

/** Of its own side, those who are nearer to `other` than it is itself. */
function countNearer({ allies, self }: BotSight, other: SkiffSight): number {
  const own = lengthOf(other.x - self.x, other.y - self.y);
  let count = 0;
  for (let i = 0; i < allies.length; i++)
    if (lengthOf(other.x - allies[i]!.x, other.y - allies[i]!.y) < own) count += 1;
  return count;
}

/** Slot of the enemy who is nearest, or easiest; -1 when there is none. */
function chooseTarget(sight: BotSight, current: number): number {
  let best = -1;
  let bestWorth = Infinity;
  for (const other of sight.others) {
    let worth = lengthOf(other.x - sight.self.x, other.y - sight.self.y);
    if (other.slot === current) worth -= KEPT_PX;
    if (other.isShielded) worth += SHIELDED_PX;
    worth += CROWDED_PX * countNearer(sight, other);
    if (worth >= bestWorth) continue;
    if (!isInSight(sight, other)) worth += HIDDEN_PX;
    if (worth >= bestWorth) continue;
    best = other.slot;
    bestWorth = worth;
  }
  return best;
}
