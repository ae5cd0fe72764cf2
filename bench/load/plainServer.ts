/**
 * The yardstick: the same simulation and the same `ws`, and everybody is sent the full state, thirty times a second, as
 * JSON or as msgpack objects. It is what one writes at first. Bots steer; what clients send is read and dropped.
 * `node bench/load/plainServer.ts json|msgpack SEATS`
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Packr } from "msgpackr/pack";
import { collectDefaultMetrics, Registry } from "prom-client";
import { WebSocketServer } from "ws";
import { encodeServerMessage } from "#shared/protocol/codec.ts";
import { TICK_MS, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import type { PlayerInput } from "#shared/sim/input.ts";
import { joinWorld } from "#shared/sim/seating.ts";
import { step } from "#shared/sim/step.ts";
import { DEFAULT_RULES } from "#shared/sim/tuning.ts";
import { boltsInFlight, createWorld, seatedSkiffs, slotOf, type World } from "#shared/sim/world.ts";
import { BotCrew } from "../../server/bots/crew.ts";
import { loadMaps } from "../../server/maps.ts";

const [form, seats] = [process.argv[2], Number(process.argv[3])];
const maps = loadMaps(new URL("../../assets/maps", import.meta.url).pathname);
const arena = maps.reduce((a, b) => (b.width * b.height > a.width * a.height ? b : a));
const world = createWorld({
  arena,
  seed: 7,
  rules: { ...DEFAULT_RULES, scoreLimit: 0, timeLimitTicks: 0 },
});
const crew = new BotCrew(7);
const packr = new Packr({ useRecords: false });
const registry = new Registry();
collectDefaultMetrics({ register: registry });
for (let slot = 0; slot < seats; slot++) {
  crew.add(slot, []);
  joinWorld(world, slot);
}

const http = createServer((_, response) => {
  void registry.metrics().then((text) => response.end(text));
});
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
sockets.on("connection", (socket) => {
  socket.on("message", () => undefined);
  socket.send(encodeServerMessage({ type: "welcome", slot: 0, roomCode: "ABCD", scoreLimit: 0 }));
});
http.listen(0, "127.0.0.1", () => {
  console.log(`http://localhost:${(http.address() as AddressInfo).port}/`);
});

const inputs: (Readonly<PlayerInput> | undefined)[] = [];
const epochMs = performance.now();
setInterval(() => {
  while (world.tick < (performance.now() - epochMs) / TICK_MS) tick();
}, TICK_MS / 2);
process.on("SIGTERM", () => process.exit(0));

function tick(): void {
  crew.think(world, inputs);
  step(world, inputs);
  if (world.tick % TICKS_PER_SNAPSHOT !== 0) return;
  for (const socket of sockets.clients) {
    const state = stateOf(world);
    socket.send(form === "json" ? JSON.stringify(state) : packr.pack(state));
  }
}

/** Everything that a client needs to draw, with names on all of it. */
function stateOf({ tick: at, components: c, match }: World) {
  const skiffs = seatedSkiffs(world).map((e) => ({
    slot: slotOf(e),
    x: c.Position.x[e],
    y: c.Position.y[e],
    velocityX: c.Velocity.x[e],
    velocityY: c.Velocity.y[e],
    aim: c.Control.aim[e],
    isAlive: c.Skiff.isAlive[e] === 1,
    health: c.Skiff.health[e],
    weapon: c.Skiff.weapon[e],
    score: c.Score.score[e],
    kills: c.Score.kills[e],
    deaths: c.Score.deaths[e],
  }));
  const bolts = boltsInFlight(world).map((e) => ({
    id: e,
    owner: c.Bolt.owner[e],
    x: c.Position.x[e],
    y: c.Position.y[e],
    directionX: c.Bolt.directionX[e],
    directionY: c.Bolt.directionY[e],
    bounces: c.Bolt.bounces[e],
  }));
  return { tick: at, phase: match.phase, endTick: match.endTick, skiffs, bolts };
}
