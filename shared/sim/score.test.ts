import { expect, test } from "vitest";
import { play, skiffOf, tableWith } from "../../tests/harness/table.ts";
import { checkpoint, restore } from "./checkpoint.ts";
import { Button } from "./input.ts";
import { addPoints, addTeamPoints, MOST_POINTS } from "./score.ts";
import { skiffEntity, type World } from "./world.ts";

const alone = () => tableWith([{ x: 300, y: 240 }]);

test("counters of a room without limits stay at the most that they hold, and do not begin anew", () => {
  const { Score } = alone().components;
  for (const store of Object.values(Score)) {
    store[skiffEntity(0)] = MOST_POINTS - 1;
    addPoints(store, skiffEntity(0), 5);
    expect(store[skiffEntity(0)]).toBe(MOST_POINTS);
  }
});

test("a shot too many is not the first", () => {
  const world = alone();
  world.components.Score.shots[skiffEntity(0)] = MOST_POINTS;
  play(world, { 0: { buttons: Button.fire } });
  expect(skiffOf(world, 0).shots).toBe(MOST_POINTS);
});

test("points of a team are no more than a checkpoint has room for", () => {
  const again = (world: World) => {
    const other = alone();
    restore(other, checkpoint(world));
    return other.match.teamScores;
  };
  const world = alone();
  world.match.teamScores[1] = MOST_POINTS;
  addTeamPoints(world, 1, 3);
  addTeamPoints(world, 2, 3);
  expect(world.match.teamScores).toEqual([3, MOST_POINTS]);
  expect(again(world)).toEqual([3, MOST_POINTS]);
});
