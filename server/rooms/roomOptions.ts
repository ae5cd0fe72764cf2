/** What a room is made of: what is played in it, by whom, and whom it reports to. */
import type { CrewLevel } from "#shared/protocol/messages.ts";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import type { Rules } from "#shared/sim/tuning.ts";
import type { BroadcastCounters } from "../replication/broadcast.ts";
import type { NoteResult } from "./ledger.ts";
import type { Lock } from "./lock.ts";
import type { Schedule } from "./schedule.ts";
import type { Seat } from "./seat.ts";

export interface RoomCounters extends BroadcastCounters {
  /** Runs what sends the snapshots of a tick, and may take the time of it. */
  timeBroadcast<T>(run: () => T): T;
}

/** What a room takes over when its server is told to do otherwise, from its next match on. */
export type RoomPlay = Pick<RoomOptions, "maps" | "modes" | "rules" | "botFill" | "botLevel">;

/** What is known of somebody who gets a seat. */
export interface Comer {
  /** Hash of his key; "" of who has none. */
  keyHash?: string;
  /** So long he is out yet. */
  waitTicks?: number;
}

export interface RoomOptions {
  code: string;
  /** Quick play may lead here. */
  isPublic: boolean;
  /** What opens it; undefined where the code is enough. */
  lock?: Lock;
  /** Played in turn, over and over, but for maps that do not suit so many; at least one of each, and for each mode a map that has what it needs. */
  maps: readonly ArenaSource[];
  modes: readonly string[];
  /** The map to begin with, one of them; undefined for any that suits. */
  firstMap?: ArenaSource;
  rules: Readonly<Partial<Rules>>;
  /** One plays as long as one likes, at once and whatever the rules say. */
  isEndless: boolean;
  /** Whom one can neither see nor hear one is not told of, see replication/sight.ts. */
  isDark: boolean;
  /** People may see their own end once more; never in a dark hall, where they would see from where they were not. */
  hasKillCam: boolean;
  /** Bots join until there are this many seats, and give way to people. */
  botFill: number;
  botLevel: CrewLevel;
  /** Seats of people and bots together, 1..MAX_SEATS. */
  maxSeats: number;
  /** So many people may watch besides; of a dark hall nobody, for he would see for those who play. */
  maxSpectators: number;
  seed: number;
  /** Tick to begin at. */
  tick: number;
  schedule: Schedule;
  counters: RoomCounters;
  /** Told what people come to in its matches, see Ledger. */
  noteResult?: NoteResult;
  /** Somebody said this to all, and the room is open. */
  onChat(line: { room: string; name: string; text: string }): void;
  /** The room has voted somebody out: his seat is to be taken from him. */
  onKick(seat: Seat): void;
}
