/**
 * Where skiffs will be if they go on as they do: the rules themselves, run on a world that holds the skiffs of a
 * baseline. Both ends know the baseline and what each skiff has wanted since, so only what nobody could foresee, such as
 * who was hit, has to be told.
 */
import type { ArenaSource } from "../sim/arena/arena.ts";
import { Button, type PlayerInput } from "../sim/input.ts";
import { POSITION_STEPS_PER_PX, VELOCITY_STEPS_PER_PX } from "../sim/math.ts";
import { foreseeStep } from "../sim/step.ts";
import { DEFAULT_SEATS } from "../sim/tuning.ts";
import { createWorld, MATCH_PHASES, setSeated, skiffEntity, type World } from "../sim/world.ts";
import {
  AIM_STEPS_PER_SEEN,
  MATCH_AT,
  moveXOf,
  moveYOf,
  SKIFF_AT,
  SKIFF_FIELDS,
} from "./replicated.ts";
import type { Snapshot } from "./snapshot.ts";

const WIDTH = SKIFF_FIELDS.length;

/** How far ahead anything is foreseen: what comes later hangs on too much that is not known. */
export const FORESEEN_TICKS = 8;
const SHOTS_TO_SPARE = 2;

/** What a skiff has wanted since the baseline. */
export interface Course {
  /** What its stick asked for at the baseline, what it asks for now, and from which tick on. */
  firstMove: number;
  move: number;
  moveTick: number;
  /** What it aims at now, in seen steps. */
  aim: number;
  /** Tick in which its last dash began, be it before the baseline. */
  dashTick: number;
  /** Tick in which it fired; 0 when it did not. */
  fireTick: number;
  fireWeapon: number;
  fireAngle: number;
  /** Where that shot began, px: foreseen. */
  muzzleX: number;
  muzzleY: number;
}

export class Foresight {
  /** By slot. */
  readonly courses: readonly Course[];
  /** The skiffs foreseen: fields x to velocityY of their rows, `WIDTH` integers to a slot as in a snapshot. */
  readonly values: Int32Array;
  /** Slots of skiffs that pushed one another on the way, two by two. */
  readonly bumps: number[] = [];
  readonly #world: World;
  readonly #inputs: readonly PlayerInput[];

  /** Of a room with so many seats. */
  constructor(arena: ArenaSource, seats = DEFAULT_SEATS) {
    this.courses = Array.from({ length: seats }, createCourse);
    this.values = new Int32Array(seats * WIDTH);
    this.#inputs = this.courses.map(() => ({ buttons: 0, moveX: 0, moveY: 0, aim: 0 }));
    this.#world = createWorld({ arena, seats, seed: 0 });
    for (let slot = 0; slot < seats; slot++) setSeated(this.#world, slot, true);
  }

  /** Takes the skiffs of a baseline, each of them going on as it did until its course says something else. */
  begin(base: Snapshot): void {
    this.values.set(base.skiffs.values);
    this.#world.tick = base.tick;
    this.#world.match.phase = MATCH_PHASES[base.match.values[MATCH_AT.phase] ?? -1] ?? "playing";
    this.#world.match.endTick = base.match.values[MATCH_AT.endTick] ?? 0;
    this.bumps.length = 0;
    for (let slot = 0; slot < this.courses.length; slot++) this.#load(base, slot);
  }

  /** Takes a skiff out: of it not enough is known, so that it pushes nobody either. */
  drop(slot: number): void {
    this.#world.components.Skiff.isAlive[skiffEntity(slot)] = 0;
  }

  #load(base: Snapshot, slot: number): void {
    const { values } = base.skiffs;
    const { Position, Skiff, Velocity } = this.#world.components;
    const skiff = skiffEntity(slot);
    const first = slot * WIDTH;
    if (base.skiffs.isPresent[slot] !== 1) {
      Skiff.isAlive[skiff] = 0;
      return;
    }
    setOut(this.courses[slot]!, values[first + SKIFF_AT.move]!, values[first + SKIFF_AT.aim]!);
    Skiff.isAlive[skiff] = values[first + SKIFF_AT.isAlive]!;
    if (Skiff.isAlive[skiff] === 0) return;
    Position.x[skiff] = values[first + SKIFF_AT.x]! / POSITION_STEPS_PER_PX;
    Position.y[skiff] = values[first + SKIFF_AT.y]! / POSITION_STEPS_PER_PX;
    Velocity.x[skiff] = values[first + SKIFF_AT.velocityX]! / VELOCITY_STEPS_PER_PX;
    Velocity.y[skiff] = values[first + SKIFF_AT.velocityY]! / VELOCITY_STEPS_PER_PX;
    Skiff.dashEndTick[skiff] = values[first + SKIFF_AT.dashEndTick]!;
  }

