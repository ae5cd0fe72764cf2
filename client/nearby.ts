/**
 * What goes on here and nearby, for the menu: this server's open rooms and the other servers that it hears, as they change, and
 * how far each is from this very device. Connected while somebody looks, and again when the connection is lost.
 */
import {
  LIVE_PATH,
  LIVE_VERSION,
  readLiveFrame,
  type LiveFrame,
  type LiveGame,
  type LiveRoom,
  type LiveServer,
  type LiveTopic,
  type LiveUnreached,
} from "#shared/protocol/live.ts";

/** A WebSocket, as far as this needs one. */
export interface TextSocket {
  /** 0 as long as it is not open yet. */
  readonly readyState: number;
  addEventListener(type: "open" | "close", listener: () => void): void;
  addEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
  send(text: string): void;
  close(): void;
}

export interface NearbyMeans {
  /** Address of the page. */
  readonly page: string;
  /** Throws where the browser allows no such connection. */
  openSocket(url: string): TextSocket;
  now(): number;
  /** Returns how to call it off. */
  wakeIn(ms: number, wake: () => void): () => void;
}

/** What is known now. */
export interface Nearby {
  rooms: readonly LiveRoom[];
  games: readonly LiveGame[];
  /** This server hears others. */
  hasNeighbours: boolean;
  /** Pages for others in the network, the likeliest first; none unless one sits at the server's own computer. */
  addresses: readonly string[];
  /** One waits there for others, and none has come. */
  unreached: LiveUnreached | null;
  /** Round trips, by the address of the page that is so far away. */
  pingsMs: ReadonlyMap<string, number>;
}

type Invitation = Pick<Nearby, "addresses" | "unreached">;

const WANTED: readonly LiveTopic[] = ["rooms", "games"];
const RETRY_MS = 5000;
const MEASURE_EVERY_MS = 5000;
const PATIENCE_MS = 3000;
/** The least of so many: what a busy page adds is not the way's. */
const MEASUREMENTS = 4;
const CONNECTING = 0;

export class NearbyFeed {
  /** Null until the server has told. */
  seen: Nearby | null = null;
  readonly #means: NearbyMeans;
  readonly #pings = new Map<string, number[]>();
  #onChange: (() => void) | null = null;
  #socket: TextSocket | null = null;
  readonly #measuring = new Set<TextSocket>();
  readonly #cancels = new Set<() => void>();

  constructor(means: NearbyMeans) {
    this.#means = means;
  }

  /** Begins to listen; calls `onChange` whenever `seen` has changed. */
  start(onChange: () => void): void {
    if (this.#onChange === null) this.#connect();
    this.#onChange = onChange;
  }

  stop(): void {
    this.#onChange = null;
    this.seen = null;
    const socket = this.#socket;
    this.#socket = null;
    if (socket) hangUp(socket);
    for (const measuring of this.#measuring) hangUp(measuring);
    for (const cancel of this.#cancels) cancel();
    this.#cancels.clear();
  }

  #connect(): void {
    const socket = this.#means.openSocket(liveUrl(this.#means.page));
    this.#socket = socket;
    socket.addEventListener("open", () => {
      if (this.#socket === socket) socket.send(wishFor(WANTED));
    });
    socket.addEventListener("message", ({ data }) =>
      this.#hear(socket, readLiveFrame(String(data))),
    );
    socket.addEventListener("close", () => {
      if (this.#socket !== socket) return;
      this.#show(null);
      this.#wakeIn(RETRY_MS, () => this.#connect());
    });
  }

  #hear(socket: TextSocket, frame: LiveFrame | null): void {
    if (frame === null || this.#socket !== socket) return;
    const isFirst = this.seen === null;
    this.#show(frame.type === "state" ? fromState(frame) : withNews(this.seen, frame));
    if (isFirst) this.#measureAll();
  }

  #show(seen: Omit<Nearby, "pingsMs"> | null): void {
    const pings = Array.from(this.#pings, ([url, ms]) => [url, Math.min(...ms)] as const);
    this.seen = seen && { ...seen, pingsMs: new Map(pings) };
    this.#onChange?.();
  }

  /** Of every server that is shown, one's own too. */
  #measureAll(): void {
    const { seen } = this;
    if (this.#onChange === null || seen === null) return;
    for (const url of [this.#means.page, ...seen.games.map((game) => game.url)]) this.#measure(url);
    this.#wakeIn(MEASURE_EVERY_MS, () => this.#measureAll());
  }

  /** From asking for nothing to the answer, on a connection that is there. */
  #measure(url: string): void {
    const socket = this.#tryOpen(url);
    if (socket === null) return;
    this.#measuring.add(socket);
    let askedMs: number | null = null;
    socket.addEventListener("close", () => void this.#measuring.delete(socket));
    const cancel = this.#wakeIn(PATIENCE_MS, () => hangUp(socket));
    socket.addEventListener("message", () => {
      if (askedMs === null) {
        askedMs = this.#means.now();
        socket.send(wishFor([]));
        return;
      }
      this.#note(url, this.#means.now() - askedMs);
      cancel();
      socket.close();
    });
  }

  /** From a page over TLS no browser goes to a server without: how far that is stays unknown. */
  #tryOpen(url: string): TextSocket | null {
    try {
      return this.#means.openSocket(liveUrl(url));
    } catch (error) {
      if (error instanceof DOMException && error.name === "SecurityError") return null;
      throw error;
    }
  }

  #note(url: string, ms: number): void {
    this.#pings.set(url, [...(this.#pings.get(url) ?? []), ms].slice(-MEASUREMENTS));
    if (this.seen !== null) this.#show(this.seen);
  }

  #wakeIn(ms: number, wake: () => void): () => void {
    const forget = (): void => void this.#cancels.delete(cancel);
    const callOff = this.#means.wakeIn(ms, () => {
      forget();
      wake();
    });
    const cancel = (): void => {
      forget();
      callOff();
    };
    this.#cancels.add(cancel);
    return cancel;
  }
}

/** A browser takes it for a fault when a connection is closed that is not there yet. */
function hangUp(socket: TextSocket): void {
  if (socket.readyState === CONNECTING) socket.addEventListener("open", () => socket.close());
  else socket.close();
}

function fromState(frame: LiveFrame & { type: "state" }): Omit<Nearby, "pingsMs"> {
  const { rooms = [], games = [], topics, server } = frame;
  return { rooms, games, ...invitationOf(server), hasNeighbours: topics.includes("games") };
}

function invitationOf({ addresses = [], unreached }: LiveServer): Invitation {
  return { addresses, unreached: unreached ?? null };
}

function withNews(
  seen: Nearby | null,
  { rooms = [], closed = [], games, server }: LiveFrame & { type: "news" },
): Omit<Nearby, "pingsMs"> | null {
  if (seen === null) return null;
  const byCode = new Map([...seen.rooms, ...rooms].map((room) => [room.code, room]));
  for (const code of closed) byCode.delete(code);
  const invitation = server && invitationOf(server);
  return { ...seen, ...invitation, rooms: [...byCode.values()], games: games ?? seen.games };
}

function wishFor(topics: readonly LiveTopic[]): string {
  return JSON.stringify({ v: LIVE_VERSION, topics });
}

function liveUrl(page: string): string {
  const url = new URL(LIVE_PATH, page);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}
