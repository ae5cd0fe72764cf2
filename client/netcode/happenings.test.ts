import { beforeEach, describe, expect, test } from "vitest";
import { arenaOf } from "../../tests/harness/arenas.ts";
import {
  fieldIndex,
  MATCH_FIELDS,
  moveNumber,
  SEAT_FIELDS,
  SEEN_AIM_STEPS,
  SKIFF_FIELDS,
} from "#shared/protocol/replicated.ts";
import { createSnapshot, type Snapshot } from "#shared/protocol/snapshot.ts";
import { buildArena } from "#shared/sim/arena/geometry.ts";
import type { DeathEvent, FireEvent, HitEvent } from "#shared/sim/events.ts";
import { POSITION_STEPS_PER_PX } from "#shared/sim/math.ts";
import { joinWorld } from "#shared/sim/seating.ts";
import { DEFAULT_SEATS, PULSE, RAIL, SCATTER, WEAPONS } from "#shared/sim/tuning.ts";
import { createWorld, MATCH_PHASES, skiffEntity, type MatchPhase } from "#shared/sim/world.ts";
import { Happenings } from "./happenings.ts";
import { Sides } from "./sides.ts";
import type { ViewEvent } from "./view.ts";

/** Of every dash in here: later than all of its snapshots. */
const DASH_END_TICK = 110;
const ME = 2;
const OTHER = 5;
const arena = arenaOf({ pads: [{ kind: 1, x: 50, y: 60 }] });
let happenings: Happenings;

beforeEach(() => {
  happenings = new Happenings(buildArena(arena), new Sides(ME, DEFAULT_SEATS));
});

/** What a frame in which others are drawn at `remoteTick`, and own bolts as of `toldTick`, is told. */
function frame(remoteTick: number, toldTick = remoteTick): ViewEvent[] {
  const out: ViewEvent[] = [];
  happenings.release(remoteTick, toldTick, out);
  return out;
}

const types = (events: readonly ViewEvent[]) => events.map((event) => event.type);

const fire = (slot: number, weapon = PULSE): FireEvent => ({
  type: "fire",
  slot,
  weapon,
  x: 100,
  y: 100,
  angle: 0,
});

const hit = (attacker: number, victim: number): HitEvent => ({
  type: "hit",
  attacker,
  victim,
  weapon: PULSE,
  damage: 14,
  bounces: 0,
  x: 1,
  y: 2,
  firedTick: 90,
});

const death = (attacker: number, victim: number): DeathEvent => ({
  type: "death",
  attacker,
  victim,
  weapon: PULSE,
  bounces: 1,
  x: 1,
  y: 2,
});

interface Row {
  x?: number;
  y?: number;
  aim?: number;
  moveX?: number;
  moveY?: number;
  isAlive?: boolean;
  isDashing?: boolean;
}

function snapshot(
  tick: number,
  rows: Readonly<Record<number, Row>>,
  phase: MatchPhase = "playing",
): Snapshot {
  const made = createSnapshot();
  made.tick = tick;
  made.match.values[fieldIndex(MATCH_FIELDS, "phase")] = MATCH_PHASES.indexOf(phase);
  for (const [slot, row] of Object.entries(rows)) {
    made.skiffs.isPresent[Number(slot)] = 1;
    made.seats.isPresent[Number(slot)] = 1;
    made.seats.values[Number(slot) * SEAT_FIELDS.length + fieldIndex(SEAT_FIELDS, "isAlive")] =
      Number(row.isAlive ?? true);
    const set = (name: string, value: number) => {
      made.skiffs.values[Number(slot) * SKIFF_FIELDS.length + fieldIndex(SKIFF_FIELDS, name)] =
        value;
    };
    set("x", (row.x ?? 0) * POSITION_STEPS_PER_PX);
    set("y", (row.y ?? 0) * POSITION_STEPS_PER_PX);
    set("aim", row.aim ?? 0);
    set("move", moveNumber(row.moveX ?? 0, row.moveY ?? 0));
    set("isAlive", Number(row.isAlive ?? true));
    set("dashEndTick", row.isDashing ? DASH_END_TICK : 0);
  }
  return made;
}

