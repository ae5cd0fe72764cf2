import { beforeEach, describe, expect, test } from "vitest";
import { SQUARE } from "../../tests/harness/arenas.ts";
import { Hand } from "../../tests/harness/hand.ts";
import { emptyTable, put } from "../../tests/harness/table.ts";
import { INPUT_WINDOW_TICKS } from "#shared/protocol/messages.ts";
import { capture, createSnapshot, type Snapshot } from "#shared/protocol/snapshot.ts";
import { Button, IDLE_INPUT, type PlayerInput } from "#shared/sim/input.ts";
import { joinWorld, leaveWorld } from "#shared/sim/seating.ts";
import { step } from "#shared/sim/step.ts";
import { skiffEntity, type World } from "#shared/sim/world.ts";
import { TICK_MS } from "#shared/timing.ts";
import { Prediction } from "./prediction.ts";

const SLOT = 3;
const ME = skiffEntity(SLOT);
const LEAD = 12;

/** The server's world, and a client that runs LEAD ticks ahead of it. */
let server: World;
let prediction: Prediction;
let sent: Map<number, PlayerInput>;

beforeEach(() => {
  server = emptyTable(SQUARE);
  joinWorld(server, SLOT);
  put(server, SLOT, { x: 200, y: 200 });
  prediction = new Prediction(SQUARE, SLOT);
  prediction.reconcile(snapshotOf(server));
  sent = new Map();
});

function snapshotOf(world: World): Snapshot {
  const snapshot = createSnapshot();
  capture({ world, status: () => ({ isAway: false, pingMs: 0 }) }, snapshot);
  return snapshot;
}

function predict(press: Partial<PlayerInput> = {}): void {
  const input = { ...IDLE_INPUT, ...press };
  prediction.predict(input);
  sent.set(prediction.tick, input);
}

/** The server makes its next tick with what was sent for it, and every second one is told of. */
function serve(): void {
  const inputs: (PlayerInput | undefined)[] = [];
  inputs[SLOT] = sent.get(server.tick + 1);
  step(server, inputs);
  if (server.tick % 2 === 0) prediction.reconcile(snapshotOf(server));
}

const place = (world: World) => ({
  x: world.components.Position.x[ME]!,
  y: world.components.Position.y[ME]!,
});

function drawn(share = 0, press: Partial<PlayerInput> = {}): { x: number; y: number } {
  const out = { x: 0, y: 0 };
  prediction.drawnAt(share, { ...IDLE_INPUT, ...press }, out);
  return out;
}

describe("while nobody meddles", () => {
  test("an input acts at once, and the server's word of it changes nothing", () => {
    const hand = new Hand(3, Button.fire);
    const input = { ...IDLE_INPUT };
    const foretold = new Map<number, { x: number; y: number }>();
    for (let tick = 0; tick < 1200; tick++) {
      hand.press(input);
      predict(input);
      foretold.set(prediction.tick, place(prediction.world));
      if (tick < LEAD) continue;
      serve();
      expect(place(server)).toEqual(foretold.get(server.tick));
    }
    expect([prediction.corrections, prediction.lastCorrectionPx]).toEqual([0, 0]);
    expect(prediction.tick - server.tick).toBe(LEAD);
  });

  test("what happens in a tick is told once, however often it is run again", () => {
    const told: string[] = [];
    for (let tick = 0; tick < 60; tick++) {
      const input = { ...IDLE_INPUT, buttons: tick === 20 ? Button.fire : 0 };
      told.push(...prediction.predict(input).map((event) => event.type));
      sent.set(prediction.tick, input);
      // Each word of the server differs, so each time all is run again.
      put(server, SLOT, { x: 200 + tick, y: 200 });
      if (tick >= LEAD) serve();
    }
    expect(told).toEqual(["fire"]);
    expect(prediction.corrections).toBeGreaterThan(10);
  });
});

