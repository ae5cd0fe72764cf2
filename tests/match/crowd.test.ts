/** Rooms of more than 64 seats, of which a scoreboard that is new to somebody comes in parts. */
import { expect, test } from "vitest";
import { Stepper } from "../harness/stepper.ts";

const SEATS = 100;

test("who looks on anew sees everybody's side and points as they were, and nobody come to life", () => {
  const match = new Stepper({ maxSeats: SEATS, botFill: SEATS, modes: ["teams"] });
  const ada = match.join("Ada");
  match.run(60);
  match.beginPlay();
  match.run(60);
  const { world } = match.room;
  const everybody = ada.view!.seats.map(({ slot }) => slot);
  expect(everybody).toHaveLength(SEATS);
  world.components.Score.score.fill(7);
  // Nobody is hurt, so that nobody comes back.
  const heal = () => world.components.Skiff.health.fill(100);
  match.run(180, heal);
  ada.session.setAway(true);
  ada.isHidden = true;
  match.run(60, heal);
  ada.session.setAway(false);
  ada.isHidden = false;
  ada.events.length = 0;
  const strange: number[] = [];
  match.run(20, () => {
    heal();
    for (const { slot, team, score } of ada.view!.seats)
      if (team === 0 || score === 0) strange.push(slot);
  });
  expect(strange).toEqual([]);
  expect(ada.heard("spawn")).toEqual([]);
});
