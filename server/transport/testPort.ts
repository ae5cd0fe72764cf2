/** For tests: a port on loopback with everything of it in reach, and a peer that writes whatever bytes it likes. */
import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { connect } from "node:net";
import type { Connection, ConnectionHandler } from "./connection.ts";
import type { MessageKind } from "./frame.ts";
import { openGates } from "./gates.ts";
import { createHttpServer, DEFAULT_TIMEOUTS, type HttpTimeouts, type Intake } from "./http.ts";
import { DEFAULT_LIMITS, type GateRates, type TransportLimits } from "./limits.ts";
import { send, type Reply } from "./reply.ts";
import { answerFrom, type Site } from "./site.ts";
import { WebSocketDoor } from "./websocket.ts";

export interface TestPortOptions {
  kind?: MessageKind;
  limits?: Partial<TransportLimits>;
  timeouts?: Partial<HttpTimeouts>;
  allowedOrigins?: readonly string[];
  trustedProxies?: readonly string[];
  pages?: ReadonlyMap<string, () => Reply | Promise<Reply>>;
  intakes?: ReadonlyMap<string, Intake>;
  site?: Site;
  requests?: GateRates;
  sockets?: GateRates;
  onConnection?(connection: Connection): ConnectionHandler;
}

/** A connection as the server's side of a test sees it. */
export interface Guest {
  connection: Connection;
  messages: Buffer[];
  closed: Promise<{ code: number; reason: string }>;
}

export type TestPort = Awaited<ReturnType<typeof openTestPort>>;

export async function openTestPort(options: TestPortOptions = {}) {
  const state = { nowMs: 0, refused: [] as string[], faults: [] as unknown[], in: 0, out: 0 };
  const guests: Guest[] = [];
  const counters = {
    received: (bytes: number) => void (state.in += bytes),
    sent: (bytes: number) => void (state.out += bytes),
    refused: (reason: string) => void state.refused.push(reason),
    handlerFailed: (error: unknown) => void state.faults.push(error),
  };
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const door = new WebSocketDoor({
    kind: options.kind ?? "binary",
    rules: {
      path: "/play",
      allowedOrigins: options.allowedOrigins ?? [],
      trustedProxies: options.trustedProxies ?? [],
    },
    limits,
    counters,
    now: () => state.nowMs,
    onConnection: options.onConnection ?? ((connection) => keep(connection, guests)),
  });
  const http = createHttpServer({
    socketPaths: new Set(["/play"]),
    maxConnections: 2000,
    timeouts: { ...DEFAULT_TIMEOUTS, ...options.timeouts },
    pages: options.pages ?? new Map(),
    ...openGates({ door, now: () => state.nowMs, ...options }),
    intakes: options.intakes ?? new Map(),
    servePage: (request, response) =>
      send(request, response, answerFrom(options.site ?? new Map(), request)),
    onUpgrade: (request, socket, head) => door.handleUpgrade(request, socket, head),
    counters,
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  return {
    port: (http.address() as AddressInfo).port,
    http,
    door,
    state,
    guests,
    close: async () => {
      const closed = once(http, "close");
      http.close();
      door.terminateAll();
      http.closeAllConnections();
      await closed;
    },
  };
}

function keep(connection: Connection, guests: Guest[]): ConnectionHandler {
  const { promise, resolve } = Promise.withResolvers<{ code: number; reason: string }>();
  const guest: Guest = { connection, messages: [], closed: promise };
  guests.push(guest);
  return {
    onMessage: (message) => guest.messages.push(Buffer.from(message)),
    onClose: (code, reason) => resolve({ code, reason }),
  };
}

export interface Frame {
  opcode: number;
  payload: Buffer;
}

/** A TCP peer that says what it is told to and keeps all that it hears. */
export class RawPeer {
  readonly socket: Socket;
  readonly #closed: Promise<unknown>;
  #heard = Buffer.alloc(0);

  /** `from` is its own address, one of this computer's. */
  constructor(port: number, from = "127.0.0.1") {
    this.socket = connect({ port, host: "127.0.0.1", localAddress: from });
    this.#closed = new Promise((resolve) => this.socket.once("close", resolve));
    this.socket.on("data", (chunk) => {
      this.#heard = Buffer.concat([this.#heard, chunk]);
    });
    // A reset is one of the ways in which the server may end this.
    this.socket.on("error", () => this.socket.destroy());
  }

  write(data: string | Buffer): void {
    this.socket.write(data);
  }

  /** Everything heard until the server ends the connection. */
  async hearAll(): Promise<string> {
    await this.#closed;
    return this.#heard.toString("latin1");
  }

  /** Takes what has been heard up to and with `mark`, waiting for it. */
  async hearUntil(mark: string): Promise<string> {
    await this.#wait(() => this.#heard.includes(mark));
    const end = this.#heard.indexOf(mark) + mark.length;
    const taken = this.#heard.subarray(0, end).toString("latin1");
    this.#heard = this.#heard.subarray(end);
    return taken;
  }

  /** The next frame of the server. */
  async nextFrame(): Promise<Frame> {
    await this.#wait(() => this.#heard.length >= endOfFrame(this.#heard));
    const end = endOfFrame(this.#heard);
    const opcode = this.#heard[0]! & 0x0f;
    const payload = this.#heard.subarray(startOfPayload(this.#heard), end);
    this.#heard = this.#heard.subarray(end);
    return { opcode, payload };
  }

  /** The next message, after any frames of other kinds. */
  async nextPayload(): Promise<Buffer> {
    for (;;) {
      const { opcode, payload } = await this.nextFrame();
      if (opcode === Opcode.close) throw new Error(`closed with ${payload.readUInt16BE(0)}`);
      if (opcode === Opcode.binary) return payload;
    }
  }

  /** The code of the Close frame that comes next, after any other frames. */
  async nextCloseCode(): Promise<number> {
    for (;;) {
      const { opcode, payload } = await this.nextFrame();
      if (opcode === Opcode.close) return payload.readUInt16BE(0);
    }
  }

  async #wait(isHere: () => boolean): Promise<void> {
    while (!isHere()) {
      await Promise.race([
        once(this.socket, "data"),
        this.#closed.then(() => {
          if (!isHere()) throw new Error(`closed after "${this.#heard.toString("latin1")}"`);
        }),
      ]);
    }
  }
}

