import { expect, test } from "vitest";
import { NO_SLOT } from "#shared/protocol/messages.ts";
import { fieldIndex, MATCH_FIELDS, SEAT_FIELDS } from "#shared/protocol/replicated.ts";
import { createSnapshot } from "#shared/protocol/snapshot.ts";
import { MODES } from "#shared/sim/modes/modes.ts";
import { readMatch } from "./matchRow.ts";
import { Sides } from "./sides.ts";

const TEAM = fieldIndex(SEAT_FIELDS, "team");
const MODE = fieldIndex(MATCH_FIELDS, "mode");

/** What whoever is on `slot` sees of seats with these teams. */
function look(slot: number, teams: readonly number[], mode: string) {
  const sides = new Sides(slot, teams.length);
  const snapshot = createSnapshot(teams.length);
  teams.forEach((team, index) => {
    snapshot.seats.isPresent[index] = 1;
    snapshot.seats.values[index * SEAT_FIELDS.length + TEAM] = team;
  });
  snapshot.match.values[MODE] = MODES.findIndex(({ name }) => name === mode);
  sides.follow(snapshot);
  const relations = teams.map((_, index) => sides.relationOf(index));
  return { relations, ownTeam: readMatch(snapshot, 0, sides).ownTeam };
}

test("who plays sees his team as his", () => {
  expect(look(0, [2, 1, 2], "teams")).toEqual({ relations: ["self", "enemy", "ally"], ownTeam: 2 });
});

test("who watches sees the first team as if it were his, in all that shows sides", () => {
  const seen = { relations: ["enemy", "ally"], ownTeam: 1 };
  expect(look(NO_SLOT, [2, 1], "teams")).toEqual(seen);
});

test("where there are no teams nobody has one", () => {
  const relations = ["enemy", "enemy"];
  expect(look(NO_SLOT, [0, 0], "deathmatch")).toEqual({ relations, ownTeam: 0 });
});
