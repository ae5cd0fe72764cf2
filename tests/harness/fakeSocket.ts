/** The client's end of a socket that does what a test says. */
import { decodeClientMessage, encodeServerMessage } from "#shared/protocol/codec.ts";
import type { ServerMessage } from "#shared/protocol/messages.ts";
import type { SocketLike } from "../../client/netcode/connection.ts";

type Listeners = Partial<Record<string, (event: never) => void>>;

export class FakeSocket implements SocketLike {
  binaryType = "";
  readyState = 0;
  bufferedAmount = 0;
  readonly said: ReturnType<typeof decodeClientMessage>[] = [];
  readonly closedWith: (number | undefined)[] = [];
  readonly #listeners: Listeners = {};

  addEventListener(type: string, listener: (event: never) => void): void {
    this.#listeners[type] = listener;
  }

  send(data: Uint8Array): void {
    this.said.push(decodeClientMessage(data));
  }

  close(code?: number): void {
    this.closedWith.push(code);
  }

  open(): void {
    this.readyState = 1;
    this.#listeners["open"]?.({} as never);
  }

  tell(message: ServerMessage): void {
    this.tellRaw(new Uint8Array(encodeServerMessage(message)).buffer);
  }

  tellRaw(data: unknown): void {
    this.#listeners["message"]?.({ data } as never);
  }

  break(code = 1006, reason = ""): void {
    this.readyState = 3;
    this.#listeners["error"]?.({} as never);
    this.#listeners["close"]?.({ code, reason } as never);
  }
}
