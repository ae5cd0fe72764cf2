import { expect, test } from "vitest";
import type { FlagView, View } from "../netcode/view.ts";
import { createTestView } from "../ui/testView.ts";
import { paint } from "./color.ts";
import type { Ink } from "./ink.ts";
import { DEFAULT_SETTINGS, lookFrom } from "./look.ts";
import { drawObjectives } from "./objectives.ts";

const LOOK = lookFrom(DEFAULT_SETTINGS);
const { arena } = createTestView();
const TABLE = {
  ...arena,
  flags: [
    { team: 1, x: 100, y: 100 },
    { team: 2, x: 900, y: 100 },
  ],
  goals: [1, 2].map((team) => ({ team, left: 0, top: 0, right: 10, bottom: 10 })),
} as View["arena"];
const FLAGS: FlagView[] = ([1, 2] as const).map((team) => ({
  team,
  relation: team === 1 ? "ally" : "enemy",
  carrier: -1,
  isHome: true,
  homeInMs: 0,
  isSeen: true,
  x: team * 100,
  y: 100,
}));

/** Every colour that something is painted in. */
function paintsOf(part: Partial<View>): Set<number> {
  const paints = new Set<number>();
  const take = (...numbers: number[]) => void paints.add(numbers.at(-1)!);
  const ink = { dot: take, ring: take, line: take, glow: take, taper: take } as unknown as Ink;
  drawObjectives(createTestView({ arena: TABLE, hasTeams: true, ...part }), LOOK, ink, ink);
  return paints;
}

test("flags have the colours of their sides", () => {
  const paints = paintsOf({ mode: "flags", flags: FLAGS, ownTeam: 1 });
  expect(paints).toContain(paint(LOOK.palette.ally, 1));
  expect(paints).toContain(paint(LOOK.palette.enemy, 1));
});

test("goals have the colours of their sides", () => {
  const paints = paintsOf({ mode: "puck", ownTeam: 1 });
  expect(paints).toContain(paint(LOOK.palette.ally, 0.8));
  expect(paints).toContain(paint(LOOK.palette.enemy, 0.8));
});
