/** Somebody who watches a match: he sees it as it is, for as long as he likes, and it is the same match without him. */
import { describe, expect, test } from "vitest";
import { hashWorld } from "#shared/sim/hash.ts";
import { Button } from "#shared/sim/input.ts";
import { skiffEntity } from "#shared/sim/world.ts";
import { OPEN_HOUSE } from "../../server/rooms/houseRules.ts";
import { createHall } from "../harness/fuzzMatch.ts";
import { Hand } from "../harness/hand.ts";
import { Stepper, type Player } from "../harness/stepper.ts";
import { put } from "../harness/table.ts";

const NO_SLOT = -1;

/** Ada and Bob fight, as their hands will; before each tick comes `disturb`. */
function fight(match: Stepper, ticks: number, disturb: () => void = () => undefined): void {
  const hands = match.players.slice(0, 2).map((_, i) => new Hand(40 + i, Button.fire));
  for (let tick = 0; tick < ticks; tick++) {
    hands.forEach((hand, i) => hand.press(match.players[i]!.input));
    disturb();
    match.run(1);
  }
}

function open(options: ConstructorParameters<typeof Stepper>[0] = {}): Stepper {
  const match = new Stepper({ seed: 3, rules: { scoreLimit: 0 }, ...options });
  match.join("Ada");
  match.join("Bob");
  match.run(30);
  return match;
}

/** How far from where the server has it somebody sees a skiff, px. */
function pxOff(match: Stepper, seer: Player, slot: number): number {
  const { x, y } = match.room.world.components.Position;
  const seen = seer.sees(slot)!;
  return Math.hypot(seen.x - x[skiffEntity(slot)]!, seen.y - y[skiffEntity(slot)]!);
}

describe("who watches", () => {
  test("sees both where they are, as late as anybody sees others, and hears shots and hits", () => {
    const match = open();
    const wes = match.watch("Wes");
    match.run(30);
    match.beginPlay();
    let worstPx = 0;
    fight(match, 600, () => {
      for (const slot of [0, 1])
        if (wes.sees(slot) && match.players[slot]!.view!.own.isAlive)
          worstPx = Math.max(worstPx, pxOff(match, wes, slot));
    });
    expect(wes.view!.own.slot).toBe(NO_SLOT);
    expect(wes.view!.skiffs.length).toBeGreaterThan(0);
    // A dash makes 15 px a tick, and 70 ms are 4.2 of them.
    expect(worstPx).toBeLessThan(120);
    expect(wes.heard("fire").length).toBeGreaterThan(50);
    expect(wes.heard("bounce").length).toBeGreaterThan(20);
    const told = match.players[0]!.heard("hit").length;
    expect(wes.heard("hit").length).toBe(told);
    expect(wes.view!.net.resyncs).toBe(0);
    expect(wes.view!.net.snapshotsPerSecond).toBeGreaterThanOrEqual(28);
  });

  test("changes nothing: the match is the same to the last bit", () => {
    const hashOf = (isWatched: boolean): number => {
      const match = open({ botFill: 4 });
      const wes = isWatched ? match.watch("Wes") : undefined;
      fight(match, 400, () => {
        if (wes === undefined) return;
        wes.input.moveX = 7;
        wes.input.buttons = Button.fire | Button.dash;
      });
      expect(match.refusals).toEqual([]);
      return hashWorld(match.room.world);
    };
    expect(hashOf(true)).toBe(hashOf(false));
  });

  test("follows one, the next, the one before; and the camera goes with him", () => {
    const match = open({ maps: [createHall(4000)] });
    const { world } = match.room;
    put(world, 0, { x: 500, y: 500 });
    put(world, 1, { x: 3500, y: 3500 });
    const wes = match.watch("Wes");
    match.run(40);
    const slots = [0, 1];
    const looksAt = () => [wes.view!.watched!.slot, wes.view!.skiffs.map(({ slot }) => slot)];
    expect(looksAt()).toEqual([0, [0]]);
    expect(wes.sees(0)!.relation).toBe("ally");
    expect(wes.view!.focusX).toBeCloseTo(500, 0);
    wes.session.lookout!.step(1, slots);
    match.run(20);
    expect(looksAt()).toEqual([1, [1]]);
    expect(wes.view!.focusX).toBeCloseTo(3500, 0);
    wes.session.lookout!.step(-1, slots);
    match.run(20);
    expect(looksAt()).toEqual([0, [0]]);
  });

  test("flies off with the stick, and sees what is where he goes", () => {
    const match = open({ maps: [createHall(4000)] });
    put(match.room.world, 0, { x: 500, y: 2000 });
    put(match.room.world, 1, { x: 3500, y: 2000 });
    const wes = match.watch("Wes");
    match.run(40);
    wes.input.moveX = 7;
    match.run(60 * 4);
    expect(wes.view!.watched!.slot).toBe(NO_SLOT);
    expect(wes.view!.focusX).toBe(4000);
    expect(wes.view!.skiffs.map(({ slot }) => slot)).toEqual([1]);
  });

  test("stays for as long as he likes, through the end of a match and another map", () => {
    const rules = { scoreLimit: 0, timeLimitTicks: 120 };
    const match = open({ rules, maps: [createHall(1500), createHall(1800)] });
    const wes = match.watch("Wes");
    while (match.room.world.match.phase !== "playing") match.run(1);
    // Nobody is level with her, which would be overtime.
    match.room.world.components.Score.score[skiffEntity(0)] = 1;
    match.run(60 * 24);
    expect(wes.session.state.kind).toBe("playing");
    expect(wes.wires).toHaveLength(1);
    expect(wes.heard("phase").map(({ phase }) => phase)).toContain("results");
    expect(wes.view!.net.resyncs).toBe(0);
    expect(wes.view!.skiffs.length).toBeGreaterThan(0);
  });

  test("goes on after his connection broke, without a seat and without asking for one", () => {
    const match = open();
    const wes = match.watch("Wes");
    match.run(30);
    wes.wire.cut();
    match.run(60);
    expect([wes.session.state.kind, wes.wires.length]).toEqual(["playing", 2]);
    expect([
      wes.view!.own.slot,
      match.lobby.census.humanCount,
      match.lobby.census.spectatorCount,
    ]).toEqual([NO_SLOT, 2, 1]);
  });

  test("knows of a free seat, and those who play how many watch", () => {
    const match = open({ maxSeats: 3 });
    const wes = match.watch("Wes");
    match.run(30);
    expect(wes.view!.watched!.hasFreeSeat).toBe(true);
    match.join("Cyd");
    match.run(30);
    expect(wes.view!.watched!.hasFreeSeat).toBe(false);
    expect(match.players[0]!.view!.watchers).toBe(1);
    wes.session.leave();
    match.run(10);
    expect(match.players[0]!.view!.watchers).toBe(0);
  });
});

