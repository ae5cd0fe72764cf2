/** Bots know no more than a player in their seat: whatever they are shown, replication would send as well. */
import { describe, expect, test } from "vitest";
import { createHall } from "./harness/fuzzMatch.ts";
import { USUAL_SCREEN } from "#shared/view.ts";
import { Button, type PlayerInput } from "#shared/sim/input.ts";
import { joinWorld } from "#shared/sim/seating.ts";
import { step } from "#shared/sim/step.ts";
import { createWorld, skiffEntity, type World } from "#shared/sim/world.ts";
import { Bot } from "../server/bots/bot.ts";
import { loadMaps } from "../server/maps.ts";
import { Look } from "../server/bots/look.ts";
import { SKILLS } from "../server/bots/skill.ts";
import { Holding } from "../server/replication/holding.ts";
import { Interest } from "../server/replication/interest.ts";

const SEATS = 24;

/** Wider than a screen, and with walls to hide behind. */
const TABLE = loadMaps("assets/maps").find(({ name }) => name === "long-table")!;

function hallOfBots(isDark: boolean, arena = TABLE) {
  const world = createWorld({ arena, seed: 3, seats: SEATS });
  world.match.endTick = 0;
  const look = new Look(isDark);
  const bots = Array.from({ length: SEATS }, (_, slot) => {
    joinWorld(world, slot);
    return new Bot(slot, SKILLS.ace);
  });
  return { world, look, bots, interest: new Interest(world, isDark) };
}

/** What the bot on `slot` is shown, beyond what `interest` tells a player there who knows nothing yet. */
function excess(world: World, look: Look, interest: Interest, slot: number) {
  const holding = new Holding(SEATS);
  interest.choose({ holding, slot, screen: USUAL_SCREEN, eye: { slot, x: 0, y: 0 } });
  const { others, bolts, pads } = look.from(world, slot);
  const told = interest.findBolts(holding, slot, world.tick);
  return {
    skiffs: others.filter((other) => !holding.told.skiffs.has(other.slot)).length,
    pads: pads.filter(({ index }) => !holding.told.pads.has(index)).length,
    bolts: Math.max(0, bolts.length - told.count),
  };
}

describe.each([
  ["lit", false],
  ["dark", true],
])("in a %s hall", (_, isDark) => {
  test("no bot is shown what a player would not be sent", () => {
    const { world, look, bots, interest } = hallOfBots(isDark);
    const inputs: PlayerInput[] = [];
    let seen = 0;
    for (let tick = 0; tick < 900; tick++) {
      look.gather(world);
      bots.forEach((bot, slot) => (inputs[slot] = bot.think(look.from(world, slot))));
      // Who shoots is heard in the dark: every second bot holds its fire.
      for (let slot = 0; slot < SEATS; slot += 2) inputs[slot]!.buttons &= ~Button.fire;
      step(world, inputs);
      interest.noteTick();
      if (tick % 2 === 1) continue;
      interest.begin();
      look.gather(world);
      for (let slot = 0; slot < SEATS; slot++) {
        if (!look.from(world, slot).self.isAlive) continue;
        seen += look.from(world, slot).others.length;
        expect(excess(world, look, interest, slot)).toEqual({ skiffs: 0, pads: 0, bolts: 0 });
      }
    }
    expect(seen).toBeGreaterThan(2000);
  });
});

test("what is beyond its screen changes nothing of what a bot does", () => {
  const play = (seed: number, enemyX: number, enemyY: number) => {
    const { world, look } = hallOfBots(false, { ...createHall(2600), pads: [] });
    const bot = new Bot(seed, SKILLS.ace);
    const { Position, Skiff } = world.components;
    const pressed: PlayerInput[] = [];
    for (let slot = 2; slot < SEATS; slot++) Skiff.isAlive[skiffEntity(slot)] = 0;
    for (let tick = 0; tick < 120; tick++) {
      Position.x[skiffEntity(1)] = enemyX;
      Position.y[skiffEntity(1)] = enemyY + tick;
      Position.x[skiffEntity(0)] = 300;
      Position.y[skiffEntity(0)] = 300;
      look.gather(world);
      pressed.push({ ...bot.think(look.from(world, 0)) });
      world.tick += 1;
    }
    return pressed;
  };
  for (let seed = 1; seed <= 5; seed++) {
    const far = play(seed, 2400, 300);
    expect(play(seed, 300, 2400)).toEqual(far);
    expect(play(seed, 500, 500)).not.toEqual(far);
  }
});
