import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { openDatabase, readDatabase, versionOf } from "./database.ts";
import { type FaultKind, StoreFault } from "./fault.ts";
import { MIGRATIONS } from "./migrations.ts";
import { Records } from "./records.ts";
import { makeFolder } from "../../tests/harness/folder.ts";
import { resultEntry } from "./testRows.ts";

const PAGE_BYTES = 4096;
const SEED_STEP = 7919;

/** A file with some hundred results, closed, and its bytes. */
function filledFile(): { path: string; bytes: Buffer } {
  const path = join(makeFolder(), "carom.db");
  const records = new Records(openDatabase(path));
  const entries = Array.from({ length: 400 }, (_, i) =>
    resultEntry("a", { number: i, name: `Somebody ${i}` }, { id: `${i % 20}-AAAA` }),
  );
  records.write(entries);
  records.close();
  return { path, bytes: readFileSync(path) };
}

function faultOfOpening(path: string): FaultKind | undefined {
  try {
    openDatabase(path).close();
    return undefined;
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    return error.kind;
  }
}

describe("a file", () => {
  test("is made where there is none, folder and all, and opens again as it was", () => {
    const path = join(makeFolder(), "deep", "down", "carom.db");
    const first = new Records(openDatabase(path));
    first.write([resultEntry("1")]);
    first.close();
    const second = new Records(openDatabase(path));
    expect(second.counts()).toEqual({ players: 1, matches: 1, results: 1, bans: 0 });
    second.close();
  });

  test("of no bytes is one that is made anew", () => {
    const path = join(makeFolder(), "carom.db");
    writeFileSync(path, "");
    expect(faultOfOpening(path)).toBeUndefined();
    expect(readDatabase(path, versionOf)).toBe(MIGRATIONS.length);
  });

  test("keeps every commit on the disk before it is told, and readers do not wait for writers", () => {
    const database = openDatabase(join(makeFolder(), "carom.db"));
    expect(database.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" });
    expect(database.prepare("PRAGMA synchronous").get()).toEqual({ synchronous: 2 });
    expect(database.prepare("PRAGMA foreign_keys").get()).toEqual({ foreign_keys: 1 });
    database.close();
  });
});

describe("what cannot be used is refused, and stays as it was to the last byte", () => {
  function expectRefusal(path: string, kind: FaultKind): void {
    const before = readFileSync(path);
    expect(faultOfOpening(path)).toBe(kind);
    expect(readFileSync(path).equals(before)).toBe(true);
  }

  test("random bytes", () => {
    const path = join(makeFolder(), "carom.db");
    for (const length of [1, 15, 16, 100, 5000, 70_000]) {
      const bytes = Buffer.from(Array.from({ length }, (_, i) => (i * SEED_STEP) >> 3));
      writeFileSync(path, bytes);
      expectRefusal(path, "damaged");
    }
  });

  test("a file cut at any page, but for one that is empty", () => {
    const { path, bytes } = filledFile();
    for (let length = PAGE_BYTES; length < bytes.length; length += PAGE_BYTES) {
      writeFileSync(path, bytes.subarray(0, length));
      expectRefusal(path, "damaged");
    }
  });

  test("a file cut within its first page", () => {
    const { path, bytes } = filledFile();
    for (const length of [1, 20, 100, 511, 512, 4095]) {
      writeFileSync(path, bytes.subarray(0, length));
      expectRefusal(path, "damaged");
    }
  });

  test("a file in which a page is nothing, or another's", () => {
    const { path, bytes } = filledFile();
    for (let page = 1; page < bytes.length / PAGE_BYTES; page++) {
      const blank = Buffer.from(bytes);
      blank.fill(0, page * PAGE_BYTES, (page + 1) * PAGE_BYTES);
      writeFileSync(path, blank);
      expectRefusal(path, "damaged");
    }
  });

  test("a damaged file with a log beside it that was not carried over yet", () => {
    const { path, bytes } = filledFile();
    const records = new Records(openDatabase(path));
    records.write([resultEntry("b")]);
    const log = readFileSync(`${path}-wal`);
    records.close();
    // Of the others the log has newer ones.
    const untouched = Math.floor(bytes.length / PAGE_BYTES / 2);
    writeFileSync(path, bytes.fill(7, untouched * PAGE_BYTES, (untouched + 1) * PAGE_BYTES));
    writeFileSync(`${path}-wal`, log);
    expectRefusal(path, "damaged");
    expect(readFileSync(`${path}-wal`).equals(log)).toBe(true);
  });

  test("a version from the future", () => {
    const { path } = filledFile();
    const database = new DatabaseSync(path);
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
    database.close();
    expectRefusal(path, "newer");
  });

  test("another program's database", () => {
    const path = join(makeFolder(), "carom.db");
    const database = new DatabaseSync(path);
    database.exec("CREATE TABLE songs (title TEXT)");
    database.close();
    expectRefusal(path, "foreign");
  });

  test("a folder, a device, a link to itself, and a folder that is a file", () => {
    const folder = makeFolder();
    mkdirSync(join(folder, "carom.db"));
    expect(faultOfOpening(join(folder, "carom.db"))).toBe("foreign");
    symlinkSync(join(folder, "loop.db"), join(folder, "loop.db"));
    expect(faultOfOpening(join(folder, "loop.db"))).toBe("foreign");
    symlinkSync("/dev/null", join(folder, "device.db"));
    expect(faultOfOpening(join(folder, "device.db"))).toBe("foreign");
    writeFileSync(join(folder, "file"), "");
    expect(faultOfOpening(join(folder, "file", "carom.db"))).toBe("not writable");
  });
});

describe("bytes that were changed", () => {
  test("are noticed where they make no sense, and whatever happens is a fault with a name", () => {
    const { path, bytes } = filledFile();
    let noticed = 0;
    const tries = 150;
    for (let i = 0; i < tries; i++) {
      const changed = Buffer.from(bytes);
      const at = (i * SEED_STEP * 13) % bytes.length;
      changed[at] = changed[at]! ^ 0xff;
      writeFileSync(path, changed);
      if (faultOfOpening(path) !== undefined) noticed++;
    }
    expect(noticed).toBeGreaterThan(0);
    expect(noticed).toBeLessThan(tries);
  });
});

describe("steps from version to version", () => {
  const STEPS = [
    "CREATE TABLE first (a TEXT) STRICT",
    "INSERT INTO first VALUES ('kept'); CREATE TABLE second (b TEXT) STRICT",
  ];

  test("are taken once each, in order, and keep what was there", () => {
    const path = join(makeFolder(), "carom.db");
    openDatabase(path, STEPS.slice(0, 1)).close();
    expect(readDatabase(path, (database) => versionOf(database, STEPS))).toBe(1);
    openDatabase(path, STEPS).close();
    const again = openDatabase(path, STEPS);
    expect(versionOf(again, STEPS)).toBe(2);
    expect(again.prepare("SELECT a FROM first").all()).toEqual([{ a: "kept" }]);
    again.close();
  });

  test("lead a file of any version that there was to that of now, with all that was in it", () => {
    for (let version = 1; version < MIGRATIONS.length; version++) {
      const path = join(makeFolder(), "carom.db");
      const old = openDatabase(path, MIGRATIONS.slice(0, version));
      old.exec(
        "INSERT INTO players (key_hash, name, first_seen_ms, last_seen_ms) VALUES (hex(zeroblob(32)), 'Ada', 1, 2)",
      );
      old.close();
      const records = new Records(openDatabase(path));
      expect(records.belongings("0".repeat(64))).toEqual({ name: "Ada", revision: 0, text: null });
      records.close();
    }
  });

  test("are taken wholly or not at all", () => {
    const path = join(makeFolder(), "carom.db");
    openDatabase(path, STEPS.slice(0, 1)).close();
    const broken = [STEPS[0]!, "CREATE TABLE third (c TEXT) STRICT; SELECT nonsense"];
    expect(() => openDatabase(path, broken)).toThrow(StoreFault);
    readDatabase(path, (database) => {
      expect(versionOf(database, STEPS)).toBe(1);
      expect(database.prepare("SELECT name FROM sqlite_schema").all()).toEqual([{ name: "first" }]);
    });
  });
});

test("a file that is not there is not made by reading it", () => {
  const path = join(makeFolder(), "carom.db");
  expect(() => readDatabase(path, versionOf)).toThrow(StoreFault);
  expect(existsSync(path)).toBe(false);
});
