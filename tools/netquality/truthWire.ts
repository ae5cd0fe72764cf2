/** What the server process tells the measuring process, over the channel between parent and child. */
import type { SimEvent } from "#shared/sim/events.ts";

/** Some ticks on end. Of a tick's rows there is one for each slot. */
export interface TruthBatch {
  readonly firstTick: number;
  readonly slots: number;
  /** One each tick, on the machine's clock. */
  readonly scheduledMs: Float64Array;
  readonly beganMs: Float64Array;
  readonly endedMs: Float64Array;
  /** One each slot of each tick. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Bits of `SlotFlag`. */
  readonly flags: Uint8Array;
  /** One each tick: where the puck was, NaN where none is played with. */
  readonly puckX: Float32Array;
  readonly puckY: Float32Array;
  readonly events: readonly TruthEvent[];
}

export interface TruthEvent {
  readonly tick: number;
  readonly event: SimEvent;
}

export const SlotFlag = {
  alive: 1 << 0,
  /** The seat's input came too late, or never, for the tick that was MISSED_KNOWN_TICKS before: until then it may come. */
  missed: 1 << 1,
} as const;

export type FromServer =
  | { readonly type: "listening"; readonly port: number }
  | { readonly type: "truth"; readonly batch: TruthBatch }
  /** Answer to `clock`: what the machine's clock showed there. */
  | { readonly type: "clock"; readonly ms: number };

export type ToServer = { readonly type: "clock" } | { readonly type: "stop" };
