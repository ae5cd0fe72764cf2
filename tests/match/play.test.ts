/** Shots, hits, deaths and all that follows, as those who are there see and hear them. */
import { beforeEach, describe, expect, test } from "vitest";
import { firedTickOf } from "../../client/netcode/strikes.ts";
import { Hand } from "../harness/hand.ts";
import { Stepper, TEST_ARENA, type Player, type StepperOptions } from "../harness/stepper.ts";
import { put } from "../harness/table.ts";
import { Truth } from "../harness/truth.ts";
import { AIM_STEPS, askWeapon, Button } from "#shared/sim/input.ts";
import { PADS, PULSE, RAIL, ROCKET, SKIFF, WEAPONS } from "#shared/sim/tuning.ts";
import { skiffEntity } from "#shared/sim/world.ts";
import { TICK_MS } from "#shared/timing.ts";

const LEFT_TO_RIGHT = 0;
const RIGHT_TO_LEFT = AIM_STEPS / 2;
const LATENCIES = [5, 100];
let match: Stepper;
let ada: Player;
let bob: Player;
let eve: Player;

/** Ada and Bob face each other 200 px apart, Eve looks on from below. */
function begin(options: StepperOptions = {}): void {
  match = new Stepper({ latencyMs: 50, ...options });
  [ada, bob, eve] = [match.join("Ada"), match.join("Bob"), match.join("Eve")];
  match.run(90);
  match.beginPlay();
  stand(ada, 200, 200);
  stand(bob, 400, 200);
  stand(eve, 300, 600);
  match.run(60);
  for (const player of match.players) player.events.length = 0;
}

function stand(player: Player, x: number, y: number): void {
  const { world } = match.room;
  put(world, player.slot, { x, y });
  world.components.Skiff.shieldEndTick[skiffEntity(player.slot)] = 0;
}

const health = (player: Player) =>
  match.room.world.components.Skiff.health[skiffEntity(player.slot)]!;

/** Presses fire until one shot has left. */
function shootOnce(player: Player): void {
  player.input.buttons |= Button.fire;
  match.run(3);
  player.input.buttons &= ~Button.fire;
}

describe.each(LATENCIES)("a shot at %i ms one way", (latencyMs) => {
  beforeEach(() => begin({ latencyMs }));

  test("is there in the frame of the press", () => {
    ada.input.buttons = Button.fire;
    let samples = 0;
    const { aim } = ada.input;
    Object.defineProperty(ada.input, "aim", { enumerable: true, get: () => ((samples += 1), aim) });
    while (samples === 0) match.run(1);
    expect(ada.heard("fire")).toMatchObject([{ slot: ada.slot, relation: "self", weapon: PULSE }]);
    expect(ada.view!.bolts).toHaveLength(1);
    expect(ada.view!.bolts[0]!.x).toBeGreaterThan(200);
  });

  test("flashes once for everybody, and its bolt flies once", () => {
    ada.input.aim = AIM_STEPS * 0.75;
    shootOnce(ada);
    const keys = new Map(match.players.map((player) => [player, new Set<number>()]));
    match.run(120, () => {
      for (const [player, seen] of keys) for (const bolt of player.view!.bolts) seen.add(bolt.key);
    });
    for (const player of match.players) {
      expect(player.heard("fire")).toHaveLength(1);
      expect(keys.get(player)!.size).toBe(1);
    }
  });

  test("hits once: attacker, victim and bystander are told once each", () => {
    shootOnce(ada);
    match.run(90);
    expect(health(bob)).toBe(SKIFF.maxHealth - WEAPONS[PULSE]!.damage);
    for (const player of match.players) {
      expect(player.heard("hit")).toMatchObject([
        { attacker: ada.slot, victim: bob.slot, damage: WEAPONS[PULSE]!.damage, bounces: 0 },
      ]);
    }
    expect(ada.heard("hit")[0]).toMatchObject({
      attackerRelation: "self",
      victimRelation: "enemy",
    });
    expect(bob.heard("hit")[0]).toMatchObject({
      attackerRelation: "enemy",
      victimRelation: "self",
    });
    expect(bob.view!.own.health).toBe(SKIFF.maxHealth - WEAPONS[PULSE]!.damage);
  });

  test("kills once, and the dead comes back", () => {
    match.room.world.components.Skiff.health[skiffEntity(bob.slot)] = 1;
    shootOnce(ada);
    match.run(60);
    expect(bob.view!.own).toMatchObject({ isAlive: false, killer: ada.slot });
    expect(bob.view!.own.respawnInMs).toBeGreaterThan(0);
    expect(bob.sees(bob.slot)).toBe(undefined);
    expect(ada.sees(bob.slot)).toBe(undefined);
    match.run(180);
    for (const player of match.players) {
      expect(player.heard("death")).toMatchObject([{ attacker: ada.slot, victim: bob.slot }]);
      expect(player.heard("spawn")).toMatchObject([{ slot: bob.slot }]);
      expect(player.sees(bob.slot)).toBeDefined();
      expect(player.view!.seats[0]).toMatchObject({ slot: ada.slot, score: 1, kills: 1 });
    }
    expect(bob.view!.own).toMatchObject({ isAlive: true, health: SKIFF.maxHealth, respawnInMs: 0 });
  });
});

