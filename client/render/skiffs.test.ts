import { Texture } from "pixi.js";
import { expect, test } from "vitest";
import { createTestSkiff, createTestView } from "../ui/testView.ts";
import type { Atlas } from "./atlas.ts";
import { Camera } from "./camera.ts";
import type { Ink } from "./ink.ts";
import type { Labels } from "./labels.ts";
import { DEFAULT_SETTINGS, lookFrom } from "./look.ts";
import { Skiffs } from "./skiffs.ts";

const THRUSTING = createTestSkiff({ x: 100, y: 100, velocityX: 300, thrustX: 1 });

/** All lines that are drawn at this moment. */
function draw(nowMs: number, reducedMotion: boolean): number[][] {
  const lines: number[][] = [];
  const nothing = () => undefined;
  const taper = (...line: number[]) => lines.push(line);
  const ink = { taper, glow: nothing, line: nothing } as unknown as Ink;
  const atlas = { picture: () => Texture.EMPTY } as unknown as Atlas;
  const labels = { label: () => Texture.EMPTY } as unknown as Labels;
  const look = lookFrom({ ...DEFAULT_SETTINGS, reducedMotion });
  const view = createTestView({ nowMs, skiffs: [THRUSTING] });
  new Skiffs(atlas, labels).draw(view, look, new Camera(), ink, ink);
  return lines;
}

test("the flames of a skiff flicker, and are still where motion is reduced", () => {
  expect(draw(1000, false)).not.toEqual(draw(1025, false));
  expect(draw(1000, true)).toEqual(draw(1025, true));
  expect(draw(1000, true)).toHaveLength(2);
});
