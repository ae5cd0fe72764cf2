import { expect, test } from "vitest";
import type { BoltView } from "../netcode/view.ts";
import { Bolts } from "./bolts.ts";
import type { Ink } from "./ink.ts";
import { DEFAULT_SETTINGS, lookFrom } from "./look.ts";

const SHOOTER = 3;
const nothing = () => undefined;
const INK = { taper: nothing, glow: nothing, dot: nothing } as unknown as Ink;

function boltOf(slot: number, x: number, directionX: number): BoltView {
  const relation = slot === 0 ? "self" : "enemy";
  const flight = { x, y: 0, directionX, directionY: 0, bounces: 1, ageMs: 100, alpha: 1 };
  return { key: slot, slot, relation, weapon: 0, ...flight };
}

test("of the bolts near a blow the one that struck is whoever's it was, and not the nearest of all", () => {
  const bolts = new Bolts();
  const drawn = [boltOf(0, 20, 1), boltOf(SHOOTER, 60, -1)];
  bolts.draw(drawn, [], lookFrom(DEFAULT_SETTINGS), INK, 16);
  expect(bolts.findNear(0, 0, SHOOTER)?.directionX).toBe(-1);
  expect(bolts.findNear(0, 0, 0)?.directionX).toBe(1);
});

test("a beam has no bolt", () => {
  const bolts = new Bolts();
  bolts.draw([boltOf(0, 20, 1)], [], lookFrom(DEFAULT_SETTINGS), INK, 16);
  expect(bolts.findNear(0, 0, SHOOTER)).toBeNull();
});
