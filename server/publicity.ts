/**
 * What the server tells those who do not play on it: whoever listens at /live, and the other servers of its network, which it
 * hears in turn.
 */
import {
  LIVE_PATH,
  LIVE_TOPICS,
  type LiveChat,
  type LiveServer,
  type LiveTopic,
} from "#shared/protocol/live.ts";
import { isEverywhere, isLoopbackName } from "./lan/greeting.ts";
import { type Expectation, Invitation } from "./lan/invitation.ts";
import { Lan, type Scene } from "./lan/lan.ts";
import type { Interfaces } from "./lan/addresses.ts";
import { Live } from "./live/live.ts";
import type { Log } from "./log.ts";
import type { Lobby } from "./rooms/lobby.ts";
import type { Room } from "./rooms/room.ts";
import { cleanTitle } from "./rooms/words.ts";
import type { Config } from "./settings/options.ts";
import { isLoopback, LIVE_LIMITS, plainAddress } from "./transport/limits.ts";
import { WebSocketDoor, type TransportCounters } from "./transport/websocket.ts";

/** The computer that the server runs on, and where that is. */
export interface Surroundings {
  hostName: string;
  /** 16 hexadecimal digits, drawn for this process. */
  id: string;
  interfaces(): Interfaces;
}

export interface PublicityOptions {
  config: Config;
  protocolId: string;
  lobby: Lobby;
  counters: TransportCounters;
  log: Log;
  /** Undefined for a server that neither calls into its network nor hears of it. */
  surroundings: Surroundings | undefined;
  now(): number;
}

export class Publicity {
  readonly door: WebSocketDoor;
  readonly #options: PublicityOptions;
  readonly #name: string;
  readonly #live: Live;
  readonly #invitation: Invitation;
  #lan: Lan | undefined;
  /** Whoever comes may watch, and then sees what he looks at: only of such a house is a stranger told what goes on. */
  #isOpen = true;

  constructor(options: PublicityOptions) {
    const { config, surroundings, counters } = options;
    this.#options = options;
    this.#name = cleanTitle(config.name || (surroundings?.hostName ?? "")) || "Carom";
    this.#invitation = new Invitation(() => surroundings?.interfaces() ?? {});
    this.#live = new Live({
      topics: LIVE_TOPICS.filter((topic) => isTold(topic, options)),
      rooms: () => (this.#isOpen ? this.#openRooms() : []),
      games: () => this.#lan?.games ?? [],
      server: (isLocal) => this.#describe(isLocal),
    });
    this.door = new WebSocketDoor({
      kind: "text",
      rules: { path: LIVE_PATH, allowedOrigins: [], trustedProxies: [] },
      limits: LIVE_LIMITS,
      counters,
      now: () => options.now(),
      onConnection: (connection) => this.#live.accept(connection),
    });
    this.adopt(config);
  }

  /** Begins to call and to hear; the server listens on `port`. */
  open(port: number): void {
    const { config, protocolId, surroundings, log } = this.#options;
    const { host, tls } = config;
    this.#invitation.open({ port, host, isTls: tls });
    if (surroundings === undefined || !isInNetwork(config, surroundings)) return;
    const { id } = surroundings;
    this.#lan = new Lan({
      self: { id, name: this.#name, port, isTls: tls, protocolId },
      host: isEverywhere(host) ? undefined : host,
      interfaces: () => surroundings.interfaces(),
      clean: cleanTitle,
      warn: (address, error) =>
        log.warn({ err: error, interface: address }, "Other servers cannot be heard from here."),
    });
    this.sweep();
  }

  /** Goes by these settings from now on, as far as they can change. */
  adopt({ allowOrigin, trustedProxies, darkHall, password }: Config): void {
    this.#isOpen = !darkHall && password === "";
    const neighbours = () => this.#lan?.games ?? [];
    this.door.rules = {
      path: LIVE_PATH,
      trustedProxies,
      get allowedOrigins() {
        return [...allowOrigin, ...neighbours().flatMap(({ url }) => originsOf(url))];
      },
    };
  }

  /** Somebody waits for people from other devices: the page at this computer tells him how they come, whatever else is off. */
  expectGuests(expectation: Expectation): void {
    this.#invitation.expect(expectation, this.#options.now());
  }

  /** Somebody connected from there. */
  noteVisitor(remoteAddress: string): void {
    const address = plainAddress(remoteAddress);
    this.#invitation.noteVisitor(address, isLoopback(address));
  }

  /** See Live. */
  noteTick(): void {
    this.#live.noteTick();
  }

  noteChat(line: LiveChat): void {
    this.#live.noteChat(line);
  }

  beat(): void {
    this.#live.beat();
  }

  /** To be called about once a second. */
  sweep(): void {
    this.door.sweep();
    this.#invitation.update(this.#options.now());
    if (this.#options.lobby.isDraining) void this.#closeLan();
    else this.#lan?.update(this.#scene(), this.#options.now());
  }

  /** Says goodbye to everybody; done when the network has been told. */
  async close(): Promise<void> {
    this.door.shut();
    this.#live.close();
    await this.#closeLan();
  }

  async #closeLan(): Promise<void> {
    const lan = this.#lan;
    this.#lan = undefined;
    await lan?.stop();
  }

  #openRooms(): Room[] {
    return [...this.#options.lobby.rooms].filter(({ isPublic }) => isPublic);
  }

  #scene(): Scene {
    const rooms = this.#openRooms().sort((a, b) => b.humanCount - a.humanCount);
    const sum = (count: (room: Room) => number) =>
      rooms.reduce((all, room) => all + count(room), 0);
    const world = rooms[0]?.world;
    return {
      people: sum(({ humanCount }) => humanCount),
      seats: sum((room) => room.world.seats) || this.#options.config.maxSeats,
      mode: world?.rules.mode ?? "",
      map: world?.arena.source.title ?? "",
    };
  }

  #describe(isLocal: boolean): LiveServer {
    const name = this.#name;
    const isInviting = this.#lan !== undefined || this.#invitation.isExpecting;
    return isLocal && isInviting ? { name, ...this.#invitation.told } : { name };
  }
}

function isTold(topic: LiveTopic, { config, surroundings }: PublicityOptions): boolean {
  if (topic === "chat") return config.liveChat;
  return topic !== "games" || isInNetwork(config, surroundings);
}

/** Whether the server calls into its network, and hears of it. */
function isInNetwork({ noLan, host }: Config, surroundings: Surroundings | undefined): boolean {
  return surroundings !== undefined && !noLan && !isLoopbackName(host);
}

/** Where pages of a server are from: its address, or, for those who sit at it, their own computer. */
function originsOf(url: string): string[] {
  const { origin, protocol, port } = new URL(url);
  return [origin, new URL(`${protocol}//localhost:${port}`).origin];
}
