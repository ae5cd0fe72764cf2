/** Whole matches, from warm-up to the next map, and what holds in every tick of them. */
import { describe, expect, test } from "vitest";
import { Hand } from "../harness/hand.ts";
import { Stepper, TEST_ARENA, type Player, type StepperOptions } from "../harness/stepper.ts";
import { hashWorld } from "#shared/sim/hash.ts";
import { capture, createSnapshot, type Snapshot } from "#shared/protocol/snapshot.ts";
import { OWN_FIELDS } from "#shared/protocol/replicated.ts";
import { ticksFromMs } from "#shared/timing.ts";
import { Button } from "#shared/sim/input.ts";
import { MATCH, WEAPONS } from "#shared/sim/tuning.ts";
import { boltsInFlight, skiffEntity } from "#shared/sim/world.ts";

const OTHER_ARENA = { ...TEST_ARENA, name: "other", title: "Other Table" };
const PLAY_TICKS = ticksFromMs(10_000);

function begin(options: StepperOptions = {}): { match: Stepper; players: Player[] } {
  const match = new Stepper({
    latencyMs: 40,
    jitterMs: 5,
    maps: [TEST_ARENA, OTHER_ARENA],
    rules: { scoreLimit: 0, timeLimitTicks: PLAY_TICKS },
    ...options,
  });
  return { match, players: [match.join("Ada"), match.join("Bob")] };
}

/** Everybody plays by chance for `ticks`. */
function play(match: Stepper, ticks: number, onTick?: () => void): void {
  const hands = match.players.map((_, i) => new Hand(i + 1, Button.fire));
  match.run(ticks, () => {
    match.players.forEach((player, i) => hands[i]!.press(player.input));
    onTick?.();
  });
}

describe("a match of two people and two bots", () => {
  test("goes from warm-up over the countdown and play to results, and on to the next map", () => {
    const { match, players } = begin({ botFill: 4 });
    const arenas = new Set<unknown>();
    const phases: string[] = [];
    let gaps = 0;
    const whole = MATCH.warmupTicks + MATCH.countdownTicks + PLAY_TICKS + MATCH.resultsTicks;
    play(match, whole - 30, () => {
      const { view } = players[0]!;
      if (view === null) return;
      arenas.add(view.arena);
      if (phases.at(-1) !== view.phase) phases.push(view.phase);
    });
    expect(phases).toEqual(["warmup", "countdown", "playing", "results"]);
    for (const player of players) {
      expect(player.heard("phase").map(({ phase }) => phase)).toEqual([
        "countdown",
        "playing",
        "results",
      ]);
      const { Score } = match.room.world.components;
      expect(player.view!.seats).toHaveLength(4);
      for (const seat of player.view!.seats) {
        const skiff = skiffEntity(seat.slot);
        expect(seat).toMatchObject({
          score: Score.score[skiff],
          shots: Score.shots[skiff],
          hits: Score.hits[skiff],
        });
      }
      expect(Math.max(...player.view!.seats.map((seat) => seat.shots))).toBeGreaterThan(10);
    }
    const seats = players[0]!.view!.seats.map(({ slot, name }) => `${slot} ${name}`).sort();
    const clocks = players.map((player) => player.session.visit!.shown.ownTick);
    play(match, 90, () => {
      gaps += Number(players[0]!.view === null);
      if (players[0]!.view !== null) arenas.add(players[0]!.view.arena);
    });
    expect([...arenas]).toHaveLength(2);
    expect(gaps).toBeLessThanOrEqual(2);
    players.forEach((player, i) => {
      expect(player.view!.arena.name).toBe("other");
      expect(player.view!.phase).toBe("warmup");
      expect(player.view!.seats.map(({ slot, name }) => `${slot} ${name}`).sort()).toEqual(seats);
      expect(player.view!.seats.every((seat) => seat.score === 0 && seat.shots === 0)).toBe(true);
      expect(player.session.visit!.shown.ownTick - clocks[i]!).toBeCloseTo(90, 0);
    });
    expect(match.refusals).toEqual([]);
  });

  test("misses next to no input, from the first second into the next map", () => {
    const { match, players } = begin({ jitterMs: 0 });
    const whole = MATCH.warmupTicks + MATCH.countdownTicks + PLAY_TICKS + MATCH.resultsTicks;
    play(match, MATCH.warmupTicks + MATCH.countdownTicks + 60);
    // Nobody is level with her, which would be overtime.
    match.room.world.components.Score.score[skiffEntity(players[0]!.slot)]! += 100;
    play(match, whole + 60 - MATCH.warmupTicks - MATCH.countdownTicks);
    expect(match.room.world.arena.source.name).toBe("other");
    expect(match.room.missedInputs).toBe(0);
  });

  test("nothing flies and nobody is corrected in a countdown", () => {
    const { match, players } = begin();
    play(match, MATCH.warmupTicks - 1);
    expect(players[0]!.heard("fire").length).toBeGreaterThan(10);
    const corrections = players.map((player) => player.view!.net.corrections);
    play(match, 12);
    for (let i = 0; i < MATCH.countdownTicks - 24; i += 4) {
      play(match, 4);
      for (const player of players) expect(player.view!.bolts).toEqual([]);
    }
    players.forEach((player, i) =>
      expect(player.view!.net.corrections).toBeLessThanOrEqual(corrections[i]! + 1),
    );
  });

  test("tells of who comes and goes on its second map, too", () => {
    const { match, players } = begin({ rules: { scoreLimit: 0, timeLimitTicks: 60 } });
    match.run(MATCH.warmupTicks);
    while (match.room.world.match.phase !== "playing") match.run(1);
    match.room.world.components.Score.score[skiffEntity(players[0]!.slot)] = 1;
    match.run(60 + MATCH.resultsTicks + 30);
    expect(players[0]!.view!.arena.title).toBe("Other Table");
    const cid = match.join("Cid");
    match.run(30);
    expect(players[0]!.heard("joined").map(({ name }) => name)).toEqual(["Bob", "Cid"]);
    expect(cid.heard("joined")).toEqual([]);
    cid.session.leave();
    match.run(30);
    expect(players[0]!.heard("left").map(({ name }) => name)).toEqual(["Cid"]);
    expect(players[0]!.view!.seats.map(({ name }) => name).sort()).toEqual(["Ada", "Bob"]);
  });

  test("shows the pads of each map where that has them", () => {
    const pads = [{ kind: 5, x: 900, y: 400 }];
    const { match, players } = begin({ maps: [TEST_ARENA, { ...OTHER_ARENA, pads }] });
    match.run(30);
    const shown = () => players[0]!.view!.pads.map(({ kind, x, y }) => ({ kind, x, y }));
    expect(shown()).toEqual(TEST_ARENA.pads);
    match.room.begin();
    match.run(30);
    expect(players[0]!.view!.arena.title).toBe("Other Table");
    expect(shown()).toEqual(pads);
  });

  test("has nothing to say of the shots of who comes with the results, on the slot of who went", () => {
    const { match, players } = begin();
    const [ada, bob] = players as [Player, Player];
    play(match, MATCH.warmupTicks + MATCH.countdownTicks + 120);
    const { slot } = bob;
    expect(match.room.world.components.Score.shots[skiffEntity(slot)]).toBeGreaterThan(0);
    match.room.world.components.Score.score[skiffEntity(slot)] = 50;
    while (match.room.world.match.phase !== "results") match.run(1);
    match.run(10);
    const lineOf = (of: number) => ada.view!.seats.find((seat) => seat.slot === of);
    expect(lineOf(slot)!.shots).toBeGreaterThan(0);
    bob.session.leave();
    match.run(10);
    match.join("Cid");
    match.run(30);
    expect(lineOf(slot)).toMatchObject({ name: "Cid", shots: 0, hits: 0 });
  });

  test("can be joined in the midst of it, and played at once", () => {
    const { match } = begin();
    play(match, 400);
    const eve = match.join("Eve");
    match.run(30);
    const { slot } = eve;
    const x = eve.sees(slot)!.x;
    eve.input.moveX = x < 600 ? 7 : -7;
    match.run(15);
    expect(Math.abs(eve.sees(slot)!.x - x)).toBeGreaterThan(20);
    expect(eve.heard("fire").filter((event) => event.slot === slot)).toEqual([]);
  });
});

