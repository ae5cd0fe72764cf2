import { expect, test } from "vitest";
import { createSnapshot } from "#shared/protocol/snapshot.ts";
import { SkiffRows } from "./scene.ts";
import { Glide } from "./glide.ts";
import type { SkiffView } from "./view.ts";

const FRAME_MS = 10;

/** Drawn places of one skiff that stands at each `x` for a frame; `gaps` are frames past the newest snapshot. */
function drawn(
  xs: readonly number[],
  gaps: readonly number[],
  shown?: readonly number[],
): number[] {
  const glide = new Glide();
  return xs.map((x, frame) => {
    const isStarved = gaps.includes(frame);
    const to = createSnapshot();
    // While it starves the newest snapshot stays the same.
    to.tick = isStarved ? 2 : 4 + frame;
    const skiff: SkiffView = Object.assign(new SkiffRows().take(3, "enemy"), { x, y: 50 });
    const skiffs = (shown?.includes(frame) ?? true) ? [skiff] : [];
    glide.settle(skiffs, { from: to, to, share: 1, isStarved }, FRAME_MS);
    return skiff.x;
  });
}

test("nothing is led while snapshots come in time, whatever they say", () => {
  expect(drawn([0, 5, 100, 30], [])).toEqual([0, 5, 100, 30]);
});

test("after a gap a skiff is led to its place by halves of 50 ms, and no frame jumps", () => {
  const places = drawn([0, 0, 0, ...Array.from({ length: 40 }, () => 64)], [1, 2]);
  expect(places.slice(0, 3)).toEqual([0, 0, 0]);
  expect(places[3 + 4]).toBeCloseTo(32);
  expect(places[3 + 9]).toBeCloseTo(48);
  expect(places.at(-1)).toBeGreaterThan(63.5);
  const steps = places.map((x, i) => x - (places[i - 1] ?? 0));
  expect(Math.max(...steps)).toBeLessThan(64 * 0.13);
});

test("beyond 200 px it is put where it is", () => {
  expect(drawn([0, 0, 201, 201], [1])).toEqual([0, 0, 201, 201]);
});

test("who was not drawn before the gap ended is not led from where he once was", () => {
  expect(drawn([0, 0, 150, 150], [1], [0, 2, 3])).toEqual([0, 0, 150, 150]);
});
