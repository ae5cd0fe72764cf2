import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { HttpTimeouts } from "./http.ts";
import type { GateRates } from "./limits.ts";
import { textReply, type Reply } from "./reply.ts";
import { loadSite, type Site } from "./site.ts";
import { enter, openTestPort, RawPeer, type TestPort } from "./testPort.ts";

const PREVIEW = '<meta property="og:image" content="%ORIGIN%/preview.png" />';
const SOURCE = `<!doctype html><title>Carom</title>${PREVIEW}${"<p>felt</p>".repeat(200)}`;
/** As it is sent to whoever asks `a` for it. */
const PAGE = SOURCE.replace("%ORIGIN%", "http://a");
const SCRIPT = "export const ".repeat(500);
/** More than the kernel takes in advance for a peer that does not read. */
const LARGE = Buffer.alloc(32 << 20, 1);

let folder: string;
let site: Site;
let port: TestPort;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "carom-site-"));
  mkdirSync(join(folder, "client/assets"), { recursive: true });
  const write = (path: string, data: string | Buffer) => writeFileSync(join(folder, path), data);
  write("client/index.html", SOURCE);
  write("client/service-worker.js", SCRIPT);
  write("client/carom.webmanifest", '{ "name": "Carom" }');
  write("client/favicon.ico", Buffer.from([0, 0, 1, 0]));
  write("client/assets/main-AbC123.js", SCRIPT);
  write("client/assets/font-AbC123.woff2", Buffer.from([1, 2, 3]));
  write("client/assets/large-AbC123.bin", LARGE);
  write("client/.stamp", "internal");
  write("secret.txt", "secret");
  symlinkSync(join(folder, "secret.txt"), join(folder, "client/link.txt"));
  symlinkSync(folder, join(folder, "client/up"));
  site = await loadSite(join(folder, "client"));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => port.close());

async function open(timeouts: Partial<HttpTimeouts> = {}, requests?: GateRates) {
  const pages = new Map<string, () => Reply | Promise<Reply>>([
    ["/healthz", () => textReply(200, "fine")],
    ["/broken", () => Promise.reject(new Error("planted"))],
  ]);
  port = await openTestPort({ site, pages, timeouts, ...(requests && { requests }) });
  return port;
}

/** Sends bytes as they are and reads until the server ends the connection. */
async function say(text: string): Promise<string> {
  const peer = new RawPeer(port.port);
  peer.write(text);
  return peer.hearAll();
}

async function ask(path: string, headers: Record<string, string> = {}, method = "GET") {
  const lines = Object.entries({ Host: "a", Connection: "close", ...headers });
  const answer = await say(
    `${method} ${path} HTTP/1.1\r\n${lines.map((row) => row.join(": ")).join("\r\n")}\r\n\r\n`,
  );
  const end = answer.indexOf("\r\n\r\n");
  const [first = "", ...rest] = answer.slice(0, end).split("\r\n");
  const received = new Headers(
    rest.map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]),
  );
  const body = Buffer.from(answer.slice(end + 4), "latin1");
  return { status: Number(first.slice(9, 12)), headers: received, body };
}

