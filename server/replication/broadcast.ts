/**
 * Sends each viewer its snapshot: the world is captured once, packed once for each baseline in use (nearly always one),
 * and copied for each who holds that baseline, as far as he may see it; when all is written it is sent.
 */
import { TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import {
  isWireEvent,
  MOST_EVENTS,
  type TickEvent,
  type WireEvent,
} from "#shared/protocol/events.ts";
import { Foresight } from "#shared/protocol/foresight.ts";
import { Packer, type Baseline, type Packed } from "#shared/protocol/packer.ts";
import { moveNumber, type CaptureSource } from "#shared/protocol/replicated.ts";
import { capture, SNAPSHOT_RING, SnapshotRing, type Snapshot } from "#shared/protocol/snapshot.ts";
import type { FireEvent } from "#shared/sim/events.ts";
import { WEAPONS } from "#shared/sim/tuning.ts";
import { seatedSkiffs, slotOf, type World } from "#shared/sim/world.ts";
import { Addressee, SOFT_BYTES } from "./addressee.ts";
import { Interest } from "./interest.ts";
import { Mailbag } from "./mailbag.ts";
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

const MEMORY_TICKS = SNAPSHOT_RING * TICKS_PER_SNAPSHOT;
/** A delta that is larger than this is made a keyframe. */
export const HARD_BYTES = 1200;
const KEYFRAME = 0;

export class Broadcaster {
  readonly #counters: BroadcastCounters;
  readonly #ring: SnapshotRing;
  /** By slot: what each stick asked for in the tick before the newest. */
  readonly #midMoves: Uint8Array;
  readonly #newestMoves: Uint8Array;
  readonly #world: World;
  readonly #interest: Interest;
  readonly #addressee: Addressee;
  readonly #packer: Packer;
  readonly #mailbag = new Mailbag();
  #events: TickEvent[] = [];

  /** For as long as this world is played; in a *dark hall* skiffs that somebody cannot see or hear are not told to him. */
  constructor(counters: BroadcastCounters, world: World, isDark = false) {
    const { seats } = world;
    this.#counters = counters;
    this.#world = world;
    this.#ring = new SnapshotRing(seats);
    this.#midMoves = new Uint8Array(seats);
    this.#newestMoves = new Uint8Array(seats);
    this.#interest = new Interest(world, isDark);
    this.#addressee = new Addressee(this.#interest);
    this.#packer = new Packer(new Foresight(world.arena.source, seats));
  }

  /** Remembers what the world's newest tick did; to be called after every step. */
  noteTick(): void {
    const { events, tick, components } = this.#world;
    for (const event of events) if (isWireEvent(event)) this.#events.push({ tick, event });
    this.#interest.noteTick();
    this.#midMoves.set(this.#newestMoves);
    const { moveX, moveY } = components.Control;
    for (const skiff of seatedSkiffs(this.#world)) {
      this.#newestMoves[slotOf(skiff)] = moveNumber(moveX[skiff]!, moveY[skiff]!);
    }
  }

  /**
   * Whoever had this slot is gone: nobody is told any more that the bolts were fired that went with him, nor what he knew and
   * was known of.
   */
  noteLeft(slot: number): void {
    this.#events = this.#events.filter(({ event }) => !isOfBolt(event) || event.slot !== slot);
    this.#interest.noteLeft(slot);
  }

  /** Captures the world and sends it; gives back the receivers that have fallen too far behind to be kept. */
  broadcast<T extends Receiver>(status: CaptureSource["status"], receivers: Iterable<T>): T[] {
    const { tick } = this.#world;
    this.#events = this.#events.filter((event) => event.tick > tick - MEMORY_TICKS);
    const now = this.#ring.take(tick);
    capture({ world: this.#world, status }, now);
    this.#interest.begin();
    const lost: T[] = [];
    const byBaseline = new Map<number, Viewer[]>([[KEYFRAME, []]]);
    for (const receiver of receivers) {
      const { viewer } = receiver;
      const cadence = viewer.cadenceAt(tick, receiver.isAway);
      if (cadence === "send keyframe") viewer.demandKeyframe();
      if (cadence === "drop") lost.push(receiver);
      else if (cadence === "skip") this.#counters.snapshotSkipped();
      else this.#sort(viewer, now, byBaseline);
    }
    this.#packAll(now, byBaseline);
    this.#mailbag.empty();
    return lost;
  }

  /** Puts a viewer to the others of his baseline. */
  #sort(viewer: Viewer, now: Snapshot, byBaseline: Map<number, Viewer[]>): void {
    // The oldest of the ring is about to be written over.
    const isTooOld = now.tick - viewer.sentTick >= MEMORY_TICKS - TICKS_PER_SNAPSHOT;
    if (isTooOld || this.#ring.at(viewer.sentTick) === undefined) viewer.demandKeyframe();
    const key = viewer.sentTick * 2 + Number(viewer.isRegular);
    const others = byBaseline.get(key);
    if (others === undefined) byBaseline.set(key, [viewer]);
    else others.push(viewer);
  }

  /** Keyframes last: what proves too large for a delta becomes one. */
  #packAll(now: Snapshot, byBaseline: Map<number, Viewer[]>): void {
    const keyframes = byBaseline.get(KEYFRAME)!;
    for (const [key, viewers] of byBaseline) {
      if (key === KEYFRAME) continue;
      const baseline = this.#baselineOf(viewers[0]!);
      const events = this.#events.filter((event) => event.tick > baseline.snapshot.tick);
      if (events.length > MOST_EVENTS) keyframes.push(...viewers);
      else {
        this.#packer.begin(now, baseline, { events, midMoves: this.#midMoves });
        for (const viewer of viewers) if (!this.#packDelta(viewer, now)) keyframes.push(viewer);
      }
    }
    if (keyframes.length === 0) return;
    this.#packer.begin(now, undefined, { events: [], midMoves: this.#midMoves });
    for (const viewer of keyframes) this.#packKeyframe(viewer, now);
  }

  #baselineOf({ sentTick, isRegular }: Viewer): Baseline {
    const snapshot = this.#ring.at(sentTick)!;
    const before = isRegular ? this.#ring.at(sentTick - TICKS_PER_SNAPSHOT) : undefined;
    return { snapshot, before };
  }

  /** False when it would be too large. */
  #packDelta(viewer: Viewer, now: Snapshot): boolean {
    const packed = this.#pack(viewer);
    if (packed.byteCount > HARD_BYTES) return false;
    const isRegular = viewer.sentTick === now.tick - TICKS_PER_SNAPSHOT;
    this.#post(viewer, now, packed);
    viewer.isRegular = isRegular;
    return true;
  }

  #packKeyframe(viewer: Viewer, now: Snapshot): void {
    viewer.demandKeyframe();
    viewer.holding.forget();
    this.#post(viewer, now, this.#pack(viewer));
  }

  #pack(viewer: Viewer): Packed {
    const { holding } = viewer;
    this.#interest.choose(viewer);
    const packed = this.#packer.pack(this.#addressee.turnTo(viewer));
    this.#interest.noteBoltsTold(holding, packed.boltsTold);
    return packed;
  }

  #post(viewer: Viewer, now: Snapshot, packed: Packed): void {
    const bytes = this.#mailbag.add(viewer.outlet, packed);
    viewer.holding.noteSent(packed.byteCount > SOFT_BYTES || packed.isClosed);
    viewer.noteSent(now.tick, bytes);
    this.#counters.snapshotSent(bytes);
  }
}

/** Whether a bolt left, and not a beam, which is over at once. */
function isOfBolt(event: WireEvent): event is FireEvent {
  return event.type === "fire" && WEAPONS[event.weapon]!.kind === "bolt";
}
