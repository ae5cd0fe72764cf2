/**
 * What people come to in the matches of a room, for whoever keeps records: told once for each of them who has a key, at
 * the end of the match or when he leaves it. Only what is played counts, and nothing of a room that one plays in for practice.
 */
import { TICK_RATE } from "#shared/timing.ts";
import { modeOf } from "#shared/sim/modes/modes.ts";
import { isPlayed, seatedSkiffs, skiffEntity, type World } from "#shared/sim/world.ts";
import type { Seat } from "./seat.ts";

/** A match that somebody has a result of; the same object for all of its results. */
export interface LedgerMatch {
  readonly roomCode: string;
  readonly beganTick: number;
  readonly map: string;
  readonly mode: string;
  readonly isPublic: boolean;
}

export interface LedgerResult {
  /** Which of the match's results it is. */
  readonly number: number;
  readonly keyHash: string;
  readonly name: string;
  readonly seconds: number;
  /** He was there at the end, and he or his team was ahead of all others. */
  readonly isWin: boolean;
  readonly isComplete: boolean;
  readonly score: number;
  readonly kills: number;
  readonly deaths: number;
  readonly assists: number;
  readonly caroms: number;
  readonly feats: number;
  readonly shots: number;
  readonly hits: number;
}

export type NoteResult = (match: LedgerMatch, result: LedgerResult) => void;

/** What a ledger goes by of the options of its room. */
interface LedgerRoom {
  readonly code: string;
  readonly isPublic: boolean;
  readonly isEndless: boolean;
  readonly noteResult?: NoteResult;
}

export class Ledger {
  readonly #room: LedgerRoom;
  readonly #seatedTicks = new Map<Seat, number>();
  #match: LedgerMatch | undefined;
  #count = 0;

  constructor(room: LedgerRoom) {
    this.#room = room;
  }

  /** Somebody has sat down. */
  enter(seat: Seat, tick: number): void {
    const isCounted = !this.#room.isEndless && this.#room.noteResult !== undefined;
    if (isCounted && seat.keyHash !== "") this.#seatedTicks.set(seat, tick);
  }

  /** Somebody gives up his seat, on which he still sits. */
  leave(seat: Seat, world: World): void {
    if (this.#match !== undefined && isPlayed(world)) this.#tell(seat, world, false);
    this.#seatedTicks.delete(seat);
  }

  /** The match has come to another phase. */
  follow(world: World): void {
    const { phase } = world.match;
    if (phase === "playing") this.#begin(world);
    else if (phase === "results") this.#end(world, true);
  }

  /** Nothing more is played here. */
  close(world: World): void {
    if (isPlayed(world)) this.#end(world, false);
  }

  #begin({ tick, arena, rules }: World): void {
    const { code: roomCode, isPublic } = this.#room;
    const map = arena.source.name;
    this.#match = { roomCode, beganTick: tick, map, mode: rules.mode, isPublic };
    this.#count = 0;
  }

  #end(world: World, isComplete: boolean): void {
    if (this.#match === undefined) return;
    for (const seat of this.#seatedTicks.keys()) this.#tell(seat, world, isComplete);
    this.#match = undefined;
  }

  #tell(seat: Seat, world: World, isComplete: boolean): void {
    const seatedTick = this.#seatedTicks.get(seat);
    const match = this.#match;
    if (seatedTick === undefined || match === undefined) return;
    const skiff = skiffEntity(seat.slot);
    const { Score } = world.components;
    this.#room.noteResult?.(match, {
      number: this.#count++,
      keyHash: seat.keyHash,
      name: seat.ownName,
      seconds: Math.round((world.tick - Math.max(seatedTick, match.beganTick)) / TICK_RATE),
      isWin: isComplete && isAhead(world, skiff),
      isComplete,
      score: Score.score[skiff]!,
      kills: Score.kills[skiff]!,
      deaths: Score.deaths[skiff]!,
      assists: Score.assists[skiff]!,
      caroms: Score.caroms[skiff]!,
      feats: Score.feats[skiff]!,
      shots: Score.shots[skiff]!,
      hits: Score.hits[skiff]!,
    });
  }
}

/** Whether he, or his team, has more points than anybody else. */
function isAhead(world: World, skiff: number): boolean {
  const { Score, Skiff } = world.components;
  const { teamScores } = world.match;
  const own = Skiff.team[skiff]!;
  if (modeOf(world).hasTeams)
    return teamScores.every((score, team) => team === own - 1 || score < teamScores[own - 1]!);
  const others = seatedSkiffs(world).filter((other) => other !== skiff);
  return others.every((other) => Score.score[other]! < Score.score[skiff]!);
}
