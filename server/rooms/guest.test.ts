import { describe, expect, test } from "vitest";
import { Peer } from "../../tests/harness/peer.ts";
import { TICK_RATE } from "#shared/timing.ts";
import type { ClientMessage } from "#shared/protocol/messages.ts";
import { Guest, type Verdict } from "./guest.ts";

const input: ClientMessage = { type: "inputs", firstTick: 1, ackTick: 0, viewAge: 0, inputs: [] };
const chat: ClientMessage = { type: "chat", text: "hi", isTeam: false };
const ping: ClientMessage = { type: "ping", id: 1 };

/** Verdicts over `seconds` of `perSecond` messages that come evenly. */
function judged(message: ClientMessage, perSecond: number, seconds: number): Verdict[] {
  const guest = new Guest(new Peer().connection, 0);
  return Array.from({ length: perSecond * seconds }, (_, i) =>
    guest.judge(message, (i * TICK_RATE) / perSecond),
  );
}

const count = (verdicts: readonly Verdict[], verdict: Verdict) =>
  verdicts.filter((each) => each === verdict).length;

describe("rates", () => {
  test("a client whose clock runs ten per cent fast to catch up is never held back", () => {
    expect(count(judged(input, 66, 60), "pass")).toBe(66 * 60);
  });

  test("pings at their quickest beat pass", () => {
    expect(count(judged(ping, 10, 60), "pass")).toBe(600);
  });

  test("chat passes four lines at once, then one every one and a half seconds", () => {
    const verdicts = judged(chat, 10, 30);
    expect(verdicts.slice(0, 4)).toEqual(["pass", "pass", "pass", "pass"]);
    expect(count(verdicts.slice(4), "pass")).toBe(19);
    expect(count(verdicts, "end")).toBe(0);
  });

  test("chat and pings that are held back do not hold back inputs", () => {
    const guest = new Guest(new Peer().connection, 0);
    for (let i = 0; i < 30; i++) guest.judge(chat, 0);
    for (let i = 0; i < 30; i++) guest.judge(ping, 0);
    expect(guest.judge(input, 0)).toBe("pass");
  });

  test("the burst of a network that stood for a second and a half passes, and leaves room for jitter", () => {
    const guest = new Guest(new Peer().connection, 0);
    const burst = Array.from({ length: 90 }, () => guest.judge(input, 90));
    const after = Array.from({ length: 100 }, (_, i) => [
      guest.judge(input, 92 + 2 * i),
      guest.judge(input, 92 + 2 * i),
    ]);
    expect(count([...burst, ...after.flat()], "pass")).toBe(290);
  });
});

describe("a flood", () => {
  test("is not what comes together when a network, or the server, has stood still for ten seconds (S3)", () => {
    const guest = new Guest(new Peer().connection, 0);
    const burst = Array.from({ length: 600 }, () => guest.judge(input, 15));
    expect(count(burst, "end")).toBe(0);
    const after = Array.from({ length: 600 }, (_, i) => guest.judge(input, 16 + i));
    expect(count(after, "pass")).toBeGreaterThan(590);
  });

  test("of four times the rate ends within seconds", () => {
    const at = judged(input, 4 * 66, 10).indexOf("end");
    expect(at / (4 * 66)).toBeGreaterThan(3);
    expect(at / (4 * 66)).toBeLessThan(7);
  });

  test.each([10, 100, 1000])("of %i times the rate ends sooner, and passes no more", (times) => {
    const verdicts = judged(input, 66 * times, 3);
    const end = verdicts.indexOf("end");
    expect(end / (66 * times)).toBeLessThan(2);
    expect(count(verdicts.slice(0, end), "pass")).toBeLessThan(250);
  });
});

describe("the time for a hello", () => {
  test("is three seconds", () => {
    const guest = new Guest(new Peer().connection, 100);
    expect(guest.isLateAt(100 + 3 * TICK_RATE)).toBe(false);
    expect(guest.isLateAt(101 + 3 * TICK_RATE)).toBe(true);
  });

  test("is up once: who has been turned away is not turned away again", () => {
    const guest = new Guest(new Peer().connection, 100);
    guest.isTurnedAway = true;
    expect(guest.isLateAt(1000)).toBe(false);
  });
});
