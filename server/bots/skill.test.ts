import { expect, test } from "vitest";
import { AIM_STEPS } from "#shared/sim/input.ts";
import { TICK_RATE } from "#shared/timing.ts";
import { BOT_LEVELS } from "#shared/protocol/messages.ts";
import { SKILLS } from "./skill.ts";

test("each level is better than the one below in everything", () => {
  for (let i = 1; i < BOT_LEVELS.length; i++) {
    const [worse, better] = [SKILLS[BOT_LEVELS[i - 1]!], SKILLS[BOT_LEVELS[i]!]];
    for (const key of ["reactionTicks", "aimErrorSteps", "triggerWidth"] as const)
      expect([key, better[key] < worse[key]]).toEqual([key, true]);
    for (const key of ["turnSteps", "leadShare", "sidestepShare", "dashShare"] as const)
      expect([key, better[key] > worse[key]]).toEqual([key, true]);
  }
});

test("none is better than people are", () => {
  for (const skill of Object.values(SKILLS)) {
    expect(skill.reactionTicks / TICK_RATE).toBeGreaterThanOrEqual(0.15);
    expect((skill.turnSteps / AIM_STEPS) * TICK_RATE).toBeLessThanOrEqual(2);
    expect((skill.aimErrorSteps / AIM_STEPS) * 360).toBeGreaterThan(1);
  }
});

test("only the top level banks its shots on purpose", () => {
  expect(BOT_LEVELS.map((level) => SKILLS[level].bankShare > 0)).toEqual([false, false, true]);
});
