/**
 * Who gets what: of skiffs, pads and bolts those that are on the receiver's screen or soon may be. What is not in his
 * window and the margin around it is not in his bytes, so that no altered client can show it.
 */
import type { TickEvent } from "#shared/protocol/events.ts";
import { NO_SLOT } from "#shared/protocol/messages.ts";
import type { Scope } from "#shared/protocol/scope.ts";
import { Tray } from "#shared/protocol/tray.ts";
import { createLegs, traceBeam } from "#shared/sim/arena/flight.ts";
import type { FireEvent } from "#shared/sim/events.ts";
import { BOLTS_PER_SEAT, WEAPONS } from "#shared/sim/tuning.ts";
import {
  boltsInFlight,
  firstBolt,
  seatedSkiffs,
  skiffEntity,
  slotOf,
  type World,
} from "#shared/sim/world.ts";
import { isWithin, lookAround, type Rectangle, type Screen } from "#shared/view.ts";
import { Grid } from "./grid.ts";
import { shotsKept, type Holding } from "./holding.ts";
import { Sight } from "./sight.ts";
import type { Eye } from "./viewer.ts";
import { crosses } from "./window.ts";

/**
 * What comes this near is told: at full speed two skiffs close in by it in the 350 ms that a bad network takes to tell
 * and show it, as netcodes of the field reckon (twice the top speed, times round trip and interpolation delay).
 */
export const ENTER_MARGIN_PX = 208;
/** What is told is told until it is further away than this: nobody comes and goes at the border. */
export const LEAVE_MARGIN_PX = 1.4 * ENTER_MARGIN_PX;

/** Who looks: with the skiff on his slot, or, having none, with an eye that is put somewhere. */
interface Onlooker {
  readonly slot: number;
  readonly screen: Screen;
  readonly eye: Eye;
  readonly holding: Holding;
}

const legs = createLegs();

export class Interest {
  readonly #world: World;
  readonly #bolts: Grid;
  readonly #skiffs: Grid;
  readonly #sight: Sight | undefined;
  readonly #window: Rectangle = { left: 0, top: 0, right: 0, bottom: 0 };
  /** Where the one of whom `choose` is about looks. */
  readonly #place = { x: 0, y: 0 };
  /** By slot, from that place, squared. */
  readonly #distances: Float64Array;
  readonly #newcomers: number[] = [];
  /** Bolts that the one of whom `choose` was about last does not know. */
  readonly #found: Uint32Array;
  readonly #foundEvents = new Tray<TickEvent>();
  /** What a grid found last. */
  readonly #near: Uint32Array;
  readonly #events = new Map<number, TickEvent>();
  /** By bolt, from the first: the number of the shot that it is. */
  readonly #shots: Uint32Array;
  #nextShot = 0;
  /** The newest tick whose shots have numbers. */
  #tick = 0;

  /** In a *dark hall* skiffs that nobody can see or hear are told to nobody. */
  constructor(world: World, isDark: boolean) {
    const { width, height } = world.arena;
    this.#world = world;
    this.#bolts = new Grid(width, height);
    this.#skiffs = new Grid(width, height);
    this.#sight = isDark ? new Sight(world) : undefined;
    this.#distances = new Float64Array(world.seats);
    this.#found = new Uint32Array(world.seats * BOLTS_PER_SEAT);
    this.#near = new Uint32Array(world.seats * BOLTS_PER_SEAT);
    this.#shots = new Uint32Array(world.seats * BOLTS_PER_SEAT);
  }

  /** Remembers what the newest tick did; to be called after every step. */
  noteTick(): void {
    this.#sight?.noteEvents(this.#world.events);
  }

  /** What is known of whoever had this slot, and what he knew, is not of the next. */
  noteLeft(slot: number): void {
    this.#sight?.forget(slot);
  }

  /** Takes the world as it is now. */
  begin(): void {
    this.#numberShots();
    this.#events.clear();
    this.#bolts.fill(this.#world, boltsInFlight(this.#world));
    this.#skiffs.fill(this.#world, seatedSkiffs(this.#world));
    this.#sight?.look();
  }

