import type { IncomingMessage } from "node:http";
import { connect } from "node:net";
import { Duplex } from "node:stream";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DEFAULT_LIMITS } from "./limits.ts";
import { openTestPort, RawPeer, upgradeRequest, type TestPort } from "./testPort.ts";
import { isFromHome, judgeUpgrade } from "./upgrade.ts";

describe("over a real socket", () => {
  let port: TestPort;
  beforeEach(async () => {
    port = await openTestPort({ allowedOrigins: ["https://friend.example"] });
  });
  afterEach(() => port.close());

  test("a proper request is let in, with the accept key of RFC 6455 and no more", async () => {
    const peer = new RawPeer(port.port);
    peer.write(
      upgradeRequest({
        "Sec-WebSocket-Protocol": "chat",
        "Sec-WebSocket-Extensions": "permessage-deflate",
      }),
    );
    const head = await peer.hearUntil("\r\n\r\n");
    expect(head).toMatch(/^HTTP\/1\.1 101 /);
    expect(head).toContain("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n");
    expect(head).not.toMatch(/Sec-WebSocket-(Protocol|Extensions)/i);
    expect(port.guests).toHaveLength(1);
    expect(port.guests[0]!.connection.address).toBe("127.0.0.1");
  });

  test.each([
    ["another path", 404, "GET /other", {}],
    ["a path below", 404, "GET /play/", {}],
    ["a path in disguise", 404, "GET /%70lay", {}],
    ["another method", 404, "POST /play", {}],
    ["no Upgrade", 426, "GET /play", { Upgrade: "", Connection: "close" }],
    ["Upgrade to something else", 426, "GET /play", { Upgrade: "h2c" }],
    ["Upgrade not named in Connection", 426, "GET /play", { Connection: "close" }],
    ["no version", 426, "GET /play", { "Sec-WebSocket-Version": "" }],
    ["an old version", 426, "GET /play", { "Sec-WebSocket-Version": "8" }],
    ["no key", 400, "GET /play", { "Sec-WebSocket-Key": "" }],
    ["a malformed key", 400, "GET /play", { "Sec-WebSocket-Key": "short" }],
    ["a foreign page", 403, "GET /play", { Origin: "https://evil.example" }],
    ["a malformed subprotocol", 400, "GET /play", { "Sec-WebSocket-Protocol": "a,,b" }],
    ["headers beyond 8 KB", 431, "GET /play", { "Sec-WebSocket-Protocol": "x".repeat(9000) }],
  ])("%s: %i", async (_name, status, line, headers) => {
    const peer = new RawPeer(port.port);
    peer.write(upgradeRequest(headers, line));
    const answer = await peer.hearAll();
    expect(answer.slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
    expect(answer).toMatch(/\r\nConnection: close\r\n/i);
    expect(port.guests).toHaveLength(0);
  });

  test("a refusal says why in a sentence, and names the version it wants", async () => {
    const peer = new RawPeer(port.port);
    peer.write(upgradeRequest({ "Sec-WebSocket-Version": "8" }));
    const answer = await peer.hearAll();
    expect(answer).toContain("Sec-WebSocket-Version: 13\r\n");
    expect(answer).toContain("Content-Length: 40\r\n");
    expect(answer).toMatch(/\r\n\r\nThis server speaks WebSocket version 13\.$/);
    expect(port.state.refused).toEqual(["other WebSocket version"]);
  });

  test("whoever is refused is let go, though they keep their end open", async () => {
    const letGo = new Promise((resolve) => {
      port.http.once("connection", (socket) => socket.once("close", resolve));
    });
    const socket = connect({ port: port.port, host: "127.0.0.1", allowHalfOpen: true });
    socket.resume().write(upgradeRequest({ Origin: "https://evil.example" }));
    await letGo;
    expect(socket.destroyed).toBe(false);
    socket.destroy();
  });

  test("a peer that resets while it is being refused does no harm", async () => {
    const socket = new Duplex({
      read: () => {},
      write: (_chunk, _encoding, done) => done(new Error("ECONNRESET")),
    });
    const gone = new Promise((resolve) => socket.once("close", resolve));
    const request = { method: "GET", url: "/other", headers: {}, socket: {} };
    port.door.handleUpgrade(request as unknown as IncomingMessage, socket, Buffer.alloc(0));
    await gone;
    expect(port.state.refused).toEqual(["no such socket"]);
  });
});

describe("limits", () => {
  test("an address that connects too often: 429, until it has waited", async () => {
    const port = await openTestPort({
      limits: {
        connects: { ...DEFAULT_LIMITS.connects, fromLoopback: { perSecond: 1, burst: 2 } },
      },
    });
    const statuses: string[] = [];
    for (const nowMs of [0, 0, 0, 1000]) {
      port.state.nowMs = nowMs;
      const peer = new RawPeer(port.port);
      peer.write(upgradeRequest());
      statuses.push((await peer.hearUntil("\r\n\r\n")).slice(9, 12));
    }
    expect(statuses).toEqual(["101", "101", "429", "101"]);
    expect(port.state.refused).toEqual(["too many connections"]);
    await port.close();
  });

  test("a full server: 503, until somebody leaves", async () => {
    const port = await openTestPort({ limits: { maxConnections: 1 } });
    const ask = async () => {
      const peer = new RawPeer(port.port);
      peer.write(upgradeRequest());
      return (await peer.hearUntil("\r\n\r\n")).slice(9, 12);
    };
    expect([await ask(), await ask()]).toEqual(["101", "503"]);
    port.guests[0]!.connection.terminate();
    await port.guests[0]!.closed;
    expect(await ask()).toBe("101");
    await port.close();
  });

  test("a server that stops: 503", async () => {
    const port = await openTestPort();
    port.door.shut();
    const peer = new RawPeer(port.port);
    peer.write(upgradeRequest());
    expect((await peer.hearAll()).slice(9, 12)).toBe("503");
    await port.close();
  });
});

describe("origins", () => {
  const judge = (origin: string | undefined, host: string, address: string, allowed: string[]) => {
    const headers = {
      host,
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
      ...(origin === undefined ? {} : { origin }),
    };
    const request = { method: "GET", url: "/play?x=1", headers } as unknown as IncomingMessage;
    const rules = { path: "/play", allowedOrigins: allowed };
    return judgeUpgrade(request, address, rules)?.status ?? 101;
  };
  const LAN = "192.168.1.20";

  test.each([
    ["http://192.168.1.5:7777", "192.168.1.5:7777", 101],
    ["http://LOCALHOST:7777", "localhost:7777", 101],
    ["http://arena.example", "Arena.Example:80", 101],
    ["https://arena.example", "arena.example", 101],
    ["https://arena.example", "arena.example:443", 101],
    ["http://[fd00::1]:7777", "[FD00::1]:7777", 101],
    ["http://[fd00:0::1]:7777", "[fd00::1]:7777", 101],
    ["http://192.168.1.5:7778", "192.168.1.5:7777", 403],
    ["http://192.168.1.5", "192.168.1.5:7777", 403],
    ["http://evil.example", "192.168.1.5:7777", 403],
    ["http://192.168.1.5:7777.evil.example", "192.168.1.5:7777", 403],
    ["http://192.168.1.5:7777@evil.example", "192.168.1.5:7777", 403],
    ["file://", "192.168.1.5:7777", 403],
    ["ftp://192.168.1.5:7777", "192.168.1.5:7777", 403],
    ["null", "192.168.1.5:7777", 403],
    ["", "192.168.1.5:7777", 403],
    ["http://", "", 403],
  ])("%s at %s: %i", (origin, host, status) => {
    expect(judge(origin, host, LAN, [])).toBe(status);
  });

  test("others are let in when they are listed, and only they", () => {
    const allowed = ["https://friend.example"];
    expect(judge("https://friend.example", "a:1", LAN, allowed)).toBe(101);
    expect(judge("https://FRIEND.example:443", "a:1", LAN, allowed)).toBe(101);
    expect(judge("http://friend.example", "a:1", LAN, allowed)).toBe(403);
    expect(judge("https://sub.friend.example", "a:1", LAN, allowed)).toBe(403);
    expect(judge("https://anybody.example", "a:1", LAN, ["*"])).toBe(101);
  });

  test("programs, which say no origin, come in from this computer, or from anywhere when listed", () => {
    expect(judge(undefined, "a:1", "127.0.0.1", [])).toBe(101);
    expect(judge(undefined, "a:1", LAN, [])).toBe(403);
    expect(judge(undefined, "a:1", LAN, ["*"])).toBe(403);
    expect(judge(undefined, "a:1", LAN, ["native"])).toBe(101);
  });
});

test.each([
  ["127.0.0.1", "localhost:7777", true],
  ["127.0.0.1", "127.0.0.1:7777", true],
  ["::1", "[::1]:7777", true],
  ["127.0.0.1", "LOCALHOST", true],
  ["127.0.0.1", "carom.example", false],
  ["127.0.0.1", "localhost.evil.example:7777", false],
  ["127.0.0.1", "127.evil.example", false],
  ["127.0.0.1", "192.168.1.20:7777", false],
  ["127.0.0.1", "/", false],
  ["127.0.0.1", undefined, false],
  ["192.168.1.20", "localhost:7777", false],
])("a request from %s for %s is from home: %s", (address, host, isIt) => {
  const request = { headers: { host } } as unknown as IncomingMessage;
  expect(isFromHome(request, address)).toBe(isIt);
});
