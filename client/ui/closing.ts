/** Why there is no match any more, in words that say what to do. */
import { CloseCode } from "#shared/protocol/closing.ts";
import { words } from "./words/words.ts";

/** `room` is what was asked for: "" any, "new" a new one, else a code. "" is returned when nothing need be said. */
export function closedNotice(code: number, reason: string, room: string): string {
  const text = words.closed;
  switch (code) {
    case CloseCode.left:
      return "";
    case CloseCode.goingAway:
      return text.stopping;
    case CloseCode.refused:
      return text.refused(reason);
    case CloseCode.noSuchRoom:
      return text.noSuchRoom(room === "new" ? "" : room);
    case CloseCode.roomFull:
      return text.roomFull;
    case CloseCode.tooSlow:
      return text.tooSlow;
    case CloseCode.noHello:
      return text.noHello;
    case CloseCode.otherVersion:
      return text.otherVersion;
    case CloseCode.serverFull:
      return text.serverFull;
    default:
      return text.lost(reason);
  }
}
