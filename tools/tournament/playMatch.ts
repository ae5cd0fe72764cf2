/**
 * One match of bots on the bare simulation: no sockets, no clock, as fast as it goes. The same plan gives the same
 * match, down to the last bolt; only what thinking took differs.
 */
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import type { PlayerInput } from "#shared/sim/input.ts";
import { modeOf } from "#shared/sim/modes/modes.ts";
import { lengthOf } from "#shared/sim/math.ts";
import { nextRandom } from "#shared/sim/random.ts";
import { joinWorld } from "#shared/sim/seating.ts";
import { step } from "#shared/sim/step.ts";
import { WEAPONS, type Rules } from "#shared/sim/tuning.ts";
import { createWorld, isPlayed, skiffEntity, type World } from "#shared/sim/world.ts";
import { ticksFromMs } from "#shared/timing.ts";
import { Bot } from "../../server/bots/bot.ts";
import { Look } from "../../server/bots/look.ts";
import type { BotLevel } from "#shared/protocol/messages.ts";
import { SKILLS } from "../../server/bots/skill.ts";

export interface MatchPlan {
  map: ArenaSource;
  rules: Readonly<Partial<Rules>>;
  /** Bots of both parties together; they sit by turns, and where there are teams each is one. */
  bots: number;
  /** Levels of the two parties. */
  levels: readonly [BotLevel, BotLevel];
  seed: number;
  /** The second party takes the seats of the first. */
  isSwapped: boolean;
}

export interface MatchResult {
  /** Ticks of play, without the countdown. */
  ticks: number;
  /** Points of the two parties, and which of them won; -1 for a draw. Where there are no teams, its best player did. */
  points: [number, number];
  winner: number;
  /** Which of them began further left; of teams it is the first, whose half that is on every map. */
  leftParty: number;
  kills: number;
  carom: number;
  shots: number;
  hits: number;
  /** Flags brought home, and goals. */
  feats: number;
  /** Hits off a cushion. */
  bankHits: number;
  pickups: number;
  /** Ticks that living bots spent within a few px for longer than anybody means to. */
  stuckTicks: number;
  aliveTicks: number;
  thinkMs: number;
}

/** Who stays this long within so few px is stuck. */
const STUCK_TICKS = ticksFromMs(2000);
const STUCK_PX = 24;

/** Plays it; `now` is a clock in ms, for the cost of thinking. */
export function playMatch(plan: MatchPlan, now: () => number): MatchResult {
  const world = createWorld({
    arena: plan.map,
    rules: plan.rules,
    seats: plan.bots,
    seed: plan.seed,
  });
  const bots = seatBots(world, plan);
  const look = new Look();
  const tracks = bots.map(() => ({ x: 0, y: 0, ticks: 0 }));
  const inputs: PlayerInput[] = [];
  const result = emptyResult();
  // Straight to the countdown: nobody needs to warm up.
  world.match.endTick = world.tick + 1;
  while (world.match.phase !== "results") {
    const startMs = now();
    look.gather(world);
    bots.forEach((bot, slot) => (inputs[slot] = bot.think(look.from(world, slot))));
    result.thinkMs += now() - startMs;
    const wasPlayed = isPlayed(world);
    step(world, inputs);
    if (world.match.phase === "countdown") result.leftParty = leftPartyOf(world, plan);
    if (!wasPlayed) continue;
    result.ticks += 1;
    countEvents(world, result);
    bots.forEach((_, slot) => follow(world, slot, tracks[slot]!, result));
  }
  return score(world, plan, result);
}

/** Party of a slot, 0 or 1. */
function partyOf(slot: number, { isSwapped }: MatchPlan): number {
  return (slot + Number(isSwapped)) % 2;
}

/** Bots keep their temperament when parties swap seats. */
function seatBots(world: World, plan: MatchPlan): Bot[] {
  const chance = { randomState: plan.seed };
  const seeds = Array.from({ length: plan.bots }, () => nextRandom(chance));
  return seeds.map((_, slot) => {
    joinWorld(world, slot);
    const seed = seeds[plan.isSwapped ? (slot ^ 1) % plan.bots : slot]!;
    return new Bot(seed, SKILLS[plan.levels[partyOf(slot, plan)]!]);
  });
}

function leftPartyOf(world: World, plan: MatchPlan): number {
  const { Position } = world.components;
  if (modeOf(world).hasTeams) return partyOf(0, plan);
  const sums: [number, number] = [0, 0];
  for (let slot = 0; slot < plan.bots; slot++)
    sums[partyOf(slot, plan)]! += Position.x[skiffEntity(slot)]!;
  return sums[0] <= sums[1] ? 0 : 1;
}

/** Every bolt of a shot may hit, and what somebody does to himself counts for nobody. */
export function countEvents({ events }: Pick<World, "events">, result: MatchResult): void {
  for (const event of events) {
    switch (event.type) {
      case "death":
        if (event.attacker === event.victim) break;
        result.kills += 1;
        if (event.bounces > 0) result.carom += 1;
        break;
      case "hit":
        if (event.attacker === event.victim) break;
        result.hits += 1;
        if (event.bounces > 0) result.bankHits += 1;
        break;
      case "fire":
        result.shots += WEAPONS[event.weapon]!.pellets;
        break;
      case "pickup":
        result.pickups += 1;
        break;
      case "feat":
        if (event.feat === "capture" || event.feat === "goal") result.feats += 1;
        break;
      default:
        break;
    }
  }
}

function follow(
  { components: { Position, Skiff } }: World,
  slot: number,
  track: { x: number; y: number; ticks: number },
  result: MatchResult,
): void {
  const skiff = skiffEntity(slot);
  const x = Position.x[skiff]!;
  const y = Position.y[skiff]!;
  const isStill = Skiff.isAlive[skiff] === 1 && lengthOf(x - track.x, y - track.y) < STUCK_PX;
  result.aliveTicks += Skiff.isAlive[skiff]!;
  track.ticks = isStill ? track.ticks + 1 : 0;
  if (!isStill) [track.x, track.y] = [x, y];
  if (track.ticks > STUCK_TICKS) result.stuckTicks += 1;
}

function score(world: World, plan: MatchPlan, result: MatchResult): MatchResult {
  const best: [number, number] = [0, 0];
  if (modeOf(world).hasTeams) {
    const { teamScores } = world.match;
    for (const party of [0, 1]) result.points[party] = teamScores[partyOf(party, plan)]!;
    result.winner = winnerOf(result.points);
    return result;
  }
  for (let slot = 0; slot < plan.bots; slot++) {
    const points = world.components.Score.score[skiffEntity(slot)]!;
    const party = partyOf(slot, plan);
    result.points[party]! += points;
    best[party] = Math.max(best[party]!, points);
  }
  result.winner = winnerOf(best);
  return result;
}

function winnerOf([first, second]: readonly [number, number]): number {
  return first === second ? -1 : first > second ? 0 : 1;
}

export function emptyResult(): MatchResult {
  return {
    ticks: 0,
    points: [0, 0],
    winner: -1,
    leftParty: 0,
    kills: 0,
    carom: 0,
    shots: 0,
    hits: 0,
    feats: 0,
    bankHits: 0,
    pickups: 0,
    stuckTicks: 0,
    aliveTicks: 0,
    thinkMs: 0,
  };
}
