/**
 * Where faults are tried: a real server process with rooms in which people play, and what must be true of those, whatever
 * is done beside them: nobody of them is lost, no tick is dropped, no handler fails, memory and descriptors come back.
 */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as pass } from "node:timers/promises";
import { decodeServerMessage, encodeClientMessage } from "#shared/protocol/codec.ts";
import { USUAL_TABLE, type ClientMessage } from "#shared/protocol/messages.ts";
import { between, readCounters, sumOf, type Reading } from "../../bench/load/counters.ts";
import { LoadProcess, startServer, stop } from "../../bench/load/processes.ts";
import { SMALL_MAP } from "../../bench/load/usualMaps.ts";
import { computeProtocolId } from "../../server/protocolId.ts";
import { enter, frame, Opcode, RawPeer } from "../../server/transport/testPort.ts";
import { atMost, told, type Row } from "../rows.ts";

const ROOMS = 4;
const PEOPLE = 4;
const MOST_TICK_MS = 8;
const MOST_GROWTH_MB = 32;
const MB = 1e6;
/** Within this, whatever a fault held open is closed. */
const RECOVERY_MS = 20_000;
const RECOVERY_CHECK_MS = 250;
/** Sockets that a server may have for itself at one time and not at another. */
const SPARE_FDS = 8;

export interface StandOptions {
  /** People and bots of each of the rooms in which others play. */
  rooms?: number;
  args?: readonly string[];
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
  #before: Before | undefined;

  private constructor(child: ChildProcess, port: number, others: LoadProcess) {
    this.#child = child;
    this.pid = child.pid!;
    this.port = port;
    this.#others = others;
  }

  /** A server with rooms of people and bots in it, all of them playing. */
  static async open({ rooms = ROOMS, args = [] }: StandOptions = {}): Promise<Stand> {
    const rules = [
      "--score-limit",
      "0",
      "--time-limit",
      "0",
      "--map",
      SMALL_MAP,
      "--modes",
      "deathmatch",
    ];
    const size = ["--max-rooms", "24", "--max-seats", "64", "--bots", "16"];
    const settings = [...rules, ...size, "--no-qr", "--port", "0"];
    const { child, port } = await startServer(["server/main.ts", ...settings, ...args]);
    const others = new LoadProcess();
    await others.join({ port, rooms, seats: PEOPLE, form: undefined });
    while ((await others.count()).playing < rooms * PEOPLE) await pass(RECOVERY_CHECK_MS);
    return new Stand(child, port, others);
  }

  async close(): Promise<void> {
    await this.#others.stop();
    if (this.#child.exitCode === null) await stop(this.#child);
  }

  /** Done when the server has ended. */
  get ended(): Promise<unknown> {
    return this.#child.exitCode === null ? once(this.#child, "exit") : Promise.resolve();
  }

  ticks(): Promise<Reading> {
    return readCounters(this.port);
  }

  /** Ticks that ran and ticks that were dropped since. */
  async ticksSince(before: Reading): Promise<{ ran: number; dropped: number }> {
    const after = await readCounters(this.port);
    const more = (name: string) => sumOf(after.text, name) - sumOf(before.text, name);
    return {
      ran: more("carom_tick_duration_seconds_count"),
      dropped: more("carom_ticks_dropped_total"),
    };
  }

  /** Remembers how things stand. */
  async begin(): Promise<void> {
    this.#before = { reading: await readCounters(this.port), fds: this.#countFds() };
  }

  /** What has become of the others since `begin`, and of the server; `counter` must have gone up. */
  async judge(id: string, counter: string | undefined): Promise<Row[]> {
    const { reading, fds } = this.#before!;
    const after = await readCounters(this.port);
    const spent = between(reading, after);
    const more = (name: string) => sumOf(after.text, name) - sumOf(reading.text, name);
    const counts = await this.#others.count();
    const growth = more("process_resident_memory_bytes") / MB;
    return [
      atMost(`${id}: others who were lost`, counts.clients - counts.playing, "people", 0),
      atMost(`${id}: tick p99 of all rooms`, spent.tickP99Ms, "ms", MOST_TICK_MS),
      atMost(`${id}: ticks dropped`, spent.ticksDropped, "ticks", 0),
      atMost(`${id}: handlers that failed`, more("carom_handler_errors_total"), "", 0),
      atMost(`${id}: memory grown by`, growth, "MB", MOST_GROWTH_MB),
      atMost(`${id}: descriptors not given back`, await this.#leftOver(fds), "", SPARE_FDS),
      ...(counter === undefined ? [] : [this.#counted(id, counter, reading, after)]),
    ];
  }

  /** Resident memory of the server, bytes. */
  async residentBytes(): Promise<number> {
    return sumOf((await readCounters(this.port)).text, "process_resident_memory_bytes");
  }

  /** Whether the server still has the connection that comes from this port. */
  hasConnectionOf(localPort: number | undefined): boolean {
    const hex = (port: number) => port.toString(16).toUpperCase().padStart(4, "0");
    const pair = new RegExp(`:${hex(this.port)} [0-9A-F]+:${hex(localPort!)} 0[18] `);
    return ["tcp", "tcp6"].some((table) =>
      pair.test(readFileSync(`/proc/${this.pid}/net/${table}`, "utf8")),
    );
  }

  async health(): Promise<Record<string, number>> {
    const response = await fetch(`http://127.0.0.1:${this.port}/healthz`);
    return (await response.json()) as Record<string, number>;
  }

  /** A peer that is let through the handshake and says nothing yet. */
  knock(): Promise<RawPeer> {
    return enter(this.port);
  }

  hello(parts: Partial<Extract<ClientMessage, { type: "hello" }>> = {}): Buffer {
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
    const peer = await enter(this.port, from);
    peer.write(this.hello({ room: "", name: "Joiner" }));
    for (;;) {
      const message = decodeServerMessage(await peer.nextPayload());
      if (message.type === "welcome") break;
    }
    const tookMs = performance.now() - sinceMs;
    peer.write(frame(Opcode.close, Buffer.from([0x03, 0xe8])));
    await peer.hearAll();
    return tookMs;
  }

  #counted(id: string, counter: string, before: Reading, after: Reading): Row {
    const name = `carom_refusals_total{reason="${counter}"}`;
    const count = valueOf(after.text, name) - valueOf(before.text, name);
    return { ...told(`${id}: counted as "${counter}"`, count, "times"), budget: 1, ok: count >= 1 };
  }

  #countFds(): number {
    return readdirSync(`/proc/${this.pid}/fd`).length;
  }

  /** Descriptors beyond `base`, once those that are on their way out are gone. */
  async #leftOver(base: number): Promise<number> {
    const deadlineMs = performance.now() + RECOVERY_MS;
    while (this.#countFds() > base + SPARE_FDS && performance.now() < deadlineMs)
      await pass(RECOVERY_CHECK_MS);
    return Math.max(0, this.#countFds() - base);
  }
}

function valueOf(text: string, name: string): number {
  const line = text.split("\n").find((row) => row.startsWith(`${name} `));
  return line === undefined ? 0 : Number(line.slice(name.length + 1));
}
