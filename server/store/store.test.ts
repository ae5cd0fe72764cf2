import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { openDatabase, readDatabase } from "./database.ts";
import { FileDesk } from "./desk.ts";
import type { RemoteDesk } from "./remoteDesk.ts";
import { Records } from "./records.ts";
import { keepNothing, openStore, type Store } from "./store.ts";
import { makeFolder } from "../../tests/harness/folder.ts";
import { keyHashOf, resultEntry, settingsEntry } from "./testRows.ts";

const A_WHILE_MS = 10_000;
const HOURS_MS = 3 * 3600_000;

let path: string;
let said: string[];

beforeEach(() => {
  path = join(makeFolder(), "carom.db");
  said = [];
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
});

/** As the thread has it, without the thread; `spoil` does something to each database that is opened. */
function makeDesk(spoil: (database: DatabaseSync) => void = () => undefined): RemoteDesk {
  const desk = new FileDesk(path, (file) => {
    const database = openDatabase(file);
    spoil(database);
    return new Records(database);
  });
  return {
    open: async () => desk.open(),
    write: async (entries) => desk.write(entries),
    statistics: async (...args) => desk.statistics(...args),
    leaders: async (...args) => desk.leaders(...args),
    belongings: async (...args) => desk.belongings(...args),
    close: async () => desk.close(),
  };
}

async function open(desk = makeDesk()): Promise<Store> {
  const store = await openStore({
    path,
    desk,
    nowMs: () => 5000,
    log: {
      info: (_fields, text) => said.push(`info: ${text}`),
      error: (fields, text) => said.push(`${JSON.stringify(fields)}: ${text}`),
    },
  });
  onTestFinished(() => store.close());
  return store;
}

function add(store: Store, digit: string): void {
  const { match, result } = resultEntry(digit);
  store.addResult(match, result);
}

function countResults(): number {
  return readDatabase(path, (database) => new Records(database).counts().results);
}

describe("a file that is well", () => {
  test("has what was added a moment later, all of a match at once", async () => {
    const desk = makeDesk();
    const write = vi.spyOn(desk, "write");
    const store = await open(desk);
    for (const digit of "123") add(store, digit);
    expect(store.state).toMatchObject({ state: "kept", waiting: 3, written: 0 });
    expect(write).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(A_WHILE_MS);
    expect(write).toHaveBeenCalledOnce();
    expect(store.state).toMatchObject({ state: "kept", waiting: 0, written: 3 });
    expect(await store.statistics(keyHashOf("2"), 0)).toMatchObject({ name: "Player 2" });
    expect(await store.leaders(0, 2)).toHaveLength(2);
    expect(said).toEqual([]);
  });

  test("has what was added just before the server ended", async () => {
    const store = await open();
    add(store, "1");
    await store.close();
    expect(countResults()).toBe(1);
  });

  test("has settings of players a moment later, and tells the newest at once", async () => {
    const store = await open();
    add(store, "1");
    await vi.advanceTimersByTimeAsync(A_WHILE_MS);
    const ask = () => store.belongings(keyHashOf("1"));
    expect(await ask()).toEqual({ name: "Player 1", revision: 0, text: null });
    expect(store.keepSettings(settingsEntry("1", 2).settings)).toBe(true);
    expect(store.keepSettings(settingsEntry("2", 2).settings)).toBe(true);
    expect(store.state).toMatchObject({ waiting: 2, written: 1 });
    expect(await ask()).toEqual({ name: "Player 1", revision: 2, text: '{"of":"1 2"}' });
    // What another server wrote meanwhile into the same file may be newer than what waits here.
    const other = new Records(openDatabase(path));
    other.write([settingsEntry("1", 9)]);
    other.close();
    expect(await ask()).toMatchObject({ revision: 9 });
    // Of somebody who is not known there is nothing, whatever waits.
    expect(await store.belongings(keyHashOf("2"))).toBeUndefined();
    await vi.advanceTimersByTimeAsync(A_WHILE_MS);
    expect(store.state).toMatchObject({ waiting: 0, written: 3, lost: 0 });
    expect(await ask()).toMatchObject({ revision: 9 });
    await store.close();
    expect(await (await open()).belongings(keyHashOf("1"))).toMatchObject({ revision: 9 });
  });

  test("keeps bans for the next server", async () => {
    const first = await open();
    const wish = { address: "192.0.2.7", name: "Ada", reason: "rude", by: "console" };
    const ban = first.bans.add({ ...wish, keyHash: null, untilMs: null });
    const lifted = first.bans.add({ ...wish, keyHash: keyHashOf("1"), untilMs: null });
    first.bans.remove(lifted.id);
    await first.close();
    expect((await open()).bans.list()).toEqual([ban]);
  });
});

