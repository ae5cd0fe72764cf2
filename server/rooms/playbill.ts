/** What a room plays: how, and which rounds in turn. What is put in its place counts from the next match on. */
import type { CrewLevel } from "#shared/protocol/messages.ts";
import { createWorld, type World } from "#shared/sim/world.ts";
import type { RoomOptions, RoomPlay } from "./roomOptions.ts";
import { Rotation, type Round } from "./rotation.ts";

export class Playbill {
  readonly #options: RoomOptions;
  #play: RoomPlay;
  #nextPlay: RoomPlay | undefined;
  #rotation: Rotation;

  /** Throws RangeError for modes and maps that do not go together, see Rotation. */
  constructor(options: RoomOptions) {
    this.#options = options;
    this.#play = options;
    const { maps, modes, firstMap } = options;
    this.#rotation = new Rotation(maps, modes, this.#crowdOf(0), firstMap);
  }

  /** How it is played. */
  get play(): RoomPlay {
    return this.#play;
  }

  /** How it is played from the next match on. */
  get coming(): RoomPlay {
    return this.#nextPlay ?? this.#play;
  }

  /** What may be played. */
  get rounds(): readonly Round[] {
    return this.#rotation.rounds;
  }

  get round(): Round {
    return this.#rotation.round;
  }

  /** Numbers of what is played and of what comes after it where so many people are, at most so many. */
  upcoming(most: number, people: number): number[] {
    return this.#rotation.upcoming(most, this.#crowdOf(people));
  }

  /** The next match is played like this. */
  adopt(play: RoomPlay): void {
    this.#nextPlay = play;
  }

  /** Of bots there are so many from now on, and those that come are of this level. */
  setBots(botFill: number, botLevel: CrewLevel): void {
    this.#play = { ...this.#play, botFill, botLevel };
    if (this.#nextPlay !== undefined) this.#nextPlay = { ...this.#nextPlay, botFill, botLevel };
  }

  /** Turns to another match: the round of this number, or what is next in turn. Whether there are other rounds now. */
  turn(number: number | undefined, people: number): boolean {
    const chosen = number === undefined ? undefined : this.rounds[number];
    const isOther = this.#nextPlay !== undefined;
    const isBegun = isOther && !this.#turnOver(this.#nextPlay!, people);
    const chosenNow = chosen === undefined ? -1 : this.#rotation.numberOf(chosen);
    const crowd = this.#crowdOf(people);
    if (chosenNow >= 0) this.#rotation.choose(chosenNow, crowd);
    else if (!isBegun) this.#rotation.advance(crowd);
    return isOther;
  }

  /** A world for the round that is played. */
  createWorld(tick: number, seed: number): World {
    const { isEndless, maxSeats: seats } = this.#options;
    const { arena, mode } = this.round;
    const rules = { scoreLimit: mode.scoreLimit, ...this.#play.rules, mode: mode.name };
    return createWorld({ arena, rules, isEndless, seats, seed, tick });
  }

  /** Plays otherwise from now on; false if that leaves no trace of what was played, so that the turn begins anew. */
  #turnOver(play: RoomPlay, people: number): boolean {
    this.#nextPlay = undefined;
    this.#play = play;
    const rotation = new Rotation(play.maps, play.modes, this.#crowdOf(people));
    const goesOn = rotation.continueFrom(this.#rotation);
    this.#rotation = rotation;
    return goesOn;
  }

  /** How many a match is for: those who are here, or will be; half of the seats where there is nobody to go by. */
  #crowdOf(people: number): number {
    const { maxSeats } = this.#options;
    return Math.max(people, Math.min(this.#play.botFill, maxSeats)) || Math.ceil(maxSeats / 2);
  }
}
