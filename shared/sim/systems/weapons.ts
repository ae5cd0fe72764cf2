/** Chooses weapons and lets shots go: reports that a shot was fired; what becomes of it is for projectiles.ts. */
import { askedWeapon, Button } from "../input.ts";
import { cosAim, sinAim } from "../math.ts";
import { PULSE, WEAPONS } from "../tuning.ts";
import { isFrozen, seatedSkiffs, slotOf, type World } from "../world.ts";
import { isHeld } from "./control.ts";
import { accelerate } from "./movement.ts";

/** Shots start on this grid (px), which halves their bytes on the wire. */
const MUZZLE_STEPS_PER_PX = 8;

export function fire(world: World): void {
  const { Skiff } = world.components;
  const frozen = isFrozen(world);
  for (const skiff of seatedSkiffs(world)) {
    if (Skiff.isAlive[skiff] === 0) continue;
    chooseWeapon(world, skiff);
    if (!frozen && isHeld(world, skiff, Button.fire) && world.tick >= Skiff.nextShotTick[skiff]!)
      shoot(world, skiff);
  }
}

function chooseWeapon(world: World, skiff: number): void {
  const { Control, Skiff } = world.components;
  const asked = askedWeapon(Control.buttons[skiff]!) - 1;
  if (asked >= 0 && asked < WEAPONS.length && hasShots(world, skiff, asked))
    Skiff.weapon[skiff] = asked;
}

/** Whether the skiff could fire this weapon: it is endless or loaded. */
export function hasShots(world: World, skiff: number, weapon: number): boolean {
  return WEAPONS[weapon]!.ammo === 0 || world.components.Ammo[weapon]![skiff]! > 0;
}

function shoot(world: World, skiff: number): void {
  const { Control, Position, Skiff } = world.components;
  const weapon = Skiff.weapon[skiff]!;
  const row = WEAPONS[weapon]!;
  const angle = Control.aim[skiff]!;
  const { recoilPxPerSecond } = row;
  accelerate(world, skiff, -cosAim(angle) * recoilPxPerSecond, -sinAim(angle) * recoilPxPerSecond);
  Skiff.nextShotTick[skiff] = world.tick + row.cooldownTicks;
  Skiff.shieldEndTick[skiff] = Math.min(Skiff.shieldEndTick[skiff]!, world.tick);
  spendShot(world, skiff, weapon);
  world.events.push({
    type: "fire",
    slot: slotOf(skiff),
    weapon,
    x: onMuzzleGrid(Position.x[skiff]!),
    y: onMuzzleGrid(Position.y[skiff]!),
    angle,
  });
}

function spendShot(world: World, skiff: number, weapon: number): void {
  const { Ammo, Skiff } = world.components;
  if (WEAPONS[weapon]!.ammo === 0) return;
  Ammo[weapon]![skiff] = Ammo[weapon]![skiff]! - 1;
  if (Ammo[weapon]![skiff] === 0) Skiff.weapon[skiff] = PULSE;
}

function onMuzzleGrid(px: number): number {
  return Math.round(px * MUZZLE_STEPS_PER_PX) / MUZZLE_STEPS_PER_PX;
}
