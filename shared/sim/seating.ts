/** Seats enter and leave the world between two steps; with the inputs these are all that ever acts on it. */
import { TEAMS } from "./arena/arena.ts";
import { modeOf } from "./modes/modes.ts";
import { smallerTeam } from "./systems/sides.ts";
import { spawn } from "./systems/respawn.ts";
import { FLAG } from "./tuning.ts";
import {
  boltsInFlight,
  flagEntity,
  isSeated,
  PUCK_ENTITY,
  seatedSkiffs,
  setInFlight,
  setSeated,
  skiffEntity,
  type World,
} from "./world.ts";

/**
 * Gives the skiff of `slot` (0..world.seats-1) to a new seat: with no points, and in the arena at once, or out of it for
 * `waitTicks` yet. Throws RangeError when the slot is out of range or taken.
 */
export function joinWorld(world: World, slot: number, waitTicks = 0): void {
  if (!Number.isInteger(slot) || slot < 0 || slot >= world.seats)
    throw new RangeError(`no slot ${slot}`);
  if (isSeated(world, slot)) throw new RangeError(`slot ${slot} is taken`);
  clearSkiff(world, skiffEntity(slot));
  setSeated(world, slot, true);
  if (modeOf(world).hasTeams) world.components.Skiff.team[skiffEntity(slot)] = smallerTeam(world);
  spawn(world, skiffEntity(slot));
  if (waitTicks === 0) return;
  const { Skiff } = world.components;
  Skiff.isAlive[skiffEntity(slot)] = 0;
  Skiff.respawnTick[skiffEntity(slot)] = world.tick + waitTicks;
}

/** Takes the skiff of `slot` and its bolts out of the world. Does nothing when nobody has it. */
export function leaveWorld(world: World, slot: number): void {
  if (!isSeated(world, slot)) return;
  const { Bolt } = world.components;
  for (const bolt of boltsInFlight(world))
    if (Bolt.owner[bolt] === slot) setInFlight(world, bolt, false);
  setSeated(world, slot, false);
  letGo(world, slot);
  forgetDeeds(world, slot);
  clearSkiff(world, skiffEntity(slot));
}

/** Whoever gets the slot has hurt nobody, and put nobody out. */
function forgetDeeds(world: World, slot: number): void {
  const { Harm, Skiff } = world.components;
  for (const skiff of seatedSkiffs(world)) {
    if (Skiff.killer[skiff] === slot) Skiff.killer[skiff] = -1;
    if (Harm.byBefore[skiff] === slot) Harm.byBefore[skiff] = -1;
    if (Harm.by[skiff] !== slot) continue;
    Harm.by[skiff] = Harm.byBefore[skiff]!;
    Harm.tick[skiff] = Harm.tickBefore[skiff]!;
    Harm.byBefore[skiff] = -1;
  }
}

/** What he carried lies where he was, and the puck is nobody's. */
function letGo(world: World, slot: number): void {
  const { Flag, Puck } = world.components;
  if (Puck.toucher[PUCK_ENTITY] === slot) Puck.toucher[PUCK_ENTITY] = -1;
  for (const team of TEAMS) {
    const flag = flagEntity(team);
    if (world.arena.source.flags.length === 0 || Flag.carrier[flag] !== slot) continue;
    Flag.carrier[flag] = -1;
    Flag.homeTick[flag] = world.tick + FLAG.returnTicks;
  }
}

function clearSkiff(world: World, skiff: number): void {
  const { Ammo, Control, Harm, PastX, PastY, Path, Position, Score, Sight, Skiff, Velocity } =
    world.components;
  for (const component of [Control, Harm, Position, Score, Sight, Skiff, Velocity]) {
    for (const store of Object.values(component)) store[skiff] = 0;
  }
  for (const stores of [Ammo, PastX, PastY]) for (const store of stores) store[skiff] = 0;
  Skiff.killer[skiff] = -1;
  Path.sinceTick[skiff] = world.tick + 1;
}
