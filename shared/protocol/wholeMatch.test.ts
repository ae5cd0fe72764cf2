import assert from "node:assert/strict";
import { describe, expect, test } from "vitest";
import { fuzzRuns } from "../../tests/harness/fuzz.ts";
import { createHall } from "../../tests/harness/fuzzMatch.ts";
import { Chance, pickSeed } from "../../tests/harness/fuzzSeed.ts";
import { asTold, inOrder, seenBy, Sender } from "../../tests/harness/sender.ts";
import { createLegs, flyOneTick, launchFlight, type Flight } from "../sim/arena/flight.ts";
import type { Arena } from "../sim/arena/geometry.ts";
import { WEAPONS } from "../sim/tuning.ts";
import { boltsInFlight, type World } from "../sim/world.ts";
import { TICKS_PER_SNAPSHOT as GAP } from "../timing.ts";
import type { TickEvent } from "./events.ts";
import { SnapshotRing } from "./snapshot.ts";

const SEED = pickSeed();

interface Viewer {
  slot: number;
  ring: SnapshotRing;
  sentTick: number;
  isRegular: boolean;
}

/** One snapshot to one viewer: now and then skipped, at times for long, at times asked for anew. */
function serve(sender: Sender, viewer: Viewer, chance: Chance): "skipped" | "delta" | "keyframe" {
  if (chance.oneIn(4) || (chance.oneIn(2) && sender.now.tick % 200 < 90 && viewer.slot === 2))
    return "skipped";
  if (chance.oneIn(40)) viewer.sentTick = 0;
  const { slot, sentTick } = viewer;
  const baseline = sender.baseline(sentTick, viewer.isRegular);
  const body = sender.body(slot, sentTick, viewer.isRegular, 1.5);
  const frame = sender.receive(body, slot, viewer.ring);
  assert.deepEqual(seenBy(slot, frame.snapshot), seenBy(slot, sender.now));
  assert.deepEqual([frame.margin, frame.isKeyframe], [1.5, baseline === undefined]);
  const told = asTold(sender.told(baseline), sender.now, baseline?.snapshot);
  assert.deepEqual(inOrder(frame.events), told);
  const ticks = frame.events.map(({ tick }) => tick);
  assert.deepEqual(
    ticks,
    ticks.toSorted((a, b) => a - b),
  );
  viewer.isRegular = !frame.isKeyframe && sentTick === sender.now.tick - GAP;
  viewer.sentTick = sender.now.tick;
  return frame.isKeyframe ? "keyframe" : "delta";
}

describe("a whole match arrives as it was (P40, P41, B20)", () => {
  test.each([3, 24, 64])(
    `%i seats that come and go, snapshots that are skipped (FUZZ_SEED=${SEED})`,
    (seats) => {
      const chance = new Chance(SEED + seats);
      const sender = new Sender(SEED, seats);
      const viewers = [0, 1, 2].map((slot) => ({
        slot,
        ring: new SnapshotRing(),
        sentTick: 0,
        isRegular: false,
      }));
      const counts = { skipped: 0, delta: 0, keyframe: 0 };
      for (let i = 0; i < fuzzRuns(180); i++) {
        if (chance.oneIn(10)) sender.match.changeSeats([0, 1, 2]);
        sender.advance();
        for (const viewer of viewers) counts[serve(sender, viewer, chance)] += 1;
      }
      expect(Math.min(counts.skipped, counts.delta, counts.keyframe)).toBeGreaterThan(3);
    },
  );
});

describe("bolts that are flown from what was told are the server's (P36, B26, B50)", () => {
  test.each([
    ["every snapshot", 1, 40, 700],
    ["every snapshot, one upon another", 1, 64, 420],
    ["some of them", 5, 40, 1600],
  ])(`by one who gets %s (FUZZ_SEED=${SEED})`, (_name, onceIn, seats, size) => {
    const arena = createHall(size);
    const sender = new Sender(SEED, seats, arena);
    const { world } = sender.match;
    const chance = new Chance(SEED);
    const ring = new SnapshotRing();
    const flown = new Map<string, Flown>();
    const seen = { inRows: 0, beside: 0, compared: 0 };
    let [sentTick, isRegular] = [0, false];
    for (let i = 0; i < fuzzRuns(300); i++) {
      sender.advance();
      if (onceIn > 1 && !chance.oneIn(onceIn)) continue;
      const baseline = sender.baseline(sentTick, isRegular);
      const frame = sender.receive(sender.body(0, sentTick, isRegular), 0, ring);
      const shots = frame.events.filter(({ event }) => event.type === "fire").length;
      seen[onceIn === 1 && baseline ? "inRows" : "beside"] += shots;
      for (const told of frame.events) learn(flown, told);
      for (const bolt of flown.values()) flyTo(bolt, world.tick, world.arena);
      seen.compared += compareBolts(world, flown);
      isRegular = baseline?.snapshot.tick === sender.now.tick - GAP;
      sentTick = sender.now.tick;
    }
    expect(seen.compared).toBeGreaterThan(300);
    expect(seen[onceIn === 1 ? "inRows" : "beside"]).toBeGreaterThan(100);
  });
});

const legs = createLegs();

/** A bolt as it is at the end of `tick`. */
interface Flown {
  weapon: number;
  tick: number;
  flight: Flight;
}

/** Takes a shot for a bolt, and a bolt that hit out of the air. */
function learn(flown: Map<string, Flown>, { tick, event }: TickEvent): void {
  if (event.type === "hit") flown.delete(`${event.attacker} ${event.firedTick}`);
  if (event.type !== "fire" || WEAPONS[event.weapon]!.kind !== "bolt") return;
  const key = `${event.slot} ${tick}`;
  if (flown.has(key)) return;
  const flight = { x: 0, y: 0, directionX: 0, directionY: 0, bounces: 0, hasEnded: false };
  launchFlight(flight, event.x, event.y, event.angle);
  flown.set(key, { weapon: event.weapon, tick: tick - 1, flight });
}

function flyTo(bolt: Flown, tick: number, arena: Arena): void {
  for (; bolt.tick < tick; bolt.tick++) {
    if (!bolt.flight.hasEnded) flyOneTick(arena, bolt.flight, WEAPONS[bolt.weapon]!, legs);
  }
}

/** Every bolt of the server is here too, in the same place to the last bit; how many there are. */
function compareBolts(world: World, flown: ReadonlyMap<string, Flown>): number {
  const { Bolt, Position } = world.components;
  const bolts = boltsInFlight(world);
  for (const bolt of bolts) {
    const here = flown.get(`${Bolt.owner[bolt]!} ${Bolt.firedTick[bolt]!}`);
    assert.ok(here, "a bolt that nobody told of");
    const { x, y, directionX, directionY, bounces } = here.flight;
    assert.deepEqual(
      [x, y, directionX, directionY, bounces],
      [
        Position.x[bolt]!,
        Position.y[bolt]!,
        Bolt.directionX[bolt]!,
        Bolt.directionY[bolt]!,
        Bolt.bounces[bolt]!,
      ],
    );
  }
  return bolts.length;
}
