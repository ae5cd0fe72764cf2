/**
 * The parts of the server, put together: the port, the lobby, the beat and what is counted. It reads no clock, no
 * command line and no signal; main.ts gives it those.
 */
import { once } from "node:events";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pass } from "node:timers/promises";
import { MOST_BACKLOG_TICKS, TICK_MS } from "#shared/timing.ts";
import { LIVE_PATH } from "#shared/protocol/live.ts";
import { OFFER_PATH } from "#shared/protocol/offer.ts";
import { OWN_SETTINGS_PATH } from "#shared/protocol/recordBook.ts";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { describeBan } from "./admin/commands.ts";
import type { AdminDesk } from "./admin/desk.ts";
import { Office, type Operation } from "./admin/office.ts";
import type { Certificate } from "./certificate.ts";
import type { Log } from "./log.ts";
import { Arrivals, beatFor, NODE_TIMERS, runLoop, type Loop } from "./loop.ts";
import { LIVE_BEAT_MS } from "./live/live.ts";
import type { Expectation } from "./lan/invitation.ts";
import { Metrics } from "./metrics.ts";
import { Publicity, type Surroundings } from "./publicity.ts";
import { playableModes, usualModes } from "./rooms/rotation.ts";
import { type HouseRules, lockFor } from "./rooms/houseRules.ts";
import { Lobby } from "./rooms/lobby.ts";
import type { LobbyOptions } from "./rooms/lobbyOptions.ts";
import { TICK_PARTS } from "./rooms/schedule.ts";
import { offerOf, type Repertoire } from "./rooms/opening.ts";
import { ownSettingsIntake, ownSettingsPage } from "./ownSettings.ts";
import { recordPages, resultsInto } from "./records.ts";
import { idleTicksOf, rulesOf } from "./settings/config.ts";
import type { Config } from "./settings/options.ts";
import { statePages } from "./statePages.ts";
import type { Store } from "./store/store.ts";
import { MOST_TICKS_PER_WAKE } from "./timetable.ts";
import { openGates } from "./transport/gates.ts";
import { createHttpServer, DEFAULT_TIMEOUTS } from "./transport/http.ts";
import { DEFAULT_LIMITS, LIVE_LIMITS } from "./transport/limits.ts";
import { jsonReply } from "./transport/reply.ts";
import { pathOf, type UpgradeRules } from "./transport/upgrade.ts";
import { WebSocketDoor } from "./transport/websocket.ts";

export interface ServerOptions {
  config: Config;
  protocolId: string;
  maps: readonly ArenaSource[];
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** Uniform in [0, 1), and nobody can foresee it: the codes of private rooms come from it. */
  random(): number;
  /** Answers GET and HEAD of everything that is not the server's own. */
  servePage(request: IncomingMessage, response: ServerResponse): void;
  log: Log;
  /** Closed by whoever opened it, when the server has stopped. */
  store: Store;
  /** For TLS; without it there is none. */
  certificate?: Certificate | undefined;
  /** See Publicity. */
  surroundings?: Surroundings;
  /** What operators need besides; without it their acts are noted nowhere. */
  operation?: Operation;
  /** Called after each part of a tick (rooms/schedule.ts), for instruments that hold what clients show against what was. */
  onTick?(lobby: Lobby, times: TickTimes): void;
}

/** When a part of a tick was due, began and had sent its last byte, on the clock of `now`. */
export interface TickTimes {
  scheduledMs: number;
  beganMs: number;
  endedMs: number;
}

export interface RunningServer {
  readonly port: number;
  /** See Publicity. */
  expectGuests(expectation: Expectation): void;
  /** Where operators give commands. */
  readonly desk: AdminDesk;
  /** Lets nobody new in; done when all matches have ended, or after the time that the settings give them. */
  drain(): Promise<void>;
  /** Goes by other settings, as far as they may change while it runs, and by these maps. */
  reload(config: Config, maps: readonly ArenaSource[]): void;
  /** Says goodbye to everybody and stops listening; done when the last connection is gone, at most a second later. */
  stop(): Promise<void>;
}

const SOCKET_PATH = "/play";
const SWEEP_MS = 1000;
const GOODBYE_MS = 1000;
const DRAIN_CHECK_MS = 100;
/** As many may wait to be let in as the system allows: whoever finds no place tries again a second later. */
const BACKLOG = 4096;
/** Connections beyond those that play: page loads, and whoever is told that the server is full. */
const SPARE_CONNECTIONS = 256;

