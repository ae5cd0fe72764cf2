/**
 * Every component, on one screen. Each world has its own stores (rooms share a process), indexed by entity id.
 * Units: px, px/s, ticks. Absolute ticks rather than countdowns: a timer that runs costs no bytes on the wire.
 */
import { REWIND, WEAPONS } from "./tuning.ts";

export type Components = ReturnType<typeof createComponents>;

/** Stores for entity ids 0..capacity-1. */
export function createComponents(capacity: number) {
  const f32 = () => new Float32Array(capacity);
  const u32 = () => new Uint32Array(capacity);
  const u16 = () => new Uint16Array(capacity);
  const u8 = () => new Uint8Array(capacity);
  const i8 = () => new Int8Array(capacity);
  const i16 = () => new Int16Array(capacity);
  return {
    /** On the position grid of math.ts. */
    Position: { x: f32(), y: f32() },
    /** On the velocity grid of math.ts. */
    Velocity: { x: f32(), y: f32() },
    /** What the seat asks for in this tick, and the buttons of the tick before: edges are the difference. */
    Control: { buttons: u8(), previousButtons: u8(), moveX: i8(), moveY: i8(), aim: u16() },
    /** How far back the seat sees the others in this tick, see input.ts. */
    Sight: { rewind: u8() },
    Skiff: {
      isAlive: u8(),
      health: u8(),
      weapon: u8(),
      nextShotTick: u32(),
      /** Tick in which the last dash began, and those in which it ends and may come again. */
      dashTick: u32(),
      dashEndTick: u32(),
      dashReadyTick: u32(),
      /** Nothing hurts the skiff before this tick, unless it fires. */
      shieldEndTick: u32(),
      respawnTick: u32(),
      /** Slot of who killed it last, or -1. */
      killer: i16(),
    },
    /** The tick since which a skiff was alive and went its way without a jump. */
    Path: { sinceTick: u32() },
    /** Where a skiff was at the end of the last ticks: one store for each, by the tick modulo their number. */
    PastX: Array.from({ length: REWIND.keptTicks }, f32),
    PastY: Array.from({ length: REWIND.keptTicks }, f32),
    /** Shots left, one store per row of WEAPONS. */
    Ammo: WEAPONS.map(u8),
    Score: { score: u16(), kills: u16(), deaths: u16(), caroms: u16(), shots: u16(), hits: u16() },
    Bolt: {
      owner: u16(),
      weapon: u8(),
      bounces: u8(),
      firedTick: u32(),
      /** Where and how it was fired: enough to fly it again. */
      originX: f32(),
      originY: f32(),
      angle: u16(),
      directionX: f32(),
      directionY: f32(),
    },
    Pad: { kind: u8(), readyTick: u32() },
    /** Tag: a seat controls this skiff. */
    Seated: {},
    /** Tag: this bolt is in the air. */
    InFlight: {},
  };
}
