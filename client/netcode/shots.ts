/**
 * Every bolt in the air, flown here by the same code as on the server from nothing but where, when and how it was
 * fired. Own bolts leave on the predicted timeline in the frame of the press and fall back to what the server has told of
 * (settling.ts); those of others start where their shooter is drawn and draw level with
 * the own timeline soon after, so that what I dodge I have dodged.
 */
import { flyOneTick, forEachBolt, launchFlight } from "#shared/sim/arena/flight.ts";
import { buildArena, type Arena } from "#shared/sim/arena/geometry.ts";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import type { FireEvent, HitEvent, NudgeEvent } from "#shared/sim/events.ts";
import { WEAPONS, type Weapon } from "#shared/sim/tuning.ts";
import { TICK_MS } from "#shared/timing.ts";
import { isHeldLong, PAST_TICKS, settle } from "./settling.ts";
import { createShot, FADE_MS, NOBODY, placeView, type Shot } from "./shot.ts";
import type { Sides } from "./sides.ts";
import { keyOfShot, PUCK_VICTIM, type Strike } from "./strikes.ts";
import type { BoltView, Relation, ViewEvent } from "./view.ts";

/** Over this many ticks a bolt of another goes over to my timeline. */
const JOIN_TICKS = 200 / TICK_MS;
/** Older than this when first heard of, it flies without the flash and sparks of its past. */
const STALE_TICKS = 6;
/** Word of what is nearer than this to the end of what is to be foretold is late, and comes together with the next. */
const OPEN_TICKS = 1;
/** So long after its end nobody is to see a bolt any more, however far behind he sees. */
const ENDED_TICKS = 60;

/** A bolt met somebody on my screen. */
export interface Touch {
  readonly attacker: number;
  readonly firedTick: number;
  readonly victim: number;
  /** In which tick it is expected to. */
  readonly tick: number;
  /** The server has said so. */
  readonly isTold: boolean;
}

/** What the bolts of one frame are drawn against. */
export interface ShotFrame {
  /** My predicted time, and the time at which others are drawn, in ticks. */
  ownTick: number;
  remoteTick: number;
  /** All that happened up to here is told by now, unless the network stumbles: own bolts are drawn as of then. */
  toldTick: number;
  /** Up to here hits are foretold: the tick of the newest snapshot on a steady clock, and what the next one tells. */
  seenTick: number;
  deltaMs: number;
  /** Where bolts are expected to end on somebody. */
  outlook: { strikeOf(key: number): Strike | undefined };
  emit(event: ViewEvent): void;
}

export class Shots {
  readonly #arena: Arena;
  readonly #sides: Sides;
  readonly #shots = new Map<number, Shot>();
  readonly #spare: Shot[] = [];
  readonly #views: BoltView[] = [];
  readonly #touches: Touch[] = [];
  #refused = 0;

  constructor(arena: ArenaSource, sides: Sides) {
    this.#arena = buildArena(arena);
    this.#sides = sides;
  }

  get arena(): Arena {
    return this.#arena;
  }

  /** Own shots that the server did not know of. */
  get refused(): number {
    return this.#refused;
  }

  /** Who was met by a bolt in the newest frame, as it was drawn. */
  get touches(): readonly Touch[] {
    return this.#touches;
  }

  /** My own shot leaves, in the frame of the press. */
  addPredicted(event: FireEvent, firedTick: number): void {
    forEachFlown(event, firedTick, (bolt, key) => {
      if (!this.#shots.has(key)) this.#add(key, bolt, firedTick, "self").isConfirmed = false;
    });
  }

  /** The server tells of a shot; mine is taken for the one predicted, and led to where it really flew. */
  addConfirmed(event: FireEvent, firedTick: number): void {
    const relation = this.#sides.relationOf(event.slot);
    forEachFlown(event, firedTick, (bolt, key) => {
      const known = this.#shots.get(key);
      if (known === undefined) this.#add(key, bolt, firedTick, relation);
      else this.#confirm(known, bolt);
    });
  }

  #confirm(shot: Shot, event: FireEvent): void {
    shot.isConfirmed = true;
    if (shot.refusedForMs >= 0) this.#takeBack(shot);
    const { x, y, angle, weapon } = shot.event;
    const isSame = x === event.x && y === event.y && angle === event.angle;
    if (!isSame || weapon !== event.weapon) this.#refly(shot, event);
  }

