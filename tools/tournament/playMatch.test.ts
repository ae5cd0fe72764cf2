import { describe, expect, test } from "vitest";
import type { BotLevel } from "#shared/protocol/messages.ts";
import type { SimEvent } from "#shared/sim/events.ts";
import { teamHall } from "../../server/bots/testSight.ts";
import { loadMaps } from "../../server/maps.ts";
import { SCATTER, ROCKET } from "#shared/sim/tuning.ts";
import { countEvents, emptyResult, playMatch, type MatchPlan } from "./playMatch.ts";

/** Where duels are short. */
const MAPS = loadMaps("assets/maps")
  .filter(({ width }) => width < 2000)
  .slice(0, 2);
const MATCHES = 6;

const planOf = (parts: Partial<MatchPlan>): MatchPlan => ({
  map: MAPS[0]!,
  rules: { scoreLimit: 6, timeLimitTicks: 18_000 },
  bots: 2,
  levels: ["regular", "regular"],
  seed: 1,
  isSwapped: false,
  ...parts,
});

const play = (parts: Partial<MatchPlan>) => playMatch(planOf(parts), () => 0);

/** Duels that the first of two levels wins, on all maps. */
function winsOf(levels: readonly [BotLevel, BotLevel]): number {
  let wins = 0;
  for (const map of MAPS) {
    for (let match = 0; match < MATCHES; match++) {
      const { winner } = play({ map, levels, seed: 40 + match, isSwapped: match % 2 === 1 });
      wins += Number(winner === 0);
    }
  }
  return wins;
}

describe("of the levels", () => {
  test.each([
    ["ace", "regular"],
    ["regular", "rookie"],
  ] as const)(
    "%s beats %s",
    (better, worse) => {
      expect(winsOf([better, worse])).toBeGreaterThanOrEqual(0.75 * MATCHES * MAPS.length);
    },
    60_000,
  );
});

describe("a match", { timeout: 60_000 }, () => {
  test("is the same again from the same plan, and another from another seed", () => {
    const again = [3, 3, 4].map((seed) => play({ seed }));
    expect(again[0]).toEqual(again[1]);
    expect(again[0]).not.toEqual(again[2]);
  });

  test("goes on until somebody has the points, and counts what happened", () => {
    const result = play({ levels: ["ace", "rookie"] });
    expect(Math.max(...result.points)).toBeGreaterThanOrEqual(6);
    expect(result.winner).toBe(result.points[0] > result.points[1] ? 0 : 1);
    expect(result.kills).toBeGreaterThan(2);
    expect(result.kills).toBeLessThanOrEqual(result.points[0] + result.points[1]);
    expect(result.shots).toBeGreaterThan(result.hits);
    expect(result.hits).toBeGreaterThan(result.kills);
    expect(result.aliveTicks).toBeGreaterThan(result.ticks);
  });

  test("goes on beyond its time until somebody leads", () => {
    const result = play({ rules: { scoreLimit: 0, timeLimitTicks: 60 } });
    expect(result.ticks).toBeGreaterThan(60);
    expect(Math.max(...result.points)).toBeGreaterThan(0);
    expect(result.winner).toBe(result.points[0] > result.points[1] ? 0 : 1);
  });

  test("of teams is won by the points of the team", () => {
    const rules = { mode: "teams", scoreLimit: 8, timeLimitTicks: 18_000 };
    for (const isSwapped of [false, true]) {
      // Of twenty such matches rookies win one, but not this.
      const result = play({ rules, bots: 4, levels: ["ace", "rookie"], seed: 2, isSwapped });
      expect(result.points[0]).toBeGreaterThanOrEqual(8);
      expect(result.winner).toBe(0);
    }
  });

  test("of flags counts those that are brought home", () => {
    const rules = { mode: "flags", scoreLimit: 2, timeLimitTicks: 18_000 };
    const result = play({ map: teamHall(), rules, bots: 4, levels: ["ace", "rookie"] });
    expect(result.points[0]).toBe(2);
    expect(result.feats).toBe(result.points[0] + result.points[1]);
  });

  test("tells the side of either party, also when they have swapped seats", () => {
    const sides = [1, 2, 3, 4, 5, 6].map((seed) => play({ seed }).leftParty);
    expect(new Set(sides).size).toBe(2);
  });
});

test("every bolt of a fan is a shot, and what somebody does to himself is no hit and no kill", () => {
  const result = emptyResult();
  const place = { x: 0, y: 0 };
  const hit = { type: "hit", damage: 9, bounces: 0, firedTick: 1, ...place } as const;
  const death = { type: "death", weapon: ROCKET, bounces: 0, ...place } as const;
  const events: SimEvent[] = [
    { type: "fire", slot: 0, weapon: SCATTER, angle: 0, ...place },
    ...[1, 2, 3].map((pellet) => ({ ...hit, attacker: 0, victim: 1, weapon: SCATTER, pellet })),
    { ...death, attacker: 0, victim: 1 },
    { ...hit, attacker: 1, victim: 1, weapon: ROCKET },
    { ...death, attacker: 1, victim: 1 },
  ];
  countEvents({ events }, result);
  expect(result).toMatchObject({ shots: 7, hits: 3, kills: 1 });
});
