/**
 * WebSockets (RFC 6455) from the handshake to the last frame. Here bytes are counted, limited and handed through; nobody
 * here knows what they mean. Whatever a peer sends, and whatever the code above throws, ends at most that one connection.
 */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type ServerOptions, type WebSocket } from "ws";
import type { Connection, ConnectionHandler } from "./connection.ts";
import { frameOf, type MessageKind } from "./frame.ts";
import { Gate, householdOf, type TransportLimits } from "./limits.ts";
import { TrustedProxies } from "./proxies.ts";
import { readShortFrames } from "./shortFrames.ts";
import { TokenBucket } from "./tokenBucket.ts";
import {
  FULL,
  isFromHome,
  judgeUpgrade,
  refuseUpgrade,
  TOO_MANY,
  type UpgradeRules,
} from "./upgrade.ts";

export interface TransportCounters {
  received(bytes: number): void;
  sent(bytes: number): void;
  /** A peer was turned away, or lost its connection, for this reason. */
  refused(reason: string): void;
  /** The code above the transport threw; it cost one connection. */
  handlerFailed(error: unknown): void;
}

export interface WebSocketOptions {
  /** What goes over it, in both directions and alone. */
  kind: MessageKind;
  rules: UpgradeRules;
  limits: TransportLimits;
  counters: TransportCounters;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  onConnection(connection: Connection): ConnectionHandler;
}

type Peer = Pick<Required<Connection>, "address" | "isAtHome">;

/** Header and mask of a small frame: what an empty message costs. */
const FRAME_BYTES = 6;

const Close = { otherKind: 1003, refused: 1008, failed: 1011 } as const;

export class WebSocketDoor {
  readonly #options: WebSocketOptions;
  #rules: UpgradeRules;
  #proxies: TrustedProxies;
  readonly #gate: Gate;
  readonly #server: WebSocketServer;
  readonly #connections = new Set<SocketConnection>();
  #nextId = 1;
  #isOpen = true;

  constructor(options: WebSocketOptions) {
    this.#options = options;
    this.#rules = options.rules;
    this.#proxies = new TrustedProxies(options.rules.trustedProxies ?? []);
    this.#gate = new Gate(options.limits.connects, options.now());
    this.#server = new WebSocketServer(librarySettings(options.limits));
  }

  get connectionCount(): number {
    return this.#connections.size;
  }

  /** Judges the request and makes a connection of it, or answers why not. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    const address = this.#proxies.addressOf(request);
    const refusal = this.#judge(request, address);
    if (refusal) {
      this.#options.counters.refused(refusal.reason);
      refuseUpgrade(socket, refusal);
      return;
    }
    const peer = { address: householdOf(address), isAtHome: isFromHome(request, address) };
    this.#server.handleUpgrade(request, socket, head, (ws) => this.#open(ws, socket, peer));
  }

  /** Who a request is from, by what the trusted proxies on its way say. */
  addressOf(request: IncomingMessage): string {
    return this.#proxies.addressOf(request);
  }

  /** Whether connections from an address are those of many, whom a trusted proxy passes on. */
  isProxy(address: string): boolean {
    return this.#proxies.trusts(address);
  }

  /** Whoever comes from now on is judged by these. */
  set rules(rules: UpgradeRules) {
    this.#rules = rules;
    this.#proxies = new TrustedProxies(rules.trustedProxies ?? []);
  }