describe("when", () => {
  test("what others do among themselves waits for the time at which they are drawn", () => {
    happenings.learn({ tick: 100, event: hit(OTHER, OTHER + 1) });
    happenings.learn({ tick: 101, event: fire(OTHER) });
    happenings.learn({ tick: 102, event: death(OTHER, OTHER + 1) });
    expect(frame(99.9)).toEqual([]);
    expect(types(frame(100))).toEqual(["hit"]);
    expect(types(frame(105))).toEqual(["fire", "death"]);
    expect(frame(200)).toEqual([]);
  });

  test("what is done to me, and what my beams do, is told at once, and once", () => {
    happenings.learn({ tick: 100, event: hit(OTHER, ME) });
    happenings.learn({ tick: 100, event: { ...hit(ME, OTHER), weapon: RAIL } });
    happenings.learn({ tick: 100, event: { ...death(ME, OTHER), weapon: RAIL } });
    expect(frame(0)).toMatchObject([
      { type: "hit", attackerRelation: "enemy", victimRelation: "self" },
      { type: "hit", attackerRelation: "self", victimRelation: "enemy" },
      { type: "death", attackerRelation: "self", victimRelation: "enemy" },
    ]);
    expect(frame(200)).toEqual([]);
  });

  test("what my bolts do is told when they are drawn there", () => {
    happenings.learn({ tick: 100, event: hit(ME, OTHER) });
    happenings.learn({ tick: 100, event: death(ME, OTHER) });
    expect(frame(98.9, 99.9)).toEqual([]);
    expect(types(frame(99, 100))).toEqual(["hit", "death"]);
  });

  test("a pickup is told at once, with what lay there", () => {
    happenings.learn({ tick: 100, event: { type: "pickup", slot: OTHER, pad: 0 } });
    happenings.learn({ tick: 100, event: { type: "pickup", slot: OTHER, pad: 7 } });
    expect(frame(0)).toEqual([
      { type: "pickup", slot: OTHER, relation: "enemy", kind: 1, x: 50, y: 60 },
    ]);
  });
});

describe("what is long past", () => {
  beforeEach(() => {
    happenings.add({ type: "chat", slot: OTHER, name: "Bob", text: "gg", isTeam: false });
    happenings.learn({ tick: 100, event: hit(OTHER, ME) });
    happenings.learn({ tick: 100, event: fire(OTHER) });
    happenings.learn({ tick: 100, event: death(OTHER, ME) });
  });

  test("is shown for half a second, a death for two, words for ever", () => {
    happenings.compare(undefined, snapshot(130, {}));
    expect(types(frame(130))).toEqual(["chat", "hit", "fire", "death"]);
  });

  test("is history after that", () => {
    happenings.compare(undefined, snapshot(132, {}));
    happenings.compare(undefined, snapshot(220, {}));
    expect(types(frame(220))).toEqual(["chat", "death"]);
    happenings.learn({ tick: 100, event: death(OTHER, ME) });
    happenings.compare(undefined, snapshot(222, {}));
    expect(frame(222)).toEqual([]);
  });

  test("is forgotten when nobody was looking", () => {
    happenings.forget();
    expect(types(frame(100))).toEqual(["chat"]);
  });
});

describe("my own", () => {
  const world = createWorld({ arena, seed: 1 });
  joinWorld(world, ME);
  const skiff = skiffEntity(ME);
  const { Position, Velocity } = world.components;
  const at = (tick: number) => ({ world, tick });

  test("shot flashes at the press and not again when the server tells of it", () => {
    happenings.addOwn(fire(ME), at(100));
    expect(frame(0)).toMatchObject([{ type: "fire", slot: ME, relation: "self" }]);
    happenings.learn({ tick: 100, event: fire(ME) });
    happenings.learn({ tick: 102, event: fire(ME) });
    expect(frame(200)).toEqual([]);
  });

  test("shot that was not foreseen flashes when the server tells of it", () => {
    happenings.addOwn(fire(ME), at(100));
    frame(0);
    happenings.learn({ tick: 100 - WEAPONS[PULSE]!.cooldownTicks, event: fire(ME) });
    expect(frame(0)).toMatchObject([{ type: "fire", slot: ME, relation: "self" }]);
    happenings.learn({ tick: 100 - WEAPONS[PULSE]!.cooldownTicks, event: fire(ME) });
    expect(frame(0)).toEqual([]);
  });

  test("with another weapon than I was thought to have is shown when the server tells of it", () => {
    happenings.addOwn(fire(ME), at(100));
    expect(types(frame(90))).toEqual(["fire"]);
    happenings.learn({ tick: 100, event: fire(ME, RAIL) });
    expect(types(frame(91))).toEqual(["fire", "beam"]);
  });

  test("rail is a flash and a beam over its cushion, at once", () => {
    happenings.addOwn(fire(ME, RAIL), at(100));
    const [flash, beam] = frame(0);
    expect([flash?.type, beam]).toEqual([
      "fire",
      {
        type: "beam",
        slot: ME,
        relation: "self",
        weapon: RAIL,
        points: [100, 100, 640, 100, 0, 100],
      },
    ]);
  });

  test("dash goes where the skiff then goes", () => {
    Object.assign(Position.x, { [skiff]: 70 });
    Velocity.x[skiff] = 0;
    Velocity.y[skiff] = -900;
    happenings.addOwn({ type: "dash", slot: ME }, at(100));
    const [dash] = frame(0);
    expect(dash).toMatchObject({ type: "dash", slot: ME, relation: "self", x: 70 });
    expect(dash?.type === "dash" && dash.angle).toBeCloseTo(-Math.PI / 2);
  });

  test("rebound is told as it is", () => {
    const rebound = {
      type: "rebound",
      slot: ME,
      x: 1,
      y: 2,
      normalX: 1,
      normalY: 0,
      speed: 300,
    } as const;
    happenings.addOwn(rebound, at(100));
    expect(frame(0)).toEqual([{ ...rebound, relation: "self" }]);
  });
});

