/**
 * A client that costs next to nothing: says hello, sends an input each tick, acknowledges what it gets, counts bytes, and
 * looks at nothing. Many of them put a server under load without being the load themselves.
 */
import WebSocket from "ws";
import { decodeServerMessage, encodeClientMessage } from "#shared/protocol/codec.ts";
import { Button, MOVE_MAX, type PlayerInput } from "#shared/sim/input.ts";
import { nextRandom, randomBelow } from "#shared/sim/random.ts";
import { TICK_MS, TICK_RATE } from "#shared/timing.ts";

/** Ticks ahead of the newest snapshot for which inputs are sent: enough for loopback. */
const LEAD_TICKS = 4;
/** Mean time between two changes of direction. */
const TURN_TICKS = Math.round(0.45 * TICK_RATE);

export class LeanClient {
  readonly #socket: WebSocket;
  readonly #random: { randomState: number };
  readonly #input: PlayerInput = { buttons: 0, moveX: 0, moveY: 0, aim: 0 };
  #snapshotTick = 0;
  #snapshotMs = 0;
  #sentTick = 0;
  roomCode = "";
  bytes = 0;
  messages = 0;
  /** Why it was let go, if it was. */
  closed: string | undefined;

  constructor(url: string, protocolId: string, room: string, seed: number) {
    this.#random = { randomState: seed };
    this.#socket = new WebSocket(url);
    this.#socket.binaryType = "nodebuffer";
    this.#socket.on("open", () => {
      const name = `Load ${seed}`;
      this.#socket.send(encodeClientMessage({ type: "hello", protocolId, name, room }));
    });
    this.#socket.on("message", (data: Buffer) => this.#receive(data));
    this.#socket.on("close", (code, reason) => (this.closed = `${code} ${reason.toString()}`));
    this.#socket.on("error", (error) => (this.closed = error.message));
  }

  get isPlaying(): boolean {
    return this.#snapshotTick > 0 && this.closed === undefined;
  }

  /** Sends the inputs that are due at `nowMs`. */
  beat(nowMs: number): void {
    if (!this.isPlaying) return;
    const serverTick = this.#snapshotTick + Math.floor((nowMs - this.#snapshotMs) / TICK_MS);
    const tick = serverTick + LEAD_TICKS;
    if (tick <= this.#sentTick) return;
    this.#sentTick = tick;
    this.#turn();
    const ackTick = this.#snapshotTick;
    const inputs = [this.#input];
    const viewAge = 0;
    this.#socket.send(
      encodeClientMessage({ type: "inputs", firstTick: tick, ackTick, viewAge, inputs }),
    );
  }

  leave(): void {
    this.#socket.close(1000, "left");
  }

  #turn(): void {
    const input = this.#input;
    input.aim = (input.aim + randomBelow(this.#random, 1200) - 600) & 0xffff;
    if (randomBelow(this.#random, TURN_TICKS) > 0) return;
    input.moveX = (randomBelow(this.#random, 3) - 1) * MOVE_MAX;
    input.moveY = (randomBelow(this.#random, 3) - 1) * MOVE_MAX;
    input.buttons = nextRandom(this.#random) & Button.fire;
  }

  /** Everything but the tick of a snapshot is of no interest, so nothing else of it is decoded. */
  #receive(data: Buffer): void {
    this.bytes += data.length;
    this.messages += 1;
    const message = decodeServerMessage(data);
    if (message.type === "welcome") this.roomCode = message.roomCode;
    if (message.type !== "snapshot") return;
    this.#snapshotTick = new DataView(message.body.buffer, message.body.byteOffset).getUint32(
      0,
      true,
    );
    this.#snapshotMs = performance.now();
  }
}
