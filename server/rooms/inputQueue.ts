/**
 * Inputs of one seat by tick: exactly one leaves for each tick of the server, so nobody moves faster than others. For a
 * missing one the newest before it goes on: its movement fades, its fire is let go; nothing is ever pressed that was not
 * pressed before, so no edge is repeated. One that comes too late for its own tick moves nothing any more, but what it
 * pressed is pressed in the next tick, if that is not too far off.
 */
import { INPUT_WINDOW_TICKS } from "#shared/protocol/messages.ts";
import {
  Button,
  EDGES,
  edgesWhenLate,
  REWIND_STEPS_PER_TICK,
  type PlayerInput,
  type TickInput,
} from "#shared/sim/input.ts";
import { MOST_REWIND } from "#shared/sim/rewind.ts";

const RING = 64;
/** So long after a tick it is known whether it was missed, and told. */
export const MISSED_KNOWN_TICKS = 30;
/** A stall of a network lasts up to 300 ms: who holds his stick through it is where he sees himself. */
const REPEAT_TICKS = 18;
const HOLD_FIRE_TICKS = 3;
const FADED_TICKS = 30;
/** One tick between two inputs may be left out on purpose, where nothing changes. */
const MOST_LEFT_OUT = 1;

/**
 * An input, the tick that it was pressed for, and how old the picture was by then, as a row of numbers: those of the next
 * tick lie beside it, and not in an object of its own that is somewhere else in memory each time.
 */
const At = { tick: 0, viewAge: 1, buttons: 2, moveX: 3, moveY: 4, aim: 5 } as const;
const FIELDS = 6;
/** Behind the ring: the newest of those before the room's tick, what a missing one is made of. */
const LAST = RING * FIELDS;
/** The one that just came. */
const HEARD = LAST + FIELDS;
/** What was pressed too late for its own tick; no buttons when nothing was. */
const LATE = HEARD + FIELDS;

export class InputQueue {
  readonly #rows = new Int32Array(LATE + FIELDS);
  readonly #out: Required<TickInput> = { buttons: 0, moveX: 0, moveY: 0, aim: 0, rewind: 0 };
  #heardTick = -1;
  #heardButtons = 0;
  #missed = 0;
  /** The ticks that were missed, each in its place of the ring. */
  readonly #missedTicks = new Int32Array(RING).fill(-1);
  #firstTick = Infinity;

