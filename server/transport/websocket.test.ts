import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import WebSocket from "ws";
import type { Connection } from "./connection.ts";
import { LIVE_LIMITS, type TransportLimits } from "./limits.ts";
import { enter, frame, openTestPort, Opcode, RawPeer, upgradeRequest } from "./testPort.ts";
import type { FrameOptions, TestPort } from "./testPort.ts";

let port: TestPort;
beforeEach(async () => {
  port = await openTestPort();
});
afterEach(() => port.close());

/** What the server has received once it has answered a ping: everything sent before it. */
async function settle(peer: RawPeer): Promise<void> {
  peer.write(frame(Opcode.ping, "settle"));
  while ((await peer.nextFrame()).opcode !== Opcode.pong);
}

async function connectAsBrowser(): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port.port}/play`);
  await once(socket, "open");
  return socket;
}

describe("messages", () => {
  test("go through unchanged in both directions, and are counted", async () => {
    const socket = await connectAsBrowser();
    const { connection, messages } = port.guests[0]!;
    connection.send(Buffer.from([1, 2, 3]));
    expect((await once(socket, "message"))[0]).toEqual(Buffer.from([1, 2, 3]));
    socket.send(Buffer.from([9, 8]));
    socket.send(Buffer.alloc(0));
    socket.send(Buffer.alloc(4096, 7));
    socket.close(1000);
    await port.guests[0]!.closed;
    expect(messages).toEqual([Buffer.from([9, 8]), Buffer.alloc(0), Buffer.alloc(4096, 7)]);
    expect([port.state.in, port.state.out]).toEqual([4098, 3]);
    expect(port.state.refused).toEqual([]);
  });

  test.each([0, 125, 126, 65_535, 65_536, 200_000])("of %i bytes arrive whole", async (length) => {
    const socket = await connectAsBrowser();
    const { connection } = port.guests[0]!;
    const heard = once(socket, "message");
    connection.send(Buffer.alloc(length, 0xa5));
    expect((await heard)[0]).toEqual(Buffer.alloc(length, 0xa5));
    socket.close(1000);
    await port.guests[0]!.closed;
  });

  test("have the same effect however TCP cuts them", async () => {
    const whole = Buffer.concat([
      frame(Opcode.binary, "one"),
      frame(Opcode.binary, "tw", { isLast: false }),
      frame(Opcode.ping, "between"),
      frame(Opcode.more, "o"),
      frame(Opcode.binary, "x".repeat(300)),
    ]);
    for (let cut = 0; cut <= whole.length; cut += 7) {
      const peer = await enter(port.port);
      peer.socket.setNoDelay();
      peer.write(whole.subarray(0, cut));
      peer.write(whole.subarray(cut));
      await settle(peer);
      const texts = port.guests.at(-1)!.messages.map(String);
      expect(texts, `cut at ${cut}`).toEqual(["one", "two", "x".repeat(300)]);
      peer.socket.destroy();
    }
  });

  test("sent in the same segment as the request are not lost", async () => {
    const peer = new RawPeer(port.port);
    peer.write(Buffer.concat([Buffer.from(upgradeRequest()), frame(Opcode.binary, "early")]));
    await peer.hearUntil("\r\n\r\n");
    await settle(peer);
    expect(port.guests[0]!.messages.map(String)).toEqual(["early"]);
  });

  test("are not sent any more once the connection is closing", async () => {
    const socket = await connectAsBrowser();
    const { connection } = port.guests[0]!;
    connection.close(1000, "enough");
    connection.send(Buffer.from([1]));
    const heard: unknown[] = [];
    socket.on("message", (data) => heard.push(data));
    const [code, reason] = (await once(socket, "close")) as [number, Buffer];
    expect([code, reason.toString(), heard]).toEqual([1000, "enough", []]);
    expect(connection.bufferedBytes).toBe(0);
  });
});

describe("frames that no honest client sends", () => {
  const long = (claimedLength: bigint): FrameOptions => ({ claimedLength });
  const close = (code: number) => frame(Opcode.close, Buffer.from([code >> 8, code & 255]));
  const fragments = (count: number, payload = "") =>
    Array.from({ length: count }, (_, i) =>
      frame(i === 0 ? Opcode.binary : Opcode.more, payload, { isLast: i === count - 1 }),
    );

  test.each<[string, number, ...Buffer[]]>([
    ["text", 1003, frame(Opcode.text, "hello")],
    ["text that is no UTF-8", 1007, frame(Opcode.text, Buffer.from([0xc0, 0xaf]))],
    ["4097 bytes", 1009, frame(Opcode.binary, Buffer.alloc(4097))],
    ["4097 bytes in fragments", 1009, ...fragments(3, "x".repeat(1366))],
    ["a claim of 2^31 bytes", 1009, frame(Opcode.binary, "", long(2n ** 31n))],
    ["a claim of 2^63 bytes", 1009, frame(Opcode.binary, "", long(2n ** 63n))],
    ["no mask", 1002, frame(Opcode.binary, "x", { isMasked: false })],
    ["reserved bit 1", 1002, frame(Opcode.binary, "x", { reserved: 4 })],
    ["reserved bit 2", 1002, frame(Opcode.binary, "x", { reserved: 2 })],
    ["reserved bit 3", 1002, frame(Opcode.binary, "x", { reserved: 1 })],
    ...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map(
      (opcode) => [`opcode ${opcode}`, 1002, frame(opcode, "")] as [string, number, Buffer],
    ),
    ["a fragmented ping", 1002, frame(Opcode.ping, "", { isLast: false })],
    ["a ping of 126 bytes", 1002, frame(Opcode.ping, "x".repeat(126))],
    ["a continuation of nothing", 1002, frame(Opcode.more, "x")],
    ["a new message within one", 1002, fragments(2)[0]!, frame(Opcode.binary, "x")],
    ["five fragments", 1008, ...fragments(5, "x")],
    ["five empty fragments", 1008, ...fragments(5)],
    ["a close of one byte", 1002, frame(Opcode.close, "x")],
    ...[0, 999, 1004, 1005, 1006, 1015, 2999, 5000].map(
      (code) => [`close code ${code}`, 1002, close(code)] as [string, number, Buffer],
    ),
    ["a close reason that is no UTF-8", 1007, frame(Opcode.close, Buffer.from([3, 232, 0xff]))],
  ])("%s: %i", async (_name, code, ...frames) => {
    const peer = await enter(port.port);
    peer.write(Buffer.concat(frames));
    expect(await peer.nextCloseCode()).toBe(code);
    peer.socket.destroy();
    await port.guests[0]!.closed;
    expect(port.guests[0]!.messages).toEqual([]);
    expect(port.state.refused).toHaveLength(1);
    expect(port.door.connectionCount).toBe(0);
  });

  test("whoever does not answer the Close frame is dropped all the same", async () => {
    await port.close();
    port = await openTestPort({ limits: { closeMs: 30 } });
    const peer = await enter(port.port);
    peer.write(frame(Opcode.text, "hello"));
    await peer.hearAll();
    expect(await port.guests[0]!.closed).toMatchObject({ code: 1006 });
  });
});

describe("the closing handshake", () => {
  test.each([
    ["with code and reason", Buffer.from([3, 232, 98, 121, 101]), { code: 1000, reason: "bye" }],
    ["with the code alone", Buffer.from([3, 233]), { code: 1001, reason: "" }],
    ["with nothing", Buffer.alloc(0), { code: 1005, reason: "" }],
  ])("%s is answered in kind, and then the server ends the socket", async (_name, body, closed) => {
    const peer = await enter(port.port);
    peer.write(frame(Opcode.close, body));
    const answer = await peer.nextFrame();
    expect(answer).toEqual({ opcode: Opcode.close, payload: body });
    await peer.hearAll();
    expect(await port.guests[0]!.closed).toEqual(closed);
  });

  test("messages after the peer's Close frame are not heard", async () => {
    const peer = await enter(port.port);
    peer.write(Buffer.concat([frame(Opcode.close, ""), frame(Opcode.binary, "late")]));
    await peer.hearAll();
    await port.guests[0]!.closed;
    expect(port.guests[0]!.messages).toEqual([]);
  });

  test("a reset at any byte of a frame ends one connection, and is told once", async () => {
    const bytes = frame(Opcode.binary, "x".repeat(130));
    for (let length = 0; length <= bytes.length; length += 3) {
      const peer = await enter(port.port);
      peer.socket.write(bytes.subarray(0, length), () => peer.socket.resetAndDestroy());
      expect(await port.guests.at(-1)!.closed).toEqual({ code: 1006, reason: "" });
    }
    expect(port.door.connectionCount).toBe(0);
  });
});

describe("pings", () => {
  test("of the peer are answered with the same words", async () => {
    const peer = await enter(port.port);
    peer.write(frame(Opcode.ping, "are you there"));
    expect(await peer.nextFrame()).toEqual({
      opcode: Opcode.pong,
      payload: Buffer.from("are you there"),
    });
  });

  test("leave every five seconds, and whoever falls silent for fifteen is dropped", async () => {
    const peer = await enter(port.port);
    for (const second of [1, 2, 3, 4, 5, 6, 9, 10, 14]) {
      port.state.nowMs = second * 1000;
      port.door.sweep();
    }
    expect((await peer.nextFrame()).opcode).toBe(Opcode.ping);
    expect((await peer.nextFrame()).opcode).toBe(Opcode.ping);
    expect(port.door.connectionCount).toBe(1);
    port.state.nowMs = 15_000;
    port.door.sweep();
    expect(await port.guests[0]!.closed).toEqual({ code: 1006, reason: "" });
    expect(port.state.refused).toEqual(["silent"]);
    expect(await peer.hearAll()).toBe("");
  });

  test.each([
    ["a pong", frame(Opcode.pong, "")],
    ["a ping", frame(Opcode.ping, "")],
    ["a message", frame(Opcode.binary, "x")],
  ])("%s is a sign of life", async (_name, sign) => {
    const peer = await enter(port.port);
    port.state.nowMs = 14_000;
    port.door.sweep();
    expect((await peer.nextFrame()).opcode).toBe(Opcode.ping);
    peer.write(Buffer.concat([sign, frame(Opcode.ping, "seen")]));
    await peer.hearUntil("seen");
    for (const second of [15, 29]) {
      port.state.nowMs = second * 1000;
      port.door.sweep();
    }
    await settle(peer);
    for (const second of [30, 44, 45]) {
      port.state.nowMs = second * 1000;
      port.door.sweep();
    }
    expect(await port.guests[0]!.closed).toMatchObject({ code: 1006 });
    expect(port.state.refused).toEqual(["silent"]);
  });
});

describe("floods", () => {
  test.each<[string, Buffer[]]>([
    ["many messages", Array<Buffer>(801).fill(frame(Opcode.binary, "x"))],
    ["many pings", Array<Buffer>(801).fill(frame(Opcode.ping, ""))],
    ["many pongs", Array<Buffer>(801).fill(frame(Opcode.pong, ""))],
    ["many bytes", Array<Buffer>(9).fill(frame(Opcode.binary, Buffer.alloc(4000)))],
  ])("%s at once: 1008", async (_name, frames) => {
    const peer = await enter(port.port);
    for (const one of frames) peer.write(one);
    expect(await peer.nextCloseCode()).toBe(1008);
    expect(port.state.refused).toEqual(["flood"]);
    expect(port.guests[0]!.messages.length).toBeLessThan(frames.length);
  });

  test("sixty messages a second are none, for as long as one likes", async () => {
    const peer = await enter(port.port);
    for (let second = 0; second < 60; second++) {
      port.state.nowMs = second * 1000;
      peer.write(Buffer.concat(Array<Buffer>(60).fill(frame(Opcode.binary, "0123456789abcdef"))));
      await settle(peer);
    }
    expect(port.guests[0]!.messages).toHaveLength(3600);
    expect(port.state.refused).toEqual([]);
  });
});

describe("a handler that throws", () => {
  const open = async (onMessage: () => void, onOpen = (_connection: Connection) => {}) => {
    await port.close();
    const ended: number[] = [];
    port = await openTestPort({
      onConnection: (connection) => {
        onOpen(connection);
        return { onMessage, onClose: (code) => ended.push(code) };
      },
    });
    return ended;
  };
  const fault = new Error("planted");
  const fail = () => {
    throw fault;
  };

  test("at a message ends that connection with 1011, and no other", async () => {
    const ended = await open(fail);
    const peer = await enter(port.port);
    const other = await enter(port.port);
    peer.write(Buffer.concat([frame(Opcode.binary, "x"), frame(Opcode.binary, "y")]));
    expect(await peer.nextCloseCode()).toBe(1011);
    expect(port.state.faults).toEqual([fault]);
    await settle(other);
    expect(ended).toEqual([]);
    peer.write(frame(Opcode.close, Buffer.from([3, 243])));
    await peer.hearAll();
    await settle(other);
    expect(ended).toEqual([1011]);
  });

  test("at the connection ends it with 1011", async () => {
    await open(() => {}, fail);
    const peer = await enter(port.port);
    expect(await peer.nextCloseCode()).toBe(1011);
    expect(port.state.faults).toEqual([fault]);
  });

  test("at the close is reported", async () => {
    await port.close();
    port = await openTestPort({ onConnection: () => ({ onMessage: () => {}, onClose: fail }) });
    const peer = await enter(port.port);
    peer.write(frame(Opcode.close, ""));
    await peer.hearAll();
    await settle(await enter(port.port));
    expect(port.state.faults).toEqual([fault]);
  });
});

test("terminate drops the connection at once, without a Close frame", async () => {
  const peer = await enter(port.port);
  port.guests[0]!.connection.terminate();
  expect(await peer.hearAll()).toBe("");
  expect(await port.guests[0]!.closed).toEqual({ code: 1006, reason: "" });
});

test("terminateAll drops those too who are taking their time to say goodbye", async () => {
  const peers = [await enter(port.port), await enter(port.port)];
  port.guests[0]!.connection.close(1001, "server is stopping");
  port.door.terminateAll();
  for (const peer of peers) await peer.hearAll();
  await Promise.all(port.guests.map(({ closed }) => closed));
  expect(port.door.connectionCount).toBe(0);
});

test("bytes that the peer does not read are seen as buffered", async () => {
  const peer = await enter(port.port);
  peer.socket.pause();
  const { connection } = port.guests[0]!;
  expect(connection.bufferedBytes).toBe(0);
  for (let sent = 0; sent < 64; sent++) connection.send(Buffer.alloc(1 << 20));
  expect(connection.bufferedBytes).toBeGreaterThan(1 << 20);
  connection.terminate();
  await port.guests[0]!.closed;
});

test.each([
  [[], "127.0.0.1"],
  [["127.0.0.1"], "198.51.100.7"],
])("with proxies %j trusted, who comes through one is at %s", async (trustedProxies, address) => {
  const proxied = await openTestPort({ trustedProxies, allowedOrigins: ["native"] });
  const peer = new RawPeer(proxied.port);
  peer.write(upgradeRequest({ "X-Forwarded-For": "6.6.6.6, 198.51.100.7" }));
  await peer.hearUntil("\r\n\r\n");
  expect(proxied.guests[0]!.connection.address).toBe(address);
  await proxied.close();
});

describe("a socket of text", () => {
  const openText = async (limits: Partial<TransportLimits> = {}) => {
    await port.close();
    port = await openTestPort({ kind: "text", limits: { ...LIVE_LIMITS, ...limits } });
  };

  test("speaks text frames, and hears them", async () => {
    await openText();
    const peer = await enter(port.port);
    port.guests[0]!.connection.send(Buffer.from("told"));
    const { opcode, payload } = await peer.nextFrame();
    expect([opcode, payload.toString()]).toEqual([Opcode.text, "told"]);
    peer.write(frame(Opcode.text, "asked"));
    await settle(peer);
    expect(port.guests[0]!.messages).toEqual([Buffer.from("asked")]);
  });

  test.each([
    ["a binary message", frame(Opcode.binary, "x"), 1003],
    ["a long message", frame(Opcode.text, "x".repeat(257)), 1009],
    ["bytes that are no UTF-8", frame(Opcode.text, Buffer.of(0xc3, 0x28)), 1007],
    ["many messages", Buffer.concat(Array(17).fill(frame(Opcode.text, "x"))), 1008],
  ])("%s ends it", async (_name, bytes, code) => {
    await openText();
    const peer = await enter(port.port);
    peer.write(bytes);
    expect(await peer.nextCloseCode()).toBe(code);
  });

  test("who does not read is dropped, and nobody else", async () => {
    await openText();
    const [slow, other] = [await enter(port.port), await enter(port.port)];
    slow.socket.pause();
    const { connection, closed } = port.guests[0]!;
    for (let sent = 0; sent < 64; sent++) connection.send(Buffer.alloc(1 << 20, "x"));
    expect((await closed).code).toBe(1006);
    expect(port.state.refused).toEqual(["slow reader"]);
    expect(connection.bufferedBytes).toBeLessThan(4 << 20);
    await settle(other);
  });

  test("one address has no more than its share", async () => {
    await openText({ maxPerAddress: 2 });
    const statuses: string[] = [];
    for (let asked = 0; asked < 3; asked++) {
      const peer = new RawPeer(port.port);
      peer.write(upgradeRequest());
      statuses.push((await peer.hearUntil("\r\n\r\n")).slice(9, 12));
    }
    expect(statuses).toEqual(["101", "101", "429"]);
  });
});
