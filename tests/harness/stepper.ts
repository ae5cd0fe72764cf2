/**
 * A server and any number of clients in one process, with no sockets and no timers: time moves when `run` is called.
 *
 *   const match = new Stepper({ latencyMs: 50 });
 *   const ada = match.join("Ada");
 *   match.run(60);
 *   ada.input.moveX = 7;
 */
import { MOST_BACKLOG_TICKS, TICK_MS } from "#shared/timing.ts";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { IDLE_INPUT, type PlayerInput } from "#shared/sim/input.ts";
import { nextRandom } from "#shared/sim/random.ts";
import { DEFAULT_RULES, type Rules } from "#shared/sim/tuning.ts";
import { Session } from "../../client/netcode/session.ts";
import type { SkiffView, View, ViewEvent } from "../../client/netcode/view.ts";
import { runLoop, type Loop } from "../../server/loop.ts";
import type { HouseRules } from "../../server/rooms/houseRules.ts";
import { Lobby } from "../../server/rooms/lobby.ts";
import type { Room } from "../../server/rooms/room.ts";
import { TICK_PARTS } from "../../server/rooms/schedule.ts";
import { MOST_TICKS_PER_WAKE } from "../../server/timetable.ts";
import { Wire, type WireOptions } from "./wire.ts";

export interface StepperOptions extends Partial<WireOptions> {
  modes?: readonly string[];
  maps?: readonly ArenaSource[];
  rules?: Partial<Rules>;
  botFill?: number;
  maxSeats?: number;
  maxSpectators?: number;
  maxRooms?: number;
  house?: HouseRules;
  /** So many ticks the server has made already. */
  tick?: number;
}

/** Steps in which time moves in a tick: arrivals fall between ticks, too, and so do parts of them. */
const STEPS = TICK_PARTS;
/** Times are sums of fractions. */
const SLACK_MS = 1e-6;
const PROTOCOL_ID = "test";

export class Player {
  readonly session: Session;
  /** Held until changed. */
  readonly input: PlayerInput = { ...IDLE_INPUT };
  readonly wires: Wire[] = [];
  /** Everything that was seen and heard since joining. */
  readonly events: ViewEvent[] = [];
  view: View | null = null;
  /** A tab that is hidden draws nothing. */
  isHidden = false;
  /** A page that is slow draws one frame of so many. */
  drawsEvery = 1;
  #undrawn = 0;
  /** A page that is blocked draws nothing and takes nothing in. */
  isBlocked = false;
  /** A machine that sleeps does neither, and its clock stands still. */
  isAsleep = false;
  #sleptMs = 0;

  constructor(match: Stepper, name: string, room: string, protocolId: string, isWatching: boolean) {
    this.session = new Session({
      openSocket: () => {
        const wire = match.connect();
        this.wires.push(wire);
        return wire.socket;
      },
      now: () => match.nowMs - this.#sleptMs,
      protocolId,
      name,
      room,
      isWatching,
      sampleInput: () => this.input,
    });
  }

  get wire(): Wire {
    return this.wires.at(-1)!;
  }

  /** The room's slot of this player. */
  get slot(): number {
    if (this.view === null) throw new Error("not in a room yet: run some ticks first");
    return this.view.own.slot;
  }

  /** A skiff as this player sees it now. */
  sees(slot: number): SkiffView | undefined {
    return this.view?.skiffs.find((skiff) => skiff.slot === slot);
  }

  /** What was seen and heard of one type. */
  heard<T extends ViewEvent["type"]>(type: T): Extract<ViewEvent, { type: T }>[] {
    return this.events.filter((event) => event.type === type) as Extract<ViewEvent, { type: T }>[];
  }

  /** Its part of `partMs` passes. */
  pass(partMs: number): void {
    if (this.isAsleep) this.#sleptMs += partMs;
  }

