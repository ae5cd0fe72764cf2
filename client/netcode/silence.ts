/**
 * After a standstill snapshots come in a heap, and with them, by the same road, my inputs get to the server. Up to that
 * moment it has made do without them, a little longer than the newest snapshot can tell: whoever knows that corrects his
 * own skiff once and not twice.
 */
import { SNAPSHOT_MS } from "#shared/timing.ts";

/** No snapshot for longer than this: the network stood still, or this page did. */
const SILENCE_MS = 3 * SNAPSHOT_MS;

export class Silence {
  #heardMs = Infinity;
  #brokenTick = 0;

  /**
   * Notes that the snapshot of `tick` came at `nowMs`, when the server's clock stood at `serverTick`, and whether the
   * server says in it that no input of mine had come lately. Gives the last tick that it ran without mine; 0 for none
   * that it does not tell of itself.
   */
  note(tick: number, isUnheard: boolean, nowMs: number, serverTick: number): number {
    if (nowMs - this.#heardMs > SILENCE_MS) this.#brokenTick = Math.floor(serverTick);
    this.#heardMs = nowMs;
    return isUnheard && tick < this.#brokenTick ? this.#brokenTick : 0;
  }
}
