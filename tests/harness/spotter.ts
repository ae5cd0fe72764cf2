/** Is at somebody's table and tells what the server lets people see there of one skiff: from a seat, or watching it. */
import WebSocket from "ws";
import { IDLE_INPUT } from "#shared/sim/input.ts";
import { Session } from "../../client/netcode/session.ts";
import type { SkiffView } from "../../client/netcode/view.ts";
import { computeProtocolId } from "../../server/protocolId.ts";

const FRAME_MS = 16;

export class Spotter {
  readonly #session: Session;
  readonly #slot: number;
  readonly #beat: NodeJS.Timeout;
  /** As it was last seen; null while it is out. */
  skiff: Readonly<SkiffView> | null = null;
  /** Shots and dashes that were seen. */
  fires = 0;
  dashes = 0;

  /** `room` is the code of the room in which `slot` is looked at. Who only watches goes along wherever that is. */
  constructor(serverUrl: string, room: string, slot: number, isWatching = false) {
    this.#slot = slot;
    const address = new URL("play", serverUrl.replace("http", "ws")).href;
    this.#session = new Session({
      openSocket: () => new WebSocket(address),
      now: () => performance.now(),
      protocolId: computeProtocolId(),
      name: "Spotter",
      room,
      isWatching,
      sampleInput: () => ({ ...IDLE_INPUT }),
    });
    this.#beat = setInterval(() => this.#frame(), FRAME_MS);
  }

  leave(): void {
    clearInterval(this.#beat);
    this.#session.leave();
  }

  #frame(): void {
    const view = this.#session.frame(performance.now());
    if (!view) return;
    const { lookout } = this.#session;
    if (lookout !== undefined && lookout.slot !== this.#slot) lookout.step(1, [this.#slot]);
    const skiff = view.skiffs.find(({ slot }) => slot === this.#slot);
    this.skiff = skiff ? { ...skiff } : null;
    for (const event of view.events) {
      if (!("slot" in event) || event.slot !== this.#slot) continue;
      if (event.type === "fire") this.fires += 1;
      if (event.type === "dash") this.dashes += 1;
    }
  }
}
