import { beforeEach, describe, expect, test, vi } from "vitest";
import { WEDGE } from "../../tests/harness/arenas.ts";
import { emptyTable, play, put } from "../../tests/harness/table.ts";
import { decodeServerMessage } from "#shared/protocol/codec.ts";
import { Foresight } from "#shared/protocol/foresight.ts";
import { decodeBody, encodeShared, type DecodedFrame } from "#shared/protocol/frame.ts";
import { capture, createSnapshot, SnapshotRing, type Snapshot } from "#shared/protocol/snapshot.ts";
import { TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { Button } from "#shared/sim/input.ts";
import { joinWorld } from "#shared/sim/seating.ts";
import { skiffEntity, type World } from "#shared/sim/world.ts";
import { Broadcaster } from "./broadcast.ts";
import { Viewer } from "./viewer.ts";

vi.mock("#shared/protocol/frame.ts", async (importOriginal) => {
  const frame = await importOriginal<typeof import("#shared/protocol/frame.ts")>();
  return { ...frame, encodeShared: vi.fn<typeof frame.encodeShared>(frame.encodeShared) };
});

/** A receiver that decodes as a client does. */
class Watcher {
  readonly viewer: Viewer;
  readonly ring = new SnapshotRing();
  readonly bodies: Uint8Array[] = [];
  readonly frames: DecodedFrame[] = [];
  isAway = false;
  bufferedBytes = 0;

  constructor(slot: number, tick: number) {
    this.viewer = new Viewer(slot, this, tick);
  }

  send(message: Uint8Array): void {
    const decoded = decodeServerMessage(message);
    if (decoded.type !== "snapshot") throw new Error(`not a snapshot but ${decoded.type}`);
    this.bodies.push(decoded.body);
    this.frames.push(decodeBody(decoded.body, this.viewer.slot, this.ring, foresight));
  }

  get last() {
    const frame = this.frames.at(-1);
    if (frame?.kind !== "snapshot") throw new Error(`the last frame is ${frame?.kind}`);
    return frame;
  }
}

let world: World;
let broadcaster: Broadcaster;
/** The one of the watchers. */
let foresight: Foresight;
let sent = 0;
let skipped = 0;
const source = () => ({ world, status: () => ({ isAway: false, pingMs: 40 }) });

beforeEach(() => {
  world = emptyTable();
  for (const slot of [0, 1, 2, 3]) joinWorld(world, slot);
  sent = 0;
  skipped = 0;
  foresight = new Foresight(world.arena.source);
  broadcaster = new Broadcaster(
    { snapshotSent: () => (sent += 1), snapshotSkipped: () => (skipped += 1) },
    world.arena.source,
  );
});

const watchers = (...slots: number[]) => slots.map((slot) => new Watcher(slot, world.tick));

/** Plays for some snapshot intervals; everybody acks what he was sent. */
function run(intervals: number, receivers: readonly Watcher[], presses = {}): Watcher[] {
  const lost: Watcher[] = [];
  for (let i = 0; i < intervals * TICKS_PER_SNAPSHOT; i++) {
    play(world, presses);
    broadcaster.noteTick(world);
    if (world.tick % TICKS_PER_SNAPSHOT !== 0) continue;
    lost.push(...broadcaster.broadcast(source(), receivers));
    for (const { viewer } of receivers) viewer.noteAck(viewer.sentTick, world.tick);
  }
  return lost;
}

/** What `watcher` holds is what the world is, as its slot may see it. */
function expectInStep(watcher: Watcher): void {
  const truth = createSnapshot();
  capture(source(), truth);
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

/** The bytes that two bodies end in alike, and how many of the longer one do not. */
function unsharedBytes(a: Uint8Array, b: Uint8Array): number {
  let alike = 0;
  while (alike < Math.min(a.length, b.length) && a.at(-1 - alike) === b.at(-1 - alike)) alike++;
  return Math.max(a.length, b.length) - alike;
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

  test("of one baseline shares the bytes of all but the own part", () => {
    const receivers = watchers(0, 1, 2, 3);
    run(10, receivers, { 0: { moveX: 7 }, 1: { moveY: 7, buttons: Button.fire } });
    const [first, ...others] = receivers.map((watcher) => watcher.bodies.at(-1)!);
    const header = 4;
    const mostOwnBytes = 24;
    for (const other of others)
      expect(unsharedBytes(first!, other)).toBeLessThanOrEqual(header + mostOwnBytes);
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
    put(world, 1, { x: 300, y: 300 });
    const bytesOf = (presses: readonly object[]) => {
      for (const press of presses) {
        play(world, { 1: press });
        broadcaster.noteTick(world);
      }
      broadcaster.broadcast(source(), [watcher]);
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
    vi.mocked(encodeShared).mockClear();
    run(1, early);
    expect(encodeShared).toHaveBeenCalledTimes(2);
    vi.mocked(encodeShared).mockClear();
    run(1, [...early, ...watchers(1, 2)]);
    // The one who was slow holds the newest now, but not the one before it; the last two hold nothing.
    expect(encodeShared).toHaveBeenCalledTimes(3);
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
    expect(unsharedBytes(slow.bodies.at(-1)!, quick.bodies.at(-1)!)).toBeLessThanOrEqual(4 + 24);
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
    broadcaster.reset(world.arena.source);
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
});

test("reset forgets baselines and events: another world begins", () => {
  const [watcher] = watchers(0) as [Watcher];
  run(3, [watcher], { 1: { buttons: Button.fire } });
  world = emptyTable(undefined, 2);
  joinWorld(world, 0);
  broadcaster.reset(world.arena.source);
  run(1, [watcher]);
  expect(watcher.last.isKeyframe).toBe(true);
  expect(watcher.last.events).toEqual([]);
  expectInStep(watcher);
});

test("reset takes the arena of the next world for what it foresees", () => {
  const [watcher] = watchers(0) as [Watcher];
  run(3, [watcher]);
  world = emptyTable(WEDGE, 2);
  foresight = new Foresight(WEDGE);
  joinWorld(world, 0);
  broadcaster.reset(WEDGE);
  for (let i = 0; i < 60; i++) {
    run(1, [watcher], { 0: { moveX: 7, moveY: 3 } });
    expectInStep(watcher);
  }
  // Along the cushions of this very arena: the smallest body that there is.
  expect(watcher.bodies.at(-1)!.length).toBe(6);
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
