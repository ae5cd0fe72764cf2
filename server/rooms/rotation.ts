/**
 * What a room plays, match after match: the modes in turn, each on the next map that has what it needs and suits so many
 * as are there.
 */
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import type { Mode } from "#shared/sim/modes/mode.ts";
import { findMode } from "#shared/sim/modes/modes.ts";
import { suits } from "./floor.ts";

export interface Round {
  readonly arena: ArenaSource;
  readonly mode: Mode;
}

export class Rotation {
  readonly #maps: readonly ArenaSource[];
  readonly #modes: readonly Mode[];
  #modeIndex = 0;
  #mapIndex = -1;
  #round: Round;

  /** `crowd`: how many skiffs the first match is for. RangeError for a mode that there is not, or that fits none of the maps. */
  constructor(maps: readonly ArenaSource[], modes: readonly string[], crowd: number) {
    this.#maps = maps;
    this.#modes = modes.map((name) => {
      const mode = findMode(name);
      if (mode === undefined) throw new RangeError(`no mode ${name}`);
      if (!maps.some((map) => mode.fits(map))) throw new RangeError(`no map for ${name}`);
      return mode;
    });
    this.#round = this.#takeNext(this.#modes[0]!, crowd);
  }

  get round(): Round {
    return this.#round;
  }

  /** Goes on to the next, for `crowd` skiffs. */
  advance(crowd: number): Round {
    this.#modeIndex = (this.#modeIndex + 1) % this.#modes.length;
    this.#round = this.#takeNext(this.#modes[this.#modeIndex]!, crowd);
    return this.#round;
  }

  #takeNext(mode: Mode, crowd: number): Round {
    const next = this.#mapIndex + 1;
    const inTurn = [...this.#maps.slice(next), ...this.#maps.slice(0, next)];
    const fitting = inTurn.filter((map) => mode.fits(map));
    const skiffs = Math.min(crowd, mode.mostSeats);
    // Where none is of the right size, all are played.
    const arena = fitting.find((map) => suits(map, skiffs)) ?? fitting[0]!;
    this.#mapIndex = this.#maps.indexOf(arena);
    return { arena, mode };
  }
}
