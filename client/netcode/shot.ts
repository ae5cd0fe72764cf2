/** One bolt in the air as it is known here, and where its view is on its way. */
import { createLegs, type Flight, type Legs } from "#shared/sim/arena/flight.ts";
import type { FireEvent } from "#shared/sim/events.ts";
import { TICK_MS } from "#shared/timing.ts";
import type { Settling } from "./settling.ts";
import type { BoltView, Relation } from "./view.ts";

export const NOBODY = -1;
/** A shot that the server did not know fades out over this time. */
export const FADE_MS = 100;

export interface Shot extends Settling {
  key: number;
  slot: number;
  relation: Relation;
  event: FireEvent;
  firedTick: number;
  /** The flight is as it was at the end of this tick, having come along `legs`. */
  tick: number;
  readonly flight: Flight;
  readonly legs: Legs;
  isConfirmed: boolean;
  /** A shot that the server did not know: it fades. */
  refusedForMs: number;
  /** It is over at this tick; Infinity while nobody knows. */
  endTick: number;
  /** Whom it struck, as the server says, in the tick in which it is over: the hit has its own spark. NOBODY before. */
  struck: number;
  /** In this frame it caught up with a past that nobody saw. */
  isStale: boolean;
  /** Whom it has met on my screen, and does still as far as is known; or NOBODY. */
  met: number;
  readonly view: BoltView;
}

/** Puts the view on the legs of the newest tick, as far along as the shown time says. */
export function placeView(shot: Shot): void {
  const { legs, view, flight } = shot;
  const share = Math.max(0, Math.min(1, shot.shownTick - (shot.tick - 1)));
  let left = lengthOfLegs(legs) * share;
  view.x = legs.count > 0 ? legs.x[0]! : flight.x;
  view.y = legs.count > 0 ? legs.y[0]! : flight.y;
  for (let leg = 0; leg + 1 < legs.count; leg++) {
    const dx = legs.x[leg + 1]! - legs.x[leg]!;
    const dy = legs.y[leg + 1]! - legs.y[leg]!;
    const length = Math.hypot(dx, dy);
    if (length === 0) continue;
    const part = Math.min(1, left / length);
    view.x = legs.x[leg]! + dx * part;
    view.y = legs.y[leg]! + dy * part;
    view.directionX = dx / length;
    view.directionY = dy / length;
    left -= length;
    if (left <= 0) break;
  }
  view.bounces = flight.bounces;
  view.ageMs = (shot.shownTick - shot.firedTick) * TICK_MS;
  view.alpha = shot.refusedForMs < 0 ? 1 : Math.max(0, 1 - shot.refusedForMs / FADE_MS);
}

function lengthOfLegs(legs: Legs): number {
  let length = 0;
  for (let leg = 0; leg + 1 < legs.count; leg++) {
    length += Math.hypot(legs.x[leg + 1]! - legs.x[leg]!, legs.y[leg + 1]! - legs.y[leg]!);
  }
  return length;
}

export function createShot(): Shot {
  const event: FireEvent = { type: "fire", slot: 0, weapon: 0, x: 0, y: 0, angle: 0 };
  return {
    key: 0,
    slot: 0,
    relation: "enemy",
    event,
    firedTick: 0,
    tick: 0,
    flight: { x: 0, y: 0, directionX: 1, directionY: 0, bounces: 0, hasEnded: false },
    legs: createLegs(),
    isConfirmed: true,
    refusedForMs: -1,
    shownTick: 0,
    ownTick: 0,
    heldTicks: 0,
    endTick: Infinity,
    struck: NOBODY,
    isStale: false,
    met: NOBODY,
    view: {
      key: 0,
      slot: 0,
      relation: "enemy",
      weapon: 0,
      x: 0,
      y: 0,
      directionX: 1,
      directionY: 0,
      bounces: 0,
      ageMs: 0,
      alpha: 1,
    },
  };
}
