/** How something sounds from where one is: how loud, from which side, and how dull when a wall is in between. */
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { buildArena, hasLineOfSight, type Arena } from "#shared/sim/arena/geometry.ts";

export interface Place {
  x: number;
  y: number;
}

export interface Impression {
  /** Share of its loudness, 0..1. */
  gain: number;
  /** -1 left … 1 right. */
  pan: number;
  /** What is above this pitch is taken away; Infinity for nothing. */
  cutHz: number;
  /** Where it comes from: radians as on the screen, or null when it is here. */
  bearing: number | null;
}

/** A sound at this distance is half as loud. */
const HALF_DISTANCE_PX = 520;
/** Beyond this nothing is heard. */
const SILENT_DISTANCE_PX = 2200;
/** Sideways distance that is fully left or right. */
const FULL_PAN_PX = 900;
/** One ear is never left without the sound. */
const MOST_PAN = 0.85;
/** Nearer than this it comes from everywhere. */
const HERE_PX = 40;
const MUFFLED_HZ = 750;
const MUFFLED_GAIN = 0.7;
/** What happens at a cushion happens in front of it. */
const CLEARANCE_PX = 12;

export class Hearing {
  #source: ArenaSource | null = null;
  #arena: Arena | null = null;

  /** The map that one is on. */
  enter(source: ArenaSource): void {
    if (source === this.#source) return;
    this.#source = source;
    this.#arena = buildArena(source);
  }

  /** How what happens at `place` is heard at `listener`. */
  listen(listener: Place, place: Place): Impression {
    const deltaX = place.x - listener.x;
    const deltaY = place.y - listener.y;
    const gain = gainAt(deltaX, deltaY);
    const isMuffled = gain > 0 && this.#isBehindWall(listener, place);
    return {
      gain: isMuffled ? gain * MUFFLED_GAIN : gain,
      pan: panAt(deltaX),
      cutHz: isMuffled ? MUFFLED_HZ : Infinity,
      bearing: Math.hypot(deltaX, deltaY) < HERE_PX ? null : Math.atan2(deltaY, deltaX),
    };
  }

  #isBehindWall(listener: Place, place: Place): boolean {
    const deltaX = listener.x - place.x;
    const deltaY = listener.y - place.y;
    const distance = Math.hypot(deltaX, deltaY);
    if (!this.#arena || distance <= CLEARANCE_PX) return false;
    const share = CLEARANCE_PX / distance;
    const [x, y] = [place.x + deltaX * share, place.y + deltaY * share];
    return !hasLineOfSight(this.#arena, listener.x, listener.y, x, y);
  }
}

/** Loudness at this distance from the listener: 1 on the spot, a half at the half distance, 0 far away. */
export function gainAt(deltaX: number, deltaY: number): number {
  const distance = Math.hypot(deltaX, deltaY);
  return distance >= SILENT_DISTANCE_PX ? 0 : HALF_DISTANCE_PX / (HALF_DISTANCE_PX + distance);
}

export function panAt(deltaX: number): number {
  return Math.max(-1, Math.min(1, deltaX / FULL_PAN_PX)) * MOST_PAN;
}
