/** Rooms have addresses: `/r/CODE` opens the game with that room ready to join. */

/** Longest code that the server reads. */
const CODE_MAX = 12;
const ROOM_PATH = /^\/r\/([A-Za-z0-9-]{1,12})\/?$/;

/** The code in a page's path, or "". */
export function roomFromPath(path: string): string {
  return normalizeRoomCode(ROOM_PATH.exec(path)?.[1] ?? "");
}

/** What somebody typed or pasted, a code or a whole link, as a code; "" when there is none in it. */
export function normalizeRoomCode(text: string): string {
  const afterPath = text.trim().split(/\/r\//).at(-1) ?? "";
  return afterPath
    .replace(/[^A-Za-z0-9-]/g, "")
    .slice(0, CODE_MAX)
    .toUpperCase();
}

export function roomPath(code: string): string {
  return code ? `/r/${code}` : "/";
}
