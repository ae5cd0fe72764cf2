/** What a lobby is made of: what its rooms may be, and whom it reports to. */
import type { HouseRules } from "./houseRules.ts";
import type { NoteResult } from "./ledger.ts";
import type { Repertoire } from "./opening.ts";
import type { RoomCounters, RoomOptions } from "./roomOptions.ts";

export interface LobbyCounters extends RoomCounters {
  /** A peer was turned away, or something of it was dropped. */
  refused(reason: string): void;
  /** A client could not read what it was sent. */
  resynced(): void;
  /** Somebody is back in the seat that was kept for him. */
  resumed(): void;
}

export interface LobbyOptions extends Repertoire {
  protocolId: string;
  /** Rooms are dark halls, see RoomOptions. */
  isDark: boolean;
  /** See RoomOptions. */
  hasKillCam: boolean;
  maxSpectators: number;
  /** As in an OPEN_HOUSE if it does not say. */
  house?: HouseRules;
  /** Why somebody is not let in, by his address and the hash of his key ("" of who has none), in words for him; undefined when he is. */
  barred?(address: string, keyHash: string): string | undefined;
  maxRooms: number;
  counters: LobbyCounters;
  /** See RoomOptions. */
  noteResult?: NoteResult;
  /** See RoomOptions. */
  onChat: RoomOptions["onChat"];
  /** A room failed by a fault of ours, and was closed. */
  onRoomFault(room: string, error: unknown): void;
  /** Uniform in [0, 1): room codes and seeds come from it. */
  random(): number;
}