  /** Pings who is due and drops who has fallen silent. To be called about once a second. */
  sweep(): void {
    const nowMs = this.#options.now();
    for (const connection of this.#connections) connection.sweep(nowMs);
  }

  /** Lets nobody in any more. */
  shut(): void {
    this.#isOpen = false;
  }

  /** Drops every connection without a word. */
  terminateAll(): void {
    for (const connection of this.#connections) connection.terminate();
  }

  #judge(request: IncomingMessage, address: string) {
    const { limits, now } = this.#options;
    const refusal = judgeUpgrade(request, address, this.#rules);
    if (refusal) return refusal;
    if (!this.#gate.admit(address, now())) return TOO_MANY;
    if (!this.#isOpen || this.#connections.size >= limits.maxConnections) return FULL;
    return this.#countOf(householdOf(address)) >= limits.maxPerAddress ? TOO_MANY : undefined;
  }

  #countOf(household: string): number {
    let count = 0;
    for (const { address } of this.#connections) if (address === household) count++;
    return count;
  }

  #open(ws: WebSocket, socket: Duplex, peer: Peer): void {
    const pipe = { ws, socket };
    const connection = new SocketConnection(this.#nextId++, peer, pipe, this.#options);
    this.#connections.add(connection);
    ws.on("close", () => this.#connections.delete(connection));
    connection.start();
  }
}

/** Settings of the WebSocket library, each chosen: its defaults suit trusted peers with large messages. */
function librarySettings(limits: TransportLimits): ServerOptions {
  const settings = {
    noServer: true,
    maxPayload: limits.mostMessageBytes,
    maxFragments: 4,
    maxBufferedChunks: 256,
    // Answered here, where pings are counted too.
    autoPong: false,
    perMessageDeflate: false,
    skipUTF8Validation: false,
    clientTracking: false,
    closeTimeout: limits.closeMs,
    // The game has no subprotocol to choose.
    handleProtocols: () => false as const,
  };
  return settings;
}

class SocketConnection implements Connection {
  readonly id: number;
  readonly address: string;
  readonly isAtHome: boolean;
  readonly #ws: WebSocket;
  /** What the WebSocket writes to: messages go straight there, each a frame that it could have written. */
  readonly #socket: Duplex;
  readonly #options: WebSocketOptions;
  readonly #bytes: TokenBucket;
  readonly #messages: TokenBucket;
  #handler: ConnectionHandler | undefined;
  #wasHeard = false;
  #heardMs: number;
  #pingedMs: number;

  constructor(
    id: number,
    { address, isAtHome }: Peer,
    { ws, socket }: { ws: WebSocket; socket: Duplex },
    options: WebSocketOptions,
  ) {
    const nowMs = options.now();
    this.id = id;
    this.address = address;
    this.isAtHome = isAtHome;
    this.#ws = ws;
    this.#socket = socket;
    this.#options = options;
    this.#bytes = new TokenBucket(options.limits.bytes, nowMs);
    this.#messages = new TokenBucket(options.limits.messages, nowMs);
    this.#heardMs = nowMs;
    this.#pingedMs = nowMs;
  }

  /** All that is sent goes to the socket at once: the library keeps nothing back, for it compresses nothing. */
  get bufferedBytes(): number {
    return this.#socket.writableLength;
  }

  /** Listens to the socket and makes the connection known to the code above. */
  start(): void {
    const ws = this.#ws;
    ws.on("message", (data: Buffer, isBinary: boolean) => this.#receive(data, isBinary));
    // Text is checked to be UTF-8, by the library.
    if (this.#options.kind === "binary")
      this.#guard(() => readShortFrames(this.#socket, (data) => this.#receive(data, true)));
    ws.on("ping", (data: Buffer) => {
      if (this.#pay(data.length)) ws.pong(data);
    });
    ws.on("pong", (data: Buffer) => this.#pay(data.length));
    // The library closes with the right code by itself.
    ws.on("error", () => this.#options.counters.refused("broken WebSocket"));
    ws.on("close", (code: number, reason: Buffer) =>
      this.#guard(() => this.#handler?.onClose(code, reason.toString())),
    );
    this.#guard(() => {
      this.#handler = this.#options.onConnection(this);
    });
  }

  send(message: Uint8Array): void {
    if (!this.#isOpen) return;
    const { counters, kind, limits } = this.#options;
    if (this.bufferedBytes > limits.mostBufferedBytes) {
      counters.refused("slow reader");
      this.terminate();
      return;
    }
    counters.sent(message.length);
    this.#socket.write(frameOf(message, kind));
  }

  close(code: number, reason: string, patienceMs?: number): void {
    this.#ws.close(code, reason);
    // The library's own patience is the same for all.
    if (patienceMs !== undefined) setTimeout(() => this.terminate(), patienceMs).unref();
  }

  terminate(): void {
    this.#ws.terminate();
  }

  sweep(nowMs: number): void {
    const { pingMs, silenceMs } = this.#options.limits;
    if (this.#wasHeard) this.#heardMs = nowMs;
    this.#wasHeard = false;
    if (nowMs - this.#heardMs >= silenceMs) {
      this.#options.counters.refused("silent");
      this.terminate();
    } else if (this.#isOpen && nowMs - this.#pingedMs >= pingMs) {
      this.#pingedMs = nowMs;
      this.#ws.ping();
    }
  }

  get #isOpen(): boolean {
    return this.#ws.readyState === this.#ws.OPEN;
  }

  #receive(data: Buffer, isBinary: boolean): void {
    if (!this.#pay(data.length)) return;
    const { kind } = this.#options;
    if (isBinary !== (kind === "binary")) {
      this.#refuse(
        `${isBinary ? "binary" : "text"} message`,
        Close.otherKind,
        `send ${kind} messages`,
      );
      return;
    }
    this.#options.counters.received(data.length);
    this.#guard(() => this.#handler?.onMessage(data));
  }

  /** Whether there is still somebody to listen to, and it has not said too much. */
  #pay(bytes: number): boolean {
    if (!this.#isOpen) return false;
    this.#wasHeard = true;
    const nowMs = this.#options.now();
    if (this.#messages.take(1, nowMs) && this.#bytes.take(bytes + FRAME_BYTES, nowMs)) return true;
    this.#refuse("flood", Close.refused, "too much at once");
    return false;
  }

  #refuse(counted: string, code: number, reason: string): void {
    this.#options.counters.refused(counted);
    this.close(code, reason);
  }

  #guard(call: () => void): void {
    try {
      call();
    } catch (error) {
      this.#options.counters.handlerFailed(error);
      this.close(Close.failed, "the server made a mistake");
    }
  }
}
