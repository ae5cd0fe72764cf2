/** Deals the hits of this tick, in the order in which they were noted: shield, health, knockback, deaths and points. */
import {
  OVERDRIVE_FACTOR,
  OWN_SPLASH_SHARE,
  SCORE,
  SKIFF,
  WEAPONS,
  type Weapon,
} from "../tuning.ts";
import { skiffEntity, type PendingHit, type World } from "../world.ts";
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
  if (hit.attacker !== hit.victim) addTo(Score.hits, skiffEntity(hit.attacker), 1);
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

/** Who puts himself out of action has no points for it. */
function kill(world: World, hit: PendingHit): void {
  const { Skiff, Score, Position } = world.components;
  const victim = skiffEntity(hit.victim);
  const attacker = skiffEntity(hit.attacker);
  Skiff.isAlive[victim] = 0;
  Skiff.killer[victim] = hit.attacker;
  Skiff.respawnTick[victim] = world.tick + SKIFF.respawnTicks;
  addTo(Score.deaths, victim, 1);
  if (attacker !== victim) {
    addTo(Score.kills, attacker, 1);
    addTo(Score.score, attacker, SCORE.kill + SCORE.perBounce * hit.bounces);
    if (hit.bounces > 0) addTo(Score.caroms, attacker, 1);
  }
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

function addTo(store: Uint16Array, skiff: number, points: number): void {
  store[skiff] = store[skiff]! + points;
}
