/** docs/protocol.md says what the code does: its tables, its example, and the rules that tests name. */
import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { SQUARE } from "../../tests/harness/arenas.ts";
import { SKIFF, WEAPONS } from "../sim/tuning.ts";
import { CloseCode, isFinal } from "./closing.ts";
import { encodeClientMessage, encodeServerMessage } from "./codec.ts";
import { CODE_LENGTHS } from "./codeLengths.ts";
import { EVENT_KINDS } from "./events.ts";
import { FORESEEN_TICKS, Foresight } from "./foresight.ts";
import { decodeBody } from "./frame.ts";
import { CLIENT_MESSAGES, SERVER_MESSAGES, USUAL_TABLE } from "./messages.ts";
import { Packer, type Baseline } from "./packer.ts";
import {
  MATCH_FIELDS,
  moveNumber,
  OWN_FIELDS,
  PAD_FIELDS,
  SEAT_FIELDS,
  SKIFF_FIELDS,
} from "./replicated.ts";
import { createScope, createWholeScope } from "./scope.ts";
import { Tray } from "./tray.ts";
import { createSnapshot, SnapshotRing, type Snapshot } from "./snapshot.ts";

/** Of the room of the example. */
const SEATS = 16;
const DOCUMENT = readFileSync("docs/protocol.md", "utf8");

/** Rows of the first table after `mark`, its heading left out, each a list of trimmed cells. */
function tableAfter(mark: string): string[][] {
  const from = DOCUMENT.indexOf(mark);
  if (from < 0) throw new Error(`docs/protocol.md has no "${mark}"`);
  const lines = DOCUMENT.slice(from).split("\n");
  const first = lines.findIndex((line) => line.startsWith("|"));
  const end = lines.findIndex((line, i) => i > first && !line.startsWith("|"));
  return lines.slice(first + 2, end).map((line) => {
    const cells = line.split("|").slice(1, -1);
    return cells.map((cell) => cell.trim());
  });
}

/** The bytes that stand behind `label` in a code block. */
function hexAfter(label: string): string {
  const found = new RegExp(`^${label} +((?:[0-9a-f]{2} ?)+)$`, "m").exec(DOCUMENT);
  if (!found) throw new Error(`docs/protocol.md has no bytes of "${label}"`);
  return found[1]!.replaceAll(" ", "");
}

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

