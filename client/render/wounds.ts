/** Who hit me: arcs round the own skiff towards each source, heavier for more damage, and the red rim of low health. */
import { CanvasSource, Container, Texture } from "pixi.js";
import { get2d } from "./atlas.ts";
import type { Camera } from "./camera.ts";
import { light, paint } from "./color.ts";
import type { Ink } from "./ink.ts";
import { FULL_HEALTH, type Look } from "./look.ts";
import { makePane, type Pane } from "./pane.ts";

const ARCS = 8;
const ARC_MS = 950;
const ARC_RADIUS_PX = 56;
/** Damage that gives the heaviest arc. */
const HEAVY_DAMAGE = 70;
const LOW_HEALTH = 35;
const BLOW_MS = 260;
const RIM_PX = 256;

interface Arc {
  angle: number;
  weight: number;
  ageMs: number;
}

export class Wounds {
  readonly container = new Container();
  readonly #arcs: Arc[] = Array.from({ length: ARCS }, () => ({
    angle: 0,
    weight: 0,
    ageMs: ARC_MS,
  }));
  readonly #night = rimPane(0.5);
  readonly #rim = rimPane(0.62);
  #next = 0;
  #blow = 0;

  constructor() {
    this.#night.tint = 0x000000;
    this.container.addChild(this.#night, this.#rim);
  }

  /** `angle`: where it came from, seen from the own skiff. */
  add(angle: number, damage: number): void {
    const arc = this.#arcs[this.#next]!;
    this.#next = (this.#next + 1) % ARCS;
    arc.angle = angle;
    arc.weight = Math.min(1, damage / HEAVY_DAMAGE);
    arc.ageMs = 0;
    this.#blow = Math.min(1, this.#blow + 0.35 + arc.weight);
  }

  clear(): void {
    for (const arc of this.#arcs) arc.ageMs = ARC_MS;
    this.#blow = 0;
  }

  /** Call once per frame, also while the own skiff is out: what struck it then points to nobody when it is back. */
  fade(deltaMs: number): void {
    for (const arc of this.#arcs) arc.ageMs += deltaMs;
    this.#blow = Math.max(0, this.#blow - deltaMs / BLOW_MS);
  }

  /** The dark corners of the hall are a luxury that the low tier goes without. */
  set hasNight(value: boolean) {
    this.#night.visible = value;
  }

  resize(width: number, height: number): void {
    for (const pane of [this.#night, this.#rim]) pane.scale.set(width, height);
  }

  drawArcs(ink: Ink, x: number, y: number, camera: Camera, look: Look): void {
    const radius = Math.max(40, ARC_RADIUS_PX * camera.scale);
    for (const arc of this.#arcs) {
      if (arc.ageMs >= ARC_MS) continue;
      const left = 1 - arc.ageMs / ARC_MS;
      const sweep = 0.5 + 0.8 * arc.weight;
      const width = 4 + 6 * arc.weight;
      const at = radius + 8 * arc.weight;
      const alpha = Math.min(1, left * 1.6);
      ink.arc(
        x,
        y,
        at,
        arc.angle - sweep / 2,
        sweep,
        width * 3,
        1,
        light(look.palette.danger, 0.35 * alpha),
        light(look.palette.danger, 0),
      );
      ink.arc(
        x,
        y,
        at,
        arc.angle - sweep / 2,
        sweep,
        width,
        0.15,
        paint(look.palette.danger, alpha),
        paint(look.palette.danger, alpha * 0.25),
      );
    }
  }

  /** `health` of the own skiff, or null when it is not in the arena. */
  drawRim(health: number | null, look: Look, nowMs: number): void {
    const need =
      health === null ? 0 : Math.max(0, 1 - health / FULL_HEALTH / (LOW_HEALTH / FULL_HEALTH));
    const beat = look.reducedMotion ? 0.85 : 0.8 + 0.2 * Math.sin(nowMs * 0.006);
    this.#rim.tint = look.palette.danger;
    this.#rim.alpha = Math.min(1, need * 0.6 * beat + this.#blow * 0.24 * look.flash);
    this.#rim.visible = this.#rim.alpha > 0.01;
  }

  destroy(): void {
    for (const pane of [this.#night, this.#rim]) pane.texture.destroy(true);
    this.container.destroy({ children: true });
  }
}

/** White, clear in the middle and dense at the corners; `clear` is the share of the way that stays clear. */
function rimPane(clear: number): Pane {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = RIM_PX;
  const context = get2d(canvas);
  const half = RIM_PX / 2;
  const fade = context.createRadialGradient(half, half, half * clear, half, half, half * 1.38);
  fade.addColorStop(0, "rgba(255,255,255,0)");
  fade.addColorStop(0.5, "rgba(255,255,255,.16)");
  fade.addColorStop(1, "rgba(255,255,255,.85)");
  context.fillStyle = fade;
  context.fillRect(0, 0, RIM_PX, RIM_PX);
  return makePane(new Texture({ source: new CanvasSource({ resource: canvas }) }));
}
