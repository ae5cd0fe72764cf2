/**
 * The whole world to bytes and back. What is written is every store of every component, walked by name, for the
 * entities in play; so a component that is added later is in the checkpoint without anybody thinking of it.
 *
 *   u32 magic · u32 tick · u32 random · u8 phase · u32 phase end · u16 score limit · u32 time limit · u16 seats
 *   u8 mode · u8 friendly fire · u16 points of team 1 · u16 of team 2
 *   u16 skiffs · rows of (u16 entity · stores) · u16 bolts · rows · u16 pads · rows · puck · flags    little-endian
 */
import { TEAMS } from "./arena/arena.ts";
import { modeOf, MODES } from "./modes/modes.ts";
import {
  boltsEnd,
  boltsInFlight,
  firstBolt,
  flagEntity,
  MATCH_PHASES,
  padEntity,
  pads,
  PUCK_ENTITY,
  seatedSkiffs,
  setInFlight,
  setSeated,
  skiffEntity,
  slotOf,
  type World,
} from "./world.ts";

type Store = Float32Array | Uint32Array | Uint16Array | Int16Array | Uint8Array | Int8Array;

const MAGIC = 0x4d524143; // "CARM"
const HEADER_BYTES = 4 + 4 + 4 + 1 + 4 + 2 + 4 + 2 + 1 + 1 + 2 + 2;

const PHASE_AT = 12;
const SEATS_AT = 23;
const MODE_AT = 25;
const FOREIGN = "cut short, or a checkpoint of another map, number of seats or build";

