import { expect, test } from "vitest";
import { loadMaps } from "../../server/maps.ts";
import { playSeries, type SeriesPlan } from "./field.ts";

const [MAP] = loadMaps("assets/maps");
const PLAN: SeriesPlan = {
  folder: "assets/maps",
  map: MAP!.name,
  mode: "duel",
  levels: ["ace", "rookie"],
  bots: 2,
  first: 0,
  matches: 4,
  seed: 5,
};

test("a part of a series is what it is in the whole, whoever plays it", { timeout: 60_000 }, () => {
  const play = (parts: Partial<SeriesPlan>, step: number, rest: number) =>
    playSeries({ ...PLAN, ...parts }, MAP!, { step, rest }, () => 0);
  const whole = play({}, 1, 0);
  expect(new Set(whole.map(({ shots }) => shots)).size).toBe(4);
  expect(play({ first: 1, matches: 2 }, 1, 0)).toEqual(whole.slice(1, 3));
  expect([play({}, 2, 0), play({}, 2, 1)]).toEqual([
    [whole[0], whole[2]],
    [whole[1], whole[3]],
  ]);
});
