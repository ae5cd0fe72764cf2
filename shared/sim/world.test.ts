import { hasComponent } from "bitecs";
import { describe, expect, test } from "vitest";
import { arenaOf, CROWDED } from "../../tests/harness/arenas.ts";
import { BOLTS_PER_SEAT, DEFAULT_SEATS, MATCH, MAX_PADS, MAX_SEATS } from "./tuning.ts";
import {
  boltsEnd,
  boltsInFlight,
  createWorld,
  firstBolt,
  isSeated,
  padEntity,
  padIndexOf,
  pads,
  seatedSkiffs,
  setInFlight,
  setSeated,
  skiffEntity,
  slotOf,
  takeBolt,
} from "./world.ts";

const pad = { kind: 0, x: 10, y: 10 };

describe("createWorld", () => {
  test("begins in warm-up, with nobody in it and its pads in place", () => {
    const world = createWorld({ arena: CROWDED, seed: 2 ** 32 + 5, tick: 100 });
    const endTick = 100 + MATCH.warmupTicks;
    expect(world.match).toEqual({ phase: "warmup", endTick, teamScores: [0, 0] });
    expect(world.randomState).toBe(5);
    expect(seatedSkiffs(world)).toEqual([]);
    expect(boltsInFlight(world)).toEqual([]);
    const { Pad, Position } = world.components;
    const placed = pads(world).map((e) => ({
      kind: Pad.kind[e],
      x: Position.x[e],
      y: Position.y[e],
    }));
    expect(placed).toEqual(CROWDED.pads);
  });

  test("is in play without limits when it is endless, whatever the rules say", () => {
    const rules = { scoreLimit: 5, timeLimitTicks: 60 };
    const world = createWorld({ arena: CROWDED, seed: 1, tick: 100, rules, isEndless: true });
    expect(world.match).toMatchObject({ phase: "playing", endTick: 0 });
    expect(world.rules).toMatchObject({ scoreLimit: 0, timeLimitTicks: 0 });
  });

  test("gives every slot, bolt and pad the entity that its number says", () => {
    const world = createWorld({ arena: CROWDED, seed: 1, seats: 5 });
    const { Skiff, Bolt, Pad } = world.components;
    const first = firstBolt(world);
    expect(boltsEnd(world) - first).toBe(5 * BOLTS_PER_SEAT);
    const entities = [
      ...Array.from({ length: 5 }, (_, slot) => [skiffEntity(slot), Skiff] as const),
      ...Array.from({ length: 5 * BOLTS_PER_SEAT }, (_, i) => [first + i, Bolt] as const),
      ...CROWDED.pads.map((_, index) => [padEntity(index), Pad] as const),
    ];
    expect(new Set(entities.map(([entity]) => entity)).size).toBe(entities.length);
    for (const [entity, component] of entities)
      expect([Skiff, Bolt, Pad].filter((c) => hasComponent(world, entity, c))).toEqual([component]);
    expect(slotOf(skiffEntity(63))).toBe(63);
    expect(padIndexOf(padEntity(2))).toBe(2);
  });

  test("takes as many pads as there may be, and no more", () => {
    const most = Array.from({ length: MAX_PADS }, () => pad);
    expect(pads(createWorld({ arena: arenaOf({ pads: most }), seed: 1 }))).toHaveLength(MAX_PADS);
    expect(() => createWorld({ arena: arenaOf({ pads: [...most, pad] }), seed: 1 })).toThrow(
      RangeError,
    );
  });

  test("has as many seats and bolts as it is asked for", () => {
    const seatsOf = (seats?: number) =>
      createWorld({ arena: CROWDED, seed: 1, ...(seats === undefined ? {} : { seats }) }).seats;
    expect([seatsOf(), seatsOf(1), seatsOf(MAX_SEATS)]).toEqual([DEFAULT_SEATS, 1, MAX_SEATS]);
    for (const seats of [0, -1, 1.5, NaN, MAX_SEATS + 1])
      expect(() => seatsOf(seats)).toThrow(RangeError);
  });

  test("worlds share nothing", () => {
    const [a, b] = [
      createWorld({ arena: CROWDED, seed: 1 }),
      createWorld({ arena: CROWDED, seed: 1 }),
    ];
    setSeated(a, 4, true);
    a.components.Skiff.health[5] = 50;
    a.rules.scoreLimit = 99;
    expect(isSeated(b, 4)).toBe(false);
    expect(b.components.Skiff.health[5]).toBe(0);
    expect(b.rules.scoreLimit).not.toBe(99);
  });
});

describe("entities in play", () => {
  test("are told in ascending order, whatever came and went", () => {
    const world = createWorld({ arena: CROWDED, seed: 1 });
    for (const slot of [9, 3, 60, 0]) setSeated(world, slot, true);
    expect(seatedSkiffs(world).map(slotOf)).toEqual([0, 3, 9, 60]);
    setSeated(world, 3, false);
    setSeated(world, 1, true);
    expect(seatedSkiffs(world).map(slotOf)).toEqual([0, 1, 9, 60]);
    expect([isSeated(world, 1), isSeated(world, 3)]).toEqual([true, false]);
  });

  test("a list that is being walked stays as it was when the walk began", () => {
    const world = createWorld({ arena: CROWDED, seed: 1 });
    for (let i = 0; i < 5; i++) takeBolt(world);
    const walked = [];
    for (const bolt of boltsInFlight(world)) {
      walked.push(bolt);
      setInFlight(world, bolt, false);
    }
    expect(walked).toHaveLength(5);
    expect(boltsInFlight(world)).toEqual([]);
  });

  test("the lowest free bolt is taken, and none when all are in the air", () => {
    const world = createWorld({ arena: CROWDED, seed: 1 });
    const [first, second, third] = [takeBolt(world), takeBolt(world), takeBolt(world)];
    setInFlight(world, second, false);
    expect(takeBolt(world)).toBe(second);
    expect(boltsInFlight(world)).toEqual([first, second, third]);
    const bolts = world.seats * BOLTS_PER_SEAT;
    while (boltsInFlight(world).length < bolts) expect(takeBolt(world)).toBeGreaterThan(0);
    expect(takeBolt(world)).toBe(0);
  });
});
