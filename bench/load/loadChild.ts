/**
 * The clients of a load, in a process of their own, so that they take no time from whoever measures. A parent forks it
 * (loadProcess.ts) and talks to it in messages.
 */
import { setTimeout as pass } from "node:timers/promises";
import { computeProtocolId } from "../../server/protocolId.ts";
import { TICK_MS } from "#shared/timing.ts";
import { NODE_TIMERS } from "../../server/loop.ts";
import { LeanClient } from "./leanClient.ts";
import { PlainClient, type Form } from "./plainClient.ts";

/** What the parent asks for, each once it has the answer to the one before. */
export type LoadRequest =
  | { type: "join"; port: number; rooms: number; seats: number; form: Form | undefined }
  | { type: "count" };

/** What came of it, over all clients, so far. */
export interface LoadCounts {
  atMs: number;
  clients: number;
  playing: number;
  /** What came down. */
  messages: number;
  bytes: number;
  inputs: number;
  /** Why clients were let go, and how many. */
  closed: Record<string, number>;
}

type LoadClient = LeanClient | PlainClient;

const JOIN_INTERVAL_MS = 10;
const NAP_MS = 1;
const MOST_BEHIND_MS = 50;
const clients: LoadClient[] = [];

process.on("message", (request: LoadRequest) => void answer(request));
process.on("disconnect", () => process.exit(0));

async function answer(request: LoadRequest): Promise<void> {
  if (request.type === "join") {
    const { port, rooms, seats, form } = request;
    const url = `ws://127.0.0.1:${port}/play`;
    beat();
    if (form === undefined) await joinRooms(url, rooms, seats);
    else await joinPlain(url, seats, form);
  }
  process.send!(count());
}

/** The first of each room opens it, the others follow by its code. */
async function joinRooms(url: string, rooms: number, seats: number): Promise<void> {
  const protocolId = computeProtocolId();
  for (let room = 1; room <= rooms; room++) {
    const first = new LeanClient(url, protocolId, "new", room);
    clients.push(first);
    while (first.roomCode === "") {
      if (first.closed !== undefined) throw new Error(`room ${room}: ${first.closed}`);
      await pass(JOIN_INTERVAL_MS);
    }
    for (let seat = 1; seat < seats; seat++) {
      clients.push(new LeanClient(url, protocolId, first.roomCode, room * 1000 + seat));
      await pass(JOIN_INTERVAL_MS);
    }
  }
}

async function joinPlain(url: string, seats: number, form: Form): Promise<void> {
  for (let seat = 1; seat <= seats; seat++) {
    clients.push(new PlainClient(url, form, seat));
    await pass(JOIN_INTERVAL_MS);
  }
}

/**
 * An input of each client in each tick, one client after another: spread over the tick, as those of people are. Between
 * two turns of the network it stands still, and what the server sends waits: a process that each message woke would cost
 * the server that wakes it more than the message, which players on machines of their own do not.
 */
function beat(): void {
  let turn = 0;
  let dueMs = performance.now();
  const wake = (): void => {
    const nowMs = performance.now();
    // What could not be sent in time is not sent in a heap: then fewer inputs are told than there should be.
    dueMs = Math.max(dueMs, nowMs - MOST_BEHIND_MS);
    for (; dueMs <= nowMs; dueMs += TICK_MS / Math.max(1, clients.length)) {
      if (clients.length > 0) clients[turn++ % clients.length]!.beat(nowMs);
    }
    NODE_TIMERS.nap(NAP_MS);
    NODE_TIMERS.wakeSoon(wake);
  };
  wake();
}

function count(): LoadCounts {
  const sum = (read: (client: LoadClient) => number) =>
    clients.reduce((total, client) => total + read(client), 0);
  return {
    atMs: performance.now(),
    clients: clients.length,
    playing: sum((client) => Number(client.isPlaying && client.closed === undefined)),
    messages: sum((client) => client.messages),
    bytes: sum((client) => client.bytes),
    inputs: sum((client) => client.inputs),
    closed: countReasons(),
  };
}

function countReasons(): Record<string, number> {
  const reasons: Record<string, number> = {};
  for (const { closed } of clients)
    if (closed !== undefined) reasons[closed] = (reasons[closed] ?? 0) + 1;
  return reasons;
}
