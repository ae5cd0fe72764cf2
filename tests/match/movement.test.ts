/** What two players see of themselves and of each other, over networks from a LAN to the other side of the world. */
import { describe, expect, test } from "vitest";
import { Hand } from "../harness/hand.ts";
import { PARTED_ARENA, Stepper, type Player } from "../harness/stepper.ts";
import { Truth } from "../harness/truth.ts";

interface Sample {
  player: Player;
  slot: number;
  tick: number;
  x: number;
  y: number;
}

interface Course {
  match: Stepper;
  players: readonly [Player, Player];
  truth: Truth;
  own: Sample[];
  others: Sample[];
}

const SETTLE_TICKS = 180;

/** Two players, a cushion between them, who steer and dash about for `seconds`. */
function drive(latencyMs: number, jitterMs: number, seconds: number): Course {
  const match = new Stepper({ latencyMs, jitterMs, maps: [PARTED_ARENA], seed: 11 });
  const players = [match.join("Ada"), match.join("Bob")] as const;
  const course: Course = { match, players, truth: new Truth(), own: [], others: [] };
  match.run(SETTLE_TICKS);
  match.beginPlay();
  const hands = players.map((_, i) => new Hand(i + 1));
  match.run(seconds * 60, () => {
    course.truth.note(match.room.world);
    players.forEach((player, i) => {
      hands[i]!.press(player.input);
      sample(course, player);
    });
  });
  match.run(90, () => course.truth.note(match.room.world));
  return course;
}

function sample(course: Course, player: Player): void {
  const { ownTick, remoteTick } = player.session.visit!.shown;
  for (const { slot, x, y, relation } of player.view?.skiffs ?? []) {
    const isOwn = relation === "self";
    const tick = isOwn ? ownTick : remoteTick;
    (isOwn ? course.own : course.others).push({ player, slot, tick, x, y });
  }
}

/** Distances of what was drawn from what was, px, the greatest last. */
function errors(course: Course, samples: readonly Sample[]): number[] {
  return samples
    .map(({ slot, tick, x, y }) => course.truth.distance(slot, tick, x, y))
    .filter((distance) => !Number.isNaN(distance))
    .sort((a, b) => a - b);
}

const share = (sorted: readonly number[], part: number) =>
  sorted[Math.floor(part * (sorted.length - 1))]!;

const NETWORKS = [
  [5, 0],
  [50, 0],
  [100, 0],
  [5, 3],
  [50, 10],
  [100, 20],
] as const;

describe.each(NETWORKS)("over %i ms one way with up to %i ms of jitter", (latencyMs, jitterMs) => {
  const course = drive(latencyMs, jitterMs, 20);

  test("both see each other move", () => {
    expect(course.others.length).toBeGreaterThan(2 * 20 * 60 - 10);
    for (const player of course.players) {
      const seen = course.others.filter((each) => each.player === player);
      const xs = seen.map(({ x }) => x);
      expect(Math.max(...xs) - Math.min(...xs)).toBeGreaterThan(200);
    }
  });

  test("the other is drawn where he was at the time that is shown", () => {
    const sorted = errors(course, course.others);
    expect(sorted.length).toBeGreaterThan(2000);
    expect(share(sorted, 0.5)).toBeLessThan(0.15);
    expect(share(sorted, 0.97)).toBeLessThan(1);
    // Between two snapshots a dash begins or a cushion throws back: a straight line cuts that corner.
    expect(share(sorted, 1)).toBeLessThan(16);
  });

  test("I am drawn where the server will have me", () => {
    const sorted = errors(course, course.own);
    expect(sorted.length).toBeGreaterThan(2000);
    expect(share(sorted, 0.5)).toBeLessThan(0.01);
    expect(share(sorted, 0.97)).toBeLessThan(1);
    // The part of a tick that has begun is drawn with the keys of the tick before it.
    expect(share(sorted, 1)).toBeLessThan(16);
  });

  test("nothing is corrected while nobody touches me, whatever I dash and rebound", () => {
    for (const player of course.players) {
      expect(player.heard("rebound").length).toBeGreaterThan(3);
      expect(
        player.heard("dash").filter((dash) => dash.relation === "self").length,
      ).toBeGreaterThan(3);
      expect(player.view!.net).toMatchObject({ corrections: 0, lastCorrectionPx: 0 });
    }
  });

  test("inputs come in time, and not much earlier", () => {
    // Half a per cent of what two players send in this time; without jitter none.
    const most = jitterMs === 0 ? 0 : 0.005 * 2 * 20 * 60;
    expect(course.match.room.missedInputs).toBeLessThanOrEqual(most);
    for (const { session, view } of course.players) {
      expect(view!.net.marginTicks).toBeGreaterThan(0.25);
      expect(view!.net.marginTicks).toBeLessThan(2);
      expect(session.visit!.meter.lastMargin).toBeGreaterThan(0);
    }
  });

  test("the others are no further behind than the snapshots and the jitter ask for", () => {
    for (const { view } of course.players) {
      expect(view!.net.starvedFrames).toBe(0);
      expect(view!.net.interpolationMs).toBeLessThan(46 + 1.25 * jitterMs);
    }
  });
});