/** Nobody sends a test more than 65,535 bytes at once. */
function startOfPayload(bytes: Buffer): number {
  return bytes[1] === 126 ? 4 : 2;
}

/** Beyond what is there for a frame whose length has not come yet. */
function endOfFrame(bytes: Buffer): number {
  if (bytes.length < 2 || bytes.length < startOfPayload(bytes)) return Number.POSITIVE_INFINITY;
  return startOfPayload(bytes) + (bytes[1] === 126 ? bytes.readUInt16BE(2) : bytes[1]!);
}

export const Opcode = { more: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

export interface FrameOptions {
  isLast?: boolean;
  isMasked?: boolean;
  /** The three reserved bits. */
  reserved?: number;
  /** What the header claims; the payload's own length if left out. */
  claimedLength?: bigint;
}

/** A client's frame, as malformed as it is asked for. */
export function frame(
  opcode: number,
  payload: Buffer | string,
  options: FrameOptions = {},
): Buffer {
  const { isLast = true, isMasked = true, reserved = 0, claimedLength } = options;
  const body = Buffer.from(payload);
  const first = (isLast ? 0x80 : 0) | (reserved << 4) | opcode;
  const length = encodeLength(claimedLength ?? BigInt(body.length));
  length[0]! |= isMasked ? 0x80 : 0;
  const mask = isMasked ? Buffer.from([1, 2, 3, 4]) : Buffer.alloc(0);
  const masked = isMasked ? body.map((byte, i) => byte ^ mask[i % 4]!) : body;
  return Buffer.concat([Buffer.from([first]), length, mask, masked]);
}

function encodeLength(length: bigint): Buffer {
  if (length < 126n) return Buffer.from([Number(length)]);
  const buffer = Buffer.alloc(length < 65_536n ? 3 : 9);
  buffer[0] = length < 65_536n ? 126 : 127;
  if (length < 65_536n) buffer.writeUInt16BE(Number(length), 1);
  else buffer.writeBigUInt64BE(length, 1);
  return buffer;
}

/** The head of an upgrade request that is let in; `headers` change it, and "" leaves one out. */
export function upgradeRequest(headers: Record<string, string> = {}, line = "GET /play"): string {
  const all = {
    Host: "127.0.0.1",
    Connection: "Upgrade",
    Upgrade: "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    ...headers,
  };
  const lines = Object.entries(all).filter(([, value]) => value !== "");
  return `${line} HTTP/1.1\r\n${lines.map((row) => `${row.join(": ")}\r\n`).join("")}\r\n`;
}

/** A peer that has been let in. */
export async function enter(port: number, from?: string): Promise<RawPeer> {
  const peer = new RawPeer(port, from);
  peer.write(upgradeRequest());
  await peer.hearUntil("\r\n\r\n");
  return peer;
}

/** Says goodbye as an honest client does. */
export function farewell(peer: RawPeer): void {
  peer.write(frame(Opcode.close, Buffer.from([0x03, 0xe8])));
}
