/** Pads give what they hold to the first skiff that can use it, then recharge. */
import { PAD_RADIUS_PX, PADS, SKIFF, WEAPONS } from "../tuning.ts";
import { isFrozen, padIndexOf, pads, seatedSkiffs, slotOf, type World } from "../world.ts";

export function chargePads(world: World): void {
  if (isFrozen(world)) return;
  const { Pad } = world.components;
  for (const pad of pads(world)) {
    if (world.tick < Pad.readyTick[pad]!) continue;
    const taker = seatedSkiffs(world).find(
      (skiff) => isOn(world, skiff, pad) && canUse(world, skiff, pad),
    );
    if (taker !== undefined) give(world, taker, pad);
  }
}

function isOn(world: World, skiff: number, pad: number): boolean {
  const { Position, Skiff } = world.components;
  if (Skiff.isAlive[skiff] === 0) return false;
  const dx = Position.x[skiff]! - Position.x[pad]!;
  const dy = Position.y[skiff]! - Position.y[pad]!;
  const reach = SKIFF.radiusPx + PAD_RADIUS_PX;
  return dx * dx + dy * dy < reach * reach;
}

/** Nobody takes what would do him no good. */
function canUse(world: World, skiff: number, pad: number): boolean {
  const { Ammo, Pad, Skiff } = world.components;
  const row = PADS[Pad.kind[pad]!]!;
  if (row.repair > 0) return Skiff.health[skiff]! < SKIFF.maxHealth;
  return Ammo[row.weapon]![skiff]! < WEAPONS[row.weapon]!.ammo;
}

function give(world: World, skiff: number, pad: number): void {
  const { Ammo, Pad, Skiff } = world.components;
  const row = PADS[Pad.kind[pad]!]!;
  Pad.readyTick[pad] = world.tick + row.rechargeTicks;
  Skiff.health[skiff] = Math.min(SKIFF.maxHealth, Skiff.health[skiff]! + row.repair);
  if (row.weapon >= 0) {
    Ammo[row.weapon]![skiff] = WEAPONS[row.weapon]!.ammo;
    Skiff.weapon[skiff] = row.weapon;
  }
  world.events.push({ type: "pickup", slot: slotOf(skiff), pad: padIndexOf(pad) });
}
