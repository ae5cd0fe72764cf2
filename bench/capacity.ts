/**
 * What a server carries, and what it would carry if it were written as one does at first:
 * `npm run bench -- --part capacity`, or a part of it with
 * `node bench/capacity.ts [--seconds 8] [--only NAME] [--json]`. A real server process and a process that is all of its
 * clients, on loopback; then as many clients on a server that sends state as JSON and as msgpack. It wants two cores for
 * itself: the figures of a busy machine, which its load tells, are worth little.
 */
import { rmSync } from "node:fs";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { setTimeout as pass } from "node:timers/promises";
import { MATCH } from "#shared/sim/tuning.ts";
import { TICK_MS } from "#shared/timing.ts";
import { favour } from "../tools/favour.ts";
import { atMost, report, told, type Row } from "../tools/rows.ts";
import { writeBigArena } from "./load/bigArena.ts";
import { between, readCounters, type Counters } from "./load/counters.ts";
import { GROWTHS, LOADS, YARDSTICKS, type Load, type Yardstick } from "./load/loads.ts";
import { LoadProcess, startServer, stop } from "./load/processes.ts";
import { SMALL_MAP } from "./load/usualMaps.ts";

const { values: flags } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    seconds: { type: "string", default: "8" },
    only: { type: "string", default: "" },
  },
});

const OUR_MAPS = "assets/maps";
const ENDLESS = ["--bots", "0", "--score-limit", "0", "--time-limit", "0", "--no-qr"];
/** A server runs for months: what its compiler makes of the code in the first seconds is not what it costs. */
const COMPILE_MS = 10_000;
/** The newest room has its warm-up and countdown behind it, in which nobody shoots or moves as in play. */
const SETTLE_MS = (MATCH.warmupTicks + MATCH.countdownTicks) * TICK_MS + COMPILE_MS;
const MEASURE_SECONDS = Number(flags.seconds);

/** What one measurement gave, over its whole time and all of its clients. */
interface Measured {
  clients: number;
  playing: number;
  bytesPerClientSecond: number;
  messagesPerClientSecond: number;
  inputsPerClientSecond: number;
  server: Counters;
}

const bigMaps = writeBigArena();
const measured = new Map<string, Measured>();
const rows: Row[] = [];
try {
  for (const load of LOADS.filter(isWanted)) rows.push(...(await measureLoad(load)));
  for (const yardstick of YARDSTICKS.filter(isWanted)) rows.push(...(await hold(yardstick)));
  rows.push(...tellGrowth());
  if (rows.length === 0) throw new Error(`--only ${flags.only}: no load has that in its name`);
} finally {
  // Where a server breaks down, what was measured before it is told all the same.
  rmSync(bigMaps, { recursive: true });
  report(rows, flags.json);
}

function isWanted({ name }: { name: string }): boolean {
  return name.includes(flags.only);
}

async function measureLoad(load: Load): Promise<Row[]> {
  const { seats, rooms, isBig } = load;
  const maps = isBig ? ["--maps", bigMaps] : ["--map", SMALL_MAP, "--modes", "deathmatch"];
  const size = ["--max-seats", String(seats), "--max-rooms", String(rooms), "--port", "0"];
  const script = ["server/main.ts", ...ENDLESS, ...maps, ...size];
  const found = await measure(load, script, (clients, port) =>
    clients.join({ port, rooms, seats, form: undefined }),
  );
  return tellLoad(load, found);
}

function tellLoad(load: Load, found: Measured): Row[] {
  const { name, tickMs, cpuPercent, bytesPerSecond } = load;
  const { server, clients, playing } = found;
  return [
    told(`${name}: clients served`, playing, `of ${clients}`),
    told(`${name}: messages up`, found.inputsPerClientSecond, "a second per client"),
    told(`${name}: messages down`, found.messagesPerClientSecond, "a second per client"),
    atMost(`${name}: tick p99`, server.tickP99Ms, "ms", tickMs),
    told(`${name}: ticks begin late p99`, server.lateP99Ms, "ms"),
    told(`${name}: ticks dropped`, server.ticksDropped, "ticks"),
    held(`${name}: CPU`, server.cpuShare * 100, "% of a core", cpuPercent),
    told(`${name}: CPU of a seat`, (server.cpuShare / clients) * 1000, "‰ of a core"),
    told(`${name}: a snapshot`, server.snapshotUs, "µs per client"),
    told(`${name}: allocated`, server.allocatedBytesPerTick / 1000, "kB a tick"),
    told(`${name}: garbage collection`, server.gcMsPerSecond, "ms a second"),
    held(`${name}: payload down`, found.bytesPerClientSecond, "B/s per client", bytesPerSecond),
  ];
}