describe("while a frame is late", () => {
  /** The server is two ticks further than the newest that is predicted, having gone on with the last input. */
  function beLate(): void {
    for (let tick = 0; tick < 20; tick++) {
      predict({ moveX: 7 });
      serve();
    }
    const held = sent.get(server.tick)!;
    for (const tick of [server.tick + 1, server.tick + 2]) sent.set(tick, held);
  }

  test("word of a tick that is still to be predicted is no mistake: the skiff went on as it did", () => {
    beLate();
    const { x } = place(prediction.world);
    serve();
    serve();
    expect(prediction.tick).toBe(server.tick);
    expect(place(prediction.world)).toEqual(place(server));
    expect(place(server).x - x).toBeGreaterThan(5);
    expect([prediction.corrections, prediction.offset]).toEqual([0, { x: 0, y: 0 }]);
  });

  test("what is a mistake beside that is led over, and only that", () => {
    beLate();
    serve();
    server.components.Position.y[ME]! += 10;
    serve();
    expect(prediction.corrections).toBe(1);
    expect(prediction.offset.x).toBeCloseTo(0);
    expect(prediction.offset.y).toBeCloseTo(-10);
  });
});

describe("after a standstill", () => {
  const BEFORE: Partial<PlayerInput> = { moveX: 7 };
  const SINCE: Partial<PlayerInput> = { moveY: -7 };
  const STALL_TICKS = 12;
  /** So many ticks after the newest snapshot of those that come together the server hears of me again. */
  const LATE_TICKS = 3;

  /** The server goes on without me; gives what it tells meanwhile. */
  function goOnWithout(ticks: number): Snapshot[] {
    const told: Snapshot[] = [];
    for (let i = 0; i < ticks; i++) {
      step(server, Object.assign([], { [SLOT]: { ...IDLE_INPUT, ...BEFORE } }));
      predict(SINCE);
      if (server.tick % 2 === 0) told.push(snapshotOf(server));
    }
    return told;
  }

  function standStill(): Snapshot[] {
    for (let i = 0; i < LEAD; i++) predict(BEFORE);
    for (let i = 0; i < LEAD; i++) serve();
    for (let i = 0; i < LATE_TICKS; i++) predict(SINCE);
    return goOnWithout(STALL_TICKS);
  }

  test("the server's holding of my stick is expected to last until it hears of me again", () => {
    const told = standStill();
    const until = server.tick + LATE_TICKS;
    for (const snapshot of told) prediction.reconcile(snapshot, until);
    const { corrections } = prediction;
    expect(corrections).toBeGreaterThan(0);
    for (const snapshot of goOnWithout(LATE_TICKS)) prediction.reconcile(snapshot, until);
    for (let i = 0; i < LEAD; i++) {
      predict(SINCE);
      serve();
    }
    expect(prediction.corrections).toBe(corrections);
  });

  test("what I pressed meanwhile is expected to be done then: a dash, if it is not too long ago", () => {
    for (let i = 0; i < LEAD; i++) predict(BEFORE);
    for (let i = 0; i < LEAD; i++) serve();
    predict({ ...SINCE, buttons: Button.dash });
    const dashedTick = prediction.tick;
    const until = prediction.tick + 10;
    while (prediction.tick < until) predict(SINCE);
    const { dashTick } = prediction.world.components.Skiff;
    expect(dashTick[skiffEntity(SLOT)]).toBe(dashedTick);
    prediction.reconcile(snapshotOf(server), until - 1);
    expect(dashTick[skiffEntity(SLOT)]).toBe(until);
    while (prediction.tick < until + 20) predict(SINCE);
    prediction.reconcile(snapshotOf(server), until + 15);
    expect(dashTick[skiffEntity(SLOT)]).toBe(0);
  });

  test("and is not forgotten over what came in the same heap", () => {
    for (let i = 0; i < LEAD; i++) predict(BEFORE);
    for (let i = 0; i < LEAD; i++) serve();
    const heardTick = server.tick;
    predict({ ...SINCE, buttons: Button.dash });
    const told = goOnWithout(10);
    const { dashTick } = prediction.world.components.Skiff;
    const dashedAt = told.map((snapshot) => {
      prediction.reconcile(snapshot, server.tick, heardTick);
      return dashTick[skiffEntity(SLOT)];
    });
    // The last of them tells of the very tick before.
    expect(dashedAt).toEqual(Array(told.length).fill(server.tick + 1));
  });

  test("which otherwise is a second correction", () => {
    for (const snapshot of standStill()) prediction.reconcile(snapshot);
    const { corrections } = prediction;
    for (const snapshot of goOnWithout(LATE_TICKS)) prediction.reconcile(snapshot);
    expect(prediction.corrections).toBeGreaterThan(corrections);
  });
});

