/** A seat over real sockets: its TCP connection is killed, and the same client's code is back in it. */
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import WebSocket from "ws";
import { IDLE_INPUT } from "#shared/sim/input.ts";
import { skiffEntity } from "#shared/sim/world.ts";
import { Session, type Arrival } from "../client/netcode/session.ts";
import { NO_LOG } from "../server/log.ts";
import { readConfig } from "../server/settings/config.ts";
import { loadMaps } from "../server/maps.ts";
import type { Lobby } from "../server/rooms/lobby.ts";
import type { Room } from "../server/rooms/room.ts";
import { startServer, type RunningServer } from "../server/server.ts";
import { keepNothing } from "../server/store/store.ts";
import { startRelay, type Relay } from "../tools/relay.ts";

const MAPS = loadMaps(fileURLToPath(new URL("../assets/maps", import.meta.url)));
const FRAME_MS = 5;
const PATIENCE = { timeout: 20_000, interval: 5 };

let server: RunningServer;
let relay: Relay;
let lobby: Lobby;
let session: Session;
let frames: NodeJS.Timeout;
let log: unknown[];
/** How the client gets to the server: through the relay, or from another address that it has by now. */
let openSocket: () => WebSocket;

beforeEach(async () => {
  log = [];
  for (const name of ["log", "info", "warn", "error", "debug"] as const)
    vi.spyOn(console, name).mockImplementation((...words) => void log.push(...words));
  server = await startServer({
    config: readConfig(["--port", "0", "--host", "127.0.0.1", "--bots", "0"], {}),
    protocolId: "test",
    maps: MAPS,
    now: () => performance.now(),
    random: () => 0.5,
    servePage: (_request, response) => response.end(),
    log: { ...NO_LOG, error: ({ err }) => log.push(err) },
    store: keepNothing(() => 0),
    onTick: (running) => (lobby = running),
  });
  relay = await startRelay({
    targetPort: server.port,
    profile: { delayMs: 1, jitterMs: 0, bytesPerSecond: Infinity },
    seed: 1,
    now: () => performance.now(),
  });
  openSocket = () => new WebSocket(`ws://127.0.0.1:${relay.port}/play`);
  session = new Session({
    openSocket: () => openSocket(),
    now: () => performance.now(),
    protocolId: "test",
    name: "Ada",
    room: "",
    sampleInput: () => IDLE_INPUT,
  });
  frames = setInterval(() => session.frame(performance.now()), FRAME_MS);
});

afterEach(async () => {
  session.leave();
  clearInterval(frames);
  await relay.close();
  await server.stop();
  vi.restoreAllMocks();
});

const room = (): Room => [...lobby.rooms][0]!;

/** Until the player sits and sees; gives his slot. */
async function play(arrival: Arrival): Promise<number> {
  const isThere = () => session.state.kind === "playing" && session.state.arrival === arrival;
  const view = await vi.waitUntil(() => isThere() && session.frame(performance.now()), PATIENCE);
  return view.own.slot;
}

test.each([
  ["reset", () => relay.links.at(-1)!.reset()],
  ["dead without a word", () => relay.links.at(-1)!.swallow(true, true)],
])("a TCP connection that is %s: the same seat, its score and its name", async (_, kill) => {
  const slot = await play("new");
  room().world.components.Score.score[skiffEntity(slot)] = 12;
  kill();
  await vi.waitUntil(() => session.state.kind !== "playing", PATIENCE);
  expect(await play("back")).toBe(slot);
  expect(room().world.components.Score.score[skiffEntity(slot)]).toBe(12);
  expect([...room().seats].map(({ name }) => name)).toEqual(["Ada"]);
  expect([lobby.census.humanCount, lobby.census.heldCount]).toEqual([1, 0]);
  expect(log).toEqual([]);
});

test("another address, as from one network to the next (C2): the same seat, and no kill of the meantime is lost", async () => {
  const slot = await play("new");
  const { Score } = room().world.components;
  Score.kills[skiffEntity(slot)] = 3;
  const [seat] = room().seats;
  relay.links.at(-1)!.swallow(true, true);
  openSocket = () =>
    new WebSocket(`ws://127.0.0.1:${server.port}/play`, { localAddress: "127.0.0.9" });
  // A rocket of his is still in the air.
  Score.kills[skiffEntity(slot)] = 4;
  expect(seat!.connection?.address).toBe("127.0.0.1");
  await vi.waitUntil(() => session.state.kind !== "playing", PATIENCE);
  expect(await play("back")).toBe(slot);
  expect(seat!.connection?.address).toBe("127.0.0.9");
  await vi.waitUntil(
    () => session.frame(performance.now())?.seats.some(({ kills }) => kills === 4),
    PATIENCE,
  );
  expect([lobby.census.humanCount, lobby.census.heldCount]).toEqual([1, 0]);
  expect(log).toEqual([]);
});