  constructor() {
    for (let row = 0; row < this.#rows.length; row += FIELDS) this.#rows[row + At.tick] = -1;
  }

  /**
   * Ticks from the first for which an input came whose own came too late or never; but a single one without an input, or
   * the first of more, is taken to have been left out on purpose until its input comes after all, or the next one tells
   * that more than one was never sent.
   */
  get missed(): number {
    return this.#missed;
  }

  /** The newest tick for which an input came, -1 before the first. */
  get heardTick(): number {
    return this.#heardTick;
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
    const rows = this.#rows;
    this.#write(HEARD, tick, input, viewAge);
    // A clock jumps over more than anybody leaves out.
    if (tick - this.#heardTick > MOST_LEFT_OUT + 1) this.#miss(this.#heardTick + 1, roomTick);
    const pressed = this.#hear();
    const own = ringRow(tick);
    if (tick <= roomTick) {
      if (rows[own + At.tick] !== tick) this.#miss(tick, roomTick);
      const counted = pressed & edgesWhenLate(roomTick + 1 - tick);
      if (counted !== 0) this.#keepPress(counted);
      if (tick > rows[LAST + At.tick]!) this.#learnState();
      return false;
    }
    if (rows[own + At.tick] === tick) return true; // the first one counts
    if (tick < this.#firstTick) this.#firstTick = tick;
    this.#copy(HEARD, own);
    return true;
  }

  /** The input for `tick`, to be used before the next call. */
  take(tick: number): Readonly<Required<TickInput>> {
    const rows = this.#rows;
    const own = ringRow(tick);
    const isOwn = rows[own + At.tick] === tick;
    if (isOwn) this.#copy(own, LAST);
    const missed = tick - rows[LAST + At.tick]!;
    if (missed > MOST_LEFT_OUT) this.#miss(tick, tick);
    this.#goOn(missed);
    if (rows[LATE + At.buttons] !== 0) this.#pressLate(tick);
    return this.#out;
  }

  /** Notes a tick as missed, unless the ring, now at `roomTick`, has forgotten it. */
  #miss(tick: number, roomTick: number): void {
    if (tick <= this.#firstTick || roomTick - tick >= RING || this.wasMissed(tick)) return;
    this.#missedTicks[tick % RING] = tick;
    this.#missed += 1;
  }

  /** The buttons that the one that just came presses and the one heard before it did not. */
  #hear(): number {
    const rows = this.#rows;
    if (rows[HEARD + At.tick]! <= this.#heardTick) return 0;
    const pressed = rows[HEARD + At.buttons]! & ~this.#heardButtons & EDGES;
    this.#heardTick = rows[HEARD + At.tick]!;
    this.#heardButtons = rows[HEARD + At.buttons]!;
    return pressed;
  }

  #keepPress(pressed: number): void {
    const rows = this.#rows;
    const buttons = rows[LATE + At.buttons]! | pressed;
    // Where both are pressed, aim and time are those of the shot.
    if ((pressed & Button.fire) !== 0 || rows[LATE + At.buttons] === 0) this.#copy(HEARD, LATE);
    rows[LATE + At.buttons] = buttons;
  }

  /** How things are according to a late input, but for buttons that went down too long ago. */
  #learnState(): void {
    const rows = this.#rows;
    const down = rows[LAST + At.buttons]! | rows[LATE + At.buttons]! | ~EDGES;
    this.#copy(HEARD, LAST);
    rows[LAST + At.buttons]! &= down;
  }

  /** What the last input asks for, `missed` ticks after its own. */
  #goOn(missed: number): void {
    const rows = this.#rows;
    const fade = 1 - (missed - REPEAT_TICKS) / (FADED_TICKS - REPEAT_TICKS);
    const share = Math.max(0, Math.min(1, fade));
    const buttons = rows[LAST + At.buttons]!;
    const out = this.#out;
    out.moveX = Math.trunc(rows[LAST + At.moveX]! * share);
    out.moveY = Math.trunc(rows[LAST + At.moveY]! * share);
    out.aim = rows[LAST + At.aim]!;
    out.buttons = missed > HOLD_FIRE_TICKS ? buttons & ~Button.fire : buttons;
    // What he sees moves on with the ticks.
    out.rewind = Math.min(MOST_REWIND, rows[LAST + At.viewAge]!);
  }

  #pressLate(tick: number): void {
    const rows = this.#rows;
    const buttons = rows[LATE + At.buttons]!;
    const out = this.#out;
    out.buttons |= buttons;
    if ((buttons & Button.fire) !== 0) {
      const age = rows[LATE + At.viewAge]! + (tick - rows[LATE + At.tick]!) * REWIND_STEPS_PER_TICK;
      out.aim = rows[LATE + At.aim]!;
      out.rewind = Math.min(MOST_REWIND, age);
    }
    rows[LATE + At.buttons] = 0;
  }

  #write(row: number, tick: number, input: Readonly<PlayerInput>, viewAge: number): void {
    const rows = this.#rows;
    rows[row + At.tick] = tick;
    rows[row + At.viewAge] = viewAge;
    rows[row + At.buttons] = input.buttons;
    rows[row + At.moveX] = input.moveX;
    rows[row + At.moveY] = input.moveY;
    rows[row + At.aim] = input.aim;
  }

  #copy(from: number, into: number): void {
    for (let field = 0; field < FIELDS; field++)
      this.#rows[into + field] = this.#rows[from + field]!;
  }
}

/** The row of `tick` in the ring. */
function ringRow(tick: number): number {
  return (tick % RING) * FIELDS;
}
