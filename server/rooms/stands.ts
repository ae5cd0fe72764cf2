/**
 * Those who only watch a room. They are sent what there is to see of it, from where they look; nothing that they say gets
 * to its world or to those who play.
 */
import { NO_SLOT, type ClientMessage } from "#shared/protocol/messages.ts";
import { Viewer } from "../replication/viewer.ts";
import type { Connection } from "../transport/connection.ts";
import { attend, type Listener, type ListenerMessage } from "./listener.ts";

export type SpectatorMessage = ListenerMessage | Extract<ClientMessage, { type: "watch" }>;

/** Whether somebody who watches may say this. */
export function isOfSpectator(message: ClientMessage): message is SpectatorMessage {
  const { type } = message;
  return (
    type === "watch" || type === "ping" || type === "away" || type === "resync" || type === "screen"
  );
}

export class Spectator implements Listener {
  readonly slot = NO_SLOT;
  readonly connection: Connection;
  readonly viewer: Viewer;
  isAway = false;

  /** Of a room with so many seats, at this tick. */
  constructor(connection: Connection, room: { tick: number; seats: number }) {
    this.connection = connection;
    this.viewer = new Viewer(NO_SLOT, connection, room);
  }

  receive(message: SpectatorMessage, roomTick: number, atTick: number): void {
    if (message.type !== "watch") return attend(this, message, roomTick, atTick);
    const { slot, x, y } = message;
    Object.assign(this.viewer.eye, { slot, x, y });
    this.viewer.noteAck(message.ackTick, roomTick);
  }
}

export class Stands {
  readonly #most: number;
  readonly #spectators = new Set<Spectator>();

  /** Room for so many. */
  constructor(most: number) {
    this.#most = most;
  }

  get count(): number {
    return this.#spectators.size;
  }

  get isFull(): boolean {
    return this.#spectators.size >= this.#most;
  }

  /** Throws RangeError when they are full: ask `isFull` first. */
  enter(connection: Connection, room: { tick: number; seats: number }): Spectator {
    if (this.isFull) throw new RangeError("nobody else may watch");
    const spectator = new Spectator(connection, room);
    this.#spectators.add(spectator);
    return spectator;
  }

  /** False when he was not here. */
  leave(spectator: Spectator): boolean {
    return this.#spectators.delete(spectator);
  }

  [Symbol.iterator](): Iterator<Spectator> {
    return this.#spectators.values();
  }
}
