import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fuzzRuns } from "../../tests/harness/fuzz.ts";
import { Chance, pickSeed } from "../../tests/harness/fuzzSeed.ts";
import {
  drawClientBytes,
  drawServerBytes,
  HOSTILE_CLIENT_MESSAGES,
} from "../../tests/harness/hostileMessages.ts";
import {
  HONEST_CLIENT_MESSAGES,
  HONEST_SERVER_MESSAGES,
} from "../../tests/harness/honestMessages.ts";
import { clientMessage, serverMessage } from "../../tests/harness/anyMessages.ts";
import { arenaOf, points, spawnsAt, SQUARE } from "../../tests/harness/arenas.ts";
import type { ArenaSource } from "../sim/arena/arena.ts";
import { PADS } from "../sim/tuning.ts";
import {
  decodeClientMessage,
  decodeServerMessage,
  encodeClientMessage,
  encodeServerMessage,
} from "./codec.ts";
import { CLIENT_MESSAGE_BYTES, type ServerMessage } from "./messages.ts";

const SEED = pickSeed();

/** The same message with plain bytes, which compare by what they hold. */
function plain(message: { type: string; body?: Uint8Array }): object {
  return message.body ? { ...message, body: [...message.body] } : message;
}

describe("decode(encode(message)) = message (P5)", () => {
  test("for every message of a client, in at most 1,024 bytes", () => {
    fc.assert(
      fc.property(clientMessage, (message) => {
        const bytes = encodeClientMessage(message);
        expect(bytes.length).toBeLessThanOrEqual(CLIENT_MESSAGE_BYTES);
        expect(decodeClientMessage(bytes)).toEqual(message);
      }),
      { numRuns: fuzzRuns(400) },
    );
  });

  test("for every message of a server", () => {
    fc.assert(
      fc.property(serverMessage, (message) => {
        expect(plain(decodeServerMessage(encodeServerMessage(message)))).toEqual(plain(message));
      }),
      { numRuns: fuzzRuns(400) },
    );
  });

  test.each(HONEST_CLIENT_MESSAGES.map((message) => [message.type, message] as const))(
    "%s",
    (_, message) => {
      expect(decodeClientMessage(encodeClientMessage(message))).toEqual(message);
    },
  );

  test.each(HONEST_SERVER_MESSAGES.map((message) => [message.type, message] as const))(
    "%s",
    (_, message) => {
      expect(plain(decodeServerMessage(encodeServerMessage(message)))).toEqual(plain(message));
    },
  );

  test("when the bytes lie in the middle of a larger buffer", () => {
    const bytes = encodeServerMessage(HONEST_SERVER_MESSAGES[2]!);
    const larger = new Uint8Array(bytes.length + 9).fill(0xee);
    larger.set(bytes, 5);
    const decoded = decodeServerMessage(larger.subarray(5, 5 + bytes.length));
    expect(plain(decoded)).toEqual(plain(HONEST_SERVER_MESSAGES[2]!));
  });
});

describe("an input is brought into range rather than refused (P6)", () => {
  test("unknown buttons are let go, a nibble of -8 becomes -7", () => {
    const bytes = Buffer.from("9201c40e09000000080000003412ff88ffff", "hex");
    expect(decodeClientMessage(bytes)).toEqual({
      type: "inputs",
      firstTick: 9,
      ackTick: 8,
      viewAge: 0x1234,
      inputs: [{ buttons: 31, moveX: -7, moveY: -7, aim: 65_535 }],
    });
  });
});

describe("a hostile message is refused by name (P7)", () => {
  test.each(HOSTILE_CLIENT_MESSAGES)("%s", (_name, bytes, reason) => {
    expect(decodeClientMessage(bytes)).toEqual({ type: "refused", reason });
  });

  test("in more than 100 ways", () => {
    expect(
      new Set(HOSTILE_CLIENT_MESSAGES.map(([, bytes]) => Buffer.from(bytes).toString("hex"))).size,
    ).toBe(HOSTILE_CLIENT_MESSAGES.length);
    expect(HOSTILE_CLIENT_MESSAGES.length).toBeGreaterThan(100);
  });

  test.each(HONEST_CLIENT_MESSAGES.map((message) => [message.type, message] as const))(
    "%s cut off anywhere",
    (_, message) => {
      const bytes = encodeClientMessage(message);
      for (let length = 0; length < bytes.length; length++) {
        expect(decodeClientMessage(bytes.slice(0, length)).type).toBe("refused");
      }
    },
  );
});

const FLAG = { team: 1, x: 5, y: 6 };
const GOAL = { team: 1, left: 1, top: 1, right: 9, bottom: 9 };

/** Why a client refuses this map; the encoder trusts the server and checks nothing. */
function refusalOf(parts: Partial<ArenaSource>): unknown {
  return decodeServerMessage(encodeServerMessage({ type: "arena", arena: arenaOf(parts) }));
}

