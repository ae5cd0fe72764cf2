import { beforeEach, describe, expect, test } from "vitest";
import type { SocketLike } from "../netcode/session.ts";
import { NO_TROUBLE, SimulatedNetwork } from "./simulatedNetwork.ts";

type Listener = (event: never) => void;

let nowMs: number;
let timers: { atMs: number; wake: () => void }[];
let chance: () => number;
let network: SimulatedNetwork;
/** What got through to the far end, and when. */
let sent: [text: string, atMs: number][];
let heard: [text: string, atMs: number][];
let tell: (type: string, event: object) => void;
let socket: SocketLike;

beforeEach(() => {
  nowMs = 0;
  timers = [];
  sent = [];
  heard = [];
  chance = () => 0.5;
  network = new SimulatedNetwork({
    now: () => nowMs,
    random: () => chance(),
    wakeIn: (ms, wake) => timers.push({ atMs: nowMs + ms, wake }),
  });
  const listeners = new Map<string, Listener>();
  tell = (type, event) => listeners.get(type)?.(event as never);
  socket = network.wrap({
    binaryType: "",
    readyState: 1,
    bufferedAmount: 7,
    addEventListener: (type: string, listener: Listener) => void listeners.set(type, listener),
    send: (data) => sent.push([String.fromCharCode(...data), nowMs]),
    close: (code) => sent.push([`close ${code}`, nowMs]),
  });
  socket.addEventListener("message", ({ data }) => heard.push([String(data), nowMs]));
  socket.addEventListener("close", ({ code }) => heard.push([`close ${code}`, nowMs]));
});

function pass(ms: number): void {
  const endMs = nowMs + ms;
  for (;;) {
    timers.sort((a, b) => a.atMs - b.atMs);
    if (timers.length === 0 || timers[0]!.atMs > endMs) break;
    const { atMs, wake } = timers.shift()!;
    nowMs = Math.max(nowMs, atMs);
    wake();
  }
  nowMs = endMs;
}

const say = (text: string) => socket.send(new TextEncoder().encode(text));

test("without trouble everything passes at once", () => {
  say("a");
  tell("message", { data: "b" });
  expect([sent, heard]).toEqual([[["a", 0]], [["b", 0]]]);
  expect(timers).toEqual([]);
});

test("latency is added each way", () => {
  network.change({ latencyMs: 80 });
  say("a");
  tell("message", { data: "b" });
  pass(79);
  expect([sent, heard]).toEqual([[], []]);
  pass(1);
  expect([sent, heard]).toEqual([[["a", 80]], [["b", 80]]]);
});

test("jitter is added by chance, and never changes the order", () => {
  network.change({ latencyMs: 10, jitterMs: 100 });
  const chances = [0.9, 0.1, 0.5, 0, 0.99];
  chance = () => chances.shift()!;
  for (const text of "abcd") {
    tell("message", { data: text });
    pass(5);
  }
  tell("close", { code: 1006 });
  pass(500);
  expect(heard).toEqual([
    ["a", 100],
    ["b", 100],
    ["c", 100],
    ["d", 100],
    ["close 1006", 129],
  ]);
});

test("what waits to leave counts as buffered, and leaving waits for it", () => {
  network.change({ latencyMs: 20 });
  say("abc");
  socket.close(1000);
  expect(socket.bufferedAmount).toBe(10);
  pass(20);
  expect(sent).toEqual([
    ["abc", 20],
    ["close 1000", 20],
  ]);
  expect(socket.bufferedAmount).toBe(7);
});

test("what is sent is as it was when it was sent", () => {
  network.change({ latencyMs: 20 });
  const bytes = new TextEncoder().encode("a");
  socket.send(bytes);
  bytes[0] = 122;
  pass(20);
  expect(sent).toEqual([["a", 20]]);
});

describe("a standstill", () => {
  test("that is asked for holds both ways back, what is on its way already too, and then lets all go", () => {
    network.change({ latencyMs: 50 });
    say("a");
    pass(10);
    network.stall(1000);
    tell("message", { data: "b" });
    pass(900);
    say("c");
    expect([sent, heard]).toEqual([[], []]);
    pass(200);
    expect([sent, heard]).toEqual([
      [
        ["a", 1010],
        ["c", 1010],
      ],
      [["b", 1010]],
    ]);
  });

  test("begins as often as the knob says, and is as long as lost packets make it", () => {
    let state = 1;
    chance = () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
    network.change({ stallShare: 0.01 });
    for (let i = 0; i < 6000; i++) {
      tell("message", { data: String(nowMs) });
      pass(10);
    }
    const waits = heard.map(([at, atMs]) => atMs - Number(at));
    const starts = waits.filter((ms, i) => ms > 150 && (waits[i - 1] ?? 0) < ms);
    expect(Math.max(...waits)).toBeGreaterThan(190);
    expect(Math.max(...waits)).toBeLessThanOrEqual(300);
    // A minute at one of a hundred of thirty a second, less the time that they take.
    expect(starts.length).toBeGreaterThan(10);
    expect(starts.length).toBeLessThan(26);
  });

  test("is no more when the knobs are back at nothing", () => {
    network.change({ stallShare: 1, latencyMs: 30 });
    network.change(NO_TROUBLE);
    pass(10_000);
    say("a");
    expect(sent).toEqual([["a", 10_000]]);
  });
});
