import { beforeEach, describe, expect, test } from "vitest";
import { SQUARE } from "../../tests/harness/arenas.ts";
import { emptyTable, put } from "../../tests/harness/table.ts";
import { SEAT_FIELDS } from "#shared/protocol/replicated.ts";
import { capture, createSnapshot, type Snapshot } from "#shared/protocol/snapshot.ts";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { AIM_STEPS, Button, IDLE_INPUT, type PlayerInput } from "#shared/sim/input.ts";
import { joinWorld, leaveWorld } from "#shared/sim/seating.ts";
import { step } from "#shared/sim/step.ts";
import { RAIL } from "#shared/sim/tuning.ts";
import { skiffEntity, type World } from "#shared/sim/world.ts";
import { FORESEEN_TICKS } from "./company.ts";
import { Prediction } from "./prediction.ts";
import { keyOfShot } from "./strikes.ts";

const ME = 3;
const OTHER = 5;
const THIRD = 6;

/** The server, and a client that runs LEAD ticks ahead of it and hears of every second tick. */
const LEAD = 4;
let server: World;
let prediction: Prediction;
let inputs: Map<number, (PlayerInput | undefined)[]>;
let held: Record<number, Partial<PlayerInput>>;

beforeEach(() => begin(SQUARE));

function begin(arena: ArenaSource): void {
  server = emptyTable(arena);
  for (const slot of [ME, OTHER, THIRD]) joinWorld(server, slot);
  put(server, ME, { x: 300, y: 300 });
  put(server, OTHER, { x: 700, y: 300 });
  put(server, THIRD, { x: 700, y: 600 });
  for (const slot of [ME, OTHER, THIRD])
    server.components.Skiff.shieldEndTick[skiffEntity(slot)] = 0;
  held = {};
  inputs = new Map();
  prediction = new Prediction(arena, ME);
  prediction.reconcile(snapshotOf());
}

function snapshotOf(): Snapshot {
  const snapshot = createSnapshot();
  capture({ world: server, status: () => ({ isAway: false, pingMs: 0 }) }, snapshot);
  return snapshot;
}

const place = (world: World, slot = ME) => ({
  x: world.components.Position.x[skiffEntity(slot)]!,
  y: world.components.Position.y[skiffEntity(slot)]!,
});

/** The client predicts a tick, and the server makes the one that is LEAD ticks before it. */
function run(ticks: number, onTick: () => void = () => undefined): void {
  for (let i = 0; i < ticks; i++) {
    const row: (PlayerInput | undefined)[] = [];
    for (const slot of [ME, OTHER, THIRD]) row[slot] = { ...IDLE_INPUT, ...held[slot] };
    prediction.predict(row[ME]!);
    inputs.set(prediction.tick, row);
    if (prediction.tick - server.tick > LEAD) serve();
    onTick();
  }
}

function serve(): void {
  step(server, inputs.get(server.tick + 1) ?? []);
  for (const event of server.events) {
    if (event.type === "fire") prediction.company.noteShot({ ...event }, server.tick);
    if (event.type === "hit") prediction.company.noteHit({ ...event });
  }
  if (server.tick % 2 === 0) prediction.reconcile(snapshotOf());
}