describe("a correction", () => {
  /** Runs straight on, then the server puts the skiff `dx` px further right. */
  function pushedBy(dx: number): { before: { x: number }; after: { x: number } } {
    for (let i = 0; i < LEAD; i++) predict();
    for (let i = 0; i < 2; i++) serve();
    const before = drawn();
    put(server, SLOT, { x: 200 + dx, y: 200 });
    for (let i = 0; i < 2; i++) serve();
    return { before, after: drawn() };
  }

  test("changes the world at once and the picture in a few frames, by halves of 40 and 80 ms", () => {
    const { before, after } = pushedBy(16);
    expect(place(prediction.world).x).toBe(216);
    expect(after.x).toBeCloseTo(before.x, 6);
    for (const [ms, x] of [
      [0, 200],
      [40, 208],
      [40, 212],
      [80, 214],
    ] as const) {
      prediction.fade(ms);
      expect(drawn().x).toBeCloseTo(x);
    }
    expect([prediction.corrections, prediction.lastCorrectionPx]).toEqual([1, 16]);
  });

  test("leads the eye never faster than a skiff flies", () => {
    pushedBy(100);
    const shown = Array.from({ length: 60 }, () => {
      prediction.fade(TICK_MS);
      return drawn().x;
    });
    const steps = shown.map((x, i) => x - (shown[i - 1] ?? 200));
    expect(Math.max(...steps)).toBeLessThan(3.8);
    expect(shown.at(-1)).toBeGreaterThan(299);
  });

  test("of nothing in no time is nothing", () => {
    prediction.fade(0);
    expect(drawn()).toEqual(place(prediction.world));
  });

  test("beyond 128 px is a teleport: no smoothing, and no mistake of the prediction", () => {
    const { after } = pushedBy(200);
    expect(after.x).toBe(400);
    expect(prediction.corrections).toBe(0);
  });

  test("of less than half a pixel does not count, but nothing is lost", () => {
    pushedBy(0.25);
    expect(prediction.corrections).toBe(0);
    expect(place(prediction.world).x).toBe(200.25);
  });

  test("runs the inputs since again, from where the server was", () => {
    for (let i = 0; i < LEAD; i++) predict({ moveX: 7 });
    for (let i = 0; i < 2; i++) serve();
    const before = place(prediction.world);
    const { x, y } = place(server);
    const velocityX = server.components.Velocity.x[ME]!;
    put(server, SLOT, { x: x + 30, y: y + 10, velocityX });
    for (let i = 0; i < 2; i++) serve();
    expect(place(prediction.world).x).toBeCloseTo(before.x + 30, 1);
    expect(place(prediction.world).y).toBeCloseTo(before.y + 10, 1);
  });

  test("does not lead the eye from a grave to a spawn point", () => {
    for (let i = 0; i < LEAD; i++) predict();
    server.components.Skiff.isAlive[ME] = 0;
    server.components.Skiff.respawnTick[ME] = server.tick + 4;
    for (let i = 0; i < 2; i++) serve();
    expect(prediction.world.components.Skiff.isAlive[ME]).toBe(0);
    for (let i = 0; i < 4; i++) serve();
    expect(prediction.world.components.Skiff.isAlive[ME]).toBe(1);
    expect(drawn()).toEqual(place(prediction.world));
    expect(prediction.corrections).toBe(0);
  });
});

