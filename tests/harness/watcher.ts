/** A receiver of snapshots that decodes them as a client does. */
import { decodeServerMessage } from "#shared/protocol/codec.ts";
import { Foresight } from "#shared/protocol/foresight.ts";
import { decodeBody, type DecodedFrame } from "#shared/protocol/frame.ts";
import { SnapshotRing } from "#shared/protocol/snapshot.ts";
import type { World } from "#shared/sim/world.ts";
import { Viewer } from "../../server/replication/viewer.ts";

export class Watcher {
  readonly viewer: Viewer;
  readonly ring: SnapshotRing;
  readonly bodies: Uint8Array[] = [];
  readonly frames: DecodedFrame[] = [];
  isAway = false;
  bufferedBytes = 0;
  #foresight: Foresight;

  constructor(slot: number, world: World) {
    this.viewer = new Viewer(slot, this, world);
    this.ring = new SnapshotRing(world.seats);
    this.#foresight = new Foresight(world.arena.source, world.seats);
  }

  /** Another world begins. */
  enter(world: World): void {
    this.#foresight = new Foresight(world.arena.source, world.seats);
  }

  send(message: Uint8Array): void {
    const decoded = decodeServerMessage(message.slice());
    if (decoded.type !== "snapshot") throw new Error(`not a snapshot but ${decoded.type}`);
    this.bodies.push(decoded.body);
    this.frames.push(decodeBody(decoded.body, this.viewer.slot, this.ring, this.#foresight));
  }

  /** What the newest body says. */
  get last() {
    const frame = this.frames.at(-1);
    if (frame?.kind !== "snapshot") throw new Error(`the last frame is ${frame?.kind}`);
    return frame;
  }
}
