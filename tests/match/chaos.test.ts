/**
 * Whatever networks, pages, machines and servers do to a match, one after the other and at once: ten seconds after it is over,
 * all is as if nothing had been. A failure tells its seed, and FUZZ_SEED plays that match again.
 */
import { expect, test } from "vitest";
import { fuzzRuns } from "../harness/fuzz.ts";
import { Chance, pickSeed } from "../harness/fuzzSeed.ts";
import { Hand } from "../harness/hand.ts";
import { PARTED_ARENA, Stepper, type Player } from "../harness/stepper.ts";
import { Truth } from "../harness/truth.ts";
import type { Ways } from "../harness/wire.ts";
import { Button } from "#shared/sim/input.ts";
import { skiffEntity } from "#shared/sim/world.ts";
import { MOST_BACKLOG_TICKS } from "#shared/timing.ts";
import type { Room } from "../../server/rooms/room.ts";

const FAULTS_PER_MATCH = 6;
/** As long as jitter is remembered, and the count of three after a pause. */
const SETTLE_TICKS = 780;
const WATCH_TICKS = 120;
/** Nothing that was shot before is under way any more. */
const REST_TICKS = 60;
/** Off the truth, px: as far as a dash goes in the tick that begins it, and as much more as two snapshots are apart. */
const MOST_OWN_PX = 20;
const MOST_OTHER_PX = 24;
const MOST_MARGIN_TICKS = 2.5;
const MOST_INTERPOLATION_MS = 80;
/** Margins are steered so that the second lowest of 60 is in time. */
const MOST_MISSED = 2;

interface Scene {
  readonly match: Stepper;
  readonly room: Room;
  readonly player: Player;
  readonly chance: Chance;
}

/** How something begins, and how it ends. */
type Turn = readonly [begin: (scene: Scene) => void, end: (scene: Scene) => void];

/** What begins, how long it may last, in ticks, and how it ends. */
type Fault = readonly [
  name: string,
  mostTicks: number,
  begin: (scene: Scene) => void,
  end?: (scene: Scene) => void,
];

const MAPS = [PARTED_ARENA, { ...PARTED_ARENA, name: "other-table" }];
const FREEZE: Turn = [
  ({ match }) => (match.isFrozen = true),
  ({ match }) => (match.isFrozen = false),
];

function stall(ways?: Ways): Turn {
  return [
    ({ player }) => player.wire.stall(true, ways),
    ({ player }) => player.wires.forEach((wire) => wire.stall(false)),
  ];
}

const FAULTS: readonly Fault[] = [
  ["a route changes", 60, ({ player, chance }) => setNetwork(player, chance.between(1, 200), 0)],
  [
    "a network jitters",
    120,
    ({ player, chance }) => setNetwork(player, 40, chance.between(1, 80)),
    ({ player }) => setNetwork(player, 40, 0),
  ],
  ["a network stalls both ways", 90, ...stall()],
  ["a network stalls up", 90, ...stall({ up: true, down: false })],
  ["a network stalls down", 90, ...stall({ up: false, down: true })],
  ["a connection breaks", 30, ({ player }) => player.wire.cut()],
  [
    "a page is slow",
    180,
    ({ player, chance }) => (player.drawsEvery = chance.between(2, 20)),
    ({ player }) => (player.drawsEvery = 1),
  ],
  [
    "a page is blocked",
    540,
    ({ player }) => (player.isBlocked = true),
    ({ player }) => (player.isBlocked = false),
  ],
  [
    "a machine sleeps",
    200,
    ({ player }) => (player.isAsleep = true),
    ({ player }) => (player.isAsleep = false),
  ],
  ["a tab is hidden", 300, ({ player }) => hide(player, true), ({ player }) => hide(player, false)],
  ["the server is busy", MOST_BACKLOG_TICKS, ...FREEZE],
  ["the server freezes", 200, ...FREEZE],
  [
    "the next match begins",
    60,
    ({ room, chance }) => room.begin(chance.below(room.rounds.length)),
    ({ room }) => Object.assign(room.world.match, { phase: "playing", endTick: 0 }),
  ],
  ["the match is paused", 200, ({ room }) => room.pause(60), ({ room }) => room.goOn()],
];

function setNetwork({ wire }: Player, latencyMs: number, jitterMs: number): void {
  Object.assign(wire.options, { latencyMs, jitterMs });
}

function hide(player: Player, isHidden: boolean): void {
  player.isHidden = isHidden;
  player.session.setAway(isHidden);
}

const SEED = pickSeed();

