/** Why there is no match any more, or not for now, in words that say what to do. */
import { CloseCode } from "#shared/protocol/closing.ts";
import { SEAT_HELD_MS } from "#shared/protocol/messages.ts";
import { isRoomCode } from "./roomLink.ts";
import { words } from "./words/words.ts";

/** RFC 6455: the server failed. */
const SERVER_FAILED = 1011;

/**
 * `room` is what was asked for: "" any, "new" a new one, else a code; or the room that one was in, if `wasSeated`. "" is
 * returned when nothing need be said.
 */
export function closedNotice(
  code: number,
  reason: string,
  room: string,
  wasSeated = false,
): string {
  const text = words.closed;
  switch (code) {
    case CloseCode.left:
      return "";
    case CloseCode.goingAway:
      return text.stopping;
    case CloseCode.refused:
      return text.refused(reason);
    case CloseCode.takenOver:
      return text.takenOver;
    case CloseCode.noSuchRoom:
      if (wasSeated) return text.roomGone(room);
      return room === "" ? text.nothingToWatch : text.noSuchRoom(room);
    case CloseCode.roomFull:
      return text.roomFull;
    case CloseCode.noWatching:
      return text.noWatching;
    case CloseCode.kicked:
      return text.kicked;
    case CloseCode.tooSlow:
      return text.tooSlow;
    case CloseCode.noHello:
      return text.noHello;
    case CloseCode.otherVersion:
      return text.otherVersion;
    case CloseCode.wrongPassword:
      return text.wrongPassword;
    case CloseCode.tooManyTries:
      return text.tooManyTries;
    case CloseCode.idle:
      return text.idle;
    case CloseCode.removed:
      return text.removed(reason);
    case CloseCode.reserved:
      return text.reserved;
    case CloseCode.roomFailed:
      return text.roomFailed;
    case CloseCode.serverFull:
      return text.serverFull;
    case CloseCode.noSuchTable:
      return text.noSuchTable;
    case SERVER_FAILED:
      return text.failed;
    default:
      return text.lost(reason);
  }
}

/** Whether a password would have opened it. */
export function isLocked(code: number): boolean {
  return (
    code === CloseCode.wrongPassword ||
    code === CloseCode.tooManyTries ||
    code === CloseCode.reserved
  );
}

/** Whose password is wanted of whoever asked for this room and gave none: a server's is wanted for all rooms. */
export function passwordAsked(room: string): string {
  const { passwordAsked: ofRoom, serverPasswordAsked: ofServer } = words.closed;
  return isRoomCode(room) ? ofRoom : ofServer;
}

/** The room that was asked for, when it can be watched or tried again; else "". */
export function roomStillThere(code: number, room: string): string {
  const isThere = isLocked(code) || code === CloseCode.roomFull || code === CloseCode.noWatching;
  return isThere && isRoomCode(room) ? room : "";
}

/** Why one waits for a connection, `lostMs` after the last one ended with `code`; and what has become of the seat. */
export function waitingNotice(code: number, lostMs: number): { why: string; seat: string } {
  const text = words.connection;
  // A server takes its matches with it.
  if (code === CloseCode.goingAway) return { why: text.why.stopping, seat: "" };
  const leftSeconds = Math.ceil((SEAT_HELD_MS - lostMs) / 1000);
  const seat = leftSeconds > 0 ? text.seatKept(leftSeconds) : text.seatGone;
  if (code === CloseCode.tooSlow) return { why: text.why.tooSlow, seat };
  return { why: code === SERVER_FAILED ? text.why.failed : text.why.silent, seat };
}
