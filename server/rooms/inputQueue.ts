/**
 * Inputs of one seat by tick: exactly one leaves for each tick of the server, so nobody moves faster than others. For a
 * missing one the newest before it goes on: its movement fades, its fire is let go; nothing is ever pressed that was not
 * pressed before, so no edge is repeated. One that comes too late for its own tick moves nothing any more, but what it
 * pressed is pressed in the next tick, if that is not too far off.
 */
import {
  Button,
  EDGES,
  edgesWhenLate,
  REWIND_STEPS_PER_TICK,
  type PlayerInput,
  type TickInput,
} from "#shared/sim/input.ts";
import { MOST_REWIND } from "#shared/sim/rewind.ts";

/** Ticks ahead of the room for which inputs are kept. */
export const INPUT_WINDOW_TICKS = 30;
const RING = 64;
/** So long after a tick it is known whether it was missed, and told. */
export const MISSED_KNOWN_TICKS = 30;
/** A stall of a network lasts up to 300 ms: who holds his stick through it is where he sees himself. */
const REPEAT_TICKS = 18;
const HOLD_FIRE_TICKS = 3;
const FADED_TICKS = 30;
/** One tick between two inputs may be left out on purpose, where nothing changes. */
const MOST_LEFT_OUT = 1;

/** An input, the tick that it was pressed for, and how old the picture was by then. */
interface Entry extends PlayerInput {
  tick: number;
  viewAge: number;
}

export class InputQueue {
  readonly #ring: Entry[] = Array.from({ length: RING }, emptyEntry);
  /** The newest of those before the room's tick: what a missing one is made of. */
  readonly #last: Entry = emptyEntry();
  /** The one that just came. */
  readonly #heard: Entry = emptyEntry();
  /** What was pressed too late for its own tick; no buttons when nothing was. */
  readonly #late: Entry = emptyEntry();
  readonly #out: Required<TickInput> = { buttons: 0, moveX: 0, moveY: 0, aim: 0, rewind: 0 };
  #heardTick = -1;
  #heardButtons = 0;
  #missed = 0;
  /** The ticks that were missed, each in its place of the ring. */
  readonly #missedTicks = new Int32Array(RING).fill(-1);
  #firstTick = Infinity;

  /**
   * Ticks from the first for which an input came whose own came too late or never; but a single one without an input is
   * taken to have been left out on purpose until its input comes after all.
   */
  get missed(): number {
    return this.#missed;
  }

  /** Whether `tick`, one of the newest `MISSED_KNOWN_TICKS`, is one of those. */
  wasMissed(tick: number): boolean {
    return this.#missedTicks[tick % RING] === tick;
  }

  /**
   * Keeps the input of `tick` for when the room, now at `roomTick`, gets there; `viewAge` is how old the picture was,
   * see ViewAge. False when it is outside of the window, so that at most its presses are kept.
   */
  put(tick: number, input: Readonly<PlayerInput>, viewAge: number, roomTick: number): boolean {
    if (tick > roomTick + INPUT_WINDOW_TICKS) return false;
    const entry = copyInput(input, this.#heard);
    entry.tick = tick;
    entry.viewAge = viewAge;
    const pressed = this.#hear(entry);
    if (tick <= roomTick) {
      if (this.#ring[tick % RING]!.tick !== tick && roomTick - tick < RING) this.#miss(tick);
      const counted = pressed & edgesWhenLate(roomTick + 1 - tick);
      if (counted !== 0) this.#keepPress(entry, counted);
      if (tick > this.#last.tick) this.#learnState(entry);
      return false;
    }
    const kept = this.#ring[tick % RING]!;
    if (kept.tick === tick) return true; // the first one counts
    this.#firstTick = Math.min(this.#firstTick, tick);
    copyEntry(entry, kept);
    return true;
  }

  /** The input for `tick`, to be used before the next call. */
  take(tick: number): Readonly<Required<TickInput>> {
    const entry = this.#ring[tick % RING]!;
    const isOwn = entry.tick === tick;
    if (isOwn) copyEntry(entry, this.#last);
    else if (tick - this.#last.tick > MOST_LEFT_OUT) this.#miss(tick);
    this.#goOn(isOwn ? 0 : tick - this.#last.tick);
    if (this.#late.buttons !== 0) this.#pressLate(tick);
    return this.#out;
  }

  #miss(tick: number): void {
    if (tick <= this.#firstTick || this.wasMissed(tick)) return;
    this.#missedTicks[tick % RING] = tick;
    this.#missed += 1;
  }

  /** The buttons that `entry` presses and the one heard before it did not. */
  #hear(entry: Entry): number {
    if (entry.tick <= this.#heardTick) return 0;
    const pressed = entry.buttons & ~this.#heardButtons & EDGES;
    this.#heardTick = entry.tick;
    this.#heardButtons = entry.buttons;
    return pressed;
  }

  #keepPress(entry: Entry, pressed: number): void {
    const buttons = this.#late.buttons | pressed;
    // Where both are pressed, aim and time are those of the shot.
    if ((pressed & Button.fire) !== 0 || this.#late.buttons === 0) copyEntry(entry, this.#late);
    this.#late.buttons = buttons;
  }

  /** How things are according to a late input, but for buttons that went down too long ago. */
  #learnState(entry: Entry): void {
    const down = this.#last.buttons | this.#late.buttons | ~EDGES;
    copyEntry(entry, this.#last);
    this.#last.buttons &= down;
  }

  /** What the last input asks for, `missed` ticks after its own. */
  #goOn(missed: number): void {
    const last = this.#last;
    const fade = 1 - (missed - REPEAT_TICKS) / (FADED_TICKS - REPEAT_TICKS);
    const share = Math.max(0, Math.min(1, fade));
    const out = this.#out;
    out.moveX = Math.trunc(last.moveX * share);
    out.moveY = Math.trunc(last.moveY * share);
    out.aim = last.aim;
    out.buttons = missed > HOLD_FIRE_TICKS ? last.buttons & ~Button.fire : last.buttons;
    // What he sees moves on with the ticks.
    out.rewind = Math.min(MOST_REWIND, last.viewAge);
  }

  #pressLate(tick: number): void {
    const { buttons, aim, viewAge, tick: ownTick } = this.#late;
    const out = this.#out;
    out.buttons |= buttons;
    if ((buttons & Button.fire) !== 0) {
      out.aim = aim;
      out.rewind = Math.min(MOST_REWIND, viewAge + (tick - ownTick) * REWIND_STEPS_PER_TICK);
    }
    this.#late.buttons = 0;
  }
}

/** Field by field: there is one of each for every player in every tick. */
function copyEntry(from: Readonly<Entry>, into: Entry): void {
  copyInput(from, into);
  into.tick = from.tick;
  into.viewAge = from.viewAge;
}

function copyInput(from: Readonly<PlayerInput>, into: Entry): Entry {
  into.buttons = from.buttons;
  into.moveX = from.moveX;
  into.moveY = from.moveY;
  into.aim = from.aim;
  return into;
}

function emptyEntry(): Entry {
  return { tick: -1, viewAge: 0, buttons: 0, moveX: 0, moveY: 0, aim: 0 };
}