test.each(Array.from({ length: fuzzRuns(4) }, (_, i) => (SEED + i) >>> 0))(
  "whatever happened, soon all is well again (FUZZ_SEED=%i)",
  (seed) => {
    const chance = new Chance(seed);
    const match = new Stepper({ latencyMs: 40, maps: MAPS, seed: seed & 0xffff });
    const players = [match.join("Ada"), match.join("Bob")];
    match.watch("Eve");
    const hands = players.map((_, i) => new Hand(seed + i, Button.fire));
    const play = () => players.forEach(({ input }, i) => hands[i]!.press(input));
    match.run(120);
    match.beginPlay();
    const { room } = match;
    const told: string[] = [];
    for (let i = 0; i < FAULTS_PER_MATCH; i++) {
      const ends: (() => void)[] = [];
      do {
        const [name, mostTicks, begin, end] = chance.pick(FAULTS);
        const scene = { match, room, player: chance.pick(match.players), chance };
        const ticks = chance.between(1, mostTicks);
        told.push(`${name} (${match.players.indexOf(scene.player)}, ${ticks})`);
        begin(scene);
        ends.push(() => end?.(scene));
        match.run(ticks, play);
      } while (chance.oneIn(3));
      for (const end of ends) end();
      told.push("over");
      match.run(SETTLE_TICKS, play);
      expect({ told, wrong: findWrong(match, players, play) }).toEqual({ told, wrong: [] });
    }
  },
);

/** What is not as it should be while they play on, in words. */
function findWrong(match: Stepper, seated: readonly Player[], play: () => void): string[] {
  const lost = match.players.filter(
    ({ session, view }) => session.state.kind !== "playing" || view === null,
  );
  if (lost.length > 0) return lost.map(({ session }) => JSON.stringify(session.state));
  rest(match);
  for (const { events } of match.players) events.length = 0;
  const before = figuresOf(match, seated);
  const farthest = watch(match, play);
  const after = figuresOf(match, seated);
  const wrong: string[] = [];
  const check = (isRight: boolean, words: string) => {
    if (!isRight) wrong.push(words);
  };
  const missed = after.missed - before.missed;
  check(missed <= MOST_MISSED, `${missed} inputs are missed`);
  match.players.forEach((player, i) => {
    const { corrections, refusedShots, marginTicks, interpolationMs } = after.net[i]!;
    const { own, other } = farthest[i]!;
    seated.forEach(({ slot }, k) => {
      const heard = player.heard("fire").filter((event) => event.slot === slot).length;
      const fired = after.shots[k]! - before.shots[k]!;
      check(heard === fired, `${i} heard ${heard} of ${fired} shots of ${k}`);
    });
    check(refusedShots === before.net[i]!.refusedShots, `${i} shot what was refused`);
    check(corrections === before.net[i]!.corrections, `${i} was corrected`);
    check(marginTicks > 0 && marginTicks < MOST_MARGIN_TICKS, `${i} has margin ${marginTicks}`);
    check(interpolationMs < MOST_INTERPOLATION_MS, `${i} sees ${interpolationMs} ms behind`);
    check(own < MOST_OWN_PX, `${i} sees himself ${own} px off`);
    check(other < MOST_OTHER_PX, `${i} sees the other ${other} px off`);
  });
  return wrong;
}

function figuresOf({ players, room }: Stepper, seated: readonly Player[]) {
  const { Score } = room.world.components;
  return {
    missed: room.missedInputs,
    shots: seated.map(({ slot }) => Score.shots[skiffEntity(slot)]!),
    net: players.map(({ view }) => ({ ...view!.net })),
  };
}

/** How far off each saw himself and the other while they played, px. */
function watch(match: Stepper, play: () => void): { own: number; other: number }[] {
  const truth = new Truth();
  const note = () => truth.note(match.room.world);
  const looks: (() => void)[] = [];
  const farthest = match.players.map(() => ({ own: 0, other: 0 }));
  match.run(WATCH_TICKS, () => {
    note();
    play();
    match.players.forEach(({ session, view, slot: mine }, i) => {
      const { ownTick, remoteTick } = session.visit!.shown;
      for (const { slot, x, y } of view!.skiffs) {
        const [who, tick] =
          slot === mine ? (["own", ownTick] as const) : (["other", remoteTick] as const);
        looks.push(() => {
          const px = truth.distance(slot, tick, x, y);
          if (px > farthest[i]![who]) farthest[i]![who] = px;
        });
      }
    });
  });
  rest(match, note);
  for (const look of looks) look();
  return farthest;
}

/** Nobody shoots or dashes until nothing of it is under way any more. */
function rest(match: Stepper, onTick?: () => void): void {
  for (const { input } of match.players) input.buttons = 0;
  match.run(REST_TICKS, onTick);
}
