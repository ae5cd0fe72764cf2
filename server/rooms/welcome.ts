/** What somebody who comes into a room is told before the first snapshot, in this order. */
import type { RosterSeat, ServerMessage } from "#shared/protocol/messages.ts";
import type { World } from "#shared/sim/world.ts";
import { type Round, sourceOf } from "./rotation.ts";

/** The room as it is when he comes. */
export interface WelcomingRoom {
  readonly code: string;
  readonly world: World;
  readonly hasKillCam: boolean;
  readonly roster: RosterSeat[];
  readonly rounds: readonly Round[];
  /** How the vote stands that is open. */
  readonly news: ServerMessage | undefined;
  readonly watchers: number;
}

/** `token` opens the seat on this slot; `isResumed`: it did just now. */
export function welcomeTo(
  { code, world, hasKillCam, roster, rounds, news, watchers }: WelcomingRoom,
  { slot, token, isResumed }: { slot: number; token: string; isResumed: boolean },
): ServerMessage[] {
  const { seats } = world;
  return [
    { type: "welcome", slot, roomCode: code, hasKillCam, seats, token, isResumed },
    { type: "arena", arena: world.arena.source },
    { type: "roster", seats: roster },
    { type: "rounds", rounds: rounds.map(sourceOf) },
    ...(news === undefined ? [] : [news]),
    ...(watchers > 0 ? [{ type: "watchers", count: watchers } as const] : []),
  ];
}
