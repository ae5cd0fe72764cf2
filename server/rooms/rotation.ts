/** What a room plays, match after match: the modes in turn, each on the next map that has what it needs. */
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import type { Mode } from "#shared/sim/modes/mode.ts";
import { findMode } from "#shared/sim/modes/modes.ts";

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

  /** RangeError for a mode that there is not, or that fits none of the maps. */
  constructor(maps: readonly ArenaSource[], modes: readonly string[]) {
    this.#maps = maps;
    this.#modes = modes.map((name) => {
      const mode = findMode(name);
      if (mode === undefined) throw new RangeError(`no mode ${name}`);
      if (!maps.some((map) => mode.fits(map))) throw new RangeError(`no map for ${name}`);
      return mode;
    });
    this.#round = this.#takeNext(this.#modes[0]!);
  }

  get round(): Round {
    return this.#round;
  }

  /** Goes on to the next. */
  advance(): Round {
    this.#modeIndex = (this.#modeIndex + 1) % this.#modes.length;
    this.#round = this.#takeNext(this.#modes[this.#modeIndex]!);
    return this.#round;
  }

  #takeNext(mode: Mode): Round {
    do this.#mapIndex = (this.#mapIndex + 1) % this.#maps.length;
    while (!mode.fits(this.#maps[this.#mapIndex]!));
    return { arena: this.#maps[this.#mapIndex]!, mode };
  }
}