/** Starts listening and ticking. Fails as `listen` does: the port is taken, or not allowed, or there is no such address. */
export async function startServer(given: ServerOptions): Promise<RunningServer> {
  let options = given;
  const { port, host } = options.config;
  const metrics = new Metrics(() => options.now());
  const repertoire = repertoireOf(options);
  const outlet: { publicity?: Publicity } = {};
  const lobby = createLobby(options, repertoire, {
    counters: metrics,
    onChat: (line) => outlet.publicity?.noteChat(line),
    onRoomFault: (room, error) => {
      metrics.roomFailed();
      options.log.error({ err: error, room }, "A fault in a room, which is closed; others go on.");
    },
  });
  const publicity = openPublicity(options, lobby, metrics);
  outlet.publicity = publicity;
  const clock: { loop?: Loop } = {};
  const tickNow = () => clock.loop?.tickAt(options.now()) ?? 0;
  const office = openOffice(options, lobby, metrics);
  const inside = { lobby, metrics, publicity, office, tickNow };
  const { door, http } = createPort(options, inside);
  const arrivals = new Arrivals();
  http.on("connection", ({ remoteAddress = "" }) => {
    arrivals.note();
    publicity.noteVisitor(remoteAddress);
  });
  http.listen({ port, backlog: BACKLOG, ...(host === "" ? {} : { host }) });
  await once(http, "listening");
  const loop = startLoop(lobby, metrics, { ...options, publicity, arrivals });
  clock.loop = loop;
  const { port: ownPort } = http.address() as AddressInfo;
  publicity.open(ownPort);
  const timers = startTimers(door, publicity, office);
  return {
    port: ownPort,
    expectGuests: (expectation) => publicity.expectGuests(expectation),
    desk: office.desk,
    drain: () => drain(lobby, options),
    reload: (config, maps) => {
      options = { ...options, config, maps };
      lobby.adopt(repertoireOf(options), houseOf(config));
      door.rules = upgradeRules(config);
      publicity.adopt(config);
      office.reload(config, upgradeRules(config));
    },
    stop: async () => {
      door.shut();
      office.close();
      loop.stop();
      for (const timer of timers) clearInterval(timer);
      lobby.close();
      const doors = [door, publicity.door, office.door];
      await Promise.all([publicity.close(), closeHttp(http, doors)]);
    },
  };
}

function openPublicity(options: ServerOptions, lobby: Lobby, metrics: Metrics): Publicity {
  const { config, protocolId, log, surroundings } = options;
  return new Publicity({
    config,
    protocolId,
    lobby,
    counters: countAndReport(metrics, log),
    log,
    surroundings,
    now: () => options.now(),
  });
}

function startTimers(door: WebSocketDoor, publicity: Publicity, office: Office): NodeJS.Timeout[] {
  const sweep = () => {
    for (const swept of [door, publicity, office]) swept.sweep();
  };
  return [setInterval(sweep, SWEEP_MS), setInterval(() => publicity.beat(), LIVE_BEAT_MS)];
}

async function drain(lobby: Lobby, { config, now }: ServerOptions): Promise<void> {
  const deadlineMs = now() + config.drainSeconds * 1000;
  lobby.drain(config.drainSeconds);
  while (lobby.census.presentSeats.length > 0 && now() < deadlineMs) await pass(DRAIN_CHECK_MS);
}

/** What the port leads to. */
interface Inside {
  lobby: Lobby;
  metrics: Metrics;
  publicity: Publicity;
  office: Office;
  tickNow(): number;
}

/** The one port, not listening yet: pages, and the door to the lobby. */
function createPort(
  options: ServerOptions,
  { lobby, metrics, publicity, office, tickNow }: Inside,
): { door: WebSocketDoor; http: Server } {
  const { config } = options;
  const counters = countAndReport(metrics, options.log);
  const limits = limitsFor(config);
  const door = new WebSocketDoor({
    kind: "binary",
    rules: upgradeRules(config),
    limits,
    counters,
    now: () => options.now(),
    onConnection: (connection) => lobby.accept(connection, tickNow),
  });
  const { store } = options;
  const settings = { store, now: () => options.now(), refused: counters.refused };
  const http = createHttpServer({
    socketPaths: new Set([SOCKET_PATH, LIVE_PATH]),
    maxConnections: limits.maxConnections + LIVE_LIMITS.maxConnections + SPARE_CONNECTIONS,
    timeouts: DEFAULT_TIMEOUTS,
    certificate: options.certificate,
    ...openGates({ door, now: () => options.now() }),
    pages: new Map([
      ...statePages(options, lobby, door, metrics),
      [OFFER_PATH, () => jsonReply(offerOf(lobby.repertoire))],
      ...recordPages(store),
      [OWN_SETTINGS_PATH, ownSettingsPage(settings)],
    ]),
    intakes: new Map([[OWN_SETTINGS_PATH, ownSettingsIntake(settings)]]),
    servePage: (request, response) => options.servePage(request, response),
    onUpgrade: (request, socket, head) => {
      const publicDoor = pathOf(request.url) === LIVE_PATH ? publicity.door : door;
      const wanted = office.isAskedFor(request) ? office.door : publicDoor;
      wanted.handleUpgrade(request, socket, head);
    },
    counters,
  });
  return { door, http };
}

