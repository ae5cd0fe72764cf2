/**
 * `carom bots`: load bots, each the client's own netcode; what they see of the server is what players would.
 * `npm run bots -- --url ws://127.0.0.1:7777/play --count 32 --seconds 20 [--room CODE] [--json]`
 */
import { parseArgs } from "node:util";
import { TICK_MS, TICK_RATE, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { COMMAND } from "../server/build.ts";
import { protocolId } from "../server/protocolId.ts";
import { LoadBot } from "./loadBot.ts";
import { atLeast, atMost, percentile, report, told, type Row } from "./rows.ts";

const MOST_BOTS = 256;
const MOST_SECONDS = 3600;
/** Joining and settling are not measured. */
const WARM_UP_MS = 3000;
const SAMPLE_MS = 1000;

const EXIT_USAGE = 2;

interface Task {
  url: string;
  room: string;
  count: number;
  seconds: number;
  asJson: boolean;
}

type Samples = Record<"down" | "up" | "rate" | "margin", number[]>;

/** Lets bots play, and prints what they saw; exit code 1 where that is not as it should be. */
export async function bots(args: readonly string[]): Promise<void> {
  const task = readTask(args);
  const players = startBots(task);
  const samples: Samples = { down: [], up: [], rate: [], margin: [] };
  await play(players, samples, task.seconds);
  report(summarize(players, samples, task.seconds), task.asJson);
  for (const { session } of players) session.leave();
}

function readTask(args: readonly string[]): Task {
  const flags = readFlags(args);
  if (flags.help) {
    console.log(HELP);
    process.exit(0);
  }
  if (!URL.canParse(flags.url) || !isLoopback(flags.url))
    fail("--url must lead to this machine: load is only put on loopback");
  return {
    url: flags.url,
    room: flags.room,
    count: wholeNumber("count", flags.count, MOST_BOTS),
    seconds: wholeNumber("seconds", flags.seconds, MOST_SECONDS),
    asJson: flags.json,
  };
}

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS }).values;
  } catch (error) {
    return fail(`${(error as Error).message.split(".")[0]}. ${COMMAND} bots --help tells more.`);
  }
}

const FLAGS = {
  url: { type: "string", default: "ws://127.0.0.1:7777/play" },
  count: { type: "string", default: "8" },
  seconds: { type: "string", default: "20" },
  room: { type: "string", default: "" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

const HELP = `Usage: ${COMMAND} bots [options]

  --url ADDRESS    of the server's game socket, on this machine (default: ${FLAGS.url.default})
  --count NUMBER   players, at most ${MOST_BOTS} (default: ${FLAGS.count.default})
  --seconds NUMBER that they play, at most ${MOST_SECONDS} (default: ${FLAGS.seconds.default})
  --room CODE      where they play (default: wherever quick play leads)
  --json           for programs
  --help           print this`;

function startBots({ url, room, count }: Task): LoadBot[] {
  const id = protocolId();
  return Array.from(
    { length: count },
    (_, i) => new LoadBot({ url, protocolId: id, name: `Load ${i + 1}`, room, seed: i + 1 }),
  );
}

/** Draws all bots' frames at 60 Hz, sampling once a second after the warm-up. */
function play(bots: readonly LoadBot[], samples: Samples, seconds: number): Promise<void> {
  const startMs = performance.now();
  let nextFrameMs = startMs;
  let nextSampleMs = startMs + WARM_UP_MS;
  const endMs = startMs + WARM_UP_MS + seconds * 1000;
  return new Promise((resolve) => {
    const beat = () => {
      const nowMs = performance.now();
      for (const bot of bots) bot.frame();
      if (nowMs >= nextSampleMs) {
        sample(bots, samples);
        nextSampleMs += SAMPLE_MS;
        process.stderr.write(`\r${Math.max(0, Math.ceil((endMs - nowMs) / 1000))} s left `);
      }
      if (nowMs >= endMs) {
        process.stderr.write("\n");
        resolve();
        return;
      }
      nextFrameMs = Math.max(nextFrameMs + TICK_MS, nowMs - 4 * TICK_MS);
      setTimeout(beat, Math.max(0, nextFrameMs - performance.now()));
    };
    beat();
  });
}

function sample(bots: readonly LoadBot[], samples: Samples): void {
  for (const bot of bots) {
    if (bot.view === null) continue;
    const { net } = bot.view;
    samples.down.push(net.bytesDownPerSecond);
    samples.up.push(net.bytesUpPerSecond);
    samples.rate.push(net.snapshotsPerSecond);
    samples.margin.push(net.marginTicks);
  }
}

function summarize(bots: readonly LoadBot[], samples: Samples, seconds: number): Row[] {
  const playing = bots.filter((bot) => bot.session.state.kind === "playing" && bot.view !== null);
  for (const bot of bots) {
    const { state } = bot.session;
    if (state.kind !== "playing")
      console.error(`a bot is ${state.kind}: ${"reason" in state ? state.reason : ""}`);
  }
  const minutes = (seconds + WARM_UP_MS / 1000) / 60;
  const corrections = playing.map((bot) => bot.view!.net.corrections / minutes);
  return [
    atLeast("bots playing", playing.length, "bots", bots.length),
    atLeast(
      "snapshot rate p50",
      percentile(samples.rate, 0.5),
      "1/s",
      (TICK_RATE / TICKS_PER_SNAPSHOT) * 0.95,
    ),
    told("snapshot rate p5", percentile(samples.rate, 0.05), "1/s"),
    told("down p50", percentile(samples.down, 0.5), "B/s"),
    atMost("down p95", percentile(samples.down, 0.95), "B/s", 8000),
    told("up p50", percentile(samples.up, 0.5), "B/s"),
    told("up p95", percentile(samples.up, 0.95), "B/s"),
    told("input margin p50", percentile(samples.margin, 0.5), "ticks"),
    told("input margin p5", percentile(samples.margin, 0.05), "ticks"),
    told("corrections p50", percentile(corrections, 0.5), "1/min"),
    told("corrections p95", percentile(corrections, 0.95), "1/min"),
    told("frames past the newest snapshot", starvedShare(playing), "%"),
  ];
}

function starvedShare(playing: readonly LoadBot[]): number {
  const meters = playing.map((bot) => bot.session.visit!.meter);
  const frames = meters.reduce((sum, meter) => sum + meter.frames, 0);
  return (100 * meters.reduce((sum, meter) => sum + meter.starvedFrames, 0)) / Math.max(1, frames);
}

function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most)
    fail(`--${name} takes a whole number 1..${most}`);
  return value;
}

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.");
}

function fail(message: string): never {
  console.error(message);
  process.exit(EXIT_USAGE);
}
