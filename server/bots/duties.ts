/**
 * What a bot does for its side: flags, and in a file of its own the puck. Nobody gives orders: in each life a bot keeps its
 * own side or goes for the other, and sees for itself what is to be done.
 */
import type { Point } from "#shared/sim/arena/arena.ts";
import type { Arena } from "#shared/sim/arena/geometry.ts";
import { lengthOf } from "#shared/sim/math.ts";
import type { Dice } from "./dice.ts";
import { navigationOf } from "./navigation.ts";
import { PuckPlay } from "./puckPlay.ts";
import type { BotSight, FlagSight } from "./sight.ts";
import type { BotSkill } from "./skill.ts";

/** Share of lives in which it keeps to its own side. */
const KEEPER_SHARE = 0.2;
/** A flag of its own on the floor is picked up by whoever is within this. */
const RETURN_PX = 700;
/** So near to the other side's flag nothing holds it up. */
const GRAB_PX = 260;
/** Keepers go to and fro within this of their flag, and turn at each place when so near to it. */
const GUARD_PX = 260;
const ARRIVED_PX = 90;

export class Duties {
  readonly #dice: Dice;
  readonly puck: PuckPlay;
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

  constructor(skill: BotSkill, dice: Dice) {
    this.#dice = dice;
    this.puck = new PuckPlay(skill, dice);
  }

  /** A new life, a new post. */
  begin({ self }: BotSight): void {
    this.puck.begin();
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
    if (sight.puck) return this.#playPuck(sight);
    return sight.flags.length > 0 && this.#playFlags(sight);
  }

  #playPuck(sight: BotSight): boolean {
    if (!this.puck.find(sight)) return false;
    this.wantsDash = this.puck.wantsDash;
    return this.#go(this.puck, this.puck.isUrgent);
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
    if (this.#isKeeper) return this.#guard(arena, home, self);
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

  #guard(arena: Arena, home: Point, self: Point): boolean {
    if (lengthOf(this.#guardX - self.x, this.#guardY - self.y) < ARRIVED_PX) {
      const x = home.x + this.#dice.between(-GUARD_PX, GUARD_PX);
      const y = home.y + this.#dice.between(-GUARD_PX, GUARD_PX);
      // A flag stands near cushions: behind them is no place to go to, and who tried would never arrive.
      const canStand = navigationOf(arena).cellAt(x, y) >= 0;
      this.#guardX = canStand ? x : home.x;
      this.#guardY = canStand ? y : home.y;
    }
    const isFar = lengthOf(this.#guardX - home.x, this.#guardY - home.y) > 2 * GUARD_PX;
    return this.#go(isFar ? home : { x: this.#guardX, y: this.#guardY }, false);
  }
}
