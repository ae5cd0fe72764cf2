/** Faults of the process: signals, clocks, stalls, and nothing left of what it needs (rows S1 to S6 of docs/faults.md). */
import { spawn, spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { setTimeout as pass } from "node:timers/promises";
import { CloseCode } from "#shared/protocol/closing.ts";
import { between, type Reading } from "../../bench/load/counters.ts";
import { upgradeRequest, RawPeer } from "../../server/transport/testPort.ts";
import { atMost, told, type Row } from "../rows.ts";
import { onOwnStand, type Fault, type Size, type Tally } from "./fault.ts";
import { PEOPLE, Stand } from "./stand.ts";

/** What may be caught up after a stop, as the loop has it: a quarter of a second. */
const MOST_CAUGHT_UP_TICKS = 15;
const TICKS_PER_SECOND = 60;
/** Nobody knows to the millisecond when a reading was taken. */
const UNSURE_TICKS = 12;
const MOST_END_MS = 2000;
const LONG_MS = 2000;
const HOUR_MS = 3600_000;
const TEN_YEARS_MS = 10 * 365 * 24 * HOUR_MS;
/** A server with so few descriptors left can take in next to nobody; some come and go besides. */
const SPARE_FDS = 4;
const KNOCKING = 40;
/** Of util-linux: changes the limits of a process that runs. */
const LIMITER = "prlimit";
const MOST_ANSWERED = KNOCKING / 2;

export const PROCESS_FAULTS: readonly Fault[] = [
  { id: "S1", what: "SIGTERM in the midst of matches, and again", run: stopTwice },
  { id: "S3", what: "a server that stands still for a while", run: standStill },
  { id: "S4", what: "a time of day that jumps by an hour and by ten years", run: shiftClocks },
  { id: "S5", what: "stalls, garbage, and a neighbour that takes all of the CPU", run: stall },
  { id: "S6", what: "no descriptors left, and then some again", run: exhaustDescriptors },
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
  if (code !== CloseCode.goingAway) wrong.push(`a newcomer was closed with ${code}`);
  const rows = (await stand.health())["humans"];
  if (rows !== PEOPLE) wrong.push(`${rows} people play on`);
  const sinceMs = performance.now();
  process.kill(stand.pid, "SIGTERM");
  await stand.ended;
  const row = atMost("S1: it ended after", performance.now() - sinceMs, "ms", MOST_END_MS);
  await stand.close();
  return { tries: 2, wrong, rows: [row] };
}

/** It goes on from where it was: what it missed is dropped but for a quarter of a second. */
function standStill(_stand: Stand, size: Size): Promise<Tally> {
  return onOwnStand("S3", {}, async (stand) => {
    const wrong: string[] = [];
    const stopsMs = [100, size(LONG_MS, 10_000)];
    for (const stopMs of stopsMs) {
      const before = await stand.ticks();
      process.kill(stand.pid, "SIGSTOP");
      await pass(stopMs);
      process.kill(stand.pid, "SIGCONT");
      await pass(1000);
      wrong.push(...(await judgeStop(stand, before, stopMs)));
    }
    return { tries: stopsMs.length, wrong };
  });
}

/** What is wrong a while after a standstill. */
async function judgeStop(stand: Stand, before: Reading, stopMs: number): Promise<string[]> {
  const { ran, dropped, seconds } = await stand.ticksSince(before);
  const mostRan = (seconds - stopMs / 1000) * TICKS_PER_SECOND + MOST_CAUGHT_UP_TICKS;
  return [
    ...(stopMs >= LONG_MS && dropped === 0 ? [`${stopMs} ms: nothing was dropped`] : []),
    ...(ran > mostRan + UNSURE_TICKS ? [`${stopMs} ms: ${ran} ticks afterwards`] : []),
  ];
}

/** The rooms go by a clock of their own: ticks come as before, and a seat that is kept is there for its token. */
function shiftClocks(): Promise<Tally> {
  return onOwnStand("S4", {}, async (stand) => {
    const wrong: string[] = [];
    const jumpsMs = [HOUR_MS, -HOUR_MS, TEN_YEARS_MS, -TEN_YEARS_MS];
    let { peer, welcome } = await stand.sitDown({ room: "new" });
    for (const byMs of jumpsMs) {
      peer.socket.destroy();
      const before = await stand.ticks();
      await stand.order({ kind: "shiftClock", byMs });
      await pass(500);
      const { ran } = await stand.ticksSince(before);
      if (ran === 0) wrong.push(`${byMs} ms: no tick came`);
      wrong.push(...(await judgeStop(stand, before, 0)));
      ({ peer, welcome } = await stand.sitDown({ room: welcome.roomCode, token: welcome.token }));
      if (!welcome.isResumed) wrong.push(`${byMs} ms: the seat was gone`);
      const told = await fetch(`http://127.0.0.1:${stand.port}/records?span=week`);
      if (told.status !== 200) wrong.push(`${byMs} ms: /records is ${told.status}`);
    }
    peer.socket.destroy();
    return { tries: jumpsMs.length, wrong };
  });
}

function stall(_stand: Stand, size: Size): Promise<Tally> {
  return onOwnStand("S5", { cost: { usesMemory: true } }, async (stand) => {
    const wrong: string[] = [];
    const rows: Row[] = [];
    for (const ms of [20, 200, LONG_MS]) {
      const before = await stand.ticks();
      await stand.order({ kind: "stall", ms });
      await pass(1000);
      const { dropped } = await stand.ticksSince(before);
      rows.push(told(`S5: ticks dropped by a stall of ${ms} ms`, dropped, "ticks"));
      wrong.push(...(await judgeStop(stand, before, ms)));
    }
    const burdens: [string, number, (ms: number) => Promise<void>][] = [
      ["garbage", size(1000, 10_000), (ms) => litter(stand, ms)],
      ["a busy neighbour", size(2000, 10_000), keepBusy],
    ];
    for (const [what, ms, burden] of burdens) {
      const before = await stand.ticks();
      await burden(ms);
      const { lateP99Ms } = between(before, await stand.ticks());
      rows.push(told(`S5: lateness with ${what}, p99`, lateP99Ms, "ms"));
    }
    return { tries: 3 + burdens.length, wrong, rows };
  });
}

async function litter(stand: Stand, ms: number): Promise<void> {
  await stand.order({ kind: "litter", ms });
  await pass(ms);
}

/** As many as there are cores, and each would like one for itself. */
async function keepBusy(ms: number): Promise<void> {
  const neighbours = Array.from({ length: availableParallelism() }, () =>
    spawn(process.execPath, [
      "-e",
      `setTimeout(() => {}, 0); const end = Date.now() + ${ms}; while (Date.now() < end);`,
    ]),
  );
  await pass(ms);
  for (const neighbour of neighbours) neighbour.kill("SIGKILL");
}

/** Whoever comes then is let go or waits; who plays does not notice; and when there are some again, everybody gets in. */
function exhaustDescriptors(): Promise<Tally> {
  return onOwnStand("S6", {}, async (stand) => {
    const limit = (soft: number | string) =>
      spawnSync(LIMITER, ["--pid", String(stand.pid), `--nofile=${soft}:`]);
    // It closes what it does not need before long, such as the request that this was read by.
    await pass(500);
    const used = readdirSync(`/proc/${stand.pid}/fd`).length;
    const { error, status } = limit(used + SPARE_FDS);
    if (error !== undefined || status !== 0)
      return { tries: 0, wrong: [], leftOut: "prlimit is not there, or may not do this" };
    const peers = Array.from({ length: KNOCKING }, () => new RawPeer(stand.port));
    let answered = 0;
    for (const peer of peers) {
      peer.write(upgradeRequest());
      peer.socket.once("data", () => answered++);
    }
    await pass(1000);
    const wrong = answered > MOST_ANSWERED ? [`${answered} of ${KNOCKING} got in`] : [];
    for (const { socket } of peers) socket.destroy();
    await pass(500);
    const joinMs = await stand.timeJoin();
    limit(used + KNOCKING + SPARE_FDS);
    return { tries: KNOCKING, wrong, rows: [told("S6: a join afterwards took", joinMs, "ms")] };
  });
}
