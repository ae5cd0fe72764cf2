/** What one player did and saw, in columns: a minute of it is some hundred thousand numbers. */
import type { StallWindow } from "../relay/stalls.ts";

/** One row a frame that was drawn. */
export class FrameColumns {
  readonly atMs: number[] = [];
  readonly ownTick: number[] = [];
  readonly remoteTick: number[] = [];
  readonly newestTick: number[] = [];
  /** The client's estimate of the server's clock. */
  readonly serverTick: number[] = [];
  readonly rttMs: number[] = [];
  readonly ownX: number[] = [];
  readonly ownY: number[] = [];
  /** By how much corrections moved the own skiff on the screen; NaN when it was not there. */
  readonly jumpPx: number[] = [];
  /** Index into `OtherColumns` of the first row of this frame. */
  readonly firstOther: number[] = [];
}

/** One row for each other skiff of each frame. */
export class OtherColumns {
  readonly slot: number[] = [];
  readonly x: number[] = [];
  readonly y: number[] = [];
}

/** One row a frame that was drawn with a puck in it. */
export class PuckColumns {
  readonly ownTick: number[] = [];
  readonly remoteTick: number[] = [];
  readonly newestTick: number[] = [];
  readonly atMs: number[] = [];
  readonly x: number[] = [];
  readonly y: number[] = [];
  /** How far on the own timeline it was drawn, 0..1; on that of the others for the rest. */
  readonly ownShare: number[] = [];
  /** What was found to be wrong with the frame before. */
  readonly correctionPx: number[] = [];
  /** By how much it moved otherwise than it is foreseen to have moved since the frame before; NaN off the own timeline. */
  readonly jumpPx: number[] = [];
}

/** One row for each tick that was sampled. */
export class InputColumns {
  readonly tick: number[] = [];
  readonly atMs: number[] = [];
}

/** One row a message that came. */
export class MessageColumns {
  readonly atMs: number[] = [];
  readonly bytes: number[] = [];
}

/** A snapshot came, and the prediction was held against it. */
export interface Reconciliation {
  readonly atMs: number;
  readonly tick: number;
  /** Tick of the snapshot before. */
  readonly fromTick: number;
  /** The tick up to which was predicted when it came. */
  readonly ownTick: number;
  /** The own skiff was where the prediction had it at `tick`: what moved it is what others are now expected to do. */
  readonly wasRight: boolean;
  /** Up to this tick it was then known that the server goes on without inputs; 0 when it had them. */
  readonly unheardUntil: number;
  /** Somebody was expected to push or strike the own skiff after the snapshot before. */
  readonly expectedTouch: boolean;
  /** Somebody is expected to after this one. */
  readonly expectsTouch: boolean;
  /** The margin that it told, ticks. */
  readonly margin: number;
  /** By how much the own skiff was moved, as it is in the simulation; NaN when it was not there before and after. */
  readonly movedX: number;
  readonly movedY: number;
}

/** A hit as the shooter's screen foretold it. */
export interface ForetoldHit {
  readonly firedTick: number;
  readonly victim: number;
  /** The tick in which it should be. */
  readonly tick: number;
  readonly isBeam: boolean;
  /** The server had already said so when the screen showed it. */
  readonly isTold: boolean;
  readonly atMs: number;
}

export interface SeenDeath {
  readonly atMs: number;
  readonly isBehindCover: boolean;
}

export interface Recording {
  slot: number;
  welcomedMs: number;
  readonly frames: FrameColumns;
  readonly others: OtherColumns;
  readonly puck: PuckColumns;
  readonly inputs: InputColumns;
  /** Times at which the stick was put elsewhere. */
  readonly turnsMs: number[];
  readonly messages: MessageColumns;
  readonly reconciliations: Reconciliation[];
  readonly foretold: ForetoldHit[];
  /** Own deaths. */
  readonly deaths: SeenDeath[];
  /** When each hit, death and shot of others was shown, by what tells one from another. */
  readonly shown: Map<string, number[]>;
  /** Times at which a shot of its own turned out not to have been. */
  readonly falseShotsMs: number[];
  resyncs: number;
  reconnects: number;
  /** Times at which its network stood still. */
  stalls: readonly StallWindow[];
}

export function createRecording(): Recording {
  return {
    slot: -1,
    welcomedMs: Number.NaN,
    frames: new FrameColumns(),
    others: new OtherColumns(),
    puck: new PuckColumns(),
    inputs: new InputColumns(),
    turnsMs: [],
    messages: new MessageColumns(),
    reconciliations: [],
    foretold: [],
    deaths: [],
    shown: new Map(),
    falseShotsMs: [],
    resyncs: 0,
    reconnects: 0,
    stalls: [],
  };
}

/** Index of the first of `sorted` that is not below `value`. */
export function firstFrom(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
