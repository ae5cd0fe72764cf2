/**
 * Tells whoever listens what goes on here: at first all of it, then what is new, a few times a second and the same bytes
 * for all who want the same. Where nobody listens nothing is looked at.
 */
import {
  LIVE_VERSION,
  readLiveWish,
  type LiveChat,
  type LiveFrame,
  type LiveGame,
  type LiveKill,
  type LiveRoom,
  type LiveServer,
  type LiveTopic,
} from "#shared/protocol/live.ts";
import type { Connection, ConnectionHandler } from "../transport/connection.ts";
import { tellKills, tellRoom, type ToldRoom } from "./telling.ts";

export interface LiveSources {
  /** What may be told of at all. */
  readonly topics: readonly LiveTopic[];
  /** Of all rooms those that anybody may see. */
  rooms(): Iterable<ToldRoom>;
  games(): readonly LiveGame[];
  /** As it is told to somebody on this computer, or elsewhere. */
  server(isLocal: boolean): LiveServer;
}

interface Reader {
  readonly connection: Connection;
  /** Sits at this computer. */
  readonly isLocal: boolean;
  topics: readonly LiveTopic[];
}

/** How often there may be news. */
export const LIVE_BEAT_MS = 250;
/** Of one beat; what is more is not told. */
const MOST_EVENTS = 100;
const REFUSED = 1008;
const GOING_AWAY = 1001;
/** Whether one is told what those at this computer are. */
const PLACES = [true, false] as const;

export class Live {
  readonly #sources: LiveSources;
  readonly #readers = new Set<Reader>();
  /** What was told last, each room by its code. */
  readonly #told = new Map<string, string>();
  #toldGames = "";
  /** What was told last of the server, to those at this computer and to others. */
  readonly #toldServer = new Map<boolean, string>();
  #kills: LiveKill[] = [];
  /** The tick of each room whose kills are among these, or were told. */
  readonly #notedTicks = new WeakMap<ToldRoom, number>();
  #chat: LiveChat[] = [];

  constructor(sources: LiveSources) {
    this.#sources = sources;
  }