describe.each(LATENCIES)("bolts at %i ms one way", (latencyMs) => {
  beforeEach(() => begin({ latencyMs }));

  test("fly on every screen where they fly on the server, cushions and all", () => {
    const truth = new Truth();
    const drawn: { key: number; tick: number; x: number; y: number }[] = [];
    const hands = match.players.map((_, i) => new Hand(i + 5, Button.fire));
    const look = () => {
      truth.note(match.room.world);
      for (const player of match.players) {
        const { ownTick, remoteTick } = player.session.visit!.shown;
        for (const { key, slot, x, y, alpha, ageMs } of player.view!.bolts) {
          const isMine = slot === player.slot;
          const firedTick = firedTickOf(key);
          const tick = firedTick + ageMs / TICK_MS;
          // Mine fall back from my timeline to a tick ahead of where the others are drawn; theirs come to it in 12 ticks.
          const hasJoined = !isMine && remoteTick - firedTick > 12.5;
          const leastTick = hasJoined
            ? ownTick
            : Math.min(ownTick, remoteTick + (isMine ? 0.5 : 0));
          expect(tick).toBeGreaterThan(leastTick - 0.01);
          expect(tick).toBeLessThan(ownTick + 0.01);
          if (alpha === 1) drawn.push({ key, tick, x, y });
        }
      }
    };
    match.run(600, () => {
      look();
      match.players.forEach((player, i) => hands[i]!.press(player.input));
    });
    match.run(60, () => truth.note(match.room.world));
    const errors = drawn
      .map(({ key, tick, x, y }) => truth.distance(key, tick, x, y))
      .filter((error) => !Number.isNaN(error))
      .sort((a, b) => a - b);
    expect(errors.length).toBeGreaterThan(500);
    expect(errors[Math.floor(errors.length * 0.9)]).toBeLessThan(0.1);
    // A straight line between two ticks cuts the corner at a cushion.
    expect(errors.at(-1)).toBeLessThan(16);
    expect(ada.heard("bounce").length).toBeGreaterThan(5);
  });

  test("every shot of mine has its flash, and every flash its shot but for those of a dying hand", () => {
    const hands = match.players.map((_, i) => new Hand(i + 5, Button.fire));
    match.run(900, () => match.players.forEach((player, i) => hands[i]!.press(player.input)));
    match.run(120);
    const { shots, deaths } = match.room.world.components.Score;
    for (const player of match.players) {
      const skiff = skiffEntity(player.slot);
      const flashes = player.heard("fire").filter((event) => event.slot === player.slot).length;
      expect(shots[skiff]).toBeGreaterThan(20);
      expect(flashes).toBeGreaterThanOrEqual(shots[skiff]!);
      // Until word of a death is here, a hand goes on firing.
      expect(flashes).toBeLessThanOrEqual(shots[skiff]! + 2 * deaths[skiff]!);
    }
  });
});

describe("the rail", () => {
  beforeEach(() => {
    begin();
    match.room.world.components.Ammo[RAIL]![skiffEntity(ada.slot)] = 3;
    match.run(20);
  });

  test("is a beam in the frame of the press, seen once by all, and strikes", () => {
    ada.input.buttons = askWeapon(0, RAIL);
    match.run(20);
    ada.input.aim = LEFT_TO_RIGHT;
    shootOnce(ada);
    expect(ada.heard("beam")).toHaveLength(1);
    expect(ada.view!.own.ammo[RAIL]).toBe(2);
    match.run(60);
    for (const player of match.players) {
      expect(player.heard("beam")).toHaveLength(1);
      expect(player.heard("hit")).toMatchObject([{ weapon: RAIL, damage: WEAPONS[RAIL]!.damage }]);
      const { points } = player.heard("beam")[0]!;
      expect(points[0]).toBeCloseTo(200, -1);
      expect(points.length).toBeGreaterThanOrEqual(6);
    }
  });
});

describe("pads", () => {
  test("are taken once for all, and show how they recharge", () => {
    begin();
    const { pads } = ada.view!.arena;
    const repair = pads.findIndex((pad) => PADS[pad.kind]!.repair > 0);
    match.room.world.components.Skiff.health[skiffEntity(ada.slot)] = 30;
    stand(ada, pads[repair]!.x, pads[repair]!.y);
    match.run(60);
    for (const player of match.players) {
      expect(player.heard("pickup")).toMatchObject([{ slot: ada.slot, kind: pads[repair]!.kind }]);
      expect(player.view!.pads[repair]!.charge).toBeLessThan(0.2);
    }
    expect(ada.view!.own.health).toBe(80);
    stand(ada, 200, 200);
    match.run(PADS[pads[repair]!.kind]!.rechargeTicks);
    expect(bob.view!.pads[repair]!.charge).toBe(1);
  });
});

