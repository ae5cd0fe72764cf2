/** Draws all players' frames, 60 a second each, evenly spread over a frame's time as those of strangers are. */
import { TICK_MS } from "#shared/timing.ts";
import { NODE_TIMERS } from "../../server/loop.ts";
import { Pacer, THRIFTY_MS } from "../relay/pacer.ts";
import { machineMs } from "./clock.ts";

interface Drawn {
  frame(nowMs: number): void;
}

/** Further behind than this, frames are left out, as a screen does. */
const MOST_BEHIND_MS = 2 * TICK_MS;
/** Steps of the golden section spread any number of players evenly. */
const SPREAD = 0.6180339887;

export class Conductor {
  readonly #parts: { player: Drawn; dueMs: number }[] = [];
  readonly #pacer = new Pacer(machineMs, NODE_TIMERS, THRIFTY_MS, (nowMs) => this.#draw(nowMs));
  #lateness: number[] = [];

  add(player: Drawn): void {
    const phase = (this.#parts.length * SPREAD) % 1;
    const dueMs = (Math.floor(machineMs() / TICK_MS) + 1 + phase) * TICK_MS;
    this.#parts.push({ player, dueMs });
    this.#pacer.wakeAt(dueMs);
  }

  /** How much later than they should frames were drawn since this was asked last, ms. */
  takeLateness(): number[] {
    const taken = this.#lateness;
    this.#lateness = [];
    return taken;
  }

  stop(): void {
    this.#pacer.stop();
  }

  #draw(nowMs: number): number {
    let nextMs = Infinity;
    for (const part of this.#parts) {
      if (part.dueMs <= nowMs) {
        this.#lateness.push(nowMs - part.dueMs);
        part.player.frame(machineMs());
        while (part.dueMs + MOST_BEHIND_MS <= nowMs) part.dueMs += TICK_MS;
        part.dueMs += TICK_MS;
      }
      nextMs = Math.min(nextMs, part.dueMs);
    }
    return nextMs;
  }
}
