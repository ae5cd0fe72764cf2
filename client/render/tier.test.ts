import { expect, test } from "vitest";
import { AutoTier } from "./tier.ts";

function run(auto: AutoTier, frameMs: number, forMs: number): number {
  let changes = 0;
  for (let t = 0; t < forMs; t += frameMs) changes += auto.observe(frameMs) ? 1 : 0;
  return changes;
}

test("late frames step down, one tier at a time, and stop at low", () => {
  const auto = new AutoTier("high");
  run(auto, 40, 2500);
  expect(auto.tier).toBe("medium");
  run(auto, 40, 10_000);
  expect(auto.tier).toBe("low");
});

test("a single stall or a short burst changes nothing", () => {
  const auto = new AutoTier("high");
  auto.observe(4000);
  run(auto, 40, 800);
  run(auto, 16.7, 3000);
  expect(auto.tier).toBe("high");
});

test("calm steps up, and a tier that failed waits twice as long", () => {
  const auto = new AutoTier("medium");
  run(auto, 16.7, 14_000);
  expect(auto.tier).toBe("high");
  run(auto, 40, 2000);
  expect(auto.tier).toBe("medium");
  run(auto, 16.7, 15_000);
  expect(auto.tier).toBe("medium");
  run(auto, 16.7, 14_000);
  expect(auto.tier).toBe("high");
});
