/** Pings at a steady beat, quicker at first, and what comes of their pongs: the server's clock. */
import type { ClientMessage } from "#shared/protocol/messages.ts";
import { PONG_STEPS_PER_TICK } from "#shared/protocol/messages.ts";
import { ServerClock } from "./clock.ts";

const FIRST_PINGS = 8;
const FIRST_INTERVAL_MS = 50;
const INTERVAL_MS = 500;
/** Pings without an answer that are remembered. */
const MOST_OPEN = 32;
const TIME_TURNS = 2 ** 32;

export class Pulse {
  readonly clock = new ServerClock();
  readonly #sent = new Map<number, number>();
  #nextId = 0;
  #nextMs = 0;

  /** Sends the ping that is due. */
  update(nowMs: number, send: (message: ClientMessage) => void): void {
    if (nowMs < this.#nextMs) return;
    const id = this.#nextId & 0xffff;
    this.#nextId += 1;
    this.#nextMs = nowMs + (this.#nextId < FIRST_PINGS ? FIRST_INTERVAL_MS : INTERVAL_MS);
    this.#sent.set(id, nowMs);
    if (this.#sent.size > MOST_OPEN) this.#sent.delete(this.#sent.keys().next().value!);
    send({ type: "ping", id });
  }

  /**
   * A pong came; `nearTick` is about where the server is, to unwrap its time. True when it is the first after one of the
   * two clocks has jumped, see `ServerClock`.
   */
  notePong(id: number, time: number, nowMs: number, nearTick: number): boolean {
    const sentMs = this.#sent.get(id);
    if (sentMs === undefined) return false;
    this.#sent.delete(id);
    const turns = Math.round((nearTick * PONG_STEPS_PER_TICK - time) / TIME_TURNS);
    const tick = (time + Math.max(0, turns) * TIME_TURNS) / PONG_STEPS_PER_TICK;
    const wasAstray = this.clock.isAstray;
    const isFound = this.clock.notePong(sentMs, nowMs, tick);
    if (this.clock.isAstray && !wasAstray) this.#nextMs = nowMs;
    return isFound;
  }

  /** What is known of the server's clock cannot be true: a ping leaves at once, and its pong counts. */
  doubt(nowMs: number): void {
    if (this.clock.isAstray) return;
    this.clock.doubt(nowMs);
    this.#nextMs = nowMs;
  }
}
