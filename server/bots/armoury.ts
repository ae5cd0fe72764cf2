/**
 * Which weapon suits a distance: for each row of the table about how much it takes of somebody in a second, judged from
 * its numbers alone, so that a new row is used well without a word about it here.
 */
import { lengthOf } from "#shared/sim/math.ts";
import { SKIFF, WEAPONS, type Weapon } from "#shared/sim/tuning.ts";
import { TICK_RATE, TICK_SECONDS } from "#shared/timing.ts";
import type { SelfSight } from "./sight.ts";

/** Share of beams that strike, and how long a bolt may fly until half as many strike as of those that are there at once. */
const BEAM_SHARE = 0.6;
const HALF_HIT_SECONDS = 0.35;
/** The weapon in hand is kept unless another is this much better: hands do not flutter. */
const KEEP_SHARE = 1.25;

/** How far a shot of it reaches, px. */
export function rangeOf(weapon: Weapon): number {
  if (weapon.kind === "hitscan") return Infinity;
  return weapon.speedPxPerSecond * weapon.lifeTicks * TICK_SECONDS;
}

/** Health per second that it may be hoped to take of somebody so far away. */
function worthAt(weapon: Weapon, distancePx: number): number {
  if (distancePx > rangeOf(weapon) + SKIFF.radiusPx) return 0;
  const perSecond = (weapon.damage * TICK_RATE) / weapon.cooldownTicks;
  if (weapon.kind === "hitscan") return perSecond * BEAM_SHARE;
  const seconds = distancePx / weapon.speedPxPerSecond;
  return (perSecond * HALF_HIT_SECONDS) / (HALF_HIT_SECONDS + 2 * seconds);
}

/** Index of the loaded weapon that suits best for somebody at (x, y). */
export function chooseWeapon(self: SelfSight, x: number, y: number): number {
  const distance = lengthOf(x - self.x, y - self.y);
  let best = 0;
  let bestWorth = -1;
  for (let i = 0; i < WEAPONS.length; i++) {
    const weapon = WEAPONS[i]!;
    if (weapon.ammo > 0 && self.ammo[i] === 0) continue;
    const worth = worthAt(weapon, distance) * (i === self.weapon ? KEEP_SHARE : 1);
    if (worth <= bestWorth) continue;
    best = i;
    bestWorth = worth;
  }
  return best;
}