describe("a hostile server is refused by name (P7)", () => {
  const because = (reason: string) => ({ type: "refused", reason });

  test.each<[string, Partial<ArenaSource>, string]>([
    [
      "of no width",
      { width: 0, border: SQUARE.border, spawns: SQUARE.spawns },
      "message.width: not a whole number 1..4096",
    ],
    [
      "too high",
      { height: 4097, border: SQUARE.border, spawns: SQUARE.spawns },
      "message.height: not a whole number 1..4096",
    ],
    [
      "with a point outside",
      { spawns: spawnsAt([1, 4097]) },
      "message.spawns.y: not a whole number 0..4096",
    ],
    ["with a point between px", { spawns: spawnsAt([1.5, 2]) }, "type 0xcb"],
    [
      "with a pad of no kind",
      { pads: [{ kind: PADS.length, x: 1, y: 1 }] },
      `message.pads.kind: not a whole number 0..${PADS.length - 1}`,
    ],
    [
      "with 33 pads",
      { pads: Array.from({ length: 33 }, () => ({ kind: 0, x: 1, y: 1 })) },
      "message.pads: more than 32",
    ],
    [
      "with a border of two points",
      { border: points([0, 0], [9, 9]) },
      "arena: no border or no spawn",
    ],
    [
      "with a spawn of no team",
      { spawns: [{ team: 3, x: 1, y: 1 }] },
      "message.spawns.team: not a whole number 0..2",
    ],
    [
      "with a flag of everybody",
      { flags: [{ team: 0, x: 1, y: 1 }] },
      "message.flags.team: not a whole number 1..2",
    ],
    ["with one flag", { flags: [FLAG] }, "arena: flags not one for each team"],
    ["with two flags of a team", { flags: [FLAG, FLAG] }, "arena: flags not one for each team"],
    ["with three flags", { flags: [FLAG, FLAG, FLAG] }, "message.flags: more than 2"],
    ["with one goal", { goals: [GOAL], puck: FLAG }, "arena: goals not one for each team"],
    [
      "with a goal of no width",
      { goals: [{ ...GOAL, right: GOAL.left }] },
      "message.goals.right: not a whole number 2..4096",
    ],
    [
      "with a goal of no height",
      { goals: [{ ...GOAL, bottom: GOAL.top }] },
      "message.goals.bottom: not a whole number 2..4096",
    ],
    [
      "with goals and no puck",
      { goals: [GOAL, { ...GOAL, team: 2 }] },
      "arena: goals and a puck come together",
    ],
    ["with a puck and no goals", { puck: FLAG }, "arena: goals and a puck come together"],
    ["with nowhere to spawn", { spawns: [] }, "arena: no border or no spawn"],
    [
      "with a wall of two points",
      { walls: [points([1, 1], [9, 9])] },
      "arena: a polygon of fewer than 3 points",
    ],
    [
      "with an edge of no length",
      { walls: [points([1, 1], [9, 9], [9, 9])] },
      "arena: an edge of no length",
    ],
    [
      "with a border that closes twice",
      { border: points([0, 0], [9, 0], [9, 9], [0, 0]) },
      "arena: an edge of no length",
    ],
  ])("a map %s", (_name, parts, reason) => {
    expect(refusalOf(parts)).toEqual(because(reason));
  });

  test("513 seats, a slot beyond the last, more hits than there can be", () => {
    const seats = Array.from({ length: 513 }, () => ({ slot: 0, name: "", isBot: true }));
    const decode = (message: ServerMessage) => decodeServerMessage(encodeServerMessage(message));
    expect(decode({ type: "roster", seats })).toEqual(because("message.seats: more than 512"));
    expect(decode({ type: "chat", slot: 512, text: "", isTeam: false })).toEqual(
      because("message.slot: not a whole number 0..511"),
    );
    expect(decode({ type: "joined", slot: 512, name: "", isBot: false })).toEqual(
      because("message.slot: not a whole number 0..511"),
    );
    expect(decode({ type: "left", slot: -1 })).toEqual(
      because("message.slot: not a whole number 0..511"),
    );
    expect(decode({ type: "results", seats: [{ slot: 0, shots: 0, hits: 65_536 }] })).toEqual(
      because("message.seats.hits: not a whole number 0..65535"),
    );
  });
});

describe(`any bytes at all (P7, FUZZ_SEED=${SEED})`, () => {
  test("make no decoder of a server throw, and what it accepts it accepts again", () => {
    const chance = new Chance(SEED);
    let accepted = 0;
    for (let i = 0; i < fuzzRuns(100_000); i++) {
      const message = decodeClientMessage(drawClientBytes(chance));
      if (message.type === "refused") continue;
      accepted += 1;
      assert.deepEqual(decodeClientMessage(encodeClientMessage(message)), message);
    }
    expect(accepted).toBeGreaterThan(100);
  });

  test("make no decoder of a client throw, and what it accepts it accepts again", () => {
    const chance = new Chance(SEED);
    let accepted = 0;
    for (let i = 0; i < fuzzRuns(20_000); i++) {
      const message = decodeServerMessage(drawServerBytes(chance));
      if (message.type === "refused") continue;
      accepted += 1;
      assert.deepEqual(plain(decodeServerMessage(encodeServerMessage(message))), plain(message));
    }
    expect(accepted).toBeGreaterThan(100);
  });
});
