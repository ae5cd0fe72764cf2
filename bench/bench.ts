/**
 * All that is measured of one machine alone: `npm run bench [-- --part hot|bytes|drawing|capacity] [--json]`. The hot paths,
 * what a snapshot's bytes are spent on and what a frame costs take seconds, what a server carries some minutes and a machine with nothing else to do.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { report, type Row } from "../tools/rows.ts";

const PARTS = {
  hot: "hotPaths.ts",
  bytes: "protocol.ts",
  drawing: "drawing.ts",
  capacity: "capacity.ts",
} as const;
const { values: flags } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    part: { type: "string", default: "" },
  },
});

if (flags.part !== "" && !Object.hasOwn(PARTS, flags.part)) {
  process.stderr.write(`--part ${flags.part}: take one of ${Object.keys(PARTS).join(", ")}.\n`);
  process.exit(2);
}
const wanted = Object.entries(PARTS).filter(([part]) => flags.part === "" || part === flags.part);
report(
  wanted.flatMap(([, script]) => run(script)),
  flags.json,
);

/** What one of the scripts measured; what it says of its progress goes through. */
function run(script: string): Row[] {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { stdout, error, status } = spawnSync(process.execPath, [path, "--json"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (error) throw error;
  if (stdout === "") throw new Error(`${script} ended with ${status} and told nothing`);
  return JSON.parse(stdout) as Row[];
}