describe("the tables of docs/protocol.md", () => {
  test.each([
    ["Match (", MATCH_FIELDS],
    ["Pads (", PAD_FIELDS],
    ["Seats (", SEAT_FIELDS],
    ["Skiffs (", SKIFF_FIELDS],
    ["Own (", OWN_FIELDS],
  ] as const)("%s is as replicated.ts has it (P21)", (mark, fields) => {
    const coded = fields.map(({ name, code, table, group, least, most }) => {
      const tableOrNone = code === "flag" ? "" : table;
      return [name, code, tableOrNone, `${group}`, `${least}..${most}`];
    });
    expect(tableAfter(mark).map((row) => row.slice(0, 5))).toEqual(coded);
  });

  test("prefix codes are as codeLengths.ts has them (P28)", () => {
    const rows = Object.entries(CODE_LENGTHS).map(([name, lengths]) => [name, lengths.join(" ")]);
    expect(tableAfter("**P28.**")).toEqual(rows);
  });

  test.each([
    ["| from client |", CLIENT_MESSAGES],
    ["| from server |", SERVER_MESSAGES],
  ] as const)("%s names every message by its number (P5)", (mark, types) => {
    expect(tableAfter(mark).map(([number, name]) => [number, name])).toEqual(
      types.map((type, number) => [`${number}`, type]),
    );
  });

  test("weapons are as tuning.ts has them (P33)", () => {
    const rows = WEAPONS.map((weapon, number) => [
      `${number}`,
      weapon.name,
      weapon.kind,
      ...[
        weapon.speedPxPerSecond,
        weapon.bounces,
        weapon.lifeTicks,
        weapon.radiusPx,
        weapon.cooldownTicks,
        weapon.recoilPxPerSecond,
        weapon.damage,
        weapon.bounceBonus,
        weapon.pellets,
        weapon.spreadSteps,
        weapon.splashPx,
      ].map(String),
      weapon.isPiercing ? "yes" : "no",
    ]);
    expect(tableAfter("**P33.**")).toEqual(rows);
  });

  test("the numbers of skiffs are as tuning.ts has them (B62)", () => {
    const values = [
      SKIFF.radiusPx,
      SKIFF.topSpeedPxPerSecond,
      SKIFF.accelerationShare,
      SKIFF.slideShare,
      SKIFF.restPxPerSecond,
      SKIFF.dashSpeedPxPerSecond,
      SKIFF.dashTicks,
      SKIFF.mostSpeedPxPerSecond,
      SKIFF.wallRestitution,
      SKIFF.reboundMinPxPerSecond,
      SKIFF.pushShare,
      SKIFF.pushPxPerSecondPerPx,
    ];
    expect(tableAfter("**B62.**").map(([, value]) => value)).toEqual(values.map(String));
    expect(DOCUMENT).toContain(`tick + ${SKIFF.dashCooldownTicks};`);
    expect(DOCUMENT).toContain(`\`dashEndTick\` - ${SKIFF.dashTicks} if`);
    expect(DOCUMENT).toContain(`but ${FORESEEN_TICKS} ticks at most`);
  });

  test("events are numbered and named as they are coded (P30)", () => {
    const rows = tableAfter("**P30.**").map(([number, name]) => [number, name]);
    expect(rows).toEqual(EVENT_KINDS.map((name, number) => [`${number}`, name]).slice(1));
  });

  test("close codes are as closing.ts has them (B70)", () => {
    const rows = tableAfter("**B70.**");
    const named = rows
      .filter(([, name]) => name !== "")
      .map(([code, name]) => [name, Number(code)]);
    expect(Object.fromEntries(named)).toEqual(CloseCode);
    for (const [code, , final] of rows)
      expect([code, final === "yes"]).toEqual([code, isFinal(Number(code))]);
  });
});

const KINDS = ["match", "seats", "skiffs", "own"] as const;

/** A snapshot with one skiff, in slot 2. What is not said is 0. */
function snapshotOf(
  tick: number,
  rows: Partial<Record<(typeof KINDS)[number], Record<string, number>>>,
): Snapshot {
  const snapshot = createSnapshot(SEATS);
  snapshot.tick = tick;
  for (const kind of KINDS) {
    const row = kind === "match" ? 0 : 2;
    const { fields, isPresent, values } = snapshot[kind];
    isPresent[row] = 1;
    fields.forEach(({ name }, f) => (values[row * fields.length + f] = rows[kind]?.[name] ?? 0));
  }
  return snapshot;
}

const MATCH = { phase: 2, endTick: 18_600 };
const RIGHT = moveNumber(7, 0);
const CRUISE = { move: RIGHT, aim: 64, isAlive: 1, health: 100, y: 61_440 };
const FIRST = snapshotOf(600, {
  match: MATCH,
  seats: { isAlive: 1 },
  skiffs: { ...CRUISE, x: 81_920, velocityX: 4800 },
  own: { killer: -1 },
});
const NEXT = snapshotOf(602, {
  match: MATCH,
  seats: { score: 1, isAlive: 1 },
  skiffs: { ...CRUISE, aim: 63, x: 84_480, velocityX: 4795, velocityY: -128 },
  own: { killer: -1, buttons: 1, nextShotTick: 612 },
});
const FIRE = {
  tick: 602,
  event: { type: "fire", slot: 2, weapon: 0, x: 330, y: 240, angle: 16_010 },
} as const;
const foresight = new Foresight(SQUARE, SEATS);
const midMoves = new Uint8Array(SEATS).fill(RIGHT);
const packer = new Packer(foresight);

