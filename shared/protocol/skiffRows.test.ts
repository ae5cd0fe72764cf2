import { describe, expect, test } from "vitest";
import {
  assertSame,
  CRUISE,
  DEAD,
  DOWN,
  foreseen,
  RIGHT,
  rowOf,
  send,
  SLOT,
  snapshotOf,
  spanOf,
  TICK,
  type Row,
} from "../../tests/harness/skiffSpan.ts";
import { SKIFF } from "../sim/tuning.ts";
import { CODES } from "./codes.ts";
import type { TickEvent } from "./events.ts";
import { Change, GONE, WHOLE } from "./skiffRows.ts";
import { EMPTY_SNAPSHOT } from "./snapshot.ts";

const FIRE: TickEvent = {
  tick: TICK,
  event: { type: "fire", slot: SLOT, weapon: 0, x: 0, y: 0, angle: 12_345 },
};

/** From CRUISE over one interval with these changes and no others. */
function changed(changes: number) {
  const isSet = (change: number) => (changes & change) !== 0;
  const move = isSet(Change.move) ? DOWN : RIGHT;
  const aim = isSet(Change.aim) ? 13 : 10;
  const status: Row = isSet(Change.status) ? { health: 41, isShielded: 1 } : {};
  const course = { move, moveTick: TICK, aim };
  const shot = { fireTick: TICK, fireWeapon: 0, fireAngle: 12_345 };
  const fired = isSet(Change.shot) ? { ...course, ...shot } : course;
  const now = foreseen(CRUISE, 2, fired, { move, aim, ...status });
  if (isSet(Change.kinetics)) {
    now.x! += 3;
    now.velocityY! -= 200;
  }
  const event = { ...FIRE.event, x: 210, y: 240 } as const;
  const shots: TickEvent[] = isSet(Change.shot) ? [{ tick: TICK, event } as TickEvent] : [];
  return { now, shots };
}

describe("a row tells what changed (P29)", () => {
  test.each(Array.from({ length: 32 }, (_, changes) => changes))("of changes %i", (changes) => {
    const { now, shots } = changed(changes);
    const span = spanOf(
      snapshotOf(TICK, { [SLOT]: now }),
      snapshotOf(TICK - 2, { [SLOT]: CRUISE }),
    );
    const sent = send(span, { midMove: RIGHT, shots });
    expect(sent.symbol).toBe(changes);
    assertSame(sent.now, span.now);
    expect(sent.events).toEqual(shots);
  });

  test("and one that goes on as it did is a single short word", () => {
    const now = foreseen(CRUISE, 2, {});
    const span = spanOf(
      snapshotOf(TICK, { [SLOT]: now }),
      snapshotOf(TICK - 2, { [SLOT]: CRUISE }),
    );
    const none = send(spanOf(snapshotOf(TICK, {}), EMPTY_SNAPSHOT)).bits;
    expect(send(span).bits).toBe(none + CODES.row.lengths[0]!);
  });

  test("of a dash by its end alone", () => {
    const dashEndTick = TICK - 1 + SKIFF.dashTicks;
    const now = foreseen(CRUISE, 2, { dashTick: TICK - 1 }, { dashEndTick });
    const span = spanOf(
      snapshotOf(TICK, { [SLOT]: now }),
      snapshotOf(TICK - 2, { [SLOT]: CRUISE }),
    );
    const sent = send(span);
    expect([sent.symbol, now.velocityX]).toEqual([Change.status, 900 * 16]);
    assertSame(sent.now, span.now);
  });

  test.each([
    ["the earlier tick", DOWN, TICK - 1],
    ["the later tick", RIGHT, TICK],
  ])("of a move with whether it began in %s", (_name, midMove, moveTick) => {
    const now = foreseen(CRUISE, 2, { move: DOWN, moveTick }, { move: DOWN });
    const span = spanOf(
      snapshotOf(TICK, { [SLOT]: now }),
      snapshotOf(TICK - 2, { [SLOT]: CRUISE }),
    );
    const sent = send(span, { midMove });
    expect(sent.symbol).toBe(Change.move);
    assertSame(sent.now, span.now);
  });

  test("of a stick any way that it can point", () => {
    for (let move = 0; move < 225; move++) {
      if (move === RIGHT) continue;
      const now = foreseen(CRUISE, 2, { move }, { move });
      const base = snapshotOf(TICK - 2, { [SLOT]: CRUISE });
      const sent = send(spanOf(snapshotOf(TICK, { [SLOT]: now }), base), { midMove: move });
      expect([sent.symbol, rowOf(sent.now, SLOT)]).toEqual([Change.move, rowOf(sent.now, SLOT)]);
      expect(rowOf(sent.now, SLOT)).toMatchObject(now);
    }
  });

  test.each([1, 4, 5, 30])("over %i intervals", (intervals) => {
    const ticks = 2 * intervals;
    for (const move of [RIGHT, DOWN]) {
      const now = foreseen(CRUISE, ticks, { move, aim: 77 }, { move, aim: 77, health: 3 });
      const base = snapshotOf(TICK - ticks, { [SLOT]: CRUISE });
      const span = spanOf(snapshotOf(TICK, { [SLOT]: now }), base);
      const sent = send(span, { midMove: DOWN });
      const isSteered = move === DOWN ? Change.move : 0;
      expect(sent.symbol).toBe(Change.aim | Change.status | isSteered);
      assertSame(sent.now, span.now);
    }
  });

  test("of a skiff that died of what nobody foresaw, and of one that is dead", () => {
    const now = { ...foreseen(CRUISE, 2, {}), isAlive: 0, health: 0, x: 51_000 };
    const base = snapshotOf(TICK - 2, { [SLOT]: CRUISE, 9: DEAD });
    const span = spanOf(snapshotOf(TICK, { [SLOT]: now, 9: DEAD }), base);
    const sent = send(span);
    expect(sent.symbol).toBe(Change.status | Change.kinetics);
    assertSame(sent.now, span.now);
    const still = send(spanOf(snapshotOf(TICK, { 9: DEAD }), snapshotOf(TICK - 2, { 9: DEAD })));
    expect([still.symbol, still.bits]).toEqual([0, CODES.deadRow.lengths[0]! + 1]);
  });
});

