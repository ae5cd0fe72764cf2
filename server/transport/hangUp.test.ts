import { afterEach, expect, test, vi } from "vitest";
import { openTestPort, RawPeer, upgradeRequest, type TestPort } from "./testPort.ts";

let port: TestPort;
afterEach(() => port.close());

const BYTES_OF_A_WRITE = 2 ** 15;

/** One after the other, each once the one before is gone: an error of the socket is thrown. */
async function sendMuch(peer: RawPeer, writes: number): Promise<void> {
  const part = Buffer.alloc(BYTES_OF_A_WRITE, "y");
  for (let i = 0; i < writes; i++)
    await new Promise<void>((resolve, reject) => {
      peer.socket.write(part, (error) => (error ? reject(error) : resolve()));
    });
}

test.each([
  ["a header that is too long", `GET / HTTP/1.1\r\nX: ${"x".repeat(10_000)}`, 431],
  ["a socket for another site", upgradeRequest({ Origin: "http://evil.example" }), 403],
])("who goes on sending hears why he is refused: %s", async (_name, start, status) => {
  port = await openTestPort();
  const peer = new RawPeer(port.port);
  // He reads no sooner than he has said it all.
  peer.socket.pause();
  peer.write(start);
  await vi.waitUntil(() => port.state.refused.length === 1, { interval: 5 });
  await sendMuch(peer, 8);
  peer.socket.resume();
  expect((await peer.hearAll()).slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
  expect(port.state.refused).toHaveLength(1);
});

test("who never stops sending is not heard for ever", async () => {
  port = await openTestPort();
  const peer = new RawPeer(port.port);
  peer.socket.pause();
  peer.write("GET / HTTP/1.1\r\nHost: a\r\nX: ");
  await expect(sendMuch(peer, 4000)).rejects.toThrow(/EPIPE|ECONNRESET/);
  expect(port.state.refused).toHaveLength(1);
});

test("who never goes is not waited for", async () => {
  port = await openTestPort();
  const dropped = new Promise((resolve) => {
    port.http.once("connection", (socket) => socket.once("close", resolve));
  });
  const peer = new RawPeer(port.port);
  peer.socket.allowHalfOpen = true;
  peer.write("hello\r\n\r\n");
  await dropped;
  expect(port.state.refused).toHaveLength(1);
  peer.socket.destroy();
});
