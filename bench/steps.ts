/** What one step of the world costs, from a room of bots on a map of ours to the fullest room on the largest arena. */
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { step } from "#shared/sim/step.ts";
import { DEFAULT_RULES } from "#shared/sim/tuning.ts";
import { createWorld } from "#shared/sim/world.ts";
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
  const stepMs: number[] = [];
  for (let tick = 0; tick < SETTLE_TICKS + MEASURED_TICKS; tick++) {
    const inputs = crowd.think();
    keepBolts(world, bolts);
    const start = performance.now();
    step(world, inputs);
    stepMs.push(performance.now() - start);
  }
  const settled = stepMs.slice(SETTLE_TICKS);
  const name = `step, 4096 × 4096 px, ${seats} skiffs and ${bolts} bolts`;
  return [
    atMost(`${name}, p50`, percentile(settled, 0.5), "ms", budgetMs),
    told(`${name}, p99`, percentile(settled, 0.99), "ms"),
  ];
}
