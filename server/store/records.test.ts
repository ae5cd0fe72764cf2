import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { openDatabase } from "./database.ts";
import { Records } from "./records.ts";
import type { Ban } from "./rows.ts";
import { makeFolder } from "../../tests/harness/folder.ts";
import { keyHashOf, resultEntry, settingsEntry } from "./testRows.ts";

let database: DatabaseSync;
let records: Records;

beforeEach(() => {
  database = openDatabase(join(makeFolder(), "carom.db"));
  records = new Records(database);
  onTestFinished(() => records.close());
});

const BAN: Ban = {
  id: "b1",
  keyHash: keyHashOf("1"),
  address: "192.0.2.7",
  name: "Ada",
  reason: "aims too well",
  by: "console",
  sinceMs: 5,
  untilMs: 9000,
};

describe("results", () => {
  test("add up, for each player by himself", () => {
    records.write([
      resultEntry("1", { isWin: true, endedMs: 5000 }),
      resultEntry("2", { score: 40 }),
      resultEntry("1", { score: 30, kills: 1, name: "Ada" }, { id: "2-BBBB" }),
    ]);
    const statistics = records.statistics(keyHashOf("1"), 4000)!;
    // The name is that of the result that was written last.
    expect(statistics).toMatchObject({ player: 1, name: "Ada", sinceMs: 5000 });
    expect(statistics.ever).toEqual({
      matches: 2,
      wins: 1,
      points: 130,
      kills: 10,
      deaths: 8,
      assists: 4,
      caroms: 6,
      shots: 400,
      hits: 100,
      seconds: 600,
    });
    expect(statistics.week).toMatchObject({ matches: 1, points: 100 });
    expect(records.counts()).toEqual({ players: 2, matches: 2, results: 3, bans: 0 });
  });

  test("of somebody who is not known are none, and of one who rested are naught", () => {
    expect(records.statistics(keyHashOf("9"), 0)).toBeUndefined();
    records.write([resultEntry("1")]);
    expect(records.statistics(keyHashOf("1"), 9000)!.week).toMatchObject({ matches: 0, points: 0 });
  });

  test("count once, however often they are written", () => {
    records.write([resultEntry("1")]);
    records.write([resultEntry("1"), resultEntry("2")]);
    expect(records.counts()).toMatchObject({ matches: 1, results: 2 });
  });

  test("are written all or none", () => {
    const wrong = resultEntry("2", { keyHash: "too short" });
    expect(() => records.write([resultEntry("1"), wrong])).toThrow("CHECK");
    expect(records.counts()).toMatchObject({ players: 0, matches: 0, results: 0 });
    records.write([resultEntry("1")]);
    expect(records.counts()).toMatchObject({ results: 1 });
  });
});

describe("leaders", () => {
  test("are those with the most points in public matches, of late or ever", () => {
    records.write([
      resultEntry("1", { score: 500, endedMs: 1000 }),
      resultEntry("2", { score: 300, endedMs: 7000 }),
      resultEntry("3", { score: 400, endedMs: 8000 }),
      resultEntry("5", { score: 0, endedMs: 8000 }),
      resultEntry("4", { score: 999, endedMs: 8000 }, { id: "2-BBBB", isPublic: false }),
    ]);
    const namesSince = (ms: number, most = 10) =>
      records.leaders(ms, 9000, most).map(({ name }) => name);
    expect(namesSince(0)).toEqual(["Player 1", "Player 3", "Player 2"]);
    expect(namesSince(5000)).toEqual(["Player 3", "Player 2"]);
    expect(namesSince(0, 1)).toEqual(["Player 1"]);
  });

  test("tell no hash", () => {
    records.write([resultEntry("1")]);
    expect(JSON.stringify(records.leaders(0, 0, 10))).not.toContain(keyHashOf("1"));
  });

  test("are not those who are banned, as long as they are", () => {
    records.write([resultEntry("1"), { kind: "ban", ban: BAN }]);
    records.write([{ kind: "ban", ban: { ...BAN, id: "b2", keyHash: null } }]);
    expect(records.leaders(0, 8999, 10)).toEqual([]);
    expect(records.leaders(0, 9000, 10)).toHaveLength(1);
  });
});

test("bans come back as they were, until they are lifted", () => {
  const forGood: Ban = { ...BAN, id: "b2", keyHash: null, sinceMs: 6, untilMs: null };
  records.write([
    { kind: "ban", ban: forGood },
    { kind: "ban", ban: BAN },
  ]);
  expect(records.bans()).toEqual([BAN, forGood]);
  records.write([{ kind: "unban", id: "b1" }]);
  expect(records.bans()).toEqual([forGood]);
});

describe("settings", () => {
  test("are kept as they came for who is known, and the newer ones stay", () => {
    records.write([resultEntry("1")]);
    expect(records.belongings(keyHashOf("1"))).toEqual({
      name: "Player 1",
      revision: 0,
      text: null,
    });
    records.write([settingsEntry("1", 5), settingsEntry("1", 7)]);
    records.write([settingsEntry("1", 7), settingsEntry("1", 6)]);
    expect(records.belongings(keyHashOf("1"))).toEqual({
      name: "Player 1",
      revision: 7,
      text: '{"of":"1 7"}',
    });
  });

  test("of somebody who is not known are none, and cost the others nothing", () => {
    records.write([resultEntry("1"), settingsEntry("2", 1), settingsEntry("1", 1)]);
    expect(records.belongings(keyHashOf("2"))).toBeUndefined();
    expect(records.belongings(keyHashOf("1"))).toMatchObject({ revision: 1 });
    expect(records.counts()).toMatchObject({ players: 1 });
    expect(database.prepare("SELECT player FROM settings").all()).toEqual([{ player: 1 }]);
  });
});

test("leaders are chosen, and a player is found, by an index alone", () => {
  const planOf = (sql: string) =>
    JSON.stringify(database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all());
  const best = "SELECT player FROM results WHERE is_public GROUP BY player ORDER BY sum(score)";
  expect(planOf(best)).toContain("COVERING INDEX results_by_player");
  const own = "SELECT count(*) FROM results WHERE player = 1 AND ended_ms >= 5";
  expect(planOf(own)).toContain("results_by_player");
});
