/** Matches by chance: seats come and go, press what scripts press or plain noise, in any arena and from any phase on. */
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { AIM_STEPS, MOVE_MAX, type TickInput } from "#shared/sim/input.ts";
import { randomBelow, type RandomState } from "#shared/sim/random.ts";
import { MOST_REWIND } from "#shared/sim/rewind.ts";
import { joinWorld, leaveWorld } from "#shared/sim/seating.ts";
import { step } from "#shared/sim/step.ts";
import {
  createWorld,
  isSeated,
  MATCH_PHASES,
  type MatchPhase,
  type World,
} from "#shared/sim/world.ts";
import { loadMaps } from "../../server/maps.ts";
import { CROWDED, NOTCHED, SQUARE, WEDGE } from "./arenas.ts";
import { createScript, think, type Script } from "./scriptedMatch.ts";

/** All that acts on a world from the end of one tick to the end of the next. */
export interface Turn {
  readonly leaving: readonly number[];
  readonly joining: readonly number[];
  readonly inputs: readonly (TickInput | undefined)[];
}

export interface Plan {
  readonly arena: ArenaSource;
  readonly seed: number;
  readonly ticks: number;
  /** Slots 0..slots-1 come and go. */
  readonly slots: number;
  readonly phase: MatchPhase;
  /** Ticks until that phase ends. */
  readonly phaseTicks: number;
}

const MAPS_FOLDER = fileURLToPath(new URL("../../assets/maps", import.meta.url));
/** Takes longer to make ready than most plans on it to run, and has no corner that smaller ones have not. */
const HALL = "great-hall";
/** The fixtures and the maps that the game ships. */
const ALL_ARENAS = [
  SQUARE,
  WEDGE,
  NOTCHED,
  CROWDED,
  ...loadMaps(MAPS_FOLDER).filter(({ name }) => name !== HALL),
];

/** Plans of at most so many ticks. */
export function anyPlan(mostTicks: number): fc.Arbitrary<Plan> {
  return fc.record({
    arena: fc.constantFrom(...ALL_ARENAS),
    seed: fc.integer(),
    ticks: fc.integer({ min: 1, max: mostTicks }),
    slots: fc.integer({ min: 1, max: 24 }),
    phase: fc.constantFrom(...MATCH_PHASES.filter((phase) => phase !== "over")),
    phaseTicks: fc.integer({ min: 1, max: 60 }),
  });
}

/** The world in which a plan begins: nobody in it yet. */
export function beginPlan(plan: Plan): World {
  const rules = { scoreLimit: 6, timeLimitTicks: 100 };
  const world = createWorld({
    arena: plan.arena,
    seed: plan.seed,
    rules,
    tick: plan.seed & 0xffff,
  });
  world.match.phase = plan.phase;
  world.match.endTick = world.tick + plan.phaseTicks;
  return world;
}

/** Decides, turn by turn, what happens next in `world`. The same plan and the same worlds give the same turns. */
export function* turnsOf(plan: Plan, world: World): Generator<Turn> {
  const chance: RandomState = { randomState: ~plan.seed };
  const scripts = Array.from({ length: plan.slots }, (_, slot) => createScript(slot));
  for (let n = 0; n < plan.ticks; n++) {
    // From the highest slot down, so that the order of joining is not that of the slots.
    const joining = scripts.filter(
      ({ slot }) => !isSeated(world, slot) && happens(chance, n === 0 ? 2 : 20),
    );
    const leaving = scripts.filter(({ slot }) => isSeated(world, slot) && happens(chance, 150));
    for (const script of scripts) press(script, world, chance);
    yield {
      leaving: leaving.map(({ slot }) => slot),
      joining: joining.map(({ slot }) => slot).toReversed(),
      inputs: scripts.map(({ input }) => (happens(chance, 12) ? undefined : { ...input })),
    };
  }
}

/** Lets one turn happen to a world. */
export function take(world: World, { leaving, joining, inputs }: Turn): void {
  for (const slot of leaving) leaveWorld(world, slot);
  for (const slot of joining) joinWorld(world, slot);
  step(world, inputs);
}

/** A script with some noise in it: any aim, any stick, any button, also weapons that there are not. */
function press(script: Script, world: World, chance: RandomState): void {
  think(script, world, chance);
  if (!happens(chance, 8)) return;
  script.input.buttons = randomBelow(chance, 32);
  script.input.moveX = randomBelow(chance, 2 * MOVE_MAX + 1) - MOVE_MAX;
  script.input.moveY = randomBelow(chance, 2 * MOVE_MAX + 1) - MOVE_MAX;
  script.input.aim = randomBelow(chance, AIM_STEPS);
  script.input.rewind = randomBelow(chance, MOST_REWIND + 1);
}

function happens(chance: RandomState, onceIn: number): boolean {
  return randomBelow(chance, onceIn) === 0;
}
