/** Faults of the disk with the records: full, broken, slow (rows D1 and D2 of docs/faults.md). */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { between } from "../../bench/load/counters.ts";
import { openDatabase } from "../../server/store/database.ts";
import { recordsPath } from "../../server/store/openFile.ts";
import { Records } from "../../server/store/records.ts";
import { told } from "../rows.ts";
import { onOwnStand, type Fault, type Tally } from "./fault.ts";
import { openConsole, WITH_CONSOLE } from "./mistakes.ts";
import type { Stand } from "./stand.ts";

const DISK_BYTES = 512 * 1024;
/** What they leave in the records and the audit log is more than the last page of a disk has room for. */
const BANS = 25;
const REASON = "planted ".repeat(10);
const SLOW_MS = 2000;
const NO_TROUBLE = { slowMs: 0, errorCode: 0 };
/** SQLite's codes, and what the server calls them. */
const IO_ERROR = [10, "disk"] as const;
const READ_ONLY = [8, "not writable"] as const;
/** Runs what follows with a small disk of its own in the place of a folder. */
const OWN_NAMES = ["unshare", "--user", "--map-root-user", "--mount"];

export const DISK_FAULTS: readonly Fault[] = [
  { id: "D1", what: "a disk that is full, and then has room again", run: fillDisk },
  { id: "D2", what: "a disk that is slow, broken, or not to be written to", run: troubleDisk },
];

/** The match goes on, the operator is told, and what happened meanwhile is written when there is room. */
function fillDisk(): Promise<Tally> {
  if (
    spawnSync(OWN_NAMES[0]!, [...OWN_NAMES.slice(1), "mount", "-t", "tmpfs", "tmpfs", tmpdir()])
      .status !== 0
  )
    return Promise.resolve({
      tries: 0,
      wrong: [],
      leftOut: "nobody but root may mount a small disk here: see server/store/store.test.ts",
    });
  return onOwnStand("D1", { ...WITH_CONSOLE, through: inSmallDisk }, async (stand) => {
    const console = await openConsole(stand);
    const ban = (number: number) => console.run(`ban-address 192.0.2.${number} 5 ${REASON}`);
    await ban(1);
    await stand.untilRecords(({ waiting }) => waiting === 0);
    await stand.order({ kind: "fillDisk", folder: stand.data });
    for (let number = 2; number < BANS; number++) await ban(number);
    await stand.untilRecords(({ state }) => state === "failing");
    const { text } = await console.run("bans");
    const wrong = [
      ...missing(stand.said, [
        "The disk with the records is full.",
        "The audit log cannot be written.",
      ]),
      ...(text.includes(`192.0.2.${BANS - 1}`) ? [] : ["the newest ban does not hold"]),
    ];
    await stand.order({ kind: "freeDisk", folder: stand.data });
    await stand.untilRecords(({ state, waiting }) => state === "kept" && waiting === 0);
    await ban(BANS);
    await stand.untilRecords(({ waiting }) => waiting === 0);
    console.close();
    wrong.push(...missing(stand.said, ["Records are kept again."]), ...judgeFiles(stand));
    return { tries: BANS, wrong };
  });
}

function inSmallDisk(data: string): readonly string[] {
  const mount = `mount -t tmpfs -o size=${DISK_BYTES} tmpfs "$0" && exec "$@"`;
  return [...OWN_NAMES, "sh", "-c", mount, data];
}

/** Both files as the server has them, which nobody else sees. */
function judgeFiles({ pid, data }: Stand): string[] {
  const folder = mkdtempSync(join(tmpdir(), "carom-faults-"));
  const own = `/proc/${pid}/root${data}`;
  try {
    for (const end of ["", "-wal"]) {
      const from = `${recordsPath(own)}${end}`;
      if (existsSync(from)) copyFileSync(from, `${recordsPath(folder)}${end}`);
    }
    const records = new Records(openDatabase(recordsPath(folder)));
    const { bans } = records.counts();
    records.close();
    const lines = readFileSync(join(own, "audit.jsonl"), "utf8").trimEnd().split("\n");
    const isTorn = lines.some((line) => !isJson(line));
    return [
      ...(bans === BANS ? [] : [`${bans} of ${BANS} bans are in the records`]),
      ...(isTorn ? ["a line of the audit log is torn"] : []),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Ticks do not wait for it, and what waits is written in the end, in a new thread where the old one ended. */
function troubleDisk(): Promise<Tally> {
  return onOwnStand("D2", WITH_CONSOLE, async (stand) => {
    const console = await openConsole(stand);
    const wrong: string[] = [];
    const ban = (number: number) => console.run(`ban-address 192.0.2.${number} 5 planted`);
    await stand.order({ kind: "troubleRecords", trouble: { slowMs: SLOW_MS, errorCode: 0 } });
    await ban(1);
    await stand.untilRecords(({ waiting }) => waiting > 0);
    const before = await stand.ticks();
    await stand.untilRecords(({ waiting }) => waiting === 0);
    const { lateP99Ms, ticksDropped } = between(before, await stand.ticks());
    for (const [errorCode, fault] of [IO_ERROR, READ_ONLY]) {
      await stand.order({ kind: "troubleRecords", trouble: { slowMs: 0, errorCode } });
      await ban(errorCode);
      await stand.untilRecords((records) => records.fault === fault);
    }
    await stand.order({ kind: "troubleRecords", trouble: NO_TROUBLE });
    await stand.untilRecords(({ state, waiting }) => state === "kept" && waiting === 0);
    await stand.order({ kind: "endRecordsThread" });
    await ban(2);
    await stand.untilRecords(({ state, waiting }) => state === "kept" && waiting === 0);
    console.close();
    wrong.push(
      ...missing(stand.said, ["The disk with the records has a fault.", "cannot be written to"]),
    );
    return {
      tries: 4,
      wrong,
      rows: [
        told(`D2: lateness while a write took ${SLOW_MS} ms, p99`, lateP99Ms, "ms"),
        told("D2: ticks dropped meanwhile", ticksDropped, "ticks"),
      ],
    };
  });
}

function missing(said: string, sentences: readonly string[]): string[] {
  return sentences
    .filter((sentence) => !said.includes(sentence))
    .map((sentence) => `the log does not say "${sentence}"`);
}
