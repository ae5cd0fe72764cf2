/** RFC 6455, case by case, against the server's own door: row N9 of the catalogue of faults. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { CASES, type Case, type Outcome } from "./conformanceCases.ts";
import {
  enter,
  frame,
  Opcode,
  openTestPort,
  type Guest,
  type RawPeer,
  type TestPort,
} from "./testPort.ts";

const SETTLED = Buffer.from("settled");
const MOST_MS_TO_END = 2000;

let port: TestPort;
beforeAll(async () => {
  const plenty = { perSecond: 1e6, burst: 1e6 };
  const connects = { perAddress: plenty, fromLoopback: plenty, all: plenty };
  port = await openTestPort({ limits: { connects, messages: plenty, bytes: plenty } });
});
afterAll(() => port.close());

test(`there are at least 200: ${CASES.length}, each with a name of its own`, () => {
  expect(CASES.length).toBeGreaterThanOrEqual(200);
  expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
});

test.each(CASES)("$name", async (given) => {
  const peer = await enter(port.port);
  peer.socket.setNoDelay();
  const guest = port.guests.at(-1)!;
  for (const bytes of given.bytes) peer.write(bytes);
  if ("closes" in given.outcome) await expectClosed(peer, guest, given);
  else await expectAlive(peer, guest, given);
});

async function expectClosed(peer: RawPeer, guest: Guest, { outcome }: Case): Promise<void> {
  if (!("closes" in outcome)) throw new Error("not a case that closes");
  const sinceMs = performance.now();
  expect(await peer.nextCloseCode()).toBe(outcome.closes);
  // A peer that answers lets the server end at once.
  peer.write(frame(Opcode.close, Buffer.from([0x03, 0xe8])));
  await Promise.all([peer.hearAll(), guest.closed]);
  expect(performance.now() - sinceMs).toBeLessThan(MOST_MS_TO_END);
  expect(guest.messages).toEqual(outcome.delivers ?? []);
}

async function expectAlive(peer: RawPeer, guest: Guest, { outcome }: Case): Promise<void> {
  peer.write(frame(Opcode.ping, SETTLED));
  const pongs: Buffer[] = [];
  for (;;) {
    const { opcode, payload } = await peer.nextFrame();
    if (opcode === Opcode.pong && payload.equals(SETTLED)) break;
    expect(opcode).toBe(Opcode.pong);
    pongs.push(payload);
  }
  const { delivers = [], pongs: wanted = [] } = outcome as Extract<Outcome, { pongs?: unknown }>;
  expect(pongs).toEqual(wanted);
  expect(guest.messages).toEqual(delivers);
  peer.socket.destroy();
}
