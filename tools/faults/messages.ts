/** Faults of what is sent: frames, requests and messages that no honest client sends (rows N9 to N13 and P1 to P8 of docs/faults.md). */
import { setImmediate as pass } from "node:timers/promises";
import { Packr } from "msgpackr/pack";
import { encodeClientMessage } from "#shared/protocol/codec.ts";
import { CLIENT_MESSAGES } from "#shared/protocol/messages.ts";
import { CASES, type Outcome } from "../../server/transport/conformanceCases.ts";
import {
  farewell,
  frame,
  Opcode,
  RawPeer,
  upgradeRequest,
} from "../../server/transport/testPort.ts";
import { Chance } from "../../tests/harness/fuzzSeed.ts";
import { HONEST_CLIENT_MESSAGES } from "../../tests/harness/honestMessages.ts";
import { HOSTILE_CLIENT_MESSAGES } from "../../tests/harness/hostileMessages.ts";
import { openHouse } from "../../tests/harness/house.ts";
import { intrudeAtRandom } from "../../tests/harness/strangers.ts";
import { expectThat, type Fault, type Size, tally, type Tally } from "./fault.ts";
import type { Stand } from "./stand.ts";

const REFUSED = 1008;
/** What is longer does not get as far as being read (N9). */
const MOST_MESSAGE_BYTES = 4096;
/** Then whatever else goes on in this process has its turn. */
const GUESSES_AT_ONCE = 1000;
const packr = new Packr({ useRecords: false });