/** What of `snapshot` a client in `slot` may know of the world, as plain numbers; pings are the room's. */
function known(snapshot: Snapshot, slot: number): unknown {
  const present = ({ values, isPresent, fields }: Snapshot["skiffs"]) =>
    [...values].filter(
      (_, i) =>
        isPresent[Math.floor(i / fields.length)] === 1 &&
        fields[i % fields.length]!.name !== "pingMs",
    );
  const first = slot * OWN_FIELDS.length;
  return {
    match: present(snapshot.match),
    pads: present(snapshot.pads),
    skiffs: present(snapshot.skiffs),
    seated: [...snapshot.skiffs.isPresent],
    own: snapshot.own.values.slice(first, first + OWN_FIELDS.length),
  };
}

test("what every client holds of a tick is what the server's world was in it, to the bit", () => {
  const { match, players } = begin({ botFill: 5, jitterMs: 30 });
  const truths = new Map<number, Snapshot>();
  const status = () => ({ isAway: false, pingMs: 0 });
  let compared = 0;
  match.run(30);
  play(match, 900, () => {
    const truth = createSnapshot();
    capture({ world: match.room.world, status }, truth);
    truths.set(truth.tick, truth);
    for (const player of players) {
      const held = player.session.visit!.newest!;
      const then = truths.get(held.tick);
      if (then === undefined) continue;
      compared += 1;
      expect(known(held, player.slot)).toEqual(known(then, player.slot));
    }
  });
  expect(compared).toBeGreaterThan(1700);
});

describe("the same seed", () => {
  function outcome(seed: number): unknown {
    const { match, players } = begin({ seed, botFill: 4, jitterMs: 20 });
    play(match, 1200);
    return {
      world: hashWorld(match.room.world),
      events: players.map((player) => player.events.length),
      places: players.map((player) => player.view!.skiffs.map(({ slot, x, y }) => [slot, x, y])),
      net: players.map((player) => player.view!.net.lastCorrectionPx),
    };
  }

  test("has the same outcome, on the server and on every screen", () => {
    expect(outcome(7)).toEqual(outcome(7));
  });

  test("and another has another", () => {
    expect(outcome(8)).not.toEqual(outcome(7));
  });
});

test("a bolt of the warm-up, which the countdown takes out of the air, is not expected to strike afterwards", () => {
  const match = new Stepper();
  const [ada, bob] = [match.join("Ada"), match.join("Bob")];
  match.run(60);
  match.beginPlay();
  match.run(60);
  const { world } = match.room;
  const disc = WEAPONS.findIndex(({ name }) => name === "Disc");
  const skiff = skiffEntity(bob.slot);
  world.components.Skiff.weapon[skiff] = disc;
  world.components.Ammo[disc]![skiff] = 1;
  bob.input.buttons = Button.fire;
  match.run(20);
  bob.input.buttons = 0;
  Object.assign(world.match, { phase: "warmup", endTick: world.tick + 1 });
  const expected: number[] = [];
  match.run(MATCH.countdownTicks + 60, () => {
    expected.push(boltsInFlight(ada.session.visit!.prediction!.world).length);
  });
  expect(Math.max(...expected.slice(10))).toBe(0);
});
