/**
 * After a standstill snapshots come in a heap, and with them, by the same road, my inputs get to the server. Up to that
 * moment it has made do without them, a little longer than the newest snapshot can tell: whoever knows that corrects his
 * own skiff once and not twice.
 */
import { SNAPSHOT_MS, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";

/** No snapshot for longer than this: the network stood still, or this page did. */
const SILENCE_MS = 3 * SNAPSHOT_MS;
/** One snapshot without an input of mine is jitter; so many in a row are not. */
const UNHEARD_SNAPSHOTS = 3;
/** My inputs may take so much longer to get there than was thought. */
const LATER_TICKS = 2 * TICKS_PER_SNAPSHOT;

export class Silence {
  #toldMs = Infinity;
  #brokenTick = 0;
  #unheardInARow = 0;
  #heardTick = 0;

  /** The newest tick of which the server says that it had heard of me. */
  get heardTick(): number {
    return this.#heardTick;
  }

  /**
   * Notes that the snapshot of `tick` came at `nowMs`, when the server's clock stood at `serverTick`, and whether the
   * server says in it that no input of mine had come lately. Gives the last tick that it ran without mine, which is
   * `tick` at least; 0 where it did not stand still.
   */
  note(tick: number, isUnheard: boolean, nowMs: number, serverTick: number): number {
    if (nowMs - this.#toldMs > SILENCE_MS) this.#brokenTick = Math.floor(serverTick);
    this.#toldMs = nowMs;
    this.#unheardInARow = isUnheard ? this.#unheardInARow + 1 : 0;
    if (!isUnheard) this.#heardTick = tick;
    const isOfIt =
      this.#unheardInARow >= UNHEARD_SNAPSHOTS && tick <= this.#brokenTick + LATER_TICKS;
    return isOfIt ? Math.max(tick, this.#brokenTick) : 0;
  }
}
