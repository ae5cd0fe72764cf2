/** A client of the yardstick server (plainServer.ts): as many inputs as any other, in the form of that server. */
import { Packr } from "msgpackr/pack";
import WebSocket from "ws";
import type { PlayerInput } from "#shared/sim/input.ts";
import { wander } from "./crowd.ts";

const packr = new Packr({ useRecords: false });

export type Form = "json" | "msgpack";

export class PlainClient {
  readonly #socket: WebSocket;
  readonly #form: Form;
  readonly #random: { randomState: number };
  readonly #input: PlayerInput = { buttons: 0, moveX: 0, moveY: 0, aim: 0 };
  isPlaying = false;
  bytes = 0;
  inputs = 0;
  closed: string | undefined;

  constructor(url: string, form: Form, seed: number) {
    this.#form = form;
    this.#random = { randomState: seed };
    this.#socket = new WebSocket(url);
    this.#socket.on("message", (data: Buffer) => {
      this.bytes += data.length;
      this.isPlaying = true;
    });
    this.#socket.on("close", (code, reason) => (this.closed = `${code} ${reason.toString()}`));
    this.#socket.on("error", (error) => (this.closed = error.message));
  }

  beat(): void {
    if (!this.isPlaying || this.closed !== undefined) return;
    wander(this.#input, this.#random);
    this.inputs += 1;
    const message = { type: "input", ...this.#input };
    this.#socket.send(this.#form === "json" ? JSON.stringify(message) : packr.pack(message));
  }

  leave(): void {
    this.#socket.close(1000, "left");
  }
}