  frame(nowMs: number): void {
    if (this.isHidden || this.isBlocked || this.isAsleep) return;
    this.#undrawn = (this.#undrawn + 1) % this.drawsEvery;
    if (this.#undrawn !== 0) return;
    this.view = this.session.frame(nowMs - this.#sleptMs);
    if (this.view !== null) this.events.push(...this.view.events);
  }
}

export class Stepper {
  readonly lobby: Lobby;
  readonly players: Player[] = [];
  readonly refusals: string[] = [];
  snapshotsSkipped = 0;
  nowMs = 0;
  /** While the server is down nobody gets in. */
  isDown = false;
  /** A server that is frozen does nothing at all. Afterwards it catches up, or drops the time when that is too much. */
  isFrozen = false;
  readonly #loop: Loop;
  /** The loop goes on with this as soon as there is something for it to do. */
  #wake = () => {};
  #onTick: (() => void) | undefined;
  readonly #options: WireOptions;
  readonly #firstTick: number;
  readonly #wires: Wire[] = [];
  readonly #random: { randomState: number };

  constructor(options: StepperOptions = {}) {
    const { latencyMs = 20, jitterMs = 0, seed = 1, tick = 0 } = options;
    this.#options = { latencyMs, jitterMs, seed };
    this.#firstTick = tick;
    this.#random = { randomState: seed };
    this.lobby = new Lobby(
      {
        protocolId: PROTOCOL_ID,
        maps: options.maps ?? [TEST_ARENA],
        modes: options.modes ?? ["deathmatch"],
        offeredModes: options.modes ?? ["deathmatch"],
        rules: { ...DEFAULT_RULES, ...options.rules },
        isDark: false,
        hasKillCam: true,
        botFill: options.botFill ?? 0,
        botLevel: "regular",
        maxSeats: options.maxSeats ?? 64,
        maxSpectators: options.maxSpectators ?? 8,
        maxRooms: options.maxRooms ?? 8,
        ...(options.house && { house: options.house }),
        onChat: () => undefined,
        onRoomFault: (room, error) => {
          throw new Error(`room ${room} failed`, { cause: error });
        },
        random: () => nextRandom(this.#random) / 2 ** 32,
        counters: {
          refused: (reason) => this.refusals.push(reason),
          snapshotSent: () => undefined,
          snapshotSkipped: () => (this.snapshotsSkipped += 1),
          timeBroadcast: (run) => run(),
          resynced: () => undefined,
          resumed: () => undefined,
        },
      },
      tick,
    );
    this.#loop = this.#startLoop();
  }

  #startLoop(): Loop {
    const wait = (wake: () => void) => {
      this.#wake = wake;
      return () => {};
    };
    return runLoop({
      now: () => this.nowMs + SLACK_MS,
      timers: { wakeIn: (_ms, wake) => wait(wake), wakeSoon: wait, nap: () => {} },
      tickMs: TICK_MS,
      parts: TICK_PARTS,
      partsInUse: () => this.lobby.partsInUse,
      maxTicksPerWake: MOST_TICKS_PER_WAKE,
      maxBacklogTicks: MOST_BACKLOG_TICKS,
      beat: () => "asleep",
      onTick: ({ part, following }) => {
        this.lobby.tickPart(part, following);
        if (part === 0) this.#onTick?.();
      },
      onDrop: () => undefined,
    });
  }

  #tickNow(): number {
    return this.#firstTick + this.#loop.tickAt(this.nowMs);
  }

  /** The only room, where there is only one. */
  get room(): Room {
    const code = this.players.find((player) => player.view !== null)?.view?.roomCode;
    const room = code === undefined ? undefined : this.lobby.room(code);
    if (room === undefined) throw new Error("nobody is in a room yet: run some ticks first");
    return room;
  }

  connect(): Wire {
    const seed = nextRandom(this.#random);
    const wire = new Wire({ ...this.#options, seed }, this.nowMs, (connection) =>
      this.isDown ? undefined : this.lobby.accept(connection, () => this.#tickNow()),
    );
    this.#wires.push(wire);
    return wire;
  }

  /** Leaves out warm-up and countdown: play without end begins now. */
  beginPlay(): void {
    const { match } = this.room.world;
    match.phase = "playing";
    match.endTick = 0;
  }

  /** Both ways, for everybody. */
  stall(isStalled: boolean): void {
    for (const wire of this.#wires) wire.stall(isStalled);
  }

  join(name: string, room = "", protocolId = PROTOCOL_ID): Player {
    return this.#enter(name, room, protocolId, false);
  }

  /** Somebody who only watches. */
  watch(name: string, room = ""): Player {
    return this.#enter(name, room, PROTOCOL_ID, true);
  }

  #enter(name: string, room: string, protocolId: string, isWatching: boolean): Player {
    const player = new Player(this, name, room, protocolId, isWatching);
    this.players.push(player);
    return player;
  }

  /** Lets time pass; `onTick` is called after each tick of the server, and as often while it is frozen. */
  run(ticks: number, onTick?: () => void): void {
    this.#onTick = onTick;
    const first = Math.round(this.nowMs / TICK_MS) * STEPS;
    for (let step = 1; step <= ticks * STEPS; step++) {
      this.nowMs = ((first + step) / STEPS) * TICK_MS;
      for (const player of this.players) player.pass(TICK_MS / STEPS);
      this.#deliver();
      if (!this.isFrozen) this.#wake();
      else if (step % STEPS === 0) onTick?.();
      // Frames fall between the ticks of the server, each player's at his own time.
      this.players.forEach((player, i) => {
        if (step % STEPS === i % STEPS) player.frame(this.nowMs);
      });
    }
  }

  #deliver(): void {
    const deaf = this.players.filter(({ isBlocked, isAsleep }) => isBlocked || isAsleep);
    const deafWires = new Set(deaf.map(({ wire }) => wire));
    for (const wire of this.#wires)
      wire.advance(this.nowMs, { up: !this.isFrozen, down: !deafWires.has(wire) });
  }
}

/** A table with one island and angled corners. */
export const TEST_ARENA: ArenaSource = {
  name: "test-table",
  title: "Test Table",
  width: 1200,
  height: 800,
  feltColor: 0x0a2329,
  lightColor: 0x49e0c8,
  border: [
    { x: 100, y: 40 },
    { x: 1100, y: 40 },
    { x: 1160, y: 100 },
    { x: 1160, y: 700 },
    { x: 1100, y: 760 },
    { x: 100, y: 760 },
    { x: 40, y: 700 },
    { x: 40, y: 100 },
  ],
  walls: [
    [
      { x: 540, y: 360 },
      { x: 660, y: 340 },
      { x: 640, y: 460 },
    ],
  ],
  spawns: [
    { team: 0, x: 150, y: 150 },
    { team: 0, x: 1050, y: 650 },
    { team: 0, x: 1050, y: 150 },
    { team: 0, x: 150, y: 650 },
  ],
  pads: [
    { kind: 0, x: 600, y: 150 },
    { kind: 1, x: 600, y: 650 },
  ],
  flags: [],
  goals: [],
  puck: undefined,
};

/** The same with a cushion across the middle: who is on one side never touches who is on the other. */
export const PARTED_ARENA: ArenaSource = {
  ...TEST_ARENA,
  name: "parted-table",
  walls: [
    [
      { x: 590, y: 40 },
      { x: 610, y: 40 },
      { x: 610, y: 760 },
      { x: 590, y: 760 },
    ],
  ],
  pads: [],
};
