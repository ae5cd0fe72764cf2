/**
 * Plays the golden match and compares its hashes with those committed in tests/golden/expected.json. With --write it
 * writes them anew: only when the rules were changed on purpose.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { playGolden } from "../tests/golden/golden.ts";

const EXPECTED = new URL("../tests/golden/expected.json", import.meta.url);

const { hashes, counts } = playGolden();
console.log(counts);
if (process.argv.includes("--write")) {
  writeFileSync(EXPECTED, `${JSON.stringify(hashes, null, 2)}\n`);
  console.log("Written to tests/golden/expected.json.");
} else if (isDeepStrictEqual(JSON.parse(readFileSync(EXPECTED, "utf8")), hashes)) {
  console.log("As in tests/golden/expected.json.");
} else {
  console.log(hashes, "\nNot as in tests/golden/expected.json. If that is meant, add --write.");
  process.exitCode = 1;
}
