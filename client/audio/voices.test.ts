import { expect, test, vi } from "vitest";
import { VoiceLimit } from "./voices.ts";

function createVoice(priority: number, endsAtMs: number) {
  return { priority, endsAtMs, stop: vi.fn() };
}

test("the least important voice makes room for a more important one", () => {
  const limit = new VoiceLimit(2);
  const ornament = createVoice(1, 1000);
  const mine = createVoice(3, 1000);
  limit.add(ornament);
  limit.add(mine);
  expect(limit.admit(2, 0)).toBe(true);
  expect(ornament.stop).toHaveBeenCalledOnce();
  expect(mine.stop).not.toHaveBeenCalled();
  expect(limit.count).toBe(1);
});

test("a less important voice is not heard when all are taken", () => {
  const limit = new VoiceLimit(1);
  limit.add(createVoice(3, 1000));
  expect(limit.admit(2, 0)).toBe(false);
});

test("of equals the one nearest its end makes room; ended voices make room by themselves", () => {
  const limit = new VoiceLimit(2);
  const early = createVoice(2, 100);
  const late = createVoice(2, 900);
  limit.add(late);
  limit.add(early);
  expect(limit.admit(2, 50)).toBe(true);
  expect(early.stop).toHaveBeenCalledOnce();
  expect(limit.admit(1, 950)).toBe(true);
  expect(limit.count).toBe(0);
  expect(late.stop).not.toHaveBeenCalled();
});
