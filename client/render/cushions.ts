/**
 * The lit edges of the table as lines that know their neighbours, and the flares that run along them from where
 * something rebounded: around corners too, because light does.
 */
import type { ArenaSource, Point } from "#shared/sim/arena/arena.ts";
import { light, mix } from "./color.ts";
import type { Ink } from "./ink.ts";

export interface Cushion {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly length: number;
  /** Indices of the cushions that share its start and its end. */
  readonly previous: number;
  readonly next: number;
}

/** Every edge of the border and of the walls. */
export function cushionsOf(arena: ArenaSource): Cushion[] {
  const cushions: Cushion[] = [];
  for (const polygon of [arena.border, ...arena.walls]) addPolygon(cushions, polygon);
  return cushions;
}

function addPolygon(cushions: Cushion[], polygon: readonly Point[]): void {
  const first = cushions.length;
  const count = polygon.length;
  polygon.forEach((from, i) => {
    const to = polygon[(i + 1) % count] ?? from;
    cushions.push({
      x0: from.x,
      y0: from.y,
      x1: to.x,
      y1: to.y,
      length: Math.hypot(to.x - from.x, to.y - from.y),
      previous: first + ((i + count - 1) % count),
      next: first + ((i + 1) % count),
    });
  });
}

/** Distance from the start of the cushion to its point nearest to x, y. */
export function alongCushion(cushion: Cushion, x: number, y: number): number {
  if (cushion.length === 0) return 0;
  const share =
    ((x - cushion.x0) * (cushion.x1 - cushion.x0) + (y - cushion.y0) * (cushion.y1 - cushion.y0)) /
    cushion.length ** 2;
  return Math.min(1, Math.max(0, share)) * cushion.length;
}

/** Index of the cushion nearest to x, y; -1 when there are none. */
export function nearestCushion(cushions: readonly Cushion[], x: number, y: number): number {
  let best = -1;
  let bestDistance = Infinity;
  for (let i = 0; i < cushions.length; i++) {
    const cushion = cushions[i]!;
    const share = cushion.length === 0 ? 0 : alongCushion(cushion, x, y) / cushion.length;
    const distance = Math.hypot(
      cushion.x0 + (cushion.x1 - cushion.x0) * share - x,
      cushion.y0 + (cushion.y1 - cushion.y0) * share - y,
    );
    if (distance < bestDistance) {
      bestDistance = distance;
      best = i;
    }
  }
  return best;
}

interface Flare {
  cushion: number;
  along: number;
  x: number;
  y: number;
  color: number;
  strength: number;
  ageMs: number;
}

const CAPACITY = 96;
const LIFE_MS = 620;
const REACH_PX = 110;
const MERGE_PX = 45;
/** A glancing light past the first corners is enough. */
const MOST_CORNERS = 3;

export class Flares {
  readonly #flares: Flare[] = Array.from({ length: CAPACITY }, () => ({
    cushion: -1,
    along: 0,
    x: 0,
    y: 0,
    color: 0,
    strength: 0,
    ageMs: LIFE_MS,
  }));
  #cushions: readonly Cushion[] = [];
  #next = 0;

  enterTable(cushions: readonly Cushion[]): void {
    this.#cushions = cushions;
    this.clear();
  }

  clear(): void {
    for (const flare of this.#flares) flare.ageMs = LIFE_MS;
  }

  /** Lights the cushion nearest to x, y; `strength` about 0..1.5. */
  add(x: number, y: number, color: number, strength: number): void {
    const index = nearestCushion(this.#cushions, x, y);
    const cushion = this.#cushions[index];
    if (!cushion) return;
    const along = alongCushion(cushion, x, y);
    const flare = this.#flareAt(index, along);
    flare.cushion = index;
    flare.along = along;
    const share = cushion.length === 0 ? 0 : flare.along / cushion.length;
    flare.x = cushion.x0 + (cushion.x1 - cushion.x0) * share;
    flare.y = cushion.y0 + (cushion.y1 - cushion.y0) * share;
    flare.color = color;
    flare.strength = strength;
    flare.ageMs = 0;
  }

  /** The one that burns there already, lest a volley on one spot burns white; else the oldest. */
  #flareAt(cushion: number, along: number): Flare {
    for (const flare of this.#flares) {
      if (
        flare.ageMs < LIFE_MS &&
        flare.cushion === cushion &&
        Math.abs(flare.along - along) < MERGE_PX
      )
        return flare;
    }
    const flare = this.#flares[this.#next]!;
    this.#next = (this.#next + 1) % CAPACITY;
    return flare;
  }

  draw(ink: Ink, deltaMs: number): void {
    for (const flare of this.#flares) {
      if (flare.ageMs >= LIFE_MS) continue;
      const left = 1 - flare.ageMs / LIFE_MS;
      this.#drawOne(ink, flare, left * left);
      flare.ageMs += deltaMs;
    }
  }

  #drawOne(ink: Ink, flare: Flare, fade: number): void {
    const reach = REACH_PX * (0.55 + 0.6 * flare.strength) * (1.25 - 0.5 * fade);
    const power = Math.min(1, fade * (0.5 + flare.strength * 0.6));
    this.#run(ink, flare, 1, reach, power);
    this.#run(ink, flare, -1, reach, power);
    ink.glow(flare.x, flare.y, reach * 0.75, light(flare.color, 0.24 * power));
    ink.glow(flare.x, flare.y, 20, light(mix(flare.color, 0xffffff, 0.5), 0.5 * power));
  }

  /** Light along the cushion one way, dimming with distance, on to the neighbours. */
  #run(ink: Ink, flare: Flare, way: 1 | -1, reach: number, power: number): void {
    let cushion = this.#cushions[flare.cushion];
    let from = flare.along;
    let left = reach;
    for (
      let corner = 0;
      corner < MOST_CORNERS && cushion && left > 1 && cushion.length > 0;
      corner++
    ) {
      const end = way > 0 ? Math.min(cushion.length, from + left) : Math.max(0, from - left);
      const used = Math.abs(end - from);
      drawPiece(
        ink,
        cushion,
        from / cushion.length,
        end / cushion.length,
        flare.color,
        (power * left) / reach,
        (power * (left - used)) / reach,
      );
      left -= used;
      cushion = this.#cushions[way > 0 ? cushion.next : cushion.previous];
      from = cushion && way < 0 ? cushion.length : 0;
    }
  }
}

function drawPiece(
  ink: Ink,
  cushion: Cushion,
  share0: number,
  share1: number,
  color: number,
  power0: number,
  power1: number,
): void {
  const dx = cushion.x1 - cushion.x0;
  const dy = cushion.y1 - cushion.y0;
  const x0 = cushion.x0 + dx * share0;
  const y0 = cushion.y0 + dy * share0;
  const x1 = cushion.x0 + dx * share1;
  const y1 = cushion.y0 + dy * share1;
  const hot = mix(color, 0xffffff, 0.72);
  ink.taper(x0, y0, x1, y1, 20, 12, -1, light(color, power0 * 0.5), light(color, power1 * 0.35));
  ink.taper(x0, y0, x1, y1, 3, 1.6, 0.3, light(hot, power0), light(hot, power1));
}
