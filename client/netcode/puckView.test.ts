import { describe, expect, test } from "vitest";
import { createSnapshot } from "#shared/protocol/snapshot.ts";
import type { Bracket } from "./interpolation.ts";
import { PuckTrack, type Place } from "./puckView.ts";

const FRAME_MS = 1000 / 60;
/** As fast as the picture may be led over. */
const MOST_PX_PER_FRAME = 225 / 60;
/** On the timeline of the others the puck lies at (0, 0). */
const AT_REST: Bracket = {
  from: createSnapshot(2),
  to: createSnapshot(2),
  share: 0,
  isStarved: false,
};

/** Draws a puck that is foreseen at `placeAt` of the tick, in so many frames, next to me or `apartPx` from it. */
function draw(frames: number, placeAt: (tick: number, frame: number) => number, apartPx = 0) {
  const track = new PuckTrack();
  const drawn: { x: number; correctionPx: number; ownShare: number }[] = [];
  const out: Place = { x: 0, y: 0 };
  for (let frame = 0; frame < frames; frame++) {
    const foresight = {
      puckAt: (tick: number, place: Place) => {
        Object.assign(place, { x: placeAt(tick, frame), y: 0 });
        return true;
      },
    };
    const own = { x: placeAt(frame, frame) + apartPx, y: 0 };
    track.draw(foresight, { bracket: AT_REST, ownTick: frame, deltaMs: FRAME_MS, own }, out);
    const { correctionPx, ownShare } = track;
    drawn.push({ x: out.x, correctionPx, ownShare });
  }
  return drawn;
}

const stepsOf = (drawn: readonly { x: number }[]) =>
  drawn.slice(1).map(({ x }, i) => Math.abs(x - drawn[i]!.x));

describe("near me the puck", () => {
  test("is drawn just where it is foreseen while that does not change", () => {
    const drawn = draw(30, (tick) => 5 * tick);
    drawn.forEach(({ x, correctionPx, ownShare }, frame) => {
      expect([x, correctionPx, ownShare]).toEqual([5 * frame, 0, 1]);
    });
  });

  test.each([2, 20, 60, 140])(
    "is led over to where it turns out to be, %i px away, as a flight and not as a jump",
    (px) => {
      const drawn = draw(90, (_, frame) => (frame < 10 ? 0 : px));
      expect(drawn[10]!.correctionPx).toBe(px);
      expect(Math.max(...stepsOf(drawn))).toBeLessThanOrEqual(MOST_PX_PER_FRAME + 1e-9);
      expect(drawn.at(-1)!.x).toBeCloseTo(px, 0);
    },
  );

  test("is put, and not led, to where it begins after a goal", () => {
    const drawn = draw(12, (_, frame) => (frame < 10 ? 0 : 800));
    expect(drawn.slice(9).map(({ x }) => x)).toEqual([0, 800, 800]);
  });
});

test("far from me it is drawn where the others are drawn", () => {
  const drawn = draw(10, () => 300, 700);
  expect(drawn.every(({ x, ownShare }) => x === 0 && ownShare === 0)).toBe(true);
});
