/**
 * One tick of the world is this list, read from top to bottom. A client that predicts its own skiff runs the first part
 * of the same list on a world that holds only that skiff; foresight (protocol/foresight.ts) runs a little more of it.
 */
import type { TickInputs } from "./input.ts";
import { rememberPlaces } from "./rewind.ts";
import { moveThings, playMode } from "./modes/modes.ts";
import { applyInputs } from "./systems/control.ts";
import { dealDamage } from "./systems/damage.ts";
import { runMatch } from "./systems/match.ts";
import { move } from "./systems/movement.ts";
import { chargePads } from "./systems/pads.ts";
import { flyBolts, launchShots } from "./systems/projectiles.ts";
import { pushApart } from "./systems/pushing.ts";
import { respawn } from "./systems/respawn.ts";
import { steer } from "./systems/steering.ts";
import { fire } from "./systems/weapons.ts";
import type { World } from "./world.ts";

type System = (world: World) => void;

const predicted: readonly System[] = [steer, move, fire];
const foreseen: readonly System[] = [...predicted, pushApart];
const authoritative: readonly System[] = [
  ...foreseen,
  moveThings,
  launchShots,
  flyBolts,
  dealDamage,
  playMode,
  chargePads,
  respawn,
  runMatch,
  rememberPlaces,
];

/** Advances the whole world by one tick. `world.events` then tells what happened in it. */
export function step(world: World, inputs: TickInputs): void {
  run(world, inputs, authoritative);
}

/** Advances by one tick only what a client can know ahead: steering, cushions, its own shots leaving. */
export function predictStep(world: World, inputs: TickInputs): void {
  run(world, inputs, predicted);
}

/** Advances by one tick what follows from inputs alone: no shot flies, nobody is hurt, picks up or comes back. */
export function foreseeStep(world: World, inputs: TickInputs): void {
  run(world, inputs, foreseen);
}

function run(world: World, inputs: TickInputs, systems: readonly System[]): void {
  world.tick += 1;
  world.events.length = 0;
  applyInputs(world, inputs);
  for (const system of systems) system(world);
}