test("who was a moment too late for a weapon sees what he shoots with all the same", () => {
  begin({ maps: [{ ...TEST_ARENA, pads: [{ kind: 3, x: 900, y: 600 }] }] });
  const { Position, Skiff } = match.room.world.components;
  stand(bob, 900, 500);
  Object.assign(bob.input, { buttons: Button.fire, moveY: 7, aim: RIGHT_TO_LEFT });
  // He is as good as there, and has it by his own reckoning.
  while (Position.y[skiffEntity(bob.slot)]! < 545) match.run(1);
  stand(ada, 900, 620);
  match.run(12);
  expect(Skiff.weapon[skiffEntity(ada.slot)]).toBe(ROCKET);
  expect(bob.heard("fire").map(({ weapon }) => weapon)).toContain(ROCKET);
  match.run(12);
  const weapons = bob.view!.bolts.filter(({ slot }) => slot === bob.slot).map((b) => b.weapon);
  expect(weapons.length).toBeGreaterThan(2);
  expect(weapons.every((weapon) => weapon === PULSE)).toBe(true);
});

describe("people", () => {
  beforeEach(() => begin());

  test("chat reaches everybody once, under the name of who said it", () => {
    ada.session.sendChat("  gg  ");
    match.run(20);
    for (const player of match.players)
      expect(player.heard("chat")).toEqual([
        { type: "chat", slot: ada.slot, name: "Ada", text: "gg", isTeam: false },
      ]);
  });

  test("who comes and who goes is told to the others, once", () => {
    const dan = match.join("Dan");
    match.run(30);
    const { slot } = dan;
    for (const player of [ada, bob, eve])
      expect(player.heard("joined")).toEqual([{ type: "joined", slot, name: "Dan" }]);
    expect(dan.heard("joined")).toEqual([]);
    expect(dan.view!.seats.map((seat) => seat.name).sort()).toEqual(["Ada", "Bob", "Dan", "Eve"]);
    dan.session.leave();
    match.run(30);
    for (const player of [ada, bob, eve]) {
      expect(player.heard("left")).toEqual([{ type: "left", slot, name: "Dan" }]);
      expect(player.sees(slot)).toBe(undefined);
    }
    expect(dan.session.state).toMatchObject({ kind: "closed", code: 1000 });
  });

  test("the bolts of who leaves go with him, even when somebody else has his seat at once", () => {
    begin({ botFill: 4, maxSeats: 4 });
    stand(ada, 150, 500);
    match.run(30);
    shootOnce(ada);
    match.run(15);
    const { slot } = ada;
    const bolt = bob.view!.bolts.find((each) => each.slot === slot)!;
    ada.session.leave();
    match.run(12);
    expect(bob.view!.seats.find((seat) => seat.slot === slot)).toMatchObject({ isBot: true });
    expect(bob.view!.bolts.map((each) => each.key)).not.toContain(bolt.key);
  });

  test.each([0, 1, 2, 3, 4, 5])(
    "nor does a shot stay in the air whose shooter went %i ticks after the press",
    (ticks) => {
      begin({ botFill: 4, maxSeats: 4 });
      stand(ada, 150, 500);
      match.run(30);
      const { slot } = ada;
      shootOnce(ada);
      match.run(ticks);
      ada.session.leave();
      match.run(24);
      expect(bob.view!.bolts.map((each) => each.slot)).not.toContain(slot);
    },
  );

  test("who comes to the slot of who moved something has neither moved it nor voted", () => {
    match.join("Cid");
    match.run(30);
    ada.session.vote({ type: "propose", kind: "kick", subject: bob.slot });
    match.run(20);
    expect([eve.view!.poll!.by, ada.view!.poll!.chosen]).toEqual(["Ada", 0]);
    const { slot } = ada;
    ada.session.leave();
    match.run(20);
    const dan = match.join("Dan");
    match.run(20);
    expect(dan.slot).toBe(slot);
    expect(dan.view!.poll).toMatchObject({ subject: "Bob", by: "", chosen: -1 });
    expect(eve.view!.poll!.by).toBe("");
  });

  test("the scoreboard tells pings, and who is away", () => {
    match.run(120);
    for (const seat of ada.view!.seats) expect(seat.pingMs).toBeGreaterThan(95);
    for (const seat of ada.view!.seats) expect(seat.pingMs).toBeLessThan(150);
    bob.session.setAway(true);
    match.run(30);
    expect(ada.view!.seats.find((seat) => seat.slot === bob.slot)!.isAway).toBe(true);
    expect(ada.sees(bob.slot)!.isAway).toBe(true);
  });
});
