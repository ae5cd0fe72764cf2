/** Faults of connections: slow, silent, reset, unread, by the thousand (rows N1 to N8 of docs/faults.md). */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as pass } from "node:timers/promises";
import { CloseCode } from "#shared/protocol/closing.ts";
import { LoadProcess } from "../../bench/load/processes.ts";
import { frame, Opcode, RawPeer, upgradeRequest } from "../../server/transport/testPort.ts";
import { LoadBot } from "../loadBot.ts";
import { Relay } from "../relay.ts";
import { atMost, percentile, told } from "../rows.ts";
import { expectThat, tally, Watch, type Fault, type Size, type Tally } from "./fault.ts";
import type { Stand } from "./stand.ts";

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
const MOST_JOIN_MS = 500;
const MOST_IDLE_BYTES = 12_000;
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
  { id: "N3", what: "a peer that vanishes without a farewell", counter: "too slow", run: vanish },
  { id: "N4", what: "a reset at every byte of a hello and of its handshake", run: reset },
  {
    id: "N5",
    what: "clients that never read",
    counter: "too slow",
    run: async (stand, size) => {
      const watch = new Watch();
      const deaf = Array.from({ length: size(16, 200) }, (_, i) =>
        isDropped(stand, watch, `Deaf ${i}`),
      );
      const done = await tally(deaf);
      return {
        ...done,
        rows: [atMost("N5: the last was let go after", watch.longestMs, "ms", MOST_UNREAD_MS)],
      };
    },
  },
  { id: "N6", what: "a client that gets 1 kB a second", run: starve },
  { id: "N7", what: "silent connections by the thousand", counter: "bad HTTP request", run: idle },
  {
    id: "N8",
    what: "connections as fast as they go from one address",
    counter: "too many connections",
    run: storm,
  },
];

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
  await peer.join({ port: stand.port, rooms: 1, seats: 1, form: undefined });
  peer.freeze();
  const watch = new Watch();
  const isThere = async () => (await stand.health())["connections"]! > before["connections"]!;
  while (await isThere()) await pass(200);
  watch.note();
  await peer.kill();
  const row = atMost("N3: it was let go after", watch.longestMs, "ms", MOST_SILENT_MS);
  return { tries: 1, wrong: [], rows: [row] };
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
  while (stand.hasConnectionOf(localPort)) await pass(100);
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
  const endMs = now() + size(10_000, 60_000);
  while (now() < endMs) {
    bot.frame();
    await pass(16);
  }
  const { kind } = bot.session.state;
  bot.session.leave();
  await relay.close();
  return { tries: 1, wrong: kind === "playing" ? [] : [`is ${kind}`] };
}

async function idle(stand: Stand, size: Size): Promise<Tally> {
  const before = await stand.residentBytes();
  const tries = size(300, 10_000);
  const sockets = await openSilent(stand.port, tries);
  const bytesEach = ((await stand.residentBytes()) - before) / tries;
  await Promise.all(sockets.map(closed));
  // Few say nothing of what each costs: the heap grows in steps.
  const row =
    size(0, 1) === 1
      ? atMost("N7: memory of each", bytesEach, "bytes", MOST_IDLE_BYTES)
      : told("N7: memory of each", bytesEach, "bytes");
  return { tries, wrong: [], rows: [row] };
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

async function storm(stand: Stand, size: Size): Promise<Tally> {
  const [perSecond, seconds] = [1000, size(3, 60)];
  const joinsMs: number[] = [];
  let tries = 0;
  for (let second = 0; second < seconds; second++) {
    const beganMs = performance.now();
    const join = stand.timeJoin("127.0.0.9").then((ms) => joinsMs.push(ms));
    for (let i = 0; i < perSecond; i++, tries++) {
      const peer = new RawPeer(stand.port, OTHER_ADDRESS);
      peer.write(upgradeRequest());
      peer.socket.once("data", () => peer.socket.destroy());
      if (i % 50 === 49) await pass(Math.max(0, beganMs + i - performance.now()));
    }
    await join;
    await pass(Math.max(0, beganMs + 1000 - performance.now()));
    process.stderr.write(`\r  ${seconds - second - 1} s left `);
  }
  process.stderr.write("\n");
  const row = atMost(
    "N8: joins from another address, p99",
    percentile(joinsMs, 0.99),
    "ms",
    MOST_JOIN_MS,
  );
  return { tries, wrong: [], rows: [row] };
}

/** Says goodbye as an honest client does. */
export function farewell(peer: RawPeer): void {
  peer.write(frame(Opcode.close, Buffer.from([0x03, 0xe8])));
}