  /** It was no refusal: where much is to be told, as after a gap in a crowd, word of a bolt comes a few snapshots late. */
  #takeBack(shot: Shot): void {
    shot.refusedForMs = -1;
    this.#refused -= 1;
  }

  /** Snapshots up to `tick` told every shot: own ones among them that nobody told of were refused. */
  refuseUnconfirmed(tick: number): void {
    this.#refuse(0, tick);
  }

  /** The clock was put back to `tick`: what was shot after it was in ticks that will be others. */
  refuseAfter(tick: number): void {
    this.#refuse(tick + 1, Infinity);
  }

  #refuse(fromTick: number, toTick: number): void {
    for (const shot of this.#shots.values()) {
      if (shot.isConfirmed || shot.refusedForMs >= 0) continue;
      if (shot.firedTick < fromTick || shot.firedTick > toTick) continue;
      shot.refusedForMs = 0;
      this.#refused += 1;
    }
  }

  /** A bolt struck a skiff or the puck, and ended there unless it goes through. */
  noteHit(event: HitEvent | NudgeEvent, tick: number): void {
    const shot = this.#shots.get(keyOfShot(event.attacker, event.firedTick, event.pellet));
    if (shot === undefined || weaponOf(shot).isPiercing) return;
    shot.endTick = Math.min(shot.endTick, tick);
    shot.struck = event.type === "hit" ? event.victim : PUCK_VICTIM;
  }

  /** Bolts that are known, ended ones that no frame has shown yet among them. */
  get count(): number {
    return this.#shots.size;
  }

  /** Nobody looks: what was over long before `tick` will not be shown. */
  dropEnded(tick: number): void {
    for (const [key, shot] of this.#shots)
      if (tick - shot.firedTick > weaponOf(shot).lifeTicks + ENDED_TICKS) this.#remove(key, shot);
  }

  /** Bolts of somebody who left are taken out of the world. */
  dropOf(slot: number): void {
    for (const [key, shot] of this.#shots) if (shot.slot === slot) this.#remove(key, shot);
  }

  /** Nobody tells whether those of others fly yet; own ones stay to be seen until they are refused. */
  dropOthers(): void {
    for (const [key, shot] of this.#shots)
      if (shot.slot !== this.#sides.ownSlot) this.#remove(key, shot);
  }

  /** Flies everything to where this frame draws it. */
  advance(frame: ShotFrame): readonly BoltView[] {
    this.#views.length = 0;
    this.#touches.length = 0;
    for (const [key, shot] of this.#shots) {
      const isShown = this.#advanceShot(shot, frame);
      if (isOver(shot, frame)) this.#end(key, shot, frame);
      else if (isShown) this.#views.push(shot.view);
    }
    return this.#views;
  }

  #advanceShot(shot: Shot, frame: ShotFrame): boolean {
    const strike = frame.outlook.strikeOf(shot.key);
    const isOwn = shot.relation === "self";
    const time = isOwn ? settle(shot, frame, goalOf(shot, strike)) : joinedTime(shot, frame);
    if (time < shot.firedTick) return false;
    shot.shownTick = Math.max(shot.shownTick, time);
    if (shot.refusedForMs >= 0) shot.refusedForMs += frame.deltaMs;
    shot.isStale = shot.shownTick - shot.tick > STALE_TICKS;
    while (shot.tick < Math.min(shot.shownTick, shot.endTick)) {
      this.#fly(shot, shot.isStale ? undefined : frame);
    }
    placeView(shot);
    if (shot.refusedForMs >= 0) return true;
    if (shot.struck === NOBODY) this.#meet(shot, strike, frame);
    else if (isOver(shot, frame)) this.#strike(shot);
    return shot.met === NOBODY && (shot.shownTick < shot.endTick || shot.struck !== NOBODY);
  }

  /** It is where the server says that it struck somebody. */
  #strike({ slot, firedTick, met, struck, shownTick, endTick }: Shot): void {
    if (struck === met || shownTick > endTick + PAST_TICKS) return;
    this.#touches.push({ attacker: slot, firedTick, victim: struck, tick: endTick, isTold: true });
  }

  /** One tick further; the legs then lead to the end of that tick. */
  #fly(shot: Shot, frame: ShotFrame | undefined): void {
    const row = weaponOf(shot);
    const before = shot.flight.bounces;
    flyOneTick(this.#arena, shot.flight, row, shot.legs);
    shot.tick += 1;
    if (shot.flight.hasEnded || shot.tick - shot.firedTick + 1 >= row.lifeTicks)
      shot.endTick = shot.tick;
    for (let bounce = before; bounce < shot.flight.bounces; bounce++) {
      const at = bounce - before + 1;
      frame?.emit({
        type: "bounce",
        slot: shot.slot,
        relation: shot.relation,
        weapon: shot.event.weapon,
        x: shot.legs.x[at]!,
        y: shot.legs.y[at]!,
        normalX: shot.legs.normalX[at]!,
        normalY: shot.legs.normalY[at]!,
        bounces: bounce + 1,
      });
    }
  }

  /** It meets somebody, as far as is known: it goes out at once, and comes back if that turns out not to be so. */
  #meet(shot: Shot, strike: Strike | undefined, frame: ShotFrame): void {
    const { slot, firedTick, relation } = shot;
    if (strike === undefined || !isThere(shot, strike)) {
      shot.met = NOBODY;
      return;
    }
    const { victim, x, y, tick } = strike;
    if (victim === shot.met || !isDue(shot, strike, frame)) return;
    shot.met = victim;
    this.#touches.push({ attacker: slot, firedTick, victim, tick, isTold: false });
    frame.emit({ ...endOf(shot), relation, weapon: shot.event.weapon, x, y });
  }

  #end(key: number, shot: Shot, frame: ShotFrame): void {
    const end = endOf(shot);
    const isShown = shot.met !== NOBODY || (shot.struck !== NOBODY && end.type === "fizzle");
    const { x, y } = shot.view;
    if (!isShown && !shot.isStale && shot.refusedForMs < 0)
      frame.emit({ ...end, relation: shot.relation, weapon: shot.event.weapon, x, y });
    this.#remove(key, shot);
  }

  #remove(key: number, shot: Shot): void {
    this.#shots.delete(key);
    this.#spare.push(shot);
  }

  #add(key: number, event: FireEvent, firedTick: number, relation: Relation): Shot {
    const shot = this.#spare.pop() ?? createShot();
    Object.assign(shot, {
      key,
      slot: event.slot,
      relation,
      event,
      firedTick,
      tick: firedTick - 1,
      isConfirmed: true,
      refusedForMs: -1,
      shownTick: firedTick,
      ownTick: firedTick,
      heldTicks: 0,
      endTick: Infinity,
      struck: NOBODY,
      isStale: false,
      met: NOBODY,
    });
    launchFlight(shot.flight, event.x, event.y, event.angle);
    shot.legs.count = 0;
    const { directionX, directionY } = shot.flight;
    const { x, y, slot, weapon } = event;
    Object.assign(shot.view, {
      key,
      slot,
      relation,
      weapon,
      x,
      y,
      directionX,
      directionY,
      bounces: 0,
      alpha: 1,
    });
    this.#shots.set(key, shot);
    return shot;
  }

  #refly(shot: Shot, event: FireEvent): void {
    const { tick } = shot;
    shot.event = event;
    shot.view.weapon = event.weapon;
    shot.tick = shot.firedTick - 1;
    if (shot.struck === NOBODY) shot.endTick = Infinity;
    launchFlight(shot.flight, event.x, event.y, event.angle);
    while (shot.tick < Math.min(tick, shot.endTick)) this.#fly(shot, undefined);
  }
}

