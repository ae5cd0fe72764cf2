/**
 * Sends each viewer its snapshot: the world is captured once, packed once for each baseline in use (nearly always one),
 * and copied for everybody who holds that baseline.
 */
import { TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { encodeServerMessage } from "#shared/protocol/codec.ts";
import { isWireEvent, MOST_EVENTS, type TickEvent } from "#shared/protocol/events.ts";
import { encodeBody, encodeShared, type Baseline } from "#shared/protocol/frame.ts";
import { Foresight } from "#shared/protocol/foresight.ts";
import { moveNumber, type CaptureSource } from "#shared/protocol/replicated.ts";
import { capture, SNAPSHOT_RING, SnapshotRing, type Snapshot } from "#shared/protocol/snapshot.ts";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { DEFAULT_SEATS } from "#shared/sim/tuning.ts";
import { boltsInFlight, seatedSkiffs, slotOf, type World } from "#shared/sim/world.ts";
import type { Viewer } from "./viewer.ts";

/** Whom a broadcast reaches. */
export interface Receiver {
  readonly viewer: Viewer;
  readonly isAway: boolean;
}

export interface BroadcastCounters {
  snapshotSent(bytes: number): void;
  snapshotSkipped(): void;
}

interface SharedPart {
  baseline: Baseline | undefined;
  bytes: Uint8Array;
}

const MEMORY_TICKS = SNAPSHOT_RING * TICKS_PER_SNAPSHOT;

export class Broadcaster {
  readonly #counters: BroadcastCounters;
  readonly #ring = new SnapshotRing();
  /** By slot: what each stick asked for in the tick before the newest. */
  readonly #midMoves = new Uint8Array(DEFAULT_SEATS);
  readonly #newestMoves = new Uint8Array(DEFAULT_SEATS);
  #foresight: Foresight;
  #events: TickEvent[] = [];

  constructor(counters: BroadcastCounters, arena: ArenaSource) {
    this.#counters = counters;
    this.#foresight = new Foresight(arena);
  }

  /** Remembers what the world's newest tick did; to be called after every step. */
  noteTick(world: World): void {
    for (const event of world.events)
      if (isWireEvent(event)) this.#events.push({ tick: world.tick, event });
    this.#midMoves.set(this.#newestMoves);
    const { moveX, moveY } = world.components.Control;
    for (const skiff of seatedSkiffs(world)) {
      this.#newestMoves[slotOf(skiff)] = moveNumber(moveX[skiff]!, moveY[skiff]!);
    }
  }

  /** Forgets everything: another world begins on this arena, and nobody holds a baseline of it. */
  reset(arena: ArenaSource): void {
    this.#ring.clear();
    this.#events = [];
    this.#foresight = new Foresight(arena);
  }

  /** Captures the world and sends it; gives back the receivers that have fallen too far behind to be kept. */
  broadcast<T extends Receiver>(source: CaptureSource, receivers: Iterable<T>): T[] {
    const { tick } = source.world;
    this.#events = this.#events.filter((event) => event.tick > tick - MEMORY_TICKS);
    const now = this.#ring.take(tick);
    capture(source, now);
    const shared = new Map<number, SharedPart>();
    const lost: T[] = [];
    for (const receiver of receivers) {
      const cadence = receiver.viewer.cadenceAt(tick, receiver.isAway);
      if (cadence === "send keyframe") receiver.viewer.demandKeyframe();
      if (cadence === "drop") lost.push(receiver);
      else if (cadence === "skip") this.#counters.snapshotSkipped();
      else
        this.#send(
          receiver.viewer,
          now,
          this.#sharedFor(source.world, now, receiver.viewer, shared),
        );
    }
    return lost;
  }

  #send(viewer: Viewer, now: Snapshot, part: SharedPart): void {
    const body = encodeBody(now, part.baseline, viewer.slot, viewer.takeMargin(), part.bytes);
    const message = encodeServerMessage({ type: "snapshot", body });
    viewer.isRegular = part.baseline?.snapshot.tick === now.tick - TICKS_PER_SNAPSHOT;
    viewer.sentTick = now.tick;
    viewer.outlet.send(message);
    this.#counters.snapshotSent(message.length);
  }

  /** What this viewer shares with all others of its baseline, packed the first time that somebody asks. */
  #sharedFor(
    world: World,
    now: Snapshot,
    viewer: Viewer,
    shared: Map<number, SharedPart>,
  ): SharedPart {
    const key = viewer.sentTick * 2 + Number(viewer.isRegular);
    let part = shared.get(key);
    if (part === undefined) {
      part = this.#pack(world, now, viewer);
      shared.set(key, part);
    }
    return part;
  }

  #pack(world: World, now: Snapshot, viewer: Viewer): SharedPart {
    const snapshot = this.#ring.at(viewer.sentTick);
    const events = this.#events.filter((event) => event.tick > viewer.sentTick);
    // The oldest of the ring is about to be written over.
    const isTooOld = now.tick - viewer.sentTick >= MEMORY_TICKS - TICKS_PER_SNAPSHOT;
    const since = { foresight: this.#foresight, midMoves: this.#midMoves };
    if (snapshot === undefined || isTooOld || events.length > MOST_EVENTS) {
      const bytes = encodeShared(now, undefined, { ...since, events: boltsAsEvents(world) });
      return { baseline: undefined, bytes };
    }
    const before = viewer.isRegular
      ? this.#ring.at(viewer.sentTick - TICKS_PER_SNAPSHOT)
      : undefined;
    const baseline = { snapshot, before };
    return { baseline, bytes: encodeShared(now, baseline, { ...since, events }) };
  }
}

/** Every bolt in the air, as the shot that it began as: what a keyframe carries instead of past events. */
function boltsAsEvents(world: World): TickEvent[] {
  const { Bolt } = world.components;
  return boltsInFlight(world)
    .slice(0, MOST_EVENTS)
    .map((bolt) => ({
      tick: Bolt.firedTick[bolt]!,
      event: {
        type: "fire",
        slot: Bolt.owner[bolt]!,
        weapon: Bolt.weapon[bolt]!,
        x: Bolt.originX[bolt]!,
        y: Bolt.originY[bolt]!,
        angle: Bolt.angle[bolt]!,
      },
    }));
}