/** The body of `now` for the one on slot 2, who sees everything. */
function bodyOf(now: Snapshot, baseline: Baseline | undefined, margin: number): Uint8Array {
  packer.begin(now, baseline, { events: baseline ? [FIRE] : [], midMoves });
  const whole = createWholeScope(SEATS);
  const held = baseline ? whole : createScope(SEATS);
  const rest = { softBits: Infinity, newcomers: [], bolts: new Tray<never>(), hears: () => true };
  const scopes = { told: whole, held, heldBefore: undefined };
  return packer.pack({ slot: 2, margin, ...scopes, ...rest }).body.slice();
}

const KEYFRAME = bodyOf(FIRST, undefined, 0.75);
const DELTA = bodyOf(NEXT, { snapshot: FIRST, before: undefined }, 1.5);

describe("the example of docs/protocol.md (P50)", () => {
  const input = { buttons: 1, moveX: 7, moveY: -7, aim: 16_000 };
  test.each([
    [
      "hello",
      encodeClientMessage({
        type: "hello",
        protocolId: "0badcafe",
        name: "Ada",
        room: "",
        token: "",
        isWatching: false,
        password: "",
        playerKey: "",
        ...USUAL_TABLE,
      }),
    ],
    [
      "welcome",
      encodeServerMessage({
        type: "welcome",
        slot: 2,
        roomCode: "K7QX",
        hasKillCam: true,
        seats: 16,
        token: "000102030405060708090a0b0c0d0e0f",
        isResumed: false,
      }),
    ],
    ["keyframe", KEYFRAME],
    ["message", encodeServerMessage({ type: "snapshot", body: DELTA })],
    [
      "inputs",
      encodeClientMessage({
        type: "inputs",
        firstTick: 603,
        ackTick: 602,
        viewAge: 104,
        inputs: [input],
      }),
    ],
    ["ping", encodeClientMessage({ type: "ping", id: 7 })],
    ["pong", encodeServerMessage({ type: "pong", id: 7, time: 602.25 * 256 })],
  ])("%s is those bytes", (label, bytes) => {
    expect(hexAfter(label)).toBe(hexOf(bytes));
  });

  test("explains every bit of its delta, in order", () => {
    const codes = tableAfter("It came in a message").flatMap(([cell]) =>
      [...cell!.matchAll(/`([^`]+)`/g)].map((match) => match[1]!.replaceAll(" ", "")),
    );
    const envelope = codes[0]!;
    const bits = [...DELTA].map((byte) =>
      [...byte.toString(2).padStart(8, "0")].reverse().join(""),
    );
    expect(hexAfter("message")).toBe(envelope + hexOf(DELTA));
    expect(codes.slice(1).join("")).toBe(bits.join(""));
  });

  test("is understood by a client", () => {
    const ring = new SnapshotRing(SEATS);
    const bytesAfter = (label: string) => Uint8Array.from(Buffer.from(hexAfter(label), "hex"));
    expect(decodeBody(bytesAfter("keyframe"), 2, ring, foresight).kind).toBe("snapshot");
    const frame = decodeBody(bytesAfter("message").subarray(4), 2, ring, foresight);
    expect(frame).toMatchObject({
      kind: "snapshot",
      margin: 1.5,
      isKeyframe: false,
      events: [FIRE],
    });
    expect(ring.at(602)?.skiffs.values).toEqual(NEXT.skiffs.values);
  });
});

test("every rule that a test names is there, and each only once", () => {
  const rules = [...DOCUMENT.matchAll(/^\*\*([PB]\d+)\.\*\*/gm)].map((match) => match[1]!);
  const files = globSync("{shared,server,client,tests}/**/*.test.ts");
  const named = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\((?:[PB]\d+(?:, )?)+/g)].flatMap(([text]) =>
      text.match(/[PB]\d+/g)!,
    ),
  );
  expect(new Set(rules).size).toBe(rules.length);
  expect([...new Set(named)].filter((rule) => !rules.includes(rule))).toEqual([]);
  expect(named.length).toBeGreaterThan(30);
});
