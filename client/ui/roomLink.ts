/** Rooms have addresses: `/r/CODE` opens the game with that room ready to join, `/r/CODE?watch` shows what goes on there. */
import { NEW_OPEN_ROOM, NEW_ROOM, PRACTICE_ROOM } from "#shared/protocol/messages.ts";

/** Longest code and password that the server reads. */
const CODE_MAX = 12;
export const PASSWORD_MAX = 64;
const ROOM_PATH = /^\/r\/([A-Za-z0-9-]{1,12})\/?$/;

const WATCH = "watch";

/** Whether a page's address, by what stands behind its path, is that of somebody who watches. */
export function isWatchLink(query: string): boolean {
  return new URLSearchParams(query).has(WATCH);
}

/** Whether a room that is asked for is one that there is, not any or a new one. */
export function isRoomCode(room: string): boolean {
  return !["", NEW_ROOM, NEW_OPEN_ROOM, PRACTICE_ROOM].includes(room);
}

/** Whether the room that is asked for is one of one's own, yet to be opened. */
export function isNewRoom(room: string): boolean {
  return room === NEW_ROOM || room === NEW_OPEN_ROOM;
}

/** The code in a page's path, or "". */
export function roomFromPath(path: string): string {
  return normalizeRoomCode(ROOM_PATH.exec(path)?.[1] ?? "");
}

/** The way into a room for those who are asked in; behind a # the password, if it is to go with the link: no server reads that. */
export function invitationPath(code: string, password: string): string {
  return roomPath(code) + (password === "" ? "" : `#${encodeURIComponent(password)}`);
}

/** The password in what stands behind the # of an address, or "". */
export function passwordFromHash(hash: string): string {
  try {
    return decodeURIComponent(hash.replace(/^#/, "")).slice(0, PASSWORD_MAX);
  } catch {
    // Cut off or written by hand: then it is asked for.
    return "";
  }
}

/** What somebody typed or pasted, a code or a whole link, as a code; "" when there is none in it. */
export function normalizeRoomCode(text: string): string {
  const afterPath = text.trim().split(/\/r\//).at(-1)?.split(/[?#]/)[0] ?? "";
  return afterPath
    .replace(/[^A-Za-z0-9-]/g, "")
    .slice(0, CODE_MAX)
    .toUpperCase();
}

export function roomPath(code: string, isWatched = false): string {
  return (code ? `/r/${code}` : "/") + (isWatched ? `?${WATCH}` : "");
}
