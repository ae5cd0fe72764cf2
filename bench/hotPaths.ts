/**
 * What the hot paths cost: `npm run bench -- --part hot [--json]`. Every figure is the median over many ticks of one match in
 * which 64 bots play, so that ships turn, shoot, collide and die as people's do.
 */
import { parseArgs } from "node:util";
import { TICK_RATE, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import {
  decodeClientMessage,
  decodeServerMessage,
  encodeClientMessage,
} from "#shared/protocol/codec.ts";
import { Foresight } from "#shared/protocol/foresight.ts";
import { decodeBody } from "#shared/protocol/frame.ts";
import type { CrewLevel } from "#shared/protocol/messages.ts";
import { capture, createSnapshot, SnapshotRing } from "#shared/protocol/snapshot.ts";
import { REWIND_STEPS_PER_TICK } from "#shared/sim/input.ts";
import { step } from "#shared/sim/step.ts";
import { joinWorld } from "#shared/sim/seating.ts";
import { DEFAULT_RULES, DEFAULT_SEATS } from "#shared/sim/tuning.ts";
import { createWorld, type World } from "#shared/sim/world.ts";
import { BotCrew } from "../server/bots/crew.ts";
import { Broadcaster } from "../server/replication/broadcast.ts";
import { Viewer } from "../server/replication/viewer.ts";
import { Room } from "../server/rooms/room.ts";
import type { Seat } from "../server/rooms/seat.ts";
import { atMost, percentile, report, told, type Row } from "../tools/rows.ts";
import { keepBolts } from "./load/crowd.ts";
import { measureSteps } from "./steps.ts";
import { LARGE_MAP, loadOurMap } from "./load/usualMaps.ts";

const { values: flags } = parseArgs({ options: { json: { type: "boolean", default: false } } });

const SETTLE_TICKS = 600;
const MEASURED_TICKS = 1800;
const BOLTS = 200;
const BOTS = 32;
const BOT_RUNS = 3;
const TOKEN = "0".repeat(32);
const ENDLESS = { ...DEFAULT_RULES, scoreLimit: 0, timeLimitTicks: 0 };
const arena = loadOurMap(LARGE_MAP);
const counters = {
  snapshotSent: () => undefined,
  snapshotSkipped: () => undefined,
  timeBroadcast: <T>(run: () => T) => run(),
};

report(
  [...measureSteps(), ...measureBots(), ...measureStep(), ...measureBroadcast(), ...measureRoom()],
  flags.json,
);

/** A world with bots in it, 64 when it is not said how many, and the inputs that they make. */
function createMatch(
  seats = DEFAULT_SEATS,
  level: CrewLevel = "regular",
  map = arena,
): { world: World; crew: BotCrew } {
  const world = createWorld({ arena: map, seed: 7, rules: ENDLESS });
  const crew = new BotCrew(7, { level });
  for (let slot = 0; slot < seats; slot++) {
    crew.add(slot, []);
    joinWorld(world, slot);
  }
  return { world, crew };
}

/**
 * The dearest bots that there are: aces look for ways off cushions, too. The same match is played some times over and the
 * least that each tick took counts: what else the machine does falls on another one each time.
 */
function measureBots(): Row[] {
  say("bots");
  const runs = Array.from({ length: BOT_RUNS }, timeThoughts);
  const leastMs = runs[0]!.map((_, tick) => Math.min(...runs.map((thinkMs) => thinkMs[tick]!)));
  const settled = leastMs.slice(SETTLE_TICKS);
  return [
    atMost(`${BOTS} bots think, p50`, percentile(settled, 0.5), "ms", 1),
    atMost(`${BOTS} bots think, p99`, percentile(settled, 0.99), "ms", 1),
  ];
}

/** What each tick took. On a map that nobody has walked before: ways are looked for as in a room just opened. */
function timeThoughts(): number[] {
  const { world, crew } = createMatch(BOTS, "ace", { ...arena });
  const inputs: Parameters<typeof step>[1][number][] = [];
  return Array.from({ length: SETTLE_TICKS + MEASURED_TICKS }, () => {
    const ms = timed(() => crew.think(world, inputs));
    step(world, inputs);
    return ms;
  });
}

function measureStep(): Row[] {
  say("step");
  const { world, crew } = createMatch();
  const stepMs: number[] = [];
  const thinkMs: number[] = [];
  const inputs: Parameters<typeof step>[1][number][] = [];
  for (let tick = 0; tick < SETTLE_TICKS + MEASURED_TICKS; tick++) {
    thinkMs.push(timed(() => crew.think(world, inputs)));
    keepBolts(world, BOLTS);
    stepMs.push(timed(() => step(world, inputs)));
  }
  return [
    atMost(
      "step, 64 ships and 200 bolts, p50",
      percentile(stepMs.slice(SETTLE_TICKS), 0.5),
      "ms",
      1,
    ),
    told("step, 64 ships and 200 bolts, p99", percentile(stepMs.slice(SETTLE_TICKS), 0.99), "ms"),
    told("64 bots think, p50", percentile(thinkMs.slice(SETTLE_TICKS), 0.5), "ms"),
  ];
}

function status() {
  return { isAway: false, pingMs: 40 };
}

function measureBroadcast(): Row[] {
  say("snapshots");
  const { world, crew } = createMatch();
  const sent: Uint8Array[][] = [];
  const receivers = Array.from({ length: DEFAULT_SEATS }, (_, slot) => {
    const mine: Uint8Array[] = [];
    sent.push(mine);
    return {
      isAway: false,
      viewer: new Viewer(
        slot,
        fakeConnection((bytes) => mine.push(bytes.slice())),
        world,
      ),
    };
  });
  // All in view: no screen of a player is as large.
  for (const { viewer } of receivers) viewer.screen = { widthPx: 8192, heightPx: 8192 };
  const broadcaster = new Broadcaster(counters, world);
  const inputs: Parameters<typeof step>[1][number][] = [];
  const encodeMs: number[] = [];
  for (let tick = 1; tick <= SETTLE_TICKS + MEASURED_TICKS; tick++) {
    crew.think(world, inputs);
    step(world, inputs);
    broadcaster.noteTick();
    if (tick % TICKS_PER_SNAPSHOT !== 0) continue;
    for (const { viewer } of receivers) {
      viewer.noteAck(tick - TICKS_PER_SNAPSHOT, tick);
      viewer.noteMargin(1.5);
    }
    encodeMs.push(timed(() => broadcaster.broadcast(status, receivers)));
  }
  const settled = SETTLE_TICKS / TICKS_PER_SNAPSHOT;
  const perSecond = sent.map((mine) => bytesPerSecond(mine.slice(settled)));
  return [
    atMost(
      "capture and encode for 64 seats, p50",
      percentile(encodeMs.slice(settled), 0.5),
      "ms",
      2,
    ),
    told("capture and encode for 64 seats, p99", percentile(encodeMs.slice(settled), 0.99), "ms"),
    atMost(
      "payload down, 64 seats all in view, p50",
      percentile(perSecond, 0.5),
      "B/s per client",
      3000,
    ),
    told("payload down, worst client", Math.max(...perSecond), "B/s per client"),
    ...measureDecode(sent[0]!),
    measureCapture(world),
  ];
}

function bytesPerSecond(messages: readonly Uint8Array[]): number {
  const bytes = messages.reduce((sum, message) => sum + message.length, 0);
  return (bytes / messages.length) * (TICK_RATE / TICKS_PER_SNAPSHOT);
}

function measureDecode(messages: readonly Uint8Array[]): Row[] {
  const ring = new SnapshotRing();
  const foresight = new Foresight(arena);
  const decodeMs = messages.map((bytes) =>
    timed(() => {
      const message = decodeServerMessage(bytes);
      if (message.type !== "snapshot") throw new Error("not a snapshot");
      if (decodeBody(message.body, 0, ring, foresight).kind !== "snapshot")
        throw new Error("cannot be read");
    }),
  );
  return [told("decode one snapshot of 64 seats, p50", percentile(decodeMs, 0.5) * 1000, "µs")];
}

function measureCapture(world: World): Row {
  const snapshot = createSnapshot();
  const captureMs = Array.from({ length: 500 }, () =>
    timed(() => capture({ world, status }, snapshot)),
  );
  return told("of that, capture, p50", percentile(captureMs, 0.5) * 1000, "µs");
}

/** A whole tick of a room as a server runs it: 64 seats, an input message each, decoded, and their snapshots. */
function openRoom(): Room {
  return new Room({
    code: "BENC",
    isPublic: true,
    maps: [arena],
    modes: ["deathmatch"],
    rules: ENDLESS,
    isEndless: false,
    isDark: false,
    hasKillCam: true,
    botFill: 0,
    botLevel: "regular",
    maxSeats: DEFAULT_SEATS,
    maxSpectators: 0,
    seed: 7,
    tick: 0,
    schedule: { part: 0, turn: 0 },
    counters,
    onKick: () => undefined,
    onChat: () => undefined,
  });
}

function measureRoom(): Row[] {
  say("room");
  const room = openRoom();
  const crew = new BotCrew(7);
  const seats: Seat[] = [];
  for (let slot = 0; slot < DEFAULT_SEATS; slot++) {
    seats.push(
      room.join(
        fakeConnection(() => undefined),
        `Bench ${slot}`,
        TOKEN,
      ),
    );
    crew.add(slot, []);
  }
  const inputs: Parameters<typeof step>[1][number][] = [];
  const tickMs: number[] = [];
  for (let tick = 1; tick <= SETTLE_TICKS + MEASURED_TICKS; tick++) {
    crew.think(room.world, inputs);
    const messages = seats.map((seat) => {
      const input = { ...inputs[seat.slot]! };
      return encodeClientMessage({
        type: "inputs",
        firstTick: tick + 1,
        ackTick: tick - 1,
        viewAge: 5 * REWIND_STEPS_PER_TICK,
        inputs: [input],
      });
    });
    tickMs.push(
      timed(() => {
        seats.forEach((seat, i) => receive(room, seat, messages[i]!, tick - 0.5));
        room.tick();
      }),
    );
  }
  const settled = tickMs.slice(SETTLE_TICKS);
  return [
    told("room tick with 64 seats, p50", percentile(settled, 0.5), "ms"),
    atMost("room tick with 64 seats, p99", percentile(settled, 0.99), "ms", 5),
  ];
}

function receive(room: Room, seat: Seat, bytes: Uint8Array, atTick: number): void {
  const message = decodeClientMessage(bytes);
  if (message.type !== "inputs") throw new Error("not an input");
  room.receive(seat, message, atTick);
}

function fakeConnection(send: (bytes: Uint8Array) => void) {
  const nothing = () => undefined;
  return { id: 0, address: "bench", bufferedBytes: 0, send, close: nothing, terminate: nothing };
}

function timed(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function say(what: string): void {
  process.stderr.write(`measuring ${what} …\n`);
}
