/**
 * Where a skiff will be if it goes on as it does: the rules themselves, run on a world with this one skiff in it. Both
 * ends know the skiff's baseline and what it has wanted since, so only what nobody could foresee has to be told.
 */
import type { ArenaSource } from "../sim/arena/arena.ts";
import { Button, type PlayerInput } from "../sim/input.ts";
import { predictStep } from "../sim/step.ts";
import { createWorld, MATCH_PHASES, setSeated, skiffEntity, type World } from "../sim/world.ts";
import {
  AIM_STEPS_PER_SEEN,
  fieldIndex,
  MATCH_FIELDS,
  SKIFF_FIELDS,
  unpackMoveX,
  unpackMoveY,
} from "./replicated.ts";
import type { Snapshot } from "./snapshot.ts";

const MOVE = fieldIndex(SKIFF_FIELDS, "move");
const IS_ALIVE = fieldIndex(SKIFF_FIELDS, "isAlive");
const DASH_END = fieldIndex(SKIFF_FIELDS, "dashEndTick");
const X = fieldIndex(SKIFF_FIELDS, "x");
const PHASE = fieldIndex(MATCH_FIELDS, "phase");
const PHASE_END = fieldIndex(MATCH_FIELDS, "endTick");

/** What a skiff has wanted since its baseline. */
export interface Course {
  /** What its stick asks for now, and from which tick on; before that it asked for what it did at the baseline. */
  move: number;
  moveTick: number;
  /** What it aims at now, in seen steps. */
  aim: number;
  /** Tick in which it began to dash; 0 when it did not. */
  dashTick: number;
  /** Tick in which it fired; 0 when it did not. */
  fireTick: number;
  fireWeapon: number;
  fireAngle: number;
}

const ONLY_SLOT = 0;
const SHOTS_TO_SPARE = 2;

export class Foresight {
  readonly #world: World;
  readonly #input: PlayerInput = { buttons: 0, moveX: 0, moveY: 0, aim: 0 };
  readonly #inputs = [this.#input];
  /** x, y and velocity foreseen, as the fields of a row in their order. */
  readonly kinetics = new Int32Array(4);
  /** Where the shot of the course began, px. */
  muzzleX = 0;
  muzzleY = 0;

  constructor(arena: ArenaSource) {
    this.#world = createWorld({ arena, seed: 0 });
    setSeated(this.#world, ONLY_SLOT, true);
  }

  /** Takes the skiff of `slot` from `base` to `tick` on this course; the outcome stands in the fields above. */
  foresee(base: Snapshot, slot: number, tick: number, course: Readonly<Course>): void {
    const first = slot * SKIFF_FIELDS.length;
    const { values } = base.skiffs;
    for (let f = 0; f < this.kinetics.length; f++) this.kinetics[f] = values[first + X + f]!;
    if (values[first + IS_ALIVE] === 0) return;
    this.#load(base, first);
    for (let at = base.tick + 1; at <= tick; at++) {
      this.#steer(at, at < course.moveTick ? values[first + MOVE]! : course.move, course);
      predictStep(this.#world, this.#inputs);
      if (at === course.fireTick) this.#noteMuzzle();
    }
    this.#read();
  }

  #load(base: Snapshot, first: number): void {
    const skiff = skiffEntity(ONLY_SLOT);
    SKIFF_FIELDS.forEach((field, f) =>
      field.write?.(this.#world, skiff, base.skiffs.values[first + f]!),
    );
    this.#world.tick = base.tick;
    this.#world.match.phase = MATCH_PHASES[base.match.values[PHASE]!] ?? "playing";
    this.#world.match.endTick = base.match.values[PHASE_END]!;
    this.#world.components.Skiff.dashEndTick[skiff] = base.skiffs.values[first + DASH_END]!;
  }

  /** Presses what the course says was pressed in this tick, and makes sure that it may be. */
  #steer(tick: number, move: number, course: Readonly<Course>): void {
    const skiff = skiffEntity(ONLY_SLOT);
    const { Ammo, Control, Skiff } = this.#world.components;
    const input = this.#input;
    Control.buttons[skiff] = 0;
    input.buttons = 0;
    input.moveX = unpackMoveX(move);
    input.moveY = unpackMoveY(move);
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

  #noteMuzzle(): void {
    const shot = this.#world.events.find((event) => event.type === "fire");
    if (shot === undefined) return;
    this.muzzleX = shot.x;
    this.muzzleY = shot.y;
  }

  #read(): void {
    const skiff = skiffEntity(ONLY_SLOT);
    const source = { world: this.#world, status: noStatus };
    for (let f = 0; f < this.kinetics.length; f++) {
      this.kinetics[f] = SKIFF_FIELDS[X + f]!.read(source, skiff, ONLY_SLOT);
    }
  }
}

const noStatus = () => ({ isAway: false, pingMs: 0 });
