/** The relay between real sockets: what comes out is what went in, later; and each way in which it can break. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { startRelay, type Relay, type RelayProfile } from "../tools/relay.ts";

const CLEAR: RelayProfile = { delayMs: 0, jitterMs: 0, bytesPerSecond: Infinity };

interface Bench {
  relay: Relay;
  client: Socket;
  /** The server's end of the client's connection. */
  server: Socket;
}

async function open(profile: Partial<RelayProfile>): Promise<Bench> {
  const listener = createServer({ allowHalfOpen: true }).listen(0, "127.0.0.1");
  await once(listener, "listening");
  const relay = await startRelay({
    targetPort: portOf(listener),
    profile: { ...CLEAR, ...profile },
    seed: 5,
    now: () => performance.now(),
  });
  onTestFinished(async () => {
    await relay.close();
    listener.close();
  });
  const accepted = once(listener, "connection") as Promise<[Socket]>;
  const client = connect({ port: relay.port, host: "127.0.0.1", allowHalfOpen: true });
  const [server] = await accepted;
  // A reset is one of the ways in which the relay ends a connection.
  for (const socket of [client, server]) socket.on("error", () => undefined);
  return { relay, client, server };
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** All that comes out of a socket until its stream ends. */
async function readAll(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  await once(socket, "end");
  return Buffer.concat(chunks);
}

/** The next `count` bytes. */
async function read(socket: Socket, count: number): Promise<Buffer> {
  let heard = Buffer.alloc(0);
  while (heard.length < count) {
    const [chunk] = (await once(socket, "data")) as [Buffer];
    heard = Buffer.concat([heard, chunk]);
  }
  return heard;
}

describe("bytes", () => {
  test("come out as they went in, both ways, with the end of each stream", async () => {
    const { client, server } = await open({ delayMs: 3, jitterMs: 3 });
    const up = Buffer.from(Array.from({ length: 5000 }, (_, i) => i % 251));
    const heard = readAll(server);
    const answered = readAll(client);
    for (let i = 0; i < up.length; i += 100) client.write(up.subarray(i, i + 100));
    client.end();
    expect((await heard).equals(up)).toBe(true);
    server.end("goodbye");
    expect((await answered).toString()).toBe("goodbye");
  });

  test("wait for their delay, there and back", async () => {
    const { client, server } = await open({ delayMs: 40 });
    server.on("data", (bytes) => server.write(bytes));
    const sentMs = performance.now();
    client.write("ping");
    expect((await read(client, 4)).toString()).toBe("ping");
    expect(performance.now() - sentMs).toBeGreaterThanOrEqual(80);
  });

  test("of a sender that is far too fast are held back, not heaped up", async () => {
    const { client, server, relay } = await open({ bytesPerSecond: 50_000 });
    server.pause();
    const much = Buffer.alloc(64 * 1024 * 1024);
    expect(client.write(much)).toBe(false);
    // What the kernel keeps for the two sockets is some MB; the rest must still be with the sender.
    await once(server, "readable");
    expect(client.writableLength).toBeGreaterThan(much.length / 2);
    relay.links[0]!.reset();
  });
});

describe("a stall", () => {
  test("holds both directions, and loses nothing", async () => {
    const { client, server, relay } = await open({});
    relay.links[0]!.stall(100);
    const stalledMs = performance.now();
    client.write("up");
    server.write("down");
    await Promise.all([read(server, 2), read(client, 4)]);
    expect(performance.now() - stalledMs).toBeGreaterThanOrEqual(99);
  });
});

describe("a black hole", () => {
  test("swallows one direction, and the other does not notice", async () => {
    const { client, server, relay } = await open({});
    relay.links[0]!.swallow(true, false);
    const surprises: Buffer[] = [];
    server.on("data", (bytes: Buffer) => surprises.push(bytes));
    client.write("lost");
    server.write("heard");
    expect((await read(client, 5)).toString()).toBe("heard");
    relay.links[0]!.swallow(false, false);
    client.write("found");
    await once(server, "data");
    expect(Buffer.concat(surprises).toString()).toBe("found");
  });
});

describe("an end", () => {
  test("by reset reaches both", async () => {
    const { client, server, relay } = await open({});
    client.write("x");
    await read(server, 1);
    const errors = Promise.all([once(client, "error"), once(server, "error")]);
    expect(relay.links.map(({ isOpen }) => isOpen)).toEqual([true]);
    relay.links[0]!.reset();
    expect(relay.links.map(({ isOpen }) => isOpen)).toEqual([false]);
    expect(await errors).toMatchObject([[{ code: "ECONNRESET" }], [{ code: "ECONNRESET" }]]);
  });

  test("where nobody listens is a reset, too", async () => {
    const unused = createServer().listen(0, "127.0.0.1");
    await once(unused, "listening");
    const targetPort = portOf(unused);
    unused.close();
    const now = () => performance.now();
    const relay = await startRelay({ targetPort, profile: CLEAR, seed: 1, now });
    onTestFinished(() => relay.close());
    const client = connect({ port: relay.port, host: "127.0.0.1" });
    const [error] = (await once(client, "error")) as [NodeJS.ErrnoException];
    expect(error.code).toBe("ECONNRESET");
  });
});
