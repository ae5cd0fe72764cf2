import { describe, expect, test } from "vitest";
import { eventsOf, play, skiffOf, tableWith } from "../../../tests/harness/table.ts";
import { PULSE, RAIL, SCORE, SKIFF, WEAPONS } from "../tuning.ts";
import { skiffEntity, type PendingHit, type World } from "../world.ts";
import { damageOf, dealDamage } from "./damage.ts";

const rail = WEAPONS[RAIL]!;

/** A shot of slot 0 that touches slot 1 from the left, except for what `parts` say. */
function strike(world: World, ...hits: Partial<PendingHit>[]) {
  for (const parts of hits) {
    world.pendingHits.push({
      attacker: 0,
      victim: 1,
      weapon: PULSE,
      bounces: 0,
      firedTick: world.tick,
      pellet: 0,
      isOverdriven: false,
      share: 1,
      x: 380,
      y: 240,
      directionX: 1,
      directionY: 0,
      ...parts,
    });
  }
  world.events.length = 0;
  dealDamage(world);
  return [...world.events];
}

function pair(): World {
  return tableWith([
    { x: 300, y: 240 },
    { x: 400, y: 240 },
  ]);
}

describe("a hit", () => {
  test("takes health, knocks back, is counted and told", () => {
    const world = pair();
    const events = strike(world, {});
    const { damage, knockbackPxPerSecond } = WEAPONS[PULSE]!;
    expect(skiffOf(world, 1)).toMatchObject({
      health: SKIFF.maxHealth - damage,
      velocityX: knockbackPxPerSecond,
      velocityY: 0,
    });
    expect(skiffOf(world, 0).hits).toBe(1);
    expect(events).toEqual([
      {
        type: "hit",
        attacker: 0,
        victim: 1,
        weapon: PULSE,
        damage,
        bounces: 0,
        x: 380,
        y: 240,
        firedTick: 1000,
      },
    ]);
    expect(world.pendingHits).toEqual([]);
  });

  test("on a shield takes nothing, but knocks back and is told", () => {
    const world = pair();
    world.components.Skiff.shieldEndTick[skiffEntity(1)] = world.tick + 1;
    expect(eventsOf(strike(world, { weapon: RAIL }), "hit")).toMatchObject([{ damage: 0 }]);
    expect(skiffOf(world, 1)).toMatchObject({
      health: SKIFF.maxHealth,
      velocityX: rail.knockbackPxPerSecond,
    });
    world.tick += 1;
    expect(eventsOf(strike(world, { weapon: RAIL }), "hit")).toMatchObject([
      { damage: rail.damage },
    ]);
  });

  test("tells what the victim lost, not what the shot could do", () => {
    const world = pair();
    world.components.Skiff.health[skiffEntity(1)] = 5;
    expect(eventsOf(strike(world, { weapon: RAIL }), "hit")).toMatchObject([{ damage: 5 }]);
  });

  test("whole points, rounded", () => {
    expect([0, 1, 2].map((bounces) => damageOf(WEAPONS[PULSE]!, bounces))).toEqual([14, 18, 21]);
    expect([0, 1].map((bounces) => damageOf(rail, bounces))).toEqual([70, 88]);
  });
});

describe("a death", () => {
  test("scores a kill, remembers the killer, and waits for the respawn", () => {
    const world = pair();
    const events = strike(world, { weapon: RAIL }, { weapon: RAIL });
    expect(events.map(({ type }) => type)).toEqual(["hit", "hit", "death"]);
    expect(eventsOf(events, "death")).toEqual([
      { type: "death", victim: 1, attacker: 0, weapon: RAIL, bounces: 0, x: 400, y: 240 },
    ]);
    expect(skiffOf(world, 1)).toMatchObject({
      isAlive: false,
      health: 0,
      deaths: 1,
      killer: 0,
      kills: 0,
    });
    expect(skiffOf(world, 0)).toMatchObject({ kills: 1, score: SCORE.kill, caroms: 0, deaths: 0 });
    expect(world.components.Skiff.respawnTick[skiffEntity(1)]).toBe(
      world.tick + SKIFF.respawnTicks,
    );
  });

  test("off cushions scores more for each, and is counted as a carom", () => {
    const world = pair();
    world.components.Skiff.health[skiffEntity(1)] = 10;
    const [, death] = strike(world, { bounces: 2 });
    expect(death).toMatchObject({ type: "death", bounces: 2 });
    expect(skiffOf(world, 0)).toMatchObject({
      kills: 1,
      caroms: 1,
      score: SCORE.kill + 2 * SCORE.perBounce,
    });
  });

  test("comes once: later shots of the tick take nothing, and are told as spent", () => {
    const world = pair();
    world.components.Skiff.health[skiffEntity(1)] = 10;
    const events = strike(world, {}, {});
    expect(events.map(({ type }) => type)).toEqual(["hit", "death", "hit"]);
    expect(eventsOf(events, "hit").map(({ damage }) => damage)).toEqual([10, 0]);
    expect(skiffOf(world, 0)).toMatchObject({ hits: 1, kills: 1 });
    expect(skiffOf(world, 1).deaths).toBe(1);
  });

  test("may be mutual", () => {
    const world = pair();
    world.components.Skiff.health[skiffEntity(0)] = 10;
    world.components.Skiff.health[skiffEntity(1)] = 10;
    const deaths = eventsOf(strike(world, {}, { attacker: 1, victim: 0 }), "death");
    expect(deaths.map(({ victim }) => victim)).toEqual([1, 0]);
    for (const slot of [0, 1])
      expect(skiffOf(world, slot)).toMatchObject({
        isAlive: false,
        kills: 1,
        deaths: 1,
        killer: 1 - slot,
      });
  });

  test("is followed by a new life after its time", () => {
    const world = pair();
    world.components.Skiff.health[skiffEntity(1)] = 1;
    strike(world, {});
    expect(eventsOf(play(world, {}, SKIFF.respawnTicks - 1), "spawn")).toEqual([]);
    expect(eventsOf(play(world), "spawn")).toMatchObject([{ slot: 1 }]);
    expect(skiffOf(world, 1)).toMatchObject({ isAlive: true, health: SKIFF.maxHealth, killer: 0 });
  });
});
