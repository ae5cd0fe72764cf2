/**
 * How good a bot is, in numbers. Rows are written as people measure hands and eyes (ms, degrees, shares) and become
 * ticks and aim steps once, here.
 */
import type { BotLevel } from "#shared/protocol/messages.ts";
import { AIM_STEPS } from "#shared/sim/input.ts";
import { TICK_RATE, ticksFromMs } from "#shared/timing.ts";

interface SkillRow {
  /** From when something can be seen until the bot acts on it. */
  readonly reactionMs: number;
  /** Fastest turn of the aim, and how soon the hand has gathered that speed. */
  readonly turnDegreesPerSecond: number;
  readonly turnGatherMs: number;
  /** Farthest that the hand wanders off the point it means. */
  readonly aimErrorDegrees: number;
  /** How much wider than the target is what it takes for a hit to come. */
  readonly triggerWidth: number;
  /** Share of the moves of a target that it foresees. */
  readonly leadShare: number;
  /** How long the finger stays on the trigger, and off it: least and most. */
  readonly burstMs: readonly [number, number];
  readonly restMs: readonly [number, number];
  /** Share of a fight in which it keeps moving sideways. */
  readonly strafeShare: number;
  /** Shares of bolts that come at it which it sidesteps, or dashes from. */
  readonly sidestepShare: number;
  readonly dashShare: number;
  /** Share of looks at a hidden enemy that become a bank shot, when there is one. */
  readonly bankShare: number;
  /** How far it goes for what it needs, of what would be wise. */
  readonly thriftShare: number;
  /** How often it looks what the puck does. */
  readonly puckLookMs: number;
  /** So far off the line on which it means to send the puck it runs into it all the same; share of runs that end in a dash. */
  readonly strikeSlackDegrees: number;
  readonly strikeShare: number;
  /** So many times as far off a goal as would be good a puck may pass that it shoots at or dashes into. */
  readonly puckCare: number;
  /** It sends the puck past who stands before the goal. */
  readonly seesGaps: boolean;
  /** So many of a side run after the puck at once. */
  readonly puckRunners: number;
  /** Share of lives in which it keeps the goal when it is the last of those who do not. */
  readonly keeperShare: number;
}

export interface BotSkill extends Omit<
  SkillRow,
  | "reactionMs"
  | "turnDegreesPerSecond"
  | "turnGatherMs"
  | "aimErrorDegrees"
  | "burstMs"
  | "restMs"
  | "puckLookMs"
  | "strikeSlackDegrees"
> {
  readonly reactionTicks: number;
  /** Fastest turn of the aim in one tick, and most that this rate changes from one tick to the next. */
  readonly turnSteps: number;
  readonly turnChangeSteps: number;
  readonly aimErrorSteps: number;
  readonly burstTicks: readonly [number, number];
  readonly restTicks: readonly [number, number];
  readonly puckLookTicks: number;
  /** How far beside the line, in times of how far behind. */
  readonly strikeSlack: number;
}

const ROWS: Readonly<Record<BotLevel, SkillRow>> = {
  /** Somebody's first evening: sees late, aims wide, stands still to shoot, but knows what the game is about. */
  rookie: {
    reactionMs: 380,
    turnDegreesPerSecond: 260,
    turnGatherMs: 160,
    aimErrorDegrees: 9,
    triggerWidth: 2.2,
    leadShare: 0.4,
    burstMs: [350, 900],
    restMs: [350, 900],
    strafeShare: 0.45,
    sidestepShare: 0.15,
    dashShare: 0.04,
    bankShare: 0,
    thriftShare: 0.5,
    puckLookMs: 280,
    strikeSlackDegrees: 42,
    strikeShare: 0.15,
    puckCare: 4,
    seesGaps: false,
    puckRunners: 3,
    keeperShare: 0.15,
  },
  /** A player of some evenings: beatable, and not to be laughed at. */
  regular: {
    reactionMs: 240,
    turnDegreesPerSecond: 440,
    turnGatherMs: 115,
    aimErrorDegrees: 4.6,
    triggerWidth: 1.4,
    leadShare: 0.85,
    burstMs: [400, 1150],
    restMs: [140, 400],
    strafeShare: 0.85,
    sidestepShare: 0.45,
    dashShare: 0.15,
    bankShare: 0,
    thriftShare: 0.8,
    puckLookMs: 130,
    strikeSlackDegrees: 26,
    strikeShare: 0.9,
    puckCare: 2,
    seesGaps: true,
    puckRunners: 1,
    keeperShare: 0.2,
  },
  /** The one to beat: quick and sure, and comes at one off the cushions. */
  ace: {
    reactionMs: 150,
    turnDegreesPerSecond: 720,
    turnGatherMs: 100,
    aimErrorDegrees: 1.8,
    triggerWidth: 1.1,
    leadShare: 1,
    burstMs: [600, 1600],
    restMs: [60, 200],
    strafeShare: 1,
    sidestepShare: 0.85,
    dashShare: 0.45,
    bankShare: 0.6,
    thriftShare: 1,
    puckLookMs: 66,
    strikeSlackDegrees: 30,
    strikeShare: 1,
    puckCare: 2,
    seesGaps: true,
    puckRunners: 2,
    keeperShare: 1,
  },
};

function skillOf(row: SkillRow): BotSkill {
  const turnSteps = stepsFromDegrees(row.turnDegreesPerSecond) / TICK_RATE;
  return {
    ...row,
    reactionTicks: ticksFromMs(row.reactionMs),
    turnSteps,
    turnChangeSteps: turnSteps / ticksFromMs(row.turnGatherMs),
    aimErrorSteps: stepsFromDegrees(row.aimErrorDegrees),
    burstTicks: [ticksFromMs(row.burstMs[0]), ticksFromMs(row.burstMs[1])],
    restTicks: [ticksFromMs(row.restMs[0]), ticksFromMs(row.restMs[1])],
    puckLookTicks: ticksFromMs(row.puckLookMs),
    strikeSlack: Math.tan((row.strikeSlackDegrees * Math.PI) / 180),
  };
}

function stepsFromDegrees(degrees: number): number {
  return (degrees / 360) * AIM_STEPS;
}

export const SKILLS: Readonly<Record<BotLevel, BotSkill>> = {
  rookie: skillOf(ROWS.rookie),
  regular: skillOf(ROWS.regular),
  ace: skillOf(ROWS.ace),
};
