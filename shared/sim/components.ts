/**
 * Every component, on one screen. Each world has its own stores (rooms share a process), indexed by entity id.
 * Units: px, px/s, ticks. Absolute ticks rather than countdowns: a timer that runs costs no bytes on the wire.
 */
import { REWIND, WEAPONS } from "./tuning.ts";

export type Components = ReturnType<typeof createComponents>;

/** Stores for entity ids 0..capacity-1. */
export function createComponents(capacity: number) {
  const of = {
    f32: () => new Float32Array(capacity),
    u32: () => new Uint32Array(capacity),
    u16: () => new Uint16Array(capacity),
    u8: () => new Uint8Array(capacity),
    i8: () => new Int8Array(capacity),
    i16: () => new Int16Array(capacity),
  };
  return {
    /** On the position grid of math.ts. */
    Position: { x: of.f32(), y: of.f32() },
    /** On the velocity grid of math.ts. */
    Velocity: { x: of.f32(), y: of.f32() },
    ...createSkiffComponents(of),
    Bolt: {
      owner: of.u16(),
      weapon: of.u8(),
      /** Which of the bolts of its shot it is, from 1; 0 where a shot is one bolt. */
      pellet: of.u8(),
      isOverdriven: of.u8(),
      bounces: of.u8(),
      firedTick: of.u32(),
      /** Where and how it was fired: enough to fly it again. */
      originX: of.f32(),
      originY: of.f32(),
      angle: of.u16(),
      directionX: of.f32(),
      directionY: of.f32(),
    },
    Pad: { kind: of.u8(), readyTick: of.u32() },
    /** The puck lies still until `readyTick`; `toucher` is the slot of who moved it last, -1 for nobody. */
    Puck: { readyTick: of.u32(), toucher: of.i16() },
    /** Slot of who has the flag, -1 for nobody; one that lies on the floor goes home in `homeTick`, 0 for one at home. */
    Flag: { carrier: of.i16(), homeTick: of.u32() },
    /** Tag: a seat controls this skiff. */
    Seated: {},
    /** Tag: this bolt is in the air. */
    InFlight: {},
  };
}

/** Makes one store of each kind of number. */
interface StoreMaker {
  f32(): Float32Array;
  u32(): Uint32Array;
  u16(): Uint16Array;
  u8(): Uint8Array;
  i8(): Int8Array;
  i16(): Int16Array;
}

function createSkiffComponents(of: StoreMaker) {
  return {
    /** What the seat asks for in this tick, and the buttons of the tick before: edges are the difference. */
    Control: {
      buttons: of.u8(),
      previousButtons: of.u8(),
      moveX: of.i8(),
      moveY: of.i8(),
      aim: of.u16(),
    },
    /** How far back the seat sees the others in this tick, see input.ts. */
    Sight: { rewind: of.u8() },
    Skiff: {
      isAlive: of.u8(),
      health: of.u8(),
      weapon: of.u8(),
      nextShotTick: of.u32(),
      /** Tick in which the last dash began, and those in which it ends and may come again. */
      dashTick: of.u32(),
      dashEndTick: of.u32(),
      dashReadyTick: of.u32(),
      /** Nothing hurts the skiff before this tick, unless it fires. */
      shieldEndTick: of.u32(),
      /** What a shield pad gave: lost before health. */
      shieldPoints: of.u8(),
      /** What is fired before this tick does double damage. */
      overdriveEndTick: of.u32(),
      respawnTick: of.u32(),
      /** Slot of who killed it last, or -1. */
      killer: of.i16(),
      /** 0 where there are no teams. */
      team: of.u8(),
    },
    /** The last two who hurt the skiff in this life, by slot or -1, and when. */
    Harm: { by: of.i16(), tick: of.u32(), byBefore: of.i16(), tickBefore: of.u32() },
    /** The tick since which a skiff was alive and went its way without a jump. */
    Path: { sinceTick: of.u32() },
    /** Where a skiff was at the end of the last ticks: one store for each, by the tick modulo their number. */
    PastX: Array.from({ length: REWIND.keptTicks }, of.f32),
    PastY: Array.from({ length: REWIND.keptTicks }, of.f32),
    /** Shots left, one store per row of WEAPONS. */
    Ammo: WEAPONS.map(of.u8),
    Score: {
      score: of.u16(),
      kills: of.u16(),
      deaths: of.u16(),
      assists: of.u16(),
      caroms: of.u16(),
      /** Flags brought home, or goals. */
      feats: of.u16(),
      shots: of.u16(),
      hits: of.u16(),
    },
  };
}
