/** What one step of the world costs, from a room of bots on a map of ours to the fullest room on the largest arena. */
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { step } from "#shared/sim/step.ts";
import { DEFAULT_RULES } from "#shared/sim/tuning.ts";
import { createWorld, type World } from "#shared/sim/world.ts";
import { atMost, percentile, told, type Row } from "../tools/rows.ts";
import { createBigArena } from "./load/bigArena.ts";
import { Crowd, keepBolts } from "./load/crowd.ts";

const SETTLE_TICKS = 300;
const MEASURED_TICKS = 900;
const ENDLESS = { ...DEFAULT_RULES, scoreLimit: 0, timeLimitTicks: 0 };

interface Size {
  seats: number;
  bolts: number;
  budgetMs: number;
}

/** The most of a tick's 16.7 ms that the simulation may take. */
const SIZES: readonly Size[] = [
  { seats: 64, bolts: 200, budgetMs: 1 },
  { seats: 256, bolts: 1500, budgetMs: 3 },
  { seats: 512, bolts: 3000, budgetMs: 6 },
];

/** Rows for worlds of three sizes. */
export function measureSteps(): Row[] {
  process.stderr.write("measuring step on the big arena …\n");
  const arena = createBigArena();
  return SIZES.flatMap((size) => measureSize(arena, size));
}

function measureSize(arena: ArenaSource, { seats, bolts, budgetMs }: Size): Row[] {
  const world = createWorld({ arena, seed: 7, rules: ENDLESS, seats });
  const crowd = new Crowd(world);
  // Straight into play: nobody moves in a countdown.
  Object.assign(world.match, { phase: "playing", endTick: 0 });
  const stepMs: number[] = [];
  for (let tick = 0; tick < SETTLE_TICKS + MEASURED_TICKS; tick++) {
    keepBolts(world, bolts);
    stepMs.push(timeStep(world, crowd));
  }
  Object.assign(world.match, { phase: "warmup", endTick: world.tick + 1 });
  const countdownMs = timeStep(world, crowd);
  const settled = stepMs.slice(SETTLE_TICKS);
  const name = `step, 4096 × 4096 px, ${seats} skiffs and ${bolts} bolts`;
  return [
    atMost(`${name}, p50`, percentile(settled, 0.5), "ms", budgetMs),
    told(`${name}, p99`, percentile(settled, 0.99), "ms"),
    told(`the tick that puts ${seats} skiffs to their spawns before a match`, countdownMs, "ms"),
  ];
}

function timeStep(world: World, crowd: Crowd): number {
  const inputs = crowd.think();
  const start = performance.now();
  step(world, inputs);
  return performance.now() - start;
}
