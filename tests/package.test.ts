/** What `npm pack` makes: a program that runs in an empty folder, with nothing to build and nothing else installed. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { computeProtocolId } from "../server/protocolId.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PACK_TIMEOUT_MS = 120_000;
const START = join("node_modules", "carom", "server", "start.mjs");

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "carom-package-"));
  execFileSync("npm", ["pack", "--pack-destination", folder], { cwd: ROOT, stdio: "pipe" });
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"))!;
  // The Node that it brings is the one that runs this.
  const flags = ["--no-audit", "--no-fund", "--omit=optional", "--offline", "--force"];
  execFileSync("npm", ["install", ...flags, `./${tarball}`], { cwd: folder, stdio: "pipe" });
}, PACK_TIMEOUT_MS);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]): string {
  return execFileSync(process.execPath, [START, ...args], { cwd: folder, encoding: "utf8" });
}

test("it depends on nothing, and has no sources", () => {
  expect(readdirSync(join(folder, "node_modules")).filter((name) => name !== ".bin")).toEqual(
    readdirSync(join(folder, "node_modules")).filter((name) =>
      /^(carom|\.package-lock)/.test(name),
    ),
  );
  expect(existsSync(join(folder, "node_modules", "carom", "shared"))).toBe(false);
  expect(existsSync(join(folder, "node_modules", "carom", "NOTICE"))).toBe(true);
});

test("it has the licences of what is built into it", () => {
  const read = (part: string) =>
    readFileSync(join(folder, "node_modules", "carom", "dist", part, "LICENCES.txt"), "utf8");
  const names = (text: string) => text.split("\n").filter((line) => /^[@a-z][\w./-]+$/.test(line));
  expect(names(read("server"))).toEqual(
    expect.arrayContaining(["bitecs", "msgpackr", "pino", "ws"]),
  );
  expect(names(read("client"))).toEqual(expect.arrayContaining(["bitecs", "lit-html", "pixi.js"]));
});

test("it tells its commands under its own name", () => {
  expect(run("--help")).toContain("Usage: carom [command] [options]");
  expect(run("serve", "--help")).toContain("Usage: carom serve [options]");
  expect(run("host", "--help")).toContain("Usage: carom host [options]");
  expect(run("bots", "--help")).toContain("Usage: carom bots [options]");
  expect(run("config", "--help")).toContain("Usage: carom config --print-default");
  expect(run("config", "--print-default")).toContain("\n#port = 7777\n");
});

test("it serves the page and the game, and speaks what the sources speak", async () => {
  const child = spawn(
    process.execPath,
    [START, "serve", "--port", "0", "--host", "127.0.0.1", "--map", "felt-room"],
    { cwd: folder, stdio: ["ignore", "pipe", "inherit"] },
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  let out = "";
  for await (const text of child.stdout.setEncoding("utf8") as AsyncIterable<string>) {
    out += text;
    if (out.includes("\n")) break;
  }
  const [url] = /http:\/\/127\.0\.0\.1:\d+\//.exec(out)!;
  expect(JSON.parse(out)).toMatchObject({ msg: "Carom is running.", urls: [url] });
  expect(await (await fetch(url)).text()).toContain("<title>Carom");
  const health = await (await fetch(new URL("/healthz", url))).json();
  expect(health).toMatchObject({
    status: "ok",
    protocolId: computeProtocolId(),
    records: { state: "kept" },
  });
  expect(existsSync(join(folder, "data", "carom.db"))).toBe(true);
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
});
