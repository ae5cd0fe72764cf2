/**
 * The pipe to the server: opens it, says hello, keeps it alive with pings, and opens it again when it breaks. What
 * comes through it are checked messages. Time moves only when `update` is called.
 */
import { CloseCode, isFinal } from "#shared/protocol/closing.ts";
import { decodeServerMessage, encodeClientMessage } from "#shared/protocol/codec.ts";
import {
  NO_SLOT,
  USUAL_TABLE,
  type ClientMessage,
  type ServerMessage,
  type TableWish,
} from "#shared/protocol/messages.ts";
import { keepInMemory, type KeptSeat, type SeatKeeper } from "./keptSeat.ts";
import { Rate } from "./statistics.ts";

/** The part of a WebSocket that is used; `ws` in Node and every browser have it. */
export interface SocketLike {
  binaryType: string;
  readonly readyState: number;
  readonly bufferedAmount: number;
  addEventListener(type: "open", listener: () => void): void;
  addEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
  addEventListener(type: "close", listener: (event: CloseLike) => void): void;
  addEventListener(type: "error", listener: () => void): void;
  send(data: Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
}

interface CloseLike {
  readonly code: number;
  readonly reason: string;
}

/** A new seat; the one that was kept; a new one, because the kept one has been given away. */
export type Arrival = "new" | "back" | "too late";

export type SessionState =
  | { kind: "connecting"; attempt: number }
  /** A new object with each welcome. */
  | { kind: "playing"; arrival: Arrival }
  /** `code` is how the last connection that was heard of ended, `lostAtMs` when play did. */
  | { kind: "reconnecting"; attempt: number; retryAtMs: number; code: number; lostAtMs: number }
  /** For good: say it in words. */
  | { kind: "closed"; code: number; reason: string };

export interface ConnectionOptions {
  openSocket(): SocketLike;
  now(): number;
  protocolId: string;
  name: string;
  /** "" quick play, "new" opens a room, "practice" one against bots, else a room code. */
  room: string;
  /** Without a seat, only to see. */
  isWatching?: boolean;
  /** Of the room, which a new one is to have; "" for none. */
  password?: string;
  /** Who one is from one visit to the next; "" for nobody in particular. */
  playerKey?: string;
  /** What a new one is to play. */
  table?: TableWish;
  /** Remembers the seat beyond this session. */
  seatKeeper?: SeatKeeper;
}

export interface ConnectionListener {
  /** A checked message, with when it came. */
  onMessage(message: ServerMessage, nowMs: number): void;
  /** The pipe broke; everything that lived on it is void. */
  onBreak(): void;
}

const OPEN = 1;
const RETRY_MS = [50, 150, 400, 900, 2000, 4000];
/** For longer than the server holds a seat. */
const MOST_ATTEMPTS = 20;
/** No answer to an attempt within this time, or silence of this length in the midst of play: try anew. */
const CONNECT_TIMEOUT_MS = 5000;
const SILENCE_TIMEOUT_MS = 5000;
/** A page that comes to it so late stood still itself, and hears first what has waited for it meanwhile. */
const STOOD_STILL_MS = 1000;
const HEARING_MS = 500;
/** Browsers report a connection that never came about, or that broke, with this code. */
const BROKEN = 1006;

export class Connection {
  readonly #options: ConnectionOptions;
  readonly #listener: ConnectionListener;
  #socket: SocketLike | undefined;
  #state: SessionState = { kind: "connecting", attempt: 1 };
  readonly #seats: SeatKeeper;
  #room: string;
  /** What the hello asked to have again. */
  #asked: KeptSeat | undefined;
  #openedMs = 0;
  #heardMs = 0;
  #updatedMs: number;
  #hearsUntilMs = -Infinity;
  #isAway = false;
  readonly #down = new Rate();
  readonly #up = new Rate();

