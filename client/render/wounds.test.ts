import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Camera } from "./camera.ts";
import type { Ink } from "./ink.ts";
import { DEFAULT_SETTINGS, lookFrom } from "./look.ts";
import { Wounds } from "./wounds.ts";

const FRAME_MS = 16;
const LOOK = lookFrom(DEFAULT_SETTINGS);
/** As much of a canvas as the rim is painted with. */
const CONTEXT = {
  createRadialGradient: () => ({ addColorStop: () => undefined }),
  fillRect: () => undefined,
};

beforeEach(() => {
  vi.stubGlobal("document", { createElement: () => ({ getContext: () => CONTEXT }) });
});
afterEach(() => void vi.unstubAllGlobals());

function arcsOf(wounds: Wounds): number {
  let arcs = 0;
  const ink = { arc: () => (arcs += 1) } as unknown as Ink;
  wounds.drawArcs(ink, 0, 0, new Camera(), LOOK);
  return arcs;
}

test("an arc points to whoever struck the own skiff", () => {
  const wounds = new Wounds();
  wounds.add(1, 20);
  wounds.fade(FRAME_MS);
  expect(arcsOf(wounds)).toBeGreaterThan(0);
});

test("what put it out is not pointed to when it is back", () => {
  const wounds = new Wounds();
  wounds.add(1, 20);
  for (let ms = 0; ms < 2000; ms += FRAME_MS) wounds.fade(FRAME_MS);
  expect(arcsOf(wounds)).toBe(0);
});
