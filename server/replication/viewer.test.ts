import { describe, expect, test } from "vitest";
import { NO_MARGIN } from "#shared/protocol/frame.ts";
import { TICK_RATE, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { Viewer } from "./viewer.ts";

const JOINED = 1000;
/** A delta over one interval at 64 seats. */
const BYTES = 91;

/** A viewer and its link: acks come `roundTripTicks` after what they ack, unless the link stands still. */
class Link {
  readonly outlet = { bufferedBytes: 0, send: () => undefined };
  readonly viewer = new Viewer(3, this.outlet, { tick: JOINED, seats: 16 });
  roundTripTicks: number;
  isStalled = false;
  isAway = false;
  bytesOfNext = BYTES;
  tick = JOINED;
  #onTheWay: number[] = [];

  constructor(roundTripTicks = 4) {
    this.roundTripTicks = roundTripTicks;
  }

  /** What happens in each snapshot interval of the next `seconds`, the viewer sending as its cadence says. */
  run(seconds: number): string[] {
    const seen: string[] = [];
    for (const last = this.tick + seconds * TICK_RATE; this.tick < last;) {
      this.tick += TICKS_PER_SNAPSHOT;
      if (!this.isStalled) this.#deliverAcks();
      const cadence = this.viewer.cadenceAt(this.tick, this.isAway);
      seen.push(cadence);
      if (!cadence.startsWith("send")) continue;
      this.viewer.noteSent(this.tick, this.bytesOfNext);
      this.#onTheWay.push(this.tick);
    }
    return seen;
  }

  #deliverAcks(): void {
    while (this.#onTheWay[0]! <= this.tick - this.roundTripTicks)
      this.viewer.noteAck(this.#onTheWay.shift()!, this.tick);
  }
}

const sent = (seen: readonly string[]) =>
  seen.filter((cadence) => cadence.startsWith("send")).length;
const slice = (seen: readonly string[], from: number, to: number) => seen.slice(from * 30, to * 30);

function stalledAfter(seconds: number, roundTripTicks = 4): Link {
  const link = new Link(roundTripTicks);
  link.run(seconds);
  link.isStalled = true;
  return link;
}

describe("a link that is clean", () => {
  test.each([0, 3, 12, 24, 42])("with a round trip of %i ticks gets every snapshot", (ticks) => {
    const link = new Link(ticks);
    link.run(3);
    expect(new Set(link.run(10))).toEqual(new Set(["send"]));
  });

  test.each([
    [20, 1],
    [42, 10],
  ])(
    "gets every snapshot again when its way has become one of %i ticks, after %i s",
    (ticks, after) => {
      const link = new Link(2);
      link.run(3);
      link.roundTripTicks = ticks;
      link.run(after);
      expect(new Set(link.run(3))).toEqual(new Set(["send"]));
    },
  );
});

describe("a link that stands still", () => {
  test.each([2, 6, 12])(
    "for 0.3 s is sat out, and nothing is skipped after it either (round trip %i)",
    (ticks) => {
      const link = stalledAfter(3, ticks);
      expect(sent(link.run(0.3))).toBe(9);
      link.isStalled = false;
      expect(new Set(link.run(3))).toEqual(new Set(["send"]));
    },
  );

  test("is sent all for 0.4 s, then four a second, after 3 s nothing, and is given up after 10 s", () => {
    const link = stalledAfter(3);
    const seen = link.run(11);
    expect(sent(seen.slice(0, 12))).toBeGreaterThanOrEqual(11);
    expect(sent(slice(seen, 0.5, 1.5))).toBeGreaterThanOrEqual(3);
    expect(sent(slice(seen, 1.5, 2.5))).toBeLessThanOrEqual(4);
    expect(sent(slice(seen, 3, 11))).toBe(0);
    expect(seen.indexOf("drop")).toBeGreaterThan(9.8 * 30);
    expect(seen.indexOf("drop")).toBeLessThan(10.1 * 30);
  });

  test("has nothing more to come than 3 kB after a second, however long deltas over a quarter second are", () => {
    const link = stalledAfter(3);
    const sizes: number[] = [];
    for (let i = 0; i < 30; i++) {
      // As measured at 64 seats: a delta costs little more the further it reaches.
      link.bytesOfNext = (link.tick + 2 - link.viewer.sentTick) / 2 === 1 ? BYTES : 1200;
      if (sent(link.run(1 / 30)) > 0) sizes.push(link.bytesOfNext);
    }
    expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(3000);
    expect(sizes).toContain(1200);
  });

  test("for a second: every snapshot again once what was on its way is acked", () => {
    const link = stalledAfter(3);
    link.run(1);
    link.isStalled = false;
    link.run(0.1);
    expect(new Set(link.run(3))).toEqual(new Set(["send"]));
  });

  test("for longer than 3 s: begins anew with a keyframe, and climbs from 10 to 15 to 30 a second", () => {
    const link = stalledAfter(3);
    link.run(5);
    link.isStalled = false;
    const seen = link.run(4);
    expect(seen.find((cadence) => cadence !== "skip")).toBe("send keyframe");
    expect(seen.filter((cadence) => cadence === "send keyframe")).toHaveLength(1);
    expect(sent(slice(seen, 0, 1))).toBe(10);
    expect(sent(slice(seen, 1, 2))).toBe(15);
    expect(sent(slice(seen, 2.1, 4))).toBe(57);
  });

  test("does not climb while it stumbles", () => {
    const link = stalledAfter(3);
    link.run(5);
    link.isStalled = false;
    for (let second = 0; second < 3; second++) {
      link.outlet.bufferedBytes = 3000;
      link.run(0.1);
      link.outlet.bufferedBytes = 0;
      expect(sent(link.run(0.9))).toBe(9);
    }
  });
});

test.each([20, 10])(
  "a link that carries %i a second is not filled further and further, nor given up",
  (perSecond) => {
    const { viewer } = new Link();
    const queue: number[] = [];
    const late: number[] = [];
    let credit = 0;
    let sum = 0;
    for (let tick = JOINED + 2; tick < JOINED + 60 * TICK_RATE; tick += 2) {
      const cadence = viewer.cadenceAt(tick, false);
      expect(cadence).not.toBe("drop");
      if (cadence.startsWith("send")) {
        viewer.noteSent(tick, BYTES);
        queue.push(tick);
        sum += 1;
      }
      credit = Math.min(1, credit + perSecond / 30);
      if (credit >= 1 && queue.length > 0) {
        viewer.noteAck(queue.shift()!, tick);
        credit -= 1;
      }
      late.push(queue.length / perSecond);
    }
    expect(sum).toBeGreaterThan(0.75 * perSecond * 60);
    expect(Math.max(...late)).toBeLessThan(2.5);
  },
);

describe("acks", () => {
  test.each([
    ["of a snapshot that is older than the last ack", JOINED - 2],
    ["of the same again", JOINED],
    ["of a tick that is still to come", JOINED + 12],
  ])("%s tell nothing", (_, tick) => {
    expect(new Link().viewer.noteAck(tick, JOINED + 10)).toBe(false);
  });

  test("that are forgiven are not waited for", () => {
    const link = stalledAfter(1);
    link.run(4);
    link.viewer.forgiveAck(link.tick);
    expect(new Set(link.run(0.3))).toEqual(new Set(["send"]));
  });
});

test("a viewer who is away is sent two snapshots a second and never dropped for silence", () => {
  const link = new Link();
  link.isStalled = true;
  link.isAway = true;
  const seen = link.run(60);
  expect([sent(seen), seen.includes("drop")]).toEqual([120, false]);
  link.isAway = false;
  expect(new Set(link.run(0.4))).toEqual(new Set(["send"]));
});

test("a keyframe that is demanded goes out at once, away or not", () => {
  const link = new Link();
  link.isAway = true;
  link.run(0.6);
  link.viewer.demandKeyframe();
  expect(link.run(1 / 30)).toEqual(["send"]);
});

test("a socket that is backed up gets nothing more; one far too full is dropped, away or not", () => {
  const { viewer, outlet } = new Link();
  outlet.bufferedBytes = 2048;
  expect(viewer.cadenceAt(JOINED + 2, false)).toBe("send");
  outlet.bufferedBytes += 1;
  expect(viewer.cadenceAt(JOINED + 2, false)).toBe("skip");
  outlet.bufferedBytes = 256 * 1024 + 1;
  expect(viewer.cadenceAt(JOINED + 2, false)).toBe("drop");
  expect(viewer.cadenceAt(JOINED + 2, true)).toBe("drop");
});

test("the margin is the worst since a snapshot went out", () => {
  const { viewer } = new Link();
  expect(viewer.margin).toBe(NO_MARGIN);
  for (const margin of [2, -0.5, 1]) viewer.noteMargin(margin);
  expect(viewer.margin).toBe(-0.5);
  viewer.noteSent(JOINED + 2, 100);
  expect(viewer.margin).toBe(NO_MARGIN);
  expect(viewer.sentTick).toBe(JOINED + 2);
});

test("an input that came ever so late has a margin all the same", () => {
  const { viewer } = new Link();
  viewer.noteMargin(-200);
  expect(viewer.margin).toBeGreaterThan(NO_MARGIN);
});

test("a keyframe that is demanded leads from nothing", () => {
  const { viewer } = new Link();
  viewer.sentTick = 1010;
  viewer.isRegular = true;
  viewer.demandKeyframe();
  expect([viewer.sentTick, viewer.isRegular]).toEqual([0, false]);
});
