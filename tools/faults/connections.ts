/** Faults of connections: slow, silent, reset, unread, by the thousand (rows N1 to N8 of docs/faults.md). */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as pass } from "node:timers/promises";
import { CloseCode } from "#shared/protocol/closing.ts";
import { between } from "../../bench/load/counters.ts";
import { LoadProcess } from "../../bench/load/processes.ts";
import { DEFAULT_LIMITS } from "../../server/transport/limits.ts";
import { RawPeer, upgradeRequest } from "../../server/transport/testPort.ts";
import { LoadBot } from "../loadBot.ts";
import { Relay } from "../relay.ts";
import { atMost, percentile, told } from "../rows.ts";
import {
  expectThat,
  onOwnStand,
  tally,
  Watch,
  type Fault,
  type Size,
  type Tally,
} from "./fault.ts";
import type { Stand } from "./stand.ts";
import { raise, type StormCounts } from "./storm.ts";

/** Requests must be whole after 5 s; what is late is looked for every second. */
const MOST_SLOW_MS = 6500;
/** A hello must come within 3 s; then there are 2 s to answer the Close frame. */
const MOST_MUTE_MS = 6000;
/** Whoever acknowledges nothing for 10 s is let go. */
const MOST_UNREAD_MS = 11_000;
/** Two bytes a second, as a slow drip. */
const DRIP_MS = 500;
/** Pings leave every 5 s, and 15 s of silence are the end. */
const MOST_SILENT_MS = 17_000;
const MOST_UNREAD_MB = 32;
const MB = 1e6;
const HEAP_CHECK_MS = 100;
/** Long enough for the heap to be collected in it. */
const HEAP_WATCH_MS = 4000;
/** All have come by then, and nobody is let go before the second watch is over. */
const DEAF_SETTLED_MS = 5000;
const TABLE_CHECK_MS = 200;
const MOST_JOIN_MS = 500;
const JOINS_PER_SECOND = 3;
const MOST_IDLE_BYTES = 12_000;
const LEAST_CROWD = 5000;
const WARM_UP_MS = 15_000;
/** Some of the first are let go before the last are in. */
const SHARE_OPEN = 0.95;
const MOST_TICK_MS = 8;
const MOST_OPENING_MS = 4000;
/** A server takes in as many connections as there are places in its rooms, and some. */
const MANY_ROOMS = ["--max-rooms", "160"];
const IN_VAIN_MS = 60_000;
/** 127.0.0.2 and on: addresses of this computer, of which each counts by itself. */
const OTHER_ADDRESS = "127.0.0.2";

export const CONNECTION_FAULTS: readonly Fault[] = [
  {
    id: "N1",
    what: "requests that come slowly, or not, while somebody else joins",
    counter: "bad HTTP request",
    run: async (stand, size) => {
      const texts = ["", "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ", "GET /play HTTP/1.1\r\n"];
      const watch = new Watch();
      const slow = Array.from({ length: size(30, 500) }, (_, i) =>
        isEnded(stand, watch, texts[i % texts.length]!, i % 2 === 0),
      );
      const joinMs = await stand.timeJoin();
      return {
        ...(await tally(slow)),
        rows: [
          atMost("N1: the last of them was ended after", watch.longestMs, "ms", MOST_SLOW_MS),
          atMost("N1: a join in the midst of it", joinMs, "ms", MOST_JOIN_MS),
        ],
      };
    },
  },
  {
    id: "N2",
    what: "a handshake, and then not a word",
    counter: "say hello first",
    run: async (stand, size) => {
      const watch = new Watch();
      const mute = Array.from({ length: size(8, 100) }, () => isLetGo(stand, watch));
      const row = () => atMost("N2: the last was gone after", watch.longestMs, "ms", MOST_MUTE_MS);
      return { ...(await tally(mute)), rows: [row()] };
    },
  },
  {
    id: "N3",
    what: "a peer that vanishes without a farewell",
    // Where nobody else comes and goes, the number of connections tells when it was let go.
    run: () => onOwnStand("N3", { counter: "too slow" }, vanish),
  },
  { id: "N4", what: "a reset at every byte of a hello and of its handshake", run: reset },
  {
    id: "N5",
    what: "clients that never read",
    counter: "too slow",
    // Two hundred who come in open rooms, which stay for a minute: what is theirs is told of the heap.
    cost: { usesMemory: true },
    run: neverRead,
  },
  { id: "N6", what: "a client that gets 1 kB a second", run: starve },
  { id: "N7", what: "silent connections by the thousand", counter: "bad HTTP request", run: idle },
  {
    id: "N8",
    what: "connections as fast as they go from one address",
    run: storm,
  },
];

