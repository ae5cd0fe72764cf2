import { describe, expect, test } from "vitest";
import {
  isPlayerKey,
  readLeaders,
  readOwnRecords,
  readOwnSettings,
  readSettingsReceipt,
} from "./recordBook.ts";

const TOTALS = {
  matches: 3,
  wins: 1,
  points: 120,
  kills: 12,
  deaths: 5,
  assists: 1,
  caroms: 4,
  shots: 99,
  hits: 33,
  seconds: 600,
};
const ADA = { player: 7, name: "Ada", ...TOTALS };

describe("what a server answers is read as what it is, or not at all", () => {
  test("leaders", () => {
    expect(readLeaders({ isKept: true, leaders: [ADA] })).toEqual({ isKept: true, leaders: [ADA] });
    const wrong = [
      null,
      [],
      {},
      { isKept: true },
      { isKept: 1, leaders: [] },
      { isKept: true, leaders: {} },
      { isKept: true, leaders: [{ ...ADA, name: 7 }] },
      { isKept: true, leaders: [{ ...ADA, name: "a".repeat(65) }] },
      { isKept: true, leaders: [{ ...ADA, points: -1 }] },
      { isKept: true, leaders: [{ ...ADA, points: "120" }] },
      { isKept: true, leaders: [{ ...ADA, seconds: undefined }] },
      { isKept: true, leaders: Array.from({ length: 21 }, () => ADA) },
    ];
    for (const json of wrong) expect([json, readLeaders(json)]).toEqual([json, null]);
  });

  test("one's own", () => {
    const statistics = { player: 7, name: "Ada", sinceMs: 5, week: TOTALS, ever: TOTALS };
    expect(readOwnRecords({ statistics })).toEqual({ statistics });
    expect(readOwnRecords({ statistics: null })).toEqual({ statistics: null });
    for (const part of [{ week: null }, { ever: [] }, { sinceMs: 0.5 }, { player: "7" }])
      expect(readOwnRecords({ statistics: { ...statistics, ...part } })).toBe(null);
    for (const json of [null, {}, { statistics: 5 }]) expect(readOwnRecords(json)).toBe(null);
  });

  test("settings, and what became of them", () => {
    const settings = { isKept: true, name: "Ada", revision: 3, settings: "{}" };
    const none = { isKept: false, name: null, revision: 0, settings: null };
    for (const told of [settings, none])
      expect(readOwnSettings({ ...told, more: 1 })).toEqual(told);
    const wrong = [
      { isKept: 1 },
      { name: 7 },
      { name: "a".repeat(65) },
      { revision: -1 },
      { revision: 0.5 },
      { revision: 2 ** 31 },
      { settings: {} },
      { settings: undefined },
    ];
    for (const part of wrong)
      expect([part, readOwnSettings({ ...settings, ...part })]).toEqual([part, null]);
    expect(readSettingsReceipt({ isKept: false, revision: 9 })).toEqual({
      isKept: false,
      revision: 9,
    });
    for (const json of [null, {}, { isKept: true }, { isKept: true, revision: "9" }])
      expect([readOwnSettings(json), readSettingsReceipt(json)]).toEqual([null, null]);
  });
});

test("a player's key is 32 digits, and nothing else", () => {
  expect(isPlayerKey("0123456789abcdef0123456789abcdef")).toBe(true);
  for (const other of ["", "a".repeat(31), "a".repeat(33), "A".repeat(32), 5, undefined, ["a"]])
    expect(isPlayerKey(other)).toBe(false);
});