export const MESSAGE_FAULTS: readonly Fault[] = [
  {
    id: "N9",
    what: "frames that are none, at the door of the game",
    counter: "broken WebSocket",
    run: (stand) => tally(CASES.filter(isForDoor).map((given) => closesAs(stand, given))),
  },
  { id: "N10", what: "a hello cut at every byte", run: cutEverywhere },
  {
    id: "N11",
    what: "requests with too many headers, too long ones, and ones that are two",
    counter: "bad HTTP request",
    run: (stand) =>
      tally(BAD_REQUESTS.map((text) => isRefused(stand, text, /^HTTP\/1\.1 4(00|31)/))),
  },
  {
    id: "N12",
    what: "pages of other sites",
    counter: "foreign origin",
    run: ({ port }) =>
      tally(
        FOREIGN_ORIGINS.map((origin) =>
          isRefused({ port }, upgradeRequest({ Origin: origin }), /^HTTP\/1\.1 403/),
        ),
      ),
  },
  {
    id: "N13",
    what: "paths that climb out of the site",
    run: ({ port }) =>
      tally(
        climbingPaths().map((path) =>
          isRefused(
            { port },
            `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
            /^HTTP\/1\.1 (404|400)/,
          ),
        ),
      ),
  },
  {
    id: "P1",
    what: "random messages and mutated ones, beside a match that must come out the same to the bit",
    run: (_stand, size) => {
      const seed = Math.floor(Math.random() * 2 ** 32);
      process.stderr.write(`  seed ${seed}\n`);
      return intrudeAtRandom(size(20_000, 10_000_000), new Chance(seed), size(4, 40));
    },
  },
  {
    id: "P2",
    what: "every known trick of msgpack",
    counter: "malformed",
    run: (stand) =>
      tally(
        HOSTILE_CLIENT_MESSAGES.filter(([, bytes]) => bytes.length <= MOST_MESSAGE_BYTES).map(
          ([, bytes]) => endsWith(stand, Buffer.from(bytes), REFUSED),
        ),
      ),
  },
  { id: "P3", what: "each field of each message as what it is not", run: wrongFields },
  {
    id: "P4",
    what: "inputs at ten and at a hundred times the rate, by ten clients",
    counter: "flood",
    run: (stand) =>
      tally(Array.from({ length: 10 }, (_, i) => floods(stand, i % 2 === 0 ? 10 : 100))),
  },
  {
    id: "P5",
    what: "inputs of ticks long past, far ahead, twice and in disorder",
    run: strangeTicks,
  },
  {
    id: "P6",
    what: "every message before hello, and hello twice",
    counter: "out of order",
    run: (stand) =>
      tally([
        ...HONEST_CLIENT_MESSAGES.filter(({ type }) => type !== "hello").map((message) =>
          endsWith(stand, Buffer.from(encodeClientMessage(message)), REFUSED),
        ),
        saysHelloTwice(stand),
      ]),
  },
  { id: "P7", what: "guessed tokens", run: guessTokens },
];

function isForDoor({ outcome }: { outcome: Outcome }): boolean {
  return "closes" in outcome && outcome.delivers === undefined && outcome.closes !== 1003;
}

async function closesAs(
  stand: Stand,
  { name, bytes, outcome }: (typeof CASES)[number],
): Promise<string | undefined> {
  const peer = await stand.knock();
  for (const part of bytes) peer.write(part);
  const code = await peer.nextCloseCode();
  farewell(peer);
  await peer.hearAll();
  return expectThat(name, "closes" in outcome && code === outcome.closes, code);
}

/** One message at the door, which must end it like this. */
async function endsWith(stand: Stand, message: Buffer, code: number): Promise<string | undefined> {
  const peer = await stand.knock();
  peer.write(frame(Opcode.binary, message));
  const closed = await peer.nextCloseCode();
  farewell(peer);
  await peer.hearAll();
  return expectThat(message.toString("hex").slice(0, 40), closed === code, closed);
}

async function saysHelloTwice(stand: Stand): Promise<string | undefined> {
  const peer = await stand.knock();
  peer.write(Buffer.concat([stand.hello({ room: "" }), stand.hello({ room: "" })]));
  const code = await peer.nextCloseCode();
  farewell(peer);
  await peer.hearAll();
  return expectThat("hello twice", code === REFUSED, code);
}

async function cutEverywhere(stand: Stand): Promise<Tally> {
  const hello = stand.hello({ room: "" });
  const wrong: string[] = [];
  for (let cut = 1; cut < hello.length; cut++) {
    const peer = await stand.knock();
    peer.socket.setNoDelay();
    peer.write(hello.subarray(0, cut));
    await new Promise((resolve) => setImmediate(resolve));
    peer.write(hello.subarray(cut));
    const first = await peer.nextPayload();
    if (first[1] !== 0) wrong.push(`cut at ${cut}: message ${first[1]} instead of a welcome`);
    farewell(peer);
    await peer.hearAll();
  }
  return { tries: hello.length - 1, wrong };
}

const BAD_REQUESTS: readonly string[] = [
  `GET / HTTP/1.1\r\nHost: a\r\n${"X: y\r\n".repeat(2000)}\r\n`,
  `GET / HTTP/1.1\r\nHost: a\r\nX: ${"y".repeat(2 ** 20)}\r\n\r\n`,
  `GET /${"y".repeat(2 ** 16)} HTTP/1.1\r\nHost: a\r\n\r\n`,
  "GET / HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n",
  "GET / HTTP/1.1\r\nHost: a\r\nX : y\r\n\r\n",
  "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
  "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
  "GET / HTTP/1.1\r\n\r\n",
  "GET / HTTP/9.9\r\nHost: a\r\n\r\n",
  "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
  "not a request at all\r\n\r\n",
];

const FOREIGN_ORIGINS: readonly string[] = [
  "http://evil.example",
  "null",
  "http://127.0.0.1:1",
  "http://127.0.0.1.evil.example",
  "http://127.0.0.1@evil.example",
  "https://[::1]",
  "file://",
  "HTTP://EVIL.EXAMPLE",
];

function climbingPaths(): string[] {
  const ups = [
    "..",
    "%2e%2e",
    "%2E%2e",
    "%252e%252e",
    "..%00",
    "%c0%ae%c0%ae",
    "....",
    "%u002e%u002e",
    ".%2e",
  ];
  const slashes = ["/", "\\", "%2f", "%5c", "%252f", "//", "/./"];
  const climbs = ups.flatMap((up) =>
    slashes.map((slash) => `/assets${slash}${up}${slash}${up}${slash}package.json`),
  );
  return [
    ...climbs,
    "/../package.json",
    "/etc/passwd",
    "/.stamp",
    "/file:///etc/passwd",
    "/__proto__",
  ];
}

async function isRefused(
  { port }: { port: number },
  text: string,
  wanted: RegExp,
): Promise<string | undefined> {
  const peer = new RawPeer(port);
  peer.write(Buffer.from(text, "latin1"));
  const heard = await peer.hearAll();
  const name = JSON.stringify(text.slice(0, 60));
  return expectThat(
    name,
    wanted.test(heard) && !heard.includes('"devDependencies"'),
    heard.slice(0, 80),
  );
}

const NOT_VALUES: readonly unknown[] = [
  null,
  true,
  -1,
  -0,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  "",
  "x".repeat(300),
  [],
  [[]],
  {},
  new Uint8Array(5),
  new Uint8Array(300),
  undefined,
  10n ** 18n,
  new Date(0),
];

/** At a lobby in memory: what is accepted must be what it says, what is not is closed with 1008, and nothing is thrown. */
function wrongFields(): Promise<Tally> {
  const wrong: string[] = [];
  let tries = 0;
  for (const message of HONEST_CLIENT_MESSAGES) {
    const fields = unpackedFields(message);
    const variants = [
      fields.slice(0, -1),
      [...fields, 0],
      ...fields.flatMap((_, i) => NOT_VALUES.map((value) => fields.toSpliced(i, 1, value))),
      [CLIENT_MESSAGES.length, ...fields.slice(1)],
    ];
    for (const variant of variants) {
      tries++;
      const problem = saysInside(Buffer.from(packr.pack(variant)));
      if (problem !== undefined)
        wrong.push(`${message.type} ${JSON.stringify(variant, plain)}: ${problem}`);
    }
  }
  return Promise.resolve({ tries, wrong });
}

function plain(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

function unpackedFields(message: (typeof HONEST_CLIENT_MESSAGES)[number]): unknown[] {
  return packr.unpack(Buffer.from(encodeClientMessage(message))) as unknown[];
}

function saysInside(bytes: Uint8Array): string | undefined {
  const { enter } = openHouse();
  const peer = enter({});
  try {
    peer.sayBytes(bytes);
  } catch (error) {
    return `threw ${String(error)}`;
  }
  return peer.closed === undefined || peer.closed === REFUSED ? undefined : `closed ${peer.closed}`;
}

/** So many times 60 a second, until it is closed. */
async function floods(stand: Stand, times: number): Promise<string | undefined> {
  const peer = await stand.knock();
  peer.write(stand.hello({ room: "" }));
  await peer.nextPayload();
  let tick = 1;
  const flood = setInterval(() => {
    for (let i = 0; i < times; i++) peer.write(inputsAt(tick++));
  }, 16);
  const code = await peer.nextCloseCode();
  clearInterval(flood);
  farewell(peer);
  await peer.hearAll();
  return expectThat(`${times} times the rate`, code === REFUSED, code);
}

function inputsAt(firstTick: number): Buffer {
  const inputs = [{ buttons: 0, moveX: 0, moveY: 0, aim: 0 }];
  const message = { type: "inputs", firstTick, ackTick: 0, viewAge: 0, inputs } as const;
  return frame(Opcode.binary, Buffer.from(encodeClientMessage(message)));
}

/** None of them is a reason to be sent away, and none of them does anything. */
async function strangeTicks(stand: Stand): Promise<Tally> {
  const chance = new Chance(5);
  const peer = await stand.knock();
  peer.write(stand.hello({ room: "" }));
  await peer.nextPayload();
  const tries = 200;
  for (let i = 0; i < tries; i++) {
    const tick = chance.pick([0, 1, 2, chance.below(1e6), 2 ** 30, 2 ** 31 - 1]);
    peer.write(inputsAt(tick));
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const isOpen = !peer.socket.destroyed;
  farewell(peer);
  return { tries, wrong: isOpen ? [] : ["was sent away"] };
}

/** At a lobby in memory, with a seat that is held and could be opened. */
async function guessTokens(_stand: Stand, size: Size): Promise<Tally> {
  const { enter, lobby } = openHouse({ maxSeats: 4 });
  const owner = enter({ room: "new" });
  owner.drop();
  const chance = new Chance(3);
  const tries = size(2000, 1_000_000);
  const wrong: string[] = [];
  for (let i = 0; i < tries; i++) {
    const token = Buffer.from(chance.bytes(16)).toString("hex");
    const thief = enter({ room: owner.roomCode, token });
    if (thief.heard("welcome").at(-1)?.isResumed === true) wrong.push(`token ${token}`);
    thief.leave();
    if (i % GUESSES_AT_ONCE === 0) await pass();
  }
  if (lobby.census.heldCount !== 1) wrong.push(`${lobby.census.heldCount} seats are held`);
  return { tries, wrong };
}
