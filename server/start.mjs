#!/usr/bin/env node
/**
 * What `npm start` and `carom` run. It is plain JavaScript, so that a Node that is too old for the rest can still say so in
 * words instead of dying of a syntax it does not know; in the package it goes over to the Node that came along.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";

const LEAST_NODE = 24;
/** Beside carom's folder, or inside it where npm put it there. */
const BROUGHT_NODES = ["../../.bin/node", "../node_modules/.bin/node"];

const isPacked = !existsSync(here("./main.ts"));
const isNewEnough = Number.parseInt(process.versions.node, 10) >= LEAST_NODE;
const broughtNode = BROUGHT_NODES.map(here).find(existsSync);

if (!isPacked && !existsSync(here("../node_modules/ws"))) {
  fail("Carom's packages are not installed yet. Run: npm ci");
} else if (isNewEnough && (isPacked || Boolean(process.features.typescript))) {
  await import(isPacked ? "../dist/server/main.mjs" : "./main.ts");
} else if (isPacked && broughtNode !== undefined && broughtNode !== process.execPath) {
  runWith(broughtNode);
} else {
  fail(
    `Carom needs Node ${LEAST_NODE} or newer and this is ${process.version}. ` +
      (isPacked ? "" : "Run: npm ci, which brings a fitting one along, and then: npm start. ") +
      "If that does not help, there is none for this kind of computer: install Node from https://nodejs.org",
  );
}

/** In this process's place, as far as signals and the exit code go. */
function runWith(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: "inherit",
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  // Of a key pressed on a terminal the child hears by itself.
  process.on("SIGINT", () => {});
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal];
  });
}

function here(path) {
  return fileURLToPath(new URL(path, import.meta.url));
}

function fail(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}
