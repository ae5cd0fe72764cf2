/** What becomes of shots: bolts are launched and flown, beams are traced, and whoever they touch is noted as a hit. */
import { TICK_SECONDS } from "../../timing.ts";
import {
  createLegs,
  flyOneTick,
  launchFlight,
  meetLegs,
  traceBeam,
  type Flight,
} from "../arena/flight.ts";
import { enterCircle } from "../arena/geometry.ts";
import type { FireEvent } from "../events.ts";
import { findPlaceBefore } from "../rewind.ts";
import { MAX_SEATS, SKIFF, WEAPONS, type Weapon } from "../tuning.ts";
import {
  boltsInFlight,
  isFrozen,
  seatedSkiffs,
  setInFlight,
  skiffEntity,
  slotOf,
  takeBolt,
  type World,
} from "../world.ts";

const legs = createLegs();
const near = new Uint16Array(MAX_SEATS);
const place = { x: 0, y: 0 };
const meeting = { leg: 0, share: 0 };
const flight: Flight = { x: 0, y: 0, directionX: 0, directionY: 0, bounces: 0, hasEnded: false };

/** Turns the shots fired in this tick into bolts and beams. */
export function launchShots(world: World): void {
  for (const event of world.events) {
    if (event.type !== "fire") continue;
    const shots = world.components.Score.shots;
    shots[skiffEntity(event.slot)] = shots[skiffEntity(event.slot)]! + 1;
    if (WEAPONS[event.weapon]!.kind === "hitscan") strikeAlongBeam(world, event);
    else launchBolt(world, event);
  }
}

function launchBolt(world: World, event: FireEvent): void {
  const bolt = takeBolt(world);
  if (bolt === 0) return;
  const { Bolt, Position } = world.components;
  launchFlight(flight, event.x, event.y, event.angle);
  Bolt.owner[bolt] = event.slot;
  Bolt.weapon[bolt] = event.weapon;
  Bolt.firedTick[bolt] = world.tick;
  Bolt.originX[bolt] = event.x;
  Bolt.originY[bolt] = event.y;
  Bolt.angle[bolt] = event.angle;
  Bolt.bounces[bolt] = 0;
  Bolt.directionX[bolt] = flight.directionX;
  Bolt.directionY[bolt] = flight.directionY;
  Position.x[bolt] = event.x;
  Position.y[bolt] = event.y;
}

/** A beam goes through everybody on its way, over its rebounds; they stand where its shooter saw them. */
function strikeAlongBeam(world: World, event: FireEvent): void {
  const row = WEAPONS[event.weapon]!;
  const rewind = world.components.Sight.rewind[skiffEntity(event.slot)]!;
  traceBeam(world.arena, event.x, event.y, event.angle, row, legs);
  for (const victim of seatedSkiffs(world)) {
    if (!canBeStruck(world, victim, event.slot)) continue;
    if (!findPlaceBefore(world, victim, rewind, place)) continue;
    if (!meetLegs(legs, place.x, place.y, SKIFF.radiusPx + row.radiusPx, meeting)) continue;
    const { leg, share } = meeting;
    noteHit(world, event.slot, victim, event.weapon, leg, world.tick, leg, share);
  }
}

/**
 * Flies every bolt for one tick; it ends on a skiff, at one cushion too many, or of age. Before and after a match bolts
 * pass through: an end that nobody is told of would leave them flying on every screen.
 */
export function flyBolts(world: World): void {
  const { Bolt, Position } = world.components;
  world.grid.rebuild(isFrozen(world) ? [] : seatedSkiffs(world), world.components.Skiff.isAlive);
  for (const bolt of boltsInFlight(world)) {
    const row = WEAPONS[Bolt.weapon[bolt]!]!;
    const bouncesBefore = Bolt.bounces[bolt]!;
    loadFlight(world, bolt);
    flyOneTick(world.arena, flight, row, legs);
    const isSpent = strikeFirst(world, bolt, bouncesBefore);
    if (isSpent || flight.hasEnded || world.tick - Bolt.firedTick[bolt]! + 1 >= row.lifeTicks) {
      setInFlight(world, bolt, false);
      continue;
    }
    Position.x[bolt] = flight.x;
    Position.y[bolt] = flight.y;
    Bolt.directionX[bolt] = flight.directionX;
    Bolt.directionY[bolt] = flight.directionY;
    Bolt.bounces[bolt] = flight.bounces;
  }
}

