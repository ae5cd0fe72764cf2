import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import WebSocket from "ws";
import { type Decoded, decodeServerMessage, encodeClientMessage } from "#shared/protocol/codec.ts";
import { USUAL_TABLE, type ClientMessage, type ServerMessage } from "#shared/protocol/messages.ts";
import { readOffer } from "#shared/protocol/offer.ts";
import { MODES } from "#shared/sim/modes/modes.ts";
import { seatedSkiffs, type World } from "#shared/sim/world.ts";
import { NO_LOG } from "./log.ts";
import { readConfig } from "./settings/config.ts";
import { loadMaps } from "./maps.ts";
import type { Lobby } from "./rooms/lobby.ts";
import { startServer, type RunningServer } from "./server.ts";
import { keepNothing } from "./store/store.ts";
import { enter } from "./transport/testPort.ts";

const MAPS = loadMaps(fileURLToPath(new URL("../assets/maps", import.meta.url)));

type Hello = Extract<ClientMessage, { type: "hello" }>;

const told = new WeakMap<WebSocket, Decoded<ServerMessage>[]>();
let server: RunningServer;
let faults: unknown[];
/** How far the server's clock is ahead: time that has passed without anybody waiting for it. */
let skewMs: number;
let servePage: (response: ServerResponse) => void;
let onTick: (lobby: Lobby) => void;

function start(...args: string[]): Promise<RunningServer> {
  return startServer({
    config: readConfig(["--port", "0", "--host", "127.0.0.1", ...args], {}),
    protocolId: "test",
    maps: MAPS,
    now: () => performance.now() + skewMs,
    random: () => 0.5,
    servePage: (_request, response) => servePage(response),
    onTick: (lobby) => onTick(lobby),
    log: { ...NO_LOG, error: ({ err }) => faults.push(err) },
    store: keepNothing(() => 0),
  });
}

beforeEach(async () => {
  faults = [];
  skewMs = 0;
  onTick = () => undefined;
  servePage = (response) => response.end("the page");
  server = await start();
});
afterEach(() => server.stop());

async function join(wish: Partial<Hello> = {}): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/play`);
  const heard: Decoded<ServerMessage>[] = [];
  told.set(socket, heard);
  socket.on("message", (data: Buffer) => heard.push(decodeServerMessage(data)));
  await once(socket, "open");
  const hello = {
    type: "hello",
    protocolId: "test",
    name: "Ada",
    room: "",
    token: "",
    isWatching: false,
    password: "",
    playerKey: "",
    ...USUAL_TABLE,
    ...wish,
  } as const;
  socket.send(encodeClientMessage(hello));
  return socket;
}

/** Waits for a message of this type among all that `socket` was ever told. */
async function hear<T extends ServerMessage["type"]>(
  socket: WebSocket,
  type: T,
): Promise<Extract<ServerMessage, { type: T }>> {
  const found = await vi.waitUntil(
    () => told.get(socket)!.find((message) => message.type === type),
    { timeout: 5000 },
  );
  return found as Extract<ServerMessage, { type: T }>;
}

async function get(path: string): Promise<string> {
  return (await fetch(`http://127.0.0.1:${server.port}${path}`)).text();
}

test("whoever says hello is welcomed, and then hears of the world", async () => {
  const socket = await join();
  const types = new Set<string>();
  while (!types.has("snapshot")) {
    const [data] = (await once(socket, "message")) as [Buffer];
    types.add(decodeServerMessage(data).type);
  }
  expect([...types][0]).toBe("welcome");
});

describe("a new room, as it is wished for (B9)", () => {
  const puck = MODES.findIndex(({ name }) => name === "puck");

  test("plays what the server says may be played, for who is invited, too", async () => {
    const offer = readOffer(JSON.parse(await get("/tables")))!;
    expect(offer.modes).toEqual(MODES.map(({ name }) => name));
    expect(offer.maps.map(({ name }) => name)).toEqual(MAPS.map(({ name }) => name));
    const rink = offer.maps.findLast(({ modes }) => modes.includes("puck"))!;
    const ada = await join({ room: "new", mode: puck, map: rink.name });
    const { roomCode } = await hear(ada, "welcome");
    expect((await hear(ada, "arena")).arena).toMatchObject({ name: rink.name, title: rink.title });
    const bob = await join({ room: roomCode });
    expect((await hear(bob, "arena")).arena.puck).toBeDefined();
  });

  test.each<[string, Partial<Hello>, number, RegExp, string]>([
    ["a map that is not there", { map: "attic" }, 4014, /no such map/, "no such table"],
    ["a mode that is none", { mode: MODES.length }, 1008, /mode: not a whole number/, "malformed"],
  ])("is refused for %s", async (_, wish, expected, why, counted) => {
    const ada = await join({ room: "new" });
    await hear(ada, "welcome");
    const eve = await join({ room: "new", ...wish });
    const [code, reason] = (await once(eve, "close")) as [number, Buffer];
    expect([code, why.test(reason.toString())]).toEqual([expected, true]);
    expect(await get("/metrics")).toContain(`carom_refusals_total{reason="${counted}"} 1\n`);
    await hear(ada, "snapshot");
    expect(JSON.parse(await get("/healthz"))).toMatchObject({ rooms: 1, humans: 1 });
  });
});

