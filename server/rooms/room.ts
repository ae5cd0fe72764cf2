/**
 * One world with its seats. A room knows no socket, no clock and no file: connections are given to it, `tick()` is
 * called on it, so that it may live in a test, in this process or in another.
 */
import { TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { encodeServerMessage } from "#shared/protocol/codec.ts";
import type {
  ClientMessage,
  CrewLevel,
  RosterSeat,
  ServerMessage,
} from "#shared/protocol/messages.ts";
import type { SeatStatus } from "#shared/protocol/replicated.ts";
import type { PlayerInput } from "#shared/sim/input.ts";
import { nextRandom } from "#shared/sim/random.ts";
import { joinWorld, leaveWorld } from "#shared/sim/seating.ts";
import { step } from "#shared/sim/step.ts";
import type { MatchPhase, World } from "#shared/sim/world.ts";
import { BotCrew } from "../bots/crew.ts";
import type { Connection } from "../transport/connection.ts";
import { Assembly } from "./assembly.ts";
import { Bench, freeSlot, rosterOf } from "./bench.ts";
import { Ledger } from "./ledger.ts";
import { attend, type Listener } from "./listener.ts";
import { resultsOf } from "./results.ts";
import { sourceOf, type Round } from "./rotation.ts";
import type { Lock } from "./lock.ts";
import { Pause } from "./pause.ts";
import { behindTicks } from "./schedule.ts";
import { Playbill } from "./playbill.ts";
import type { Comer, RoomOptions, RoomPlay } from "./roomOptions.ts";
import { Seat } from "./seat.ts";
import { Stands, type Spectator, type SpectatorMessage } from "./stands.ts";
import { Talk } from "./talk.ts";
import { Turns } from "./turns.ts";
import { welcomeTo } from "./welcome.ts";
import { cleanName } from "./words.ts";

/** What a seat may say. */
export type SeatMessage = Exclude<ClientMessage, { type: "hello" | "watch" }>;

const BOT_STATUS: SeatStatus = { isAway: false, pingMs: 0 };

export class Room {
  readonly code: string;
  readonly isPublic: boolean;
  readonly lock: Lock | undefined;
  /** Who watches. */
  readonly stands: Stands;
  readonly #options: RoomOptions;
  readonly #bill: Playbill;
  readonly #pause: Pause;
  readonly #random: { randomState: number };
  readonly #seats = new Map<number, Seat>();
  readonly #bots: BotCrew;
  readonly #bench: Bench;
  readonly #assembly: Assembly;
  readonly #talk: Talk;
  readonly #ledger: Ledger;
  #turns: Turns;
  /** By slot. */
  readonly #inputs: (Readonly<PlayerInput> | undefined)[];
  #world: World;
  #phase: MatchPhase;
  #isLast = false;

  constructor(options: RoomOptions) {
    this.code = options.code;
    this.isPublic = options.isPublic;
    this.lock = options.lock;
    this.stands = new Stands(options.isDark ? 0 : options.maxSpectators);
    this.#options = options;
    this.#pause = new Pause(behindTicks(options.schedule));
    this.#inputs = Array.from({ length: options.maxSeats }, () => undefined);
    this.#random = { randomState: options.seed | 0 };
    const { botLevel: level, isDark } = options;
    this.#bots = new BotCrew(nextRandom(this.#random), { level, isDark });
    this.#bench = new Bench(this, this.#bots);
    this.#bill = new Playbill(options);
    this.#world = this.#bill.createWorld(options.tick, nextRandom(this.#random));
    this.#turns = new Turns(this.#world, this.#options);
    this.#phase = this.#world.match.phase;
    this.#assembly = this.#createAssembly();
    this.#talk = new Talk(this, options.onChat);
    this.#ledger = new Ledger(options);
    this.#fillWithBots();
  }

  get world(): World {
    return this.#world;
  }

  /** Seats of people, for instruments. */
  get seats(): Iterable<Seat> {
    return this.#seats.values();
  }

  /** Everybody who has a seat, bots too. */
  roster(): RosterSeat[] {
    return [...rosterOf(this.#seats.values()), ...this.#bots.roster()];
  }

  /** What may be played here, and which of it is. */
  get rounds(): readonly Round[] {
    return this.#bill.rounds;
  }

  get round(): Round {
    return this.#bill.round;
  }

  get humanCount(): number {
    return this.#seats.size;
  }

  get botCount(): number {
    return this.#bots.count;
  }

  /** People and bots together. */
  get maxSeats(): number {
    return this.#options.maxSeats;
  }

  get isFull(): boolean {
    return this.#seats.size >= this.maxSeats;
  }

  /** People who are here and have done nothing for so many ticks; nobody where one plays as long as one likes. */
  idlers(ticks: number): Seat[] {
    if (this.#options.isEndless) return [];
    return [...this.#seats.values()].filter((seat) => seat.isIdle(this.#world.tick - ticks));
  }

  /** The next match is played like this. */
  adopt(play: RoomPlay): void {
    this.#bill.adopt(play);
  }

  /** How it is played, or will be from the next match on. */
  get play(): RoomPlay {
    return this.#bill.coming;
  }

  /** So many seats are filled with bots from now on, and those that come are of this level. */
  setBots(botFill: number, botLevel: CrewLevel): void {
    this.#bill.setBots(botFill, botLevel);
    this.#bench.hire(botLevel);
    this.#fillWithBots();
  }

  /** Begins another match at once: this round, or what is next in turn. */
  begin(round?: number): void {
    this.#pause.cut();
    this.#assembly.cancel(this.#world.tick, round);
    this.#beginMatch(round);
  }

  /** After the match that is played there is no other. */
  finish(seconds: number): void {
    this.#isLast = true;
    this.#pause.end();
    this.tell({ type: "stopping", seconds });
    this.#assembly.dropRound(this.#world.tick);
  }

  get isPaused(): boolean {
    return this.#pause.isOn;
  }

  /** The match stands still for so many whole seconds, if nobody lets it go on before. */
  pause(seconds: number): void {
    // Nothing happens meanwhile.
    this.#world.events.length = 0;
    this.#pause.begin(seconds);
  }

  /** After a short count the match goes on. */
  goOn(): void {
    this.#pause.end();
  }

  /** It is closed: what was played of the match so far is told to whoever keeps records. */
  close(): void {
    this.#ledger.close(this.#world);
  }

  readonly isFinished = (): boolean => this.#isLast && this.#phase === "over";

  /** Ticks, over all seats here now, for which no input came in time. */
  get missedInputs(): number {
    return [...this.#seats.values()].reduce((sum, seat) => sum + seat.missedInputs, 0);
  }

  /**
   * One tick: inputs in, one step of the world, and snapshots out to those whose turn it is; of several ticks at once, as
   * many of which are `following`, only the last of each turn have what is news. Gives back those who were lost.
   */
  tick(following = 0): Listener[] {
    if (this.#pause.holds((seconds) => this.tell({ type: "paused", seconds }))) return [];
    this.#assembly.update(this.#world.tick);
    step(this.#world, this.#takeInputs());
    this.#turns.noteTick();
    this.#followMatch();
    return following >= TICKS_PER_SNAPSHOT
      ? []
      : this.#turns.send(this.#statusOf, this.#listeners());
  }

  /**
   * Seats somebody, a bot giving way where need be; `token` is what opens the seat again. Throws RangeError when the room
   * is full: ask `isFull` first.
   */
  join(connection: Connection, rawName: string, token: string, comer: Comer = {}): Seat {
    const { keyHash = "", waitTicks = 0 } = comer;
    if (this.isFull) throw new RangeError(`room ${this.code} is full`);
    this.#fillWithBots(this.#seats.size + 1);
    const roster = this.roster();
    const slot = freeSlot(roster);
    const names = roster.map(({ name }) => name);
    const seat = new Seat(slot, cleanName(rawName, names), connection, this.#world);
    Object.assign(seat, { keyHash, ownName: cleanName(rawName, []) });
    joinWorld(this.#world, slot, waitTicks);
    this.#ledger.enter(seat, this.#world.tick);
    this.tell({ type: "joined", slot, name: seat.name, isBot: false });
    this.#seats.set(slot, seat);
    this.#welcome(seat, token, false);
    return seat;
  }

  /** Lets somebody watch. Throws RangeError when there is no place: ask `stands.isFull` first. */
  watch(connection: Connection): Spectator {
    const spectator = this.stands.enter(connection, this.#world);
    this.#welcome(spectator, "", false);
    this.#tellWatchers();
    return spectator;
  }

  unwatch(spectator: Spectator): void {
    if (this.stands.leave(spectator)) this.#tellWatchers();
  }

  /** The seat's connection is lost: it stays, its skiff stands idle, and nobody else gets the slot. */
  hold(seat: Seat): void {
    seat.release();
  }

  /** Somebody is back in his seat, in whatever match is played now; `token` is what opens it the next time. */
  resume(seat: Seat, connection: Connection, token: string): void {
    seat.attach(connection, this.#world);
    this.#welcome(seat, token, true);
  }

  leave(seat: Seat): void {
    if (this.#seats.get(seat.slot) !== seat) return;
    this.#seats.delete(seat.slot);
    this.#ledger.leave(seat, this.#world);
    this.#assembly.leave(seat.slot, this.#world.tick);
    this.unseat(seat.slot);
    this.#fillWithBots();
  }

  /** Takes whoever has this slot out of the world, and all that flies of him. */
  unseat(slot: number): void {
    leaveWorld(this.#world, slot);
    this.#turns.noteLeft(slot);
    this.tell({ type: "left", slot });
  }

  /** Acts on a message of a seat; `cameAt` is when, in ticks of the process with a fraction. */
  receive(seat: Seat, message: SeatMessage, cameAt: number): void {
    const atTick = this.#pause.ownTime(cameAt, this.#world.tick);
    switch (message.type) {
      case "inputs":
        seat.receiveInputs(message, this.#world.tick, atTick);
        break;
      case "chat":
      case "phrase":
      case "mark":
        seat.deedTick = this.#world.tick;
        if (!seat.isMuted) this.#talk.say(seat.slot, message);
        break;
      case "propose":
        this.#assembly.propose(seat.slot, message, this.#world.tick);
        break;
      case "ballot":
        this.#assembly.cast(seat.slot, message.choice);
        break;
      default:
        attend(seat, message, this.#world.tick, atTick);
    }
  }

  /** Acts on a message of somebody who watches. */
  receiveFromStands(spectator: Spectator, message: SpectatorMessage, cameAt: number): void {
    const { tick } = this.#world;
    spectator.receive(message, tick, this.#pause.ownTime(cameAt, tick));
  }

  readonly #statusOf = (slot: number): SeatStatus => this.#seats.get(slot) ?? BOT_STATUS;

  *#listeners(): Iterable<Listener & { readonly slot: number }> {
    yield* this.#seats.values();
    yield* this.stands;
  }

  #takeInputs(): readonly (Readonly<PlayerInput> | undefined)[] {
    const tick = this.#world.tick + 1;
    // Emptied and not cut: an array that is shortened grows anew, place by place.
    this.#inputs.fill(undefined);
    for (const seat of this.#seats.values()) this.#inputs[seat.slot] = seat.takeInput(tick);
    this.#bots.think(this.#world, this.#inputs);
    return this.#inputs;
  }

  #followMatch(): void {
    const { tick, match } = this.#world;
    const { phase } = match;
    if (phase === this.#phase) return;
    this.#phase = phase;
    this.#ledger.follow(this.#world);
    if (phase === "results") {
      this.tell(resultsOf(this.#world, this.roster()));
      if (!this.#isLast) this.#assembly.askNext(tick, match.endTick);
    }
    if (phase === "over" && !this.#isLast) this.#beginMatch(this.#assembly.takeNext(tick));
  }

  #createAssembly(): Assembly {
    const isHere = (seat: Seat) => seat.connection !== undefined && !seat.isAway;
    return new Assembly({
      people: () => [...this.#seats.values()].filter(isHere).map(({ slot }) => slot),
      isPerson: (slot) => this.#seats.has(slot),
      roundCount: () => (this.#isLast ? 0 : this.rounds.length),
      upcoming: (most) => this.#bill.upcoming(most, this.#seats.size),
      tell: (message) => this.tell(message),
      tellOne: (slot, message) => this.tellOne(slot, message),
      kick: (slot) => this.#options.onKick(this.#seats.get(slot)!),
      play: (round) => this.#beginMatch(round),
    });
  }

  /** Another match, everybody in the seat that he has. */
  #beginMatch(round?: number): void {
    if (this.#bill.turn(round, this.#seats.size)) this.#followBill();
    this.#ledger.close(this.#world);
    this.#world = this.#bill.createWorld(this.#world.tick, nextRandom(this.#random));
    this.#phase = this.#world.match.phase;
    this.#turns = new Turns(this.#world, this.#options);
    for (const slot of [...this.#seats.keys(), ...this.#bots.slots()].sort((a, b) => a - b)) {
      joinWorld(this.#world, slot);
    }
    for (const { viewer } of this.#listeners()) viewer.demandKeyframe();
    this.tell({ type: "arena", arena: this.#world.arena.source });
  }

  /** It is played otherwise from now on. */
  #followBill(): void {
    this.#bench.hire(this.#bill.play.botLevel);
    this.#fillWithBots();
    this.tell({ type: "rounds", rounds: this.rounds.map(sourceOf) });
  }

  /** Bots come or go until they are as many as so many people leave room for. */
  #fillWithBots(people = this.#seats.size): void {
    this.#bench.fill(Math.min(this.#bill.play.botFill, this.maxSeats) - people);
  }

  #welcome(
    { slot, connection }: { slot: number; connection: Connection | undefined },
    token: string,
    isResumed: boolean,
  ): void {
    const { code, world, rounds } = this;
    const hasKillCam = this.#options.hasKillCam && !this.#options.isDark;
    const { news } = this.#assembly;
    const roster = this.roster();
    const room = { code, world, hasKillCam, roster, rounds, news, watchers: this.stands.count };
    for (const message of welcomeTo(room, { slot, token, isResumed }))
      connection?.send(encodeServerMessage(message));
  }

  #tellWatchers(): void {
    this.tell({ type: "watchers", count: this.stands.count });
  }

  /** To whoever sits there. */
  tellOne(slot: number, message: ServerMessage): void {
    this.#seats.get(slot)?.connection?.send(encodeServerMessage(message));
  }

  /** To all who play or watch. */
  tell(message: ServerMessage): void {
    const bytes = encodeServerMessage(message);
    for (const { connection } of this.#listeners()) connection?.send(bytes);
  }
}
