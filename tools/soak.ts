/**
 * A server for half an hour: bots come and go in four rooms through a bad network, and what must stay flat is watched.
 * `npm run -s soak -- [--minutes 30] [--seed 1] [--json]`
 */
import { readdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { setTimeout as pass } from "node:timers/promises";
import { TICK_MS } from "#shared/timing.ts";
import { readCounters, sumOf } from "../bench/load/counters.ts";
import { startServer, stop } from "../bench/load/processes.ts";
import { computeProtocolId } from "../server/protocolId.ts";
import { Chance } from "../tests/harness/fuzzSeed.ts";
import { collectGarbage, inspectable } from "./collector.ts";
import { LoadBot } from "./loadBot.ts";
import { Relay } from "./relay.ts";
import { atLeast, atMost, report, told } from "./rows.ts";

const { values: flags } = parseArgs({
  options: {
    minutes: { type: "string", default: "30" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});

const ROOMS = 4;
const BOTS = 24;
const MINUTES = Number(flags.minutes);
/** A slope wants points to go through. */
const LEAST_MINUTES = 5;
if (!(MINUTES >= LEAST_MINUTES)) {
  console.error(`--minutes takes a number from ${LEAST_MINUTES} on`);
  process.exit(2);
}
const SECONDS = MINUTES * 60;
const SAMPLE_MS = 15_000;
/** Mean time that one stays. */
const STAY_SECONDS = 60;
/** What is settling in at first is not measured. */
const WARM_SHARE = 0.25;
/** Of the heap after a collecting: a leak of one small object a tick would be ten times this. */
const MOST_GROWTH_MB_PER_HOUR = 6;
const MOST_FDS = 4;
const MB = 1e6;
const HOUR_MS = 3_600_000;
/** A line at home, with a pause now and then, and now and then one that breaks. */
const PROFILE = {
  delayMs: 25,
  jitterMs: 10,
  bytesPerSecond: Number.POSITIVE_INFINITY,
  stalls: { perSecond: 0.2, leastMs: 100, mostMs: 400 },
};

interface Sample {
  atMs: number;
  heapMb: number;
  residentMb: number;
  fds: number;
}

const chance = new Chance(Number(flags.seed));
const now = () => performance.now();
const settings = [
  "--max-rooms",
  String(ROOMS),
  "--max-seats",
  "8",
  "--bots",
  "6",
  "--time-limit",
  "1",
];
const inspector = await inspectable();
const script = [...inspector.flags, "server/main.ts", ...settings, "--no-records", "--no-qr"];
const { child, port } = await startServer([...script, "--port", "0"]);
const relay = new Relay({ targetPort: port, profile: PROFILE, seed: Number(flags.seed), now });
await relay.listening();
const crowd = { bots: [] as LoadBot[], came: 0, broken: 0 };
const samples: Sample[] = [];
const beat = setInterval(() => crowd.bots.forEach((bot) => bot.frame()), TICK_MS);
const beganMs = now();
while (now() - beganMs < SECONDS * 1000) {
  await comeAndGo();
  samples.push(await sample());
  const left = SECONDS - (now() - beganMs) / 1000;
  process.stderr.write(`\r${Math.max(0, Math.ceil(left))} s left, ${crowd.bots.length} in play `);
}
process.stderr.write("\n");
clearInterval(beat);
const { text } = await readCounters(port);
const isAlive = child.exitCode === null;
for (const { session } of crowd.bots) session.leave();
await relay.close();
await stop(child);
tell();

/** About as many leave as come; some of them by a line that breaks, and those come back by themselves. */
async function comeAndGo(): Promise<void> {
  const endMs = now() + SAMPLE_MS;
  while (now() < endMs) {
    if (crowd.bots.length < BOTS && chance.oneIn(2)) join();
    if (chance.oneIn(Math.ceil((STAY_SECONDS * 4) / Math.max(1, crowd.bots.length)))) leave();
    if (chance.oneIn(40)) breakLine();
    await pass(250);
  }
}

function join(): void {
  const url = `ws://127.0.0.1:${relay.port}/play`;
  const room = chance.oneIn(4) ? "new open" : "";
  const name = `Soak ${++crowd.came}`;
  crowd.bots.push(
    new LoadBot({ url, protocolId: computeProtocolId(), name, room, seed: crowd.came }),
  );
}

function leave(): void {
  const [bot] = crowd.bots.splice(chance.below(crowd.bots.length), 1);
  bot?.session.leave();
}

function breakLine(): void {
  const open = relay.links.filter(({ isOpen }) => isOpen);
  if (open.length === 0) return;
  chance.pick(open).reset();
  crowd.broken++;
}

async function sample(): Promise<Sample> {
  await collectGarbage(inspector.port);
  const { text: metrics } = await readCounters(port);
  return {
    atMs: now(),
    heapMb: sumOf(metrics, "nodejs_heap_size_used_bytes") / MB,
    residentMb: sumOf(metrics, "process_resident_memory_bytes") / MB,
    fds: readdirSync(`/proc/${child.pid}/fd`).length - crowd.bots.length,
  };
}

function tell(): void {
  const steady = samples.slice(Math.floor(samples.length * WARM_SHARE));
  const third = Math.max(1, Math.floor(steady.length / 3));
  const fdsOf = (part: Sample[]) =>
    part.map(({ fds }) => fds).sort((a, b) => a - b)[part.length >> 1]!;
  const growth = fdsOf(steady.slice(-third)) - fdsOf(steady.slice(0, third));
  report(
    [
      told("played", SECONDS / 60, "minutes"),
      atLeast("players who came", crowd.came, "players", BOTS),
      told("lines broken", crowd.broken, "lines"),
      atMost(
        "heap after collecting: slope",
        slopeOf(steady),
        "MB an hour",
        MOST_GROWTH_MB_PER_HOUR,
      ),
      told("resident memory at the end", steady.at(-1)!.residentMb, "MB"),
      atMost("descriptors beyond those of players, last third against first", growth, "", MOST_FDS),
      atMost("handlers that failed", sumOf(text, "carom_handler_errors_total"), "", 0),
      told("snapshots that a client could not read", sumOf(text, "carom_resyncs_total"), ""),
      atLeast("the server is alive", Number(isAlive), "", 1),
    ],
    flags.json,
  );
}

/** MB an hour, by least squares. */
function slopeOf(points: readonly Sample[]): number {
  const mean = (read: (point: Sample) => number) =>
    points.reduce((sum, point) => sum + read(point), 0) / points.length;
  const [meanMs, meanMb] = [mean(({ atMs }) => atMs), mean(({ heapMb }) => heapMb)];
  const along = points.reduce((sum, { atMs }) => sum + (atMs - meanMs) ** 2, 0);
  const both = points.reduce((sum, p) => sum + (p.atMs - meanMs) * (p.heapMb - meanMb), 0);
  return along === 0 ? 0 : (both / along) * HOUR_MS;
}
