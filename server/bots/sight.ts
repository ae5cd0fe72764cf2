/** What a bot may know at one tick: what a player in its place is sent, as plain data. Rows are reused: never keep one. */
import type { Arena } from "#shared/sim/arena/geometry.ts";

export interface SelfSight {
  slot: number;
  /** px and px/s. */
  x: number;
  y: number;
  velocityX: number;
  velocityY: number;
  health: number;
  /** Index into WEAPONS. */
  weapon: number;
  railAmmo: number;
  canDash: boolean;
  isAlive: boolean;
}

export interface SkiffSight {
  slot: number;
  x: number;
  y: number;
  velocityX: number;
  velocityY: number;
  /** Nothing hurts it now. */
  isShielded: boolean;
}

export interface BoltSight {
  /** Whose it is. */
  slot: number;
  x: number;
  y: number;
  velocityX: number;
  velocityY: number;
}

export interface PadSight {
  /** Index into PADS. */
  kind: number;
  x: number;
  y: number;
  isReady: boolean;
}

export interface BotSight {
  tick: number;
  arena: Arena;
  self: SelfSight;
  /** Living enemies. */
  others: readonly SkiffSight[];
  /** Every bolt in flight, the own ones too. */
  bolts: readonly BoltSight[];
  pads: readonly PadSight[];
}