describe("from one snapshot to the next", () => {
  test("a phase that begins is told, and the first that is seen is not", () => {
    happenings.compare(undefined, snapshot(100, {}, "countdown"));
    expect(frame(0)).toEqual([]);
    happenings.compare(snapshot(100, {}, "countdown"), snapshot(102, {}, "playing"));
    happenings.compare(snapshot(102, {}, "playing"), snapshot(104, {}, "playing"));
    happenings.compare(snapshot(104, {}, "results"), snapshot(106, {}, "over"));
    expect(frame(0)).toEqual([{ type: "phase", phase: "playing" }]);
  });

  test("others come to life and dash when they are drawn so, I at once", () => {
    const before = snapshot(100, { [OTHER]: { isAlive: false }, [ME]: { isAlive: false } });
    const now = snapshot(102, {
      [ME]: { x: 30, y: 40, isDashing: true },
      [OTHER]: { x: 10, y: 20, isDashing: true, aim: SEEN_AIM_STEPS / 4 },
    });
    happenings.compare(undefined, before);
    happenings.compare(before, now);
    expect(frame(101)).toEqual([{ type: "spawn", slot: ME, relation: "self", x: 30, y: 40 }]);
    const [spawn, dash] = frame(102);
    expect(spawn).toEqual({ type: "spawn", slot: OTHER, relation: "enemy", x: 10, y: 20 });
    expect(dash).toMatchObject({ type: "dash", slot: OTHER, relation: "enemy" });
    happenings.compare(
      now,
      snapshot(104, { [ME]: { isDashing: true }, [OTHER]: { isDashing: true } }),
    );
    expect(frame(104)).toEqual([]);
  });

  test.each([
    ["the aim when the stick is at rest", { aim: SEEN_AIM_STEPS / 4 }, Math.PI / 2],
    ["the stick", { moveX: -7, moveY: 0, aim: SEEN_AIM_STEPS / 4 }, Math.PI],
  ])("a dash goes where %s points", (_, row, angle) => {
    happenings.compare(
      snapshot(100, { [OTHER]: {} }),
      snapshot(102, { [OTHER]: { ...row, isDashing: true } }),
    );
    const [dash] = frame(102);
    expect(dash?.type === "dash" && dash.angle).toBeCloseTo(angle);
  });
});

test("rosters tell who came and who went, also when one took the other's seat", () => {
  const seat = (slot: number, name: string) => ({ slot, name, isBot: false });
  happenings.compareRosters([seat(1, "Ada"), seat(2, "Bob")], [seat(1, "Eve"), seat(2, "Bob")]);
  expect(frame(0)).toEqual([
    { type: "joined", slot: 1, name: "Eve" },
    { type: "left", slot: 1, name: "Ada" },
  ]);
});

test("a shot of several bolts has one flash, and none where only bolts of it are told", () => {
  const shot = { type: "fire", slot: OTHER, weapon: SCATTER, x: 100, y: 100, angle: 0 } as const;
  happenings.learn({ tick: 100, event: shot });
  for (const pellet of [1, 4, 7]) happenings.learn({ tick: 101, event: { ...shot, pellet } });
  expect(frame(102).filter(({ type }) => type === "fire")).toHaveLength(1);
});