/** Rows of one kind of entity, in ascending order. */
interface Section {
  entities: readonly number[];
  /** Entities from `first` up to and without `end` may be in it, `least` of them at the least. */
  first: number;
  end: number;
  least: number;
  stores: readonly Store[];
  /** Puts an entity in play. */
  enter(entity: number): void;
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
 * Makes `world` the one that `bytes` was taken from. `world` must have been created for the same arena and seats. Throws
 * RangeError when the bytes are no checkpoint of such a world, and then has changed nothing. Only the shape is judged:
 * whoever keeps checkpoints where bytes can rot keeps `hashBytes` of them, too.
 */
export function restore(world: World, bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sections = sectionsOf(world);
  checkShape(view, world, sections);
  emptyWorld(world);
  let at = readHeader(world, view);
  for (const section of sections) {
    const count = view.getUint16(at, true);
    at += 2;
    for (let i = 0; i < count; i++) {
      const entity = view.getUint16(at, true);
      at += 2;
      section.enter(entity);
      for (const store of section.stores) at = readValue(view, at, store, entity);
    }
  }
}

/** Throws RangeError unless `view` is a header of such a world and the rows of these sections, to the last byte. */
function checkShape(view: DataView, world: World, sections: readonly Section[]): void {
  if (view.byteLength < HEADER_BYTES || view.getUint32(0, true) !== MAGIC)
    throw new RangeError("not a checkpoint");
  if (view.getUint8(PHASE_AT) >= MATCH_PHASES.length)
    throw new RangeError("not a checkpoint: no such phase");
  if (view.getUint8(MODE_AT) >= MODES.length)
    throw new RangeError("not a checkpoint: no such mode");
  if (view.getUint16(SEATS_AT, true) !== world.seats) throw new RangeError(FOREIGN);
  let at = HEADER_BYTES;
  for (const section of sections) at = checkSection(view, at, section);
  if (at !== view.byteLength) throw new RangeError(FOREIGN);
}

function checkSection(view: DataView, start: number, section: Section): number {
  if (start + 2 > view.byteLength) throw new RangeError(FOREIGN);
  const count = view.getUint16(start, true);
  const end = start + 2 + count * rowBytes(section);
  if (end > view.byteLength || count < section.least) throw new RangeError(FOREIGN);
  let previous = section.first - 1;
  for (let at = start + 2; at < end; at += rowBytes(section)) {
    const entity = view.getUint16(at, true);
    if (entity <= previous || entity >= section.end) throw new RangeError(FOREIGN);
    previous = entity;
  }
  return end;
}

function sectionsOf(world: World): Section[] {
  const { Position, Velocity, Control, Skiff, Harm, Ammo, Score, Sight, Path, PastX, PastY } =
    world.components;
  const { Bolt, Pad, Puck, Flag } = world.components;
  const padCount = pads(world).length;
  return [
    {
      entities: seatedSkiffs(world),
      first: skiffEntity(0),
      end: firstBolt(world),
      least: 0,
      stores: [
        ...storesOf(Position, Velocity, Control, Skiff, Harm, Ammo),
        ...storesOf(Score, Sight, Path, PastX, PastY),
      ],
      enter: (skiff) => setSeated(world, slotOf(skiff), true),
    },
    {
      entities: boltsInFlight(world),
      first: firstBolt(world),
      end: boltsEnd(world),
      least: 0,
      stores: storesOf(Position, Bolt),
      enter: (bolt) => setInFlight(world, bolt, true),
    },
    {
      entities: pads(world),
      first: padEntity(0),
      end: padEntity(padCount),
      least: padCount,
      stores: storesOf(Pad),
      enter: () => {},
    },
    fixed([PUCK_ENTITY], storesOf(Position, Velocity, Puck)),
    fixed(TEAMS.map(flagEntity), storesOf(Position, Flag)),
  ];
}

/** Entities that are always there. */
function fixed(entities: readonly number[], stores: readonly Store[]): Section {
  const [first, end] = [entities[0]!, entities.at(-1)! + 1];
  return { entities, first, end, least: entities.length, stores, enter: () => {} };
}

function storesOf(...components: object[]): Store[] {
  return components.flatMap((component) => Object.values(component) as Store[]);
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
  view.setUint8(PHASE_AT, MATCH_PHASES.indexOf(world.match.phase));
  view.setUint32(13, world.match.endTick, true);
  view.setUint16(17, world.rules.scoreLimit, true);
  view.setUint32(19, world.rules.timeLimitTicks, true);
  view.setUint16(SEATS_AT, world.seats, true);
  view.setUint8(MODE_AT, MODES.indexOf(modeOf(world)));
  view.setUint8(26, Number(world.rules.isFriendlyFire));
  view.setUint16(27, world.match.teamScores[0], true);
  view.setUint16(29, world.match.teamScores[1], true);
  return HEADER_BYTES;
}

function readHeader(world: World, view: DataView): number {
  world.tick = view.getUint32(4, true);
  world.randomState = view.getInt32(8, true);
  world.match.phase = MATCH_PHASES[view.getUint8(PHASE_AT)]!;
  world.match.endTick = view.getUint32(13, true);
  world.rules.scoreLimit = view.getUint16(17, true);
  world.rules.timeLimitTicks = view.getUint32(19, true);
  world.rules.mode = MODES[view.getUint8(MODE_AT)]!.name;
  world.rules.isFriendlyFire = view.getUint8(26) === 1;
  world.match.teamScores[0] = view.getUint16(27, true);
  world.match.teamScores[1] = view.getUint16(29, true);
  return HEADER_BYTES;
}

function writeValue(view: DataView, at: number, store: Store, entity: number): number {
  const value = store[entity]!;
  if (store instanceof Float32Array) view.setFloat32(at, value, true);
  else if (store instanceof Uint32Array) view.setUint32(at, value, true);
  else if (store instanceof Uint16Array) view.setUint16(at, value, true);
  else if (store instanceof Int16Array) view.setInt16(at, value, true);
  else view.setUint8(at, value);
  return at + store.BYTES_PER_ELEMENT;
}

function readValue(view: DataView, at: number, store: Store, entity: number): number {
  if (store instanceof Float32Array) store[entity] = view.getFloat32(at, true);
  else if (store instanceof Uint32Array) store[entity] = view.getUint32(at, true);
  else if (store instanceof Uint16Array) store[entity] = view.getUint16(at, true);
  else if (store instanceof Int16Array) store[entity] = view.getInt16(at, true);
  else store[entity] = view.getUint8(at);
  return at + store.BYTES_PER_ELEMENT;
}
