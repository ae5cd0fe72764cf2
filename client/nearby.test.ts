import { describe, expect, test } from "vitest";
import type { LiveGame, LiveRoom } from "#shared/protocol/live.ts";
import { NearbyFeed, type TextSocket } from "./nearby.ts";

const PAGE = "http://10.0.0.1:7777/r/ABCD";
const GAME: LiveGame = {
  name: "Workshop",
  url: "http://10.0.0.2:7777/",
  people: 2,
  seats: 16,
  mode: "puck",
  map: "Felt Room",
};
const ROOM: LiveRoom = {
  code: "WQMX",
  mode: "teams",
  map: "Nine Ball",
  phase: "playing",
  isPaused: false,
  secondsLeft: 9,
  seats: 16,
  people: 3,
  bots: 0,
  watchers: 0,
  teamScores: [0, 0],
  players: [],
};

class FakeSocket implements TextSocket {
  readonly url: string;
  readonly sent: string[] = [];
  isClosed = false;
  readyState = 1;
  readonly #listeners = new Map<string, ((event: { data: unknown }) => void)[]>();

  constructor(url: string) {
    this.url = url;
  }

  addEventListener(type: string, listener: (event: { data: unknown }) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.happen("close");
  }

  happen(type: string, data?: object): void {
    for (const listener of this.#listeners.get(type) ?? [])
      listener({ data: JSON.stringify(data) });
  }

  tell(frame: object): void {
    this.happen("message", { v: 1, ...frame });
  }
}

function open() {
  const sockets: FakeSocket[] = [];
  let wakes: { atMs: number; wake: () => void }[] = [];
  let nowMs = 0;
  const feed = new NearbyFeed({
    page: PAGE,
    openSocket: (url) => {
      const socket = new FakeSocket(url);
      sockets.push(socket);
      return socket;
    },
    now: () => nowMs,
    wakeIn: (ms, wake) => {
      const entry = { atMs: nowMs + ms, wake };
      wakes.push(entry);
      return () => void (wakes = wakes.filter((other) => other !== entry));
    },
  });
  const pass = (ms: number) => {
    nowMs += ms;
    const due = wakes.filter(({ atMs }) => atMs <= nowMs);
    wakes = wakes.filter(({ atMs }) => atMs > nowMs);
    for (const { wake } of due) wake();
  };
  let changes = 0;
  feed.start(() => changes++);
  const state = { type: "state", topics: ["rooms", "games"], server: { name: "Here" } };
  const begin = () => {
    sockets[0]!.happen("open");
    sockets[0]!.tell({ ...state, rooms: [ROOM], games: [GAME] });
  };
  return {
    feed,
    sockets,
    pass,
    begin,
    state,
    changes: () => changes,
    isIdle: () => wakes.length === 0,
  };
}

describe("the feed of a page", () => {
  test("asks its own server for rooms and games, and shows them as they change", () => {
    const { feed, sockets, begin, changes } = open();
    expect(sockets[0]!.url).toBe("ws://10.0.0.1:7777/live");
    expect(feed.seen).toBeNull();
    begin();
    expect(sockets[0]!.sent).toEqual(['{"v":1,"topics":["rooms","games"]}']);
    expect(feed.seen).toMatchObject({ rooms: [ROOM], games: [GAME], hasNeighbours: true });
    sockets[0]!.tell({
      type: "news",
      rooms: [
        { ...ROOM, people: 4 },
        { ...ROOM, code: "AAAA" },
      ],
    });
    sockets[0]!.tell({ type: "news", closed: ["WQMX"], games: [] });
    expect(feed.seen).toMatchObject({ rooms: [{ code: "AAAA" }], games: [] });
    expect(changes()).toBe(3);
  });

  test("shows how others get here, and what keeps them out, as long as that is so", () => {
    const { feed, sockets, state } = open();
    const addresses = ["http://192.168.1.20:7777/"];
    const unreached = { system: "linux", commands: ["sudo ufw allow 7777/tcp"] };
    sockets[0]!.tell({ ...state, server: { name: "Here", addresses } });
    expect(feed.seen).toMatchObject({ addresses, unreached: null });
    const tell = (server: object) => sockets[0]!.tell({ type: "news", server });
    tell({ name: "Here", addresses, unreached });
    expect(feed.seen).toMatchObject({ addresses, unreached });
    for (const broken of [
      { name: "Here", addresses: ["javascript:alert(1)"] },
      { name: "Here", unreached: { system: "dos", commands: [] } },
      { name: "Here", unreached: { system: "linux", commands: [1] } },
      { addresses },
    ])
      tell(broken);
    sockets[0]!.tell({ type: "news", games: [] });
    expect(feed.seen).toMatchObject({ addresses, unreached });
    tell({ name: "Here", addresses });
    expect(feed.seen).toMatchObject({ addresses, unreached: null });
  });

  test("skips what it does not understand", () => {
    const { feed, sockets, begin } = open();
    begin();
    for (const frame of [
      { v: 2, type: "news", rooms: [] },
      { type: "new" },
      { type: "news", rooms: [1] },
    ])
      sockets[0]!.tell(frame);
    sockets[0]!.tell({ type: "news", games: [{ ...GAME, url: "javascript:alert(1)" }] });
    expect(feed.seen).toMatchObject({ rooms: [ROOM], games: [GAME] });
  });

  test("measures how far each server is, and keeps the least of it", () => {
    const { feed, sockets, pass, begin, state } = open();
    begin();
    expect(sockets.slice(1).map(({ url }) => url)).toEqual([
      "ws://10.0.0.1:7777/live",
      "ws://10.0.0.2:7777/live",
    ]);
    const answer = (socket: FakeSocket, ms: number) => {
      socket.tell(state);
      expect(socket.sent).toEqual(['{"v":1,"topics":[]}']);
      pass(ms);
      socket.tell(state);
      expect(socket.isClosed).toBe(true);
    };
    answer(sockets[2]!, 12);
    expect(feed.seen!.pingsMs).toEqual(new Map([[GAME.url, 12]]));
    pass(5000);
    answer(sockets[4]!, 30);
    expect(feed.seen!.pingsMs).toEqual(new Map([[GAME.url, 12]]));
  });

  test("gives up on a server that does not answer", () => {
    const { feed, sockets, pass, begin } = open();
    begin();
    pass(3000);
    expect(sockets[2]!.isClosed).toBe(true);
    expect(feed.seen!.pingsMs.size).toBe(0);
  });

  test("comes back when the connection is lost", () => {
    const { feed, sockets, pass, begin } = open();
    begin();
    sockets[0]!.close();
    expect(feed.seen).toBeNull();
    const count = sockets.length;
    pass(5000);
    expect(sockets.slice(count).map(({ url }) => url)).toEqual(["ws://10.0.0.1:7777/live"]);
  });

  test("waits with closing what is not open yet", () => {
    const { feed, sockets } = open();
    const [socket] = sockets;
    socket!.readyState = 0;
    feed.stop();
    expect(socket!.isClosed).toBe(false);
    socket!.happen("open");
    expect(socket!.isClosed).toBe(true);
    expect(socket!.sent).toEqual([]);
  });

  test("leaves nothing open behind it", () => {
    const { feed, sockets, begin, isIdle } = open();
    begin();
    feed.stop();
    expect(sockets.every(({ isClosed }) => isClosed)).toBe(true);
    expect(isIdle()).toBe(true);
  });
});
