/** Skiffs by the hundred, for worlds that are measured without bots: each goes its way and shoots now and then. */
import { Button, MOVE_MAX, type PlayerInput } from "#shared/sim/input.ts";
import { nextRandom, randomBelow } from "#shared/sim/random.ts";
import { joinWorld } from "#shared/sim/seating.ts";
import { PULSE } from "#shared/sim/tuning.ts";
import {
  boltsInFlight,
  setInFlight,
  skiffEntity,
  takeBolt,
  type World,
} from "#shared/sim/world.ts";
import { TICK_RATE } from "#shared/timing.ts";

/** Mean time between two changes of direction. */
const TURN_TICKS = Math.round(0.45 * TICK_RATE);
/** Mean time between two shots. */
const SHOT_TICKS = TICK_RATE / 2;
/** Bolts that are put into the air are told to have been fired within this time. */
const AGE_TICKS = 60;

export class Crowd {
  readonly inputs: PlayerInput[];
  readonly #random = { randomState: 7 };

  /** Takes all seats of `world`. */
  constructor(world: World) {
    for (let slot = 0; slot < world.seats; slot++) joinWorld(world, slot);
    this.inputs = Array.from({ length: world.seats }, () => ({
      buttons: 0,
      moveX: 0,
      moveY: 0,
      aim: nextRandom(this.#random) & 0xffff,
    }));
  }

  /** What all of them do in the next tick. */
  think(): readonly PlayerInput[] {
    for (const input of this.inputs) wander(input, this.#random);
    return this.inputs;
  }
}

/** Changes `input` to that of the next tick: turns by chance, two shots a second. */
export function wander(input: PlayerInput, random: { randomState: number }): void {
  input.aim = (input.aim + randomBelow(random, 1200) - 600) & 0xffff;
  input.buttons = randomBelow(random, SHOT_TICKS) === 0 ? Button.fire : 0;
  if (randomBelow(random, TURN_TICKS) > 0) return;
  input.moveX = (randomBelow(random, 3) - 1) * MOVE_MAX;
  input.moveY = (randomBelow(random, 3) - 1) * MOVE_MAX;
}

/** Brings the bolts in flight to `count`: new ones begin where skiffs are. */
export function keepBolts(world: World, count: number): void {
  const flying = boltsInFlight(world);
  for (let i = flying.length; i < count; i++) addBolt(world, i);
  for (const bolt of flying.slice(count)) setInFlight(world, bolt, false);
}

function addBolt(world: World, number: number): void {
  const { Bolt, Position } = world.components;
  const bolt = takeBolt(world);
  const slot = number % world.seats;
  const skiff = skiffEntity(slot);
  const angle = (number * 9973 + world.tick * 331) & 65535;
  for (const store of [Bolt.originX, Position.x]) store[bolt] = Position.x[skiff]!;
  for (const store of [Bolt.originY, Position.y]) store[bolt] = Position.y[skiff]!;
  Bolt.owner[bolt] = slot;
  Bolt.weapon[bolt] = PULSE;
  Bolt.bounces[bolt] = 0;
  Bolt.firedTick[bolt] = world.tick - (number % AGE_TICKS);
  Bolt.angle[bolt] = angle;
  Bolt.directionX[bolt] = Math.cos((angle / 65536) * 2 * Math.PI);
  Bolt.directionY[bolt] = Math.sin((angle / 65536) * 2 * Math.PI);
}
