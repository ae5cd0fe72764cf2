/** Every published advisory of the WebSocket library, tried on our own door: a new version, or other settings, must not bring one back. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { enter, frame, Opcode, openTestPort, RawPeer, upgradeRequest } from "./testPort.ts";
import type { TestPort } from "./testPort.ts";

const MOST_CPU_MS = 50;

let port: TestPort;
beforeEach(async () => {
  const plenty = { perSecond: 1e6, burst: 1e6 };
  port = await openTestPort({ limits: { messages: plenty, bytes: plenty } });
});
afterEach(() => port.close());

/** Whatever was done before: whoever comes now is let in, and is answered. */
async function expectAlive(): Promise<void> {
  const peer = await enter(port.port);
  peer.write(frame(Opcode.ping, "alive"));
  expect((await peer.nextFrame()).payload.toString()).toBe("alive");
  peer.socket.destroy();
}

async function ask(headers: Record<string, string>): Promise<string> {
  const peer = new RawPeer(port.port);
  peer.write(upgradeRequest(headers));
  const status = (await peer.hearUntil("\r\n\r\n")).slice(9, 12);
  peer.socket.destroy();
  return status;
}

test.each([
  "constructor",
  "__proto__",
  "toString; hasOwnProperty",
  "permessage-deflate; constructor",
  "a".repeat(4000),
])("CVE-2017-20162 (crash): Sec-WebSocket-Extensions: %s", async (value) => {
  expect(["101", "400"]).toContain(await ask({ "Sec-WebSocket-Extensions": value }));
  await expectAlive();
});

test("CVE-2021-32640 (time without bound): blanks in Sec-WebSocket-Protocol", async () => {
  const before = process.cpuUsage();
  expect(["101", "400"]).toContain(
    await ask({ "Sec-WebSocket-Protocol": `x${" ".repeat(7000)}x` }),
  );
  const { user, system } = process.cpuUsage(before);
  // Within one process with its peer: in the faulty version it was seconds.
  expect((user + system) / 1000).toBeLessThan(MOST_CPU_MS * 10);
  await expectAlive();
});

test("CVE-2024-37890 (crash): more headers than are counted", async () => {
  const many = Object.fromEntries(Array.from({ length: 70 }, (_, i) => [`X-${i}`, "y"]));
  const peer = new RawPeer(port.port);
  // The one that makes it an upgrade is beyond those that are kept.
  const head = upgradeRequest({ ...many, Upgrade: "" });
  const tail = "Upgrade: websocket\r\n\r\n";
  peer.write(head.slice(0, -2) + tail);
  expect((await peer.hearUntil("\r\n\r\n")).slice(9, 12)).toMatch(/^[24]/);
  peer.socket.destroy();
  await expectAlive();
});

test("CVE-2016-10542 (memory): a message of a gigabyte is not waited for", async () => {
  const peer = await enter(port.port);
  peer.write(frame(Opcode.binary, "", { claimedLength: 2n ** 30n }));
  expect(await peer.nextCloseCode()).toBe(1009);
});

test("CVE-2016-10518 (memory disclosed): a pong has the bytes of its ping and no other", async () => {
  const peer = await enter(port.port);
  for (const length of [0, 1, 50, 125]) {
    peer.write(frame(Opcode.ping, Buffer.alloc(length, 0x5a)));
    expect((await peer.nextFrame()).payload).toEqual(Buffer.alloc(length, 0x5a));
  }
  peer.socket.destroy();
});

test("CVE-2026-45736 (memory disclosed): a Close frame has the bytes of its reason and no other", async () => {
  const peer = await enter(port.port);
  const reason = "ü".repeat(61);
  port.guests[0]!.connection.close(4001, reason);
  const { payload } = await peer.nextFrame();
  expect([payload.readUInt16BE(0), payload.subarray(2).toString()]).toEqual([4001, reason]);
});

test("CVE-2026-48779 (memory): a message in 131,000 parts of a byte", async () => {
  const peer = await enter(port.port);
  const part = frame(Opcode.more, "x", { isLast: false });
  peer.write(frame(Opcode.binary, "x", { isLast: false }));
  for (let i = 0; i < 131; i++) peer.write(Buffer.concat(Array.from({ length: 1000 }, () => part)));
  expect(await peer.nextCloseCode()).toBe(1008);
  expect(port.guests[0]!.messages).toEqual([]);
  await expectAlive();
});

test("CVE-2026-62389 (memory): a message in TCP segments of a byte", async () => {
  const peer = await enter(port.port);
  peer.socket.setNoDelay();
  const whole = frame(Opcode.binary, Buffer.alloc(4096, 7));
  for (const byte of whole.subarray(0, 2000)) {
    peer.write(Buffer.from([byte]));
    await new Promise((resolve) => setImmediate(resolve));
  }
  const code = await Promise.race([peer.nextCloseCode(), enter(port.port).then(() => 0)]);
  // Refused for its many pieces, or still waited for: it is never more than a message that is kept.
  expect([0, 1008]).toContain(code);
  await expectAlive();
});