  constructor(options: ConnectionOptions, listener: ConnectionListener) {
    this.#options = options;
    this.#listener = listener;
    this.#room = options.room;
    this.#updatedMs = options.now();
    const isSeated = options.isWatching !== true;
    this.#seats = (isSeated ? options.seatKeeper : undefined) ?? keepInMemory();
    this.#open();
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Bytes handed over that have not left. */
  get bufferedBytes(): number {
    return this.#socket?.bufferedAmount ?? 0;
  }

  downPerSecond(nowMs: number): number {
    return this.#down.sumPerSecond(nowMs);
  }

  upPerSecond(nowMs: number): number {
    return this.#up.sumPerSecond(nowMs);
  }

  /** Since anything came, ms. */
  silenceMs(nowMs: number): number {
    return nowMs - this.#heardMs;
  }

  /** While away nothing is expected to come, so silence breaks nothing. */
  setAway(isAway: boolean): void {
    this.#isAway = isAway;
    this.#heardMs = this.#options.now();
    this.send({ type: "away", isAway });
  }

  send(message: ClientMessage): void {
    if (this.#socket?.readyState !== OPEN) return;
    const bytes = encodeClientMessage(message) as Uint8Array<ArrayBuffer>;
    this.#socket.send(bytes);
    this.#up.add(this.#options.now(), bytes.length);
  }

  /** Retries and time-outs that are due. */
  update(nowMs: number): void {
    if (nowMs - this.#updatedMs > STOOD_STILL_MS) this.#hearsUntilMs = nowMs + HEARING_MS;
    this.#updatedMs = nowMs;
    if (this.#state.kind === "reconnecting" && this.#socket === undefined) {
      if (nowMs >= this.#state.retryAtMs) this.#open();
    } else if (nowMs >= this.#hearsUntilMs && this.#isSilent(nowMs)) this.#break(BROKEN, "");
  }

  #isSilent(nowMs: number): boolean {
    const { kind } = this.#state;
    if (kind === "playing") return !this.#isAway && this.silenceMs(nowMs) > SILENCE_TIMEOUT_MS;
    return kind !== "closed" && nowMs - this.#openedMs > CONNECT_TIMEOUT_MS;
  }

  /** Ends it for good, with the closing handshake. */
  leave(): void {
    const socket = this.#detach();
    this.#seats.forget();
    this.#state = { kind: "closed", code: CloseCode.left, reason: "" };
    socket?.close(CloseCode.left, "left");
  }

  #open(): void {
    const socket = this.#options.openSocket();
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    this.#openedMs = this.#options.now();
    const whileMine = (act: () => void) => {
      if (this.#socket === socket) act();
    };
    socket.addEventListener("open", () => whileMine(() => this.#greet()));
    socket.addEventListener("message", ({ data }) => whileMine(() => this.#receive(data)));
    socket.addEventListener("close", ({ code, reason }) =>
      whileMine(() => this.#break(code, reason)),
    );
    // In Node an error that nobody hears ends the process; a close event follows and carries what is known of it.
    socket.addEventListener("error", () => undefined);
  }

  #greet(): void {
    const { protocolId, name, isWatching = false, password = "" } = this.#options;
    const { table = USUAL_TABLE, playerKey = "" } = this.#options;
    const room = this.#room;
    const kept = this.#seats.recall();
    const isWanted = room === "" || room.toUpperCase() === kept?.room;
    this.#asked = kept !== null && isWanted ? kept : undefined;
    const token = this.#asked?.token ?? "";
    const who = { name, token, playerKey };
    this.send({ type: "hello", protocolId, room, isWatching, password, ...who, ...table });
  }

  #receive(data: unknown): void {
    if (!(data instanceof ArrayBuffer) && !ArrayBuffer.isView(data)) return;
    const bytes =
      data instanceof ArrayBuffer
        ? new Uint8Array(data)
        : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    const nowMs = this.#options.now();
    const message = decodeServerMessage(bytes);
    if (message.type === "refused") {
      this.#break(BROKEN, message.reason);
      return;
    }
    this.#heardMs = nowMs;
    this.#down.add(nowMs, bytes.length);
    if (message.type === "welcome") {
      const { roomCode, token, isResumed, slot } = message;
      const missed = this.#asked === undefined ? "new" : "too late";
      this.#room = roomCode;
      if (slot !== NO_SLOT) this.#seats.keep({ room: roomCode, token });
      this.#state = { kind: "playing", arrival: isResumed ? "back" : missed };
    }
    this.#listener.onMessage(message, nowMs);
  }

  /** Whether the peer closed it, it broke, or it is given up: everything on it is void, and unless that is final we try again. */
  #break(code: number, reason: string): void {
    this.#detach()?.close();
    this.#listener.onBreak();
    // Whoever asked for any room, or to practise, and finds his gone, as after a restart of the server, wants another.
    const { room } = this.#options;
    const takesAnother = room === "" || room === "practice";
    const asksAnew = code === CloseCode.noSuchRoom && takesAnother && this.#room !== room;
    if (asksAnew) this.#room = room;
    const attempt = "attempt" in this.#state ? this.#state.attempt : 0;
    const isOver = isFinal(code) && !asksAnew;
    // The page that another version has loaded anew is still this player's.
    if (isOver && code !== CloseCode.otherVersion) this.#seats.forget();
    // An attempt that fails says nothing; what the server said last is still why.
    const before = this.#state.kind === "reconnecting" ? this.#state : undefined;
    const why = code === BROKEN && before !== undefined ? before.code : code;
    if (isOver || attempt >= MOST_ATTEMPTS) {
      this.#state = { kind: "closed", code: why, reason };
      return;
    }
    const nowMs = this.#options.now();
    this.#state = {
      kind: "reconnecting",
      attempt: attempt + 1,
      retryAtMs: nowMs + RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)]!,
      code: why,
      lostAtMs: before?.lostAtMs ?? nowMs,
    };
  }

  /** What the socket still says is not heard any more. */
  #detach(): SocketLike | undefined {
    const socket = this.#socket;
    this.#socket = undefined;
    return socket;
  }
}
