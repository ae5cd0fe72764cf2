/**
 * The colours that tell sides apart, for the canvas and for the style sheet alike. Every palette keeps the sides far
 * apart for full colour vision; "amber" does so for red-green blindness as well, "rose" for blue-yellow blindness
 * (palettes.test.ts simulates both). Shapes differ too, so no palette carries meaning alone.
 */
import type { Relation } from "../netcode/view.ts";

export interface Palette {
  /** Own skiff and shots. */
  readonly self: number;
  readonly ally: number;
  readonly enemy: number;
  /** Rewards: damage numbers, dash charge, caroms. */
  readonly accent: number;
  readonly repair: number;
  /** Of a shield pad. */
  readonly shield: number;
  /** Double damage. */
  readonly overdrive: number;
  readonly danger: number;
}

export const PALETTES = {
  hall: {
    self: 0xf4fbff,
    ally: 0x58c7ff,
    enemy: 0xff6f61,
    accent: 0xffc857,
    repair: 0x7dffa8,
    shield: 0xa4b8ff,
    overdrive: 0xff62e0,
    danger: 0xff3b4e,
  },
  amber: {
    self: 0xffffff,
    ally: 0x4f9dff,
    enemy: 0xffa01f,
    accent: 0xfff1a8,
    repair: 0x8fe0d0,
    shield: 0xc3c8ff,
    overdrive: 0xe07bff,
    danger: 0xff7a00,
  },
  rose: {
    self: 0xffffff,
    ally: 0x2fd3da,
    enemy: 0xff5277,
    accent: 0xffd9df,
    repair: 0x9af0d2,
    shield: 0xb9c4ff,
    overdrive: 0xffb347,
    danger: 0xff2346,
  },
} as const satisfies Record<string, Palette>;

export type PaletteName = keyof typeof PALETTES;

export const PALETTE_NAMES = Object.keys(PALETTES) as PaletteName[];

/** The colour of a side. */
export function relationColor(palette: Palette, relation: Relation): number {
  return palette[relation];
}

/** `#rrggbb` for a style sheet. */
export function hexColor(color: number): string {
  return `#${color.toString(16).padStart(6, "0")}`;
}
