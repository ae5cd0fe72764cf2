/** Short shapes of light that need no more than an age: rings that open, muzzle flashes, beams. All of them pooled. */
import { light, mix } from "./color.ts";
import type { Ink } from "./ink.ts";

const RINGS = 64;
const MUZZLES = 48;
const BEAMS = 24;
const MUZZLE_MS = 75;
/** Turns of a muzzle flash's short flames, radians. */
const PETALS: readonly number[] = [-0.75, 0.75];
const BEAM_MS = 300;
/** Numbers in the longest beam that is drawn: eight points. */
const BEAM_NUMBERS = 16;

interface Ring {
  x: number;
  y: number;
  color: number;
  from: number;
  to: number;
  width: number;
  alpha: number;
  ageMs: number;
  lifeMs: number;
}

interface Muzzle {
  x: number;
  y: number;
  angle: number;
  color: number;
  size: number;
  petals: readonly number[];
  ageMs: number;
}

interface Beam {
  readonly points: Float64Array;
  count: number;
  color: number;
  /** Of the coil that unwinds round it. */
  coil: number;
  ageMs: number;
}

export class Shocks {
  readonly #rings: Ring[] = Array.from({ length: RINGS }, () => ({
    x: 0,
    y: 0,
    color: 0,
    from: 0,
    to: 0,
    width: 0,
    alpha: 0,
    ageMs: 1,
    lifeMs: 1,
  }));
  readonly #muzzles: Muzzle[] = Array.from({ length: MUZZLES }, () => ({
    x: 0,
    y: 0,
    angle: 0,
    color: 0,
    size: 0,
    petals: PETALS,
    ageMs: MUZZLE_MS,
  }));
  readonly #beams: Beam[] = Array.from({ length: BEAMS }, () => ({
    points: new Float64Array(BEAM_NUMBERS),
    count: 0,
    color: 0,
    coil: 0,
    ageMs: BEAM_MS,
  }));
  #nextRing = 0;
  #nextMuzzle = 0;
  #nextBeam = 0;

  /** A ring that runs from radius `from` to `to` (either way) while it fades. */
  ring(
    x: number,
    y: number,
    color: number,
    from: number,
    to: number,
    lifeMs: number,
    width = 9,
    alpha = 0.9,
  ): void {
    const ring = this.#rings[this.#nextRing]!;
    this.#nextRing = (this.#nextRing + 1) % RINGS;
    Object.assign(ring, { x, y, color, from, to, width, alpha, lifeMs, ageMs: 0 });
  }

  /** `petals`: turns of the short flames beside the long one. */
  muzzle(x: number, y: number, angle: number, color: number, size: number, petals = PETALS): void {
    const muzzle = this.#muzzles[this.#nextMuzzle]!;
    this.#nextMuzzle = (this.#nextMuzzle + 1) % MUZZLES;
    Object.assign(muzzle, { x, y, angle, color, size, petals, ageMs: 0 });
  }

  /** `points`: x, y, x, y… as the event has them; copied. */
  beam(points: readonly number[], color: number, coil: number): void {
    const beam = this.#beams[this.#nextBeam]!;
    this.#nextBeam = (this.#nextBeam + 1) % BEAMS;
    beam.count = Math.min(points.length, BEAM_NUMBERS);
    for (let i = 0; i < beam.count; i++) beam.points[i] = points[i]!;
    beam.color = color;
    beam.coil = coil;
    beam.ageMs = 0;
  }

  clear(): void {
    for (const ring of this.#rings) ring.ageMs = ring.lifeMs;
    for (const muzzle of this.#muzzles) muzzle.ageMs = MUZZLE_MS;
    for (const beam of this.#beams) beam.ageMs = BEAM_MS;
  }

  draw(ink: Ink, deltaMs: number, flash: number): void {
    for (const beam of this.#beams) {
      if (beam.ageMs >= BEAM_MS) continue;
      drawBeam(ink, beam, 1 - beam.ageMs / BEAM_MS);
      beam.ageMs += deltaMs;
    }
    for (const ring of this.#rings) {
      if (ring.ageMs >= ring.lifeMs) continue;
      drawRing(ink, ring, ring.ageMs / ring.lifeMs);
      ring.ageMs += deltaMs;
    }
    for (const muzzle of this.#muzzles) {
      if (muzzle.ageMs >= MUZZLE_MS) continue;
      drawMuzzle(ink, muzzle, 1 - muzzle.ageMs / MUZZLE_MS, flash);
      muzzle.ageMs += deltaMs;
    }
  }
}

function drawRing(ink: Ink, ring: Ring, age: number): void {
  const eased = 1 - (1 - age) ** 3;
  const radius = ring.from + (ring.to - ring.from) * eased;
  const left = 1 - age;
  ink.ring(
    ring.x,
    ring.y,
    radius,
    ring.width * (0.4 + 0.6 * left) * 2,
    1,
    light(ring.color, ring.alpha * 0.55 * left),
  );
  ink.ring(
    ring.x,
    ring.y,
    radius,
    ring.width * 0.5 * (0.3 + 0.7 * left),
    0.8,
    light(mix(ring.color, 0xffffff, 0.45), ring.alpha * left),
  );
}

function drawMuzzle(ink: Ink, muzzle: Muzzle, left: number, flash: number): void {
  const { x, y, angle, color, size, petals } = muzzle;
  const reach = size * (1.3 - 0.5 * left);
  const tipX = x + Math.cos(angle) * reach;
  const tipY = y + Math.sin(angle) * reach;
  const power = left * (0.35 + 0.65 * flash);
  ink.glow(x, y, size * 1.1, light(color, 0.75 * power));
  ink.taper(
    x,
    y,
    tipX,
    tipY,
    size * 0.26 * left,
    0.4,
    0.3,
    light(0xffffff, power),
    light(color, 0.2 * power),
  );
  for (const turn of petals) {
    ink.taper(
      x,
      y,
      x + Math.cos(angle + turn) * reach * 0.5,
      y + Math.sin(angle + turn) * reach * 0.5,
      size * 0.13 * left,
      0.3,
      0.3,
      light(mix(color, 0xffffff, 0.5), power),
      light(color, 0),
    );
  }
}

function drawBeam(ink: Ink, beam: Beam, left: number): void {
  const { points, color } = beam;
  const hot = mix(color, 0xffffff, 0.9);
  const fade = left * left;
  for (let i = 0; i + 3 < beam.count; i += 2) {
    const x0 = points[i]!;
    const y0 = points[i + 1]!;
    const x1 = points[i + 2]!;
    const y1 = points[i + 3]!;
    ink.taper(x0, y0, x1, y1, 26, 26, 1, light(color, 0.5 * fade), light(color, 0.5 * fade));
    ink.taper(
      x0,
      y0,
      x1,
      y1,
      3 + 5 * left,
      3 + 5 * left,
      0.7,
      light(color, 0.8 * left),
      light(color, 0.8 * left),
    );
    ink.taper(
      x0,
      y0,
      x1,
      y1,
      0.5 + 1.6 * left,
      0.5 + 1.6 * left,
      0.2,
      light(hot, Math.min(1, 1.5 * left)),
      light(hot, Math.min(1, 1.5 * left)),
    );
    drawCoil(ink, x0, y0, x1, y1, beam.coil, left);
  }
}

const COIL_STEP_PX = 13;
const COIL_TURN = 0.62;

/** Sparks in a wave round the beam that widens as it goes out. */
function drawCoil(
  ink: Ink,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  color: number,
  left: number,
): void {
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (length < 1) return;
  const dx = (x1 - x0) / length;
  const dy = (y1 - y0) / length;
  const spark = light(color, 0.9 * left);
  for (let along = 0, i = 0; along < length; along += COIL_STEP_PX, i++) {
    const side = Math.sin(i * COIL_TURN) * (5 + 15 * (1 - left));
    const x = x0 + dx * along - dy * side;
    const y = y0 + dy * along + dx * side;
    ink.taper(x, y, x + dx * 7, y + dy * 7, 1.5 * left, 0.6 * left, 0.4, spark, spark);
  }
}
