/**
 * The others in the world of the own prediction: they go on as they did in the newest snapshot, and so do their bolts,
 * by the rules of the game. So the own skiff is pushed and knocked about ahead of the server, too, and an own bolt finds
 * whom it meets where he will be.
 */
import {
  fieldIndex,
  moveXOf,
  moveYOf,
  PAD_FIELDS,
  SKIFF_FIELDS,
} from "#shared/protocol/replicated.ts";
import type { Snapshot } from "#shared/protocol/snapshot.ts";
import {
  createLegs,
  flyOneTick,
  forEachBolt,
  launchFlight,
  type Flight,
} from "#shared/sim/arena/flight.ts";
import type { FireEvent, HitEvent, NudgeEvent } from "#shared/sim/events.ts";
import type { PlayerInput } from "#shared/sim/input.ts";
import { moveThings } from "#shared/sim/modes/modes.ts";
import { rememberPlaces } from "#shared/sim/rewind.ts";
import { knockBack } from "#shared/sim/systems/damage.ts";
import { chargePads } from "#shared/sim/systems/pads.ts";
import { flyBolts, launchBolts } from "#shared/sim/systems/projectiles.ts";
import { SKIFF, WEAPONS } from "#shared/sim/tuning.ts";
import {
  boltsInFlight,
  isSeated,
  pads,
  PUCK_ENTITY,
  seatedSkiffs,
  setInFlight,
  setSeated,
  skiffEntity,
  takeBolt,
  type PendingHit,
  type World,
} from "#shared/sim/world.ts";
import { TICK_SECONDS, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { loadMatch } from "./matchRow.ts";
import { keyOfShot, PUCK_VICTIM, type Strike } from "./strikes.ts";

const MOVE = fieldIndex(SKIFF_FIELDS, "move");
const AIM = fieldIndex(SKIFF_FIELDS, "aim");
const READY_TICK = fieldIndex(PAD_FIELDS, "readyTick");

/** Bolts of others that are further from me than this concern me only when they have come nearer. */
const NEAR_PX = 600;

/** Further past a snapshot than this nobody can tell who will push whom: then nobody does. */
const PUSH_TICKS = 4;
/** For each tick past a snapshot, overlap that may as well be none: a push that did not come is worse than one that did. */
const DOUBT_PX_PER_TICK = 1;
/** So far past a snapshot the others are drawn as going on as they did. */
export const FORESEEN_TICKS = 10;
/** So far past it bolts are expected to meet them, with which nothing is shown yet; later they are not there. */
const EXPECTED_TICKS = 20;
/** Ticks whose places are kept: more than the farthest that is ever predicted. */
const PLACES_KEPT = 128;

/** A bolt as it was at the end of `tick`. */
interface Bolt {
  readonly key: number;
  readonly event: FireEvent;
  readonly firedTick: number;
  readonly flight: Flight;
  tick: number;
}

const legs = createLegs();

export class Company {
  readonly #ownSlot: number;
  readonly #seats: number;
  readonly #inputs: readonly PlayerInput[];
  readonly #strikes = new Map<number, Strike>();
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  #tick = 0;
  /** Where the puck was, by tick modulo those kept. */
  readonly #puckX = new Float64Array(PLACES_KEPT);
  readonly #puckY = new Float64Array(PLACES_KEPT);
  #puckTick = 0;
  #bolts: Bolt[] = [];
  #snapshotTick = 0;
  #touchedTick = 0;

  /** Of the one on `ownSlot`, in a room of so many seats. */
  constructor(ownSlot: number, seats: number) {
    this.#ownSlot = ownSlot;
    this.#seats = seats;
    this.#inputs = Array.from({ length: seats }, idle);
    this.#x = new Float64Array(PLACES_KEPT * seats);
    this.#y = new Float64Array(PLACES_KEPT * seats);
  }

  /** What each slot asks for: the others what they last did, me `own`. */
  inputs(own: Readonly<PlayerInput>): readonly Readonly<PlayerInput>[] {
    Object.assign(this.#inputs[this.#ownSlot]!, own);
    return this.#inputs;
  }

  /** The server told of a shot. */
  noteShot(event: FireEvent, firedTick: number): void {
    if (!isBolt(event)) return;
    forEachBolt(event, (angle, pellet) => {
      const key = keyOfShot(event.slot, firedTick, pellet);
      if (!this.#bolts.some((bolt) => bolt.key === key))
        this.#bolts.push(launch({ ...event, angle, pellet }, firedTick));
    });
  }

  /** The server told that a bolt struck somebody, or the puck. */
  noteHit({ attacker, weapon, firedTick, pellet }: HitEvent | NudgeEvent): void {
    if (WEAPONS[weapon]!.isPiercing) return;
    const spent = keyOfShot(attacker, firedTick, pellet);
    this.#bolts = this.#bolts.filter(({ key }) => key !== spent);
  }

  /** Bolts of somebody who left are taken out of the world. */
  dropOf(slot: number): void {
    this.#bolts = this.#bolts.filter(({ event }) => event.slot !== slot);
  }

  /** All bolts are taken out of the world. */
  dropAll(): void {
    this.#bolts = [];
  }

  /** Whether somebody is as good as sure to push me in the next tick of `world`. */
  willPush(world: World): boolean {
    const aheadTicks = world.tick + 1 - this.#snapshotTick;
    if (aheadTicks > PUSH_TICKS) return false;
    const { Position, Skiff, Velocity } = world.components;
    const me = skiffEntity(this.#ownSlot);
    const reachPx = 2 * SKIFF.radiusPx - DOUBT_PX_PER_TICK * aheadTicks;
    return seatedSkiffs(world).some((other) => {
      if (other === me || Skiff.isAlive[other] === 0) return false;
      const vx = Velocity.x[other]! - Velocity.x[me]!;
      const vy = Velocity.y[other]! - Velocity.y[me]!;
      const dx = Position.x[other]! - Position.x[me]! + vx * TICK_SECONDS;
      const dy = Position.y[other]! - Position.y[me]! + vy * TICK_SECONDS;
      return Math.hypot(dx, dy) < reachPx;
    });
  }

  /** The newest tick in which, as far as is predicted, somebody pushes me or a bolt strikes me; 0 for none. */
  get touchedTick(): number {
    return this.#touchedTick;
  }

  /** On whom the bolt with this key (`keyOfShot`) is expected to end, as far as is predicted. */
  strikeOf(key: number): Strike | undefined {
    return this.#strikes.get(key);
  }

  /**
   * Where somebody will be if he goes on as he did, at a tick with a fraction after the newest snapshot. False, and
   * nothing written, where that is not known.
   */
  placeAt(slot: number, tick: number, out: { x: number; y: number }): boolean {
    const before = Math.floor(tick);
    if (before < this.#snapshotTick || before + 1 > this.#tick) return false;
    const [from, to] = [this.#indexOf(slot, before), this.#indexOf(slot, before + 1)];
    out.x = this.#x[from]! + (this.#x[to]! - this.#x[from]!) * (tick - before);
    out.y = this.#y[from]! + (this.#y[to]! - this.#y[from]!) * (tick - before);
    return true;
  }

  /** Where the puck is at a tick with a fraction, as far as is foreseen; false where that is not known. */
  puckAt(tick: number, out: { x: number; y: number }): boolean {
    const before = Math.floor(tick);
    if (before < this.#snapshotTick || before > this.#puckTick) return false;
    const share = tick - before;
    const [from, to] = [before % PLACES_KEPT, (before + 1) % PLACES_KEPT];
    out.x = this.#puckX[from]! + (this.#puckX[to]! - this.#puckX[from]!) * share;
    out.y = this.#puckY[from]! + (this.#puckY[to]! - this.#puckY[from]!) * share;
    return true;
  }

  /** Where it is at the end of the newest tick, and where it will be after the next if nothing strikes it. */
  #notePuck({ tick, components: { Position, Velocity } }: World): void {
    const [now, next] = [tick % PLACES_KEPT, (tick + 1) % PLACES_KEPT];
    const [x, y] = [Position.x[PUCK_ENTITY]!, Position.y[PUCK_ENTITY]!];
    this.#puckTick = tick;
    this.#puckX[now] = x;
    this.#puckY[now] = y;
    this.#puckX[next] = x + Velocity.x[PUCK_ENTITY]! * TICK_SECONDS;
    this.#puckY[next] = y + Velocity.y[PUCK_ENTITY]! * TICK_SECONDS;
  }

  #notePlaces({ tick, components: { Position } }: World): void {
    this.#tick = tick;
    for (let slot = 0; slot < this.#seats; slot++) {
      this.#x[this.#indexOf(slot, tick)] = Position.x[skiffEntity(slot)]!;
      this.#y[this.#indexOf(slot, tick)] = Position.y[skiffEntity(slot)]!;
    }
  }

  /** Puts everybody but me, and every bolt that concerns me, into `world` as they are in `snapshot`; I am in it already. */
  load(world: World, snapshot: Snapshot): void {
    world.tick = this.#snapshotTick = snapshot.tick;
    loadMatch(world, snapshot);
    this.#notePuck(world);
    this.#touchedTick = 0;
    this.#strikes.clear();
    loadPads(world, snapshot);
    for (let slot = 0; slot < this.#seats; slot++)
      if (slot !== this.#ownSlot) this.#loadSkiff(world, snapshot, slot);
    for (const bolt of boltsInFlight(world)) setInFlight(world, bolt, false);
    this.#bolts = this.#bolts.filter((bolt) => flyTo(world, bolt, snapshot.tick));
    for (const bolt of this.#bolts) if (this.#isNear(world, bolt)) loadBolt(world, bolt);
    rememberPlaces(world);
    this.#notePlaces(world);
  }

  /**
   * What bolts and pads do in the tick that has just been made. Whoever is struck is knocked back and whoever takes a
   * rail has it, for that moves him; but hurting and mending is the server's.
   */
  meet(world: World): void {
    for (const event of world.events) {
      if (event.type === "fire" && isBolt(event)) launchBolts(world, event);
      if (event.type === "bump" && (event.a === this.#ownSlot || event.b === this.#ownSlot))
        this.#touchedTick = world.tick;
    }
    moveThings(world);
    flyBolts(world);
    for (const event of world.events) if (event.type === "nudge") this.#nudge(world, event);
    this.#notePuck(world);
    for (const hit of world.pendingHits) this.#strike(world, hit);
    world.pendingHits.length = 0;
    this.#takePads(world);
    rememberPlaces(world);
    if (world.tick <= this.#snapshotTick + FORESEEN_TICKS) this.#notePlaces(world);
    if (world.tick > this.#snapshotTick + EXPECTED_TICKS) this.#dismiss(world);
  }

  /** Weapons move who fires them; what mends and shields is the server's to give. */
  #takePads(world: World): void {
    const { health, shieldPoints } = world.components.Skiff;
    const me = skiffEntity(this.#ownSlot);
    const [ownHealth, ownPoints] = [health[me]!, shieldPoints[me]!];
    chargePads(world);
    health[me] = ownHealth;
    shieldPoints[me] = ownPoints;
  }

  #dismiss(world: World): void {
    const { isAlive } = world.components.Skiff;
    for (let slot = 0; slot < this.#seats; slot++)
      if (slot !== this.#ownSlot) isAlive[skiffEntity(slot)] = 0;
  }

  #strike(world: World, hit: PendingHit): void {
    const { attacker, victim, weapon, firedTick, pellet, x, y } = hit;
    const { tick } = world;
    if (victim === this.#ownSlot) this.#touchedTick = tick;
    const isSure = victim === this.#ownSlot || tick <= this.#snapshotTick + TICKS_PER_SNAPSHOT;
    const isEnd = hit.share === 1 && !WEAPONS[weapon]!.isPiercing;
    if (isEnd)
      this.#strikes.set(keyOfShot(attacker, firedTick, pellet), { tick, victim, x, y, isSure });
    knockBack(world, hit);
  }

  /** A bolt is expected to end on the puck. */
  #nudge({ tick }: World, { attacker, weapon, firedTick, pellet, x, y }: NudgeEvent): void {
    if (WEAPONS[weapon]!.kind !== "bolt" || WEAPONS[weapon]!.isPiercing) return;
    const isSure = tick <= this.#snapshotTick + TICKS_PER_SNAPSHOT;
    const strike = { tick, victim: PUCK_VICTIM, x, y, isSure };
    this.#strikes.set(keyOfShot(attacker, firedTick, pellet), strike);
  }

  #isNear(world: World, { event, flight }: Bolt): boolean {
    const { x, y } = world.components.Position;
    const me = skiffEntity(this.#ownSlot);
    const isOwn = event.slot === this.#ownSlot;
    return isOwn || Math.abs(flight.x - x[me]!) + Math.abs(flight.y - y[me]!) < NEAR_PX;
  }

  #loadSkiff(world: World, { skiffs }: Snapshot, slot: number): void {
    const isThere = skiffs.isPresent[slot] === 1;
    if (isThere !== isSeated(world, slot)) setSeated(world, slot, isThere);
    if (!isThere) return;
    const skiff = skiffEntity(slot);
    const first = slot * SKIFF_FIELDS.length;
    SKIFF_FIELDS.forEach((field, f) => field.write?.(world, skiff, skiffs.values[first + f]!));
    const { Control, Skiff } = world.components;
    Skiff.dashTick[skiff] = Math.max(0, Skiff.dashEndTick[skiff]! - SKIFF.dashTicks);
    Control.buttons[skiff] = 0;
    const input = this.#inputs[slot]!;
    input.moveX = moveXOf(skiffs.values[first + MOVE]!);
    input.moveY = moveYOf(skiffs.values[first + MOVE]!);
    input.aim = skiffs.values[first + AIM]!;
  }

  #indexOf(slot: number, tick: number): number {
    return (tick % PLACES_KEPT) * this.#seats + slot;
  }
}

function isBolt(event: FireEvent): boolean {
  return WEAPONS[event.weapon]!.kind === "bolt";
}

/** As it is before its first tick of flight. */
function launch(event: FireEvent, firedTick: number): Bolt {
  const flight = { x: 0, y: 0, directionX: 0, directionY: 0, bounces: 0, hasEnded: false };
  launchFlight(flight, event.x, event.y, event.angle);
  const key = keyOfShot(event.slot, firedTick, event.pellet);
  return { key, event, firedTick, flight, tick: firedTick - 1 };
}

function loadPads(world: World, { pads: rows }: Snapshot): void {
  pads(world).forEach((pad, index) => {
    world.components.Pad.readyTick[pad] = rows.values[index * PAD_FIELDS.length + READY_TICK]!;
  });
}

/** False when the bolt has ended by then. */
function flyTo(world: World, bolt: Bolt, tick: number): boolean {
  const row = WEAPONS[bolt.event.weapon]!;
  while (bolt.tick < tick && !bolt.flight.hasEnded) {
    flyOneTick(world.arena, bolt.flight, row, legs);
    bolt.tick += 1;
  }
  return !bolt.flight.hasEnded && bolt.tick - bolt.firedTick + 1 < row.lifeTicks;
}

function loadBolt(world: World, { event, firedTick, flight }: Bolt): void {
  const bolt = takeBolt(world);
  if (bolt === 0) return;
  const { Bolt: stores, Position } = world.components;
  stores.owner[bolt] = event.slot;
  stores.weapon[bolt] = event.weapon;
  stores.pellet[bolt] = event.pellet ?? 0;
  stores.firedTick[bolt] = firedTick;
  stores.bounces[bolt] = flight.bounces;
  stores.directionX[bolt] = flight.directionX;
  stores.directionY[bolt] = flight.directionY;
  Position.x[bolt] = flight.x;
  Position.y[bolt] = flight.y;
}

function idle(): PlayerInput {
  return { buttons: 0, moveX: 0, moveY: 0, aim: 0 };
}
