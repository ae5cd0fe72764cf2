import { describe, expect, test } from "vitest";
import { placeAhead } from "./markedPlace.ts";
import type { SkiffView } from "./netcode/view.ts";
import { createTestView } from "./ui/testView.ts";

const { own } = createTestView();

function skiff(slot: number, x: number, y: number): SkiffView {
  const still = { velocityX: 0, velocityY: 0, thrustX: 0, thrustY: 0 };
  const whole = { health: 100, weapon: 0, shieldPoints: 0, isShielded: false, isOverdriven: false };
  const rest = { ...still, ...whole, isDashing: false, isAway: false };
  return { slot, relation: slot === 0 ? "self" : "enemy", x, y, aim: 0, ...rest };
}

const ME = skiff(0, 500, 500);

describe("who points without a mouse", () => {
  test.each([
    ["means the nearest of those whom he aims at", [skiff(1, 900, 510), skiff(2, 700, 495)], 700],
    ["means nobody who lies aside or behind", [skiff(1, 700, 600), skiff(2, 300, 500)], 920],
    ["means nobody who is out of sight", [skiff(1, 1600, 500)], 920],
  ])("%s", (_, others, x) => {
    expect(placeAhead({ own, skiffs: [ME, ...others] })?.x).toBe(x);
  });

  test("means nothing while he is out", () => {
    expect(placeAhead({ own, skiffs: [skiff(1, 900, 500)] })).toBe(null);
  });
});
