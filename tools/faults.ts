/**
 * The catalogue of faults, tried on a real server: `npm run -s faults -- [--full] [--only N5] [--json]`. What each must come
 * to stands in docs/faults.md. The short form takes about two minutes, the full one half an hour; both put load on this
 * computer alone.
 */
import { parseArgs } from "node:util";
import { setTimeout as pass } from "node:timers/promises";
import { CATALOGUE } from "./faults/catalogue.ts";
import { ELSEWHERE } from "./faults/elsewhere.ts";
import { attempt, type Fault, type Size } from "./faults/fault.ts";
import { Stand } from "./faults/stand.ts";
import { atMost, report, told, type Row } from "./rows.ts";

const { values: flags } = parseArgs({
  options: {
    full: { type: "boolean", default: false },
    only: { type: "string", default: "" },
    json: { type: "boolean", default: false },
  },
});
/** What a server takes for itself in its first moments is no fault's doing. */
const SETTLE_MS = 20_000;
/** Memory that a fault took must be back by then. */
const MEMORY_PATIENCE_MS = 60_000;
const size: Size = (short, full) => (flags.full ? full : short);
const isAsked = ({ id }: { id: string }) => flags.only === "" || flags.only.split(",").includes(id);
const faults = CATALOGUE.filter(isAsked);
if (faults.length === 0) {
  console.error(`--only takes some of ${CATALOGUE.map(({ id }) => id).join(",")}`);
  process.exit(2);
}
const stand = await Stand.open();
process.stderr.write("A server starts, and settles …\n");
await pass(SETTLE_MS);
const rows: Row[] = [];
for (const fault of faults) rows.push(...(await tryOut(fault)));
await stand.close();
for (const { id, what, tests } of ELSEWHERE.filter(isAsked))
  rows.push(told(`${id}: ${what}: see ${tests.join(", ")}`, tests.length, "tests"));
report(rows, flags.json);

async function tryOut(fault: Fault): Promise<Row[]> {
  const { id, what, counter, cost } = fault;
  process.stderr.write(`${id}: ${what} …\n`);
  await stand.begin();
  const { tries, wrong, rows: measured = [], leftOut } = await attempt(fault, stand, size);
  for (const problem of wrong.slice(0, 5)) process.stderr.write(`  ${problem}\n`);
  return [
    told(`${id}: ${what}`, tries, "tries"),
    atMost(`${id}: came otherwise than it must`, wrong.length, "tries", 0),
    ...(leftOut === undefined ? [] : [told(`${id}: left out, for ${leftOut}`, 1, "")]),
    ...measured,
    ...(await stand.judge(id, counter, cost, MEMORY_PATIENCE_MS)),
  ];
}
