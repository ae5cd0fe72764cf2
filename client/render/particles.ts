/**
 * Sparks, embers and debris in flat arrays: nothing is allocated while playing, and when all are in use the oldest make
 * room. Chance is welcome here: nobody's game depends on where a spark flies.
 */
import { light, mix, paint } from "./color.ts";
import type { Ink } from "./ink.ts";

const CAPACITY = 2048;

/** A streak of light, a round ember, a dark lit splinter of a skiff. */
export type ParticleKind = "spark" | "ember" | "debris";
const SPARK = 0;
const EMBER = 1;
const DEBRIS = 2;
const NUMBERS: Record<ParticleKind, number> = { spark: SPARK, ember: EMBER, debris: DEBRIS };
const DRAG_PER_SECOND = [4.2, 2.6, 2.1];
/** A streak shows this much of its flight. */
const STREAK_SECONDS = 0.032;

export interface Burst {
  kind: ParticleKind;
  count: number;
  color: number;
  /** Middle of the fan and its half width, radians. */
  angle: number;
  spread: number;
  speed: number;
  lifeMs: number;
  size: number;
}

export class Particles {
  /** Share of each burst that is drawn at this graphics tier. */
  share = 1;
  readonly #x = new Float32Array(CAPACITY);
  readonly #y = new Float32Array(CAPACITY);
  readonly #velocityX = new Float32Array(CAPACITY);
  readonly #velocityY = new Float32Array(CAPACITY);
  readonly #leftMs = new Float32Array(CAPACITY);
  readonly #lifeMs = new Float32Array(CAPACITY);
  readonly #size = new Float32Array(CAPACITY);
  readonly #turn = new Float32Array(CAPACITY);
  readonly #color = new Uint32Array(CAPACITY);
  readonly #kind = new Uint8Array(CAPACITY);
  #next = 0;

  /** Particles that are alive. */
  get count(): number {
    return this.#leftMs.reduce((sum, left) => sum + (left > 0 ? 1 : 0), 0);
  }

  burst(x: number, y: number, burst: Readonly<Burst>): void {
    const count = Math.max(1, Math.round(burst.count * this.share));
    for (let n = 0; n < count; n++) this.#add(x, y, burst);
  }

  clear(): void {
    this.#leftMs.fill(0);
  }

  draw(ink: Ink, deltaMs: number): void {
    const seconds = deltaMs / 1000;
    for (let i = 0; i < CAPACITY; i++) {
      const left = this.#leftMs[i]!;
      if (left <= 0) continue;
      this.#leftMs[i] = left - deltaMs;
      const kind = this.#kind[i]!;
      const drag = Math.exp(-DRAG_PER_SECOND[kind]! * seconds);
      this.#velocityX[i]! *= drag;
      this.#velocityY[i]! *= drag;
      this.#x[i]! += this.#velocityX[i]! * seconds;
      this.#y[i]! += this.#velocityY[i]! * seconds;
      const fade = left / this.#lifeMs[i]!;
      if (kind === SPARK) this.#drawSpark(ink, i, fade);
      else if (kind === EMBER) this.#drawEmber(ink, i, fade);
      else this.#drawDebris(ink, i, fade, seconds);
    }
  }

  #add(x: number, y: number, burst: Readonly<Burst>): void {
    const i = this.#next;
    this.#next = (i + 1) % CAPACITY;
    const angle = burst.angle + (Math.random() * 2 - 1) * burst.spread;
    const speed = burst.speed * (0.25 + 0.75 * Math.random());
    // They do not all begin in one point: that would be a blot for a frame.
    const ahead = speed * 0.04 * Math.random();
    this.#x[i] = x + Math.cos(angle) * ahead;
    this.#y[i] = y + Math.sin(angle) * ahead;
    this.#velocityX[i] = Math.cos(angle) * speed;
    this.#velocityY[i] = Math.sin(angle) * speed;
    this.#lifeMs[i] = burst.lifeMs * (0.5 + 0.5 * Math.random());
    this.#leftMs[i] = this.#lifeMs[i]!;
    this.#size[i] = burst.size * (0.6 + 0.4 * Math.random());
    this.#turn[i] = Math.random() * Math.PI * 2;
    this.#color[i] = burst.color;
    this.#kind[i] = NUMBERS[burst.kind];
  }

  #drawSpark(ink: Ink, i: number, fade: number): void {
    const x = this.#x[i]!;
    const y = this.#y[i]!;
    const color = this.#color[i]!;
    const half = (this.#size[i]! / 2) * (0.4 + 0.6 * fade);
    const tailX = x - this.#velocityX[i]! * STREAK_SECONDS;
    const tailY = y - this.#velocityY[i]! * STREAK_SECONDS;
    ink.taper(
      x,
      y,
      tailX,
      tailY,
      half,
      half * 0.3,
      0.3,
      light(mix(color, 0xffffff, 0.55 * fade), Math.min(1, fade * 1.6)),
      light(color, 0),
    );
  }

  #drawEmber(ink: Ink, i: number, fade: number): void {
    ink.glow(
      this.#x[i]!,
      this.#y[i]!,
      this.#size[i]! * (0.5 + 0.5 * fade),
      light(this.#color[i]!, fade * 0.8),
    );
  }

  #drawDebris(ink: Ink, i: number, fade: number, seconds: number): void {
    this.#turn[i]! += seconds * (i % 2 ? 9 : -7);
    const half = this.#size[i]!;
    const dx = Math.cos(this.#turn[i]!) * half;
    const dy = Math.sin(this.#turn[i]!) * half;
    const x = this.#x[i]!;
    const y = this.#y[i]!;
    const alpha = Math.min(1, fade * 2);
    ink.taper(
      x - dx,
      y - dy,
      x + dx,
      y + dy,
      3.4,
      1.8,
      0,
      paint(0x05090c, alpha * 0.9),
      paint(0x05090c, alpha * 0.9),
    );
    ink.taper(
      x - dx,
      y - dy,
      x + dx,
      y + dy,
      1.7,
      0.6,
      0,
      paint(this.#color[i]!, alpha),
      paint(mix(this.#color[i]!, 0xffffff, 0.5), alpha),
    );
  }
}
