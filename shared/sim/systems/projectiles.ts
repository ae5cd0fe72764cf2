/** What becomes of shots: bolts are launched and flown, beams are traced, and whoever they touch is noted as a hit. */
import { TICK_SECONDS } from "../../timing.ts";
import {
  createLegs,
  flyOneTick,
  launchFlight,
  forEachBolt,
  meetLegs,
  traceBeam,
  type Flight,
} from "../arena/flight.ts";
import { modeOf } from "../modes/modes.ts";
import { enterCircle, hasLineOfSight } from "../arena/geometry.ts";
import type { FireEvent } from "../events.ts";
import { REWIND_STEPS_PER_TICK } from "../input.ts";
import { lengthOf } from "../math.ts";
import { findPlaceBefore } from "../rewind.ts";
import { addPoints } from "../score.ts";
import { MAX_SEATS, PUCK, SKIFF, WEAPONS, type Weapon } from "../tuning.ts";
import { isLoose, strikePuck } from "./puck.ts";
import {
  areAllies,
  boltsInFlight,
  isFrozen,
  PUCK_ENTITY,
  seatedSkiffs,
  setInFlight,
  skiffEntity,
  slotOf,
  takeBolt,
  type World,
} from "../world.ts";

/** No skiff has this id. */
const NOBODY = 0;

const legs = createLegs();
const near = new Uint16Array(MAX_SEATS);
const place = { x: 0, y: 0 };
const meeting = { leg: 0, share: 0 };
const flight: Flight = { x: 0, y: 0, directionX: 0, directionY: 0, bounces: 0, hasEnded: false };

/** Turns the shots fired in this tick into bolts and beams. */
export function launchShots(world: World): void {
  const { shots } = world.components.Score;
  for (const event of world.events) {
    if (event.type !== "fire") continue;
    const skiff = skiffEntity(event.slot);
    const { kind, pellets } = WEAPONS[event.weapon]!;
    addPoints(shots, skiff, pellets);
    if (kind === "hitscan") strikeAlongBeam(world, event);
    else launchBolts(world, event);
  }
}

/** Puts the bolts of a shot into the air, as many as there is room for. */
export function launchBolts(world: World, event: FireEvent): void {
  forEachBolt(event, (angle, pellet) => launchBolt(world, event, angle, pellet));
}

function launchBolt(world: World, event: FireEvent, angle: number, pellet: number): void {
  const bolt = takeBolt(world);
  if (bolt === 0) return;
  const { Bolt, Position } = world.components;
  launchFlight(flight, event.x, event.y, angle);
  Bolt.owner[bolt] = event.slot;
  Bolt.weapon[bolt] = event.weapon;
  Bolt.pellet[bolt] = pellet;
  Bolt.isOverdriven[bolt] = Number(isOverdriven(world, event.slot));
  Bolt.firedTick[bolt] = world.tick;
  Bolt.originX[bolt] = event.x;
  Bolt.originY[bolt] = event.y;
  Bolt.angle[bolt] = angle;
  Bolt.bounces[bolt] = 0;
  Bolt.directionX[bolt] = flight.directionX;
  Bolt.directionY[bolt] = flight.directionY;
  Position.x[bolt] = event.x;
  Position.y[bolt] = event.y;
}

function isOverdriven({ tick, components: { Skiff } }: World, slot: number): boolean {
  return tick < Skiff.overdriveEndTick[skiffEntity(slot)]!;
}

