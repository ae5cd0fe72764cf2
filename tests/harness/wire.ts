/**
 * A network in memory, moved by hand: what is sent comes after a delay, never out of order, as over TCP. One end is the
 * `SocketLike` of a client session, the other the `Connection` of the server.
 */
import type { SocketLike } from "../../client/netcode/session.ts";
import type { Connection, ConnectionHandler } from "../../server/transport/connection.ts";
import { nextRandom } from "#shared/sim/random.ts";

export interface WireOptions {
  /** One way, ms. */
  latencyMs: number;
  /** Up to this much more, at random, order kept. */
  jitterMs: number;
  seed: number;
}

/** To the server and from it. */
export interface Ways {
  readonly up: boolean;
  readonly down: boolean;
}

const BOTH_WAYS: Ways = { up: true, down: true };

interface Parcel {
  atMs: number;
  deliver(): void;
}

interface Heard {
  open(): void;
  message(event: { data: unknown }): void;
  close(event: { code: number; reason: string }): void;
  error(): void;
}

const CONNECTING = 0;
const OPEN = 1;
const CLOSED = 3;

let nextConnectionId = 1;

const asItIs = (message: Uint8Array<ArrayBuffer>) => message;

/** Both ends of one connection. `accept` is called when the handshake gets to the server; undefined refuses it. */
export class Wire {
  readonly socket: SocketLike;
  readonly connection: Connection;
  /** May change while the wire lives, as routes do. */
  readonly options: WireOptions;
  readonly #random: { randomState: number };
  readonly #up: Parcel[] = [];
  readonly #down: Parcel[] = [];
  #handler: ConnectionHandler | undefined;
  #nowMs: number;
  #stalled: Ways = { up: false, down: false };
  #readyState: number = CONNECTING;
  /** What the client's end listens to. */
  readonly #heard: Heard = {
    open: () => undefined,
    message: () => undefined,
    close: () => undefined,
    error: () => undefined,
  };
  bytesDown = 0;
  bytesUp = 0;
  /** Bytes that got to the client so far. */
  bytesDelivered = 0;
  /** What becomes of a message to the client, or to the server: undefined loses it. */
  alterDown: (message: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer> | undefined = asItIs;
  alterUp: (message: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer> | undefined = asItIs;

  constructor(
    options: WireOptions,
    nowMs: number,
    accept: (connection: Connection) => ConnectionHandler | undefined,
  ) {
    this.options = { ...options };
    this.#random = { randomState: options.seed };
    this.#nowMs = nowMs;
    this.socket = this.#createSocket();
    this.connection = this.#createConnection();
    this.#send(this.#up, () => {
      this.#handler = accept(this.connection);
      this.#send(this.#down, () => (this.#handler === undefined ? this.cut() : this.#open()));
    });
  }

  /** While a way is stalled nothing arrives at its end; then all of it does. */
  stall(isStalled: boolean, ways = BOTH_WAYS): void {
    const { up, down } = this.#stalled;
    this.#stalled = { up: ways.up ? isStalled : up, down: ways.down ? isStalled : down };
  }

  /** Delivers what is due at `nowMs` to those ends that take it in. */
  advance(nowMs: number, open = BOTH_WAYS): void {
    this.#nowMs = nowMs;
    if (open.up && !this.#stalled.up) deliverDue(this.#up, nowMs);
    if (open.down && !this.#stalled.down) deliverDue(this.#down, nowMs);
  }

  /** The connection breaks: both ends learn it at once. */
  cut(code = 1006, reason = ""): void {
    if (this.#readyState === CLOSED) return;
    this.#readyState = CLOSED;
    this.#up.length = 0;
    this.#down.length = 0;
    this.#handler?.onClose(code, reason);
    this.#heard.close({ code, reason });
  }

  #open(): void {
    this.#readyState = OPEN;
    this.#heard.open();
  }

  #send(queue: Parcel[], deliver: () => void): void {
    const jitter = (nextRandom(this.#random) / 2 ** 32) * this.options.jitterMs;
    const last = queue.at(-1)?.atMs ?? 0;
    queue.push({ atMs: Math.max(last, this.#nowMs + this.options.latencyMs + jitter), deliver });
  }

  #createSocket(): SocketLike {
    const readyState = () => this.#readyState;
    return {
      binaryType: "",
      get readyState() {
        return readyState();
      },
      bufferedAmount: 0,
      addEventListener: (type: keyof Heard, listener: (event: never) => void) => {
        Object.assign(this.#heard, { [type]: listener });
      },
      send: (data) => {
        const bytes = this.alterUp(new Uint8Array(data));
        if (bytes === undefined) return;
        this.bytesUp += bytes.length;
        this.#send(this.#up, () => this.#handler?.onMessage(bytes));
      },
      close: (code = 1005, reason = "") => this.#send(this.#up, () => this.cut(code, reason)),
    };
  }

  #createConnection(): Connection {
    return {
      id: nextConnectionId++,
      address: "in memory",
      bufferedBytes: 0,
      send: (message) => {
        const bytes = this.alterDown(new Uint8Array(message));
        if (bytes === undefined) return;
        this.bytesDown += bytes.length;
        this.#send(this.#down, () => {
          this.bytesDelivered += bytes.length;
          this.#heard.message({ data: bytes.buffer });
        });
      },
      close: (code, reason) => this.#send(this.#down, () => this.cut(code, reason)),
      terminate: () => this.cut(),
    };
  }
}

function deliverDue(queue: Parcel[], nowMs: number): void {
  while (queue.length > 0 && queue[0]!.atMs <= nowMs) queue.shift()!.deliver();
}
