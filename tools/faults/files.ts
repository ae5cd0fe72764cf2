/** Faults of the process and its files (rows S1, S3, D3, D4 of docs/faults.md). */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pass } from "node:timers/promises";
import { loadMaps, MapError } from "../../server/maps.ts";
import { readConfig } from "../../server/settings/config.ts";
import { ConfigError } from "../../server/settings/configError.ts";
import { printDefaults } from "../../server/settings/configFile.ts";
import { atMost } from "../rows.ts";
import type { Fault, Size, Tally } from "./fault.ts";
import { Stand } from "./stand.ts";

const MAPS = "assets/maps";
/** What may be caught up after a stop, as the loop has it: a quarter of a second. */
const MOST_CAUGHT_UP_TICKS = 15;
const TICKS_PER_SECOND = 60;
const MOST_END_MS = 2000;

export const SERVER_FAULTS: readonly Fault[] = [
  { id: "S1", what: "SIGTERM in the midst of matches, and again", run: stopTwice },
  { id: "S3", what: "a server that stands still for a while", run: standStill },
  { id: "D3", what: "maps and settings files cut and with bytes turned", run: spoilFiles },
];

/** On a server of its own: it lets nobody in, plays on, and ends at once at the second signal. */
async function stopTwice(): Promise<Tally> {
  const stand = await Stand.open({ rooms: 1 });
  const wrong: string[] = [];
  process.kill(stand.pid, "SIGTERM");
  await pass(500);
  const ready = await fetch(`http://127.0.0.1:${stand.port}/readyz`);
  if (ready.status !== 503) wrong.push(`is ready: ${ready.status}`);
  const code = await stand.knock().then(async (peer) => {
    peer.write(stand.hello({ room: "" }));
    return peer.nextCloseCode();
  });
  if (code !== 1001) wrong.push(`a newcomer was closed with ${code}`);
  const rows = (await stand.health())["humans"];
  if (rows !== 4) wrong.push(`${rows} people play on`);
  const sinceMs = performance.now();
  process.kill(stand.pid, "SIGTERM");
  await stand.ended;
  const row = atMost("S1: it ended after", performance.now() - sinceMs, "ms", MOST_END_MS);
  await stand.close();
  return { tries: 2, wrong, rows: [row] };
}

/** It goes on from where it was: what it missed is dropped but for a quarter of a second. */
async function standStill(_stand: Stand, size: Size): Promise<Tally> {
  const stand = await Stand.open({ rooms: 1 });
  const wrong: string[] = [];
  const stopsMs = [100, 2000, size(3000, 10_000)];
  for (const stopMs of stopsMs) {
    const before = await stand.ticks();
    process.kill(stand.pid, "SIGSTOP");
    await pass(stopMs);
    process.kill(stand.pid, "SIGCONT");
    await pass(1000);
    const { ran, dropped } = await stand.ticksSince(before);
    const mostRun = 1.5 * TICKS_PER_SECOND + MOST_CAUGHT_UP_TICKS + (stopMs / 1000) * 6;
    if (stopMs >= 2000 && dropped === 0) wrong.push(`${stopMs} ms: nothing was dropped`);
    if (stopMs >= 2000 && ran > mostRun) wrong.push(`${stopMs} ms: ${ran} ticks afterwards`);
  }
  const { humans } = await stand.health();
  if (humans !== 4) wrong.push(`${humans} people play on`);
  await stand.close();
  return { tries: stopsMs.length, wrong };
}

/** Whatever is in a file: it is played, or refused in words that name it. */
function spoilFiles(_stand: Stand, size: Size): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), "carom-faults-"));
  const wrong: string[] = [];
  let tries = 0;
  const tryOne = (name: string, bytes: Buffer, read: (path: string) => unknown) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    tries++;
    try {
      read(path);
    } catch (error) {
      const isTold = error instanceof MapError || error instanceof ConfigError;
      if (!isTold || !error.message.includes(name)) wrong.push(`${name}: ${String(error)}`);
    }
  };
  const stride = size(997, 7);
  for (const name of readdirSync(MAPS).filter((file) => file.endsWith(".tmj"))) {
    for (const bytes of spoilt(readFileSync(join(MAPS, name)), stride))
      tryOne(name, bytes, () => loadMaps(folder));
    rmSync(join(folder, name));
  }
  for (const bytes of spoilt(
    Buffer.from(printDefaults().replaceAll(/^#(?=[a-z-]+ =)/gm, "")),
    size(13, 1),
  ))
    tryOne("carom.toml", bytes, (path) => readConfig(["--config", path], {}));
  rmSync(folder, { recursive: true });
  return Promise.resolve({ tries, wrong });
}

/** Cut at every `stride`-th byte, and with that byte turned. */
function* spoilt(whole: Buffer, stride: number): Iterable<Buffer> {
  for (let at = 0; at < whole.length; at += stride) {
    yield whole.subarray(0, at);
    const turned = Buffer.from(whole);
    turned[at]! ^= 1 << (at % 8);
    yield turned;
  }
}