function loadFlight(world: World, bolt: number): void {
  const { Bolt, Position } = world.components;
  flight.x = Position.x[bolt]!;
  flight.y = Position.y[bolt]!;
  flight.directionX = Bolt.directionX[bolt]!;
  flight.directionY = Bolt.directionY[bolt]!;
  flight.bounces = Bolt.bounces[bolt]!;
  flight.hasEnded = false;
}

/** The first skiff that the legs of this tick meet takes the bolt; of two at once the lower slot. */
function strikeFirst(world: World, bolt: number, bouncesBefore: number): boolean {
  const { Bolt } = world.components;
  const owner = Bolt.owner[bolt]!;
  const weapon = Bolt.weapon[bolt]!;
  const row = WEAPONS[weapon]!;
  const candidates = findNear(world, row);
  for (let leg = 0; leg + 1 < legs.count; leg++) {
    let first = -1;
    let firstShare = 2;
    for (let i = 0; i < candidates; i++) {
      const victim = near[i]!;
      if (!canBeStruck(world, victim, owner)) continue;
      const share = enterLeg(world, leg, victim, row.radiusPx);
      if (share < 0 || share > firstShare || (share === firstShare && victim > first)) continue;
      first = victim;
      firstShare = share;
    }
    if (first < 0) continue;
    noteHit(
      world,
      owner,
      first,
      weapon,
      bouncesBefore + leg,
      Bolt.firedTick[bolt]!,
      leg,
      firstShare,
    );
    return true;
  }
  return false;
}

/** Puts whom a bolt could touch on the legs of this tick into `near`; gives how many they are. */
function findNear(world: World, row: Weapon): number {
  const reach = row.speedPxPerSecond * TICK_SECONDS + SKIFF.radiusPx + row.radiusPx + 1;
  return world.grid.collect(legs.x[0]!, legs.y[0]!, reach, near);
}

/** A dash begins untouchable, and nobody is struck by his own shot. */
function canBeStruck(world: World, victim: number, owner: number): boolean {
  const { Skiff } = world.components;
  if (Skiff.isAlive[victim] === 0 || slotOf(victim) === owner) return false;
  return (
    world.tick >= Skiff.dashTick[victim]! + SKIFF.dashImmuneTicks || Skiff.dashTick[victim] === 0
  );
}

function enterLeg(world: World, leg: number, victim: number, radiusPx: number): number {
  const { Position } = world.components;
  const radius = SKIFF.radiusPx + radiusPx;
  const x = Position.x[victim]!;
  const y = Position.y[victim]!;
  return enterCircle(legs.x[leg]!, legs.y[leg]!, legs.x[leg + 1]!, legs.y[leg + 1]!, x, y, radius);
}

function noteHit(
  world: World,
  attacker: number,
  victim: number,
  weapon: number,
  bounces: number,
  firedTick: number,
  leg: number,
  share: number,
): void {
  const dx = legs.x[leg + 1]! - legs.x[leg]!;
  const dy = legs.y[leg + 1]! - legs.y[leg]!;
  const length = Math.max(Math.sqrt(dx * dx + dy * dy), 1 / 256);
  world.pendingHits.push({
    attacker,
    victim: slotOf(victim),
    weapon,
    bounces,
    firedTick,
    x: legs.x[leg]! + dx * share,
    y: legs.y[leg]! + dy * share,
    directionX: dx / length,
    directionY: dy / length,
  });
}
