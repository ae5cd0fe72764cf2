/** A connection as the lobby sees it: at the door until its hello, then in a place; and how much it may say. */
import { TICK_RATE } from "#shared/timing.ts";
import { CloseCode } from "#shared/protocol/closing.ts";
import type { ClientMessage } from "#shared/protocol/messages.ts";
import type { Connection } from "../transport/connection.ts";
import { Allowance } from "./allowance.ts";
import type { Room } from "./room.ts";
import type { Seat } from "./seat.ts";
import type { Spectator } from "./stands.ts";

/** A valid hello must come within this time of the connection. */
const HELLO_TICKS = 3 * TICK_RATE;
/**
 * Twice what is allowed, for this long, ends the connection. An honest one is kept for ten seconds in which nothing passes,
 * or in which the server itself stands still, and all that was sent meanwhile comes together.
 */
const FLOOD_TICKS = 10 * TICK_RATE;
/** All that a network holds back in two seconds may come at once, and what comes next must not suffer for it. */
const INPUTS = { burst: 120, perTick: 66 / TICK_RATE };
/** As much again as honest clients ever send: whoever uses this up too is flooding. */
const EXCESS = { burst: INPUTS.perTick * FLOOD_TICKS, perTick: INPUTS.perTick };
const CONTROL = { burst: 20, perTick: 10 / TICK_RATE };
/** Ten a second and one for each change of whom one watches. */
const WATCH = { burst: 40, perTick: 20 / TICK_RATE };
/** A hand changes its mind now and then. */
const VOTE = { burst: 6, perTick: 1 / TICK_RATE };
const CHAT = { burst: 4, perTick: 1 / (1.5 * TICK_RATE) };

/** Who has acknowledged nothing for ten seconds will hardly answer a farewell. */
const DEAF_PATIENCE_MS = 500;

/** Where somebody sits. */
export interface Place {
  readonly room: Room;
  readonly seat: Seat;
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
  readonly #inputs: Allowance;
  readonly #control: Allowance;
  readonly #chat: Allowance;
  readonly #watch: Allowance;
  readonly #vote: Allowance;
  readonly #excess: Allowance;
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
    this.#inputs = new Allowance(INPUTS, tick);
    this.#control = new Allowance(CONTROL, tick);
    this.#chat = new Allowance(CHAT, tick);
    this.#watch = new Allowance(WATCH, tick);
    this.#vote = new Allowance(VOTE, tick);
    this.#excess = new Allowance(EXCESS, tick);
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
    if (this.#allowanceFor(message).take(atTick)) return "pass";
    return this.#excess.take(atTick) ? "drop" : "end";
  }

  #allowanceFor({ type }: ClientMessage): Allowance {
    if (type === "inputs") return this.#inputs;
    if (type === "watch") return this.#watch;
    if (type === "propose" || type === "ballot") return this.#vote;
    const isTalk = type === "chat" || type === "phrase" || type === "mark";
    return isTalk ? this.#chat : this.#control;
  }
}
