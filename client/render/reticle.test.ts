import { expect, test } from "vitest";
import type { Ink } from "./ink.ts";
import { DEFAULT_SETTINGS, lookFrom } from "./look.ts";
import { Reticle } from "./reticle.ts";

const FRAME_MS = 16;
const LOOK = lookFrom(DEFAULT_SETTINGS);

/** How many rings are drawn: the mark of a kill has two, the bare crosshair none. */
function ringsOf(reticle: Reticle): number {
  let rings = 0;
  const nothing = () => undefined;
  const ink = { line: nothing, dot: nothing, arc: nothing, ring: () => (rings += 1) };
  reticle.draw(ink as unknown as Ink, 0, 0, 1, LOOK);
  return rings;
}

test("a kill is marked for a moment", () => {
  const reticle = new Reticle();
  reticle.confirm("kill");
  reticle.confirm("hit");
  reticle.fade(FRAME_MS);
  expect(ringsOf(reticle)).toBe(2);
});

test("a kill of somebody who was out himself by then is not marked when he is back", () => {
  const reticle = new Reticle();
  reticle.confirm("kill");
  for (let ms = 0; ms < 2000; ms += FRAME_MS) reticle.fade(FRAME_MS);
  expect(ringsOf(reticle)).toBe(0);
});
