/**
 * What happened in a tick, as data. Rules report, they never send: a room puts these on the wire, the client turns
 * them into light and sound. Positions are px of the world, angles are aim steps (see input.ts), slots are seats.
 */

/** A shot left its skiff. A bolt's whole flight follows from this event: both ends fly it with the same code. */
export interface FireEvent {
  type: "fire";
  slot: number;
  weapon: number;
  x: number;
  y: number;
  angle: number;
  /** Of a shot of several bolts only this one, from 1, which flies at `angle`; without it, all of them. */
  pellet?: number;
}

/**
 * A shot touched a skiff. `damage` is what the victim lost of shield and health; 0 when a spawn's shield took it. Ends the
 * bolt that did it, unless that goes through.
 */
export interface HitEvent {
  type: "hit";
  attacker: number;
  victim: number;
  weapon: number;
  damage: number;
  bounces: number;
  x: number;
  y: number;
  /** Tick in which the shot was fired: with `attacker`, and `pellet` where the shot has several, it names the bolt. */
  firedTick: number;
  pellet?: number;
}

export interface DeathEvent {
  type: "death";
  victim: number;
  attacker: number;
  weapon: number;
  bounces: number;
  x: number;
  y: number;
}

export interface SpawnEvent {
  type: "spawn";
  slot: number;
  x: number;
  y: number;
}

export interface PickupEvent {
  type: "pickup";
  slot: number;
  pad: number;
}

/** A bolt struck the puck and ended there, or a beam did. Named like a hit. */
export interface NudgeEvent {
  type: "nudge";
  attacker: number;
  weapon: number;
  bounces: number;
  firedTick: number;
  pellet?: number;
  x: number;
  y: number;
}

export const FEATS = ["take", "drop", "return", "capture", "goal"] as const;
export type FeatKind = (typeof FEATS)[number];

/**
 * What teams play for: a flag was taken, dropped, sent home, or brought to the other one; or the puck went in. `team` is
 * whose flag or goal it is; `slot` who did it, -1 for nobody.
 */
export interface FeatEvent {
  type: "feat";
  feat: FeatKind;
  slot: number;
  team: number;
}

/** In place of a slot where the puck is meant. */
export const PUCK_SLOT = -1;

/** A skiff, or the puck, struck a cushion at speed. Predicted on the client and never sent. */
export interface ReboundEvent {
  type: "rebound";
  /** Or PUCK_SLOT. */
  slot: number;
  x: number;
  y: number;
  normalX: number;
  normalY: number;
  speed: number;
}

/** A skiff began to dash. Predicted on the client and never sent: the dash flag tells the others. */
export interface DashEvent {
  type: "dash";
  slot: number;
}

/** Two skiffs, the lower slot first, overlapped and were pushed apart. Never sent: pushes follow from the places. */
export interface BumpEvent {
  type: "bump";
  a: number;
  b: number;
}

export type SimEvent =
  | FireEvent
  | HitEvent
  | DeathEvent
  | SpawnEvent
  | PickupEvent
  | NudgeEvent
  | FeatEvent
  | ReboundEvent
  | DashEvent
  | BumpEvent;
