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
}

/** By pad kind; a kind without a row looks like the last. */
const LOOKS: readonly PadLook[] = [
  { icon: "repairIcon", color: "repair" },
  { icon: "railIcon", color: "accent" },
];
const RADIUS_PX = 22;
const TOP = -Math.PI / 2;

export function padColor(palette: Palette, kind: number): number {
  return palette[padLook(kind).color];
}

function padLook(kind: number): PadLook {
  return LOOKS[kind] ?? LOOKS[LOOKS.length - 1]!;
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
