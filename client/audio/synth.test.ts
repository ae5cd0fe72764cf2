import { describe, expect, test } from "vitest";
import { SOUNDS, type SoundName } from "./sounds.ts";
import { lengthMs, synthesize } from "./synth.ts";

const SAMPLE_RATE = 44_100;
const NAMES = Object.keys(SOUNDS) as SoundName[];

function loudest(samples: Float32Array): number {
  return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
}

/** Of the loudest 50 ms, against a full swing. */
function loudnessDb(samples: Float32Array): number {
  const window = SAMPLE_RATE / 20;
  let most = 0;
  for (let from = 0; from < samples.length; from += window / 10) {
    const energy = samples.subarray(from, from + window).reduce((sum, x) => sum + x * x, 0);
    most = Math.max(most, energy / window);
  }
  return 10 * Math.log10(most);
}

describe.each(NAMES)("%s", (name) => {
  const samples = synthesize(SOUNDS[name], SAMPLE_RATE);

  test("is finite, within -1..1 and heard", () => {
    expect(samples.every((sample) => Number.isFinite(sample))).toBe(true);
    expect(loudest(samples)).toBeLessThanOrEqual(1);
    expect(loudest(samples)).toBeGreaterThan(0.05);
  });

  test("begins without a click", () => {
    expect(loudest(samples.subarray(0, 4))).toBeLessThan(0.1);
  });

  test("is neither lost among the others nor drowns them", () => {
    expect(loudnessDb(samples)).toBeGreaterThan(-22);
    expect(loudnessDb(samples)).toBeLessThan(-5);
  });

  test("is as long as its row says, and ends without a click", () => {
    expect(samples.length).toBe(Math.ceil((lengthMs(SOUNDS[name]) / 1000) * SAMPLE_RATE));
    expect(lengthMs(SOUNDS[name])).toBeLessThan(1500);
    expect(loudest(samples.subarray(-8))).toBeLessThan(0.01);
  });
});

test("the same row gives the same samples", () => {
  expect(synthesize(SOUNDS.death, SAMPLE_RATE)).toEqual(synthesize(SOUNDS.death, SAMPLE_RATE));
});

test("the pitch of a layer is the pitch asked for", () => {
  const tone = synthesize([["sine", [440, 440], [1, 998, 1], 0.5]], SAMPLE_RATE);
  let crossings = 0;
  for (let i = 1; i < tone.length; i += 1) if (tone[i - 1]! < 0 && tone[i]! >= 0) crossings += 1;
  expect(Math.abs(crossings - 440)).toBeLessThanOrEqual(2);
});
