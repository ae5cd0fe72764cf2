import { beforeEach, describe, expect, test } from "vitest";
import { SQUARE } from "../../tests/harness/arenas.ts";
import type { FireEvent, HitEvent } from "#shared/sim/events.ts";
import { AIM_STEPS } from "#shared/sim/input.ts";
import { DEFAULT_SEATS, PULSE, RAIL, ROCKET, WEAPONS } from "#shared/sim/tuning.ts";
import { TICK_MS } from "#shared/timing.ts";
import type { Strike } from "./strikes.ts";
import { Shots } from "./shots.ts";
import { Sides } from "./sides.ts";
import type { BoltView, ViewEvent } from "./view.ts";

const ME = 2;
const OTHER = 5;
const PX_PER_TICK = WEAPONS[PULSE]!.speedPxPerSecond / 60;
const BEHIND_TICKS = 10;

let shots: Shots;
let events: ViewEvent[];
beforeEach(() => {
  shots = new Shots(SQUARE, new Sides(ME, DEFAULT_SEATS));
  events = [];
});

const fire = (slot: number, parts: Partial<FireEvent> = {}): FireEvent => ({
  type: "fire",
  slot,
  weapon: PULSE,
  x: 100,
  y: 100,
  angle: 0,
  ...parts,
});

const hit = (attacker: number, firedTick: number): HitEvent => ({
  type: "hit",
  attacker,
  victim: 9,
  weapon: PULSE,
  damage: 14,
  bounces: 0,
  x: 0,
  y: 0,
  firedTick,
});

/**
 * One frame at `ownTick`, the others drawn `BEHIND_TICKS` earlier; `strike` is where every bolt is expected to end, and the
 * server has told of all up to `toldTick`.
 */
function draw(ownTick: number, strike?: Strike, seenTick = ownTick, toldTick = ownTick) {
  const remoteTick = ownTick - BEHIND_TICKS;
  const emit = (event: ViewEvent) => events.push(event);
  const outlook = { strikeOf: () => strike };
  const frame = { ownTick, remoteTick, toldTick, seenTick, deltaMs: TICK_MS, outlook, emit };
  return shots.advance(frame).map((bolt) => ({ ...bolt }));
}

/** Frames at every tick of from..to; the bolts of the last. */
function drawTo(from: number, to: number, strike?: Strike): BoltView[] {
  let bolts: BoltView[] = [];
  for (let tick = from; tick <= to; tick++) bolts = draw(tick, strike);
  return bolts;
}

const heard = (type: ViewEvent["type"]) => events.filter((event) => event.type === type);

