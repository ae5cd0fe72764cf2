/**
 * Where faults are tried: a real server process with rooms in which people play, and what must be true of those, whatever
 * is done beside them: nobody of them is lost, no tick is dropped, no handler fails, memory and descriptors come back.
 */
import type { ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pass } from "node:timers/promises";
import { decodeServerMessage, encodeClientMessage } from "#shared/protocol/codec.ts";
import { USUAL_TABLE, type ClientMessage, type ServerMessage } from "#shared/protocol/messages.ts";
import { between, HEAP, readCounters, sumOf, type Reading } from "../../bench/load/counters.ts";
import { LoadProcess, startServer, stop } from "../../bench/load/processes.ts";
import { SMALL_MAP } from "../../bench/load/usualMaps.ts";
import { computeProtocolId } from "../../server/protocolId.ts";
import { enter, farewell, frame, Opcode, RawPeer } from "../../server/transport/testPort.ts";
import { atLeast, atMost, told, type Row } from "../rows.ts";
import type { Word } from "./insideServer.ts";
import type { Order } from "./orders.ts";
import { playAgain, type Segment } from "./witness.ts";

const ROOMS = 4;
/** Of each room; the rest are bots. */
export const PEOPLE = 4;
const MOST_TICK_MS = 8;
const MOST_GROWTH_MB = 32;
const MB = 1e6;
/** Within this, whatever a fault held open is closed. */
const RECOVERY_MS = 20_000;
const RECOVERY_CHECK_MS = 250;
const TABLE_KEPT_MS = 100;
const ANSWER_MS = 5000;
const ANSWER_CHECK_MS = 20;
const RECORDS_MS = 30_000;
const RECORDS_CHECK_MS = 100;
/** What the server says is kept so far. */
const SAID_KEPT = 100_000;
/** What depends on how much this computer has to do besides, or on how long the server has run. */
const UNSTEADY = /tick p99|ticks dropped|memory grown/;
const INSIDE = "./tools/faults/inside.ts";
/** Sockets that a server may have for itself at one time and not at another. */
const SPARE_FDS = 8;

export interface StandOptions {
  /** People and bots of each of the rooms in which others play. */
  rooms?: number;
  /** Of the server, and of Node. */
  args?: readonly string[];
  nodeArgs?: readonly string[];
  /** What is in its settings file. */
  config?: string;
  /** See ServerStart; of a server that keeps its records in this folder. */
  through?(data: string): readonly string[];
  isSilent?: boolean;
}

/** What a fault costs that does not let a server keep its time, or is one of its own. */
export interface Cost {
  readonly losesTime?: boolean;
  readonly usesMemory?: boolean;
  readonly handlerFaults?: number;
}

type Hello = Partial<Extract<ClientMessage, { type: "hello" }>>;
type Welcome = Extract<ServerMessage, { type: "welcome" }>;

/** As /healthz tells it. */
interface RecordsHealth {
  readonly state: string;
  readonly fault?: string;
  readonly waiting: number;
}

/** Before a fault. */
interface Before {
  reading: Reading;
  fds: number;
}

export class Stand {
  readonly port: number;
  readonly pid: number;
  readonly protocolId = computeProtocolId();
  readonly #child: ChildProcess;
  readonly #others: LoadProcess;
  readonly #folder: string;
  /** Settled when the server has ended: its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string | null>;
  #before: Before | undefined;
  #said = "";
  #played: Segment[] = [];
  /** Of what was played since `begin`: ticks that were played again, and segments that then came out otherwise. */
  #again = { ticks: 0, different: 0 };
  #table = { readMs: -Infinity, text: "" };
  #lastOrder = 0;
  readonly #orders = new Map<number, () => void>();

