/** Seats enter and leave the world between two steps; with the inputs these are all that ever acts on it. */
import { spawn } from "./systems/respawn.ts";
import {
  boltsInFlight,
  isSeated,
  setInFlight,
  setSeated,
  skiffEntity,
  type World,
} from "./world.ts";

/**
 * Gives the skiff of `slot` (0..world.seats-1) to a new seat: in the arena at once, with no points. Throws RangeError
 * when the slot is out of range or taken.
 */
export function joinWorld(world: World, slot: number): void {
  if (!Number.isInteger(slot) || slot < 0 || slot >= world.seats)
    throw new RangeError(`no slot ${slot}`);
  if (isSeated(world, slot)) throw new RangeError(`slot ${slot} is taken`);
  clearSkiff(world, skiffEntity(slot));
  setSeated(world, slot, true);
  spawn(world, skiffEntity(slot));
}

/** Takes the skiff of `slot` and its bolts out of the world. Does nothing when nobody has it. */
export function leaveWorld(world: World, slot: number): void {
  if (!isSeated(world, slot)) return;
  const { Bolt } = world.components;
  for (const bolt of boltsInFlight(world))
    if (Bolt.owner[bolt] === slot) setInFlight(world, bolt, false);
  setSeated(world, slot, false);
  clearSkiff(world, skiffEntity(slot));
}

function clearSkiff(world: World, skiff: number): void {
  const { Ammo, Control, PastX, PastY, Path, Position, Score, Sight, Skiff, Velocity } =
    world.components;
  for (const component of [Control, Position, Score, Sight, Skiff, Velocity]) {
    for (const store of Object.values(component)) store[skiff] = 0;
  }
  for (const stores of [Ammo, PastX, PastY]) for (const store of stores) store[skiff] = 0;
  Skiff.killer[skiff] = -1;
  Path.sinceTick[skiff] = world.tick + 1;
}
