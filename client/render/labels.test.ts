import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { MAX_SEATS } from "#shared/sim/tuning.ts";
import { Labels } from "./labels.ts";

/** As much of a canvas as a name is painted with. */
const CONTEXT = {
  measureText: () => ({ width: 40 }),
  setTransform: () => undefined,
  strokeText: () => undefined,
  fillText: () => undefined,
};

beforeEach(() => {
  vi.stubGlobal("document", { createElement: () => ({ getContext: () => CONTEXT }) });
});
afterEach(() => void vi.unstubAllGlobals());

test("names that are on the screen keep their pictures, however many others come and go", () => {
  const labels = new Labels("sans-serif", 1);
  const gone = labels.label("Gone");
  for (let number = 0; number < MAX_SEATS; number++) {
    const drawn = ["Ada", `Guest ${number}`, "Juno"].map((name) => labels.label(name));
    expect(drawn.map(({ destroyed }) => destroyed)).toEqual([false, false, false]);
  }
  expect(gone.destroyed).toBe(true);
});

test("all of a full room may be on the screen", () => {
  const labels = new Labels("sans-serif", 1);
  const drawn = Array.from({ length: MAX_SEATS }, (_, slot) => labels.label(`Seat ${slot}`));
  expect(drawn.some(({ destroyed }) => destroyed)).toBe(false);
});
