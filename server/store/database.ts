/**
 * The file of the records: opened with care, and brought up to date. What is damaged, of a newer Carom or none of Carom's is
 * refused before anything is written to it, so that whoever knows better finds it as it was.
 */
import { closeSync, mkdirSync, openSync, readSync, statSync, type Stats } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { faultOf, StoreFault } from "./fault.ts";
import { MIGRATIONS } from "./migrations.ts";

/** "CARO": stands in the head of every file of records. */
const APPLICATION_ID = 0x4341524f;
const MAGIC = "SQLite format 3\0";
/** SQLite takes a file that is shorter than this for a new one, whatever is in it. */
const LEAST_BYTES = 512;
/** How long one who holds the file is waited for: a backup, a check, another server. */
const BUSY_MS = 5000;
/** What the log beside the file is cut to when it has been carried over. */
const LOG_BYTES = 4 * 2 ** 20;

export type Migrations = readonly string[];

/**
 * Opens the records at `path` to write in them, and makes them where there are none. Throws StoreFault, and then has
 * changed nothing.
 */
export function openDatabase(path: string, migrations: Migrations = MIGRATIONS): DatabaseSync {
  return faulty(() => {
    mkdirSync(dirname(path), { recursive: true });
    const isNew = (statFile(path)?.size ?? 0) === 0;
    if (!isNew) readDatabase(path, (database) => inspect(database, migrations));
    const database = new DatabaseSync(path, { timeout: BUSY_MS });
    try {
      // Every commit is on the disk before it is said to be: nothing that was written is lost with the power.
      database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
      database.exec(`PRAGMA journal_size_limit = ${LOG_BYTES}; PRAGMA trusted_schema = OFF`);
      migrate(database, migrations);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/** Runs `read` on the records at `path`, of which nothing changes. Throws StoreFault. */
export function readDatabase<T>(path: string, read: (database: DatabaseSync) => T): T {
  return faulty(() => {
    const stats = statFile(path);
    if (stats === undefined) throw new StoreFault("not writable", `there is no file ${path}`);
    if (stats.size < LEAST_BYTES || readHead(path) !== MAGIC)
      throw new StoreFault("damaged", "it does not begin as a database does");
    const database = new DatabaseSync(path, { readOnly: true, timeout: BUSY_MS });
    try {
      return read(database);
    } finally {
      database.close();
    }
  });
}

/** The version of the records in `database`; throws StoreFault where they are none of Carom's, or of a newer one. */
export function versionOf(database: DatabaseSync, migrations: Migrations = MIGRATIONS): number {
  const version = numberOf(database, "user_version");
  const isOurs = numberOf(database, "application_id") === APPLICATION_ID;
  const isEmpty =
    version === 0 && database.prepare("SELECT 1 FROM sqlite_schema").all().length === 0;
  if (!isOurs && !isEmpty) throw new StoreFault("foreign", "it is a database of another program");
  if (version > migrations.length) {
    const known = `this Carom knows version ${migrations.length}`;
    throw new StoreFault("newer", `its version is ${version}, and ${known}`);
  }
  return version;
}

function inspect(database: DatabaseSync, migrations: Migrations): void {
  versionOf(database, migrations);
  const [first] = database.prepare("PRAGMA quick_check(1)").all();
  const verdict = String(first?.["quick_check"]);
  if (verdict !== "ok") throw new StoreFault("damaged", verdict);
}

/** Each step is taken wholly or not at all, and by one of two who open the file at once. */
function migrate(database: DatabaseSync, migrations: Migrations): void {
  for (;;) {
    const version = versionOf(database, migrations);
    const step = migrations[version];
    if (step === undefined) return;
    database.exec("BEGIN IMMEDIATE");
    try {
      if (versionOf(database, migrations) === version)
        database.exec(
          `${step}; PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${version + 1}`,
        );
      database.exec("COMMIT");
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
  }
}

function readHead(path: string): string {
  const head = Buffer.alloc(MAGIC.length);
  const file = openSync(path, "r");
  try {
    readSync(file, head);
  } finally {
    closeSync(file);
  }
  return head.toString("latin1");
}

function numberOf(database: DatabaseSync, pragma: string): number {
  return Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma]);
}

/** undefined where there is nothing yet. Whoever opens a pipe waits for its other end. */
function statFile(path: string): Stats | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats !== undefined && !stats.isFile()) throw new StoreFault("foreign", "it is not a file");
  return stats;
}

function faulty<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw faultOf(error);
  }
}
