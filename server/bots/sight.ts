/** What a bot may know at one tick: what a player in its place is sent, as plain data. Rows are reused: never keep one. */
import type { Arena } from "#shared/sim/arena/geometry.ts";

export interface SelfSight {
  slot: number;
  /** 0 where there are no teams. */
  team: number;
  /** px and px/s. */
  x: number;
  y: number;
  velocityX: number;
  velocityY: number;
  health: number;
  shieldPoints: number;
  /** Index into WEAPONS. */
  weapon: number;
  /** Shots left, by weapon; 0 for those that are endless. */
  ammo: readonly number[];
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
  /** Whose it is, and of which team he is; 0 where there are none. */
  slot: number;
  team: number;
  /** Index into WEAPONS. */
  weapon: number;
  x: number;
  y: number;
  velocityX: number;
  velocityY: number;
}

export interface PadSight {
  /** Index into the pads of the map. */
  index: number;
  isReady: boolean;
}

export interface FlagSight {
  /** Slot of who has it, or -1. */
  carrier: number;
  isHome: boolean;
  /** False while its carrier is not on the screen: then its place means nothing. */
  isSeen: boolean;
  x: number;
  y: number;
}

export interface PuckSight {
  x: number;
  y: number;
  velocityX: number;
  velocityY: number;
  /** Something can move it now. */
  isLoose: boolean;
}

export interface BotSight {
  tick: number;
  arena: Arena;
  self: SelfSight;
  /** Living enemies on its screen. */
  others: readonly SkiffSight[];
  /** Living ones of its own team on its screen. */
  allies: readonly SkiffSight[];
  /** Shots strike them, too. */
  isFriendlyFire: boolean;
  /** Bolts in flight on its screen, the own ones too. */
  bolts: readonly BoltSight[];
  /** Pads on its screen; where the others are it knows from the map. */
  pads: readonly PadSight[];
  /** Of team 1 and team 2, where these are played for. */
  flags: readonly FlagSight[];
  puck: PuckSight | undefined;
}
