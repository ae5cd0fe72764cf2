/**
 * What a server carries, and what it would carry if it were written as one does at first:
 * `npm run bench:capacity [-- --seconds 8] [--json]`. A real server process on one side, lean clients on the other, all on
 * loopback; then the same number of clients on a server that sends everybody everything as JSON, and as msgpack.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { TICK_MS } from "#shared/timing.ts";
import { computeProtocolId } from "../server/protocolId.ts";
import { atMost, report, told, type Row } from "../tools/rows.ts";
import { LeanClient } from "./load/leanClient.ts";
import { between, readCounters, type Counters } from "./load/counters.ts";

const { values: flags } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    seconds: { type: "string", default: "8" },
  },
});

interface Load {
  name: string;
  rooms: number;
  seats: number;
  /** Milliseconds that 99 of 100 ticks must stay below. */
  budgetMs: number;
}

const LOADS: readonly Load[] = [
  { name: "16 seats in a room", rooms: 1, seats: 16, budgetMs: 8 },
  { name: "64 seats in a room", rooms: 1, seats: 64, budgetMs: 8 },
  { name: "4 rooms of 16", rooms: 4, seats: 16, budgetMs: 10 },
  { name: "12 rooms of 16", rooms: 12, seats: 16, budgetMs: 10 },
  { name: "24 rooms of 16", rooms: 24, seats: 16, budgetMs: 10 },
];
const YARDSTICK_SEATS = 64;
const SERVER = ["server/main.ts", "--bots", "0", "--max-seats", "64", "--max-rooms", "32"];
const SETTLE_MS = 3000;
const MEASURE_MS = Number(flags.seconds) * 1000;
const JOIN_INTERVAL_MS = 10;
const ROOT = fileURLToPath(new URL("..", import.meta.url));

const rows: Row[] = [];
for (const load of LOADS) rows.push(...(await measure(load)));
const ours = rows.find((row) => row.name === "64 seats in a room: payload down")!.value;
for (const form of ["json", "msgpack"] as const) rows.push(...(await measureYardstick(form, ours)));
report(rows, flags.json);

async function measure(load: Load): Promise<Row[]> {
  process.stderr.write(`${load.name} …\n`);
  const { child, port } = await start(SERVER, ["--port", "0"]);
  const clients = await join(port, load);
  const stopBeat = beat(clients);
  await pass(SETTLE_MS);
  const [spent, bytes] = await over(port, clients);
  stopBeat();
  for (const client of clients) client.leave();
  await stop(child);
  const count = load.rooms * load.seats;
  const lost = clients.filter((client) => client.closed !== undefined && client.bytes === 0).length;
  return [
    told(`${load.name}: clients served`, count - lost, "clients"),
    atMost(`${load.name}: tick p99`, spent.tickP99Ms, "ms", load.budgetMs),
    told(`${load.name}: ticks begin late p99`, spent.lateP99Ms, "ms"),
    told(`${load.name}: ticks dropped`, spent.ticksDropped, "ticks"),
    told(`${load.name}: CPU`, spent.cpuShare * 100, "% of a core"),
    told(`${load.name}: CPU of a seat`, (spent.cpuShare / count) * 1000, "‰ of a core"),
    told(`${load.name}: payload down`, bytes / count / (MEASURE_MS / 1000), "B/s per client"),
  ];
}

/** The same load on a server that sends everybody everything. */
async function measureYardstick(form: "json" | "msgpack", ours: number): Promise<Row[]> {
  process.stderr.write(`full state as ${form} …\n`);
  const { child, port } = await start(["bench/load/plainServer.ts", form, String(YARDSTICK_SEATS)]);
  const clients = await join(port, { name: form, rooms: 1, seats: YARDSTICK_SEATS, budgetMs: 0 });
  await pass(SETTLE_MS);
  const [spent, bytes] = await over(port, clients);
  for (const client of clients) client.leave();
  await stop(child);
  const each = bytes / YARDSTICK_SEATS / (MEASURE_MS / 1000);
  return [
    told(`64 seats, full state as ${form}: payload down`, each, "B/s per client"),
    told(`64 seats, full state as ${form}: CPU`, spent.cpuShare * 100, "% of a core"),
    form === "json"
      ? atMost("ours of the bytes of full state as JSON", ours / each, "of them", 0.01)
      : told("ours of the bytes of full state as msgpack", ours / each, "of them"),
  ];
}

/** Clients in their rooms: the first of each opens it, the others follow by its code. */
async function join(port: number, load: Load): Promise<LeanClient[]> {
  const url = `ws://127.0.0.1:${port}/play`;
  const protocolId = computeProtocolId();
  const clients: LeanClient[] = [];
  for (let room = 0; room < load.rooms; room++) {
    const first = new LeanClient(url, protocolId, "new", room + 1);
    clients.push(first);
    await until(() => first.messages > 0 || first.closed !== undefined);
    for (let seat = 1; seat < load.seats; seat++) {
      clients.push(new LeanClient(url, protocolId, first.roomCode, room * 100 + seat));
      await pass(JOIN_INTERVAL_MS);
    }
  }
  return clients;
}

/** What the server spent and sent over the time of the measurement. */
async function over(port: number, clients: readonly LeanClient[]): Promise<[Counters, number]> {
  const sum = () => clients.reduce((total, client) => total + client.bytes, 0);
  const before = await readCounters(port);
  const bytesBefore = sum();
  await pass(MEASURE_MS);
  return [between(before, await readCounters(port)), sum() - bytesBefore];
}

function beat(clients: readonly LeanClient[]): () => void {
  const timer = setInterval(() => {
    const nowMs = performance.now();
    for (const client of clients) client.beat(nowMs);
  }, TICK_MS);
  return () => clearInterval(timer);
}

/** Starts a server and waits until it tells its address. */
async function start(script: readonly string[], more: readonly string[] = []) {
  const child = spawn(process.execPath, [...script, ...more], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = await new Promise<number>((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (chunk) => {
      text += String(chunk);
      const found = /localhost:(\d+)/.exec(text);
      if (found) resolve(Number(found[1]));
    });
    child.once("exit", () => reject(new Error(`the server ended: ${text}`)));
  });
  return { child, port };
}

async function stop(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await gone;
}

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await pass(JOIN_INTERVAL_MS);
}
