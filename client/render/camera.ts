/** Where the picture looks: at the own skiff, with a look ahead towards the pointer, by the rule of shared/view.ts. */
import {
  keepOnTable,
  LOOK_AHEAD_PX,
  VISIBLE_AREA_PX2,
  VISIBLE_SIDE_PX,
  type Screen,
} from "#shared/view.ts";

const LOOK_AHEAD_TAU_MS = 170;
/** The focus moved further than this in one frame: it was a spawn, so glide. */
const JUMP_PX = 140;
const GLIDE_MS = 400;
const SHAKE_PX = 10;
const TRAUMA_PER_SECOND = 1.7;

/** How much longer than the other a side of the picture may be. */
const MOST_DRAWN_OUT = VISIBLE_SIDE_PX ** 2 / VISIBLE_AREA_PX2;

/** The part of a window of this size, around its middle, that shows the world: screen px. The rest is bars. */
export function paneIn(width: number, height: number): Screen {
  return {
    widthPx: Math.min(width, height * MOST_DRAWN_OUT),
    heightPx: Math.min(height, width * MOST_DRAWN_OUT),
  };
}

export class Camera {
  /** World position at the centre of the screen. */
  x = 0;
  y = 0;
  scale = 1;
  /** Screen px that the picture is displaced by; aiming ignores them. */
  shakeX = 0;
  shakeY = 0;
  /** Cuts instead of gliding: for those whom a moving picture makes unwell. */
  isStill = false;
  #width = 1;
  #height = 1;
  #pane: Screen = { widthPx: 1, heightPx: 1 };
  #tableWidth = 0;
  #tableHeight = 0;
  #focusX = Number.NaN;
  #focusY = 0;
  #glideX = 0;
  #glideY = 0;
  #glideMs = GLIDE_MS;
  #aheadX = 0;
  #aheadY = 0;
  #trauma = 0;
  #isSwitching = false;

  /** How much of the world the picture shows. */
  get visible(): Screen {
    return { widthPx: this.#pane.widthPx / this.scale, heightPx: this.#pane.heightPx / this.scale };
  }

  resize(width: number, height: number): void {
    this.#width = width;
    this.#height = height;
    this.#pane = paneIn(width, height);
    this.scale = Math.sqrt((this.#pane.widthPx * this.#pane.heightPx) / VISIBLE_AREA_PX2);
  }

  /** A new table: no glide from the one before. */
  enterTable(width: number, height: number): void {
    this.#tableWidth = width;
    this.#tableHeight = height;
    this.#focusX = Number.NaN;
    this.#glideMs = GLIDE_MS;
    this.#trauma = 0;
  }

  /** Adds 0..1 of trauma; the shake grows with its square. */
  jolt(amount: number): void {
    this.#trauma = Math.min(1, this.#trauma + amount);
  }

  /** What is followed from now on is another thing, however near: glide to it. */
  switchFocus(): void {
    this.#isSwitching = true;
  }

  /** `aheadX`, `aheadY`: where to look ahead, as a share (-1..1) of the full look ahead. */
  follow(focusX: number, focusY: number, aheadX: number, aheadY: number, deltaMs: number): void {
    this.#glide(focusX, focusY, deltaMs);
    const ease = 1 - Math.exp(-deltaMs / LOOK_AHEAD_TAU_MS);
    const length = Math.max(1, Math.hypot(aheadX, aheadY));
    this.#aheadX += ((aheadX / length) * LOOK_AHEAD_PX - this.#aheadX) * ease;
    this.#aheadY += ((aheadY / length) * LOOK_AHEAD_PX - this.#aheadY) * ease;
    const share = this.#glideShare();
    const { widthPx, heightPx } = this.visible;
    const centreX = focusX + this.#glideX * share + this.#aheadX;
    const centreY = focusY + this.#glideY * share + this.#aheadY;
    this.x = keepOnTable(centreX, widthPx, this.#tableWidth);
    this.y = keepOnTable(centreY, heightPx, this.#tableHeight);
  }

  /** `strength` 0..1 is the player's setting; 0 stands still. */
  shake(nowMs: number, deltaMs: number, strength: number): void {
    const reach = SHAKE_PX * this.#trauma * this.#trauma * strength;
    // Sums of sines that never line up: a shake without chance, the same at any frame rate.
    this.shakeX = reach * 0.35 * (Math.sin(nowMs * 0.071) + Math.sin(nowMs * 0.117 + 1.3));
    this.shakeY = reach * 0.35 * (Math.sin(nowMs * 0.083 + 2.1) + Math.sin(nowMs * 0.127));
    this.#trauma = Math.max(0, this.#trauma - (TRAUMA_PER_SECOND * deltaMs) / 1000);
  }

  screenX(worldX: number): number {
    return (worldX - this.x) * this.scale + this.#width / 2;
  }

  screenY(worldY: number): number {
    return (worldY - this.y) * this.scale + this.#height / 2;
  }

  worldX(screenX: number): number {
    return (screenX - this.#width / 2) / this.scale + this.x;
  }

  worldY(screenY: number): number {
    return (screenY - this.#height / 2) / this.scale + this.y;
  }

  #glide(focusX: number, focusY: number, deltaMs: number): void {
    const jumpX = this.#focusX - focusX;
    const jumpY = this.#focusY - focusY;
    const share = this.#glideShare();
    this.#glideMs = Math.min(GLIDE_MS, this.#glideMs + deltaMs);
    const mayGlide = !Number.isNaN(this.#focusX) && !this.isStill;
    if (mayGlide && (this.#isSwitching || Math.hypot(jumpX, jumpY) > JUMP_PX)) {
      // From where the picture is now, which may itself be half-way from elsewhere.
      this.#glideX = jumpX + this.#glideX * share;
      this.#glideY = jumpY + this.#glideY * share;
      this.#glideMs = 0;
    }
    this.#isSwitching = false;
    this.#focusX = focusX;
    this.#focusY = focusY;
  }

  /** Of the way that is still to be glided. */
  #glideShare(): number {
    const left = 1 - this.#glideMs / GLIDE_MS;
    return left * left * (3 - 2 * left);
  }
}
