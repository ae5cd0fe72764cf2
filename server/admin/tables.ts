/** What operators are told of rooms and of those in them, in columns. */
import type { AdminRoom, AdminSeat, AdminState } from "#shared/protocol/admin.ts";
import { skiffEntity } from "#shared/sim/world.ts";
import type { Lobby } from "../rooms/lobby.ts";
import type { Room } from "../rooms/room.ts";
import type { Ban } from "../store/rows.ts";

type Row = readonly (string | number)[];

/** Columns as wide as what is in them, below their titles. */
function columns(titles: Row, rows: readonly Row[]): string {
  const lines = [titles, ...rows];
  const widths = titles.map((_, i) => Math.max(...lines.map((line) => String(line[i]).length)));
  return lines
    .map((line) =>
      line
        .map((cell, i) => String(cell).padEnd(widths[i]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** The rooms of a lobby, one a line. */
export function tellRooms(lobby: Lobby): string {
  const rows = Array.from(lobby.rooms, (room) => {
    const { arena, mode } = room.round;
    const kind = room.isPublic ? "open" : "private";
    const people = `${room.humanCount}+${room.botCount}/${room.maxSeats}`;
    return [room.code, kind, arena.name, mode.name, phaseOf(room), people, room.stands.count];
  });
  if (rows.length === 0) return "No room is open.";
  return columns(["ROOM", "KIND", "MAP", "MODE", "PHASE", "PEOPLE+BOTS", "WATCHING"], rows);
}

/** Everybody who has a seat in a room, one a line. */
export function tellSeats(room: Room): string {
  const rows = seatsOf(room).map(({ slot, name, state, isMuted, score, pingMs }) => [
    slot,
    name,
    isMuted ? `${state}, muted` : state,
    score,
    state === "bot" ? "" : pingMs,
  ]);
  if (rows.length === 0) return "Nobody has a seat.";
  return columns(["SEAT", "NAME", "STATE", "SCORE", "PING MS"], rows);
}

/** Everything of that, for programs. */
export function stateOf(lobby: Lobby): AdminState {
  const rooms = Array.from(lobby.rooms, (room): AdminRoom => {
    const { code, isPublic, maxSeats, round, stands } = room;
    const { arena, mode } = round;
    const played = { map: arena.name, mode: mode.name, phase: phaseOf(room) };
    return { code, isPublic, ...played, maxSeats, watching: stands.count, seats: seatsOf(room) };
  });
  return { rooms };
}

function phaseOf({ isPaused, world }: Room): string {
  return isPaused ? "paused" : world.match.phase;
}

function seatsOf(room: Room): AdminSeat[] {
  const { Score } = room.world.components;
  const seats = new Map(Array.from(room.seats, (seat) => [seat.slot, seat]));
  return room
    .roster()
    .toSorted((a, b) => a.slot - b.slot)
    .map(({ slot, name }) => {
      const seat = seats.get(slot);
      return {
        slot,
        name,
        state: seat === undefined ? "bot" : seat.connection === undefined ? "lost" : "here",
        isMuted: seat?.isMuted === true,
        score: Score.score[skiffEntity(slot)]!,
        pingMs: seat?.pingMs ?? 0,
      };
    });
}

/** Bans that hold, one a line. */
export function tellBans(bans: readonly Ban[]): string {
  if (bans.length === 0) return "Nobody is banned.";
  const rows = bans.map((ban) => [
    ban.id,
    ban.name || "-",
    ban.address ?? "-",
    ban.keyHash?.slice(0, 8) ?? "-",
    tellUntil(ban.untilMs),
    ban.by,
    ban.reason || "-",
  ]);
  return columns(["BAN", "NAME", "ADDRESS", "KEY", "UNTIL", "BY", "REASON"], rows);
}

/** When a ban ends, to the minute; in words that people who are kept out read, too. */
export function tellUntil(untilMs: number | null): string {
  if (untilMs === null) return "for good";
  return `${new Date(untilMs).toISOString().slice(0, "2026-01-01T00:00".length).replace("T", " ")} UTC`;
}
