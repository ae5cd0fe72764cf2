/**
 * Which weapon suits a distance: for each row of the table about how much it takes of somebody in a second, judged from
 * its numbers alone, so that a new row is used well without a word about it here.
 */
import { AIM_STEPS } from "#shared/sim/input.ts";
import { lengthOf } from "#shared/sim/math.ts";
import { PUCK, SKIFF, WEAPONS, type Weapon } from "#shared/sim/tuning.ts";
import { TICK_RATE, TICK_SECONDS } from "#shared/timing.ts";
import type { SelfSight } from "./sight.ts";

/** Share of beams that strike, and how long a bolt may fly until half as many strike as of those that are there at once. */
const BEAM_SHARE = 0.65;
const HALF_HIT_SECONDS = 0.2;
/** A shot that goes on strikes more than one. */
const PIERCING_SHARE = 1.5;
/** The weapon in hand is kept unless another is this much better: hands do not flutter. */
const KEEP_SHARE = 1.25;
/** What a pad gave is there to be used. */
const LOADED_SHARE = 2;

/** With a fan of bolts one goes nearer than where half of them meet, by this. */
const FAN_SHARE = 0.6;
/** Nobody stands within this of where his own shot bursts. */
const BURST_ROOM_PX = SKIFF.radiusPx + 12;
const RADIANS_PER_STEP = (2 * Math.PI) / AIM_STEPS;

/** How far a shot of it reaches, px. */
export function rangeOf(weapon: Weapon): number {
  if (weapon.kind === "hitscan") return Infinity;
  return weapon.speedPxPerSecond * weapon.lifeTicks * TICK_SECONDS;
}

/** How near to its shooter a shot may end without harm to him, px. */
export function safeFrom({ splashPx }: Weapon): number {
  return splashPx > 0 ? splashPx + BURST_ROOM_PX : 0;
}

/** The distance to fight at, for one who likes to be `likedPx` away: nearer with a fan of bolts, clear of own bursts. */
export function fightAt(self: SelfSight, likedPx: number): number {
  let liked = likedPx;
  for (let i = 0; i < WEAPONS.length; i++) {
    const weapon = WEAPONS[i]!;
    if (weapon.spreadSteps > 0 && isLoaded(self, i))
      liked = Math.min(liked, halfFanPx(weapon) * FAN_SHARE);
  }
  return Math.max(liked, safeFrom(WEAPONS[self.weapon]!) + BURST_ROOM_PX);
}

function isLoaded(self: SelfSight, weapon: number): boolean {
  return WEAPONS[weapon]!.ammo === 0 || self.ammo[weapon]! > 0;
}

/** How far away half of the bolts of a shot still meet a skiff. */
function halfFanPx({ spreadSteps }: Weapon): number {
  return (4 * SKIFF.radiusPx) / (spreadSteps * RADIANS_PER_STEP);
}

/** Health per second that it may be hoped to take of somebody so far away. */
function worthAt(weapon: Weapon, distancePx: number): number {
  if (distancePx > rangeOf(weapon) + SKIFF.radiusPx || distancePx < safeFrom(weapon)) return 0;
  const { damage, pellets, cooldownTicks, isPiercing, radiusPx, splashPx } = weapon;
  const perSecond =
    ((damage * pellets * TICK_RATE) / cooldownTicks) * (isPiercing ? PIERCING_SHARE : 1);
  if (weapon.kind === "hitscan") return perSecond * BEAM_SHARE;
  const fanPx = fanAt(weapon, distancePx);
  const fanShare = Math.min(1, (2 * SKIFF.radiusPx) / Math.max(1, fanPx));
  // A shot that bursts, and one that is wide, forgives.
  const forgiven = 1 + ((fanPx + splashPx) / 2 + radiusPx) / SKIFF.radiusPx;
  const seconds = (2 * distancePx) / weapon.speedPxPerSecond / forgiven;
  return (perSecond * fanShare * HALF_HIT_SECONDS) / (HALF_HIT_SECONDS + seconds);
}

/** How far apart the bolts of a shot are by then. */
function fanAt({ spreadSteps }: Weapon, distancePx: number): number {
  return distancePx * spreadSteps * RADIANS_PER_STEP;
}

/** Index of the loaded weapon that drives a puck at (x, y) on best. */
export function choosePusher(self: SelfSight, x: number, y: number): number {
  const distance = lengthOf(x - self.x, y - self.y);
  let best = 0;
  let bestPush = -1;
  for (let i = 0; i < WEAPONS.length; i++) {
    const weapon = WEAPONS[i]!;
    if (!isLoaded(self, i) || distance > rangeOf(weapon) || distance < safeFrom(weapon)) continue;
    const share = Math.min(1, (2 * PUCK.radiusPx) / Math.max(1, fanAt(weapon, distance)));
    const push =
      (weapon.knockbackPxPerSecond * weapon.pellets * share * TICK_RATE) / weapon.cooldownTicks;
    if (push <= bestPush) continue;
    best = i;
    bestPush = push;
  }
  return best;
}

/** Index of the loaded weapon that suits best for somebody at (x, y). */
export function chooseWeapon(self: SelfSight, x: number, y: number): number {
  const distance = lengthOf(x - self.x, y - self.y);
  let best = 0;
  let bestWorth = -1;
  for (let i = 0; i < WEAPONS.length; i++) {
    const weapon = WEAPONS[i]!;
    if (!isLoaded(self, i)) continue;
    const favour = (i === self.weapon ? KEEP_SHARE : 1) * (weapon.ammo > 0 ? LOADED_SHARE : 1);
    const worth = worthAt(weapon, distance) * favour;
    if (worth <= bestWorth) continue;
    best = i;
    bestWorth = worth;
  }
  return best;
}
