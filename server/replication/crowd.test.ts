/** Where more stand in one another's way than a snapshot has room for. */
import { expect, test } from "vitest";
import { emptyTable, play, type Presses } from "../../tests/harness/table.ts";
import { Watcher } from "../../tests/harness/watcher.ts";
import { joinWorld } from "#shared/sim/seating.ts";
import { skiffEntity, type World } from "#shared/sim/world.ts";
import { TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { SOFT_BYTES } from "./addressee.ts";
import { Broadcaster } from "./broadcast.ts";

const OWN = 63;
const OTHERS = Array.from({ length: OWN }, (_, slot) => slot);
const NEAREST = 8;
/** Away from the middle of the table, which is that of the window. */
const MEETING = { x: 500, y: 500 };

/** The way from one place to another, by a stick that is pressed all the way. */
function stickTo(world: World, slot: number): { moveX: number; moveY: number } {
  const { x, y } = world.components.Position;
  const skiff = skiffEntity(slot);
  const [dx, dy] = [MEETING.x - x[skiff]!, MEETING.y - y[skiff]!];
  const length = Math.max(1, Math.hypot(dx, dy));
  return { moveX: Math.round((7 * dx) / length), moveY: Math.round((7 * dy) / length) };
}

function nearestOf(world: World): number[] {
  const { x, y } = world.components.Position;
  const own = skiffEntity(OWN);
  const distance = (slot: number) =>
    Math.hypot(x[skiffEntity(slot)]! - x[own]!, y[skiffEntity(slot)]! - y[own]!);
  return OTHERS.toSorted((a, b) => distance(a) - distance(b)).slice(0, NEAREST);
}

test.each([
  ["that stands where it came in", () => ({ moveX: 0, moveY: 0 }), 8],
  ["that all press into the middle of", stickTo, 3],
])("in a crowd %s nobody near waits long to be told", (_name, stick, mostSnapshots) => {
  const world = emptyTable();
  for (const slot of [...OTHERS, OWN]) joinWorld(world, slot);
  const counters = { snapshotSent: () => undefined, snapshotSkipped: () => undefined };
  const broadcaster = new Broadcaster(counters, world);
  const watcher = new Watcher(OWN, world);
  const waits = OTHERS.map(() => 0);
  for (let i = 1; i <= 300; i++) {
    const presses: Presses = Object.fromEntries(
      [...OTHERS, OWN].map((slot) => {
        const aim = (world.tick * 1111 * (slot + 1)) & 0xffff;
        return [slot, { ...stick(world, slot), aim }];
      }),
    );
    play(world, presses);
    broadcaster.noteTick();
    if (i % TICKS_PER_SNAPSHOT !== 0) continue;
    broadcaster.broadcast(() => ({ isAway: false, pingMs: 40 }), [watcher]);
    watcher.viewer.noteAck(watcher.viewer.sentTick, world.tick);
    const nearest = nearestOf(world);
    for (const slot of OTHERS) {
      const isMissing =
        nearest.includes(slot) && watcher.last.snapshot.skiffs.isPresent[slot] !== 1;
      waits[slot] = isMissing ? waits[slot]! + 1 : 0;
      expect(waits[slot]).toBeLessThanOrEqual(mostSnapshots);
    }
  }
  expect(watcher.bodies[1]!.length).toBeGreaterThan(SOFT_BYTES * 0.9);
});