describe("an aim (P35)", () => {
  const span = (aim: number, base: number, before: Row | undefined) => {
    const now = foreseen(CRUISE, 2, { aim }, { aim });
    const earlier = snapshotOf(TICK - 4, { [SLOT]: before });
    const from = snapshotOf(TICK - 2, { [SLOT]: { ...CRUISE, aim: base } });
    return spanOf(snapshotOf(TICK, { [SLOT]: now }), from, earlier);
  };

  test.each([
    [30, 20, 10],
    [4, 254, 248],
    [250, 2, 10],
    [7, 7, 7],
  ])("of %i after %i after %i goes on turning and takes nothing", (aim, base, before) => {
    const sent = send(span(aim, base, { ...CRUISE, aim: before }));
    expect([sent.symbol, rowOf(sent.now, SLOT)!.aim]).toEqual([0, aim]);
  });

  test("that does not go on turning is told", () => {
    const sent = send(span(20, 20, { ...CRUISE, aim: 10 }));
    expect([sent.symbol, rowOf(sent.now, SLOT)!.aim]).toEqual([Change.aim, 20]);
  });

  test("is expected to hold still where nothing is known of before", () => {
    expect(send(span(20, 20, undefined)).symbol).toBe(0);
  });
});

describe("who comes and who goes (P29)", () => {
  const whole: Row = { ...CRUISE, move: 0, aim: 255, isShielded: 1, weapon: 1, velocityX: -17_280 };

  test("a skiff that is gone is one word", () => {
    const base = snapshotOf(TICK - 2, { [SLOT]: CRUISE, 8: CRUISE });
    const now = foreseen(CRUISE, 2, {});
    const sent = send(spanOf(snapshotOf(TICK, { 8: now }), base));
    expect([sent.symbol, rowOf(sent.now, SLOT)]).toEqual([GONE, undefined]);
    assertSame(sent.now, snapshotOf(TICK, { 8: now }));
  });

  test("one that came back to life is told whole", () => {
    const span = spanOf(
      snapshotOf(TICK, { [SLOT]: whole }),
      snapshotOf(TICK - 2, { [SLOT]: DEAD }),
    );
    const sent = send(span);
    expect(sent.symbol).toBe(WHOLE);
    assertSame(sent.now, span.now);
  });

  test("those whom the baseline has not are told whole, wherever they sit", () => {
    for (const base of [EMPTY_SNAPSHOT, snapshotOf(TICK - 2, { 8: DEAD })]) {
      const rows = { 0: whole, 1: DEAD, 40: CRUISE, 63: whole };
      const now = snapshotOf(TICK, base === EMPTY_SNAPSHOT ? rows : { ...rows, 8: DEAD });
      const sent = send(spanOf(now, base));
      assertSame(sent.now, now);
      expect(sent.now.skiffs.isPresent).toEqual(now.skiffs.isPresent);
    }
  });
});
