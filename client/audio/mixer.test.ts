import { afterEach, expect, test, vi } from "vitest";
import { Mixer } from "./mixer.ts";

/** As much of WebAudio as there is to it before anything sounds. */
class SilentNode {
  connect<Next>(next: Next): Next {
    return next;
  }
}

function openMixer() {
  const context = { state: "suspended", wakings: 0, resume: async () => void context.wakings++ };
  vi.stubGlobal("AudioContext", function open() {
    return context;
  });
  vi.stubGlobal("GainNode", SilentNode);
  vi.stubGlobal("DynamicsCompressorNode", SilentNode);
  return { context, mixer: new Mixer({ master: 1, shots: 1, hits: 1, ui: 1 }) };
}

afterEach(() => void vi.unstubAllGlobals());

test.each(["suspended", "interrupted"])("a gesture wakes sound that is %s", (state) => {
  const { context, mixer } = openMixer();
  context.state = state;
  mixer.unlock();
  expect(context.wakings).toBe(1);
});

test("sound that plays is left alone", () => {
  const { context, mixer } = openMixer();
  context.state = "running";
  mixer.unlock();
  expect(context.wakings).toBe(0);
});
