import { describe, expect, test } from "vitest";
import { NO_MARGIN } from "#shared/protocol/frame.ts";
import { TICK_RATE, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { Viewer } from "./viewer.ts";

const JOINED = 1000;

function createViewer(): { viewer: Viewer; outlet: { bufferedBytes: number } } {
  const outlet = { bufferedBytes: 0, send: () => undefined };
  return { viewer: new Viewer(3, outlet, { tick: JOINED, seats: 16 }), outlet };
}

/** What happens in each snapshot interval of `seconds` after joining, the viewer sending as its cadence says. */
function cadences(viewer: Viewer, seconds: number, isAway = false): string[] {
  const seen: string[] = [];
  const last = JOINED + seconds * TICK_RATE;
  for (let tick = JOINED + TICKS_PER_SNAPSHOT; tick <= last; tick += TICKS_PER_SNAPSHOT) {
    const cadence = viewer.cadenceAt(tick, isAway);
    seen.push(cadence);
    if (cadence.startsWith("send")) viewer.sentTick = tick;
  }
  return seen;
}

const count = (seen: readonly string[], what: string) =>
  seen.filter((cadence) => cadence === what).length;

describe("a viewer whose acks stop", () => {
  test("is sent everything for half a second", () => {
    expect(new Set(cadences(createViewer().viewer, 0.5))).toEqual(new Set(["send"]));
  });

  test("then every other snapshot, then a keyframe a second, and is dropped after ten", () => {
    const { viewer } = createViewer();
    const seen = cadences(viewer, 11);
    const from = (seconds: number, to: number) => seen.slice(seconds * 30, to * 30);
    expect(count(from(0.5, 1.5), "send")).toBe(15);
    expect(count(from(1, 2), "send")).toBe(15);
    expect(count(from(3, 9), "send keyframe")).toBe(6);
    expect(count(from(3, 9), "skip")).toBe(6 * 29);
    expect(count(from(0, 10), "drop")).toBe(0);
    expect(count(from(10, 11), "drop")).toBe(30);
  });

  test("is sent everything again with its next ack", () => {
    const { viewer } = createViewer();
    cadences(viewer, 5);
    expect(viewer.noteAck(JOINED + 290, JOINED + 300)).toBe(true);
    expect(viewer.cadenceAt(JOINED + 302, false)).toBe("send");
  });
});

describe("acks", () => {
  test.each([
    ["of a snapshot that is older than the last ack", JOINED - 2],
    ["of the same again", JOINED],
    ["of a tick that is still to come", JOINED + 12],
  ])("%s tell nothing", (_, tick) => {
    const { viewer } = createViewer();
    expect(viewer.noteAck(tick, JOINED + 10)).toBe(false);
    expect(viewer.cadenceAt(JOINED + 40, false)).toBe("send");
  });

  test("one that is forgiven counts from then on", () => {
    const { viewer } = createViewer();
    viewer.forgiveAck(JOINED + 590);
    expect(viewer.cadenceAt(JOINED + 620, false)).toBe("send");
    viewer.forgiveAck(JOINED + 10);
    expect(viewer.cadenceAt(JOINED + 620, false)).toBe("send");
  });
});

test("a viewer who is away is sent two snapshots a second and never dropped for silence", () => {
  const seen = cadences(createViewer().viewer, 60, true);
  expect(count(seen, "send")).toBe(120);
  expect(count(seen, "skip")).toBe(seen.length - 120);
});

test("a socket that is backed up gets nothing more; one far too full is dropped, away or not", () => {
  const { viewer, outlet } = createViewer();
  outlet.bufferedBytes = 16 * 1024;
  expect(viewer.cadenceAt(JOINED + 2, false)).toBe("send");
  outlet.bufferedBytes += 1;
  expect(viewer.cadenceAt(JOINED + 2, false)).toBe("skip");
  outlet.bufferedBytes = 256 * 1024 + 1;
  expect(viewer.cadenceAt(JOINED + 2, false)).toBe("drop");
  expect(viewer.cadenceAt(JOINED + 2, true)).toBe("drop");
});

test("the margin is the worst since a snapshot went out", () => {
  const { viewer } = createViewer();
  expect(viewer.margin).toBe(NO_MARGIN);
  for (const margin of [2, -0.5, 1]) viewer.noteMargin(margin);
  expect(viewer.margin).toBe(-0.5);
  viewer.noteSent(JOINED + 2);
  expect(viewer.margin).toBe(NO_MARGIN);
  expect(viewer.sentTick).toBe(JOINED + 2);
});

test("an input that came ever so late has a margin all the same", () => {
  const { viewer } = createViewer();
  viewer.noteMargin(-200);
  expect(viewer.margin).toBeGreaterThan(NO_MARGIN);
});

test("a keyframe that is demanded leads from nothing", () => {
  const { viewer } = createViewer();
  viewer.sentTick = 1010;
  viewer.isRegular = true;
  viewer.demandKeyframe();
  expect([viewer.sentTick, viewer.isRegular]).toEqual([0, false]);
});