describe("a clock that jumps", () => {
  test("forgets none of the inputs after it", () => {
    prediction.jumpTo(server.tick + 20);
    for (let i = 0; i < 10; i++) predict({ moveX: 7 });
    const { x } = place(prediction.world);
    expect(x).toBeGreaterThan(210);
    for (let i = 0; i < 2; i++) serve();
    expect(place(prediction.world).x).toBeCloseTo(x, 1);
    expect(prediction.corrections).toBe(0);
  });

  test("ahead goes on with what was pressed, as the server does meanwhile", () => {
    for (let i = 0; i < LEAD; i++) predict({ moveX: 7, buttons: Button.dash });
    const held = sent.get(prediction.tick)!;
    const jumpedTick = prediction.tick + 10;
    for (let tick = prediction.tick + 1; tick <= jumpedTick; tick++) sent.set(tick, held);
    prediction.jumpTo(jumpedTick);
    for (let i = 0; i < 2; i++) serve();
    const { x } = place(prediction.world);
    while (server.tick < jumpedTick) serve();
    expect(place(server).x).toBe(x);
  });

  test.each([1, 12, INPUT_WINDOW_TICKS])("back by %i ticks waits for what was sent", (ticks) => {
    for (let i = 0; i < 40; i++) predict({ moveX: i % 8 });
    const { tick } = prediction;
    const told = place(prediction.world);
    prediction.jumpTo(tick - ticks);
    expect([prediction.tick, place(prediction.world)]).toEqual([tick, told]);
    while (server.tick < tick) serve();
    expect(place(server)).toEqual(told);
    expect(prediction.corrections).toBe(0);
  });

  test("back by more than the server keeps may press anew what it has not kept", () => {
    for (let i = 0; i < 100; i++) predict();
    const { tick } = prediction;
    prediction.jumpTo(tick - 80);
    expect(prediction.tick).toBe(tick - 80 + INPUT_WINDOW_TICKS);
  });

  test("over more than is remembered costs no more than that", () => {
    prediction.jumpTo(server.tick + 5_000_000);
    for (let i = 0; i < 2; i++) serve();
    expect(prediction.tick).toBe(server.tick + 5_000_000 - 2);
  });
});

describe("between two ticks", () => {
  test("the part that has passed is drawn with the keys that are held", () => {
    for (let i = 0; i < 30; i++) predict({ moveX: 7 });
    const { x } = place(prediction.world);
    expect(drawn(0).x).toBe(x);
    expect(drawn(0.5, { moveX: 7 }).x).toBeGreaterThan(x + 2);
    const ahead = drawn(1, { moveX: 7 });
    predict({ moveX: 7 });
    expect(place(prediction.world)).toEqual(ahead);
  });

  test("drawing ahead changes nothing of what is predicted", () => {
    predict({ moveX: 7 });
    const before = place(prediction.world);
    for (let i = 0; i < 5; i++) drawn(0.7, { moveY: 7, buttons: Button.fire | Button.dash });
    expect(place(prediction.world)).toEqual(before);
    expect(prediction.world.components.Skiff.nextShotTick[ME]).toBe(
      server.components.Skiff.nextShotTick[ME],
    );
  });
});

test("a countdown freezes the prediction as it does the server", () => {
  server.match.phase = "countdown";
  server.match.endTick = server.tick + 40;
  for (let i = 0; i < 4; i++) serve();
  const { x } = place(prediction.world);
  for (let i = 0; i < LEAD; i++) predict({ moveX: 7 });
  expect(place(prediction.world).x).toBe(x);
  for (let i = 0; i < 60; i++) {
    predict({ moveX: 7 });
    serve();
  }
  expect(place(prediction.world).x).toBeGreaterThan(x + 50);
  expect(prediction.corrections).toBe(0);
});

test("others who come and go far away are none of its business", () => {
  joinWorld(server, SLOT + 1);
  for (let i = 0; i < LEAD; i++) predict({ moveX: 7 });
  for (let i = 0; i < 6; i++) serve();
  leaveWorld(server, SLOT + 1);
  for (let i = 0; i < 6; i++) serve();
  expect(prediction.corrections).toBe(0);
});
