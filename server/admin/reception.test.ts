/** Operators at the socket of a real server: who is let in, who is not, and that nothing they send stops a room. */
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import WebSocket from "ws";
import { NO_LOG } from "../log.ts";
import { loadMaps } from "../maps.ts";
import { startServer, type RunningServer } from "../server.ts";
import { readConfig } from "../settings/config.ts";
import { keepNothing } from "../store/store.ts";
import type { Act } from "./audit.ts";
import { AdminClient } from "./client.ts";
import { answerTo, rightOf } from "./secrets.ts";
import { decode, readNonce } from "#shared/protocol/admin.ts";

const MAPS = loadMaps(fileURLToPath(new URL("../../assets/maps", import.meta.url)));
const SECRETS = {
  CAROM_ADMIN_SECRET: "the secret of operators",
  CAROM_MODERATOR_SECRET: "the secret of moderators",
  CAROM_WATCHER_SECRET: "the secret of watchers",
};

let server: RunningServer;
let acts: Act[];
let faults: unknown[];
let skewMs: number;
const config = (environment: Record<string, string>) =>
  readConfig(["--port", "0", "--host", "127.0.0.1"], environment);

async function start(environment: Record<string, string>): Promise<RunningServer> {
  return startServer({
    config: config(environment),
    protocolId: "test",
    maps: MAPS,
    now: () => performance.now() + skewMs,
    random: () => 0.5,
    servePage: (_request, response) => response.end("the page"),
    log: { ...NO_LOG, error: ({ err }) => faults.push(err) },
    store: keepNothing(() => 0),
    operation: { audit: { note: (act) => acts.push(act) }, reread: () => "read", wallNow: () => 0 },
  });
}

beforeEach(async () => {
  acts = [];
  faults = [];
  skewMs = 0;
  server = await start(SECRETS);
});
afterEach(async () => {
  await server.stop();
  if (faults.length > 0) throw new AggregateError(faults, "the server had faults");
});

const enter = (secret: string, name = "olga") =>
  AdminClient.open({ url: `http://127.0.0.1:${server.port}`, secret, name });
const metrics = async () => (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text();

/** A peer that sends what it likes; `next` gives what it is told, `code` how it ends. */
async function intrude(path = "/admin") {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`);
  const closed = once(socket, "close").then(([code]) => code as number);
  const first = once(socket, "message").then(([data]) => data as Buffer);
  await once(socket, "open");
  return { socket, closed, nonce: readNonce(await first)! };
}

describe("who knows a secret", () => {
  test.each([
    [SECRETS.CAROM_ADMIN_SECRET, "operate"],
    [SECRETS.CAROM_MODERATOR_SECRET, "moderate"],
    [SECRETS.CAROM_WATCHER_SECRET, "watch"],
  ])("%s may %s, and is on record", async (secret, level) => {
    const client = await enter(secret);
    expect(client.level).toBe(level);
    expect((await client.run("rooms")).text).toBe("No room is open.");
    expect((await client.run("reload")).isDone).toBe(level === "operate");
    expect(acts[0]).toMatchObject({
      who: `${level} olga`,
      from: "127.0.0.1",
      command: "login",
      outcome: "let in",
    });
    client.close();
  });

  test("does not say it: the answer is another each time, and is no good for another nonce", async () => {
    const { nonce, socket } = await intrude();
    const other = await intrude();
    expect(nonce).not.toBe(other.nonce);
    const secrets = { watch: "", moderate: "", operate: SECRETS.CAROM_ADMIN_SECRET };
    const answer = answerTo(nonce, secrets.operate);
    expect(answer).not.toContain(secrets.operate);
    expect([rightOf(answer, nonce, secrets), rightOf(answer, other.nonce, secrets)]).toEqual([
      "operate",
      undefined,
    ]);
    // What no secret is set for has the empty one, and that opens nothing.
    expect(rightOf(answerTo(nonce, ""), nonce, secrets)).toBe(undefined);
    other.socket.send(JSON.stringify({ name: "eve", answer }));
    expect(await other.closed).toBe(4011);
    socket.terminate();
  });

  test("is let in also under a name that is too long, with the beginning of it", async () => {
    const client = await enter(
      SECRETS.CAROM_ADMIN_SECRET,
      "olga.of.the.long.name@corp.example.com",
    );
    expect(acts[0]).toMatchObject({ who: "operate olga.of.the.long.name@corp.examp" });
    client.close();
  });

  test("shows so anew when it has changed", async () => {
    const client = await enter(SECRETS.CAROM_ADMIN_SECRET);
    server.reload(config({ CAROM_ADMIN_SECRET: "quite another secret" }), MAPS);
    await expect(client.ended).rejects.toThrow("the secrets have changed");
    expect((await enter("quite another secret")).level).toBe("operate");
  });
});

describe("who does not", () => {
  test("is closed, counted and on record; waits, and is locked out in the end", async () => {
    for (let i = 0; i < 5; i++) {
      await expect(enter("not the secret at all")).rejects.toThrow("wrong secret");
      skewMs += 8000;
    }
    expect(acts.map(({ outcome }) => outcome).slice(-2)).toEqual([
      "wrong secret",
      "wrong secret, locked out",
    ]);
    await expect(enter(SECRETS.CAROM_ADMIN_SECRET)).rejects.toThrow("wait, then try again");
    expect(await metrics()).toMatch(/refusals_total\{reason="admin secret"\} 5\n/);
    expect(await metrics()).toMatch(/refusals_total\{reason="admin locked out"\} 1\n/);
    skewMs += 15 * 60_000;
    expect((await enter(SECRETS.CAROM_ADMIN_SECRET)).level).toBe("operate");
  });

  test("has to wait before he tries again, were it with the right one", async () => {
    await expect(enter("not the secret at all")).rejects.toThrow("wrong secret");
    await expect(enter(SECRETS.CAROM_ADMIN_SECRET)).rejects.toThrow("wait, then try again");
  });

  test("is closed when he says nothing", async () => {
    const { closed } = await intrude();
    skewMs += 6000;
    expect(await closed).toBe(4009);
  });

  test("finds no such socket where no secret is set", async () => {
    await server.stop();
    server = await start({});
    await expect(enter("")).rejects.toThrow("There is no admin socket there");
    const [error] = (await once(new WebSocket(`ws://127.0.0.1:${server.port}/admin`), "error")) as [
      Error,
    ];
    expect(error.message).toContain("404");
  });
});

