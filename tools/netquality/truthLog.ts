/** All that the server's world was, tick by tick, and when: what clients show is held against it. */
import { TICK_MS } from "#shared/timing.ts";
import type { SimEvent } from "#shared/sim/events.ts";
import { REWIND } from "#shared/sim/tuning.ts";
import { MISSED_KNOWN_TICKS } from "../../server/rooms/inputQueue.ts";
import { SlotFlag, type TruthBatch, type TruthEvent } from "./truthWire.ts";

type EventOf<T extends SimEvent["type"]> = Extract<SimEvent, { type: T }>;

export class TruthLog {
  readonly #batches: TruthBatch[] = [];
  #firstTick = 0;
  #endTick = 0;

  /** Batches must follow one another without a gap. */
  add(batch: TruthBatch): void {
    if (this.#batches.length === 0) this.#firstTick = this.#endTick = batch.firstTick;
    if (batch.firstTick !== this.#endTick) throw new RangeError("a batch of the truth is missing");
    this.#batches.push(batch);
    this.#endTick += batch.scheduledMs.length;
  }

  /** The first tick that is known, and the first one that is not. */
  get firstTick(): number {
    return this.#firstTick;
  }

  get endTick(): number {
    return this.#endTick;
  }

  get slots(): number {
    return this.#batches[0]?.slots ?? 0;
  }

  knows(tick: number): boolean {
    return tick >= this.#firstTick && tick < this.#endTick;
  }

  scheduledMs(tick: number): number {
    return this.#at(tick, (batch, row) => batch.scheduledMs[row]!);
  }

  /** When the inputs of this tick were consumed. */
  beganMs(tick: number): number {
    return this.#at(tick, (batch, row) => batch.beganMs[row]!);
  }

  endedMs(tick: number): number {
    return this.#at(tick, (batch, row) => batch.endedMs[row]!);
  }

  isAlive(slot: number, tick: number): boolean {
    return this.#hasFlag(slot, tick, SlotFlag.alive);
  }

  /** The input of this seat for this tick came too late, or never though there was one. */
  isMissed(slot: number, tick: number): boolean {
    return this.#hasFlag(slot, tick + MISSED_KNOWN_TICKS, SlotFlag.missed);
  }

  x(slot: number, tick: number): number {
    return this.#at(tick, (batch, row) => batch.x[row * batch.slots + slot]!);
  }

  y(slot: number, tick: number): number {
    return this.#at(tick, (batch, row) => batch.y[row * batch.slots + slot]!);
  }

  /** Where the puck was at a tick with a fraction; false, and nothing written, where that is not known. */
  puckAt(tick: number, out: { x: number; y: number }): boolean {
    const before = Math.floor(tick);
    const x0 = this.#at(before, (batch, row) => batch.puckX[row]!);
    const y0 = this.#at(before, (batch, row) => batch.puckY[row]!);
    const dx = this.#at(before + 1, (batch, row) => batch.puckX[row]!) - x0;
    const dy = this.#at(before + 1, (batch, row) => batch.puckY[row]!) - y0;
    // Put, as after a goal, is not gone.
    if (!(Math.hypot(dx, dy) < REWIND.jumpPx)) return false;
    out.x = x0 + dx * (tick - before);
    out.y = y0 + dy * (tick - before);
    return true;
  }

  /** How far (x, y) is from where a slot was at a tick with a fraction; NaN unless it was alive and there then. */
  distance(slot: number, tick: number, x: number, y: number): number {
    const before = Math.floor(tick);
    const after = before + 1;
    if (!this.isAlive(slot, before) || !this.isAlive(slot, after)) return Number.NaN;
    const share = tick - before;
    const x0 = this.x(slot, before);
    const y0 = this.y(slot, before);
    const dx = x0 + (this.x(slot, after) - x0) * share - x;
    const dy = y0 + (this.y(slot, after) - y0) * share - y;
    return Math.hypot(dx, dy);
  }

  /** The server's clock at a time: tick n stands at n when it is due. NaN where it is not known. */
  tickAt(ms: number): number {
    const tick = this.#lastDueAt(ms);
    return this.knows(tick) ? tick + (ms - this.scheduledMs(tick)) / TICK_MS : Number.NaN;
  }

  /** Everything of one type that happened in these ticks, the last left out. */
  eventsOf<T extends SimEvent["type"]>(
    type: T,
    fromTick: number,
    toTick: number,
  ): { tick: number; event: EventOf<T> }[] {
    const all = this.#batches.flatMap((batch): readonly TruthEvent[] => batch.events);
    return all.filter(
      ({ tick, event }) => event.type === type && tick >= fromTick && tick < toTick,
    ) as { tick: number; event: EventOf<T> }[];
  }

  /** The newest tick that was due at this time, by halving: dropped time makes the beat uneven. */
  #lastDueAt(ms: number): number {
    let low = this.#firstTick - 1;
    let high = this.#endTick;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.scheduledMs(middle) <= ms) low = middle;
      else high = middle;
    }
    return low;
  }

  #hasFlag(slot: number, tick: number, flag: number): boolean {
    if (!this.knows(tick)) return false;
    return (this.#at(tick, (batch, row) => batch.flags[row * batch.slots + slot]!) & flag) !== 0;
  }

  #at(tick: number, read: (batch: TruthBatch, row: number) => number): number {
    if (!this.knows(tick)) return Number.NaN;
    const size = this.#batches[0]!.scheduledMs.length;
    const index = Math.floor((tick - this.#firstTick) / size);
    return read(this.#batches[index]!, (tick - this.#firstTick) % size);
  }
}