describe("pages", () => {
  test.each(["/", "/index.html", "/?name=x", "/r/AB23", "/r/ABCD2345", "/r/ab23", "/r/AB23/"])(
    "%s is the page, and never kept by a cache",
    async (path) => {
      await open();
      const { status, headers, body } = await ask(path);
      expect([status, body.toString()]).toEqual([200, PAGE]);
      expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
      expect(headers.get("cache-control")).toBe("no-store");
    },
  );

  test.each(["/r/", "/r/ABC", "/r/ABCDEFGHI", "/r/AB-3", "/r/AB23/x", "/R/AB23", "/other"])(
    "%s is nothing, and says so",
    async (path) => {
      await open();
      const { status, body } = await ask(path);
      expect([status, body.toString()]).toEqual([
        404,
        "There is nothing at this address. The game is at /.",
      ]);
    },
  );

  test("files named by their contents are kept for good, others are asked for again", async () => {
    await open();
    const script = await ask("/assets/main-AbC123.js");
    expect(script.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(script.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    const icon = await ask("/favicon.ico");
    expect(icon.headers.get("cache-control")).toBe("no-cache");
    expect(icon.headers.get("content-type")).toBe("image/x-icon");
    expect(icon.body).toEqual(Buffer.from([0, 0, 1, 0]));
  });

  test("what the browser starts from is asked for again each time, with its own types", async () => {
    await open();
    const worker = await ask("/service-worker.js");
    expect(worker.headers.get("cache-control")).toBe("no-cache");
    expect(worker.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    const manifest = await ask("/carom.webmanifest");
    expect(manifest.headers.get("cache-control")).toBe("no-cache");
    expect(manifest.headers.get("content-type")).toBe("application/manifest+json");
  });

  test.each([
    ["carom.example:7777", {}, "http://carom.example:7777"],
    ["[::1]:80", {}, "http://[::1]:80"],
    ["carom.example", { "X-Forwarded-Proto": "https" }, "https://carom.example"],
    ['a"><script>alert(1)</script>', {}, ""],
    ["a b", {}, ""],
    ["", {}, ""],
  ])("previews of links name the page as it was asked for: %j", async (Host, more, origin) => {
    await open();
    const { body } = await ask("/r/AB23", { Host, ...more });
    expect(body.toString()).toBe(SOURCE.replace("%ORIGIN%", origin));
  });

  test("what is made anew for each who asks is not packed: that would take the time of ticks", async () => {
    await open();
    const { headers, body } = await ask("/", { "Accept-Encoding": "br, gzip" });
    expect([headers.get("content-encoding"), body.toString()]).toEqual([null, PAGE]);
  });

  test("who asks too often waits; what is made for him counts as several files", async () => {
    const rate = { perSecond: 1, burst: 6 };
    const requests = { perAddress: rate, fromLoopback: rate, all: { perSecond: 1e9, burst: 1e9 } };
    await open({}, requests);
    const statuses: number[] = [];
    for (const path of ["/healthz", "/healthz", "/favicon.ico", "/favicon.ico", "/favicon.ico"])
      statuses.push((await ask(path)).status);
    expect(statuses).toEqual([200, 429, 200, 200, 429]);
    expect(port.state.refused).toEqual(["request rate", "request rate"]);
    port.state.nowMs += 1000;
    expect((await ask("/favicon.ico")).status).toBe(200);
  });

  test("a page that the browser has is not sent again", async () => {
    await open();
    const etag = (await ask("/favicon.ico")).headers.get("etag")!;
    const again = await ask("/favicon.ico", { "If-None-Match": `"other", ${etag}` });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    expect((await ask("/favicon.ico", { "If-None-Match": '"other"' })).status).toBe(200);
  });

  test("what is made for each who asks, and another packing, are other things to a cache", async () => {
    await open();
    expect((await ask("/")).headers.get("etag")).toBe(null);
    const tagOf = async (encoding: string) => {
      const { headers } = await ask("/assets/main-AbC123.js", { "Accept-Encoding": encoding });
      return headers.get("etag")!;
    };
    const tags = await Promise.all(["br", "gzip", "identity"].map(tagOf));
    expect(new Set(tags).size).toBe(3);
    const other = { "If-None-Match": tags[0]!, "Accept-Encoding": "gzip" };
    expect((await ask("/assets/main-AbC123.js", other)).status).toBe(200);
  });

  test("a connection outlives an answer, and ends with an error", async () => {
    await open({ keepAliveMs: 60_000 });
    const request = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;
    const answers = await say(request("/healthz") + request("/healthz") + request("/nothing"));
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual([
      "HTTP/1.1 200",
      "HTTP/1.1 200",
      "HTTP/1.1 404",
    ]);
  });

  test.each([
    ["gzip, deflate, br", "br"],
    ["GZIP", "gzip"],
    ["br;q=0, gzip;q=0.5", "gzip"],
    ["gzip;q=0.0", null],
    ["identity", null],
    ["brotli", null],
    ["", null],
  ])("Accept-Encoding %j is answered with %s", async (accepted, encoding) => {
    await open();
    const { headers, body } = await ask("/assets/main-AbC123.js", { "Accept-Encoding": accepted });
    expect(headers.get("content-encoding")).toBe(encoding);
    expect(headers.get("vary")).toBe("Accept-Encoding");
    const unpack = { br: brotliDecompressSync, gzip: gunzipSync, plain: (data: Buffer) => data };
    const unpacked = unpack[(encoding ?? "plain") as keyof typeof unpack](body);
    expect(unpacked.toString()).toBe(SCRIPT);
    expect(headers.get("content-length")).toBe(String(body.length));
  });

  test("fonts are not packed twice", async () => {
    await open();
    const font = await ask("/assets/font-AbC123.woff2", { "Accept-Encoding": "br, gzip" });
    expect(font.headers.get("content-encoding")).toBe(null);
    expect(font.body).toEqual(Buffer.from([1, 2, 3]));
  });

  test("HEAD has the headers of GET and no body", async () => {
    await open();
    for (const path of ["/", "/healthz", "/nothing"]) {
      const get = await ask(path);
      const head = await ask(path, {}, "HEAD");
      expect(head.body.length).toBe(0);
      expect([head.status, head.headers.get("content-length")]).toEqual([
        get.status,
        get.headers.get("content-length"),
      ]);
    }
  });

  test.each(["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])("%s: 405", async (method) => {
    await open();
    const { status, headers } = await ask("/", {}, method);
    expect([status, headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  test("an offer of another protocol is passed over", async () => {
    await open();
    const answer = await ask("/", { Connection: "Upgrade, close", Upgrade: "h2c" });
    expect([answer.status, answer.body.toString()]).toEqual([200, PAGE]);
  });
});

describe("headers that protect the page", () => {
  test.each(["/", "/assets/main-AbC123.js", "/healthz", "/nothing", "/play"])(
    "%s",
    async (path) => {
      await open();
      const { headers } = await ask(path);
      const policy = new Map(
        headers
          .get("content-security-policy")!
          .split("; ")
          .map((row) => row.split(/ (.*)/s) as [string, string]),
      );
      expect(Object.fromEntries(policy)).toEqual({
        "default-src": "'self'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "worker-src": "'self' blob:",
        "connect-src": "'self' ws: wss:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
      });
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
    },
  );
});

describe("nothing outside of the built page can be had", () => {
  const climbs = [
    "..",
    "%2e%2e",
    "%2E.",
    "..%00",
    "%252e%252e",
    "%c0%ae%c0%ae",
    "...",
    "..;",
    "．．",
  ];
  const slashes = ["/", "\\", "%2f", "%5c", "%252f", "//", "/./"];
  const paths = climbs.flatMap((up) =>
    slashes.map((slash) => `/assets${slash}${up}${slash}${up}${slash}secret.txt`),
  );
  test.each([
    ...paths,
    "/../secret.txt",
    "//secret.txt",
    "/link.txt",
    "/up/secret.txt",
    "/.stamp",
    "/.stamp/",
    "/%2estamp",
    "/assets",
    "/assets/",
    "/index.html/",
    "/index.html%00",
    "/INDEX.HTML",
    "/etc/passwd",
    "/C:/secret.txt",
    "/file:///etc/passwd",
    "/__proto__",
    "/constructor",
    "/assets/main-AbC123.js/../main-AbC123.js",
  ])("%s: 404 or 400", async (path) => {
    await open();
    const { status, body } = await ask(Buffer.from(path).toString("latin1"));
    expect([400, 404]).toContain(status);
    expect(body.toString()).not.toContain("secret");
  });
});

describe("pages made on request", () => {
  test("are what their maker says, whatever the query", async () => {
    await open();
    const { status, body, headers } = await ask("/healthz?x=1");
    expect([status, body.toString(), headers.get("cache-control")]).toEqual([
      200,
      "fine",
      "no-store",
    ]);
  });

  test("one whose maker fails is a 500, reported, with no detail for strangers", async () => {
    await open();
    const { status, body } = await ask("/broken");
    expect(status).toBe(500);
    expect(body.toString()).not.toContain("planted");
    expect(port.state.faults).toEqual([new Error("planted")]);
  });
});

describe("slow and malformed requests", () => {
  test.each([
    ["silence", ""],
    ["half a header", "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "],
  ])("%s is ended with 408 when the time is up", async (_name, text) => {
    await open({ headersMs: 60, requestMs: 60_000, checkMs: 20 });
    expect(await say(text)).toMatch(
      /^HTTP\/1\.1 408 Request Timeout\r\nConnection: close\r\n\r\n$/,
    );
    expect(port.state.refused).toEqual(["bad HTTP request"]);
  });

  test("a body that does not come ends the connection too", async () => {
    await open({ headersMs: 60, requestMs: 60, keepAliveMs: 60_000, idleMs: 60_000, checkMs: 20 });
    const answer = await say("GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nab");
    expect(answer.slice(0, 12)).toBe("HTTP/1.1 200");
  });

  test("somebody who does not read the answer is dropped", async () => {
    await open({ idleMs: 60 });
    const dropped = new Promise((resolve) => {
      port.http.once("connection", (socket) => socket.once("close", resolve));
    });
    const peer = new RawPeer(port.port);
    peer.socket.pause();
    peer.write("GET /assets/large-AbC123.bin HTTP/1.1\r\nHost: a\r\n\r\n");
    await dropped;
    peer.socket.resume();
    expect((await peer.hearAll()).length).toBeLessThan(LARGE.length);
  });

  test.each([
    ["no HTTP at all", "hello\r\n\r\n", 400],
    ["a NUL in a header", "GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n", 400],
    ["a folded header", "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n", 400],
    ["no Host", "GET / HTTP/1.1\r\n\r\n", 400],
    [
      "two lengths",
      "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
      400,
    ],
    [
      "length and chunks",
      "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      400,
    ],
    ["a header of 9 KB", `GET / HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(9000)}\r\n\r\n`, 431],
    ["a path of 9 KB", `GET /${"x".repeat(9000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 431],
    ["a hundred short headers", `GET / HTTP/1.1\r\nHost: a\r\n${"X: y\r\n".repeat(100)}\r\n`, 431],
    ["two thousand headers", `GET / HTTP/1.1\r\nHost: a\r\n${"X: y\r\n".repeat(2000)}\r\n`, 431],
  ])("%s: refused", async (_name, text, status) => {
    await open();
    expect((await say(text)).slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
  });

  test("five hundred silent connections do not keep anybody from joining", async () => {
    await open();
    const silent = Array.from({ length: 500 }, () => new RawPeer(port.port));
    await enter(port.port);
    expect(port.guests).toHaveLength(1);
    for (const peer of silent) peer.socket.destroy();
  });
});