test("health and metrics tell who is here", async () => {
  const socket = await join();
  await once(socket, "message");
  expect(JSON.parse(await get("/healthz"))).toMatchObject({
    status: "ok",
    protocolId: "test",
    rooms: 1,
    humans: 1,
    bots: 5,
    connections: 1,
  });
  const metrics = await get("/metrics");
  expect(metrics).toContain('carom_seats{kind="human"} 1\n');
  expect(metrics).toContain('carom_seats{kind="bot"} 5\n');
  expect(metrics).toContain('carom_messages_total{direction="in"} 1\n');
  expect(metrics).toMatch(/^carom_tick_duration_seconds_count \d+$/m);
});

test("a page that fails is reported and does not stop the server", async () => {
  servePage = () => {
    throw new Error("planted");
  };
  expect(await get("/")).toContain("The server made a mistake");
  expect(faults).toEqual([new Error("planted")]);
  expect(await get("/healthz")).toContain('"status":"ok"');
});

test("all else is the page", async () => {
  expect(await get("/")).toBe("the page");
});

test("a port that is taken fails with its code", async () => {
  await expect(start("--port", String(server.port))).rejects.toMatchObject({ code: "EADDRINUSE" });
});

test("an address that is not this computer's fails with its code", async () => {
  await expect(start("--host", "192.0.2.77")).rejects.toMatchObject({ code: "EADDRNOTAVAIL" });
});

/** Asks for the metrics until this line is among them. */
async function metricsWith(line: RegExp): Promise<string> {
  for (;;) {
    const metrics = await get("/metrics");
    if (line.test(metrics)) return metrics;
  }
}

test("time in which the process stood still is dropped, and counted", async () => {
  skewMs += 10_000;
  const metrics = await metricsWith(/^carom_ticks_dropped_total [1-9]/m);
  const dropped = Number(/^carom_ticks_dropped_total (\d+)/m.exec(metrics)![1]);
  expect(dropped).toBeGreaterThanOrEqual(590);
});

test("somebody who has fallen silent is dropped", async () => {
  const peer = await enter(server.port);
  skewMs += 16_000;
  await peer.hearAll();
  expect(await get("/metrics")).toContain('carom_refusals_total{reason="silent"} 1\n');
});

describe("stopping", () => {
  test("tells everybody why, and nobody can come any more", async () => {
    const socket = await join();
    const closed = once(socket, "close");
    await server.stop();
    const [code, reason] = (await closed) as [number, Buffer];
    expect([code, reason.toString()]).toEqual([1001, "server is stopping"]);
    await expect(get("/healthz")).rejects.toThrow("fetch failed");
    server = await start();
  });

  test("does not wait for who does not answer", async () => {
    const peer = await enter(server.port);
    await server.stop();
    // The Close frame that it was told, and nothing after it.
    const heard = Buffer.from(await peer.hearAll(), "latin1");
    expect(heard.readUInt16BE(2)).toBe(1001);
    expect(heard.subarray(4).toString()).toBe("server is stopping");
    server = await start();
  });
});

describe("/live", () => {
  async function listen(origin?: string): Promise<{ frames: unknown[]; socket: WebSocket }> {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/live`, origin ? { origin } : {});
    const frames: unknown[] = [];
    socket.on("message", (data: Buffer) => frames.push(JSON.parse(data.toString())));
    await once(socket, "message");
    return { frames, socket };
  }

  test("tells of an open room, and of what changes in it", async () => {
    await join({ name: "Ada" });
    const { frames, socket } = await listen();
    expect(frames[0]).toMatchObject({ type: "state", rooms: [{ people: 1 }] });
    await join({ name: "Cleo" });
    await vi.waitFor(() => expect(JSON.stringify(frames.slice(1))).toContain("Cleo"), 5000);
    socket.terminate();
  });

  test("tells of a kill, though whoever runs the server stops the match right after it", async () => {
    await join({ name: "Ada" });
    const { frames, socket } = await listen();
    let stopped = 0;
    onTick = (lobby) => {
      for (const room of lobby.rooms) {
        weaken(room.world);
        if (stopped > 0 || !room.world.events.some(({ type }) => type === "death")) continue;
        stopped += 1;
        room.pause(60);
      }
    };
    await vi.waitUntil(() => ((skewMs += 150), stopped > 0), { timeout: 10_000, interval: 20 });
    await vi.waitFor(() => expect(JSON.stringify(frames)).toContain('"kills":[{'), 2000);
    socket.terminate();
  });

  test("of a private room it tells nothing", async () => {
    await join({ name: "Bob", room: "new" });
    const { frames, socket } = await listen();
    expect(frames).toMatchObject([{ type: "state", rooms: [] }]);
    socket.terminate();
  });

  test.each([["--dark-hall"], ["--password", "hush"]])(
    "with %s nothing is told: who comes by could not watch either",
    async (...args) => {
      await server.stop();
      server = await start(...args);
      await join({ password: "hush" });
      const { frames, socket } = await listen();
      expect(frames).toMatchObject([{ type: "state", rooms: [] }]);
      socket.terminate();
    },
  );

  test("pages of other sites may not listen", async () => {
    await expect(listen("https://evil.example")).rejects.toThrow("403");
  });
});

/** The next hit is the last for anybody. */
function weaken(world: World): void {
  const { health, shieldEndTick } = world.components.Skiff;
  for (const skiff of seatedSkiffs(world)) {
    health[skiff] = Math.min(1, health[skiff]!);
    shieldEndTick[skiff] = 0;
  }
}
