/**
 * The own skiff, ahead of the server: each input acts at once on a world that holds only this skiff. When a snapshot
 * tells what the server made of a tick, either it is what was predicted and nothing happens, or the world is put back
 * there and the inputs since are run again; the eye is led from the old place to the new one in a few frames.
 */
import { OWN_STATE } from "#shared/protocol/replicated.ts";
import { readOwnState, restoreOwn, type Snapshot } from "#shared/protocol/snapshot.ts";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import type { SimEvent } from "#shared/sim/events.ts";
import { IDLE_INPUT, type PlayerInput } from "#shared/sim/input.ts";
import { predictStep } from "#shared/sim/step.ts";
import {
  createWorld,
  MATCH_PHASES,
  setSeated,
  skiffEntity,
  type World,
} from "#shared/sim/world.ts";

const HISTORY = 128;
/** A correction beyond this is a teleport and is not smoothed. */
const SNAP_PX = 128;
const NEAR_PX = 8;
const NEAR_HALF_LIFE_MS = 80;
const FAR_HALF_LIFE_MS = 40;
/** Corrections below this are rounding on the way to the eye, not mistakes. */
const MISPREDICTION_PX = 0.5;

interface Remembered {
  tick: number;
  readonly input: PlayerInput;
  readonly own: Int32Array;
}

export class Prediction {
  readonly #slot: number;
  readonly #world: World;
  /** A copy that is stepped once more, to draw between two ticks. */
  readonly #preview: World;
  readonly #history: Remembered[] = Array.from({ length: HISTORY }, remembered);
  readonly #scratch = new Int32Array(OWN_STATE.length);
  #offsetX = 0;
  #offsetY = 0;
  corrections = 0;
  lastCorrectionPx = 0;

