import { describe, expect, test } from "vitest";
import { createTestSeat } from "../testView.ts";
import { sideResults } from "./podium.ts";

const SEATS = [
  createTestSeat(1, "Juno", { score: 9, relation: "enemy", team: 1 }),
  createTestSeat(0, "Ada", { score: 7, relation: "self", team: 2 }),
  createTestSeat(2, "Mistral", { score: 4, relation: "ally", team: 2 }),
];

describe("the podium of teams", () => {
  test.each<[string, readonly [number, number], string[], boolean[]]>([
    ["mine first when it won", [3, 5], ["ally 5", "enemy 3"], [true, false]],
    ["theirs first when they won", [5, 3], ["enemy 5", "ally 3"], [true, false]],
    ["mine first after a draw, which nobody won", [4, 4], ["ally 4", "enemy 4"], [false, false]],
  ])("has %s", (_, teamScores, order, won) => {
    const sides = sideResults({ seats: SEATS, ownTeam: 2, teamScores });
    expect(sides.map(({ relation, score }) => `${relation} ${score}`)).toEqual(order);
    expect(sides.map(({ hasWon }) => hasWon)).toEqual(won);
  });

  test("has everybody on his own side, best first", () => {
    const [mine, theirs] = sideResults({ seats: SEATS, ownTeam: 2, teamScores: [3, 5] });
    expect(mine!.seats.map(({ name }) => name)).toEqual(["Ada", "Mistral"]);
    expect(theirs!.seats.map(({ name }) => name)).toEqual(["Juno"]);
  });
});
