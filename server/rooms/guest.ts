/** A connection as the lobby sees it: at the door until its hello, then in a place; and how much it may say. */
import { TICK_MS, TICK_RATE } from "#shared/timing.ts";
import { CloseCode } from "#shared/protocol/closing.ts";
import type { ClientMessage } from "#shared/protocol/messages.ts";
import { TokenBucket } from "../transport/tokenBucket.ts";
import type { Connection } from "../transport/connection.ts";
import type { Room } from "./room.ts";
import type { Seat } from "./seat.ts";
import type { Spectator } from "./stands.ts";

/** A valid hello must come within this time of the connection. */
const HELLO_TICKS = 3 * TICK_RATE;
/**
 * Twice what is allowed, for this long, ends the connection. An honest one is kept for ten seconds in which nothing passes,
 * or in which the server itself stands still, and all that was sent meanwhile comes together.
 */
const FLOOD_SECONDS = 10;
/** All that a network holds back in two seconds may come at once, and what comes next must not suffer for it. */
const INPUTS = { burst: 120, perSecond: 66 };
/** As much again as honest clients ever send: whoever uses this up too is flooding. */
const EXCESS = { burst: INPUTS.perSecond * FLOOD_SECONDS, perSecond: INPUTS.perSecond };
const CONTROL = { burst: 20, perSecond: 10 };
/** Ten a second and one for each change of whom one watches. */
const WATCH = { burst: 40, perSecond: 20 };
/** A hand changes its mind now and then. */
const VOTE = { burst: 6, perSecond: 1 };
const CHAT = { burst: 4, perSecond: 1 / 1.5 };

/** Who has acknowledged nothing for ten seconds will hardly answer a farewell. */
const DEAF_PATIENCE_MS = 500;

/** How much somebody may say to others. */
interface Speech {
  readonly chat: TokenBucket;
  readonly vote: TokenBucket;
}

/** Where somebody sits. */
export interface Place {
  readonly room: Room;
  readonly seat: Seat;
  /** Of whoever sits there, however often he comes back to say more. */
  readonly speech: Speech;
}

/** From where somebody watches. */
export interface Stand {
  readonly room: Room;
  readonly spectator: Spectator;
}

export type Verdict = "pass" | "drop" | "end";

export class Guest {
  readonly connection: Connection;
  readonly #sinceTick: number;
  readonly #inputs: TokenBucket;
  readonly #control: TokenBucket;
  readonly #watch: TokenBucket;
  /** Goes with the place that he is given. */
  readonly speech: Speech;
  readonly #excess: TokenBucket;
  /** Of both at most one. */
  place: Place | undefined;
  stand: Stand | undefined;
  isTurnedAway = false;
  /** The place from which he has sent inputs. */
  confirmed: Place | undefined;
  /** He was taken from his seat and may not know it yet: what he says as one who plays was on its way. */
  isMoved = false;

  constructor(connection: Connection, tick: number) {
    this.connection = connection;
    this.#sinceTick = tick;
    const nowMs = tick * TICK_MS;
    this.#inputs = new TokenBucket(INPUTS, nowMs);
    this.#control = new TokenBucket(CONTROL, nowMs);
    this.#watch = new TokenBucket(WATCH, nowMs);
    this.speech = { chat: new TokenBucket(CHAT, nowMs), vote: new TokenBucket(VOTE, nowMs) };
    this.#excess = new TokenBucket(EXCESS, nowMs);
  }

  /** Has not got in yet. */
  get isAtDoor(): boolean {
    return this.place === undefined && this.stand === undefined;
  }

  /** He is told goodbye, and nothing that he says is heard any more. */
  dismiss(code: number, reason: string): void {
    this.isTurnedAway = true;
    const isDeaf = code === CloseCode.tooSlow;
    this.connection.close(code, reason, isDeaf ? DEAF_PATIENCE_MS : undefined);
  }

  /** Still at the door when the time for a hello is up. */
  isLateAt(tick: number): boolean {
    return this.isAtDoor && !this.isTurnedAway && tick - this.#sinceTick > HELLO_TICKS;
  }

  /** Whether this message may pass: above its rate it is dropped, far above for long it ends the connection. */
  judge(message: ClientMessage, atTick: number): Verdict {
    const nowMs = atTick * TICK_MS;
    if (this.#bucketFor(message).take(1, nowMs)) return "pass";
    return this.#excess.take(1, nowMs) ? "drop" : "end";
  }

  #bucketFor({ type }: ClientMessage): TokenBucket {
    if (type === "inputs") return this.#inputs;
    if (type === "watch") return this.#watch;
    const { chat, vote } = (this.place ?? this).speech;
    if (type === "propose" || type === "ballot") return vote;
    const isTalk = type === "chat" || type === "phrase" || type === "mark";
    return isTalk ? chat : this.#control;
  }
}
