/** Pads on the floor: a dark well, an icon, and an arc that fills until the pad gives again. */
import { Container, Sprite } from "pixi.js";
import type { PadView } from "../netcode/view.ts";
import type { Atlas } from "./atlas.ts";
import { light, paint } from "./color.ts";
import type { Ink } from "./ink.ts";
import type { Look } from "./look.ts";
import type { Palette } from "./palettes.ts";
import type { PictureName } from "./silhouettes.ts";

interface PadLook {
  readonly icon: PictureName;
  readonly color: keyof Palette;
  /** Marks outside of the well: none for what mends, four for what shoots, a crown of eight for power. */
  readonly marks: 0 | 4 | 8;
}

/** By pad kind. */
const LOOKS: readonly PadLook[] = [
  { icon: "repairIcon", color: "repair", marks: 0 },
  { icon: "railIcon", color: "accent", marks: 4 },
  { icon: "scatterIcon", color: "accent", marks: 4 },
  { icon: "rocketIcon", color: "accent", marks: 4 },
  { icon: "discIcon", color: "accent", marks: 4 },
  { icon: "shieldIcon", color: "shield", marks: 0 },
  { icon: "overdriveIcon", color: "overdrive", marks: 8 },
  { icon: "ammunitionIcon", color: "self", marks: 0 },
];
const RADIUS_PX = 22;
const MARK_PX = 29;
const TOP = -Math.PI / 2;
const TURN = Math.PI * 2;

export function padColor(palette: Palette, kind: number): number {
  return palette[padLook(kind).color];
}

function padLook(kind: number): PadLook {
  return LOOKS[kind] ?? LOOKS[0]!;
}

export class Pads {
  readonly container = new Container();
  readonly #atlas: Atlas;
  readonly #icons: Sprite[] = [];

  constructor(atlas: Atlas) {
    this.#atlas = atlas;
  }

  draw(pads: readonly PadView[], look: Look, nowMs: number, ink: Ink): void {
    for (let i = 0; i < pads.length; i++) {
      const pad = pads[i]!;
      const color = padColor(look.palette, pad.kind);
      const isReady = pad.charge >= 1;
      this.#placeIcon(i, pad, color, isReady);
      drawWell(
        ink,
        pad,
        color,
        isReady,
        look.reducedMotion ? 0.5 : 0.5 + 0.5 * Math.sin(nowMs * 0.0032 + i),
      );
      if (isReady) drawMarks(ink, pad, color, look.reducedMotion ? 0 : nowMs);
    }
    for (let i = pads.length; i < this.#icons.length; i++) this.#icons[i]!.visible = false;
  }

  #placeIcon(i: number, pad: PadView, color: number, isReady: boolean): void {
    const icon = (this.#icons[i] ??= this.container.addChild(new Sprite({ anchor: 0.5 })));
    icon.visible = true;
    icon.texture = this.#atlas.picture(padLook(pad.kind).icon);
    icon.position.set(pad.x, pad.y);
    icon.tint = color;
    icon.alpha = isReady ? 1 : 0.3;
  }
}

function drawWell(ink: Ink, pad: PadView, color: number, isReady: boolean, pulse: number): void {
  const { x, y } = pad;
  if (isReady) ink.glow(x, y, RADIUS_PX * (2.1 + 0.25 * pulse), light(color, 0.26 + 0.1 * pulse));
  ink.dot(x, y, RADIUS_PX + 4, paint(0x02080a, 0.55));
  ink.dot(x, y, RADIUS_PX - 1, paint(0x04141a, 0.92));
  ink.ring(x, y, RADIUS_PX, 3, 0, paint(color, isReady ? 0.95 : 0.22));
  if (!isReady && pad.charge > 0)
    ink.arc(
      x,
      y,
      RADIUS_PX,
      TOP,
      Math.PI * 2 * pad.charge,
      3,
      0,
      paint(color, 0.85),
      paint(color, 0.85),
    );
}

/** Those of power turn: it is worth a detour. */
function drawMarks(ink: Ink, { x, y, kind }: PadView, color: number, nowMs: number): void {
  const { marks } = padLook(kind);
  const isPower = marks === 8;
  const first = isPower ? nowMs * 0.0011 : TURN / 8;
  const colour = paint(color, isPower ? 0.9 : 0.55);
  for (let i = 0; i < marks; i++) {
    const angle = first + (i * TURN) / marks;
    const dx = Math.cos(angle);
    const dy = Math.sin(angle);
    const far = MARK_PX + (isPower && i % 2 === 0 ? 7 : 4);
    ink.taper(
      x + dx * MARK_PX,
      y + dy * MARK_PX,
      x + dx * far,
      y + dy * far,
      2,
      0.6,
      0,
      colour,
      colour,
    );
  }
}
