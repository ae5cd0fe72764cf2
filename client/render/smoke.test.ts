import { describe, expect, test } from "vitest";
import type { BoltView } from "../netcode/view.ts";
import type { Ink } from "./ink.ts";
import { drawSmoke, SMOKE_MS } from "./smoke.ts";
import { Trail } from "./trails.ts";

const PX_PER_MS = 0.6;

function rocketAt(ageMs: number): BoltView {
  return {
    key: 1,
    slot: 0,
    relation: "self",
    weapon: 3,
    x: ageMs * PX_PER_MS,
    y: 100,
    directionX: 1,
    directionY: 0,
    bounces: 0,
    ageMs,
    alpha: 1,
  };
}

/** Where the puffs are, of which there may be a dark and a glowing part each. */
function puffsOf(trail: Trail): number[] {
  const places = new Set<number>();
  const ink: Pick<Ink, "glow"> = { glow: (x) => void places.add(Math.round(x)) };
  drawSmoke(trail, ink);
  return [...places].sort((a, b) => a - b);
}

function flown(toMs: number, frameMs: number): Trail {
  const trail = new Trail();
  trail.start(rocketAt(0), 0);
  for (let ms = frameMs; ms <= toMs; ms += frameMs) trail.extend(rocketAt(ms));
  return trail;
}

describe("smoke", () => {
  test("hangs where it was left, whatever the frame rate", () => {
    const slow = puffsOf(flown(400, 40));
    expect(puffsOf(flown(400, 8))).toEqual(slow);
    expect(slow.length).toBeGreaterThan(10);
    const later = puffsOf(flown(440, 8));
    expect(later.slice(0, slow.length)).toEqual(slow);
  });

  test("never reaches back further than it lasts, and is gone so long after its rocket", () => {
    const trail = flown(2000, 16);
    const puffs = puffsOf(trail);
    expect(puffs[0]!).toBeGreaterThan((2000 - SMOKE_MS) * PX_PER_MS - 30);
    trail.endedMs = SMOKE_MS / 2;
    expect(puffsOf(trail).length).toBeLessThan(puffs.length);
    trail.endedMs = SMOKE_MS;
    expect(puffsOf(trail)).toEqual([]);
  });
});
