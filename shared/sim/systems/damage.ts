/** Deals the hits of this tick, in the order in which they were noted: health, knockback, deaths and points. */
import { SCORE, SKIFF, WEAPONS, type Weapon } from "../tuning.ts";
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
  const attacker = skiffEntity(hit.attacker);
  const wasAlive = Skiff.isAlive[victim] === 1;
  const isShielded = world.tick < Skiff.shieldEndTick[victim]!;
  const full = damageOf(WEAPONS[hit.weapon]!, hit.bounces);
  const damage = isShielded ? 0 : Math.min(Skiff.health[victim]!, full);
  tellHit(world, hit, damage);
  if (!wasAlive) return;
  Skiff.health[victim] = Skiff.health[victim]! - damage;
  Score.hits[attacker] = Score.hits[attacker]! + 1;
  knockBack(world, victim, hit);
  if (Skiff.health[victim] === 0) kill(world, hit);
}

function tellHit(world: World, hit: PendingHit, damage: number): void {
  const { attacker, victim, weapon, bounces, x, y, firedTick } = hit;
  world.events.push({ type: "hit", attacker, victim, weapon, damage, bounces, x, y, firedTick });
}

function knockBack(world: World, victim: number, hit: PendingHit): void {
  const speed = WEAPONS[hit.weapon]!.knockbackPxPerSecond;
  accelerate(world, victim, hit.directionX * speed, hit.directionY * speed);
}

function kill(world: World, hit: PendingHit): void {
  const { Skiff, Score, Position } = world.components;
  const victim = skiffEntity(hit.victim);
  const attacker = skiffEntity(hit.attacker);
  Skiff.isAlive[victim] = 0;
  Skiff.killer[victim] = hit.attacker;
  Skiff.respawnTick[victim] = world.tick + SKIFF.respawnTicks;
  Score.deaths[victim] = Score.deaths[victim]! + 1;
  Score.kills[attacker] = Score.kills[attacker]! + 1;
  Score.score[attacker] = Score.score[attacker]! + SCORE.kill + SCORE.perBounce * hit.bounces;
  if (hit.bounces > 0) Score.caroms[attacker] = Score.caroms[attacker]! + 1;
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
