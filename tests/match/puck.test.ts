import { expect, test } from "vitest";
import { Button, MOVE_MAX } from "#shared/sim/input.ts";
import { PUCK_ENTITY } from "#shared/sim/world.ts";
import { loadMaps } from "../../server/maps.ts";
import { Hand } from "../harness/hand.ts";
import { Stepper } from "../harness/stepper.ts";
import { put } from "../harness/table.ts";

const RINK = loadMaps("assets/maps").find(({ name }) => name === "ice-rink")!;
/** Nearer to me than this the puck is on my own timeline. */
const MINE_PX = 320;

interface Seen {
  /** Of the player's own time. */
  tick: number;
  x: number;
  y: number;
}

/** A match of puck at so much latency: where the puck was in each tick, and where a player near it saw it. */
function playPuck(latencyMs: number, botFill: number) {
  const match = new Stepper({ latencyMs, maps: [RINK], modes: ["puck"], botFill, seed: 5 });
  const ada = match.join("Ada");
  match.run(150);
  match.beginPlay();
  const truth = new Map<number, { x: number; y: number }>();
  const seen: Seen[] = [];
  const hand = new Hand(3, Button.fire);
  match.run(1800, () => {
    const { x, y } = match.room.world.components.Position;
    truth.set(match.room.world.tick, { x: x[PUCK_ENTITY]!, y: y[PUCK_ENTITY]! });
    hand.press(ada.input);
    const { view } = ada;
    if (view?.puck === undefined || !view.own.isAlive) return;
    const [dx, dy] = [view.puck.x - view.focusX, view.puck.y - view.focusY];
    ada.input.moveX = Math.sign(dx) * MOVE_MAX;
    ada.input.moveY = Math.sign(dy) * MOVE_MAX;
    if (Math.hypot(dx, dy) < MINE_PX)
      seen.push({ tick: ada.session.visit!.shown.ownTick, x: view.puck.x, y: view.puck.y });
  });
  match.run(60, () => {
    const { x, y } = match.room.world.components.Position;
    truth.set(match.room.world.tick, { x: x[PUCK_ENTITY]!, y: y[PUCK_ENTITY]! });
  });
  return { match, ada, truth, seen };
}

function errorsOf({ truth, seen }: ReturnType<typeof playPuck>): number[] {
  return seen
    .flatMap(({ tick, x, y }) => {
      const [from, to] = [truth.get(Math.floor(tick)), truth.get(Math.ceil(tick))];
      if (from === undefined || to === undefined) return [];
      const share = tick - Math.floor(tick);
      const [placeX, placeY] = [from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share];
      return [Math.hypot(x - placeX, y - placeY)];
    })
    .sort((a, b) => a - b);
}

test.each([
  [5, 0, 0.1, 1],
  [50, 0, 0.1, 4],
  [5, 4, 0.2, 4],
  [50, 4, 4, 30],
])(
  "the puck near me is where it is on the server, at %i ms one way with %i bots",
  (latencyMs, bots, medianPx, ninetiethPx) => {
    const played = playPuck(latencyMs, bots);
    const errors = errorsOf(played);
    const moved = new Set([...played.truth.values()].map(({ x }) => Math.round(x)));
    expect(moved.size).toBeGreaterThan(200);
    expect(errors.length).toBeGreaterThan(200);
    expect(errors[errors.length >> 1]).toBeLessThan(medianPx);
    expect(errors[Math.floor(errors.length * 0.9)]).toBeLessThan(ninetiethPx);
    expect(played.ada.heard("nudge").length).toBeGreaterThan(3);
  },
);

test("lies where the next match begins, and does not slide there from where the last one left it", () => {
  const match = new Stepper({ latencyMs: 30, maps: [RINK], modes: ["puck"], seed: 5 });
  const ada = match.join("Ada");
  match.run(150);
  const { room } = match;
  match.beginPlay();
  const begins = RINK.puck!;
  const stand = () => put(room.world, ada.slot, { x: begins.x - 100, y: begins.y + 100 });
  stand();
  room.world.components.Position.x[PUCK_ENTITY] = begins.x + 140;
  match.run(60);
  expect(ada.view!.puck!.x).toBeCloseTo(begins.x + 140, 0);
  room.begin();
  stand();
  match.run(30);
  expect(ada.view!.phase).toBe("warmup");
  expect(Math.abs(ada.view!.puck!.x - begins.x)).toBeLessThan(1);
});