describe("whatever is sent", () => {
  test.each<[string, Buffer | string, number]>([
    ["nothing", "", 1008],
    ["no JSON", "{", 1008],
    ["a number", "7", 1008],
    ["null", "null", 1008],
    ["a list", "[]", 1008],
    ["a depth of brackets", "[".repeat(4000), 1008],
    ["an answer that is none", '{"name":"eve","answer":"00"}', 1008],
    ["an answer of another kind", '{"name":"eve","answer":["a"]}', 1008],
    ["a name that is too long", `{"name":"${"e".repeat(33)}","answer":"${"0".repeat(64)}"}`, 1008],
    ["a prototype", '{"__proto__":{"name":"eve","answer":"00"}}', 1008],
    ["a command before all else", '{"id":1,"line":"rooms"}', 1008],
    ["binary", Buffer.from('{"name":"eve"}'), 1003],
    ["too much", " ".repeat(4097), 1009],
  ])("%s before the answer closes that connection alone", async (_what, bytes, expected) => {
    const olga = await enter(SECRETS.CAROM_ADMIN_SECRET);
    const { socket, closed } = await intrude();
    socket.send(bytes);
    expect(await closed).toBe(expected);
    expect((await olga.run("stats")).isDone).toBe(true);
    olga.close();
  });

  test.each([
    ["no JSON", "{"],
    ["no command", '{"id":1}'],
    ["no number", '{"id":"1","line":"rooms"}'],
    ["a number that is none", '{"id":1e400,"line":"rooms"}'],
    ["a line that is too long", `{"id":1,"line":"${"x".repeat(1025)}"}`],
    ["another answer", `{"name":"eve","answer":"${"0".repeat(64)}"}`],
  ])("%s after it, too", async (_what, text) => {
    const { socket, closed, nonce } = await intrude();
    const answer = answerTo(nonce, SECRETS.CAROM_ADMIN_SECRET);
    socket.send(JSON.stringify({ name: "eve", answer }));
    const [data] = (await once(socket, "message")) as [Buffer];
    expect(decode(data)).toEqual({ level: "operate" });
    socket.send(text);
    expect(await closed).toBe(1008);
  });

  test("far too many commands end the connection", async () => {
    const client = await enter(SECRETS.CAROM_ADMIN_SECRET);
    const runs = Array.from({ length: 60 }, () => client.run("rooms"));
    const results = await Promise.allSettled(runs);
    expect(results.filter(({ status }) => status === "rejected").length).toBeGreaterThan(20);
    await expect(client.ended).rejects.toThrow("too much at once");
  });
});
