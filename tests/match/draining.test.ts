/** A server that is to stop lets matches end and nobody new in. */
import { beforeEach, expect, test } from "vitest";
import { Peer } from "../harness/peer.ts";
import { Stepper, type Player } from "../harness/stepper.ts";
import { TICK_RATE } from "#shared/timing.ts";
import { CloseCode } from "#shared/protocol/closing.ts";
import { MATCH } from "#shared/sim/tuning.ts";
import { skiffEntity } from "#shared/sim/world.ts";

const PLAY_TICKS = 5 * TICK_RATE;
const WHOLE_MATCH = MATCH.warmupTicks + MATCH.countdownTicks + PLAY_TICKS + MATCH.resultsTicks;

let match: Stepper;
let ada: Player;
let bob: Player;

/** Two in the midst of a match. */
beforeEach(() => {
  match = new Stepper({ rules: { scoreLimit: 0, timeLimitTicks: PLAY_TICKS } });
  [ada, bob] = [match.join("Ada"), match.join("Bob")];
  match.run(MATCH.warmupTicks + MATCH.countdownTicks + TICK_RATE);
});

test("everybody is told, and plays on", () => {
  expect(match.room.world.match.phase).toBe("playing");
  match.lobby.drain(300);
  match.run(TICK_RATE);
  for (const player of [ada, bob]) {
    expect(player.heard("stopping")).toEqual([{ type: "stopping", seconds: 300 }]);
    expect(player.session.state).toMatchObject({ kind: "playing" });
  }
  expect(match.lobby.isDraining).toBe(true);
});

test("nobody new comes in: by quick play, by code, to a room of his own, to watch", () => {
  match.lobby.drain(300);
  for (const hello of [{}, { room: match.room.code }, { room: "new" }, { isWatching: true }]) {
    const peer = Peer.at(match.lobby);
    peer.hello(hello);
    expect(peer.closed).toBe(CloseCode.goingAway);
  }
  expect([match.lobby.census.humanCount, match.lobby.census.roomCount]).toEqual([2, 1]);
});

test("who lost his connection is let back into his seat", () => {
  match.lobby.drain(300);
  const { slot } = ada;
  ada.wire.cut();
  match.run(3 * TICK_RATE);
  expect(ada.session.state).toMatchObject({ kind: "playing" });
  expect([ada.slot, match.lobby.census.humanCount]).toEqual([slot, 2]);
});

test("the match comes to its results, and then everybody is sent away instead of into another", () => {
  match.lobby.drain(300);
  // A draw would be played on.
  match.room.world.components.Score.score[skiffEntity(ada.slot)] = 1;
  match.run(PLAY_TICKS);
  expect(match.room.world.match.phase).toBe("results");
  expect(ada.view!.poll).toBe(null);
  match.run(WHOLE_MATCH);
  expect([match.lobby.census.humanCount, match.lobby.census.roomCount]).toEqual([0, 0]);
  for (const { session } of [ada, bob])
    expect(session.state).toMatchObject({ kind: "reconnecting", code: CloseCode.goingAway });
});
