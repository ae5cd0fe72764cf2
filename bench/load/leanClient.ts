/**
 * A client that costs next to nothing: says hello, sends inputs as a player's does, acknowledges what it gets, counts bytes, and
 * looks at nothing. Many of them put a server under load without being the load themselves.
 */
import WebSocket from "ws";
import { BitReader } from "#shared/protocol/bits.ts";
import { decodeServerMessage, encodeClientMessage } from "#shared/protocol/codec.ts";
import {
  HIGH_TICK_BITS,
  INTERVALS_BITS,
  LOW_TICK_BITS,
  MARGIN_BITS,
} from "#shared/protocol/frame.ts";
import { USUAL_TABLE } from "#shared/protocol/messages.ts";
import { shortWay } from "#shared/protocol/values.ts";
import type { PlayerInput } from "#shared/sim/input.ts";
import { TICK_MS } from "#shared/timing.ts";
import { InputPost } from "../../client/netcode/inputPost.ts";
import { wander } from "./crowd.ts";

/** Ticks ahead of the newest snapshot for which inputs are sent: enough for loopback. */
const LEAD_TICKS = 4;

export class LeanClient {
  readonly #socket: WebSocket;
  readonly #random: { randomState: number };
  readonly #post = new InputPost();
  readonly #input: PlayerInput = { buttons: 0, moveX: 0, moveY: 0, aim: 0 };
  #snapshotTick = 0;
  #snapshotMs = 0;
  #sentTick = 0;
  roomCode = "";
  messages = 0;
  bytes = 0;
  inputs = 0;
  /** Why it was let go, if it was. */
  closed: string | undefined;

  constructor(url: string, protocolId: string, room: string, seed: number) {
    this.#random = { randomState: seed };
    this.#socket = new WebSocket(url);
    this.#socket.binaryType = "nodebuffer";
    this.#socket.on("open", () => {
      const name = `Load ${seed}`;
      const hello = {
        protocolId,
        name,
        room,
        token: "",
        isWatching: false,
        password: "",
        playerKey: "",
        ...USUAL_TABLE,
      };
      this.#socket.send(encodeClientMessage({ type: "hello", ...hello }));
    });
    this.#socket.on("message", (data: Buffer) => this.#receive(data));
    this.#socket.on("close", (code, reason) => (this.closed = `${code} ${reason.toString()}`));
    this.#socket.on("error", (error) => (this.closed = error.message));
  }

  get isPlaying(): boolean {
    return this.#snapshotTick > 0 && this.closed === undefined;
  }

  /** Sends the input that is due at `nowMs`. */
  beat(nowMs: number): void {
    if (!this.isPlaying) return;
    const serverTick = this.#snapshotTick + Math.floor((nowMs - this.#snapshotMs) / TICK_MS);
    const tick = Math.max(this.#sentTick + 1, serverTick + LEAD_TICKS);
    this.#sentTick = tick;
    wander(this.#input, this.#random);
    if (this.#post.leavesOut(tick, this.#input, false)) return;
    const ackTick = this.#snapshotTick;
    const inputs = [this.#input];
    const viewAge = 0;
    this.inputs += 1;
    this.#socket.send(
      encodeClientMessage({ type: "inputs", firstTick: tick, ackTick, viewAge, inputs }),
    );
  }

  leave(): void {
    this.#socket.close(1000, "left");
  }

  /** Everything but the tick of a snapshot is of no interest, so nothing else of it is decoded. */
  #receive(data: Buffer): void {
    this.messages += 1;
    this.bytes += data.length;
    const message = decodeServerMessage(data);
    if (message.type === "welcome") this.roomCode = message.roomCode;
    if (message.type !== "snapshot") return;
    this.#snapshotTick = tickOfBody(message.body, this.#snapshotTick);
    this.#snapshotMs = performance.now();
  }
}

/** The tick of a snapshot: a keyframe tells all of it, any other its lower bits, and comes soon after the newest. */
export function tickOfBody(body: Uint8Array, newestTick: number): number {
  const reader = new BitReader(body);
  const lowTick = reader.read(LOW_TICK_BITS);
  reader.skip(MARGIN_BITS);
  if (reader.read(INTERVALS_BITS) === 0)
    return reader.read(HIGH_TICK_BITS) * 2 ** LOW_TICK_BITS + lowTick;
  return newestTick + shortWay(lowTick - newestTick, 2 ** LOW_TICK_BITS);
}