describe("my shot", () => {
  test("flies from the frame of the press, one tick a tick", () => {
    shots.addPredicted(fire(ME), 50);
    expect(draw(50)).toMatchObject([{ slot: ME, relation: "self", x: 100 + PX_PER_TICK, y: 100 }]);
    expect(draw(50.5)[0]!.x).toBeCloseTo(100 + 1.5 * PX_PER_TICK, 1);
    expect(draw(54)[0]!.x).toBeCloseTo(100 + 5 * PX_PER_TICK, 1);
  });

  test("is the same bolt when the server tells of it", () => {
    shots.addPredicted(fire(ME), 50);
    const [before] = draw(52);
    shots.addConfirmed(fire(ME), 50);
    shots.refuseUnconfirmed(60);
    const bolts = draw(53);
    expect(bolts).toMatchObject([{ key: before!.key, alpha: 1 }]);
    expect(shots.refused).toBe(0);
  });

  test("is led to where it really flew when the server fired it elsewhere", () => {
    shots.addPredicted(fire(ME), 50);
    draw(55);
    shots.addConfirmed(fire(ME, { x: 130, y: 110 }), 50);
    expect(draw(56)).toMatchObject([{ x: 130 + 7 * PX_PER_TICK, y: 110 }]);
  });

  test("is of the weapon that the server fired, as when another took what lay on a pad", () => {
    const rocket = fire(ME, { weapon: ROCKET });
    shots.addPredicted(rocket, 50);
    draw(53);
    shots.addConfirmed(fire(ME), 50);
    expect(draw(54)).toMatchObject([{ weapon: PULSE, alpha: 1 }]);
    shots.addPredicted(fire(ME), 60);
    drawTo(60, 63);
    shots.addConfirmed({ ...rocket, y: 60 }, 60);
    shots.refuseUnconfirmed(60);
    const { speedPxPerSecond } = WEAPONS[ROCKET]!;
    const bolt = drawTo(64, 70).find(({ y }) => y === 60);
    expect(bolt).toMatchObject({ weapon: ROCKET, x: 100 + (11 * speedPxPerSecond) / 60 });
  });

  test("fades when the clock is put back to before it, and is not refused again when its tick comes", () => {
    shots.addPredicted(fire(ME), 40);
    shots.addPredicted(fire(ME), 50);
    shots.refuseAfter(45);
    shots.addConfirmed(fire(ME), 40);
    expect(drawTo(51, 60).map(({ alpha }) => alpha)).toEqual([1]);
    shots.refuseUnconfirmed(60);
    expect(shots.refused).toBe(1);
  });

  test("fades without a spark when the server does not know of it", () => {
    shots.addPredicted(fire(ME), 50);
    draw(55);
    shots.refuseUnconfirmed(49);
    expect(draw(56)[0]!.alpha).toBe(1);
    shots.refuseUnconfirmed(50);
    expect(draw(57)[0]!.alpha).toBeLessThan(1);
    expect(drawTo(58, 66)).toEqual([]);
    expect([shots.refused, events]).toEqual([1, []]);
  });

  test("stays when the server's word of it was only late", () => {
    shots.addPredicted(fire(ME), 50);
    draw(55);
    shots.refuseUnconfirmed(50);
    expect(draw(57)[0]!.alpha).toBeLessThan(1);
    shots.addConfirmed(fire(ME), 50);
    expect(drawTo(58, 66)).toMatchObject([{ alpha: 1 }]);
    expect(shots.refused).toBe(0);
  });

  test("falls back to what the server has told of, slower for a while and never back", () => {
    shots.addPredicted(fire(ME), 50);
    shots.addConfirmed(fire(ME), 50);
    const shown = Array.from(
      { length: 45 },
      (_, i) => draw(50 + i, undefined, 50 + i, 50 + i - 12)[0]!.x,
    );
    const steps = shown.slice(1).map((x, i) => (x - shown[i]!) / PX_PER_TICK);
    expect(steps[5]).toBeCloseTo(0.5, 1);
    expect(steps.at(-1)).toBeCloseTo(1, 1);
    expect(Math.min(...steps)).toBeGreaterThan(0.45);
    expect(shown.at(-1)).toBeCloseTo(100 + (44 - 12 + 1) * PX_PER_TICK, 1);
  });

  test("a beam is none that flies", () => {
    shots.addPredicted(fire(ME, { weapon: RAIL }), 50);
    shots.addConfirmed(fire(OTHER, { weapon: RAIL }), 50);
    expect(draw(52)).toEqual([]);
  });
});

describe("the shot of another", () => {
  beforeEach(() => shots.addConfirmed(fire(OTHER), 50));

  test("appears at its muzzle when the others' timeline gets there", () => {
    expect(draw(50 + BEHIND_TICKS - 0.5)).toEqual([]);
    const [bolt] = draw(50 + BEHIND_TICKS);
    expect(bolt).toMatchObject({ relation: "enemy", x: 100 + PX_PER_TICK });
  });

  test("is on my timeline a fifth of a second later, never going back", () => {
    let last = 0;
    for (let tick = 60; tick <= 72; tick += 0.25) {
      const [bolt] = draw(tick);
      expect(bolt!.x).toBeGreaterThanOrEqual(last);
      last = bolt!.x;
    }
    expect(draw(75)[0]!.x).toBeCloseTo(100 + 26 * PX_PER_TICK, 1);
  });

  test("goes with its owner", () => {
    shots.addConfirmed(fire(OTHER + 1), 50);
    shots.dropOf(OTHER);
    expect(draw(64).map((bolt) => bolt.slot)).toEqual([OTHER + 1]);
  });
});

