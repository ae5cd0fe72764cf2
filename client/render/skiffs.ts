/**
 * Skiffs: hull and barrel as sprites, flames, shadow, dash streak and rings as ink, name and health above the others on
 * the screen. Each seat keeps its sprites; what fades (a hit, a recoil, a dash) is remembered here by slot.
 */
import { Container, Sprite } from "pixi.js";
import type { OwnView, Relation, SkiffView, View } from "../netcode/view.ts";
import type { Atlas } from "./atlas.ts";
import type { Camera } from "./camera.ts";
import { light, mix, paint } from "./color.ts";
import { drawHalos } from "./halos.ts";
import type { Ink } from "./ink.ts";
import type { Labels } from "./labels.ts";
import { FULL_HEALTH, FULL_SHIELD, type Look } from "./look.ts";
import { relationColor } from "./palettes.ts";
import type { PictureName } from "./silhouettes.ts";

/** By weapon index; a weapon without a row of its own wears the first. */
const BARRELS: readonly PictureName[] = [
  "pulseBarrel",
  "railBarrel",
  "scatterBarrel",
  "rocketBarrel",
  "discBarrel",
];
const MASKS: Record<Relation, PictureName> = {
  self: "selfMask",
  ally: "allyMask",
  enemy: "enemyMask",
};
const HIT_FLASH_MS = 110;
const RECOIL_MS = 110;
const RECOIL_PX = 5;
const DASH_FADE_MS = 200;
const DASH_LINES_PX = [-12, 0, 12] as const;
const DASH_RING_PX = 33;
const READY_FLASH_MS = 260;
const BAR_PX = 42;

interface Body {
  readonly hull: Sprite;
  readonly barrel: Sprite;
  readonly mask: Sprite;
  readonly name: Sprite;
  relation: Relation;
  hitMs: number;
  hitColor: number;
  recoilMs: number;
  dashMs: number;
  dashX: number;
  dashY: number;
  seen: number;
}

export class Skiffs {
  readonly container = new Container();
  readonly names = new Container();
  readonly #atlas: Atlas;
  readonly #labels: Labels;
  readonly #bodies: (Body | undefined)[] = [];
  readonly #nameOf: string[] = [];
  #frame = 0;
  #readyMs = 0;

  constructor(atlas: Atlas, labels: Labels) {
    this.#atlas = atlas;
    this.#labels = labels;
  }

  /** The target of a shot blinks. */
  flash(slot: number, color: number): void {
    const body = this.#bodies[slot];
    if (!body) return;
    body.hitMs = HIT_FLASH_MS;
    body.hitColor = color;
  }

  recoil(slot: number): void {
    const body = this.#bodies[slot];
    if (body) body.recoilMs = RECOIL_MS;
  }

  draw(view: View, look: Look, camera: Camera, floor: Ink, overlay: Ink): void {
    this.#frame++;
    for (const seat of view.seats) this.#nameOf[seat.slot] = seat.name;
    for (const skiff of view.skiffs) {
      const body = this.#bodyOf(skiff);
      body.seen = this.#frame;
      const color = relationColor(look.palette, skiff.relation);
      this.#place(body, skiff, color, look, view.deltaMs);
      drawShadow(floor, skiff);
      drawDash(floor, body, skiff, color, view.deltaMs);
      drawFlames(floor, skiff, color, look.reducedMotion ? 0 : view.nowMs);
      drawHalos(floor, skiff, color, look, view.nowMs);
      const isSteered = skiff.relation === "self" && !view.isReplay;
      body.name.visible = !isSteered;
      if (isSteered) this.#drawDashRing(floor, skiff, view.own, look, view.deltaMs);
      else this.#drawTag(body, skiff, color, look, camera, overlay);
    }
    this.#hideUnseen();
  }

  #bodyOf(skiff: SkiffView): Body {
    const body = (this.#bodies[skiff.slot] ??= this.#makeBody(skiff.relation));
    if (
      body.relation !== skiff.relation ||
      body.hull.texture !== this.#atlas.picture(skiff.relation)
    ) {
      body.relation = skiff.relation;
      body.hull.texture = this.#atlas.picture(skiff.relation);
      body.mask.texture = this.#atlas.picture(MASKS[skiff.relation]);
    }
    return body;
  }

