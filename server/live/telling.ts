/** What of a room may be told to anybody: nothing that a spectator of it would not see. */
import { TICK_RATE } from "#shared/timing.ts";
import type { LiveKill, LivePlayer, LiveRoom } from "#shared/protocol/live.ts";
import type { RosterSeat } from "#shared/protocol/messages.ts";
import { modeOf } from "#shared/sim/modes/modes.ts";
import { WEAPONS } from "#shared/sim/tuning.ts";
import { skiffEntity, type World } from "#shared/sim/world.ts";

/** A room, as far as this is concerned. */
export interface ToldRoom {
  readonly code: string;
  readonly isPaused: boolean;
  readonly world: World;
  readonly humanCount: number;
  readonly botCount: number;
  readonly stands: { readonly count: number };
  roster(): readonly RosterSeat[];
}

const MOST_PLAYERS = 64;

export function tellRoom(room: ToldRoom): LiveRoom {
  const { code, isPaused, world, humanCount, botCount, stands } = room;
  const { match, arena, tick } = world;
  const mode = modeOf(world);
  const ticksLeft = match.endTick === 0 ? null : Math.max(0, match.endTick - tick);
  return {
    code,
    mode: mode.name,
    map: arena.source.title,
    phase: match.phase,
    isPaused,
    secondsLeft: ticksLeft === null ? null : Math.ceil(ticksLeft / TICK_RATE),
    seats: world.seats,
    people: humanCount,
    bots: botCount,
    watchers: stands.count,
    teamScores: mode.hasTeams ? [...match.teamScores] : null,
    players: room
      .roster()
      .map((seat) => tellPlayer(world, seat))
      .sort((a, b) => b.score - a.score)
      .slice(0, MOST_PLAYERS),
  };
}

/** Of its newest tick. */
export function tellKills(room: ToldRoom): LiveKill[] {
  const { code, world } = room;
  const deaths = world.events.filter((event) => event.type === "death");
  if (deaths.length === 0) return [];
  const names = new Map(room.roster().map(({ slot, name }) => [slot, name]));
  return deaths.map(({ attacker, victim, weapon, bounces }) => ({
    room: code,
    killer: attacker === victim ? null : (names.get(attacker) ?? null),
    victim: names.get(victim) ?? "",
    weapon: WEAPONS[weapon]!.name,
    bounces,
  }));
}

function tellPlayer({ components }: World, { slot, name, isBot }: RosterSeat): LivePlayer {
  const skiff = skiffEntity(slot);
  return {
    name,
    isBot,
    team: components.Skiff.team[skiff]!,
    score: components.Score.score[skiff]!,
  };
}