/**
 * What the server keeps for them is looked at while all of them are there: afterwards it is gone with them. Of a heap that
 * grows and is collected the lowest tells what is kept.
 */
async function neverRead(stand: Stand, size: Size): Promise<Tally> {
  const watch = new Watch();
  const before = await lowestHeap(stand, HEAP_WATCH_MS);
  const deaf = tally(
    Array.from({ length: size(16, 200) }, (_, i) => isDropped(stand, watch, `Deaf ${i}`)),
  );
  await pass(DEAF_SETTLED_MS);
  const during = await lowestHeap(stand, HEAP_WATCH_MS);
  return {
    ...(await deaf),
    rows: [
      atMost("N5: the last was let go after", watch.longestMs, "ms", MOST_UNREAD_MS),
      atMost("N5: heap and buffers grown by", (during - before) / MB, "MB", MOST_UNREAD_MB),
    ],
  };
}

async function lowestHeap(stand: Stand, forMs: number): Promise<number> {
  let least = Infinity;
  for (
    const endMs = performance.now() + forMs;
    performance.now() < endMs;
    await pass(HEAP_CHECK_MS)
  )
    least = Math.min(least, await stand.heapBytes());
  return least;
}

async function isEnded(
  { port }: Stand,
  watch: Watch,
  text: string,
  isDripping: boolean,
): Promise<string | undefined> {
  const sinceMs = performance.now();
  const peer = new RawPeer(port);
  peer.write(text);
  const drip = setInterval(() => isDripping && peer.write("x"), DRIP_MS);
  const heard = await peer.hearAll();
  clearInterval(drip);
  watch.note(sinceMs);
  return expectThat("answered", ["408", "400"].includes(heard.slice(9, 12)), heard);
}

async function isLetGo(stand: Stand, watch: Watch): Promise<string | undefined> {
  const peer = await stand.knock();
  const sinceMs = performance.now();
  const code = await peer.nextCloseCode();
  await peer.hearAll();
  watch.note(sinceMs);
  return expectThat("closed with", code === CloseCode.noHello, code);
}

/** Stopped, its process answers nothing, and its system keeps the connection. */
async function vanish(stand: Stand): Promise<Tally> {
  const before = await stand.health();
  const peer = new LoadProcess();
  try {
    await peer.join({ port: stand.port, rooms: 1, seats: 1, form: undefined });
    peer.freeze();
    const watch = new Watch();
    const isThere = async () => (await stand.health())["connections"]! > before["connections"]!;
    while (await isThere()) await pass(200);
    watch.note();
    const row = atMost("N3: it was let go after", watch.longestMs, "ms", MOST_SILENT_MS);
    return { tries: 1, wrong: [], rows: [row] };
  } finally {
    await peer.kill();
  }
}

async function reset(stand: Stand, size: Size): Promise<Tally> {
  const whole = Buffer.concat([Buffer.from(upgradeRequest()), stand.hello()]);
  const stride = size(5, 1);
  let tries = 0;
  for (let cut = 0; cut < whole.length; cut += stride) {
    const peer = new RawPeer(stand.port);
    peer.write(whole.subarray(0, cut));
    // What was written is on its way before the reset.
    await pass(1);
    peer.socket.resetAndDestroy();
    tries++;
  }
  return { tries, wrong: [] };
}

/**
 * Says hello and then reads nothing: Linux keeps some megabytes for it, so that only its silence tells. It would not hear that
 * it was let go; the system's table of connections tells.
 */
async function isDropped(stand: Stand, watch: Watch, name: string): Promise<string | undefined> {
  const peer = await stand.knock();
  peer.write(stand.hello({ room: "", name }));
  await peer.nextPayload();
  peer.socket.pause();
  const { localPort } = peer.socket;
  const sinceMs = performance.now();
  // The table that tells may be older than the connection by less than this.
  do await pass(TABLE_CHECK_MS);
  while (stand.hasConnectionOf(localPort));
  watch.note(sinceMs);
  peer.socket.destroy();
  return undefined;
}

async function starve(stand: Stand, size: Size): Promise<Tally> {
  const profile = { delayMs: 5, jitterMs: 0, bytesPerSecond: 1000 };
  const now = () => performance.now();
  const relay = new Relay({ targetPort: stand.port, profile, seed: 1, now });
  await relay.listening();
  const url = `ws://127.0.0.1:${relay.port}/play`;
  const bot = new LoadBot({ url, protocolId: stand.protocolId, name: "Slow", room: "", seed: 1 });
  const endMs = now() + size(6000, 60_000);
  while (now() < endMs) {
    bot.frame();
    await pass(16);
  }
  const { kind } = bot.session.state;
  bot.session.leave();
  await relay.close();
  return { tries: 1, wrong: kind === "playing" ? [] : [`is ${kind}`] };
}

