/**
 * The own skiff, ahead of the server: each input acts at once on a world in which the others go on as they did. When a
 * snapshot tells what the server made of a tick, the world is put back there and the inputs since are run again. Mostly
 * that leads to the very same place; where it does not, the eye is led from the old place to the new one in a few frames.
 */
import { INPUT_WINDOW_TICKS } from "#shared/protocol/messages.ts";
import {
  fieldIndex,
  moveXOf,
  moveYOf,
  OWN_STATE,
  SKIFF_FIELDS,
} from "#shared/protocol/replicated.ts";
import { restoreOwn, type Snapshot } from "#shared/protocol/snapshot.ts";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import type { SimEvent } from "#shared/sim/events.ts";
import { Button, EDGES, edgesWhenLate, IDLE_INPUT, type PlayerInput } from "#shared/sim/input.ts";
import { foreseeStep, predictStep } from "#shared/sim/step.ts";
import { DEFAULT_SEATS } from "#shared/sim/tuning.ts";
import { createWorld, isSeated, setSeated, skiffEntity, type World } from "#shared/sim/world.ts";
import { Company } from "./company.ts";
import { shareLeft } from "./easing.ts";

const HISTORY = 128;
/** A correction beyond this is a teleport and is not smoothed. */
const SNAP_PX = 128;
const NEAR_PX = 8;
const NEAR_HALF_LIFE_MS = 80;
const FAR_HALF_LIFE_MS = 40;
/** A frame that is later than this is a standstill, and what follows is seen as a jump anyway. */
const MOST_LATE_TICKS = 6;
/** Corrections below this are rounding on the way to the eye, not mistakes. */
const MISPREDICTION_PX = 0.5;

const MOVE = fieldIndex(SKIFF_FIELDS, "move");
const MOTION = ["x", "y", "velocityX", "velocityY"].map((name) => fieldIndex(OWN_STATE, name));

type Store = Float32Array | Uint32Array | Uint16Array | Int16Array | Uint8Array | Int8Array;

interface Remembered {
  tick: number;
  readonly input: PlayerInput;
  readonly own: Int32Array;
}

export class Prediction {
  /** The others and their bolts; tell it of shots and hits. */
  readonly company: Company;
  readonly #slot: number;
  readonly #world: World;
  /** A copy that is stepped once more, to draw between two ticks. */
  readonly #preview: World;
  readonly #history: Remembered[] = Array.from({ length: HISTORY }, remembered);
  /** Up to this tick the server makes do without my inputs, and goes on with this one. */
  #unheardUntil = 0;
  readonly #held: PlayerInput = { ...IDLE_INPUT };
  /** What was pressed after this tick it has yet to hear of. */
  #heardTick = 0;
  #offsetX = 0;
  #offsetY = 0;
  /** What the newest snapshot told of the own skiff's motion and inputs was what had been predicted for its tick. */
  wasRight = true;
  corrections = 0;
  lastCorrectionPx = 0;

