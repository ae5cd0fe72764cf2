/**
 * A client that costs next to nothing: says hello, sends inputs as a player's does, acknowledges what it gets, counts bytes, and
 * looks at nothing. Many of them put a server under load without being the load themselves.
 */
import WebSocket from "ws";
import { decodeServerMessage, encodeClientMessage } from "#shared/protocol/codec.ts";
import { USUAL_TABLE } from "#shared/protocol/messages.ts";
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

  /**
   * Everything but the tick of a snapshot is of no interest, so nothing else of it is decoded; and of that the lower 16
   * bits do, for the server has run for a minute.
   */
  #receive(data: Buffer): void {
    this.messages += 1;
    this.bytes += data.length;
    const message = decodeServerMessage(data);
    if (message.type === "welcome") this.roomCode = message.roomCode;
    if (message.type !== "snapshot") return;
    this.#snapshotTick = message.body[0]! | (message.body[1]! << 8);
    this.#snapshotMs = performance.now();
  }
}