  /** Decides on what somebody gets: writes `told`. */
  choose({ holding, slot, screen, eye }: Onlooker): void {
    if (slot === NO_SLOT) this.#goTo(eye);
    else this.#goToOwn(slot);
    lookAround(this.#place.x, this.#place.y, screen, this.#world.arena, this.#window);
    this.#choosePads(holding);
    this.#chooseSkiffs(holding, slot);
    holding.tellSeats();
  }

  /** Of whom `choose` was about last: the skiffs that he gets and has not yet, nearest first. */
  get newcomers(): readonly number[] {
    return this.#newcomers;
  }

  /**
   * Of whom `choose` was about last: the bolts near him that he does not know, his own first. Those fired after
   * `baseTick` by skiffs that he has already are told with these. A list that the next call writes over.
   */
  findBolts(holding: Holding, slot: number, baseTick: number): Readonly<Tray<TickEvent>> {
    const { Bolt } = this.#world.components;
    let foundCount = 0;
    holding.expectShots(this.#nextShot);
    const count = this.#bolts.find(this.#window, ENTER_MARGIN_PX, this.#near);
    for (let i = 0; i < count; i++) {
      const bolt = this.#near[i]!;
      const shot = this.#shotOf(bolt);
      if (holding.shots.has(shot)) continue;
      const owner = Bolt.owner[bolt]!;
      if (Bolt.firedTick[bolt]! > baseTick && holding.held.skiffs.has(owner))
        holding.shots.add(shot);
      else {
        if (owner === slot) this.#found.copyWithin(1, 0, foundCount);
        this.#found[owner === slot ? 0 : foundCount] = bolt;
        foundCount += 1;
      }
    }
    this.#foundEvents.clear();
    for (let i = 0; i < foundCount; i++) this.#foundEvents.add(this.#eventOf(this.#found[i]!));
    return this.#foundEvents;
  }

  /** The first `count` of the bolts just found were told. */
  noteBoltsTold(holding: Holding, count: number): void {
    for (let i = 0; i < count; i++) holding.shots.add(this.#shotOf(this.#found[i]!));
  }

  /** A bolt in the air as the shot that it began as: made once for all who are told of it. */
  #eventOf(bolt: number): TickEvent {
    let event = this.#events.get(bolt);
    if (event === undefined) {
      event = boltAsEvent(this.#world, bolt);
      this.#events.set(bolt, event);
    }
    return event;
  }

  /** The number of the shot that a bolt in the air is, modulo those kept. */
  #shotOf(bolt: number): number {
    return this.#shots[bolt - firstBolt(this.#world)]!;
  }

  /** Numbers the shots that are new since it was called last. */
  #numberShots(): void {
    const { firedTick } = this.#world.components.Bolt;
    const kept = shotsKept(this.#world.seats);
    for (const bolt of boltsInFlight(this.#world)) {
      if (firedTick[bolt]! <= this.#tick) continue;
      this.#shots[bolt - firstBolt(this.#world)] = this.#nextShot % kept;
      this.#nextShot += 1;
    }
    this.#tick = this.#world.tick;
  }

  /** Whether the one on `slot`, of whom `choose` was about last, is told of what happened. */
  hears({ event }: TickEvent, slot: number, { told, held }: { told: Scope; held: Scope }): boolean {
    switch (event.type) {
      case "fire":
        return event.slot === slot || held.skiffs.has(event.slot) || this.#seesBeam(event);
      case "hit":
        if (event.attacker === slot || event.victim === slot) return true;
        return told.skiffs.has(event.victim) || held.skiffs.has(event.victim);
      case "pickup":
        if (event.slot === slot) return true;
        // In the dark that something was taken does not tell who is there.
        return told.pads.has(event.pad) && (!this.#sight || told.skiffs.has(event.slot));
      case "nudge":
        return event.attacker === slot || isWithin(this.#window, ENTER_MARGIN_PX, event.x, event.y);
      case "death":
      case "kill":
      case "feat":
        return true;
    }
  }

  /** Who watches looks at whom he follows, and when that one is out or gone from a place, no further off than the table. */
  #goTo(eye: Eye): void {
    const { Position, Skiff } = this.#world.components;
    const { width, height } = this.#world.arena;
    const isFollowing =
      eye.slot !== NO_SLOT &&
      eye.slot < this.#world.seats &&
      Skiff.isAlive[skiffEntity(eye.slot)] === 1;
    const skiff = skiffEntity(Math.max(0, eye.slot));
    this.#place.x = isFollowing ? Position.x[skiff]! : Math.min(eye.x, width);
    this.#place.y = isFollowing ? Position.y[skiff]! : Math.min(eye.y, height);
  }

  /** Who plays looks from his skiff, or, when that is out and the hall is lit, at the one that did it. */
  #goToOwn(slot: number): void {
    const { Position, Skiff } = this.#world.components;
    const own = skiffEntity(slot);
    const killer = skiffEntity(Math.max(0, Skiff.killer[own]!));
    const isOut = Skiff.isAlive[own] === 0 && this.#sight === undefined;
    const isWatching = isOut && Skiff.killer[own]! >= 0;
    const focus = isWatching && Skiff.isAlive[killer] === 1 ? killer : own;
    this.#place.x = Position.x[focus]!;
    this.#place.y = Position.y[focus]!;
  }

  #choosePads({ told, held }: Holding): void {
    const { pads } = this.#world.arena.source;
    told.pads.clear();
    for (let i = 0; i < pads.length; i++) {
      const marginPx = held.pads.has(i) ? LEAVE_MARGIN_PX : ENTER_MARGIN_PX;
      if (isWithin(this.#window, marginPx, pads[i]!.x, pads[i]!.y)) told.pads.add(i);
    }
  }

  #chooseSkiffs({ told, held, mostSkiffs }: Holding, own: number): void {
    let count = 0;
    this.#newcomers.length = 0;
    told.skiffs.clear();
    if (own !== NO_SLOT) {
      count = 1;
      told.skiffs.add(own);
      if (!held.skiffs.has(own)) this.#newcomers.push(own);
    }
    const nearCount = this.#skiffs.find(this.#window, LEAVE_MARGIN_PX, this.#near);
    for (let i = 0; i < nearCount; i++) {
      const skiff = this.#near[i]!;
      const slot = slotOf(skiff);
      const isHeld = held.skiffs.has(slot);
      if (slot === own || !this.#isTold(skiff, own, isHeld)) continue;
      told.skiffs.add(slot);
      count += 1;
      if (!isHeld) this.#newcomers.push(slot);
    }
    if (count > mostSkiffs) this.#leaveOut(told, mostSkiffs, own);
    if (this.#newcomers.length > 1) this.#sortByDistance(this.#newcomers, own);
  }

  /** Takes all but the nearest out of `told`, and of those who are to come. */
  #leaveOut({ skiffs }: Scope, most: number, own: number): void {
    const wanted: number[] = [];
    for (let slot = skiffs.next(-1); slot >= 0; slot = skiffs.next(slot)) wanted.push(slot);
    this.#sortByDistance(wanted, own);
    for (const slot of wanted.slice(most)) skiffs.delete(slot);
    const staying = this.#newcomers.filter((slot) => skiffs.has(slot));
    this.#newcomers.splice(0, Infinity, ...staying);
  }

  /** Whether a skiff is told that is near enough to stay, which is not near enough to come. */
  #isTold(skiff: number, own: number, isHeld: boolean): boolean {
    const { x, y } = this.#world.components.Position;
    if (!isHeld && !isWithin(this.#window, ENTER_MARGIN_PX, x[skiff]!, y[skiff]!)) return false;
    return this.#sight === undefined || this.#sight.knows(own, slotOf(skiff));
  }

  /** From where he looks, which near an edge of the table is not the middle of his window; the own one before all. */
  #sortByDistance(slots: number[], own: number): void {
    const { x, y } = this.#world.components.Position;
    for (const slot of slots) {
      const dx = x[skiffEntity(slot)]! - this.#place.x;
      const dy = y[skiffEntity(slot)]! - this.#place.y;
      this.#distances[slot] = slot === own ? -1 : dx * dx + dy * dy;
    }
    slots.sort((a, b) => this.#distances[a]! - this.#distances[b]! || a - b);
  }

  #seesBeam(event: FireEvent): boolean {
    const row = WEAPONS[event.weapon]!;
    if (row.kind !== "hitscan") return false;
    traceBeam(this.#world.arena, event.x, event.y, event.angle, row, legs);
    for (let leg = 0; leg + 1 < legs.count; leg++) {
      const [x0, y0] = [legs.x[leg]!, legs.y[leg]!];
      if (crosses(this.#window, x0, y0, legs.x[leg + 1]!, legs.y[leg + 1]!)) return true;
    }
    return false;
  }
}

/** A bolt in the air, as the shot that it began as. */
function boltAsEvent(world: World, bolt: number): TickEvent {
  const { Bolt } = world.components;
  const pellet = Bolt.pellet[bolt]!;
  return {
    tick: Bolt.firedTick[bolt]!,
    event: {
      type: "fire",
      slot: Bolt.owner[bolt]!,
      weapon: Bolt.weapon[bolt]!,
      x: Bolt.originX[bolt]!,
      y: Bolt.originY[bolt]!,
      angle: Bolt.angle[bolt]!,
      ...(pellet > 0 && { pellet }),
    },
  };
}
