/** Pads give what they hold to the first skiff that can use it, then recharge. */
import { MAX_SEATS, PAD_RADIUS_PX, PADS, SKIFF, WEAPONS } from "../tuning.ts";
import { isFrozen, padIndexOf, pads, slotOf, type World } from "../world.ts";

const REACH_PX = SKIFF.radiusPx + PAD_RADIUS_PX;
/** No skiff has this id. */
const NOBODY = 0;

const near = new Uint16Array(MAX_SEATS);

/** Asks the grid that `flyBolts` made for this tick: nobody has moved since. */
export function chargePads(world: World): void {
  if (isFrozen(world)) return;
  const { Pad } = world.components;
  for (const pad of pads(world)) {
    if (world.tick < Pad.readyTick[pad]!) continue;
    const taker = findTaker(world, pad);
    if (taker !== NOBODY) give(world, taker, pad);
  }
}

/** The lowest slot there that can use it. */
function findTaker(world: World, pad: number): number {
  const { x, y } = world.components.Position;
  const count = world.grid.collect(x[pad]!, y[pad]!, REACH_PX, near);
  let taker = NOBODY;
  for (let i = 0; i < count; i++) {
    const skiff = near[i]!;
    const isFirst = taker === NOBODY || skiff < taker;
    if (isFirst && isOn(world, skiff, pad) && canUse(world, skiff, pad)) taker = skiff;
  }
  return taker;
}

function isOn(world: World, skiff: number, pad: number): boolean {
  const { Position, Skiff } = world.components;
  if (Skiff.isAlive[skiff] === 0) return false;
  const dx = Position.x[skiff]! - Position.x[pad]!;
  const dy = Position.y[skiff]! - Position.y[pad]!;
  return dx * dx + dy * dy < REACH_PX * REACH_PX;
}

/** Nobody takes what would do him no good. */
function canUse(world: World, skiff: number, pad: number): boolean {
  const { Ammo, Pad, Skiff } = world.components;
  const row = PADS[Pad.kind[pad]!]!;
  if (row.repair > 0 && Skiff.health[skiff]! < SKIFF.maxHealth) return true;
  if (row.shieldPoints > 0 && Skiff.shieldPoints[skiff]! < SKIFF.maxShieldPoints) return true;
  if (row.overdriveTicks > 0) return true;
  if (row.weapon >= 0) return Ammo[row.weapon]![skiff]! < WEAPONS[row.weapon]!.ammo;
  return row.isAmmunition && WEAPONS.some((_, weapon) => isPartlyLoaded(world, skiff, weapon));
}

function isPartlyLoaded({ components: { Ammo } }: World, skiff: number, weapon: number): boolean {
  const shots = Ammo[weapon]![skiff]!;
  return shots > 0 && shots < WEAPONS[weapon]!.ammo;
}

function give(world: World, skiff: number, pad: number): void {
  const { Ammo, Pad, Skiff } = world.components;
  const { repair, shieldPoints, ...row } = PADS[Pad.kind[pad]!]!;
  Pad.readyTick[pad] = world.tick + row.rechargeTicks;
  Skiff.health[skiff] = Math.min(SKIFF.maxHealth, Skiff.health[skiff]! + repair);
  const points = Skiff.shieldPoints[skiff]! + shieldPoints;
  Skiff.shieldPoints[skiff] = Math.min(SKIFF.maxShieldPoints, points);
  if (row.overdriveTicks > 0) Skiff.overdriveEndTick[skiff] = world.tick + row.overdriveTicks;
  if (row.weapon >= 0) {
    Ammo[row.weapon]![skiff] = WEAPONS[row.weapon]!.ammo;
    Skiff.weapon[skiff] = row.weapon;
  }
  if (row.isAmmunition)
    WEAPONS.forEach(({ ammo }, weapon) => {
      if (isPartlyLoaded(world, skiff, weapon)) Ammo[weapon]![skiff] = ammo;
    });
  world.events.push({ type: "pickup", slot: slotOf(skiff), pad: padIndexOf(pad) });
}