/** A beam goes through everybody on its way, over its rebounds; they stand where its shooter saw them. */
function strikeAlongBeam(world: World, event: FireEvent): void {
  const row = WEAPONS[event.weapon]!;
  const rewind = world.components.Sight.rewind[skiffEntity(event.slot)]!;
  traceBeam(world.arena, event.x, event.y, event.angle, row, legs);
  const { slot, weapon } = event;
  const fired = { firedTick: world.tick, isOverdriven: isOverdriven(world, slot) };
  const shot: Shot = { owner: slot, weapon, pellet: 0, ...fired, bounces: 0 };
  for (const victim of seatedSkiffs(world)) {
    if (!canBeStruck(world, victim, event.slot)) continue;
    if (!findPlaceBefore(world, victim, rewind, place)) continue;
    if (!meetLegs(legs, place.x, place.y, SKIFF.radiusPx + row.radiusPx, meeting)) continue;
    noteHit(world, shot, victim, meeting.leg, meeting.share);
  }
  if (meetsPuck(world, row, meeting)) nudge(world, shot, meeting.leg, meeting.share);
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
    const shot = loadFlight(world, bolt);
    flyOneTick(world.arena, flight, row, legs);
    const isSpent = strike(world, shot, row);
    if (isSpent || flight.hasEnded || world.tick - shot.firedTick + 1 >= row.lifeTicks) {
      if (row.splashPx > 0 && !isSpent) burst(world, shot, row, NOBODY);
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

/** A bolt in the air, as those whom it strikes are told of it. */
interface Shot {
  owner: number;
  weapon: number;
  pellet: number;
  firedTick: number;
  isOverdriven: boolean;
  /** Cushions it had come off before this tick. */
  bounces: number;
}

const shotInHand: Shot = {
  owner: 0,
  weapon: 0,
  pellet: 0,
  firedTick: 0,
  isOverdriven: false,
  bounces: 0,
};

/** Puts a bolt into `flight`; what it gives back is written over by the next. */
function loadFlight(world: World, bolt: number): Shot {
  const { Bolt, Position } = world.components;
  flight.x = Position.x[bolt]!;
  flight.y = Position.y[bolt]!;
  flight.directionX = Bolt.directionX[bolt]!;
  flight.directionY = Bolt.directionY[bolt]!;
  flight.bounces = Bolt.bounces[bolt]!;
  flight.hasEnded = false;
  shotInHand.owner = Bolt.owner[bolt]!;
  shotInHand.weapon = Bolt.weapon[bolt]!;
  shotInHand.pellet = Bolt.pellet[bolt]!;
  shotInHand.firedTick = Bolt.firedTick[bolt]!;
  shotInHand.isOverdriven = Bolt.isOverdriven[bolt] === 1;
  shotInHand.bounces = flight.bounces;
  return shotInHand;
}

/** Notes whom the legs of this tick meet; true when that spends the bolt. */
function strike(world: World, shot: Shot, row: Weapon): boolean {
  const candidates = findNear(world, row);
  if (candidates === 0 && !modeOf(world).hasPuck) return false;
  if (!row.isPiercing) return strikeFirst(world, shot, row, candidates);
  strikePassing(world, shot, row, candidates);
  return false;
}

/** The first skiff that the legs meet takes the bolt; of two at once the lower slot. */
function strikeFirst(world: World, shot: Shot, row: Weapon, candidates: number): boolean {
  for (let leg = 0; leg + 1 < legs.count; leg++) {
    let first = -1;
    let firstShare = 2;
    for (let i = 0; i < candidates; i++) {
      const victim = near[i]!;
      if (!canBeStruck(world, victim, shot.owner)) continue;
      const share = enterLeg(world, leg, victim, row.radiusPx);
      if (share < 0 || share > firstShare || (share === firstShare && victim > first)) continue;
      first = victim;
      firstShare = share;
    }
    const isPuck = meetsPuck(world, row, meeting) && meeting.leg === leg;
    if (isPuck && meeting.share < firstShare) {
      nudge(world, shot, leg, meeting.share);
      Object.assign(flight, pointOn(leg, meeting.share));
      if (row.splashPx > 0) burst(world, shot, row, PUCK_ENTITY);
      return true;
    }
    if (first < 0) continue;
    noteHit(world, shot, first, leg, firstShare);
    if (row.splashPx > 0) {
      Object.assign(flight, pointOn(leg, firstShare));
      burst(world, shot, row, first);
    }
    return true;
  }
  return false;
}

/** Everybody whom the bolt has just come to touch is struck, its owner, too, once it has left him. */
function strikePassing(world: World, shot: Shot, row: Weapon, candidates: number): void {
  const radiusPx = SKIFF.radiusPx + row.radiusPx;
  const { Position } = world.components;
  for (let i = 0; i < candidates; i++) {
    const victim = near[i]!;
    if (!isThere(world, victim) || isSpared(world, victim, shot.owner)) continue;
    if (wasWithin(world, victim, legs.x[0]!, legs.y[0]!, radiusPx)) continue;
    const [x, y] = [Position.x[victim]!, Position.y[victim]!];
    if (meetLegs(legs, x, y, radiusPx, meeting))
      noteHit(world, shot, victim, meeting.leg, meeting.share);
  }
  // Where it begins the tick inside the puck it has struck it before.
  if (meetsPuck(world, row, meeting) && meeting.share > 0)
    nudge(world, shot, meeting.leg, meeting.share);
}

/** Whether the legs of this tick meet the puck, and where. */
function meetsPuck(world: World, row: Weapon, out: { leg: number; share: number }): boolean {
  if (!modeOf(world).hasPuck || !isLoose(world)) return false;
  const { x, y } = world.components.Position;
  return meetLegs(legs, x[PUCK_ENTITY]!, y[PUCK_ENTITY]!, PUCK.radiusPx + row.radiusPx, out);
}

/** A shot strikes the puck on a leg, at this share of it. */
function nudge(world: World, shot: Shot, leg: number, share: number): void {
  const { owner: slot, weapon, firedTick, pellet } = shot;
  const dx = legs.x[leg + 1]! - legs.x[leg]!;
  const dy = legs.y[leg + 1]! - legs.y[leg]!;
  const length = Math.max(lengthOf(dx, dy), 1 / 256);
  strikePuck(world, { slot, weapon, share: 1 }, dx / length, dy / length);
  const told = { attacker: slot, weapon, bounces: shot.bounces + leg, firedTick };
  world.events.push({
    type: "nudge",
    ...told,
    ...(pellet > 0 && { pellet }),
    ...pointOn(leg, share),
  });
}

/** Where `flight` is, strikes everybody whom no cushion shields, but not `spared`, who has had all of it. */
function burst(world: World, shot: Shot, { splashPx }: Weapon, spared: number): void {
  const { Position } = world.components;
  // On a cushion it would be behind it as often as not.
  const x = flight.x - flight.directionX;
  const y = flight.y - flight.directionY;
  if (spared !== PUCK_ENTITY && modeOf(world).hasPuck) burstAtPuck(world, shot, x, y, splashPx);
  const candidates = world.grid.collect(x, y, splashPx + SKIFF.radiusPx, near);
  for (let i = 0; i < candidates; i++) {
    const victim = near[i]!;
    if (victim === spared || !isThere(world, victim)) continue;
    if (isSpared(world, victim, shot.owner)) continue;
    const dx = Position.x[victim]! - x;
    const dy = Position.y[victim]! - y;
    const length = Math.max(lengthOf(dx, dy), 1 / 256);
    const share = 1 - Math.max(0, length - SKIFF.radiusPx) / splashPx;
    if (share <= 0 || !hasLineOfSight(world.arena, x, y, Position.x[victim]!, Position.y[victim]!))
      continue;
    const [directionX, directionY] = [dx / length, dy / length];
    const { bounces } = flight;
    const where = { x, y, directionX, directionY };
    world.pendingHits.push({ ...hitOf(shot, victim), bounces, share, ...where });
  }
}

/** Puts whom a bolt could touch on the legs of this tick into `near`; gives how many they are. */
function findNear(world: World, row: Weapon): number {
  const reach = row.speedPxPerSecond * TICK_SECONDS + SKIFF.radiusPx + row.radiusPx + 1;
  return world.grid.collect(legs.x[0]!, legs.y[0]!, reach, near);
}

/** Nobody is struck by his own shot, unless that goes through. */
function canBeStruck(world: World, victim: number, owner: number): boolean {
  return slotOf(victim) !== owner && isThere(world, victim) && !isSpared(world, victim, owner);
}

/** Shots pass through those of one's own team, unless the rules say otherwise. */
function isSpared(world: World, victim: number, owner: number): boolean {
  if (world.rules.isFriendlyFire || slotOf(victim) === owner) return false;
  return areAllies(world, slotOf(victim), owner);
}

/** Alive, and not at the untouchable beginning of a dash. */
function isThere(world: World, victim: number): boolean {
  const { Skiff } = world.components;
  if (Skiff.isAlive[victim] === 0) return false;
  return (
    world.tick >= Skiff.dashTick[victim]! + SKIFF.dashImmuneTicks || Skiff.dashTick[victim] === 0
  );
}

/** Whether a skiff was within `radiusPx` of a point at the end of the tick before. */
function wasWithin(world: World, skiff: number, x: number, y: number, radiusPx: number): boolean {
  findPlaceBefore(world, skiff, REWIND_STEPS_PER_TICK, place);
  const dx = place.x - x;
  const dy = place.y - y;
  return dx * dx + dy * dy < radiusPx * radiusPx;
}

function enterLeg(world: World, leg: number, victim: number, radiusPx: number): number {
  const { Position } = world.components;
  const radius = SKIFF.radiusPx + radiusPx;
  const x = Position.x[victim]!;
  const y = Position.y[victim]!;
  return enterCircle(legs.x[leg]!, legs.y[leg]!, legs.x[leg + 1]!, legs.y[leg + 1]!, x, y, radius);
}

const point = { x: 0, y: 0 };

function pointOn(leg: number, share: number): { x: number; y: number } {
  point.x = legs.x[leg]! + (legs.x[leg + 1]! - legs.x[leg]!) * share;
  point.y = legs.y[leg]! + (legs.y[leg + 1]! - legs.y[leg]!) * share;
  return point;
}

function burstAtPuck(world: World, shot: Shot, x: number, y: number, splashPx: number): void {
  const { Position } = world.components;
  const [puckX, puckY] = [Position.x[PUCK_ENTITY]!, Position.y[PUCK_ENTITY]!];
  const dx = puckX - x;
  const dy = puckY - y;
  const length = Math.max(lengthOf(dx, dy), 1 / 256);
  const share = 1 - Math.max(0, length - PUCK.radiusPx) / splashPx;
  if (share <= 0 || !isLoose(world) || !hasLineOfSight(world.arena, x, y, puckX, puckY)) return;
  strikePuck(world, { slot: shot.owner, weapon: shot.weapon, share }, dx / length, dy / length);
}

function hitOf({ owner, weapon, firedTick, pellet, isOverdriven }: Shot, victim: number) {
  return { attacker: owner, victim: slotOf(victim), weapon, firedTick, pellet, isOverdriven };
}

/** A shot touches a skiff on a leg, at this share of it: in the middle of whatever it does. */
function noteHit(world: World, shot: Shot, victim: number, leg: number, share: number): void {
  const dx = legs.x[leg + 1]! - legs.x[leg]!;
  const dy = legs.y[leg + 1]! - legs.y[leg]!;
  const length = Math.max(Math.sqrt(dx * dx + dy * dy), 1 / 256);
  world.pendingHits.push({
    ...hitOf(shot, victim),
    bounces: shot.bounces + leg,
    share: 1,
    ...pointOn(leg, share),
    directionX: dx / length,
    directionY: dy / length,
  });
}