/** Some where the others play; and of many, what they cost is looked at on a server that lets so many in. */
async function idle(others: Stand, size: Size): Promise<Tally> {
  const few = await fallSilent(others, 300);
  const many = size(0, 10_000);
  if (many === 0) return few;
  const options = { args: MANY_ROOMS, cost: { usesMemory: true } };
  const crowd = await onOwnStand("N7", options, async (stand) => {
    // What a server takes for itself in its first moments is none of theirs.
    await pass(WARM_UP_MS);
    return fallSilent(stand, many);
  });
  return {
    ...crowd,
    tries: few.tries + crowd.tries,
    wrong: [...few.wrong, ...crowd.wrong],
  };
}

/** They are counted where the server has them. A request must be whole after 5 s, so that all are there for a moment only. */
async function fallSilent(stand: Stand, tries: number): Promise<Tally> {
  const fds = stand.countFds();
  const before = stand.residentBytes();
  const reading = await stand.ticks();
  const opened = openSilent(stand.port, tries);
  const deadlineMs = performance.now() + MOST_OPENING_MS;
  while (stand.countFds() < fds + tries && performance.now() < deadlineMs) await pass(20);
  const open = stand.countFds() - fds;
  const bytesEach = (stand.residentBytes() - before) / tries;
  const sockets = await opened;
  await Promise.race([Promise.all(sockets.map(closed)), pass(MOST_SILENT_MS)]);
  // Those that the kernel dropped from the queue before the server saw them hear of nothing: whom the server has, it is asked after.
  for (const socket of sockets) socket.destroy();
  const { tickP99Ms } = between(reading, await stand.ticks());
  const isCrowd = tries >= LEAST_CROWD;
  const rows = [
    told("N7: were open at once", open, "connections"),
    // Few say nothing of what each costs: the heap grows in steps.
    ...(isCrowd ? [atMost("N7: memory of each", bytesEach, "bytes", MOST_IDLE_BYTES)] : []),
    atMost("N7: tick p99 meanwhile", tickP99Ms, "ms", MOST_TICK_MS),
  ];
  const isMissing = isCrowd && open < tries * SHARE_OPEN;
  return { tries, wrong: isMissing ? [`${open} of ${tries} were open at once`] : [], rows };
}

async function openSilent(port: number, count: number): Promise<Socket[]> {
  const sockets: Socket[] = [];
  for (let i = 0; i < count; i++) {
    const localAddress = `127.0.0.${2 + (i % 4)}`;
    const socket = connect({ port, host: "127.0.0.1", localAddress });
    socket.on("error", () => socket.destroy());
    socket.resume();
    sockets.push(socket);
    if (i % 200 === 199) await pass(1);
  }
  return sockets;
}

function closed(socket: Socket): Promise<unknown> {
  return socket.closed ? Promise.resolve() : once(socket, "close");
}

/** Meanwhile somebody from another address joins a few times a second. */
async function storm(stand: Stand, size: Size): Promise<Tally> {
  const asked = { port: stand.port, from: OTHER_ADDRESS, perSecond: 1000, seconds: size(3, 60) };
  const joinsMs: number[] = [];
  const sinceMs = performance.now();
  let counts: StormCounts = { second: 0, passedMs: 0, tries: 0, turnedAway: 0, admitted: 0 };
  for await (counts of raise(asked)) {
    process.stderr.write(`\r  ${asked.seconds - counts.second} s left `);
    for (let i = 0; i < JOINS_PER_SECOND; i++)
      // Who is turned away then, or comes too late for his hello, has waited for nothing.
      joinsMs.push(await stand.timeJoin("127.0.0.9").catch(() => IN_VAIN_MS));
  }
  process.stderr.write("\n");
  const { tries, turnedAway, admitted } = counts;
  const passedSeconds = counts.passedMs / 1000;
  const rows = [
    told("N8: tries in a second", tries / passedSeconds, "connections"),
    told("N8: turned away", turnedAway, "connections"),
    told("N8: joins from another address", joinsMs.length, "people"),
    atMost("N8: joins from another address, p99", percentile(joinsMs, 0.99), "ms", MOST_JOIN_MS),
  ];
  // However long the server took for them.
  const { burst, perSecond } = DEFAULT_LIMITS.connects.fromLoopback;
  const most = burst + (perSecond * (performance.now() - sinceMs)) / 1000;
  const wrong = admitted > most ? [`${admitted} were let in, of ${tries}`] : [];
  if (turnedAway + admitted === 0) wrong.push("nobody was answered");
  return { tries, wrong, rows };
}