/** The same number of clients on a server that sends state with names on it. */
async function hold(yardstick: Yardstick): Promise<Row[]> {
  const { name, form, view, load } = yardstick;
  const ours = measured.get(load) ?? (await measureOurs(load));
  const maps = view === "windows" ? bigMaps : OUR_MAPS;
  const seats = ours.clients;
  const script =
    form === "bare"
      ? ["bench/load/bareServer.ts"]
      : ["bench/load/plainServer.ts", form, String(seats), view, maps];
  const theirs = await measure(yardstick, script, (clients, port) =>
    clients.join({ port, rooms: 1, seats, form }),
  );
  const bytesShare = perMessage(ours, "bytes") / perMessage(theirs, "bytes");
  const cpuShare = perMessage(ours, "cpu") / perMessage(theirs, "cpu");
  return [
    told(`${name}: messages down`, theirs.messagesPerClientSecond, "a second per client"),
    told(`${name}: payload down`, theirs.bytesPerClientSecond, "B/s per client"),
    told(`${name}: CPU`, theirs.server.cpuShare * 100, "% of a core"),
    told(`${name}: garbage collection`, theirs.server.gcMsPerSecond, "ms a second"),
    held(`${name}: ours of its payload`, bytesShare, "of it", yardstick.bytesShare),
    held(`${name}: ours of its CPU`, cpuShare, "of it", yardstick.cpuShare),
  ];
}

/** A server that cannot keep up sends less than it should, and costs less for it: what counts is what one message costs. */
function perMessage(found: Measured, what: "bytes" | "cpu"): number {
  const { bytesPerClientSecond, messagesPerClientSecond, server } = found;
  return (what === "bytes" ? bytesPerClientSecond : server.cpuShare) / messagesPerClientSecond;
}

/** A yardstick that is measured alone brings what it is held against. */
async function measureOurs(name: string): Promise<Measured> {
  rows.push(...(await measureLoad(LOADS.find((load) => load.name === name)!)));
  return measured.get(name)!;
}

function tellGrowth(): Row[] {
  return GROWTHS.flatMap(({ larger, smaller, most }) => {
    const [more, less] = [measured.get(larger), measured.get(smaller)];
    if (more === undefined || less === undefined) return [];
    const growth = more.server.cpuShare / more.clients / (less.server.cpuShare / less.clients);
    return [atMost(`${larger}: CPU of a seat, against ${smaller}`, growth, "times", most)];
  });
}

type Join = (clients: LoadProcess, port: number) => Promise<unknown>;

/** Measures as many times as is asked for; what counts is the run whose CPU is the middle one. */
async function measure(
  { name, rounds = 1 }: { name: string; rounds?: number },
  script: readonly string[],
  join: Join,
): Promise<Measured> {
  rows.push(told(`${name}: load of the machine before`, loadavg()[0]!, "processes"));
  const runs: Measured[] = [];
  for (let round = 1; round <= rounds; round++) {
    process.stderr.write(`${name}${rounds > 1 ? `, ${round} of ${rounds}` : ""} …\n`);
    runs.push(await measureOnce(script, join));
  }
  const middle = runs.toSorted((a, b) => a.server.cpuShare - b.server.cpuShare)[rounds >> 1]!;
  measured.set(name, middle);
  return middle;
}

/** Starts `script`, lets clients in, waits until they play, and counts. */
async function measureOnce(script: readonly string[], join: Join): Promise<Measured> {
  const { child, port } = await startServer(script);
  favour(child.pid);
  const clients = new LoadProcess();
  await join(clients, port);
  await pass(SETTLE_MS);
  const found = await count(clients, port);
  await clients.stop();
  await stop(child);
  return found;
}

async function count(clients: LoadProcess, port: number): Promise<Measured> {
  const [before, countsBefore] = [await readCounters(port), await clients.count()];
  await pass(MEASURE_SECONDS * 1000);
  const [after, counts] = [await readCounters(port), await clients.count()];
  for (const [reason, clientCount] of Object.entries(counts.closed))
    process.stderr.write(`  ${clientCount} clients were let go: ${reason}\n`);
  const seconds = (counts.atMs - countsBefore.atMs) / 1000;
  const perClientSecond = (more: number) => more / counts.clients / seconds;
  return {
    clients: counts.clients,
    playing: counts.playing,
    bytesPerClientSecond: perClientSecond(counts.bytes - countsBefore.bytes),
    messagesPerClientSecond: perClientSecond(counts.messages - countsBefore.messages),
    inputsPerClientSecond: perClientSecond(counts.inputs - countsBefore.inputs),
    server: between(before, after),
  };
}

function held(name: string, value: number, unit: string, budget: number | undefined): Row {
  return budget === undefined ? told(name, value, unit) : atMost(name, value, unit, budget);
}
