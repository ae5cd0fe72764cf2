import { describe, expect, test } from "vitest";
import { wake } from "./wake.ts";

const refusing = (error: Error) => ({ resume: () => Promise.reject(error) });

describe("waking the sound", () => {
  test("a context that wakes is all that is asked for", async () => {
    let isAwake = false;
    await wake({
      resume: async () => {
        isAwake = true;
      },
    });
    expect(isAwake).toBe(true);
  });

  test("what was no gesture is asked again at the next, and nobody is told", async () => {
    await expect(
      wake(refusing(new DOMException("not in a gesture", "NotAllowedError"))),
    ).resolves.toBeUndefined();
  });

  test("nor is anybody told that a call has the sound for itself, or that the device does not start", async () => {
    await expect(
      wake(refusing(new DOMException("Failed to start the audio device", "InvalidStateError"))),
    ).resolves.toBeUndefined();
  });

  test("any other refusal is reported", async () => {
    const fault = new TypeError("of our own");
    await expect(wake(refusing(fault))).rejects.toBe(fault);
  });
});