describe("in the own prediction", () => {
  test("a push comes when it is due: what the server makes of it is hardly another thing", () => {
    put(server, OTHER, { x: 420, y: 300 });
    held[ME] = { moveX: 7 };
    held[OTHER] = { moveX: -7 };
    let most = 0;
    run(60, () => (most = Math.max(most, prediction.lastCorrectionPx)));
    expect(place(server).x).toBeLessThan(350);
    expect(place(server, OTHER).x - place(server).x).toBeGreaterThan(20);
    expect(most).toBeLessThan(8);
  });

  test("whose line of the scoreboard has not come since a keyframe is of the team that he was of", () => {
    const { team } = server.components.Skiff;
    [team[skiffEntity(ME)], team[skiffEntity(OTHER)]] = [1, 2];
    prediction.reconcile(snapshotOf());
    server.tick += 2;
    team[skiffEntity(ME)] = 2;
    const keyframe = snapshotOf();
    keyframe.seats.isPresent[OTHER] = 0;
    keyframe.seats.values.fill(0, OTHER * SEAT_FIELDS.length, (OTHER + 1) * SEAT_FIELDS.length);
    prediction.reconcile(keyframe);
    const expected = prediction.world.components.Skiff.team;
    expect([expected[skiffEntity(ME)], expected[skiffEntity(OTHER)]]).toEqual([2, 2]);
  });

  test("it is told when somebody is expected to touch me, and no more when that is past", () => {
    const { company } = prediction;
    run(4);
    expect(company.touchedTick).toBe(0);
    put(server, OTHER, { x: 325, y: 300 });
    prediction.reconcile(snapshotOf());
    expect(company.touchedTick).toBeGreaterThan(server.tick);
    put(server, OTHER, { x: 700, y: 300 });
    prediction.reconcile(snapshotOf());
    expect(company.touchedTick).toBe(0);
  });

  test("whoever is not there pushes nobody: he left, or what he does is too far ahead", () => {
    put(server, OTHER, { x: 340, y: 300 });
    prediction.reconcile(snapshotOf());
    expect(prediction.company.willPush(prediction.world)).toBe(false);
    put(server, OTHER, { x: 325, y: 300 });
    prediction.reconcile(snapshotOf());
    expect(prediction.company.willPush(prediction.world)).toBe(true);
    for (let i = 0; i < 4; i++) prediction.predict(IDLE_INPUT);
    expect(prediction.company.willPush(prediction.world)).toBe(false);
    leaveWorld(server, OTHER);
    server.tick += 2;
    prediction.reconcile(snapshotOf());
    expect(prediction.company.willPush(prediction.world)).toBe(false);
  });

  test("a bolt that will strike me knocks me in its tick: nothing is left to correct", () => {
    held[OTHER] = { aim: AIM_STEPS / 2, buttons: Button.fire };
    run(3);
    held[OTHER] = {};
    let hits = 0;
    let touches = 0;
    run(60, () => {
      hits += server.events.filter(({ type }) => type === "hit").length;
      touches += Number(prediction.company.touchedTick > server.tick);
    });
    expect(hits).toBe(1);
    expect(touches).toBeGreaterThan(0);
    expect(place(server).x).toBeLessThan(299);
    expect(prediction.corrections).toBe(0);
  });

  test("a rail on a pad is mine when I get there, and health is not", () => {
    begin({
      ...SQUARE,
      pads: [
        { kind: 1, x: 360, y: 300 },
        { kind: 0, x: 460, y: 300 },
      ],
    });
    server.components.Skiff.health[skiffEntity(ME)] = 30;
    prediction.reconcile(snapshotOf());
    held[ME] = { moveX: 7 };
    const { weapon, health } = prediction.world.components.Skiff;
    while (weapon[skiffEntity(ME)] !== RAIL) run(1);
    expect(server.components.Skiff.weapon[skiffEntity(ME)]).not.toBe(RAIL);
    while (place(prediction.world).x < 425) run(1);
    expect(server.components.Skiff.health[skiffEntity(ME)]).toBe(30);
    expect(health[skiffEntity(ME)]).toBe(30);
    run(LEAD + 2);
    expect(health[skiffEntity(ME)]).toBe(80);
    expect(prediction.corrections).toBe(0);
  });
});

describe("a strike", () => {
  const shoot = () => {
    held[ME] = { buttons: Button.fire };
    run(1);
    held[ME] = {};
    return prediction.tick;
  };

  test("is expected of whom the bolt meets first, where the server then says", () => {
    put(server, OTHER, { x: 500, y: 300 });
    run(6);
    const firedTick = shoot();
    let strike = prediction.company.strikeOf(keyOfShot(ME, firedTick));
    let hit: { x: number; tick: number } | undefined;
    for (let i = 0; i < 40 && hit === undefined; i++) {
      strike = prediction.company.strikeOf(keyOfShot(ME, firedTick)) ?? strike;
      run(1);
      const [event] = server.events.filter((one) => one.type === "hit");
      if (event?.type === "hit") hit = { x: event.x, tick: server.tick };
    }
    expect(strike).toMatchObject({ victim: OTHER, isSure: true });
    expect(strike!.tick).toBe(hit!.tick);
    expect(strike!.x).toBeCloseTo(hit!.x, 1);
    run(6);
    expect(prediction.company.strikeOf(keyOfShot(ME, firedTick))).toBeUndefined();
  });

  test("is sure when the next snapshot will tell of it, for until then there is no knowing better", () => {
    put(server, OTHER, { x: 420, y: 300 });
    run(6);
    const firedTick = shoot();
    const isSure = () => prediction.company.strikeOf(keyOfShot(ME, firedTick))!.isSure;
    while (prediction.company.strikeOf(keyOfShot(ME, firedTick)) === undefined) run(1);
    const strike = prediction.company.strikeOf(keyOfShot(ME, firedTick))!;
    expect([strike.tick - server.tick > 2, isSure()]).toEqual([true, false]);
    const newestTick = () => server.tick - (server.tick % 2);
    while (newestTick() < strike.tick - 2) {
      expect(isSure()).toBe(false);
      run(1);
    }
    expect(isSure()).toBe(true);
  });
});

test("places are told for some ticks after the newest snapshot, and not beyond", () => {
  put(server, OTHER, { x: 500, y: 300 });
  server.components.Velocity.x[skiffEntity(OTHER)] = 60;
  prediction.reconcile(snapshotOf());
  for (let i = 0; i < 20; i++) prediction.predict(IDLE_INPUT);
  const out = { x: 0, y: 0 };
  expect(prediction.company.placeAt(OTHER, server.tick + 1.5, out)).toBe(true);
  expect(out.x).toBeGreaterThan(501);
  expect(out.x).toBeLessThan(502);
  expect(prediction.company.placeAt(OTHER, server.tick + FORESEEN_TICKS - 0.1, out)).toBe(true);
  expect(prediction.company.placeAt(OTHER, server.tick + FORESEEN_TICKS + 0.1, out)).toBe(false);
  expect(prediction.company.placeAt(OTHER, server.tick - 0.1, out)).toBe(false);
});
