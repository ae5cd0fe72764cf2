/**
 * What a room plays, match after match: the modes in turn, each on the next map that has what it needs and suits so many
 * as are there.
 */
import type { RoundSource } from "#shared/protocol/messages.ts";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import type { Mode } from "#shared/sim/modes/mode.ts";
import { findMode, MODES } from "#shared/sim/modes/modes.ts";
import { suits } from "./floor.ts";

const DUEL_SEATS = 2;

export interface Round {
  readonly arena: ArenaSource;
  readonly mode: Mode;
}

/** A round as people are told of it. */
export function sourceOf({ arena, mode }: Round): RoundSource {
  return { title: arena.title, mode: MODES.indexOf(mode) };
}

/** Every mode for which one of these maps has what it needs. */
export function playableModes(maps: readonly ArenaSource[]): string[] {
  return playableOn(maps).map(({ name }) => name);
}

/** What a room of so many seats plays on these maps if nobody says: all there is for a crowd, or what is for so few. */
export function usualModes(maps: readonly ArenaSource[], seats: number): string[] {
  const isFor = ({ mostSeats }: Mode) => seats <= DUEL_SEATS === mostSeats <= DUEL_SEATS;
  return playableOn(maps)
    .filter(isFor)
    .map(({ name }) => name);
}

function playableOn(maps: readonly ArenaSource[]): Mode[] {
  return MODES.filter((mode) => maps.some((map) => mode.fits(map)));
}

export class Rotation {
  /** Every mode on every map that has what it needs: what may be chosen. */
  readonly rounds: readonly Round[];
  readonly #maps: readonly ArenaSource[];
  readonly #modes: readonly Mode[];
  #modeIndex = 0;
  #mapIndex = -1;
  #round: Round;

  /**
   * `crowd`: how many skiffs the first match is for; it is on the map `first`, one of these, if there is one. RangeError for
   * a mode that there is not, or that fits none of the maps, and for a first map that fits none of the modes.
   */
  constructor(
    maps: readonly ArenaSource[],
    modes: readonly string[],
    crowd: number,
    first?: ArenaSource,
  ) {
    this.#maps = maps;
    this.#modes = modes.map((name) => {
      const mode = findMode(name);
      if (mode === undefined) throw new RangeError(`no mode ${name}`);
      if (!maps.some((map) => mode.fits(map))) throw new RangeError(`no map for ${name}`);
      return mode;
    });
    this.rounds = [...new Set(this.#modes)].flatMap((mode) =>
      maps.filter((arena) => mode.fits(arena)).map((arena) => ({ arena, mode })),
    );
    this.#round = first ? this.#beginOn(first) : this.#takeNext(this.#modes[0]!, crowd);
  }

  get round(): Round {
    return this.#round;
  }

  /** The number of this mode on the map of this name, or -1. */
  numberOf({ arena, mode }: Round): number {
    return this.rounds.findIndex((round) => round.arena.name === arena.name && round.mode === mode);
  }

  /** Goes on to the next, for `crowd` skiffs. */
  advance(crowd: number): Round {
    this.#modeIndex = (this.#modeIndex + 1) % this.#modes.length;
    this.#round = this.#takeNext(this.#modes[this.#modeIndex]!, crowd);
    return this.#round;
  }

  /** Goes on from where another rotation was, if what that plays is among the rounds; false if it begins anew. */
  continueFrom({ round }: Rotation): boolean {
    const number = this.numberOf(round);
    if (number < 0) return false;
    this.#round = this.rounds[number]!;
    this.#goTo(this.#round);
    return true;
  }

  /** Numbers of what is played and of what comes after it in turn for `crowd` skiffs, each once and at most so many. */
  upcoming(most: number, crowd: number): number[] {
    const ahead = this.#copy();
    const numbers = new Set([this.numberOf(this.#round)]);
    for (let i = 0; i < this.#modes.length * this.#maps.length && numbers.size < most; i++)
      numbers.add(this.numberOf(ahead.advance(crowd)));
    return [...numbers];
  }

  /** Plays this one; the turn goes on from there. */
  choose(number: number, crowd: number): void {
    if (number === this.numberOf(this.#round)) return;
    if (number === this.numberOf(this.#copy().advance(crowd))) {
      this.advance(crowd);
      return;
    }
    this.#round = this.rounds[number]!;
    this.#goTo(this.#round);
  }

  /** The turn goes on from this one. */
  #goTo({ arena, mode }: Round): void {
    this.#modeIndex = this.#modes.indexOf(mode);
    this.#mapIndex = this.#maps.indexOf(arena);
  }

  #beginOn(first: ArenaSource): Round {
    const round = this.#modes.map((mode) => this.#find(first, mode)).find((found) => found);
    if (round === undefined) throw new RangeError(`no mode for ${first.name}`);
    this.#goTo(round);
    return round;
  }

  #copy(): Rotation {
    const names = this.#modes.map(({ name }) => name);
    const copy = new Rotation(this.#maps, names, 0);
    copy.#modeIndex = this.#modeIndex;
    copy.#mapIndex = this.#mapIndex;
    return copy;
  }

  #takeNext(mode: Mode, crowd: number): Round {
    const next = this.#mapIndex + 1;
    const inTurn = [...this.#maps.slice(next), ...this.#maps.slice(0, next)];
    const fitting = inTurn.filter((map) => mode.fits(map));
    const skiffs = Math.min(crowd, mode.mostSeats);
    // Where none is of the right size, all are played.
    const arena = fitting.find((map) => suits(map, skiffs)) ?? fitting[0]!;
    this.#mapIndex = this.#maps.indexOf(arena);
    return this.#find(arena, mode)!;
  }

  #find(arena: ArenaSource, mode: Mode): Round | undefined {
    return this.rounds.find((round) => round.arena === arena && round.mode === mode);
  }
}
