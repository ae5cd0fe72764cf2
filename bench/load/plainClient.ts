/** A client of a yardstick server: an input a tick in the form of plainServer.ts, or as few as ours sends to bareServer.ts. */
import { Packr } from "msgpackr/pack";
import WebSocket from "ws";
import type { PlayerInput } from "#shared/sim/input.ts";
import { InputPost } from "../../client/netcode/inputPost.ts";
import { wander } from "./crowd.ts";

const packr = new Packr({ useRecords: false });

export type Form = "json" | "msgpack" | "bare";

/** As long as a message of ours with one input in it. */
const bare = new Uint8Array(18);

export class PlainClient {
  readonly #socket: WebSocket;
  readonly #form: Form;
  readonly #random: { randomState: number };
  readonly #input: PlayerInput = { buttons: 0, moveX: 0, moveY: 0, aim: 0 };
  readonly #post = new InputPost();
  #tick = 0;
  isPlaying = false;
  messages = 0;
  bytes = 0;
  inputs = 0;
  closed: string | undefined;

  constructor(url: string, form: Form, seed: number) {
    this.#form = form;
    this.#random = { randomState: seed };
    this.#socket = new WebSocket(url);
    this.#socket.on("message", (data: Buffer) => {
      this.messages += 1;
      this.bytes += data.length;
    });
    this.#socket.on("open", () => (this.isPlaying = true));
    this.#socket.on("close", (code, reason) => (this.closed = `${code} ${reason.toString()}`));
    this.#socket.on("error", (error) => (this.closed = error.message));
  }

  beat(): void {
    if (!this.isPlaying || this.closed !== undefined) return;
    wander(this.#input, this.#random);
    const isLeftOut = this.#post.leavesOut(++this.#tick, this.#input, false);
    if (this.#form === "bare" && isLeftOut) return;
    this.inputs += 1;
    this.#socket.send(this.#encode());
  }

  #encode(): string | Uint8Array {
    if (this.#form === "bare") return bare;
    const message = { type: "input", ...this.#input };
    return this.#form === "json" ? JSON.stringify(message) : packr.pack(message);
  }

  leave(): void {
    this.#socket.close(1000, "left");
  }
}