  /** Of the one on `slot`, in a room of so many seats. */
  constructor(arena: ArenaSource, slot: number, seats = DEFAULT_SEATS) {
    this.#slot = slot;
    this.company = new Company(slot, seats);
    this.#world = createWorld({ arena, seats, seed: 0 });
    this.#preview = createWorld({ arena, seats, seed: 0 });
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

  /** Up to this tick the server was known, by the newest snapshot, to go on without my inputs; 0 when it had them. */
  get unheardUntil(): number {
    return this.#unheardUntil;
  }

  /** Runs the next tick with `input` and gives what happened in it, for the first and only time. */
  predict(input: Readonly<PlayerInput>): readonly SimEvent[] {
    const tick = this.#world.tick + 1;
    const entry = this.#history[tick % HISTORY]!;
    entry.tick = tick;
    Object.assign(entry.input, input);
    this.#runTick(entry.input);
    this.#read(this.#world, entry.own);
    return this.#world.events.filter((event) => "slot" in event && event.slot === this.#slot);
  }

  /**
   * Learns what the server made of `snapshot.tick`; `slot`'s row of its own part must be there. Up to `unheardUntil`, if
   * that is not 0, the server is known to go on with the stick that it had then, and to have heard of me last in `heardTick`
   * (silence.ts).
   */
  reconcile(snapshot: Snapshot, unheardUntil = 0, heardTick = snapshot.tick): void {
    this.#catchUp(snapshot.tick);
    const skiff = skiffEntity(this.#slot);
    const { Position, Skiff } = this.#world.components;
    const fromX = Position.x[skiff]!;
    const fromY = Position.y[skiff]!;
    const wasAlive = Skiff.isAlive[skiff] === 1;
    this.#heardTick = heardTick;
    this.#rerunFrom(snapshot, unheardUntil);
    const isSameLife = wasAlive && Skiff.isAlive[skiff] === 1;
    this.#smooth(fromX - Position.x[skiff]!, fromY - Position.y[skiff]!, isSameLife);
  }

  /**
   * Puts the clock of the prediction at `tick`: time before it is not predicted any more. It never goes back over ticks
   * whose inputs the server may hold already: for them nothing else can be pressed any more, so the clock waits there.
   */
  jumpTo(tick: number): void {
    this.#world.tick = Math.max(tick, Math.min(this.#world.tick, tick + INPUT_WINDOW_TICKS));
  }

  /** Lets the smoothing fade for a frame of `deltaMs`. */
  fade(deltaMs: number): void {
    const length = Math.hypot(this.#offsetX, this.#offsetY);
    const halfLife = length < NEAR_PX ? NEAR_HALF_LIFE_MS : FAR_HALF_LIFE_MS;
    const left = shareLeft(length, halfLife, deltaMs);
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

  #runTick(input: Readonly<PlayerInput>): void {
    this.#run(this.#world, input);
    this.company.meet(this.#world);
  }

  #run(world: World, input: Readonly<PlayerInput>): void {
    (this.company.willPush(world) ? foreseeStep : predictStep)(world, this.company.inputs(input));
  }

  /**
   * Word of `tick` has come before the frame that would predict it, as it does where a frame is late: the server went on
   * with the last input, so by then the skiff would be where that leads. That time passed is no mistake of anybody.
   */
  #catchUp(tick: number): void {
    const newest = this.#history[this.#world.tick % HISTORY]!;
    const isLate = newest.tick === this.#world.tick && tick - newest.tick <= MOST_LATE_TICKS;
    while (isLate && this.#world.tick < tick) this.#runTick(newest.input);
  }

  /** A tick that the clock jumped over goes on as the one before, as on the server, which soon lets go of the trigger. */
  #rerunFrom(snapshot: Snapshot, unheardUntil: number): void {
    const newest = Math.max(this.#world.tick, snapshot.tick);
    restoreOwn(this.#world, snapshot, this.#slot);
    this.company.load(this.#world, snapshot);
    const known = this.#history[snapshot.tick % HISTORY]!;
    const isRight = known.tick !== snapshot.tick || this.#isAt(known.own);
    this.wasRight = isRight && unheardUntil === 0;
    if (known.tick === snapshot.tick) this.#read(this.#world, known.own);
    this.#holdAs(snapshot, known, unheardUntil);
    this.#world.tick = Math.max(snapshot.tick, newest - HISTORY);
    let own: Readonly<PlayerInput> = this.#held;
    while (this.#world.tick < newest) {
      const tick = this.#world.tick + 1;
      const entry = this.#history[tick % HISTORY]!;
      const isKnown = entry.tick === tick;
      own = isKnown ? entry.input : { ...own, buttons: own.buttons & ~Button.fire };
      if (tick <= this.#unheardUntil) this.#runTick(this.#held);
      else if (tick === this.#unheardUntil + 1) this.#runTick(this.#withLatePresses(own));
      else this.#runTick(own);
      if (isKnown) this.#read(this.#world, entry.own);
    }
  }

  /** The server holds the stick that the snapshot tells of, and lets go of the trigger. */
  #holdAs(snapshot: Snapshot, { input }: Remembered, untilTick: number): void {
    const skiff = skiffEntity(this.#slot);
    const move = snapshot.skiffs.values[this.#slot * SKIFF_FIELDS.length + MOVE]!;
    const buttons = this.#world.components.Control.buttons[skiff]! & ~Button.fire;
    this.#unheardUntil = untilTick;
    Object.assign(this.#held, input, { moveX: moveXOf(move), moveY: moveYOf(move), buttons });
  }

  /** When the server hears of me again, it does then what was pressed meanwhile, if that is not too long ago. */
  #withLatePresses(own: Readonly<PlayerInput>): PlayerInput {
    const doneTick = this.#unheardUntil + 1;
    let pressed = 0;
    for (let tick = doneTick - 1; tick > this.#heardTick; tick--) {
      const counted = edgesWhenLate(doneTick - tick);
      if (counted === 0) break;
      pressed |= this.#buttonsAt(tick) & ~this.#buttonsAt(tick - 1) & counted;
    }
    return { ...own, buttons: own.buttons | pressed };
  }

  /** What was down in a tick; all of `EDGES` where that is not known, so that nothing seems pressed after it. */
  #buttonsAt(tick: number): number {
    const entry = this.#history[tick % HISTORY]!;
    return entry.tick === tick ? entry.input.buttons : EDGES;
  }

  #isAt(own: Int32Array): boolean {
    const source = { world: this.#world, status: noStatus };
    const skiff = skiffEntity(this.#slot);
    return MOTION.every((f) => OWN_STATE[f]!.read(source, skiff, this.#slot) === own[f]);
  }

  #read(world: World, into: Int32Array): void {
    const source = { world, status: noStatus };
    OWN_STATE.forEach((field, f) => {
      into[f] = field.read(source, skiffEntity(this.#slot), this.#slot);
    });
  }

  #copyToPreview(): void {
    copySkiffs(this.#world, this.#preview);
    this.#preview.tick = this.#world.tick;
    Object.assign(this.#preview.match, this.#world.match);
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

function copySkiffs(from: World, to: World): void {
  for (let slot = 0; slot < from.seats; slot++)
    if (isSeated(from, slot) !== isSeated(to, slot)) setSeated(to, slot, isSeated(from, slot));
  for (const kind of ["Position", "Velocity", "Control", "Skiff"] as const) {
    const into: Record<string, Store> = to.components[kind];
    for (const [name, store] of Object.entries<Store>(from.components[kind]))
      into[name]!.set(store);
  }
  from.components.Ammo.forEach((store, weapon) => to.components.Ammo[weapon]!.set(store));
}

const noStatus = () => ({ isAway: false, pingMs: 0 });

function remembered(): Remembered {
  const input = { buttons: 0, moveX: 0, moveY: 0, aim: 0 };
  return { tick: -1, input, own: new Int32Array(OWN_STATE.length) };
}
