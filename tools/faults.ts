/**
 * The catalogue of faults, tried on a real server: `npm run -s faults -- [--full] [--only N5] [--json]`. What each must come
 * to stands in docs/faults.md. The short form takes about two minutes, the full one half an hour; both put load on this
 * computer alone.
 */
import { parseArgs } from "node:util";
import { CONNECTION_FAULTS } from "./faults/connections.ts";
import type { Fault, Size } from "./faults/fault.ts";
import { MESSAGE_FAULTS } from "./faults/messages.ts";
import { SERVER_FAULTS } from "./faults/server.ts";
import { Stand } from "./faults/stand.ts";
import { atMost, report, told, type Row } from "./rows.ts";

const { values: flags } = parseArgs({
  options: {
    full: { type: "boolean", default: false },
    only: { type: "string", default: "" },
    json: { type: "boolean", default: false },
  },
});
const size: Size = (short, full) => (flags.full ? full : short);
const all = [...CONNECTION_FAULTS, ...MESSAGE_FAULTS, ...SERVER_FAULTS];
const faults = all.filter(({ id }) => flags.only === "" || flags.only.split(",").includes(id));
if (faults.length === 0) {
  console.error(`--only takes some of ${all.map(({ id }) => id).join(",")}`);
  process.exit(2);
}
const stand = await Stand.open();
const rows: Row[] = [];
for (const fault of faults) rows.push(...(await tryOut(fault)));
await stand.close();
report(rows, flags.json);

async function tryOut({ id, what, counter, run }: Fault): Promise<Row[]> {
  process.stderr.write(`${id}: ${what} …\n`);
  await stand.begin();
  const { tries, wrong, rows: measured = [] } = await run(stand, size);
  for (const problem of wrong.slice(0, 5)) process.stderr.write(`  ${problem}\n`);
  return [
    told(`${id}: ${what}`, tries, "tries"),
    atMost(`${id}: came otherwise than it must`, wrong.length, "tries", 0),
    ...measured,
    ...(await stand.judge(id, counter)),
  ];
}
