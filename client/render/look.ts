/** How the player wants things drawn, resolved once when a setting changes; every part of the stage reads it. */
import { PALETTES, type Palette, type PaletteName } from "./palettes.ts";
import type { TierSetting } from "./tier.ts";

export interface StageSettings {
  /** 0..1 of the full screen shake. */
  shake: number;
  /** 0..1 of the full brightness of flashes. */
  flash: number;
  palette: PaletteName;
  tier: TierSetting;
  /** No shake, no pulsing, no turning, no gliding of the camera. */
  reducedMotion: boolean;
  /** Share of the normal size of what is to be read on the table. */
  textSize: number;
}

export const DEFAULT_SETTINGS: Readonly<StageSettings> = {
  shake: 1,
  flash: 1,
  palette: "hall",
  tier: "auto",
  reducedMotion: false,
  textSize: 1,
};

export interface Look {
  palette: Palette;
  shake: number;
  flash: number;
  reducedMotion: boolean;
  textSize: number;
}

export function lookFrom(settings: StageSettings): Look {
  return {
    palette: PALETTES[settings.palette],
    shake: settings.reducedMotion ? 0 : settings.shake,
    flash: settings.flash,
    reducedMotion: settings.reducedMotion,
    textSize: settings.textSize,
  };
}

/** Health of a whole skiff, as `SkiffView.health` counts it. */
export const FULL_HEALTH = 100;
/** Most points of a shield, as `SkiffView.shieldPoints` counts them. */
export const FULL_SHIELD = 50;
