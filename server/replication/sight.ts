/**
 * Who could see or hear whom: for rooms with the rule *dark hall*, where a skiff is told only to those who could know of
 * it. What somebody may see a moment later is told now, so that nobody comes round a corner out of nothing; a shot is
 * heard as far as a screen reaches.
 */
import { castRay, hasLineOfSight, type RayHit } from "#shared/sim/arena/geometry.ts";
import type { SimEvent } from "#shared/sim/events.ts";
import { SKIFF } from "#shared/sim/tuning.ts";
import { seatedSkiffs, slotOf, type World } from "#shared/sim/world.ts";
import { ticksFromMs, TICK_SECONDS, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";

/** So long before they see one another two are told of each other: a round trip and the delay in which others are drawn. */
const LEAD_TICKS = ticksFromMs(250);
/** Where each may be by then: a dash, and the rest of the time at full speed; and a skiff is seen when its edge is. */
export const SIGHT_REACH_PX =
  (SKIFF.dashTicks * SKIFF.dashSpeedPxPerSecond +
    (LEAD_TICKS - SKIFF.dashTicks) * SKIFF.topSpeedPxPerSecond) *
    TICK_SECONDS +
  SKIFF.radiusPx;
/** Whom somebody saw he is told of for this long after, and whoever fired is heard. */
export const REMEMBER_TICKS = ticksFromMs(500);
export const HEARD_TICKS = ticksFromMs(1000);
/** Each one's sight is looked at once in so many snapshots. */
export const SNAPSHOTS_PER_LOOK = 3;
/** Nobody goes as far as this between two looks. */
const JUMP_PX = 2 * TICKS_PER_SNAPSHOT * SKIFF.mostSpeedPxPerSecond * TICK_SECONDS;
/** Directions in which somebody may step out; those of the second half are opposite to those of the first. */
const DIRECTIONS = 8;
const HALF_TURN = DIRECTIONS / 2;
/** A point at a cushion is in the open by this share of the way to it. */
const BEFORE_WALL_SHARE = 0.98;
/** Points from which one may see, or be seen, by the end of the lead: where he is, and half and whole steps each way. */
const HALF_STEPS = 1;
const STEPS = HALF_STEPS + DIRECTIONS;
const POINTS = STEPS + DIRECTIONS;

const ANGLES = Array.from({ length: DIRECTIONS }, (_, i) => (i * 2 * Math.PI) / DIRECTIONS);
/** By direction: the points of a skiff on a line that way. */
const STEPS_ACROSS = ANGLES.slice(0, HALF_TURN).map((_, way) => [
  0,
  STEPS + way,
  STEPS + way + HALF_TURN,
  HALF_STEPS + way,
  HALF_STEPS + way + HALF_TURN,
]);
const hit: RayHit = { segment: -1, share: 1 };

export class Sight {
  readonly #world: World;
  /** By slot and slot: the tick until which the first is told of the second. */
  readonly #seenUntil: Uint32Array;
  readonly #heardUntil: Uint32Array;
  /** By slot: the points of each. */
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  /** By slot: it was put where it is since everybody last looked. */
  readonly #isNew: Uint8Array;
  #looks = 0;

  constructor(world: World) {
    this.#world = world;
    this.#seenUntil = new Uint32Array(world.seats * world.seats);
    this.#heardUntil = new Uint32Array(world.seats);
    this.#isNew = new Uint8Array(world.seats);
    this.#x = new Float64Array(world.seats * POINTS).fill(Number.NaN);
    this.#y = new Float64Array(world.seats * POINTS);
  }

  /** Hears what happened in the newest tick. */
  noteEvents(events: readonly SimEvent[]): void {
    for (const event of events)
      if (event.type === "fire") this.#heardUntil[event.slot] = this.#world.tick + HEARD_TICKS;
  }

  /** Nobody has seen or heard the one on `slot`, who has seen nobody. */
  forget(slot: number): void {
    const { seats } = this.#world;
    this.#heardUntil[slot] = 0;
    this.#seenUntil.fill(0, slot * seats, (slot + 1) * seats);
    this.#hide(slot);
  }

  /** Nobody has seen the one on `slot`. */
  #hide(slot: number): void {
    const { seats } = this.#world;
    for (let other = 0; other < seats; other++) this.#seenUntil[other * seats + slot] = 0;
  }

  /** Looks round before a snapshot: with the eyes of every third, and of and for whoever has just been put elsewhere. */
  look(): void {
    const skiffs = seatedSkiffs(this.#world);
    for (const skiff of skiffs) this.#stepOut(skiff);
    this.#looks += 1;
    for (const skiff of skiffs) {
      const slot = slotOf(skiff);
      const looksRound = this.#isNew[slot] === 1 || (slot + this.#looks) % SNAPSHOTS_PER_LOOK === 0;
      for (const seen of skiffs) {
        const other = slotOf(seen);
        if (other !== slot && (looksRound || this.#isNew[other] === 1)) this.#lookAt(slot, other);
      }
    }
  }

  /** Whether the one on `slot` may be told of the one on `other`. */
  knows(slot: number, other: number): boolean {
    const { tick, seats } = this.#world;
    return this.#heardUntil[other]! >= tick || this.#seenUntil[slot * seats + other]! >= tick;
  }

  /** Where a skiff may have got to by the end of the lead: a step each way, up to the next cushion. */
  #stepOut(skiff: number): void {
    const { arena, components } = this.#world;
    const x = components.Position.x[skiff]!;
    const y = components.Position.y[skiff]!;
    const first = slotOf(skiff) * POINTS;
    const hasStayed = Math.abs(x - this.#x[first]!) + Math.abs(y - this.#y[first]!) < JUMP_PX;
    this.#isNew[slotOf(skiff)] = Number(!hasStayed);
    // Whoever saw where he was has not seen where he is now.
    if (!hasStayed) this.#hide(slotOf(skiff));
    this.#x[first] = x;
    this.#y[first] = y;
    ANGLES.forEach((angle, i) => {
      const dx = Math.cos(angle) * SIGHT_REACH_PX;
      const dy = Math.sin(angle) * SIGHT_REACH_PX;
      castRay(arena, arena.all, x, y, dx, dy, hit);
      const share = hit.segment < 0 ? 1 : hit.share * BEFORE_WALL_SHARE;
      this.#x[first + STEPS + i] = x + dx * share;
      this.#y[first + STEPS + i] = y + dy * share;
      this.#x[first + HALF_STEPS + i] = x + (dx * share) / 2;
      this.#y[first + HALF_STEPS + i] = y + (dy * share) / 2;
    });
  }

  #lookAt(slot: number, other: number): void {
    const { seats, tick } = this.#world;
    if (this.#seesOrMaySee(slot, other))
      this.#seenUntil[slot * seats + other] = tick + REMEMBER_TICKS;
  }

  /** From the place of one to that of the other, and from and to the steps across the line between the two. */
  #seesOrMaySee(slot: number, other: number): boolean {
    const from = slot * POINTS;
    const to = other * POINTS;
    const steps =
      STEPS_ACROSS[across(this.#x[to]! - this.#x[from]!, this.#y[to]! - this.#y[from]!)]!;
    return steps.some((a) => steps.some((b) => this.#isOpen(from + a, to + b)));
  }

  #isOpen(a: number, b: number): boolean {
    const { arena } = this.#world;
    return hasLineOfSight(arena, this.#x[a]!, this.#y[a]!, this.#x[b]!, this.#y[b]!);
  }
}

/** The direction, of those in the first half, that is across (dx, dy). */
function across(dx: number, dy: number): number {
  const turns = Math.round(((Math.atan2(dy, dx) + Math.PI / 2) * DIRECTIONS) / (2 * Math.PI));
  return (turns + DIRECTIONS) % HALF_TURN;
}