  #makeBody(relation: Relation): Body {
    const body: Body = {
      hull: new Sprite({ texture: this.#atlas.picture(relation), anchor: 0.5 }),
      barrel: new Sprite({ anchor: 0.5 }),
      mask: new Sprite({ texture: this.#atlas.picture(MASKS[relation]), anchor: 0.5 }),
      name: new Sprite({ anchor: { x: 0.5, y: 1 } }),
      relation,
      hitMs: 0,
      hitColor: 0xffffff,
      recoilMs: 0,
      dashMs: 0,
      dashX: 0,
      dashY: 0,
      seen: 0,
    };
    this.container.addChild(body.hull, body.barrel, body.mask);
    this.names.addChild(body.name);
    return body;
  }

  #place(body: Body, skiff: SkiffView, color: number, look: Look, deltaMs: number): void {
    body.recoilMs = Math.max(0, body.recoilMs - deltaMs);
    const back = (RECOIL_PX * body.recoilMs) / RECOIL_MS;
    const alpha = skiff.isAway ? 0.45 : 1;
    turnSprite(body.hull, skiff.x, skiff.y, skiff.aim, color, alpha);
    turnSprite(
      body.barrel,
      skiff.x - Math.cos(skiff.aim) * back,
      skiff.y - Math.sin(skiff.aim) * back,
      skiff.aim,
      color,
      alpha,
    );
    body.barrel.texture = this.#atlas.picture(BARRELS[skiff.weapon] ?? BARRELS[0]!);
    const flash = Math.min(1, (body.hitMs / HIT_FLASH_MS) * 1.3) * (0.3 + 0.7 * look.flash);
    turnSprite(body.mask, skiff.x, skiff.y, skiff.aim, body.hitColor, flash);
    body.hitMs = Math.max(0, body.hitMs - deltaMs);
  }

  #drawDashRing(ink: Ink, skiff: SkiffView, own: OwnView, look: Look, deltaMs: number): void {
    const { x, y } = skiff;
    const { accent } = look.palette;
    if (own.dashCharge < 1) {
      this.#readyMs = READY_FLASH_MS;
      ink.ring(x, y, DASH_RING_PX, 3, 0, paint(0xffffff, 0.13));
      ink.arc(
        x,
        y,
        DASH_RING_PX,
        -Math.PI / 2,
        Math.PI * 2 * own.dashCharge,
        3,
        0,
        paint(accent, 0.9),
        paint(accent, 0.9),
      );
      return;
    }
    const flash = this.#readyMs / READY_FLASH_MS;
    this.#readyMs = Math.max(0, this.#readyMs - deltaMs);
    ink.ring(
      x,
      y,
      DASH_RING_PX + 5 * (1 - flash) * flash,
      2 + 3 * flash,
      0,
      paint(mix(accent, 0xffffff, 0.7 * flash), 0.42 + 0.55 * flash),
    );
  }

  /** Name and health on the screen, so that they stay legible in a small window. */
  #drawTag(
    body: Body,
    skiff: SkiffView,
    color: number,
    look: Look,
    camera: Camera,
    ink: Ink,
  ): void {
    const textScale = Math.min(1.25, Math.max(0.8, camera.scale));
    const x = camera.screenX(skiff.x) + camera.shakeX;
    const y = camera.screenY(skiff.y) + camera.shakeY - 27 * camera.scale - 4;
    const half = (BAR_PX * textScale) / 2;
    const share = Math.min(1, Math.max(0, skiff.health / FULL_HEALTH));
    const dim = skiff.isAway ? 0.45 : 1;
    ink.line(x - half, y, x + half, y, 5.5 * textScale, paint(0x02090b, 0.85 * dim));
    if (share > 0)
      ink.line(x - half, y, x - half + 2 * half * share, y, 3.2 * textScale, paint(color, dim));
    const shield = Math.min(1, skiff.shieldPoints / FULL_SHIELD);
    if (shield > 0) {
      const above = y - 4.6 * textScale;
      const to = x - half + 2 * half * shield;
      ink.line(x - half, above, to, above, 4 * textScale, paint(0x02090b, 0.85 * dim));
      ink.line(x - half, above, to, above, 2 * textScale, paint(look.palette.shield, dim));
    }
    if (skiff.isAway) drawPause(ink, x - half - 9 * textScale, y, textScale);
    body.name.texture = this.#labels.label(this.#nameOf[skiff.slot] ?? "");
    const lift = shield > 0 ? 6.5 : 3;
    body.name.position.set(Math.round(x), Math.round(y - lift * textScale));
    body.name.scale.set(textScale * look.textSize);
    body.name.tint = mix(color, 0xffffff, 0.15);
    body.name.alpha = dim;
  }