describe("where the file cannot be used, play goes on", () => {
  test("a damaged one is left alone, said once, and used when it was mended", async () => {
    const rubbish = Buffer.alloc(9000, 77);
    writeFileSync(path, rubbish);
    const store = await open();
    expect(store.state).toMatchObject({ state: "failing", fault: "damaged" });
    add(store, "1");
    await vi.advanceTimersByTimeAsync(HOURS_MS);
    expect(said).toEqual([expect.stringMatching(/"fault":"damaged".*The file of the records is/)]);
    expect(store.state.faults.get("damaged")).toBeGreaterThan(10);
    expect(store.state.waiting).toBe(1);
    await expect(store.statistics(keyHashOf("1"), 0)).rejects.toMatchObject({ kind: "damaged" });
    renameSync(path, `${path}.broken`);
    await vi.advanceTimersByTimeAsync(HOURS_MS);
    expect(store.state).toMatchObject({ state: "kept", fault: undefined, waiting: 0, written: 1 });
    expect(said.at(-1)).toBe("info: Records are kept again.");
    expect(countResults()).toBe(1);
  });

  test("a full disk loses nothing that was written, and has the rest when there is room", async () => {
    const store = await open();
    add(store, "1");
    await store.close();
    let isFull = true;
    const fuller = await open(makeFullDesk(() => isFull));
    for (let i = 0; i < 400; i++) {
      const { match, result } = resultEntry("2", { number: 100 + i });
      fuller.addResult(match, result);
    }
    await vi.advanceTimersByTimeAsync(A_WHILE_MS);
    expect(fuller.state).toMatchObject({ state: "failing", fault: "full" });
    expect(said.at(-1)).toContain("The disk with the records is full.");
    expect(countResults()).toBeGreaterThan(0);
    isFull = false;
    await vi.advanceTimersByTimeAsync(HOURS_MS);
    expect(fuller.state).toMatchObject({ state: "kept", waiting: 0, written: 400, lost: 0 });
    expect(countResults()).toBe(401);
  });

  test("a disk that may only be read", async () => {
    const store = await open(makeDesk((database) => database.exec("PRAGMA query_only = 1")));
    add(store, "1");
    await vi.advanceTimersByTimeAsync(A_WHILE_MS);
    expect(store.state).toMatchObject({ state: "failing", fault: "not writable", waiting: 1 });
  });

  test("settings wait for it as results do, and are told meanwhile where it can be read", async () => {
    const first = await open();
    add(first, "1");
    await first.close();
    let isWritable = false;
    const store = await open(
      makeDesk((database) => {
        if (!isWritable) database.exec("PRAGMA query_only = 1");
      }),
    );
    store.keepSettings(settingsEntry("1", 1).settings);
    await vi.advanceTimersByTimeAsync(A_WHILE_MS);
    store.keepSettings(settingsEntry("1", 2).settings);
    expect(store.state).toMatchObject({ state: "failing", waiting: 1 });
    expect(await store.belongings(keyHashOf("1"))).toMatchObject({ revision: 2 });
    isWritable = true;
    await vi.advanceTimersByTimeAsync(HOURS_MS);
    expect(store.state).toMatchObject({ state: "kept", waiting: 0, written: 1 });
    expect(await store.belongings(keyHashOf("1"))).toMatchObject({ text: '{"of":"1 2"}' });
  });

  test("bans hold all the same, and one that was lifted meanwhile does not come back", async () => {
    const wish = { address: "192.0.2.7", name: "Ada", reason: "rude", by: "console" };
    const before = await open();
    const ban = before.bans.add({ ...wish, keyHash: null, untilMs: null });
    await before.close();
    let isWritable = true;
    const desk = makeDesk((database) => {
      if (!isWritable) database.exec("PRAGMA query_only = 1");
    });
    isWritable = false;
    const store = await open(desk);
    store.bans.remove(ban.id);
    const other = store.bans.add({ ...wish, keyHash: null, untilMs: null });
    await vi.advanceTimersByTimeAsync(A_WHILE_MS);
    expect(store.state.state).toBe("failing");
    expect(store.bans.list()).toEqual([other]);
    isWritable = true;
    await vi.advanceTimersByTimeAsync(HOURS_MS);
    expect(store.bans.list()).toEqual([other]);
    await store.close();
    expect((await open()).bans.list()).toEqual([other]);
  });

  test("so much is remembered and no more, the oldest results go first, and it is told", async () => {
    const store = await open(makeDesk((database) => database.exec("PRAGMA query_only = 1")));
    store.bans.add({ keyHash: null, address: "a", name: "", reason: "", by: "", untilMs: null });
    for (let i = 0; i < 20_005; i++) add(store, "1");
    expect(store.state).toMatchObject({ waiting: 20_000, lost: 6 });
    await store.close();
    expect(said.at(-1)).toContain('"lost":20000');
  });

  function makeFullDesk(isFull: () => boolean): RemoteDesk {
    return makeDesk((database) => {
      const pages = Number(database.prepare("PRAGMA page_count").get()?.["page_count"]);
      database.exec(`PRAGMA max_page_count = ${isFull() ? pages + 1 : 1_000_000}`);
    });
  }
});

test("a store that keeps nothing has bans as long as it lives", async () => {
  const store = keepNothing(() => 0);
  add(store, "1");
  store.bans.add({ keyHash: null, address: "a", name: "", reason: "", by: "", untilMs: null });
  expect(store.bans.find({ address: "a", keyHash: undefined })).toBeDefined();
  expect(store.state).toMatchObject({ state: "off", waiting: 0 });
  expect(await store.leaders(0, 5)).toEqual([]);
});