  /** Takes in somebody who listens. */
  accept(connection: Connection): ConnectionHandler {
    if (this.#readers.size === 0) this.#beginAnew();
    const { topics } = this.#sources;
    const reader: Reader = { connection, isLocal: connection.isAtHome === true, topics };
    this.#readers.add(reader);
    this.#tellState(reader);
    return {
      onMessage: (bytes) => this.#hear(reader, bytes),
      onClose: () => this.#readers.delete(reader),
    };
  }

  /** To be called when some rooms have had a tick, before anything else is done in them: who leaves takes his name along. */
  noteTick(): void {
    if (this.#readers.size === 0) return;
    for (const room of this.#sources.rooms()) {
      const { tick } = room.world;
      if (this.#notedTicks.get(room) !== tick) this.#note(this.#kills, tellKills(room));
      this.#notedTicks.set(room, tick);
    }
  }

  /** Somebody said this to all in a room, which need not be one that is told of. */
  noteChat(line: LiveChat): void {
    if (this.#readers.size === 0) return;
    const isTold = [...this.#sources.rooms()].some(({ code }) => code === line.room);
    if (isTold) this.#note(this.#chat, [line]);
  }

  /** Tells what is new. To be called every LIVE_BEAT_MS. */
  beat(): void {
    if (this.#readers.size === 0) return;
    const news = { ...this.#look(), kills: this.#kills, chat: this.#chat };
    const servers = new Map(PLACES.map((isLocal) => [isLocal, this.#newServer(isLocal)]));
    this.#kills = [];
    this.#chat = [];
    const texts = new Map<string, Buffer | null>();
    for (const { connection, topics, isLocal } of this.#readers) {
      const key = `${isLocal} ${topics.join()}`;
      let text = texts.get(key);
      if (text === undefined)
        texts.set(key, (text = newsFor(topics, { ...news, server: servers.get(isLocal) })));
      if (text !== null) connection.send(text);
    }
  }

  /** Says goodbye to everybody. */
  close(): void {
    for (const { connection } of this.#readers) connection.close(GOING_AWAY, "server is stopping");
  }

  /** Nobody has missed what was not looked at. */
  #beginAnew(): void {
    this.#kills = [];
    this.#chat = [];
    this.#look();
    for (const isLocal of PLACES) this.#newServer(isLocal);
  }

  /** The server, if it is not as it was told last. */
  #newServer(isLocal: boolean): LiveServer | undefined {
    const server = this.#sources.server(isLocal);
    const text = JSON.stringify(server);
    if (text === this.#toldServer.get(isLocal)) return undefined;
    this.#toldServer.set(isLocal, text);
    return server;
  }

  /** What has changed since this was called last. */
  #look() {
    const rooms = [...this.#sources.rooms()].map(tellRoom);
    const changed = rooms.filter((room) => this.#told.get(room.code) !== likenessOf(room));
    for (const room of changed) this.#told.set(room.code, likenessOf(room));
    const open = new Set(rooms.map(({ code }) => code));
    const closed = [...this.#told.keys()].filter((code) => !open.has(code));
    for (const code of closed) this.#told.delete(code);
    const games = this.#sources.games();
    const toldGames = JSON.stringify(games);
    const areNew = toldGames !== this.#toldGames;
    this.#toldGames = toldGames;
    return { rooms: changed, closed, games: areNew ? games : undefined };
  }

  #tellState({ connection, topics, isLocal }: Reader): void {
    const wants = (topic: LiveTopic) => topics.includes(topic);
    const sources = this.#sources;
    const state: LiveFrame = {
      v: LIVE_VERSION,
      type: "state",
      topics,
      server: sources.server(isLocal),
      ...(wants("rooms") && { rooms: [...sources.rooms()].map(tellRoom) }),
      ...(wants("games") && { games: sources.games() }),
    };
    connection.send(bytesOf(state));
  }

  #hear(reader: Reader, bytes: Uint8Array): void {
    const wish = readLiveWish(Buffer.from(bytes).toString());
    if (wish === null) {
      reader.connection.close(REFUSED, "see docs/live.md for what may be said here");
      return;
    }
    reader.topics = this.#sources.topics.filter((topic) => wish.topics.includes(topic));
    this.#tellState(reader);
  }

  #note<T>(list: T[], events: readonly T[]): void {
    list.push(...events.slice(0, MOST_EVENTS - list.length));
  }
}

type AllNews = Required<Pick<LiveNewsParts, "rooms" | "closed" | "kills" | "chat">> & {
  games: readonly LiveGame[] | undefined;
  server: LiveServer | undefined;
};
type LiveNewsParts = Extract<LiveFrame, { type: "news" }>;

/** What of the news somebody wants; null for nothing. */
function newsFor(topics: readonly LiveTopic[], news: AllNews): Buffer | null {
  // Who wants to be told of nothing only measures how far the server is.
  if (topics.length === 0) return null;
  const { rooms, closed, kills, chat, games, server } = news;
  const wants = (topic: LiveTopic) => topics.includes(topic);
  const parts = {
    ...(server !== undefined && { server }),
    ...(wants("rooms") && rooms.length > 0 && { rooms }),
    ...(wants("rooms") && closed.length > 0 && { closed }),
    ...(wants("kills") && kills.length > 0 && { kills }),
    ...(wants("chat") && chat.length > 0 && { chat }),
    ...(wants("games") && games !== undefined && { games }),
  };
  if (Object.keys(parts).length === 0) return null;
  return bytesOf({ v: LIVE_VERSION, type: "news", ...parts });
}

/** That time goes by is no news. */
function likenessOf(room: LiveRoom): string {
  return JSON.stringify({ ...room, secondsLeft: 0 });
}

function bytesOf(frame: LiveFrame): Buffer {
  return Buffer.from(JSON.stringify(frame));
}