/** Whether it hit before it ended may be open still: then nobody says that it did not. */
function isOver(shot: Shot, { outlook, toldTick }: ShotFrame): boolean {
  if (shot.refusedForMs > FADE_MS) return true;
  // The hit of an own bolt is shown when it is drawn there (happenings.ts).
  if (shot.struck !== NOBODY) return shot.relation !== "self" || toldTick >= shot.endTick;
  if (shot.shownTick < shot.endTick) return false;
  return outlook.strikeOf(shot.key) === undefined;
}

/** Whether a strike that the server has not told of is shown. */
function isDue(shot: Shot, { isSure, tick }: Strike, { seenTick }: ShotFrame): boolean {
  if (shot.relation === "self") return isHeldLong(shot);
  return isSure || tick <= seenTick - OPEN_TICKS;
}

/** It has come to where it is expected to end. */
function isThere({ shownTick, view }: Shot, { tick, x, y }: Strike): boolean {
  if (shownTick <= tick - 1) return false;
  return shownTick >= tick || (view.x - x) * view.directionX + (view.y - y) * view.directionY >= 0;
}

/** Each bolt of a shot, as a shot of its own with the key of that. */
function forEachFlown(
  event: FireEvent,
  firedTick: number,
  each: (bolt: FireEvent, key: number) => void,
): void {
  if (WEAPONS[event.weapon]!.kind !== "bolt") return;
  forEachBolt(event, (angle, pellet) => {
    each({ ...event, angle, pellet }, keyOfShot(event.slot, firedTick, pellet));
  });
}

/** What is seen where it ends on nobody; of a burst wherever it does. */
function endOf(shot: Shot): { type: "fizzle" } | { type: "blast"; radiusPx: number } {
  const { splashPx } = weaponOf(shot);
  return splashPx > 0 ? { type: "blast", radiusPx: splashPx } : { type: "fizzle" };
}

function weaponOf(shot: Shot): Weapon {
  return WEAPONS[shot.event.weapon]!;
}

/** In which tick an own bolt ends on somebody, as far as is known and not shown yet. */
function goalOf({ met, struck, endTick }: Shot, strike: Strike | undefined): number | undefined {
  if (struck !== NOBODY) return endTick;
  return met === NOBODY ? strike?.tick : undefined;
}

function joinedTime(shot: Shot, frame: ShotFrame): number {
  const share = Math.max(0, Math.min(1, (frame.remoteTick - shot.firedTick) / JOIN_TICKS));
  return frame.remoteTick + (frame.ownTick - frame.remoteTick) * share;
}
