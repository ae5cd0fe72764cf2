import { beforeEach, describe, expect, test } from "vitest";
import { createTestView } from "../ui/testView.ts";
import { NetMeter } from "./netMeter.ts";
import type { NetView } from "./view.ts";

let meter: NetMeter;
let net: NetView;
let nowMs: number;

beforeEach(() => {
  meter = new NetMeter();
  net = { ...createTestView().net };
  nowMs = 1000;
});

function arrive(tick: number, part: { lateMs?: number; isKeyframe?: boolean } = {}): void {
  nowMs += 33;
  meter.noteSnapshot(nowMs, 90, part.lateMs ?? 0, part.isKeyframe ?? false, tick);
}

function look(part: Partial<NetView> = {}): NetView {
  Object.assign(net, part);
  meter.fill(net, nowMs);
  return net;
}

describe("bars", () => {
  test("tell how each snapshot came: late, or after frames that had to do without it", () => {
    arrive(2, { isKeyframe: true });
    arrive(4);
    arrive(6, { lateMs: 40 });
    meter.noteFrame(false);
    arrive(8);
    meter.noteFrame(true);
    meter.noteFrame(false);
    arrive(10);
    arrive(12);
    expect(look().recent.map(({ state }) => state)).toEqual([
      "keyframe",
      "on time",
      "late",
      "on time",
      "extrapolated",
      "on time",
    ]);
  });
});

test("snapshots that the server left out are counted, from the first that came", () => {
  for (const tick of [100, 102, 108, 110, 112, 116]) {
    arrive(tick);
    meter.noteFrame(false);
  }
  expect(look().skippedSnapshots).toBe(3);
  // Nothing was drawn meanwhile: the page was hidden.
  for (const tick of [118, 148, 178]) arrive(tick);
  expect(look().skippedSnapshots).toBe(3);
});

test("frames past the newest snapshot are told as a count and as a share", () => {
  expect(look()).toMatchObject({ starvedFrames: 0, starvedShare: 0 });
  for (let i = 0; i < 8; i++) meter.noteFrame(i < 2);
  expect(look()).toMatchObject({ starvedFrames: 2, starvedShare: 0.25 });
});

test("inputs that were late are counted; no news of inputs is none", () => {
  for (const margin of [1, -0.125, 0, -128, -3]) meter.noteMargin(margin);
  expect(look().lateInputs).toBe(2);
  expect(meter.lastMargin).toBe(-3);
});

describe("corrections", () => {
  test("are told as those of the last minute, and the largest so far", () => {
    look({ corrections: 2, lastCorrectionPx: 3 });
    nowMs += 30_000;
    expect(look({ corrections: 3, lastCorrectionPx: 9 })).toMatchObject({
      correctionsPerMinute: 3,
      worstCorrectionPx: 9,
    });
    nowMs += 30_000;
    expect(look({ corrections: 4, lastCorrectionPx: 1 })).toMatchObject({
      correctionsPerMinute: 2,
      worstCorrectionPx: 9,
    });
    nowMs += 60_000;
    expect(look().correctionsPerMinute).toBe(0);
  });

  test("begin to be counted anew with the next map", () => {
    look({ corrections: 5, lastCorrectionPx: 3 });
    look({ corrections: 0, lastCorrectionPx: 0 });
    expect(look({ corrections: 1, lastCorrectionPx: 2 }).correctionsPerMinute).toBe(6);
  });
});