describe("a flight", () => {
  test("sparks once at each cushion, and ends with a fizzle at one too many", () => {
    shots.addPredicted(fire(ME), 50);
    shots.addConfirmed(fire(ME), 50);
    drawTo(50, 50 + WEAPONS[PULSE]!.lifeTicks + 1);
    expect(heard("bounce")).toMatchObject([
      { slot: ME, bounces: 1, normalX: -1, normalY: 0, y: 100 },
      { slot: ME, bounces: 2, normalX: 1, normalY: 0, y: 100 },
    ]);
    expect(heard("fizzle")).toHaveLength(1);
    expect(draw(200)).toEqual([]);
  });

  test("that began before I was there has no sparks of its past, and none at its end when that is past, too", () => {
    shots.addConfirmed(fire(OTHER), 50);
    expect(draw(50 + 60 + BEHIND_TICKS)).toHaveLength(1);
    expect(events).toEqual([]);
    shots.addConfirmed(fire(OTHER, { angle: AIM_STEPS / 4 }), 20);
    expect([draw(400), events]).toEqual([[], []]);
  });

  test("ends without a fizzle where the server says that it hit", () => {
    shots.addPredicted(fire(ME), 50);
    draw(55);
    shots.noteHit(hit(ME, 50), 54);
    expect([draw(56), events]).toEqual([[], []]);
    shots.addConfirmed(fire(OTHER), 50);
    expect(draw(66)).toHaveLength(1);
    shots.noteHit(hit(OTHER, 50), 70);
    expect([draw(67), events]).toEqual([[], []]);
  });
});

/** Ticks from 100 px to the rim of a skiff at 400 px. */
const MEETS = 50 + Math.floor((400 - 22 - 100) / PX_PER_TICK);
const VICTIM = 9;
const strike: Strike = { tick: MEETS, victim: VICTIM, x: 378, y: 100, isSure: true };

