/** Damage that I deal, gathered per target into one number that pops with each hit, drifts up and fades. */
import { Container, Sprite } from "pixi.js";
import type { Atlas } from "./atlas.ts";
import type { Camera } from "./camera.ts";

const GATHER_MS = 900;
const FADE_MS = 250;
const POP_MS = 90;
const MOST_DIGITS = 4;
const RISE_PX = 16;

interface Tally {
  readonly sprites: readonly Sprite[];
  sum: number;
  ageMs: number;
  popMs: number;
  x: number;
  y: number;
  color: number;
}

export class Numbers {
  readonly container = new Container();
  readonly #atlas: Atlas;
  readonly #tallies: (Tally | undefined)[] = [];

  constructor(atlas: Atlas) {
    this.#atlas = atlas;
  }

  add(slot: number, damage: number, x: number, y: number, color: number): void {
    const tally = (this.#tallies[slot] ??= this.#makeTally());
    if (tally.ageMs >= GATHER_MS) tally.sum = 0;
    tally.sum += damage;
    tally.ageMs = 0;
    tally.popMs = POP_MS;
    tally.x = x;
    tally.y = y;
    tally.color = color;
  }

  /** The target moved: its number goes with it. */
  move(slot: number, x: number, y: number): void {
    const tally = this.#tallies[slot];
    if (!tally) return;
    tally.x = x;
    tally.y = y;
  }

  clear(): void {
    for (const tally of this.#tallies) if (tally) tally.ageMs = GATHER_MS + FADE_MS;
  }

  draw(camera: Camera, textSize: number, deltaMs: number): void {
    for (const tally of this.#tallies) {
      if (!tally) continue;
      this.#place(tally, camera, textSize);
      tally.ageMs += deltaMs;
      tally.popMs = Math.max(0, tally.popMs - deltaMs);
    }
  }

  #place(tally: Tally, camera: Camera, textSize: number): void {
    const alpha = Math.min(1, 1 - (tally.ageMs - GATHER_MS) / FADE_MS);
    let rest = Math.round(tally.sum);
    const pop = 1 + (0.45 * tally.popMs) / POP_MS;
    const scale = Math.min(1.3, Math.max(0.85, camera.scale)) * textSize * pop;
    const y =
      camera.screenY(tally.y) -
      26 * camera.scale -
      (RISE_PX * Math.min(GATHER_MS, tally.ageMs)) / GATHER_MS;
    let x = camera.screenX(tally.x) + Math.max(30, 34 * camera.scale) + this.#widthOf(rest) * scale;
    for (const sprite of tally.sprites) {
      sprite.visible = alpha > 0 && (rest > 0 || sprite === tally.sprites[0]);
      if (!sprite.visible) continue;
      const digit = rest % 10;
      rest = Math.floor(rest / 10);
      const width = (this.#atlas.digitWidths[digit] ?? 0) * scale;
      x -= width;
      sprite.texture = this.#atlas.digit(digit);
      sprite.position.set(x + width / 2, y);
      sprite.scale.set(scale);
      sprite.tint = tally.color;
      sprite.alpha = alpha;
    }
  }

  #widthOf(value: number): number {
    let width = 0;
    for (let rest = value; rest > 0; rest = Math.floor(rest / 10))
      width += this.#atlas.digitWidths[rest % 10] ?? 0;
    return width;
  }

  #makeTally(): Tally {
    const sprites = Array.from({ length: MOST_DIGITS }, () =>
      this.container.addChild(new Sprite({ anchor: 0.5 })),
    );
    return { sprites, sum: 0, ageMs: GATHER_MS + FADE_MS, popMs: 0, x: 0, y: 0, color: 0xffffff };
  }
}
