/** Results and settings as tests write them. */
import type { Entry, MatchRow, ResultRow } from "./rows.ts";

/** A hash as it could be, of a player who is called by a digit. */
export function keyHashOf(digit: string): string {
  return digit.repeat(64);
}

/** A result of the player `digit`; points are 100 unless told. */
export function resultEntry(
  digit: string,
  result: Partial<ResultRow> = {},
  match: Partial<MatchRow> = {},
): Entry & { kind: "result" } {
  return {
    kind: "result",
    match: {
      id: "1-AAAA",
      map: "felt-room",
      mode: "deathmatch",
      beganMs: 1000,
      isPublic: true,
      ...match,
    },
    result: {
      number: Number.parseInt(digit, 16),
      keyHash: keyHashOf(digit),
      name: `Player ${digit}`,
      endedMs: 2000,
      seconds: 300,
      isWin: false,
      isComplete: true,
      score: 100,
      kills: 9,
      deaths: 4,
      assists: 2,
      caroms: 3,
      feats: 0,
      shots: 200,
      hits: 50,
      ...result,
    },
  };
}

/** Settings of a player who is called by digits. */
export function settingsEntry(digits: string, revision: number): Entry & { kind: "settings" } {
  const keyHash = digits.padEnd(64, digits);
  const text = `{"of":"${digits} ${revision}"}`;
  return { kind: "settings", settings: { keyHash, revision, text } };
}