describe("a bolt of mine that meets somebody", () => {
  const HELD_TICKS = 10;
  const shoot = () => {
    shots.addPredicted(fire(ME), 50);
    shots.addConfirmed(fire(ME), 50);
  };
  const touch = { attacker: ME, firedTick: 50, victim: VICTIM, tick: MEETS };

  test("ends on him when it is drawn there, if the server has said so by then", () => {
    shoot();
    drawTo(50, MEETS - 2, strike);
    shots.noteHit(hit(ME, 50), MEETS);
    expect(drawTo(MEETS - 1, MEETS - 1, strike)).toHaveLength(1);
    expect(shots.touches).toEqual([]);
    expect(drawTo(MEETS, MEETS, strike)).toEqual([]);
    expect(shots.touches).toEqual([{ ...touch, isTold: true }]);
    expect(heard("fizzle")).toEqual([]);
  });

  test("waits for word of that, and takes it when it comes", () => {
    shoot();
    const [bolt] = drawTo(50, MEETS + 3, strike);
    expect([bolt!.x, shots.touches]).toEqual([draw(MEETS + 4, strike)[0]!.x, []]);
    shots.noteHit(hit(ME, 50), MEETS);
    expect(draw(MEETS + 5)).toEqual([]);
    expect(shots.touches).toEqual([{ ...touch, isTold: true }]);
  });

  test("does not wait for ever: then it goes out with a spark, and quietly for good when the server agrees", () => {
    shoot();
    expect(drawTo(50, MEETS + HELD_TICKS - 2, strike)).toHaveLength(1);
    expect(drawTo(MEETS + HELD_TICKS - 1, MEETS + HELD_TICKS - 1, strike)).toEqual([]);
    expect(shots.touches).toEqual([{ ...touch, isTold: false }]);
    expect(heard("fizzle")).toMatchObject([{ x: 378, y: 100 }]);
    shots.noteHit(hit(ME, 50), MEETS);
    expect(drawTo(MEETS + HELD_TICKS, MEETS + 60)).toEqual([]);
    expect([heard("fizzle").length, shots.touches]).toEqual([1, []]);
  });

  test("comes back when it turns out not to have, and may meet the next", () => {
    shoot();
    drawTo(50, MEETS + HELD_TICKS, strike);
    expect(drawTo(MEETS + HELD_TICKS + 1, MEETS + 20)).toHaveLength(1);
    const next = { ...strike, tick: MEETS + 22, victim: VICTIM + 1 };
    expect(drawTo(MEETS + 21, MEETS + 40, next)).toEqual([]);
    expect(heard("fizzle")).toHaveLength(2);
  });

  test("gets there when word of it is due, slower for that", () => {
    shoot();
    const behind = 12;
    let bolts: BoltView[] = [];
    const steps: number[] = [];
    for (let own = 50; own < MEETS + behind; own++) {
      const before = bolts[0]?.x ?? 100;
      bolts = draw(own, strike, own, own - behind);
      steps.push((bolts[0]!.x - before) / PX_PER_TICK);
    }
    expect(Math.min(...steps.slice(1))).toBeGreaterThan(0.45);
    expect(bolts[0]!.x).toBeCloseTo(378, -1.5);
    shots.noteHit(hit(ME, 50), MEETS);
    expect(draw(MEETS + behind, strike, MEETS, MEETS)).toEqual([]);
    expect(shots.touches).toMatchObject([{ isTold: true }]);
  });

  test("that was seen to fly past him has not met him on my screen", () => {
    shoot();
    drawTo(50, MEETS + 5);
    shots.noteHit(hit(ME, 50), MEETS);
    expect([draw(MEETS + 6), shots.touches]).toEqual([[], []]);
  });

  test("is not over at its last cushion while a hit before that is open", () => {
    shoot();
    const { lifeTicks } = WEAPONS[PULSE]!;
    const open = { ...strike, tick: 50 + lifeTicks - 1 };
    drawTo(50, 50 + lifeTicks + 2, open);
    expect(heard("fizzle")).toEqual([]);
    drawTo(50 + lifeTicks + 3, 50 + lifeTicks + 4);
    expect(heard("fizzle")).toHaveLength(1);
  });
});

describe("a bolt of another that meets somebody on my screen", () => {
  const unsure = { ...strike, isSure: false };
  /** By then it is drawn on my timeline. */
  const FROM = 50 + 2 * BEHIND_TICKS + 2;
  const late = { ...strike, tick: FROM + 4 };
  beforeEach(() => {
    shots.addConfirmed(fire(OTHER), 50);
    drawTo(50, FROM);
  });

  test("goes out where it is sure to, with a spark there", () => {
    expect(drawTo(FROM + 1, FROM + 3, late)).toHaveLength(1);
    expect(draw(FROM + 4, late)).toEqual([]);
    expect(shots.touches).toMatchObject([{ attacker: OTHER, victim: VICTIM, isTold: false }]);
    expect(heard("fizzle")).toHaveLength(1);
  });

  test("flies on while that is open, and foretells nothing", () => {
    expect(draw(FROM + 6, { ...unsure, tick: FROM + 4 }, FROM + 4)).toHaveLength(1);
    expect([shots.touches, heard("fizzle")]).toEqual([[], []]);
  });

  test("does not wait for word of it that is late: that comes in a heap", () => {
    expect(draw(FROM + 6, { ...unsure, tick: FROM + 4 }, FROM + 5)).toEqual([]);
    expect(shots.touches).toMatchObject([{ victim: VICTIM, tick: FROM + 4 }]);
  });

  test("stays out once it is, also while there is doubt again", () => {
    draw(FROM + 4, late);
    expect(draw(FROM + 5, { ...unsure, tick: FROM + 4 }, FROM + 4)).toEqual([]);
    expect(heard("fizzle")).toHaveLength(1);
  });
});
