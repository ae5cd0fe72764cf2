import { expect, test } from "vitest";
import type { View, ViewEvent } from "../netcode/view.ts";
import { createTestView } from "../ui/testView.ts";
import { Camera, paneIn } from "./camera.ts";
import type { Ink } from "./ink.ts";
import { DEFAULT_SETTINGS, lookFrom } from "./look.ts";
import { MARK_MS, Pointers } from "./pointers.ts";

const SCREEN = { width: 1280, height: 720 };
const LOOK = lookFrom(DEFAULT_SETTINGS);

/** Draws one frame and gives where arrows were drawn, as their dark ground. */
function draw(
  pointers: Pointers,
  part: Partial<View>,
  focus = { x: 700, y: 600 },
  { width, height } = SCREEN,
) {
  const camera = new Camera();
  camera.resize(width, height);
  camera.enterTable(4000, 4000);
  camera.follow(focus.x, focus.y, 0, 0, 16);
  const arrows: { x: number; y: number }[] = [];
  const ink = {
    dot: (x: number, y: number) => arrows.push({ x, y }),
    line: () => undefined,
    ring: () => undefined,
  } as unknown as Ink;
  pointers.draw(createTestView(part), LOOK, camera, ink);
  return arrows;
}

function mark(x: number, y: number): ViewEvent {
  return { type: "mark", slot: 1, name: "Juno", relation: "ally", x, y };
}

test("a place that is pointed at has an arrow while it is off the screen, and no longer than it is shown", () => {
  const pointers = new Pointers();
  const [arrow] = draw(pointers, { events: [mark(3500, 600)] });
  expect(arrow!.x).toBeGreaterThan(SCREEN.width * 0.9);
  expect(arrow!.y).toBeCloseTo(SCREEN.height / 2);
  expect(draw(pointers, {}, { x: 3400, y: 600 })).toEqual([]);
  expect(draw(pointers, { deltaMs: MARK_MS - 40 })).toHaveLength(1);
  draw(pointers, { deltaMs: 16 });
  expect(draw(pointers, {})).toEqual([]);
});

test("beside a picture with bars the arrow is within the picture", () => {
  const wide = { width: 5120, height: 1440 };
  const [arrow] = draw(new Pointers(), { events: [mark(3500, 600)] }, { x: 2000, y: 600 }, wide);
  const { widthPx } = paneIn(wide.width, wide.height);
  const right = (wide.width + widthPx) / 2;
  expect(arrow!.x).toBeLessThan(right);
  expect(arrow!.x).toBeGreaterThan(right - 100);
});

test("one that is seen has none, and a new table none of the old", () => {
  const pointers = new Pointers();
  expect(draw(pointers, { events: [mark(800, 500)] })).toEqual([]);
  draw(pointers, { events: [mark(3500, 600)] });
  pointers.clear();
  expect(draw(pointers, {})).toEqual([]);
});