  constructor(arena: ArenaSource, slot: number) {
    this.#slot = slot;
    this.#world = createWorld({ arena, seed: 0 });
    this.#preview = createWorld({ arena, seed: 0 });
    setSeated(this.#world, slot, true);
    setSeated(this.#preview, slot, true);
  }

  /** The world with the own skiff in it, as predicted. Read it, do not step it. */
  get world(): World {
    return this.#world;
  }

  get tick(): number {
    return this.#world.tick;
  }

  /** How far from where it is the own skiff is drawn, px, while a correction is smoothed. */
  get offset(): { x: number; y: number } {
    return { x: this.#offsetX, y: this.#offsetY };
  }

  /** Runs the next tick with `input` and gives what happened in it, for the first and only time. */
  predict(input: Readonly<PlayerInput>): readonly SimEvent[] {
    const tick = this.#world.tick + 1;
    const entry = this.#history[tick % HISTORY]!;
    entry.tick = tick;
    Object.assign(entry.input, input);
    this.#run(this.#world, entry.input);
    this.#read(this.#world, entry.own);
    return this.#world.events;
  }

  /** Learns what the server made of `snapshot.tick`; `slot`'s row of its own part must be there. */
  reconcile(snapshot: Snapshot): void {
    this.#followMatch(snapshot);
    const entry = this.#history[snapshot.tick % HISTORY]!;
    if (entry.tick === snapshot.tick && this.#isAsPredicted(entry, snapshot)) return;
    const skiff = skiffEntity(this.#slot);
    const { Position, Skiff } = this.#world.components;
    const fromX = Position.x[skiff]!;
    const fromY = Position.y[skiff]!;
    const wasAlive = Skiff.isAlive[skiff] === 1;
    this.#rerunFrom(snapshot);
    const isSameLife = wasAlive && Skiff.isAlive[skiff] === 1;
    this.#smooth(fromX - Position.x[skiff]!, fromY - Position.y[skiff]!, isSameLife);
  }

  /** Puts the clock of the prediction at `tick`: time before it is not predicted any more. */
  jumpTo(tick: number): void {
    this.#world.tick = tick;
  }

  /** Lets the smoothing fade for a frame of `deltaMs`. */
  fade(deltaMs: number): void {
    const length = Math.hypot(this.#offsetX, this.#offsetY);
    const halfLife = length < NEAR_PX ? NEAR_HALF_LIFE_MS : FAR_HALF_LIFE_MS;
    const left = 0.5 ** (deltaMs / halfLife);
    this.#offsetX *= left;
    this.#offsetY *= left;
  }

  /** Where to draw the own skiff when `share` of the next tick has passed, holding `input`. */
  drawnAt(share: number, input: Readonly<PlayerInput>, out: { x: number; y: number }): void {
    const skiff = skiffEntity(this.#slot);
    const { Position } = this.#world.components;
    out.x = Position.x[skiff]! + this.#offsetX;
    out.y = Position.y[skiff]! + this.#offsetY;
    if (this.#world.components.Skiff.isAlive[skiff] === 0) return;
    this.#copyToPreview();
    this.#run(this.#preview, input);
    const next = this.#preview.components.Position;
    out.x += (next.x[skiff]! - Position.x[skiff]!) * share;
    out.y += (next.y[skiff]! - Position.y[skiff]!) * share;
  }

  #run(world: World, input: Readonly<PlayerInput>): void {
    inputs[this.#slot] = input;
    predictStep(world, inputs);
    inputs[this.#slot] = undefined;
  }

  /** A tick for which there is no input, because the clock jumped over it, is run without. */
  #rerunFrom(snapshot: Snapshot): void {
    const newest = Math.max(this.#world.tick, snapshot.tick);
    restoreOwn(this.#world, snapshot, this.#slot);
    this.#world.tick = snapshot.tick;
    const known = this.#history[snapshot.tick % HISTORY]!;
    if (known.tick === snapshot.tick) this.#read(this.#world, known.own);
    this.#world.tick = Math.max(snapshot.tick, newest - HISTORY);
    while (this.#world.tick < newest) {
      const entry = this.#history[(this.#world.tick + 1) % HISTORY]!;
      const isKnown = entry.tick === this.#world.tick + 1;
      this.#run(this.#world, isKnown ? entry.input : IDLE_INPUT);
      if (isKnown) this.#read(this.#world, entry.own);
    }
  }

  #isAsPredicted(entry: Remembered, snapshot: Snapshot): boolean {
    readOwnState(snapshot, this.#slot, this.#scratch);
    return entry.own.every((value, f) => value === this.#scratch[f]);
  }

  #read(world: World, into: Int32Array): void {
    const source = { world, status: noStatus };
    OWN_STATE.forEach((field, f) => {
      into[f] = field.read(source, skiffEntity(this.#slot), this.#slot);
    });
  }

  #copyToPreview(): void {
    this.#read(this.#world, this.#scratch);
    OWN_STATE.forEach((field, f) =>
      field.write?.(this.#preview, skiffEntity(this.#slot), this.#scratch[f]!),
    );
    this.#preview.tick = this.#world.tick;
    Object.assign(this.#preview.match, this.#world.match);
  }

  #followMatch(snapshot: Snapshot): void {
    const [phase, endTick] = snapshot.match.values;
    this.#world.match.phase = MATCH_PHASES[phase!] ?? "warmup";
    this.#world.match.endTick = endTick!;
  }

  #smooth(dx: number, dy: number, isSameLife: boolean): void {
    const length = Math.hypot(dx, dy);
    if (!isSameLife || length > SNAP_PX) {
      this.#offsetX = 0;
      this.#offsetY = 0;
      return;
    }
    this.#offsetX += dx;
    this.#offsetY += dy;
    if (length <= MISPREDICTION_PX) return;
    this.corrections += 1;
    this.lastCorrectionPx = length;
  }
}

const inputs: (Readonly<PlayerInput> | undefined)[] = [];
const noStatus = () => ({ isAway: false, pingMs: 0 });

function remembered(): Remembered {
  const input = { buttons: 0, moveX: 0, moveY: 0, aim: 0 };
  return { tick: -1, input, own: new Int32Array(OWN_STATE.length) };
}
