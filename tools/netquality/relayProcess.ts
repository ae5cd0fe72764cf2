/**
 * The bad network of a run, in a process of its own: where players compute their frames nothing would pass meanwhile. Started
 * by `RelayChild`, which then says what it is to be like.
 */
import { startRelay, type Relay, type RelayOptions } from "../relay.ts";
import { NODE_TIMERS } from "../../server/loop.ts";
import type { PacerTimers } from "../relay/pacer.ts";
import type { StallWindow } from "../relay/stalls.ts";
import { machineMs } from "./clock.ts";

/** What the parent asks for, to be open before all, each once it has the answer to the one before. */
export type ToRelay = ({ type: "open" } & Terms) | Order;
export type Terms = Omit<RelayOptions, "now" | "timers">;
export type Order =
  | { type: "look" }
  /** No connection stands still from now on but when it is asked to. */
  | { type: "end plans" }
  /** These connections stand still from now on for so long. */
  | { type: "stall"; links: readonly number[]; forMs: number };

export type FromRelay =
  | { type: "listening"; port: number }
  | { type: "came" }
  | { type: "state"; state: RelayState };

export interface RelayState {
  /** How much later than they should parcels went since this was told last, ms. */
  readonly lateMs: readonly number[];
  /** In the order in which they came. */
  readonly links: readonly LinkState[];
}

export interface LinkState {
  /** Bytes that came from the server so far. */
  readonly downBytes: number;
  readonly stalls: readonly StallWindow[];
}

/** So much later than it comes is what may be seen, at most. */
const NAP_MS = 0.15;
/** Where it would spin it naps, and leaves the machine to the server and the players. */
const NAPPING_TIMERS: PacerTimers = {
  wakeIn: NODE_TIMERS.wakeIn,
  wakeSoon: (wake) =>
    NODE_TIMERS.wakeSoon(() => {
      NODE_TIMERS.nap(NAP_MS);
      wake();
    }),
};

let relay: Relay | undefined;

process.on("message", (message: ToRelay) => void answer(message));
process.on("disconnect", () => process.exit(0));

async function answer(message: ToRelay): Promise<void> {
  if (message.type === "open") {
    const { type: _, ...options } = message;
    relay = await startRelay({ ...options, now: machineMs, timers: NAPPING_TIMERS });
    tell({ type: "listening", port: relay.port });
    for (;;) {
      await relay.nextLink();
      tell({ type: "came" });
    }
  }
  if (relay === undefined) throw new Error("the relay is not open");
  if (message.type === "end plans") for (const { stalls } of relay.links) stalls.endPlan();
  if (message.type === "stall")
    for (const link of message.links) relay.links[link]!.stall(message.forMs);
  tell({ type: "state", state: stateOf(relay) });
}

function stateOf(open: Relay): RelayState {
  const links = open.links.map(({ downBytes, stalls }) => ({
    downBytes,
    stalls: [...stalls.windows],
  }));
  return { lateMs: open.takeLateness(), links };
}

function tell(message: FromRelay): void {
  process.send!(message);
}
