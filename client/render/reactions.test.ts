import { expect, test } from "vitest";
import type { ViewEvent } from "../netcode/view.ts";
import { createTestView } from "../ui/testView.ts";
import { DEFAULT_SETTINGS, lookFrom } from "./look.ts";
import { type ReactionParts, Reactions } from "./reactions.ts";

const MINE = { slot: 0, relation: "self", x: 0, y: 0 } as const;
const DEEDS: ViewEvent[] = [
  { type: "fire", ...MINE, weapon: 1, angle: 0 },
  { type: "dash", ...MINE, angle: 0 },
  { type: "rebound", ...MINE, normalX: 1, normalY: 0, speed: 700 },
];

/** How much these shake the picture, each. */
function joltsOf(events: ViewEvent[], isReplay: boolean): number[] {
  const jolts: number[] = [];
  const nothing = () => undefined;
  const parts = {
    camera: { jolt: (amount: number) => jolts.push(amount) },
    flares: { add: nothing },
    particles: { burst: nothing },
    shocks: { ring: nothing, muzzle: nothing },
    skiffs: { recoil: nothing },
  } as unknown as ReactionParts;
  const view = createTestView({ events, isReplay });
  new Reactions(parts).react(view, lookFrom(DEFAULT_SETTINGS));
  return jolts;
}

test("what I do shakes my picture, and not that of my killer when it is shown once more", () => {
  expect(joltsOf(DEEDS, false)).toHaveLength(3);
  expect(joltsOf(DEEDS, true)).toEqual([]);
});
