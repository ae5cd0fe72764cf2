/** A participant of a room: a name on a slot, behind it a connection or a bot. It holds no rule and no socket. */
import { TICK_MS } from "#shared/timing.ts";
import { INPUT_WINDOW_TICKS, type ClientMessage } from "#shared/protocol/messages.ts";
import type { SeatStatus } from "#shared/protocol/replicated.ts";
import { REWIND_STEPS_PER_TICK, type PlayerInput, type TickInput } from "#shared/sim/input.ts";
import { Viewer } from "../replication/viewer.ts";
import type { Connection } from "../transport/connection.ts";
import type { Listener } from "./listener.ts";
import { InputQueue } from "./inputQueue.ts";
import { Ping } from "./ping.ts";
import { ViewAge } from "./viewAge.ts";

export class Seat implements SeatStatus, Listener {
  readonly slot: number;
  readonly name: string;
  /** Undefined while the seat is held for somebody whose connection was lost. */
  connection: Connection | undefined;
  /** From where he came last. */
  address: string;
  viewer: Viewer;
  #queue = new InputQueue();
  readonly #viewAge = new ViewAge();
  #ping = new Ping();
  isAway = false;
  /** Nobody is told what he says. */
  isMuted = false;
  /** When he last did or said anything. */
  deedTick: number;
  readonly #held = { buttons: 0, moveX: 0, moveY: 0 };
  /** What he calls himself, where others of that name do not matter. */
  ownName: string;
  /** Of the player's key, "" of one who has none: nobody in the room is told. */
  keyHash = "";

  /** In a room with so many seats, at this tick. */
  constructor(
    slot: number,
    name: string,
    connection: Connection,
    { tick, seats }: { tick: number; seats: number },
  ) {
    this.slot = slot;
    this.name = name;
    this.ownName = name;
    this.connection = connection;
    this.address = connection.address;
    this.viewer = new Viewer(slot, connection, { tick, seats });
    this.deedTick = tick;
  }

  /** Whether somebody is here who has done nothing since `tick`. */
  isIdle(tick: number): boolean {
    return this.connection !== undefined && this.deedTick <= tick;
  }

  /** As the scoreboard shows it. */
  get pingMs(): number {
    return this.#ping.toldMs;
  }

  /** Ticks for which no input came in time from somebody who is here. */
  get missedInputs(): number {
    return this.connection === undefined ? 0 : this.#queue.missed;
  }

  /** Whether one of the newest ticks is one of those, see InputQueue. */
  wasMissed(tick: number): boolean {
    return this.connection !== undefined && this.#queue.wasMissed(tick);
  }

  /** The connection was lost: nothing comes any more, and what was pressed is let go as whenever inputs are missing. */
  release(): void {
    this.connection = undefined;
    this.isAway = true;
    this.#ping = new Ping();
  }

  /** Another connection takes the seat; what was known of the one before it is void. */
  attach(connection: Connection, room: { tick: number; seats: number }): void {
    this.connection = connection;
    this.address = connection.address;
    this.viewer = new Viewer(this.slot, connection, room);
    this.#queue = new InputQueue();
    this.#viewAge.beginAnew();
    this.#ping = new Ping();
    this.isAway = false;
    this.deedTick = room.tick;
  }

  /** Queues inputs that came at `atTick` (a fraction of the room's clock); the room's newest tick is `roomTick`. */
  receiveInputs(
    message: ClientMessage & { type: "inputs" },
    roomTick: number,
    atTick: number,
  ): void {
    const { firstTick, ackTick } = message;
    // The first of a batch is needed soonest, so it tells whether the client runs far enough ahead.
    const margin = firstTick - atTick;
    this.viewer.noteMargin(margin);
    // Nothing of what is too far ahead is kept: nor may it tell of what was seen, or the ages of years would have passed.
    if (firstTick <= roomTick + INPUT_WINDOW_TICKS) this.#queueInputs(message, roomTick, margin);
    if (this.viewer.noteAck(ackTick, roomTick))
      this.#ping.note((atTick - ackTick) * TICK_MS, atTick);
  }

  #queueInputs(
    { firstTick, ackTick, viewAge, inputs }: ClientMessage & { type: "inputs" },
    roomTick: number,
    margin: number,
  ): void {
    // What a standstill held back says nothing of how things are.
    if (firstTick > roomTick && ackTick > 0)
      this.#viewAge.note(firstTick - Math.min(ackTick, roomTick), margin);
    // All of one message were pressed in sight of one picture.
    let age = this.#viewAge.judge(roomTick, viewAge);
    let tick = firstTick;
    const { heardTick } = this.#queue;
    for (const input of inputs) {
      this.#noteDeed(input, roomTick);
      this.#queue.put(tick, input, age, roomTick);
      // Who says once more what was heard before would choose for each shot how old it is.
      if (tick > heardTick) age += REWIND_STEPS_PER_TICK;
      tick += 1;
    }
  }

  /** Whoever holds all as it was does nothing. He aims without doing anything, as soon as his skiff is pushed. */
  #noteDeed({ buttons, moveX, moveY }: Readonly<PlayerInput>, roomTick: number): void {
    const held = this.#held;
    if (buttons === held.buttons && moveX === held.moveX && moveY === held.moveY) return;
    held.buttons = buttons;
    held.moveX = moveX;
    held.moveY = moveY;
    this.deedTick = roomTick;
  }

  takeInput(tick: number): Readonly<TickInput> {
    return this.#queue.take(tick);
  }
}
