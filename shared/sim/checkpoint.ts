/**
 * The whole world to bytes and back. What is written is every store of every component, walked by name, for the
 * entities in play; so a component that is added later is in the checkpoint without anybody thinking of it.
 *
 *   u32 magic · u32 tick · u32 random · u8 phase · u32 phase end · u16 score limit · u32 time limit
 *   u16 skiffs · rows of (u16 entity · stores) · u16 bolts · rows · u16 pads · rows          little-endian
 */
import { setInFlight, setSeated, slotOf, MATCH_PHASES, type World } from "./world.ts";
import { boltsInFlight, pads, seatedSkiffs } from "./world.ts";

type Store = Float32Array | Uint32Array | Uint16Array | Uint8Array | Int8Array;

const MAGIC = 0x4d524143; // "CARM"
const HEADER_BYTES = 4 + 4 + 4 + 1 + 4 + 2 + 4;

interface Section {
  entities: readonly number[];
  stores: readonly Store[];
}

/** Everything that the world will ever read, as bytes. Two worlds that go on alike have equal checkpoints. */
export function checkpoint(world: World): Uint8Array<ArrayBuffer> {
  const sections = sectionsOf(world);
  const size = sections.reduce(
    (sum, section) => sum + 2 + section.entities.length * rowBytes(section),
    HEADER_BYTES,
  );
  const view = new DataView(new ArrayBuffer(size));
  let at = writeHeader(world, view);
  for (const section of sections) {
    view.setUint16(at, section.entities.length, true);
    at += 2;
    for (const entity of section.entities) {
      view.setUint16(at, entity, true);
      at += 2;
      for (const store of section.stores) at = writeValue(view, at, store, entity);
    }
  }
  return new Uint8Array(view.buffer);
}

/**
 * Makes `world` the one that `bytes` was taken from. `world` must have been created for the same arena. Throws
 * RangeError when the bytes are no checkpoint of such a world.
 */
export function restore(world: World, bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < HEADER_BYTES || view.getUint32(0, true) !== MAGIC)
    throw new RangeError("not a checkpoint");
  let at = readHeader(world, view);
  emptyWorld(world);
  const kinds = sectionsOf(world);
  kinds.forEach((section, kind) => {
    const count = view.getUint16(at, true);
    at += 2;
    for (let i = 0; i < count; i++) {
      const entity = view.getUint16(at, true);
      at += 2;
      if (kind === 0) setSeated(world, slotOf(entity), true);
      if (kind === 1) setInFlight(world, entity, true);
      for (const store of section.stores) at = readValue(view, at, store, entity);
    }
  });
  if (at !== bytes.byteLength) throw new RangeError("a checkpoint of another map or build");
}

function sectionsOf(world: World): Section[] {
  const { Position, Velocity, Control, Skiff, Ammo, Score, Bolt, Pad } = world.components;
  const storesOf = (...components: object[]) =>
    components.flatMap((c) => Object.values(c) as Store[]);
  return [
    {
      entities: seatedSkiffs(world),
      stores: storesOf(Position, Velocity, Control, Skiff, Ammo, Score),
    },
    { entities: boltsInFlight(world), stores: storesOf(Position, Bolt) },
    { entities: pads(world), stores: storesOf(Pad) },
  ];
}

function emptyWorld(world: World): void {
  for (const skiff of seatedSkiffs(world)) setSeated(world, slotOf(skiff), false);
  for (const bolt of boltsInFlight(world)) setInFlight(world, bolt, false);
  world.events.length = 0;
  world.pendingHits.length = 0;
}

function rowBytes(section: Section): number {
  return section.stores.reduce((sum, store) => sum + store.BYTES_PER_ELEMENT, 2);
}

function writeHeader(world: World, view: DataView): number {
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, world.tick, true);
  view.setInt32(8, world.randomState, true);
  view.setUint8(12, MATCH_PHASES.indexOf(world.match.phase));
  view.setUint32(13, world.match.endTick, true);
  view.setUint16(17, world.rules.scoreLimit, true);
  view.setUint32(19, world.rules.timeLimitTicks, true);
  return HEADER_BYTES;
}

function readHeader(world: World, view: DataView): number {
  const phase = MATCH_PHASES[view.getUint8(12)];
  if (phase === undefined) throw new RangeError("not a checkpoint: no such phase");
  world.tick = view.getUint32(4, true);
  world.randomState = view.getInt32(8, true);
  world.match.phase = phase;
  world.match.endTick = view.getUint32(13, true);
  world.rules.scoreLimit = view.getUint16(17, true);
  world.rules.timeLimitTicks = view.getUint32(19, true);
  return HEADER_BYTES;
}

function writeValue(view: DataView, at: number, store: Store, entity: number): number {
  const value = store[entity]!;
  if (store instanceof Float32Array) view.setFloat32(at, value, true);
  else if (store instanceof Uint32Array) view.setUint32(at, value, true);
  else if (store instanceof Uint16Array) view.setUint16(at, value, true);
  else view.setUint8(at, value);
  return at + store.BYTES_PER_ELEMENT;
}

function readValue(view: DataView, at: number, store: Store, entity: number): number {
  if (store instanceof Float32Array) store[entity] = view.getFloat32(at, true);
  else if (store instanceof Uint32Array) store[entity] = view.getUint32(at, true);
  else if (store instanceof Uint16Array) store[entity] = view.getUint16(at, true);
  else store[entity] = view.getUint8(at);
  return at + store.BYTES_PER_ELEMENT;
}
