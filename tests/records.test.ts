/** Records in a process of its own, and what becomes of them when it ends in the midst of writing, or finds them damaged. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pass } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { TICK_MS } from "#shared/timing.ts";
import { KEY_HEADER, OWN_SETTINGS_PATH } from "#shared/protocol/recordBook.ts";
import { hashOfKey } from "../server/rooms/playerKey.ts";
import { openDatabase, readDatabase } from "../server/store/database.ts";
import { openStoreIn, recordsPath } from "../server/store/openFile.ts";
import { Records } from "../server/store/records.ts";
import { makeFolder } from "./harness/folder.ts";
import { keyHashOf, resultEntry } from "../server/store/testRows.ts";
import { NO_LOG } from "../server/log.ts";
import { ServerProcess } from "./harness/serverProcess.ts";

const WRITER = fileURLToPath(new URL("harness/recordWriter.ts", import.meta.url));
const KILLS = 5;
const BATCH = 16;
/** Longer than entries are gathered. */
const BEATS = 30;

test("a process that is killed while it writes has lost nothing that it was told is written, and half of nothing is there", async () => {
  const folder = makeFolder();
  let promised = 0;
  for (let kill = 1; kill <= KILLS; kill++) {
    const writer = fork(WRITER, [folder], { stdio: "inherit" });
    onTestFinished(() => void writer.kill("SIGKILL"));
    const closed = once(writer, "close");
    let written = 0;
    writer.on("message", (count: number) => {
      written = count;
      if (count >= kill * BATCH * 3) writer.kill("SIGKILL");
    });
    await closed;
    promised += written;
    const { results, verdict } = readDatabase(recordsPath(folder), (database) => ({
      results: new Records(database).counts().results,
      verdict: database.prepare("PRAGMA integrity_check").get(),
    }));
    expect(verdict).toEqual({ integrity_check: "ok" });
    expect(results).toBeGreaterThanOrEqual(promised);
    expect(results % BATCH).toBe(0);
    // The last batch may be on the disk, and its message not yet here.
    promised = results;
  }
});

test("another thread writes and reads them", async () => {
  const store = await openStoreIn(makeFolder(), { nowMs: () => 0, log: NO_LOG });
  const { match, result } = resultEntry("1");
  store.addResult(match, result);
  while (store.state.waiting > 0) await pass(10);
  expect(await store.statistics(keyHashOf("1"), 0)).toMatchObject({ name: "Player 1" });
  expect(await store.leaders(0, 10)).toMatchObject([{ player: 1, points: 100 }]);
  await store.close();
});

test("a disk that hangs keeps the records waiting, and nobody else", async () => {
  const folder = makeFolder();
  const store = await openStoreIn(folder, { nowMs: () => 0, log: NO_LOG });
  const lock = new DatabaseSync(recordsPath(folder));
  lock.exec("BEGIN IMMEDIATE");
  const { match, result } = resultEntry("1");
  store.addResult(match, result);
  // Were it written in this thread, the lock that this thread holds would never be let go.
  for (let beat = 0; beat < BEATS; beat++) await pass(TICK_MS);
  expect(store.state).toMatchObject({ state: "kept", written: 0, waiting: 1 });
  lock.exec("COMMIT");
  lock.close();
  while (store.state.waiting > 0) await pass(TICK_MS);
  expect(store.state).toMatchObject({ state: "kept", written: 1, faults: new Map() });
  await store.close();
});

test("a server that finds them damaged says so, serves, and leaves them as they are", async () => {
  const folder = makeFolder();
  const rubbish = Buffer.alloc(20_000, 77);
  writeFileSync(recordsPath(folder), rubbish);
  const server = await ServerProcess.start("--data", folder);
  onTestFinished(() => server.kill());
  expect(server.output).toContain("The file of the records is damaged.");
  const health = await (await fetch(new URL("/healthz", server.url))).json();
  expect(health).toMatchObject({
    status: "ok",
    records: { state: "failing", fault: "damaged", waiting: 0 },
  });
  const metrics = await (await fetch(new URL("/metrics", server.url))).text();
  expect(metrics).toMatch(/carom_records_faults_total\{kind="damaged"\} [1-9]/);
  expect(await server.stop()).toBe(0);
  expect(readFileSync(recordsPath(folder)).equals(rubbish)).toBe(true);
});

test("settings that a player sends outlive the server, and nothing is kept of strangers or of what is no settings", async () => {
  const folder = makeFolder();
  const key = "0123456789abcdef".repeat(2);
  const records = new Records(openDatabase(recordsPath(folder)));
  records.write([resultEntry("1", { keyHash: hashOfKey(key), name: "Ada" })]);
  records.close();
  const server = await ServerProcess.start("--data", folder);
  onTestFinished(() => server.kill());
  const ask = async (init: RequestInit, more = "", headers = { [KEY_HEADER]: key }) => {
    const answer = await fetch(new URL(OWN_SETTINGS_PATH + more, server.url), { ...init, headers });
    return answer.ok ? ((await answer.json()) as unknown) : answer.status;
  };
  const body = JSON.stringify({ shake: 0.25, bindings: { keys: { fire: ["KeyX"] } } });
  const put = { method: "PUT", body };
  expect(await ask({})).toEqual({ isKept: true, name: "Ada", revision: 0, settings: null });
  expect(await ask(put, "?revision=7")).toEqual({ isKept: true, revision: 7 });
  expect(await ask(put, "?revision=6")).toEqual({ isKept: false, revision: 7 });
  const stranger = { [KEY_HEADER]: "f".repeat(32) };
  expect(await ask(put, "?revision=7", stranger)).toEqual({ isKept: false, revision: 0 });
  const hostile = ["[]", "{", `{"a":${"[".repeat(2000)}${"]".repeat(2000)}}`, "x".repeat(4097)];
  for (const text of hostile)
    expect([400, 413]).toContain(await ask({ ...put, body: text }, "?revision=9"));
  const kept = { isKept: true, name: "Ada", revision: 7, settings: body };
  expect(await ask({})).toEqual(kept);
  await server.stop();
  await server.restart();
  expect(await ask({})).toEqual(kept);
});
