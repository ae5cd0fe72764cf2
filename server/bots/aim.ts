/**
 * The hand of a bot: it turns towards what it means to aim at no faster than a hand does, gathers and loses speed, and
 * wanders a little round the mark.
 */
import { AIM_STEPS } from "#shared/sim/input.ts";
import { aimOf } from "#shared/sim/math.ts";
import type { Dice } from "./dice.ts";
import type { BotSkill } from "./skill.ts";

/** Share of the way to the mark that the hand would go in one tick, were it not for its limits. */
const TURN_SHARE = 0.25;
/** Share of the way to its next place that the wandering goes in one tick. */
const WANDER_SHARE = 0.06;
/** Changes of the mark beyond this are another mark, not one that moves. */
const JUMP_STEPS = 2000;

/** The turn from aim `from` to aim `to`, -32768..32767. */
export function turnBetween(from: number, to: number): number {
  const turn = (Math.round(to - from) + AIM_STEPS / 2) & (AIM_STEPS - 1);
  return turn - AIM_STEPS / 2;
}

export class Aim {
  readonly #skill: BotSkill;
  readonly #dice: Dice;
  /** Where it points, aim steps with a fraction. */
  #angle = 0;
  /** The first mark is where it looks when it comes: from then on it turns. */
  #hasMark = false;
  #rate = 0;
  #mark = 0;
  #wander = 0;
  #wanderGoal = 0;
  #wanderTicks = 0;
  /** The turn that is left to the mark, as the hand (with its error) sees it. */
  #left = 0;

  constructor(skill: BotSkill, dice: Dice) {
    this.#skill = skill;
    this.#dice = dice;
  }

  /** Where it points now, as an input has it. */
  get steps(): number {
    return Math.round(this.#angle) & (AIM_STEPS - 1);
  }

  /** Whether the hand believes that it points at something `halfWidthPx` to each side, `distancePx` away. */
  isOn(halfWidthPx: number, distancePx: number): boolean {
    const tolerance = (halfWidthPx / distancePx) * (AIM_STEPS / (2 * Math.PI));
    return Math.abs(this.#left) < tolerance;
  }

  /** Turns for one tick towards what lies (dx, dy) away. */
  turnTo(dx: number, dy: number): void {
    this.#drift();
    const mark = aimOf(dx, dy);
    if (!this.#hasMark) this.#angle = this.#mark = mark;
    this.#hasMark = true;
    const moved = turnBetween(this.#mark, mark);
    const follow = Math.abs(moved) < JUMP_STEPS ? moved : 0;
    this.#mark = mark;
    this.#left = turnBetween(this.#angle, mark + this.#wander);
    const { turnSteps, turnChangeSteps } = this.#skill;
    const wanted = clamp(this.#left * TURN_SHARE + follow * (1 - TURN_SHARE), turnSteps);
    this.#rate += clamp(wanted - this.#rate, turnChangeSteps);
    this.#angle += this.#rate;
    this.#left -= this.#rate;
  }

  #drift(): void {
    if (--this.#wanderTicks <= 0) {
      this.#wanderTicks = this.#dice.between(15, 45);
      this.#wanderGoal = this.#dice.bell() * this.#skill.aimErrorSteps;
    }
    this.#wander += (this.#wanderGoal - this.#wander) * WANDER_SHARE;
  }
}

function clamp(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}