  /** Goes to `tick` on the courses as they now are, or as far as may be foreseen. */
  run(tick: number): void {
    const last = Math.min(tick, this.#world.tick + FORESEEN_TICKS);
    while (this.#world.tick < last) {
      this.#steer(this.#world.tick + 1);
      foreseeStep(this.#world, this.#inputs);
      this.#noteEvents();
    }
    this.#read();
  }

  /** Presses what the courses say was pressed in this tick, and makes sure that it may be. */
  #steer(tick: number): void {
    const { Ammo, Control, Skiff } = this.#world.components;
    for (let slot = 0; slot < this.courses.length; slot++) {
      const skiff = skiffEntity(slot);
      if (Skiff.isAlive[skiff] === 0) continue;
      const course = this.courses[slot]!;
      const input = this.#inputs[slot]!;
      const move = tick < course.moveTick ? course.firstMove : course.move;
      Control.buttons[skiff] = 0;
      input.buttons = 0;
      input.moveX = moveXOf(move);
      input.moveY = moveYOf(move);
      input.aim = course.aim * AIM_STEPS_PER_SEEN;
      if (tick === course.dashTick) {
        input.buttons |= Button.dash;
        Skiff.dashReadyTick[skiff] = 0;
      }
      if (tick === course.fireTick) {
        input.buttons |= Button.fire;
        input.aim = course.fireAngle;
        Skiff.nextShotTick[skiff] = 0;
        Skiff.weapon[skiff] = course.fireWeapon;
        Ammo[course.fireWeapon]![skiff] = SHOTS_TO_SPARE;
      }
    }
  }

  #noteEvents(): void {
    for (const event of this.#world.events) {
      if (event.type === "bump") this.bumps.push(event.a, event.b);
      if (event.type !== "fire") continue;
      const course = this.courses[event.slot]!;
      course.muzzleX = event.x;
      course.muzzleY = event.y;
    }
  }

  #read(): void {
    const { Position, Skiff, Velocity } = this.#world.components;
    for (let slot = 0; slot < this.courses.length; slot++) {
      const skiff = skiffEntity(slot);
      if (Skiff.isAlive[skiff] === 0) continue;
      const first = slot * WIDTH;
      this.values[first + SKIFF_AT.x] = Position.x[skiff]! * POSITION_STEPS_PER_PX;
      this.values[first + SKIFF_AT.y] = Position.y[skiff]! * POSITION_STEPS_PER_PX;
      this.values[first + SKIFF_AT.velocityX] = Velocity.x[skiff]! * VELOCITY_STEPS_PER_PX;
      this.values[first + SKIFF_AT.velocityY] = Velocity.y[skiff]! * VELOCITY_STEPS_PER_PX;
    }
  }
}

function createCourse(): Course {
  const course = { firstMove: 0, move: 0, moveTick: 0, aim: 0, dashTick: 0 };
  return { ...course, fireTick: 0, fireWeapon: 0, fireAngle: 0, muzzleX: 0, muzzleY: 0 };
}

function setOut(course: Course, move: number, aim: number): void {
  course.firstMove = move;
  course.move = move;
  course.moveTick = 0;
  course.aim = aim;
  course.dashTick = 0;
  course.fireTick = 0;
  course.muzzleX = 0;
  course.muzzleY = 0;
}