test("what is decided and said as the next match begins is read there", () => {
  const match = open({ maps: [createHall(1500), { ...createHall(1500), name: "other" }] });
  const [ada, bob] = match.players as [Player, Player];
  ada.session.vote({ type: "propose", kind: "round", subject: 1 });
  ada.session.sendChat("on we go");
  match.run(10);
  match.stall(true);
  bob.session.vote({ type: "ballot", choice: 0 });
  match.run(5);
  match.stall(false);
  match.run(30);
  expect(ada.view!.arena.name).toBe("other");
  expect(ada.heard("decided")).toMatchObject([{ kind: "round", isCarried: true }]);
  expect(ada.heard("chat").map(({ text }) => text)).toEqual(["on we go"]);
});

test("who is moved to the stands over a line that he has begun goes on watching when he ends it", () => {
  const match = open({ house: { ...OPEN_HOUSE, idleTicks: 240 } });
  const [ada, bob] = match.players as [Player, Player];
  fight(match, 120);
  match.run(400, () => (bob.input.buttons ^= Button.dash));
  expect(ada.view!.own.slot).toBe(NO_SLOT);
  ada.session.sendChat("so this is");
  ada.session.sendPhrase(0);
  ada.session.sendMark(10, 10);
  ada.session.vote({ type: "propose", kind: "round", subject: 0 });
  match.run(60, () => (bob.input.buttons ^= Button.dash));
  expect(ada.session.state.kind).toBe("playing");
  expect(bob.heard("chat")).toEqual([]);
});

test("who watches an empty table hears of the first who sits down, and sees him appear", () => {
  const match = open();
  const eve = match.watch("Eve");
  match.run(30);
  for (const player of match.players.slice(0, 2)) player.session.leave();
  match.run(30);
  expect(eve.view!.seats).toEqual([]);
  // So long whoever comes from the address of those who left is out.
  match.run(120);
  match.join("Cid", eve.view!.roomCode);
  match.run(30);
  expect(eve.heard("left").map(({ name }) => name)).toEqual(["Ada", "Bob"]);
  expect(eve.heard("joined").map(({ name }) => name)).toEqual(["Cid"]);
  expect(eve.heard("spawn").map(({ slot }) => slot)).toEqual([0]);
});
