import { expect, test } from "vitest";
import type { BoltView, SkiffView, View } from "../../client/netcode/view.ts";
import { createTestView } from "../../client/ui/testView.ts";
import { Beams, rateMoment } from "./moments.ts";

const WINDOW = { width: 1280, height: 720 };
const skiff = (slot: number, x: number, y: number): SkiffView => ({ slot, x, y }) as SkiffView;
const bolt = (x: number, y: number): BoltView => ({ x, y }) as BoltView;

/** The own skiff, number 0, is in the middle of a table of 2000 x 1200. */
function rate(part: Partial<View>, beams = new Beams()): number {
  const { skiffs = [], ...rest } = part;
  const view = createTestView({ skiffs: [skiff(0, 1000, 600), ...skiffs], ...rest });
  return rateMoment(view, 0, WINDOW, beams);
}

test("only what is in the window counts, and only while one is there to see it", () => {
  expect(rate({})).toBe(0);
  expect(rate({ skiffs: [skiff(1, 1300, 700), skiff(2, 1700, 600)] })).toBe(3);
  expect(rate({ bolts: [bolt(1000, 900), bolt(1000, 1000)] })).toBe(1);
  const gone = createTestView({ skiffs: [skiff(1, 1000, 600)] });
  expect(rateMoment(gone, 0, WINDOW, new Beams())).toBe(0);
});

test("a beam counts while it is new, if it crosses the window", () => {
  const event = { type: "beam", slot: 1, relation: "enemy", weapon: 1 } as const;
  const beams = new Beams();
  beams.update(createTestView({ nowMs: 0, events: [{ ...event, points: [0, 600, 1900, 600] }] }));
  expect(rate({}, beams)).toBe(6);
  beams.update(createTestView({ nowMs: 250 }));
  expect(rate({}, beams)).toBe(0);
  beams.update(createTestView({ nowMs: 260, events: [{ ...event, points: [0, 50, 1900, 50] }] }));
  expect(rate({}, beams)).toBe(0);
});
