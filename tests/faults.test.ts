/**
 * The short form of the catalogue of faults (docs/faults.md), against a real server with others playing on it. What of it is
 * a time, or the memory of a server that has just started, decides nothing here: `npm run -s faults` tells those.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CONNECTION_FAULTS } from "../tools/faults/connections.ts";
import type { Fault, Size } from "../tools/faults/fault.ts";
import { MESSAGE_FAULTS } from "../tools/faults/messages.ts";
import { SERVER_FAULTS } from "../tools/faults/server.ts";
import { Stand } from "../tools/faults/stand.ts";

const TIMEOUT_MS = 120_000;
const UNSTEADY = /tick p99|ticks dropped|memory grown/;
const short: Size = (size) => size;

let stand: Stand;
beforeAll(async () => {
  stand = await Stand.open();
}, TIMEOUT_MS);
afterAll(() => stand.close());
beforeEach(() => stand.begin());

/** What is not as it must be, of the fault itself and of everybody else. */
async function faultsOf({ id, counter, run }: Fault): Promise<unknown[]> {
  const { wrong } = await run(stand, short);
  const rows = await stand.judge(id, counter);
  return [...wrong, ...rows.filter(({ name, ok }) => !ok && !UNSTEADY.test(name))];
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

describe("faults of what is sent, and of the process and its files", () => {
  // Random messages have a test of their own, with ten times as many (hostile.test.ts).
  const faults = [...MESSAGE_FAULTS, ...SERVER_FAULTS].filter(({ id }) => id !== "P1");
  test.each(faults)(
    "$id: $what",
    async (fault) => {
      expect(await faultsOf(fault)).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
