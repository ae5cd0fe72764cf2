/**
 * Whether the matches beside a fault come out as they would have without it: the server tells of each room a checkpoint,
 * the inputs that it took for each tick since, and the hash that its world came to. Who hears of it plays the same once more,
 * alone and undisturbed.
 */
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { checkpoint, restore } from "#shared/sim/checkpoint.ts";
import { hashWorld } from "#shared/sim/hash.ts";
import type { TickInput } from "#shared/sim/input.ts";
import { step } from "#shared/sim/step.ts";
import { createWorld, type World } from "#shared/sim/world.ts";
import { loadOurMap } from "../../bench/load/usualMaps.ts";

/** What was played in one world. */
export interface Segment {
  readonly map: string;
  readonly seats: number;
  readonly from: Uint8Array;
  /** For each tick how many inputs there are, and of each the slot and what it is. */
  readonly inputs: Int32Array;
  readonly hash: number;
}

type Inputs = readonly (Readonly<TickInput> | undefined)[];

const VALUES_OF_INPUT = 6;
/** About ten seconds of sixteen players. */
const MOST_VALUES = 60_000;

/** What is being played in a world since its last checkpoint. */
class Notebook {
  readonly #world: World;
  readonly #from: Uint8Array;
  readonly #values = new Int32Array(MOST_VALUES);
  #length = 0;

  constructor(world: World) {
    this.#world = world;
    this.#from = checkpoint(world);
  }

  get isFull(): boolean {
    return this.#length + 1 + this.#world.seats * VALUES_OF_INPUT > MOST_VALUES;
  }

  note(inputs: Inputs): void {
    const values = this.#values;
    const countAt = this.#length++;
    values[countAt] = 0;
    inputs.forEach((input, slot) => {
      if (input === undefined) return;
      const { buttons, moveX, moveY, aim, rewind = 0 } = input;
      values.set([slot, buttons, moveX, moveY, aim, rewind], this.#length);
      this.#length += VALUES_OF_INPUT;
      values[countAt]! += 1;
    });
  }

  /** What has been played; undefined where nothing was. */
  close(): Segment | undefined {
    if (this.#length === 0) return undefined;
    const { seats, arena } = this.#world;
    return {
      map: arena.source.name,
      seats,
      from: this.#from,
      inputs: this.#values.slice(0, this.#length),
      hash: hashWorld(this.#world),
    };
  }
}

/** In the server: hears of all inputs of all worlds, and tells of them now and then. */
export class Witness {
  readonly #tell: (segment: Segment) => void;
  readonly #notebooks = new Map<World, Notebook>();

  constructor(tell: (segment: Segment) => void) {
    this.#tell = tell;
  }

  /** These are the inputs of the next tick of `world`. */
  note(world: World, inputs: Inputs): void {
    if (this.#notebooks.get(world)?.isFull === true) this.close(world);
    let notebook = this.#notebooks.get(world);
    if (notebook === undefined) this.#notebooks.set(world, (notebook = new Notebook(world)));
    notebook.note(inputs);
  }

  /** Tells what was played in `world`: something else than inputs is going to change it, or somebody asks. */
  close(world: World): void {
    const segment = this.#notebooks.get(world)?.close();
    this.#notebooks.delete(world);
    if (segment !== undefined) this.#tell(segment);
  }

  closeAll(): void {
    for (const world of this.#notebooks.keys()) this.close(world);
  }
}

/** By name: to read them all takes a while. */
const arenas = new Map<string, ArenaSource>();

/** Plays it once more: whether it comes to the same, and how many ticks that were. */
export function playAgain({ map, seats, from, inputs, hash }: Segment): {
  isSame: boolean;
  ticks: number;
} {
  let arena = arenas.get(map);
  if (arena === undefined) arenas.set(map, (arena = loadOurMap(map)));
  const world = createWorld({ arena, seats, seed: 0 });
  restore(world, from);
  let ticks = 0;
  for (let at = 0; at < inputs.length; ticks++) {
    const count = inputs[at++]!;
    const tick: (TickInput | undefined)[] = [];
    for (let i = 0; i < count; i++, at += VALUES_OF_INPUT) {
      const [slot, buttons, moveX, moveY, aim, rewind] = inputs.subarray(at, at + VALUES_OF_INPUT);
      tick[slot!] = {
        buttons: buttons!,
        moveX: moveX!,
        moveY: moveY!,
        aim: aim!,
        rewind: rewind!,
      };
    }
    step(world, tick);
  }
  return { isSame: hashWorld(world) === hash, ticks };
}
