/**
 * What `npm start` runs. It is plain JavaScript, so that a Node that is too old for the rest can still say so in words
 * instead of dying of a syntax it does not know.
 */
import { existsSync } from "node:fs";

const LEAST_NODE = 24;

const isNodeFit =
  Number.parseInt(process.versions.node, 10) >= LEAST_NODE && Boolean(process.features.typescript);

if (!existsSync(new URL("../node_modules/ws", import.meta.url))) {
  fail("Carom's packages are not installed yet. Run: npm ci");
} else if (!isNodeFit) {
  fail(
    `Carom needs Node ${LEAST_NODE} or newer and this is ${process.version}. Run: npm ci, which brings a fitting one along, and then: npm start. ` +
      "If that does not help, there is none for this kind of computer: install Node from https://nodejs.org",
  );
} else {
  await import("./main.ts");
}

function fail(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}
