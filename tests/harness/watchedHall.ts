/** A match in a hall much larger than a screen, watched by some through everything that the server sends them. */
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { skiffEntity } from "#shared/sim/world.ts";
import { TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { keepOnTable, LOOK_AHEAD_PX, USUAL_SCREEN } from "#shared/view.ts";
import { Broadcaster } from "../../server/replication/broadcast.ts";
import { FuzzMatch } from "./fuzzMatch.ts";
import { Chance } from "./fuzzSeed.ts";
import { Watcher } from "./watcher.ts";

export interface HallOptions {
  seed: number;
  arena: ArenaSource;
  seats: number;
  watching: number;
  isDark?: boolean;
  /** Called after each tick. */
  onTick?(match: FuzzMatch): void;
}

export class WatchedHall {
  readonly match: FuzzMatch;
  readonly watchers: Watcher[];
  readonly #options: HallOptions;
  readonly #broadcaster: Broadcaster;
  readonly #chance: Chance;

  constructor(options: HallOptions) {
    const { seed, arena, seats, watching, isDark } = options;
    this.#options = options;
    this.#chance = new Chance(seed);
    this.match = new FuzzMatch(seed, arena);
    for (let slot = 0; slot < seats; slot++) this.match.join(slot);
    const { world } = this.match;
    this.watchers = Array.from({ length: watching }, (_, slot) => new Watcher(slot, world));
    const counters = { snapshotSent: () => undefined, snapshotSkipped: () => undefined };
    this.#broadcaster = new Broadcaster(counters, world, isDark);
    this.run(true);
  }

  /** Plays for an interval, and sends a snapshot, which now and then some do not get. */
  run(isEverybodyServed = false): void {
    for (let i = 0; i < TICKS_PER_SNAPSHOT; i++) {
      this.match.tick();
      this.#broadcaster.noteTick();
      this.#options.onTick?.(this.match);
    }
    for (const watcher of this.watchers) {
      watcher.bufferedBytes = !isEverybodyServed && this.#chance.oneIn(12) ? 20_000 : 0;
      if (!isEverybodyServed && this.#chance.oneIn(200)) watcher.viewer.demandKeyframe();
    }
    this.#broadcaster.broadcast(this.match.source.status, this.watchers);
    for (const { viewer } of this.watchers) viewer.noteAck(viewer.sentTick, this.match.world.tick);
  }

  /**
   * How far a place is outside of what the screen of a slot can show at this moment, whose eye is at its own skiff or, in
   * the light, at who did for it; 0 and less is inside.
   */
  pxOutside(slot: number, x: number, y: number): number {
    const { Position, Skiff } = this.match.world.components;
    const { width, height } = this.match.world.arena;
    const own = skiffEntity(slot);
    const killer = skiffEntity(Math.max(0, Skiff.killer[own]!));
    const isOut = Skiff.isAlive[own] === 0 && this.#options.isDark !== true;
    const isWatching = isOut && Skiff.killer[own]! >= 0 && Skiff.isAlive[killer] === 1;
    const eye = isWatching ? killer : own;
    const { widthPx, heightPx } = USUAL_SCREEN;
    return Math.max(
      pxBeyond(x, Position.x[eye]!, widthPx, width),
      pxBeyond(y, Position.y[eye]!, heightPx, height),
    );
  }
}

function pxBeyond(at: number, eye: number, visible: number, size: number): number {
  const first = keepOnTable(eye - LOOK_AHEAD_PX, visible, size) - visible / 2;
  const last = keepOnTable(eye + LOOK_AHEAD_PX, visible, size) + visible / 2;
  return Math.max(first - at, at - last);
}
