/** The process as people meet it: what it prints, what it exits with. */
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import WebSocket from "ws";
import { ensureClient } from "./clientBuild.ts";
import { computeProtocolId } from "./protocolId.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const BUILD_TIMEOUT_MS = 120_000;

beforeAll(async () => {
  await ensureClient(ROOT, () => {});
}, BUILD_TIMEOUT_MS);

function run(args: readonly string[], nodeArgs: readonly string[] = []) {
  const child = spawn(process.execPath, [...nodeArgs, "server/start.mjs", ...args], {
    cwd: ROOT,
    env: { PATH: process.env["PATH"], CAROM_NO_RECORDS: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said.out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said.err += text));
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, ...said }));
  /** The address under which it says to be running. */
  const address = async (): Promise<string> => {
    for (;;) {
      const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(said.out)?.[0];
      if (url !== undefined) return url;
      await Promise.race([
        once(child.stdout, "data"),
        ended.then(({ err }) => Promise.reject(new Error(`ended: ${err}`))),
      ]);
    }
  };
  return { child, ended, address };
}

describe("npm start", () => {
  test("serves the page and the game at the address that it prints, until it is told to stop", async () => {
    const { child, ended, address } = run(["--port", "0", "--host", "127.0.0.1"]);
    const url = await address();
    const page = await fetch(url);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'self'");
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(await page.text())![1]!;
    const source = await (await fetch(new URL(script, url))).text();
    expect(source).toContain(computeProtocolId());
    expect(await (await fetch(new URL("/healthz", url))).json()).toMatchObject({
      protocolId: computeProtocolId(),
    });
    const socket = new WebSocket(new URL("/play", url));
    await once(socket, "open");
    const closed = once(socket, "close");
    child.kill("SIGTERM");
    const [code, reason] = (await closed) as [number, Buffer];
    expect([code, reason.toString()]).toEqual([1001, "server is stopping"]);
    expect((await ended).code).toBe(0);
  });

  test("help is printed and that is all", async () => {
    const { code, out, err } = await run(["--help"]).ended;
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^Usage: npm start -- \[command\]/);
    expect(out).toContain("  --max-seats NUMBER");
  });
});

describe("what goes wrong at start is one sentence, no stack, and an exit code", () => {
  test("the port is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const { code, err } = await run(["--port", String(port), "--host", "127.0.0.1"]).ended;
    other.close();
    expect([code, err]).toEqual([
      1,
      `Port ${port} is taken, perhaps by another Carom. Stop that one, or take another port: npm start -- --port ${port + 1}\n`,
    ]);
  });

  test.each<[string, string[], number, string]>([
    [
      "an address of somebody else",
      ["--host", "192.0.2.77"],
      1,
      'This computer has no address "192.0.2.77".',
    ],
    [
      "a host that is none",
      ["--host", "no such host"],
      1,
      'This computer has no address "no such host".',
    ],
    ["an unknown flag", ["--prot", "1"], 2, '"--prot" is not an option'],
    ["a bad value", ["--port", "http"], 2, "--port takes a whole number"],
    ["an unknown map", ["--map", "moon"], 2, 'There is no map "moon". There are: '],
  ])("%s", async (_name, args, exitCode, sentence) => {
    const { code, err, out } = await run(["--port", "0", ...args]).ended;
    expect([code, out]).toEqual([exitCode, ""]);
    expect(err).toContain(sentence);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });

  test("a Node that cannot run TypeScript", async () => {
    const { code, err } = await run([], ["--no-strip-types"]).ended;
    expect(code).toBe(1);
    expect(err).toMatch(/^Carom needs Node 24 or newer and this is v\d+\.\d+\.\d+\. Run: npm ci/);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });
});
