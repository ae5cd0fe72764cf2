import { describe, expect, test } from "vitest";
import {
  CROWDED,
  distanceToCushion,
  isInOpen,
  NOTCHED,
  SQUARE,
  WEDGE,
} from "../../../tests/harness/arenas.ts";
import { AIM_STEPS } from "../input.ts";
import { lengthOf } from "../math.ts";
import { randomBelow } from "../random.ts";
import { PULSE, RAIL, WEAPONS, type Weapon } from "../tuning.ts";
import { createLegs, flyOneTick, launchFlight, traceBeam, type Flight } from "./flight.ts";
import { buildArena } from "./geometry.ts";

const PULSE_ROW = WEAPONS[PULSE]!;
const EAST = 0;
const SOUTH_EAST = AIM_STEPS / 8;
const legs = createLegs();

function launch(x: number, y: number, angle: number): Flight {
  const flight = { x: 0, y: 0, directionX: 0, directionY: 0, bounces: 9, hasEnded: true };
  launchFlight(flight, x, y, angle);
  return flight;
}

describe("a bolt", () => {
  const arena = buildArena(SQUARE);

  test("begins where it is fired, along its angle, with no bounces", () => {
    expect(launch(100, 200, EAST)).toEqual({
      x: 100,
      y: 200,
      directionX: 1,
      directionY: 0,
      bounces: 0,
      hasEnded: false,
    });
  });

  test("flies its speed, in one leg while nothing is in its way", () => {
    const flight = launch(100, 200, EAST);
    flyOneTick(arena, flight, PULSE_ROW, legs);
    expect(flight).toMatchObject({ x: 115, y: 200 });
    expect([...legs.x.subarray(0, legs.count)]).toEqual([100, 115]);
    expect([legs.normalX[1], legs.normalY[1]]).toEqual([0, 0]);
  });

  test("leaves a cushion at the angle at which it came, and goes on for the rest of the tick", () => {
    const flight = launch(630, 200, SOUTH_EAST);
    flyOneTick(arena, flight, PULSE_ROW, legs);
    expect(legs.count).toBe(3);
    expect([legs.x[1], legs.y[1]]).toEqual([expect.closeTo(640), expect.closeTo(210)]);
    expect([legs.normalX[1], legs.normalY[1]]).toEqual([-1, 0]);
    expect(flight.directionX).toBeCloseTo(-Math.SQRT1_2);
    expect(flight.directionY).toBeCloseTo(Math.SQRT1_2);
    expect(flight.bounces).toBe(1);
    expect(legs.y[2]! - 200).toBeCloseTo(15 * Math.SQRT1_2);
  });

  test("ends at one cushion more than it may come off", () => {
    const flight = launch(320, 240, EAST);
    let ticks = 0;
    for (; !flight.hasEnded && ticks < 1000; ticks++) flyOneTick(arena, flight, PULSE_ROW, legs);
    expect(flight).toMatchObject({ x: 640, y: 240, bounces: PULSE_ROW.bounces });
    expect(ticks).toBe(Math.ceil((320 + 640 + 640) / 15));
  });

  test("turns round in a square corner, off both cushions in one tick", () => {
    const flight = launch(635, 475, SOUTH_EAST);
    flyOneTick(arena, flight, PULSE_ROW, legs);
    expect(flight.bounces).toBe(2);
    expect(flight.directionX).toBeCloseTo(-Math.SQRT1_2);
    expect(flight.directionY).toBeCloseTo(-Math.SQRT1_2);
    expect(isInOpen(SQUARE, flight.x, flight.y)).toBe(true);
  });

  test("reflects about any normal: the angle out is the angle in", () => {
    const crowded = buildArena(CROWDED);
    const chance = { randomState: 21 };
    let bounces = 0;
    for (let shots = 0; shots < 400; shots++) {
      const flight = launch(520, 300, randomBelow(chance, AIM_STEPS));
      for (let tick = 0; tick < 60 && !flight.hasEnded; tick++) {
        const before = { x: flight.directionX, y: flight.directionY };
        flyOneTick(crowded, flight, PULSE_ROW, legs);
        if (legs.count !== 3 || flight.hasEnded) continue;
        const [nx, ny] = [legs.normalX[1]!, legs.normalY[1]!];
        const into = before.x * nx + before.y * ny;
        expect(flight.directionX * nx + flight.directionY * ny).toBeCloseTo(-into, 6);
        expect(flight.directionX * ny - flight.directionY * nx).toBeCloseTo(
          before.x * ny - before.y * nx,
          6,
        );
        bounces++;
      }
    }
    expect(bounces).toBeGreaterThan(300);
  });
});

test.each([SQUARE, WEDGE, NOTCHED, CROWDED])(
  "bolts that never end stay in $name, keep a unit direction in float32",
  (source) => {
    const arena = buildArena(source);
    const endless: Weapon = { ...PULSE_ROW, bounces: Infinity };
    const chance = { randomState: 77 };
    const faults: string[] = [];
    let shots = 0;
    while (shots < 150) {
      const x = randomBelow(chance, source.width * 8) / 8;
      const y = randomBelow(chance, source.height * 8) / 8;
      if (!isInOpen(source, x, y)) continue;
      shots++;
      const angle = randomBelow(chance, AIM_STEPS);
      const flight = launch(x, y, angle);
      for (let tick = 0; tick < 2000; tick++) {
        flyOneTick(arena, flight, endless, legs);
        const isSound =
          isInOpen(source, flight.x, flight.y) ||
          distanceToCushion(source, flight.x, flight.y) < 0.004;
        if (!isSound)
          faults.push(`from ${x} ${y} at ${angle}: tick ${tick} at ${flight.x} ${flight.y}`);
      }
      for (const part of [flight.directionX, flight.directionY])
        expect(Math.fround(part)).toBe(part);
      expect(lengthOf(flight.directionX, flight.directionY)).toBeCloseTo(1, 3);
      expect(flight.bounces).toBeGreaterThan(10);
    }
    expect(faults).toEqual([]);
  },
);

describe("a beam", () => {
  test("goes on to the cushion after its last rebound", () => {
    const row = WEAPONS[RAIL]!;
    traceBeam(buildArena(SQUARE), 100, 100, AIM_STEPS / 4, row, legs);
    expect(legs.count).toBe(2 + row.bounces);
    expect([...legs.y.subarray(0, legs.count)].map(Math.round)).toEqual([100, 480, 0]);
    expect([...legs.normalY.subarray(0, legs.count)]).toEqual([0, -1, 1]);
  });

  test("ends on a cushion of every arena, at any angle", () => {
    for (const source of [WEDGE, NOTCHED, CROWDED]) {
      const arena = buildArena(source);
      for (let angle = 0; angle < AIM_STEPS; angle += 97) {
        const { x, y } = source.spawns[angle % source.spawns.length]!;
        traceBeam(arena, x, y, angle, WEAPONS[RAIL]!, legs);
        const last = legs.count - 1;
        expect(legs.count).toBe(3);
        for (const point of [1, last])
          expect(distanceToCushion(source, legs.x[point]!, legs.y[point]!)).toBeLessThan(0.01);
      }
    }
  });
});
