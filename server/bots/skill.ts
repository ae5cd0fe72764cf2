/** How good a bot is, in numbers. Angles are aim steps (65,536 to a turn: 182 are 1°), times are ticks. */
import { ticksFromMs } from "#shared/timing.ts";

export interface BotSkill {
  /** From when something can be seen until the bot acts on it. */
  readonly reactionTicks: number;
  /** Fastest turn of the aim in one tick, and most that this rate changes from one tick to the next. */
  readonly turnSteps: number;
  readonly turnChangeSteps: number;
  /** Farthest that the hand wanders off the point it means. */
  readonly aimErrorSteps: number;
  /** Share of the moves of a target that it foresees. */
  readonly leadShare: number;
  /** Shares of bolts that come at it which it sidesteps, or dashes from. */
  readonly sidestepShare: number;
  readonly dashShare: number;
  /** Share of looks at a hidden enemy that become a bank shot, when there is one. */
  readonly bankShare: number;
}

/** A player of some evenings: beatable, and not to be laughed at. */
export const REGULAR: BotSkill = {
  reactionTicks: ticksFromMs(190),
  turnSteps: 1500,
  turnChangeSteps: 220,
  aimErrorSteps: 750,
  leadShare: 0.9,
  sidestepShare: 0.55,
  dashShare: 0.2,
  bankShare: 0.45,
};
