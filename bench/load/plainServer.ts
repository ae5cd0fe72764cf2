/**
 * The yardstick: the same simulation and the same `ws`, and everybody is sent the state with names on all of it, thirty
 * times a second, as JSON or as msgpack objects: all of it, or what lies in his window. It is what one writes at first.
 * `node bench/load/plainServer.ts json|msgpack SEATS all|windows MAPS`
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Packr } from "msgpackr/pack";
import { Unpackr } from "msgpackr/unpack";
import { collectDefaultMetrics, Registry } from "prom-client";
import { WebSocketServer, type WebSocket } from "ws";
import { TICK_MS, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { moveNumber, type SEAT_FIELDS, type SKIFF_FIELDS } from "#shared/protocol/replicated.ts";
import type { SimEvent } from "#shared/sim/events.ts";
import { sanitizeInput, type PlayerInput } from "#shared/sim/input.ts";
import { joinWorld } from "#shared/sim/seating.ts";
import { step } from "#shared/sim/step.ts";
import { DEFAULT_RULES } from "#shared/sim/tuning.ts";
import {
  boltsInFlight,
  createWorld,
  pads,
  seatedSkiffs,
  slotOf,
  type World,
} from "#shared/sim/world.ts";
import { LOOK_AHEAD_PX, USUAL_SCREEN } from "#shared/view.ts";
import { loadMaps } from "../../server/maps.ts";
import { SMALL_MAP } from "./usualMaps.ts";
import { ENTER_MARGIN_PX } from "../../server/replication/interest.ts";

const [form, seatsText, view, folder] = process.argv.slice(2);
const maps = loadMaps(folder!);
const seats = Number(seatsText);
/** How far a window reaches from its skiff: as far as ours for the same screen, or it would show less than we do. */
const REACH_X_PX = USUAL_SCREEN.widthPx / 2 + LOOK_AHEAD_PX + ENTER_MARGIN_PX;
const REACH_Y_PX = USUAL_SCREEN.heightPx / 2 + LOOK_AHEAD_PX + ENTER_MARGIN_PX;
const rules = { ...DEFAULT_RULES, scoreLimit: 0, timeLimitTicks: 0 };
const world = createWorld({
  arena: maps.find(({ name }) => name === SMALL_MAP) ?? maps[0]!,
  seed: 7,
  rules,
  seats,
});
const packr = new Packr({ useRecords: false });
const unpackr = new Unpackr({ useRecords: false });
const registry = new Registry();
collectDefaultMetrics({ register: registry });
for (let slot = 0; slot < seats; slot++) joinWorld(world, slot);

const inputs: PlayerInput[] = [];
/** Of the ticks since the last that was sent. */
const events: SimEvent[] = [];
const players = new Map<WebSocket, number>();
const http = createServer((_, response) => {
  void registry.metrics().then((text) => response.end(text));
});
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
sockets.on("connection", (socket) => {
  const slot = players.size;
  players.set(socket, slot);
  socket.on("message", (data: Buffer) => {
    const message = form === "json" ? JSON.parse(data.toString()) : unpackr.unpack(data);
    inputs[slot] = sanitizeInput(message as PlayerInput);
  });
});
http.listen(0, "127.0.0.1", () => {
  console.log(`http://localhost:${(http.address() as AddressInfo).port}/`);
});

/** Behind by more than so much it loses time: who only ever caught up would not hear its network any more. */
const MOST_TICKS_AT_ONCE = 4;
let dueMs = performance.now();
setInterval(() => {
  for (let i = 0; i < MOST_TICKS_AT_ONCE && performance.now() >= dueMs; i++, dueMs += TICK_MS)
    tick();
  dueMs = Math.max(dueMs, performance.now() - TICK_MS);
}, TICK_MS / 2);
process.on("SIGINT", () => process.exit(0));

function tick(): void {
  step(world, inputs);
  events.push(...world.events);
  if (world.tick % TICKS_PER_SNAPSHOT !== 0) return;
  const state = stateOf(world);
  const forAll = view === "all" ? encode(state) : undefined;
  for (const [socket, slot] of players) socket.send(forAll ?? encode(windowOf(state, slot)));
  events.length = 0;
}

function encode(state: unknown): string | Buffer {
  return form === "json" ? JSON.stringify(state) : packr.pack(state);
}

type ReplicatedName = (typeof SKIFF_FIELDS | typeof SEAT_FIELDS)[number]["name"];
type State = ReturnType<typeof stateOf>;

/** What of it lies in the window around one's own skiff. */
function windowOf(state: State, slot: number): State {
  const me = state.skiffs.find((skiff) => skiff.slot === slot)!;
  const isNear = ({ x, y }: { x: number; y: number }) =>
    Math.abs(x - me.x) < REACH_X_PX && Math.abs(y - me.y) < REACH_Y_PX;
  return {
    ...state,
    skiffs: state.skiffs.filter(isNear),
    bolts: state.bolts.filter(isNear),
    pads: state.pads.filter(isNear),
    events: state.events.filter((event) => !("x" in event) || isNear(event)),
  };
}

/** Everything that a client needs to draw and that ours is told, with names on all of it. */
function stateOf(of: World) {
  const { tick: at, components: c, match } = of;
  return {
    tick: at,
    phase: match.phase,
    endTick: match.endTick,
    mode: of.rules.mode,
    teamScores: match.teamScores,
    skiffs: seatedSkiffs(of).map((e) => skiffOf(of, e)),
    bolts: boltsInFlight(of).map((e) => boltOf(of, e)),
    pads: pads(of).map((e) => ({
      x: c.Position.x[e]!,
      y: c.Position.y[e]!,
      kind: c.Pad.kind[e],
      readyTick: c.Pad.readyTick[e],
    })),
    events: events.slice(),
  };
}

/** A skiff and its line of the scoreboard: no field of ours may be missing, or the yardstick would show less. */
function skiffOf({ tick: at, components: c }: World, e: number) {
  return {
    slot: slotOf(e),
    x: c.Position.x[e]!,
    y: c.Position.y[e]!,
    velocityX: c.Velocity.x[e],
    velocityY: c.Velocity.y[e],
    move: moveNumber(c.Control.moveX[e]!, c.Control.moveY[e]!),
    aim: c.Control.aim[e],
    isAlive: c.Skiff.isAlive[e] === 1,
    isShielded: at < c.Skiff.shieldEndTick[e]!,
    isOverdriven: at < c.Skiff.overdriveEndTick[e]!,
    shieldPoints: c.Skiff.shieldPoints[e],
    health: c.Skiff.health[e],
    weapon: c.Skiff.weapon[e],
    dashEndTick: c.Skiff.dashEndTick[e],
    score: c.Score.score[e],
    kills: c.Score.kills[e],
    deaths: c.Score.deaths[e],
    caroms: c.Score.caroms[e],
    assists: c.Score.assists[e],
    feats: c.Score.feats[e],
    team: c.Skiff.team[e],
    pingMs: 0,
    isAway: false,
  } satisfies Record<ReplicatedName, unknown> & Record<string, unknown>;
}

function boltOf({ components: c }: World, e: number) {
  return {
    id: e,
    owner: c.Bolt.owner[e],
    weapon: c.Bolt.weapon[e],
    x: c.Position.x[e]!,
    y: c.Position.y[e]!,
    directionX: c.Bolt.directionX[e],
    directionY: c.Bolt.directionY[e],
    bounces: c.Bolt.bounces[e],
  };
}
