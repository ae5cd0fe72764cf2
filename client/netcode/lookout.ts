/**
 * Where somebody looks who only watches: along with a skiff, or from a place of his own. Whoever is followed and goes is
 * followed by the next. What is looked at is told to the server, which sends what there is to see from there.
 */
import { NO_SLOT, type ClientMessage } from "#shared/protocol/messages.ts";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { MOVE_MAX } from "#shared/sim/input.ts";

/** How fast the free camera flies. */
const FLIGHT_PX_PER_SECOND = 900;
/** Also the acknowledgement of snapshots, of which the server lets 11 be on their way. */
const TELL_INTERVAL_MS = 100;

/** A skiff as far as it can be followed. */
export interface Followed {
  readonly slot: number;
  readonly x: number;
  readonly y: number;
}

export class Lookout {
  readonly #send: (message: ClientMessage) => void;
  x = 0;
  y = 0;
  #slot = NO_SLOT;
  #isFree = false;
  #width = 0;
  #height = 0;
  #toldMs = -Infinity;
  #toldSlot = NO_SLOT;

  constructor(send: (message: ClientMessage) => void) {
    this.#send = send;
  }

  /** Whom it follows, NO_SLOT for nobody. */
  get slot(): number {
    return this.#isFree ? NO_SLOT : this.#slot;
  }

  enter({ width, height }: ArenaSource): void {
    this.#width = width;
    this.#height = height;
    this.x = width / 2;
    this.y = height / 2;
  }

  /** Goes on to who sits `by` seats further, in the order of slots; from a place of its own back to whom it followed. */
  step(by: 1 | -1, slots: readonly number[]): void {
    const order = [...slots].sort((a, b) => a - b);
    const at = order.indexOf(this.#slot);
    const isBack = this.#isFree && at >= 0;
    this.#isFree = false;
    if (isBack || order.length === 0) return;
    const next = at < 0 ? 0 : (at + by + order.length) % order.length;
    this.#slot = order[next]!;
  }

  free(): void {
    this.#isFree = true;
  }

  /** The stick moves the camera, and takes it off whom it followed. */
  move(moveX: number, moveY: number, deltaMs: number): void {
    if (moveX === 0 && moveY === 0) return;
    this.#isFree = true;
    const px =
      (FLIGHT_PX_PER_SECOND * deltaMs) / 1000 / Math.max(MOVE_MAX, Math.hypot(moveX, moveY));
    this.x = Math.max(0, Math.min(this.#width, this.x + moveX * px));
    this.y = Math.max(0, Math.min(this.#height, this.y + moveY * px));
  }

  /** Looks at whom it follows, among those who are in the arena, of all who are in the room. */
  update(skiffs: readonly Followed[], slots: readonly number[]): void {
    if (!slots.includes(this.#slot) && slots.length > 0) this.#slot = slots[0]!;
    if (this.#isFree) return;
    const skiff = skiffs.find(({ slot }) => slot === this.#slot);
    // Who is out is waited for where that happened.
    if (skiff === undefined) return;
    this.x = skiff.x;
    this.y = skiff.y;
  }

  /** Tells the server, when it is time or another is followed. */
  tell(nowMs: number, ackTick: number): void {
    const { slot } = this;
    if (slot === this.#toldSlot && nowMs - this.#toldMs < TELL_INTERVAL_MS) return;
    this.#toldMs = nowMs;
    this.#toldSlot = slot;
    this.#send({ type: "watch", ackTick, slot, x: Math.round(this.x), y: Math.round(this.y) });
  }
}
