/** Deals the hits of this tick, in the order in which they were noted: shield, health, knockback, deaths and points. */
import { modeOf } from "../modes/modes.ts";
import { addPoints, addTeamPoints } from "../score.ts";
import {
  ASSIST_TICKS,
  OVERDRIVE_FACTOR,
  OWN_SPLASH_SHARE,
  SCORE,
  SKIFF,
  WEAPONS,
  type Weapon,
} from "../tuning.ts";
import {
  areAllies,
  isPlayed,
  isSeated,
  skiffEntity,
  slotOf,
  type PendingHit,
  type World,
} from "../world.ts";
import { accelerate } from "./movement.ts";

export function dealDamage(world: World): void {
  for (const hit of world.pendingHits) dealHit(world, hit);
  world.pendingHits.length = 0;
}

/** What a shot of this weapon takes after `bounces` rebounds, in whole points of health. */
export function damageOf(weapon: Weapon, bounces: number): number {
  return Math.round(weapon.damage * (1 + weapon.bounceBonus * bounces));
}

/**
 * Shots of one tick all land, so two skiffs may kill each other; nobody dies twice. A shot that comes second to a death
 * is told all the same, as one that took nothing: it is spent, and must not fly on where it is drawn.
 */
function dealHit(world: World, hit: PendingHit): void {
  const { Skiff, Score } = world.components;
  const victim = skiffEntity(hit.victim);
  const wasAlive = Skiff.isAlive[victim] === 1;
  const isShielded = world.tick < Skiff.shieldEndTick[victim]!;
  const left = Skiff.shieldPoints[victim]! + Skiff.health[victim]!;
  const damage = isShielded ? 0 : Math.min(left, strengthOf(hit));
  tellHit(world, hit, damage);
  if (!wasAlive) return;
  const shielded = Math.min(Skiff.shieldPoints[victim]!, damage);
  Skiff.shieldPoints[victim] = Skiff.shieldPoints[victim]! - shielded;
  Skiff.health[victim] = Skiff.health[victim]! - (damage - shielded);
  knockBack(world, hit);
  if (hit.attacker !== hit.victim) addPoints(Score.hits, skiffEntity(hit.attacker), 1);
  if (damage > 0) noteHarm(world, hit);
  if (Skiff.health[victim] === 0) kill(world, hit);
}

/** What a hit takes from whom nothing protects. */
function strengthOf({
  attacker,
  victim,
  weapon,
  bounces,
  share,
  isOverdriven,
}: PendingHit): number {
  const row = WEAPONS[weapon]!;
  const ownShare = attacker === victim && row.splashPx > 0 ? OWN_SPLASH_SHARE : 1;
  const factor = share * ownShare * (isOverdriven ? OVERDRIVE_FACTOR : 1);
  return Math.round(damageOf(row, bounces) * factor);
}

function tellHit(world: World, hit: PendingHit, damage: number): void {
  const { attacker, victim, weapon, bounces, x, y, firedTick, pellet } = hit;
  const told = { attacker, victim, weapon, damage, bounces, x, y, firedTick };
  world.events.push({ type: "hit", ...told, ...(pellet > 0 && { pellet }) });
}

/** Throws whom a hit struck off its way. */
export function knockBack(
  world: World,
  { victim, weapon, share, directionX, directionY }: PendingHit,
): void {
  const speed = WEAPONS[weapon]!.knockbackPxPerSecond * share;
  accelerate(world, skiffEntity(victim), directionX * speed, directionY * speed);
}

/** Remembers the last two of the others who did it. */
function noteHarm(world: World, { attacker, victim }: PendingHit): void {
  const { by, tick, byBefore, tickBefore } = world.components.Harm;
  const skiff = skiffEntity(victim);
  if (attacker === victim) return;
  if (by[skiff] !== attacker) {
    byBefore[skiff] = by[skiff]!;
    tickBefore[skiff] = tick[skiff]!;
  }
  by[skiff] = attacker;
  tick[skiff] = world.tick;
}

function kill(world: World, hit: PendingHit): void {
  const { Skiff, Score, Position } = world.components;
  const victim = skiffEntity(hit.victim);
  Skiff.isAlive[victim] = 0;
  Skiff.killer[victim] = hit.attacker;
  Skiff.respawnTick[victim] = world.tick + SKIFF.respawnTicks;
  addPoints(Score.deaths, victim, 1);
  if (hit.attacker !== hit.victim && !areAllies(world, hit.attacker, hit.victim))
    reward(world, hit);
  world.events.push({
    type: "death",
    victim: hit.victim,
    attacker: hit.attacker,
    weapon: hit.weapon,
    bounces: hit.bounces,
    x: Position.x[victim]!,
    y: Position.y[victim]!,
  });
}

/** Points for a kill; who puts himself or one of his own out of action has none. */
function reward(world: World, { attacker, victim, bounces }: PendingHit): void {
  const { Score, Skiff } = world.components;
  const skiff = skiffEntity(attacker);
  const points = SCORE.kill + SCORE.perBounce * bounces;
  addPoints(Score.kills, skiff, 1);
  addPoints(Score.score, skiff, points);
  if (bounces > 0) addPoints(Score.caroms, skiff, 1);
  const team = Skiff.team[skiff]!;
  if (team > 0 && isPlayed(world) && modeOf(world).isForKills) addTeamPoints(world, team, points);
  rewardHelper(world, attacker, skiffEntity(victim));
}

/** Whoever of the others hurt the victim last, not long ago, has a share in it. */
function rewardHelper(world: World, attacker: number, victim: number): void {
  const { Harm, Score } = world.components;
  const isLast = Harm.by[victim] !== attacker;
  const helper = isLast ? Harm.by[victim]! : Harm.byBefore[victim]!;
  const tick = isLast ? Harm.tick[victim]! : Harm.tickBefore[victim]!;
  if (helper < 0 || world.tick - tick > ASSIST_TICKS || !isSeated(world, helper)) return;
  if (!areAllies(world, helper, slotOf(victim))) addPoints(Score.assists, skiffEntity(helper), 1);
}
