/**
 * Connections as fast as they go, from a process of its own, so that whoever knocks meanwhile is not held up by their being
 * made. A parent forks it with a port, an address, how many a second and for how long, and hears of each second.
 */
import { fork } from "node:child_process";
import { on } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as pass } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { upgradeRequest } from "../../server/transport/testPort.ts";

export interface Storm {
  readonly port: number;
  readonly from: string;
  readonly perSecond: number;
  readonly seconds: number;
}

/** What it came to so far. */
export interface StormCounts {
  readonly second: number;
  /** When that second was over. */
  readonly passedMs: number;
  readonly tries: number;
  /** Answered with 429 or 503, or reset. */
  readonly turnedAway: number;
  /** Answered otherwise. */
  readonly admitted: number;
}

/** So many are made before the network has its turn. */
const AT_ONCE = 25;
/** Whoever is not answered by then hardly will be. */
const CALM_CHECK_MS = 100;
const MOST_CALM_CHECKS = 50;
const TURNED_AWAY = /^HTTP\/1\.1 (429|503) /;
const STATUS_BYTES = 16;
const REQUEST = upgradeRequest();

/** Lets one loose, and tells of each of its seconds, and once more when all is over. */
export async function* raise({
  port,
  from,
  perSecond,
  seconds,
}: Storm): AsyncGenerator<StormCounts> {
  const path = fileURLToPath(import.meta.url);
  const child = fork(path, [port, from, perSecond, seconds].map(String));
  try {
    for await (const [counts] of on(child, "message", { close: ["exit"] }))
      yield counts as StormCounts;
  } finally {
    child.kill("SIGKILL");
  }
}

async function blow({ port, from, perSecond, seconds }: Storm): Promise<void> {
  const counts = { second: 0, passedMs: 0, tries: 0, turnedAway: 0, admitted: 0 };
  const sinceMs = performance.now();
  let open = 0;
  const come = () => {
    open++;
    const socket = knock(port, from, (answer) => counts[answer]++);
    socket.once("close", () => open--);
  };
  for (; counts.second < seconds; process.send!(counts)) {
    for (let i = 0; i < perSecond; i += AT_ONCE) {
      for (let k = 0; k < AT_ONCE; k++) come();
      counts.tries += AT_ONCE;
      const dueMs = sinceMs + counts.second * 1000 + ((i + AT_ONCE) * 1000) / perSecond;
      await pass(Math.max(0, dueMs - performance.now()));
    }
    counts.second++;
    counts.passedMs = performance.now() - sinceMs;
  }
  // The last are still to be answered.
  for (let i = 0; i < MOST_CALM_CHECKS && open > 0; i++) await pass(CALM_CHECK_MS);
  process.send!(counts);
}

/** One comes, asks, and is gone with the first word of the answer. */
function knock(
  port: number,
  from: string,
  onAnswer: (answer: "turnedAway" | "admitted") => void,
): Socket {
  const socket = connect({ port, host: "127.0.0.1", localAddress: from });
  socket.on("error", ({ code }: NodeJS.ErrnoException) => {
    if (code === "ECONNRESET") onAnswer("turnedAway");
    socket.destroy();
  });
  socket.once("data", (data) => {
    const isTurnedAway = TURNED_AWAY.test(data.subarray(0, STATUS_BYTES).toString("latin1"));
    onAnswer(isTurnedAway ? "turnedAway" : "admitted");
    // A farewell would keep its port for a minute: of 28,000 there would soon be none left to come from.
    socket.resetAndDestroy();
  });
  socket.write(REQUEST);
  return socket;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [port, from, perSecond, seconds] = process.argv.slice(2);
  await blow({
    port: Number(port),
    from: from!,
    perSecond: Number(perSecond),
    seconds: Number(seconds),
  });
  process.disconnect?.();
}
