/** Whoever is sent what there is to see of a room, be it from a seat or only to watch; and what each of them may ask for. */
import { encodeServerMessage } from "#shared/protocol/codec.ts";
import { PONG_STEPS_PER_TICK, type ClientMessage } from "#shared/protocol/messages.ts";
import { fairScreen } from "#shared/view.ts";
import type { Viewer } from "../replication/viewer.ts";
import type { Connection } from "../transport/connection.ts";

export interface Listener {
  /** Undefined while the seat is held for somebody whose connection was lost. */
  readonly connection: Connection | undefined;
  readonly viewer: Viewer;
  isAway: boolean;
}

/** What anybody who is in may say: it acts on what he is sent, and on nothing else. */
export type ListenerMessage = Extract<
  ClientMessage,
  { type: "ping" | "away" | "resync" | "screen" }
>;

/** Acts on it. `roomTick` is the room's newest tick, `atTick` when the message came, in ticks with a fraction. */
export function attend(
  listener: Listener,
  message: ListenerMessage,
  roomTick: number,
  atTick: number,
): void {
  const { viewer } = listener;
  switch (message.type) {
    case "ping": {
      const time = Math.floor(atTick * PONG_STEPS_PER_TICK) >>> 0;
      listener.connection?.send(encodeServerMessage({ type: "pong", id: message.id, time }));
      break;
    }
    case "away":
      listener.isAway = message.isAway;
      viewer.forgiveAck(roomTick);
      if (!message.isAway) viewer.demandKeyframe();
      break;
    case "resync":
      viewer.demandKeyframe();
      break;
    case "screen":
      viewer.turnScreen(fairScreen(message), roomTick);
      break;
  }
}
