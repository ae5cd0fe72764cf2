import { beforeEach, describe, expect, test, vi } from "vitest";
import { WEDGE } from "../../tests/harness/arenas.ts";
import { Watcher } from "../../tests/harness/watcher.ts";
import { emptyTable, play, put } from "../../tests/harness/table.ts";
import { MOST_EVENTS } from "#shared/protocol/events.ts";
import { Packer } from "#shared/protocol/packer.ts";
import { capture, createSnapshot, type Snapshot } from "#shared/protocol/snapshot.ts";
import { TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { Button } from "#shared/sim/input.ts";
import { joinWorld, leaveWorld } from "#shared/sim/seating.ts";
import { boltsInFlight, skiffEntity, type World } from "#shared/sim/world.ts";
import { SOFT_BYTES } from "./addressee.ts";
import { Broadcaster } from "./broadcast.ts";

let world: World;
let broadcaster: Broadcaster;
let sent = 0;
let skipped = 0;
const status = () => ({ isAway: false, pingMs: 40 });

beforeEach(() => {
  world = emptyTable();
  for (const slot of [0, 1, 2, 3]) joinWorld(world, slot);
  sent = 0;
  skipped = 0;
  broadcaster = createBroadcaster();
});

function createBroadcaster(): Broadcaster {
  const counters = { snapshotSent: () => (sent += 1), snapshotSkipped: () => (skipped += 1) };
  return new Broadcaster(counters, world);
}

const watchers = (...slots: number[]) => slots.map((slot) => new Watcher(slot, world));

/** Plays for some snapshot intervals; everybody acks what he was sent. */
function run(intervals: number, receivers: readonly Watcher[], presses = {}): Watcher[] {
  const lost: Watcher[] = [];
  for (let i = 0; i < intervals * TICKS_PER_SNAPSHOT; i++) {
    play(world, presses);
    broadcaster.noteTick();
    if (world.tick % TICKS_PER_SNAPSHOT !== 0) continue;
    lost.push(...broadcaster.broadcast(status, receivers));
    for (const { viewer } of receivers) viewer.noteAck(viewer.sentTick, world.tick);
  }
  return lost;
}

/** What `watcher` holds is what the world is, as its slot may see it. */
function expectInStep(watcher: Watcher): void {
  const truth = createSnapshot();
  capture({ world, status }, truth);
  const { snapshot } = watcher.last;
  expect(snapshot.tick).toBe(world.tick);
  for (const kind of ["match", "pads", "seats", "skiffs"] as const) {
    expect(snapshot[kind].isPresent).toEqual(truth[kind].isPresent);
    expect(presentValues(snapshot, kind)).toEqual(presentValues(truth, kind));
  }
  const row = (of: Snapshot) =>
    of.own.values.slice(
      watcher.viewer.slot * of.own.fields.length,
      (watcher.viewer.slot + 1) * of.own.fields.length,
    );
  expect(row(snapshot)).toEqual(row(truth));
}

function presentValues(snapshot: Snapshot, kind: "match" | "pads" | "seats" | "skiffs"): number[] {
  const { values, isPresent, fields } = snapshot[kind];
  return [...values].filter((_, i) => isPresent[Math.floor(i / fields.length)] === 1);
}

/** Somebody in every seat, each with about so many points, kills, deaths and the like. */
function fillScoreboard(points: number): void {
  const { assists, caroms, deaths, kills, score } = world.components.Score;
  for (let slot = 4; slot < world.seats; slot++) joinWorld(world, slot);
  for (const column of [assists, caroms, deaths, kills, score])
    for (let slot = 0; slot < world.seats; slot++) column[skiffEntity(slot)] = points + (slot % 7);
}

describe("everybody", () => {
  test("gets a keyframe first, then deltas, and holds what the world is", () => {
    const receivers = watchers(0, 1, 2, 3);
    run(1, receivers, { 0: { moveX: 7 } });
    for (const watcher of receivers) {
      expect(watcher.last.isKeyframe).toBe(true);
      expectInStep(watcher);
    }
    for (let i = 0; i < 40; i++) {
      run(1, receivers, { 0: { moveX: 7, buttons: Button.fire }, 2: { moveY: -7, aim: i * 500 } });
      for (const watcher of receivers) {
        expect(watcher.last.isKeyframe).toBe(false);
        expectInStep(watcher);
      }
    }
    expect(sent).toBe(4 * 41);
  });

  test("gets his own skiff with the first snapshot, however much the scoreboard takes of it", () => {
    fillScoreboard(1000);
    const receivers = watchers(0, 63);
    run(1, receivers);
    for (const { last, bodies, viewer } of receivers) {
      expect(bodies[0]!.length).toBeGreaterThan(SOFT_BYTES);
      expect(last.snapshot.skiffs.isPresent[viewer.slot]).toBe(1);
    }
  });

  test("gets with it the nearest of the others, too, before all of a usual scoreboard", () => {
    fillScoreboard(15);
    const [watcher] = watchers(63) as [Watcher];
    run(1, [watcher]);
    expect(watcher.last.snapshot.skiffs.isPresent.filter(Boolean).length).toBeGreaterThan(5);
    run(5, [watcher]);
    expect(watcher.last.snapshot.seats.isPresent).not.toContain(0);
  });

  test("can read on who came when the others had long been here", () => {
    const here = watchers(0);
    run(5, here, { 1: { aim: 9000 } });
    const late = watchers(2);
    for (let i = 0; i < 4; i++) {
      run(1, [...here, ...late], { 1: { aim: 9000 + 2000 * i } });
      for (const watcher of [...here, ...late]) expectInStep(watcher);
    }
  });

  test("is told of a stick that moved in the later tick as briefly as in the earlier", () => {
    const [watcher] = watchers(0) as [Watcher];
    for (const slot of [1, 2, 3]) put(world, slot, { x: 300, y: 100 * slot });
    const bytesOf = (presses: readonly object[]) => {
      for (const press of presses) {
        play(world, { 1: press, 2: press, 3: press });
        broadcaster.noteTick();
      }
      broadcaster.broadcast(status, [watcher]);
      watcher.viewer.noteAck(watcher.viewer.sentTick, world.tick);
      expectInStep(watcher);
      return watcher.bodies.at(-1)!.length;
    };
    const [right, left] = [{ moveX: 7 }, { moveX: -7 }];
    for (let i = 0; i < 4; i++) bytesOf([right, right]);
    const earlier = bytesOf([left, left]);
    bytesOf([left, left]);
    expect(bytesOf([left, right])).toBe(earlier);
    expect(bytesOf([right, right])).toBeLessThan(earlier);
  });

  test("of one baseline is packed for once", () => {
    const early = watchers(0, 1, 2, 3, 0, 1, 2, 3);
    run(2, early);
    const [slow] = early as [Watcher];
    slow.bufferedBytes = 20_000;
    run(1, early);
    slow.bufferedBytes = 0;
    const begin = vi.spyOn(Packer.prototype, "begin");
    run(1, early);
    expect(begin).toHaveBeenCalledTimes(2);
    begin.mockClear();
    run(1, [...early, ...watchers(1, 2)]);
    // The one who was slow holds the newest now, but not the one before it; the last two hold nothing.
    expect(begin).toHaveBeenCalledTimes(3);
    begin.mockRestore();
  });
});

describe("one who was skipped", () => {
  test("gets with the next delta all that changed since his last, events too", () => {
    const [slow, quick] = watchers(0, 1) as [Watcher, Watcher];
    run(3, [slow, quick]);
    slow.bufferedBytes = 20_000;
    run(5, [slow, quick], { 1: { moveX: 7, buttons: Button.fire } });
    expect(skipped).toBe(5);
    slow.bufferedBytes = 0;
    const before = slow.frames.length;
    run(1, [slow, quick]);
    expect(slow.frames.length).toBe(before + 1);
    expect(slow.last.isKeyframe).toBe(false);
    expect(slow.last.events.filter(({ event }) => event.type === "fire")).toHaveLength(1);
    expectInStep(slow);
    expectInStep(quick);
    run(3, [slow, quick], { 0: { moveY: 7 } });
    expectInStep(slow);
  });

  test("gets a keyframe when his last is older than both ends remember", () => {
    const [slow] = watchers(0) as [Watcher];
    run(3, [slow]);
    slow.bufferedBytes = 20_000;
    run(29, [slow], { 1: { moveX: 7 } });
    slow.bufferedBytes = 0;
    run(1, [slow]);
    expect(slow.last.isKeyframe).toBe(false);
    expectInStep(slow);
    slow.bufferedBytes = 20_000;
    run(40, [slow], { 1: { moveX: -7 } });
    slow.bufferedBytes = 0;
    run(1, [slow]);
    expect(slow.last.isKeyframe).toBe(true);
    expectInStep(slow);
  });

  test.each(Array.from({ length: 34 }, (_, i) => i + 1))(
    "can read on after %i intervals without anything",
    (intervals) => {
      const [slow] = watchers(0) as [Watcher];
      run(4, [slow], { 0: { moveX: 7 } });
      slow.bufferedBytes = 20_000;
      run(intervals, [slow], { 1: { moveX: 7, buttons: Button.fire } });
      slow.bufferedBytes = 0;
      run(1, [slow]);
      expectInStep(slow);
      run(1, [slow]);
      expectInStep(slow);
    },
  );

  test("does not change what the others get", () => {
    const alone = watchers(1);
    const other = emptyTable();
    for (const slot of [0, 1, 2, 3]) joinWorld(other, slot);
    run(30, alone, { 0: { moveX: 7 } });
    world = other;
    broadcaster = createBroadcaster();
    const [slow, quick] = watchers(0, 1) as [Watcher, Watcher];
    slow.bufferedBytes = 20_000;
    run(30, [slow, quick], { 0: { moveX: 7 } });
    expect(quick.bodies).toEqual(alone[0]!.bodies);
  });
});

describe("bolts in flight", () => {
  test("come with a keyframe as the shots that they began as, and with a delta only when new", () => {
    const first = watchers(0);
    put(world, 1, { x: 100, y: 100 });
    run(1, first, { 1: { buttons: Button.fire, aim: 0 } });
    const fired = first[0]!.last.events;
    expect(fired).toMatchObject([{ event: { type: "fire", slot: 1, x: 100, y: 100, angle: 0 } }]);
    run(10, first);
    expect(first[0]!.last.events).toEqual([]);
    const late = watchers(2);
    run(1, [...first, ...late]);
    expect(late[0]!.last.events).toEqual(fired);
  });

  test("are not told of any more when their shooter has gone, be somebody else in his seat or not", () => {
    const [watcher] = watchers(0) as [Watcher];
    run(3, [watcher]);
    play(world, { 1: { buttons: Button.fire }, 2: { buttons: Button.fire } });
    broadcaster.noteTick();
    for (const slot of [1, 2]) {
      leaveWorld(world, slot);
      broadcaster.noteLeft(slot);
    }
    joinWorld(world, 2);
    play(world);
    broadcaster.noteTick();
    broadcaster.broadcast(status, [watcher]);
    expect([...boltsInFlight(world)]).toEqual([]);
    expect(watcher.last.events).toEqual([]);
    expectInStep(watcher);
  });
});

test("as much as ever happens between two snapshots leaves no room for bolts in the air, and ends no room", () => {
  const [watcher] = watchers(0) as [Watcher];
  put(world, 1, { x: 100, y: 100 });
  run(1, [watcher], { 1: { buttons: Button.fire } });
  // As if the bolt had come near only now.
  watcher.viewer.holding.shots.clear();
  play(world);
  for (let i = 0; i < MOST_EVENTS; i++)
    world.events.push({ type: "feat", feat: "take", slot: -1, team: 1 });
  broadcaster.noteTick();
  play(world);
  broadcaster.noteTick();
  broadcaster.broadcast(status, [watcher]);
  expectInStep(watcher);
});

test("another world begins with a keyframe and without what happened in the one before", () => {
  const [watcher] = watchers(0) as [Watcher];
  run(3, [watcher], { 1: { buttons: Button.fire } });
  world = emptyTable(undefined, 2);
  joinWorld(world, 0);
  broadcaster = createBroadcaster();
  run(1, [watcher]);
  expect(watcher.last.isKeyframe).toBe(true);
  expect(watcher.last.events).toEqual([]);
  expectInStep(watcher);
});

test("another world is foreseen by its own arena", () => {
  const [watcher] = watchers(0) as [Watcher];
  run(3, [watcher]);
  world = emptyTable(WEDGE, 2);
  watcher.enter(world);
  joinWorld(world, 0);
  broadcaster = createBroadcaster();
  for (let i = 0; i < 60; i++) {
    run(1, [watcher], { 0: { moveX: 7, moveY: 3 } });
    expectInStep(watcher);
  }
  // Along the cushions of this very arena: the smallest body that there is.
  expect(watcher.bodies.at(-1)!.length).toBe(5);
});

test("the margin travels, and is the worst since the snapshot before", () => {
  const [watcher] = watchers(0) as [Watcher];
  run(1, [watcher]);
  watcher.viewer.noteMargin(1.5);
  watcher.viewer.noteMargin(-0.25);
  run(1, [watcher]);
  expect(watcher.last.margin).toBe(-0.25);
});

test("who has fallen too far behind is given back and sent nothing", () => {
  const [gone, here] = watchers(0, 1) as [Watcher, Watcher];
  run(2, [gone, here]);
  gone.bufferedBytes = 300_000;
  expect(run(1, [gone, here])).toEqual([gone]);
  expect(gone.frames).toHaveLength(2);
  expect(world.components.Skiff.isAlive[skiffEntity(1)]).toBe(1);
});
