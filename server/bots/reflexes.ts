/**
 * Getting out of the way: a bolt that will strike is noticed, after the reaction time it is sidestepped or dashed from,
 * or not at all: nobody has eyes everywhere.
 */
import { lengthOf } from "#shared/sim/math.ts";
import { SKIFF, WEAPONS } from "#shared/sim/tuning.ts";
import type { Dice } from "./dice.ts";
import type { BoltSight, BotSight, SelfSight } from "./sight.ts";
import type { BotSkill } from "./skill.ts";

/** Bolts are looked at in every second tick: half the work, and nobody can tell. */
const LOOK_TICKS = 2;
/** Only bolts that strike within this time count. */
const HORIZON_SECONDS = 0.6;
/** A bolt that passes this far from the middle of the skiff frightens nobody. */
const NEAR_MISS_PX = SKIFF.radiusPx + 12;
/** A step aside lasts this long. */
const SIDESTEP_TICKS = 12;
/** A bolt that strikes sooner than this can only be dashed from. */
const DASH_SECONDS = 0.25;

type Answer = "none" | "sidestep" | "dash";

export class Reflexes {
  readonly #skill: BotSkill;
  readonly #dice: Dice;
  /** Ticks for which something has been about to strike. */
  #alarm = 0;
  #answer: Answer = "none";
  #stepUntil = 0;
  /** Unit vector of the step; both 0 when there is none. */
  x = 0;
  y = 0;

  constructor(skill: BotSkill, dice: Dice) {
    this.#skill = skill;
    this.#dice = dice;
  }

  /** Looks out for one tick and sets the step to take; returns whether to dash along it. */
  look(sight: BotSight): boolean {
    if (sight.tick >= this.#stepUntil) this.x = this.y = 0;
    if ((sight.tick + sight.self.slot) % LOOK_TICKS !== 0) return false;
    const threat = findThreat(sight);
    if (!threat) {
      this.#alarm = 0;
      return false;
    }
    if (this.#alarm === 0) this.#answer = this.#chooseAnswer();
    this.#alarm += LOOK_TICKS;
    if (this.#alarm < this.#skill.reactionTicks || this.#answer === "none") return false;
    this.#stepFrom(threat, sight);
    const wantsDash = this.#answer === "dash" && sight.self.canDash;
    return wantsDash && secondsUntil(threat, sight.self) < DASH_SECONDS;
  }

  #chooseAnswer(): Answer {
    if (this.#dice.happens(this.#skill.dashShare)) return "dash";
    return this.#dice.happens(this.#skill.sidestepShare) ? "sidestep" : "none";
  }

  /** At a right angle to the bolt, to the side on which it passes farther away. */
  #stepFrom(threat: BoltSight, { self, tick }: BotSight): void {
    const speed = lengthOf(threat.velocityX, threat.velocityY);
    const side = missOf(threat, self) >= 0 ? 1 : -1;
    this.x = (-threat.velocityY / speed) * side;
    this.y = (threat.velocityX / speed) * side;
    this.#stepUntil = tick + SIDESTEP_TICKS;
  }
}

/** The bolt that strikes first, if any will. */
function findThreat({ bolts, self, isFriendlyFire }: BotSight): BoltSight | undefined {
  let first: BoltSight | undefined;
  let firstSeconds = HORIZON_SECONDS;
  for (let i = 0; i < bolts.length; i++) {
    const bolt = bolts[i]!;
    const { isPiercing, splashPx } = WEAPONS[bolt.weapon]!;
    // What goes through skiffs comes back for its owner.
    if (bolt.slot === self.slot ? !isPiercing : !isFriendlyFire && isOfAlly(bolt, self)) continue;
    const seconds = secondsUntil(bolt, self);
    if (seconds < 0 || seconds >= firstSeconds) continue;
    if (Math.abs(missOf(bolt, self)) > NEAR_MISS_PX + splashPx / 2) continue;
    first = bolt;
    firstSeconds = seconds;
  }
  return first;
}

function isOfAlly({ team }: BoltSight, self: SelfSight): boolean {
  return team !== 0 && team === self.team;
}

/** Time until the bolt is nearest; below 0 when it goes away. */
function secondsUntil(bolt: BoltSight, self: SelfSight): number {
  const speedX = bolt.velocityX - self.velocityX;
  const speedY = bolt.velocityY - self.velocityY;
  const square = speedX * speedX + speedY * speedY;
  if (square === 0) return -1;
  const along = (self.x - bolt.x) * speedX + (self.y - bolt.y) * speedY;
  return along / square;
}

/** How far from the skiff the bolt's line passes, px; above 0 when the skiff is on the right of its flight. */
function missOf(bolt: BoltSight, self: SelfSight): number {
  const speedX = bolt.velocityX - self.velocityX;
  const speedY = bolt.velocityY - self.velocityY;
  const speed = lengthOf(speedX, speedY);
  if (speed === 0) return Infinity;
  return (speedX * (self.y - bolt.y) - speedY * (self.x - bolt.x)) / speed;
}