  #hideUnseen(): void {
    for (const body of this.#bodies) {
      if (!body) continue;
      if (body.seen !== this.#frame) {
        body.hull.visible = body.barrel.visible = body.mask.visible = body.name.visible = false;
        body.hitMs = body.recoilMs = body.dashMs = 0;
      }
    }
  }
}

/** Nobody is at the controls now. */
function drawPause(ink: Ink, x: number, y: number, scale: number): void {
  ink.dot(x, y, 6.5 * scale, paint(0x02090b, 0.85));
  for (const side of [-1, 1])
    ink.line(
      x + side * 1.9 * scale,
      y - 2.6 * scale,
      x + side * 1.9 * scale,
      y + 2.6 * scale,
      1.8 * scale,
      paint(0xffffff, 0.9),
    );
}

function turnSprite(
  sprite: Sprite,
  x: number,
  y: number,
  rotation: number,
  tint: number,
  alpha: number,
): void {
  sprite.visible = alpha > 0;
  sprite.position.set(x, y);
  sprite.rotation = rotation;
  sprite.tint = tint;
  sprite.alpha = alpha;
}

function drawShadow(ink: Ink, skiff: SkiffView): void {
  ink.glow(skiff.x + 5, skiff.y + 10, 31, paint(0x000000, 0.75));
}

function drawFlames(ink: Ink, skiff: SkiffView, color: number, nowMs: number): void {
  const power = Math.min(1, Math.hypot(skiff.thrustX, skiff.thrustY));
  if (power < 0.05) return;
  const backX = -skiff.thrustX / power;
  const backY = -skiff.thrustY / power;
  const flicker =
    0.8 +
    0.12 * Math.sin(nowMs * 0.061 + skiff.slot * 2.1) +
    0.08 * Math.sin(nowMs * 0.147 + skiff.slot);
  const length = 30 * power * flicker;
  const fromX = skiff.x + backX * 13;
  const fromY = skiff.y + backY * 13;
  ink.taper(
    fromX,
    fromY,
    fromX + backX * length,
    fromY + backY * length,
    11,
    4,
    1,
    light(color, 0.6 * power),
    light(color, 0),
  );
  ink.taper(
    fromX,
    fromY,
    fromX + backX * length * 0.62,
    fromY + backY * length * 0.62,
    4.2,
    0.6,
    0.6,
    light(mix(color, 0xffffff, 0.6), 0.85 * power),
    light(color, 0.1),
  );
}

/** A streak along the way it came, held while dashing and fading after. */
function drawDash(ink: Ink, body: Body, skiff: SkiffView, color: number, deltaMs: number): void {
  if (skiff.isDashing) {
    body.dashMs = DASH_FADE_MS;
    body.dashX = -skiff.velocityX * 0.13;
    body.dashY = -skiff.velocityY * 0.13;
  } else {
    body.dashMs = Math.max(0, body.dashMs - deltaMs);
  }
  const power = body.dashMs / DASH_FADE_MS;
  if (power <= 0) return;
  const { x, y } = skiff;
  const endX = x + body.dashX * power;
  const endY = y + body.dashY * power;
  ink.taper(x, y, endX, endY, 24, 7, 1, light(color, 0.55 * power), light(color, 0));
  const length = Math.hypot(body.dashX, body.dashY) || 1;
  const sideX = -body.dashY / length;
  const sideY = body.dashX / length;
  for (const side of DASH_LINES_PX) {
    const reach = side === 0 ? 1 : 0.72;
    ink.taper(
      x + sideX * side,
      y + sideY * side,
      x + sideX * side + body.dashX * power * reach,
      y + sideY * side + body.dashY * power * reach,
      1.8,
      0.3,
      0.3,
      light(mix(color, 0xffffff, 0.5), 0.8 * power),
      light(color, 0),
    );
  }
}