function upgradeRules({ allowOrigin, trustedProxies }: Config): UpgradeRules {
  return { path: SOCKET_PATH, allowedOrigins: allowOrigin, trustedProxies };
}

function openOffice(options: ServerOptions, lobby: Lobby, metrics: Metrics): Office {
  const { config, operation, store, log } = options;
  return new Office({
    config,
    rules: upgradeRules(config),
    operation,
    lobby,
    store,
    metrics,
    counters: countAndReport(metrics, log),
    log,
    now: () => options.now(),
  });
}

function houseOf(config: Config): HouseRules {
  const { motd, password, reservedSeats, reservedPassword } = config;
  const lock = lockFor(password);
  const reservedLock = lockFor(reservedPassword);
  return {
    motd,
    idleTicks: idleTicksOf(config),
    reservedSeats,
    ...(lock && { lock }),
    ...(reservedLock && { reservedLock }),
  };
}

function repertoireOf({ config, maps }: ServerOptions): Repertoire {
  const { modes, bots, botLevel, maxSeats } = config;
  const areChosen = modes.length > 0;
  return {
    maps,
    modes: areChosen ? modes : usualModes(maps, maxSeats),
    offeredModes: areChosen ? modes : playableModes(maps),
    rules: rulesOf(config),
    botFill: bots,
    botLevel,
    maxSeats,
  };
}

function createLobby(
  { config, protocolId, random, store }: ServerOptions,
  repertoire: Repertoire,
  outlets: Pick<LobbyOptions, "counters" | "onChat" | "onRoomFault">,
): Lobby {
  const { darkHall, noKillCam, maxSpectators, maxRooms } = config;
  return new Lobby({
    ...repertoire,
    protocolId,
    isDark: darkHall,
    hasKillCam: !noKillCam,
    maxSpectators,
    maxRooms,
    house: houseOf(config),
    barred: (address, keyHash) => {
      const ban = store.bans.find({ address, keyHash: keyHash || undefined });
      return ban && describeBan(ban);
    },
    noteResult: resultsInto(store),
    ...outlets,
    random,
  });
}

function limitsFor({ maxRooms, maxSeats, maxSpectators }: Config) {
  const most = maxRooms * (maxSeats + maxSpectators);
  const maxConnections = Math.max(DEFAULT_LIMITS.maxConnections, most);
  return { ...DEFAULT_LIMITS, maxConnections };
}

function countAndReport(metrics: Metrics, log: Log) {
  return {
    received: (bytes: number) => metrics.received(bytes),
    sent: (bytes: number) => metrics.sent(bytes),
    refused: (reason: string) => metrics.refused(reason),
    handlerFailed: (error: unknown) => {
      metrics.handlerFailed();
      log.error({ err: error }, "A fault in the server, which goes on.");
    },
  };
}

function startLoop(
  lobby: Lobby,
  metrics: Metrics,
  options: ServerOptions & { publicity: Publicity; arrivals: Arrivals },
): Loop {
  const now = () => options.now();
  return runLoop({
    now,
    timers: NODE_TIMERS,
    tickMs: TICK_MS,
    parts: TICK_PARTS,
    partsInUse: () => lobby.partsInUse,
    maxTicksPerWake: MOST_TICKS_PER_WAKE,
    maxBacklogTicks: MOST_BACKLOG_TICKS,
    beat: () => beatFor(lobby.census.guestCount),
    isCalled: () => options.arrivals.take(),
    onTick: ({ part, scheduledMs, following }) => {
      const beganMs = now();
      if (part === 0) metrics.ticks += 1;
      lobby.tickPart(part, following);
      options.publicity.noteTick();
      const endedMs = now();
      metrics.tick(endedMs - beganMs, beganMs - scheduledMs);
      options.onTick?.(lobby, { scheduledMs, beganMs, endedMs });
    },
    onDrop: (ticks) => {
      metrics.ticksDropped += ticks;
    },
  });
}

async function closeHttp(http: Server, doors: readonly WebSocketDoor[]): Promise<void> {
  const closed = once(http, "close");
  http.close();
  const patience = setTimeout(() => {
    for (const door of doors) door.terminateAll();
    http.closeAllConnections();
  }, GOODBYE_MS);
  await closed;
  clearTimeout(patience);
}
