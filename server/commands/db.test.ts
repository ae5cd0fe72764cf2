import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { makeFolder } from "../../tests/harness/folder.ts";
import { openDatabase } from "../store/database.ts";
import { MIGRATIONS } from "../store/migrations.ts";
import { recordsPath } from "../store/openFile.ts";
import { Records } from "../store/records.ts";
import { resultEntry } from "../store/testRows.ts";
import { runDb, type Outcome } from "./db.ts";

let folder: string;

beforeEach(() => {
  folder = makeFolder();
});

/** Records that are open for writing, as a running server has them. */
function openRecords(): Records {
  const records = new Records(openDatabase(recordsPath(folder)));
  onTestFinished(() => records.close());
  records.write([resultEntry("1"), resultEntry("2", {}, { id: "2-BBBB" })]);
  return records;
}

const run = (...args: string[]): Outcome => runDb([...args, "--data", folder]);
const COUNTS = "Version 3: 2 players, 2 matches, 2 results, 0 bans.";

describe("db check", () => {
  test("tells what there is, while a server writes", () => {
    openRecords();
    expect(run("check")).toEqual({ lines: [`${recordsPath(folder)}: sound. ${COUNTS}`], code: 0 });
  });

  test("tells of a file of any older version, and leaves it at that", () => {
    for (let version = 1; version < MIGRATIONS.length; version++) {
      folder = makeFolder();
      openDatabase(recordsPath(folder), MIGRATIONS.slice(0, version)).close();
      const told = `sound. Version ${version}: 0 players, 0 matches, 0 results, 0 bans.`;
      for (let time = 0; time < 2; time++)
        expect(run("check")).toEqual({ lines: [`${recordsPath(folder)}: ${told}`], code: 0 });
    }
  });

  test("ends with 1 where there is nothing", () => {
    const { lines, code } = run("check");
    expect([code, lines[0]]).toEqual([1, expect.stringContaining("there is no file")]);
  });

  test("ends with 1 where something is damaged, and changes nothing", () => {
    const rubbish = Buffer.alloc(5000, 77);
    writeFileSync(recordsPath(folder), rubbish);
    expect(run("check")).toMatchObject({ code: 1, lines: [expect.stringContaining("damaged")] });
    expect(readFileSync(recordsPath(folder)).equals(rubbish)).toBe(true);
  });

  test("finds what only a whole reading finds", () => {
    openRecords();
    const database = new DatabaseSync(recordsPath(folder));
    database.exec("PRAGMA foreign_keys = OFF; DELETE FROM matches WHERE id = 1");
    database.close();
    const { lines, code } = run("check");
    expect([code, lines[1]]).toEqual([1, expect.stringContaining('orphan: {"table":"results"')]);
  });
});

describe("db backup", () => {
  test("copies what is there, while a server writes, and checks the copy", () => {
    const records = openRecords();
    const target = join(folder, "copy.db");
    expect(run("backup", target)).toEqual({ lines: [`${target}: sound. ${COUNTS}`], code: 0 });
    records.write([resultEntry("3")]);
    const copy = new Records(openDatabase(target));
    onTestFinished(() => copy.close());
    expect(copy.counts()).toMatchObject({ results: 2 });
  });

  test("overwrites nothing", () => {
    openRecords();
    const target = join(folder, "copy.db");
    writeFileSync(target, "precious");
    expect(run("backup", target)).toMatchObject({ code: 1 });
    expect(readFileSync(target, "utf8")).toBe("precious");
  });

  test("leaves nothing half done where it fails", () => {
    openRecords();
    const before = readdirSync(folder);
    expect(run("backup", join(folder, "nowhere", "copy.db"))).toMatchObject({ code: 1 });
    expect(readdirSync(folder)).toEqual(before);
    writeFileSync(recordsPath(folder), Buffer.alloc(5000, 77));
    expect(run("backup", join(folder, "copy.db"))).toMatchObject({ code: 1 });
    expect(existsSync(join(folder, "copy.db"))).toBe(false);
  });
});

test.each([[], ["mend"], ["backup"], ["backup", "--data"]])(
  "%j is told how it is meant",
  (...args) => {
    const { lines, code } = runDb(args.flat());
    expect([code, lines[0]]).toEqual([2, expect.stringContaining("db check [--data FOLDER]")]);
  },
);
