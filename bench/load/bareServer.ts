/**
 * What messages alone cost: as many as a full server of ours reads and writes, as long, through the same `ws` and in the
 * same beat, and nothing done about them. No server on this machine can be cheaper. `node bench/load/bareServer.ts`
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { collectDefaultMetrics, Registry } from "prom-client";
import { WebSocketServer } from "ws";
import { TICK_MS, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { NODE_TIMERS, runLoop } from "../../server/loop.ts";
import { frameOf } from "../../server/transport/frame.ts";

/** A snapshot of 256 seats with windows, as measured. */
const SNAPSHOT_BYTES = 80;
const snapshot = new Uint8Array(SNAPSHOT_BYTES);
const registry = new Registry();
collectDefaultMetrics({ register: registry });
const players: Duplex[] = [];
const http = createServer((_, response) => {
  void registry.metrics().then((text) => response.end(text));
});
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
sockets.on("connection", (socket, request) => {
  players.push(request.socket);
  socket.on("message", () => undefined);
});
http.listen(0, "127.0.0.1", () => {
  console.log(`http://localhost:${(http.address() as AddressInfo).port}/`);
});
runLoop({
  now: () => performance.now(),
  timers: NODE_TIMERS,
  tickMs: TICK_MS,
  parts: 1,
  partsInUse: () => 1,
  maxTicksPerWake: 1,
  maxBacklogTicks: 1,
  beat: () => "crowd",
  onTick: ({ tick }) => {
    // As rooms take turns: each tick it is the others'.
    for (let i = tick % TICKS_PER_SNAPSHOT; i < players.length; i += TICKS_PER_SNAPSHOT)
      players[i]!.write(frameOf(snapshot, "binary"));
  },
  onDrop: () => undefined,
});
process.on("SIGINT", () => process.exit(0));