  private constructor(child: ChildProcess, port: number, others: LoadProcess, folder: string) {
    this.#child = child;
    this.pid = child.pid!;
    this.port = port;
    this.#others = others;
    this.#folder = folder;
    child.stdout!.on(
      "data",
      (chunk) => (this.#said = (this.#said + String(chunk)).slice(-SAID_KEPT)),
    );
    this.ended = new Promise((resolve) =>
      child.once("exit", (code, signal) => resolve(code ?? signal)),
    );
    child.on("message", (word: Word) => {
      if ("segment" in word) this.#played.push(word.segment);
      else this.#orders.get(word.done)?.();
    });
  }

  /** A server with rooms of people and bots in it, all of them playing. */
  static async open(options: StandOptions = {}): Promise<Stand> {
    const { rooms = ROOMS } = options;
    const folder = mkdtempSync(join(tmpdir(), "carom-faults-"));
    const { child, port } = await startIn(folder, options);
    const others = new LoadProcess();
    await others.join({ port, rooms, seats: PEOPLE, form: undefined });
    while ((await others.count()).playing < rooms * PEOPLE) await pass(RECOVERY_CHECK_MS);
    return new Stand(child, port, others, folder);
  }

  async close(): Promise<void> {
    await this.#others.stop();
    if (!this.#hasEnded) await stop(this.#child);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** What the server keeps is in here. */
  get data(): string {
    return dataOf(this.#folder);
  }

  /** Its settings, where it has a file of them. */
  get configFile(): string {
    return configOf(this.#folder);
  }

  get #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** The end of what the server has said, and its log. */
  get said(): string {
    return this.#said;
  }

  /** Does something; done when what the server says after it fits, and false when it never does. */
  async hearAfter(act: () => void, pattern: RegExp): Promise<boolean> {
    this.#said = "";
    act();
    const deadlineMs = performance.now() + ANSWER_MS;
    while (!pattern.test(this.#said)) {
      if (performance.now() > deadlineMs) return false;
      await pass(ANSWER_CHECK_MS);
    }
    return true;
  }

  /** Has something done inside of the server; done when it was, or at the server's end. */
  async order(order: Order): Promise<void> {
    const id = ++this.#lastOrder;
    const done = new Promise<void>((resolve) => this.#orders.set(id, resolve));
    this.#child.send({ id, order });
    await Promise.race([done, this.ended]);
    this.#orders.delete(id);
  }

  ticks(): Promise<Reading> {
    return readCounters(this.port);
  }

  /** Ticks that ran and ticks that were dropped since, and how long that is. */
  async ticksSince(before: Reading): Promise<{ ran: number; dropped: number; seconds: number }> {
    const after = await readCounters(this.port);
    const more = (name: string) => sumOf(after.text, name) - sumOf(before.text, name);
    return {
      ran: more("carom_ticks_total"),
      dropped: more("carom_ticks_dropped_total"),
      seconds: (after.atMs - before.atMs) / 1000,
    };
  }

  /** Remembers how things stand. */
  async begin(): Promise<void> {
    await this.order({ kind: "tell" });
    await this.order({ kind: "collect" });
    this.#played = [];
    this.#again = { ticks: 0, different: 0 };
    this.#before = { reading: await readCounters(this.port), fds: this.countFds() };
  }

  /**
   * What has become of the others since `begin`, and of the server; `counter` must have gone up, and memory has
   * `patienceMs` to come back.
   */
  async judge(id: string, counter?: string, cost: Cost = {}, patienceMs = 0): Promise<Row[]> {
    const { losesTime = false, usesMemory = false, handlerFaults = 0 } = cost;
    const { reading, fds } = this.#before!;
    const after = await readCounters(this.port);
    const spent = between(reading, after);
    const more = (name: string) => sumOf(after.text, name) - sumOf(reading.text, name);
    const counts = await this.#others.count();
    for (const [reason, people] of Object.entries(counts.closed))
      process.stderr.write(`  ${people} of the others were lost: ${reason}\n`);
    const matches = await this.#compareMatches(id);
    // What was played is told by now, and is no longer in the server's memory.
    const growth = await this.#growth(reading, patienceMs);
    const timed = losesTime ? toldAt : atMost;
    const grown = usesMemory ? toldAt : atMost;
    return [
      atMost(`${id}: others who were lost`, counts.clients - counts.playing, "people", 0),
      timed(`${id}: tick p99 of all rooms`, spent.tickP99Ms, "ms", MOST_TICK_MS),
      timed(`${id}: ticks dropped`, spent.ticksDropped, "ticks", 0),
      ...matches,
      atMost(`${id}: handlers that failed`, more("carom_handler_errors_total"), "", handlerFaults),
      grown(`${id}: memory grown by`, growth, "MB", MOST_GROWTH_MB),
      told(`${id}: resident memory grown by`, more("process_resident_memory_bytes") / MB, "MB"),
      atMost(`${id}: descriptors not given back`, await this.#leftOver(fds), "", SPARE_FDS),
      ...(counter === undefined ? [] : [this.#counted(id, counter, reading, after)]),
    ];
  }

  /** What the server has on its heap, garbage included, and in buffers beside it, bytes. */
  async heapBytes(): Promise<number> {
    const { text } = await readCounters(this.port);
    return HEAP.reduce((sum, name) => sum + sumOf(text, name), 0);
  }

  /** Resident memory of the server, bytes: as the system tells it, which costs the server nothing. */
  residentBytes(): number {
    const status = readFileSync(`/proc/${this.pid}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
  }

  /** Whether the server still has the connection that comes from this port, as of a moment ago. */
  hasConnectionOf(localPort: number | undefined): boolean {
    // Many ask at once, and the system's table is long then.
    if (performance.now() - this.#table.readMs > TABLE_KEPT_MS) {
      const texts = ["tcp", "tcp6"].map((name) =>
        readFileSync(`/proc/${this.pid}/net/${name}`, "utf8"),
      );
      this.#table = { readMs: performance.now(), text: texts.join("\n") };
    }
    const hex = (port: number) => port.toString(16).toUpperCase().padStart(4, "0");
    const pair = new RegExp(`:${hex(this.port)} [0-9A-F]+:${hex(localPort!)} 0[18] `);
    return pair.test(this.#table.text);
  }

  async health(): Promise<Record<string, number>> {
    const response = await fetch(`http://127.0.0.1:${this.port}/healthz`);
    return (await response.json()) as Record<string, number>;
  }

  /** Waits until the records are like this; rejects when they never are. */
  async untilRecords(are: (records: RecordsHealth) => boolean): Promise<void> {
    const deadlineMs = performance.now() + RECORDS_MS;
    for (;;) {
      const response = await fetch(`http://127.0.0.1:${this.port}/healthz`);
      const { records } = (await response.json()) as { records: RecordsHealth };
      if (are(records)) return;
      if (performance.now() > deadlineMs) throw new Error(`records: ${JSON.stringify(records)}`);
      await pass(RECORDS_CHECK_MS);
    }
  }

  /** A peer that is let through the handshake and says nothing yet. */
  knock(): Promise<RawPeer> {
    return enter(this.port);
  }

  hello(parts: Hello = {}): Buffer {
    const usual = {
      room: "new",
      token: "",
      isWatching: false,
      password: "",
      playerKey: "",
      ...USUAL_TABLE,
    };
    const { protocolId } = this;
    return frame(
      Opcode.binary,
      Buffer.from(
        encodeClientMessage({ type: "hello", protocolId, name: "Mallory", ...usual, ...parts }),
      ),
    );
  }

  /** How long somebody else takes to get into a room now, ms. */
  async timeJoin(from = "127.0.0.1"): Promise<number> {
    const sinceMs = performance.now();
    const { peer } = await this.sitDown({ room: "", name: "Joiner" }, from);
    const tookMs = performance.now() - sinceMs;
    farewell(peer);
    await peer.hearAll();
    return tookMs;
  }

  /** Somebody who says this hello and is welcome. */
  async sitDown(hello: Hello, from?: string): Promise<{ peer: RawPeer; welcome: Welcome }> {
    const peer = await enter(this.port, from);
    peer.write(this.hello(hello));
    for (;;) {
      const welcome = decodeServerMessage(await peer.nextPayload());
      if (welcome.type === "welcome") return { peer, welcome };
    }
  }

  /** The matches of all rooms, played once more without whatever was done beside them. */
  async #compareMatches(id: string): Promise<Row[]> {
    await this.order({ kind: "tell" });
    const again = this.#again;
    for (const segment of this.#played.splice(0)) {
      const { isSame, ticks } = playAgain(segment);
      again.ticks += ticks;
      if (!isSame) again.different++;
    }
    return [
      atMost(`${id}: matches that came out otherwise`, again.different, "", 0),
      atLeast(`${id}: ticks that were played again to tell`, again.ticks, "ticks", 1),
    ];
  }

  #counted(id: string, counter: string, before: Reading, after: Reading): Row {
    const name = `carom_refusals_total{reason="${counter}"}`;
    const count = valueOf(after.text, name) - valueOf(before.text, name);
    return { ...told(`${id}: counted as "${counter}"`, count, "times"), budget: 1, ok: count >= 1 };
  }

  countFds(): number {
    return readdirSync(`/proc/${this.pid}/fd`).length;
  }

  /** What is on the heap besides, all garbage collected, MB; when it has come back or the time for that is up. */
  async #growth(before: Reading, patienceMs: number): Promise<number> {
    const deadlineMs = performance.now() + patienceMs;
    for (;;) {
      await this.order({ kind: "collect" });
      const growth = between(before, await readCounters(this.port)).heapGrownBytes / MB;
      if (growth <= MOST_GROWTH_MB || performance.now() >= deadlineMs) return growth;
      await pass(RECOVERY_CHECK_MS);
    }
  }

  /** Descriptors beyond `base`, once those that are on their way out are gone. */
  async #leftOver(base: number): Promise<number> {
    const deadlineMs = performance.now() + RECOVERY_MS;
    while (this.countFds() > base + SPARE_FDS && performance.now() < deadlineMs)
      await pass(RECOVERY_CHECK_MS);
    return Math.max(0, this.countFds() - base);
  }
}

/** Whether this row tells right from wrong on any computer. */
export function decides({ name }: Row): boolean {
  return !UNSTEADY.test(name);
}

function startIn(folder: string, options: StandOptions): ReturnType<typeof startServer> {
  const { args = [], nodeArgs = [], config, through, isSilent = false } = options;
  const data = dataOf(folder);
  mkdirSync(data);
  if (config !== undefined) writeFileSync(configOf(folder), config);
  const file = config === undefined ? [] : ["--config", configOf(folder)];
  const rules = ["--score-limit", "0", "--time-limit", "0", "--map", SMALL_MAP];
  const size = ["--max-rooms", "24", "--max-seats", "64", "--bots", "16"];
  const place = ["--modes", "deathmatch", "--no-qr", "--port", "0", "--data", data];
  const settings = [...rules, ...size, ...place, ...file, ...args];
  return startServer([...nodeArgs, "--import", INSIDE, "server/main.ts", ...settings], {
    hasChannel: true,
    isSilent,
    ...(through && { through: through(data) }),
  });
}

function dataOf(folder: string): string {
  return join(folder, "data");
}

function configOf(folder: string): string {
  return join(folder, "carom.toml");
}

/** As `atMost`, of what need not be so this time. */
function toldAt(name: string, value: number, unit: string): Row {
  return told(name, value, unit);
}

function valueOf(text: string, name: string): number {
  const line = text.split("\n").find((row) => row.startsWith(`${name} `));
  return line === undefined ? 0 : Number(line.slice(name.length + 1));
}
