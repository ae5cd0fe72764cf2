import { describe, expect, test } from "vitest";
import type { ViewEvent } from "../../netcode/view.ts";
import { createTestSeat } from "../testView.ts";
import { describeFeat } from "./feats.ts";

type Feat = Extract<ViewEvent, { type: "feat" }>;

const seats = [createTestSeat(0, "Me"), createTestSeat(1, "Ann", { relation: "ally" })];
seats.push(createTestSeat(2, "Eve"));

function said(part: Partial<Feat>): string {
  const event: Feat = {
    type: "feat",
    feat: "take",
    slot: 2,
    relation: "enemy",
    team: 1,
    teamRelation: "ally",
    ...part,
  };
  const { title, detail } = describeFeat(event, { seats });
  return detail ? `${title} (${detail})` : title;
}

describe("what is said of", () => {
  test.each<[string, Partial<Feat>, string]>([
    ["our flag taken", {}, "Eve has your flag"],
    [
      "theirs taken by me",
      { slot: 0, relation: "self", teamRelation: "enemy" },
      "Me has their flag",
    ],
    [
      "theirs brought home",
      { feat: "capture", slot: 1, relation: "ally", teamRelation: "enemy" },
      "Ann brought it home (+1 for your side)",
    ],
    ["ours carried off", { feat: "capture" }, "Eve brought your flag home (+1 for the other side)"],
    ["ours sent home by time", { feat: "return", slot: -1 }, "Your flag is home again"],
    [
      "a goal of ours",
      { feat: "goal", slot: 1, relation: "ally", teamRelation: "enemy" },
      "Goal by Ann (+1 for your side)",
    ],
    ["a goal of theirs", { feat: "goal" }, "Eve scores against you (+1 for the other side)"],
    [
      "our own goal",
      { feat: "goal", slot: 1, relation: "ally" },
      "Own goal (+1 for the other side)",
    ],
    [
      "a goal of nobody's",
      { feat: "goal", slot: -1, teamRelation: "enemy" },
      "Own goal (+1 for your side)",
    ],
  ])("%s", (_, part, words) => {
    expect(said(part)).toBe(words);
  });
});
