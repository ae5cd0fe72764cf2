/** A peer of a lobby without a client behind it: says what a test wants, and keeps what it was told. */
import { decodeServerMessage, encodeClientMessage } from "#shared/protocol/codec.ts";
import { CloseCode } from "#shared/protocol/closing.ts";
import { USUAL_TABLE, type ClientMessage, type ServerMessage } from "#shared/protocol/messages.ts";
import { IDLE_INPUT } from "#shared/sim/input.ts";
import type { Lobby } from "../../server/rooms/lobby.ts";
import type { Connection, ConnectionHandler } from "../../server/transport/connection.ts";

let nextId = 1;
const BROKEN = 1006;

export class Peer {
  readonly connection: Connection & { bufferedBytes: number };
  readonly told: ServerMessage[] = [];
  /** Code of the close that the server asked for; "terminated" when it just let go. */
  closed: number | "terminated" | undefined;
  reason = "";
  /** How long the server waits for him to answer that; undefined for as long as usual. */
  patienceMs: number | undefined;
  #handler: ConnectionHandler | undefined;
  #hasLeft = false;

  constructor() {
    this.connection = {
      id: nextId++,
      address: "in memory",
      bufferedBytes: 0,
      send: (bytes) => {
        const message = decodeServerMessage(bytes.slice());
        if (message.type === "refused") throw new Error(`a bad message: ${message.reason}`);
        this.told.push(message);
      },
      close: (code, reason, patienceMs) => {
        if (this.closed === undefined) this.patienceMs = patienceMs;
        this.closed ??= code;
        this.reason ||= reason;
      },
      terminate: () => {
        this.closed ??= "terminated";
        this.leave(BROKEN);
      },
    };
  }

  /** Comes to the door of a lobby whose time `tickNow` tells. */
  static at(lobby: Lobby, tickNow: () => number = () => 0): Peer {
    const peer = new Peer();
    peer.#handler = lobby.accept(peer.connection, tickNow);
    return peer;
  }

  say(message: ClientMessage): void {
    this.sayBytes(encodeClientMessage(message));
  }

  sayBytes(bytes: Uint8Array): void {
    this.#handler?.onMessage(bytes);
  }

  hello(parts: Partial<ClientMessage & { type: "hello" }> = {}): void {
    const hello = {
      protocolId: "test",
      name: "Ada",
      room: "",
      token: "",
      isWatching: false,
      password: "",
      playerKey: "",
      ...USUAL_TABLE,
    };
    this.say({ type: "hello", ...hello, ...parts });
  }

  input(firstTick: number, ackTick = 0, buttons = 0): void {
    this.say({
      type: "inputs",
      firstTick,
      ackTick,
      viewAge: 0,
      inputs: [{ ...IDLE_INPUT, buttons }],
    });
  }

  /** The socket is gone. What is said after this still gets to the lobby, as from a transport that mixed things up. */
  leave(code: number = CloseCode.left): void {
    if (this.#hasLeft) return;
    this.#hasLeft = true;
    this.#handler?.onClose(code, "");
  }

  /** The connection breaks, and nobody meant it to. */
  drop(): void {
    this.leave(BROKEN);
  }

  /** What was told of one type, oldest first. */
  heard<T extends ServerMessage["type"]>(type: T): Extract<ServerMessage, { type: T }>[] {
    return this.told.filter((message) => message.type === type) as Extract<
      ServerMessage,
      { type: T }
    >[];
  }

  get roomCode(): string {
    return this.heard("welcome").at(-1)?.roomCode ?? "";
  }

  /** The token of the last welcome. */
  get token(): string {
    return this.heard("welcome").at(-1)?.token ?? "";
  }
}
