/**
 * The short form of the catalogue of faults (docs/faults.md), against a real server with others playing on it. What of it is
 * a time, or the memory of a server that has just started, decides nothing here: `npm run -s faults` tells those.
 */
import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CATALOGUE, SERVER_FAULTS } from "../tools/faults/catalogue.ts";
import { CONNECTION_FAULTS } from "../tools/faults/connections.ts";
import { ELSEWHERE } from "../tools/faults/elsewhere.ts";
import { attempt, type Fault, type Size } from "../tools/faults/fault.ts";
import { MESSAGE_FAULTS } from "../tools/faults/messages.ts";
import { decides, Stand } from "../tools/faults/stand.ts";

const TIMEOUT_MS = 120_000;
/** Random messages have a test of their own, with ten times as many (hostile.test.ts). */
const OF_ITS_OWN = "P1";
/** They mostly wait, each for a server of its own; but for S7, which is counted on the one of the others. */
const TOGETHER = [
  ["S7"],
  ["S1", "S3", "S4", "S5"],
  ["S6", "S6b", "S7b"],
  ["D1", "D2"],
  ["D3", "D4"],
];
const short: Size = (size) => size;

let stand: Stand;
beforeAll(async () => {
  stand = await Stand.open();
}, TIMEOUT_MS);
afterAll(() => stand.close());
beforeEach(() => stand.begin());

/** What is not as it must be, of the fault itself and of everybody else. */
async function faultsOf(fault: Fault): Promise<unknown[]> {
  const { id, counter, cost } = fault;
  const { wrong } = await attempt(fault, stand, short);
  const rows = await stand.judge(id, counter, cost);
  return [...wrong, ...rows.filter((row) => !row.ok && decides(row))];
}

describe("faults of connections, which mostly wait, all at once", () => {
  test(
    "N1 to N8",
    async () => {
      const found = await Promise.all(CONNECTION_FAULTS.map(faultsOf));
      expect(found.flat()).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

describe("faults of what is sent", () => {
  test.each(MESSAGE_FAULTS.filter(({ id }) => id !== OF_ITS_OWN))(
    "$id: $what",
    async (fault) => {
      expect(await faultsOf(fault)).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

describe("faults of the process, its disk and its files", () => {
  test.each(TOGETHER.map((ids) => [ids.join(", "), ids] as const))(
    "%s",
    async (_title, ids) => {
      const faults = SERVER_FAULTS.filter(({ id }) => ids.includes(id));
      const found = await Promise.all(faults.map(faultsOf));
      expect(found.flat()).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

test("every row of the catalogue is tried here or in a test of its own, and told in docs/faults.md", () => {
  const tried = [...CONNECTION_FAULTS, ...MESSAGE_FAULTS].map(({ id }) => id);
  expect([...tried, ...TOGETHER.flat()].sort()).toEqual(CATALOGUE.map(({ id }) => id).sort());
  const files = ELSEWHERE.flatMap(({ tests }) => tests);
  expect(files.filter((path) => !existsSync(path))).toEqual([]);
  const rows = readFileSync("docs/faults.md", "utf8").match(/^\| [NPCSD]\d+b? /gm) ?? [];
  const known = [...CATALOGUE, ...ELSEWHERE].map(({ id }) => `| ${id} `);
  expect([...new Set(rows)].sort()).toEqual([...new Set(known)].sort());
});
