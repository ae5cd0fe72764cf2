/** In the thread of the rooms: does what is ordered over the channel, and bears witness to what is played. */
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { BroadcastChannel } from "node:worker_threads";
import { BotCrew } from "../../server/bots/crew.ts";
import { Room } from "../../server/rooms/room.ts";
import { RECORDS_CHANNEL, type Order, type Trouble } from "./orders.ts";
import { Witness, type Segment } from "./witness.ts";

/** What the server says to whoever ordered something. */
export type Word = { readonly segment: Segment } | { readonly done: number };

const FILLER = "filler";
const FILLER_BYTES = 4096;
const HEAP_BLOCK = 1_000_000;
const LITTER_EVERY_MS = 5;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
const brokenTicks = new Set<string>();
const brokenMessages = new Set<string>();
const standing = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
const records = new BroadcastChannel(RECORDS_CHANNEL);
records.unref();
const witness = new Witness((segment) => say({ segment }));

process.on("message", ({ id, order }: { id: number; order: Order }) => {
  obey(order);
  say({ done: id });
});
// Whoever had it started is gone.
process.on("disconnect", () => process.exit(0));

function say(word: Word): void {
  if (process.connected) process.send!(word);
}

function obey(order: Order): void {
  switch (order.kind) {
    case "stall":
      Atomics.wait(standing, 0, 0, order.ms);
      break;
    case "litter":
      litterFor(order.ms);
      break;
    case "collect":
      collect();
      break;
    case "shiftClock":
      shiftClock(order.byMs);
      break;
    case "reject":
      void Promise.reject(new Error("planted: a rejection that nobody handles"));
      break;
    case "throwInTimer":
      setTimeout(() => {
        throw new Error("planted: a timer that throws");
      }, 1);
      break;
    case "fillHeap":
      setTimeout(fillHeap, 1);
      break;
    case "breakTicks":
      brokenTicks.add(order.room);
      break;
    case "breakMessages":
      brokenMessages.add(order.room);
      break;
    case "troubleRecords":
      tellRecords(order.trouble);
      break;
    case "endRecordsThread":
      tellRecords("end");
      break;
    case "fillDisk":
      fillDisk(join(order.folder, FILLER));
      break;
    case "freeDisk":
      rmSync(join(order.folder, FILLER), { force: true });
      break;
    case "tell":
      witness.closeAll();
      break;
  }
}

function tellRecords(what: Trouble | "end"): void {
  records.postMessage(what);
}

/** Some of it outlives its first collection, which is what costs. */
function litterFor(ms: number): void {
  const kept: object[][] = [];
  const timer = setInterval(() => {
    kept.push(Array.from({ length: 20_000 }, (_, i) => ({ i })));
    if (kept.length > 20) kept.shift();
  }, LITTER_EVERY_MS);
  setTimeout(() => clearInterval(timer), ms);
}

const RealDate = Date;
function shiftClock(byMs: number): void {
  const now = () => RealDate.now() + byMs;
  globalThis.Date = class extends RealDate {
    static override now(): number {
      return now();
    }

    constructor(...given: unknown[]) {
      super(...((given.length === 0 ? [now()] : given) as [number]));
    }
  } as DateConstructor;
}

function fillHeap(): void {
  for (const heap: object[] = []; ;) heap.push(Array.from({ length: HEAP_BLOCK }, (_, i) => [i]));
}

function fillDisk(path: string): void {
  const file = openSync(path, "a");
  try {
    // The last page is filled byte by byte.
    for (let size = FILLER_BYTES; size >= 1; size = size === 1 ? 0 : 1) writeUntilFull(file, size);
  } finally {
    closeSync(file);
  }
}

function writeUntilFull(file: number, size: number): void {
  const bytes = Buffer.alloc(size);
  for (;;) {
    try {
      writeSync(file, bytes);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOSPC" || code === "EFBIG") return;
      throw error;
    }
  }
}

const think = Reflect.get(BotCrew.prototype, "think") as BotCrew["think"];
BotCrew.prototype.think = function bearWitness(world, inputs): void {
  Reflect.apply(think, this, [world, inputs]);
  witness.note(world, inputs);
};

const { join: joinRoom, leave: leaveRoom, tick, receive } = Room.prototype;

// Who comes and who goes change a world, too.
Room.prototype.join = function closeAndJoin(...args) {
  witness.close(this.world);
  return Reflect.apply(joinRoom, this, args);
};
Room.prototype.leave = function closeAndLeave(...args) {
  witness.close(this.world);
  Reflect.apply(leaveRoom, this, args);
};
Room.prototype.tick = function tickOrThrow(...args) {
  if (brokenTicks.has(this.code)) throw new Error("planted: a room that fails in its tick");
  return Reflect.apply(tick, this, args);
};
Room.prototype.receive = function receiveOrThrow(...args) {
  if (brokenMessages.has(this.code)) throw new Error("planted: a room that fails at a message");
  Reflect.apply(receive, this, args);
};
