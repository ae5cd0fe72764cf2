/**
 * Messages that no honest peer sends: a table of known tricks, each with the words in which it is refused, and
 * generators of unknown ones. Whoever reads bytes from a stranger is to be shown these.
 */
import { encodeClientMessage, encodeServerMessage } from "#shared/protocol/codec.ts";
import { CLIENT_MESSAGE_BYTES } from "#shared/protocol/messages.ts";
import type { Chance } from "./fuzzSeed.ts";
import { HONEST_CLIENT_MESSAGES, HONEST_SERVER_MESSAGES } from "./honestMessages.ts";

/** A trick: its name, the bytes of the message, and why it is refused. */
export type HostileMessage = readonly [name: string, bytes: Uint8Array, reason: string];

/** Bytes from hexadecimal digits, and times so many of them. */
function hex(digits: string, times = 1): Uint8Array {
  return Uint8Array.from(Buffer.from(digits.replaceAll(" ", "").repeat(times), "hex"));
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** Extension types that msgpackr would make objects, dates, records, patterns or big numbers of. */
const EXTENSIONS: readonly HostileMessage[] = [
  ["42", "a big number"],
  ["62", "a typed array"],
  ["65", "an error"],
  ["69", "an object that others point to"],
  ["70", "a pointer to such an object"],
  ["72", "a record definition"],
  ["73", "a set"],
  ["74", "a typed array by another number"],
  ["78", "a regular expression"],
  ["ff", "a time"],
].map(([type, name]) => [
  `extension 0x${type}, ${name}`,
  hex(`92 03 d6 ${type} 00000001`),
  "type 0xd6",
]);

const CONTAINERS: readonly HostileMessage[] = [
  ["nothing", hex(""), "cut short"],
  ["an array that never comes", hex("93"), "cut short"],
  ["arrays 3 deep", hex("91 91 91 00"), "nested too deep"],
  ["arrays 1,000 deep", hex("91", 1000), "nested too deep"],
  ["65,535 values that never come", hex("dc ffff"), "cut short"],
  ["1,000 values", join(hex("dc 03e8"), hex("00", 1000)), "too many values"],
  ["16 values in an array", join(hex("dc 0010"), hex("05", 16)), "too many values"],
  ["65,535 arrays of 65,535", join(hex("dc ffff"), hex("dc ffff", 300)), "nested too deep"],
  ["an array of 4,294,967,295", hex("dd ffffffff"), "type 0xdd"],
  ["an empty map", hex("80"), "type 0x80"],
  ["a map with __proto__", hex("81 a9 5f5f70726f746f5f5f 00"), "type 0x81"],
  ["a map for a field", hex("92 03 81 00 00"), "type 0x81"],
  ["a map of 16-bit size", hex("92 03 de 0000"), "type 0xde"],
  ["a map of 32-bit size", hex("92 03 df ffffffff"), "type 0xdf"],
  ["the tag that msgpack never uses", hex("92 03 c1"), "type 0xc1"],
  ["an extension of 1 byte", hex("92 03 d4 42 00"), "type 0xd4"],
  ["an extension of 2 bytes", hex("92 03 d5 72 0000"), "type 0xd5"],
  ["an extension of 8 bytes", hex("92 03 d7 ff 0000000000000000"), "type 0xd7"],
  ["an extension of 16 bytes", join(hex("92 03 d8 42"), hex("00", 16)), "type 0xd8"],
  ["an extension of 8-bit size", hex("92 03 c7 00 69"), "type 0xc7"],
  ["an extension of 16-bit size", hex("92 03 c8 ffff 78"), "type 0xc8"],
  ["an extension of 32-bit size", hex("92 03 c9 ffffffff 42"), "type 0xc9"],
  ["a byte too many", hex("91 05 00"), "trailing bytes"],
  ["two messages in one", hex("91 05 91 05"), "trailing bytes"],
  ["text of 32-bit size", hex("92 02 db ffffffff 61"), "type 0xdb"],
  ["bytes of 32-bit size", hex("92 01 c6 ffffffff 00"), "type 0xc6"],
  ["text whose size is cut off", hex("92 02 d9"), "cut short"],
  ["text whose 16-bit size is cut off", hex("92 02 da 00"), "cut short"],
  ["text that is cut off", hex("92 02 d9 ff 61"), "cut short"],
  ["short text that is cut off", hex("92 02 a5 6162"), "cut short"],
  ["bytes that are cut off", hex("92 01 c4 0c 0000"), "cut short"],
  ["text of 801 bytes", join(hex("92 02 da 0321"), hex("61", 801)), "too long"],
  ["65 bytes of inputs", join(hex("92 01 c4 41"), hex("00", 65)), "inputs: 65 bytes"],
  ["inputs of 16-bit size", join(hex("92 01 c5 0200"), hex("00", 512)), "too long"],
  ["a number that is cut off", hex("92 03 cd 00"), "cut short"],
  ["1,025 bytes", hex("05", CLIENT_MESSAGE_BYTES + 1), "message too long"],
  ["a megabyte of nothing", new Uint8Array(2 ** 20), "message too long"],
];

const NUMBERS: readonly HostileMessage[] = [
  ["a float", hex("92 03 ca 3f800000"), "type 0xca"],
  ["a double that is whole", hex("92 03 cb 3ff0000000000000"), "type 0xcb"],
  ["NaN", hex("92 03 cb 7ff8000000000000"), "type 0xcb"],
  ["infinity", hex("92 03 cb 7ff0000000000000"), "type 0xcb"],
  ["minus zero", hex("92 03 cb 8000000000000000"), "type 0xcb"],
  ["2^53 in 64 bits", hex("92 03 cf 0020000000000000"), "type 0xcf"],
  ["a small number in 64 bits", hex("92 03 cf 0000000000000001"), "type 0xcf"],
  ["a negative number in 64 bits", hex("92 03 d3 ffffffffffffffff"), "type 0xd3"],
  ["ping of -1", hex("92 03 ff"), "message.id: not a whole number 0..65535"],
  ["ping of -128", hex("92 03 d0 80"), "message.id: not a whole number 0..65535"],
  ["ping of -32768", hex("92 03 d1 8000"), "message.id: not a whole number 0..65535"],
  ["ping of -2^31", hex("92 03 d2 80000000"), "message.id: not a whole number 0..65535"],
  ["ping of 65,536", hex("92 03 ce 00010000"), "message.id: not a whole number 0..65535"],
  ["ping of 2^32-1", hex("92 03 ce ffffffff"), "message.id: not a whole number 0..65535"],
  ["ping of true", hex("92 03 c3"), "message.id: not a whole number 0..65535"],
  ["ping of text", hex("92 03 a1 31"), "message.id: not a whole number 0..65535"],
  ["ping of nil", hex("92 03 c0"), "message.id: not a whole number 0..65535"],
  ["ping of an array", hex("92 03 91 01"), "message.id: not a whole number 0..65535"],
];

/** A hello for a new room, up to where it says what is played there. */
const HELLO = hex("9c 00 a0 a0 a3 6e6577 a0 c2 a0");

const TABLES: readonly HostileMessage[] = [
  ["of mode 5", hex("05 a0 ff 00 00"), "message.mode: not a whole number -1..4"],
  ["of mode -2", hex("fe a0 ff 00 00"), "message.mode: not a whole number -1..4"],
  ["of a mode by name", hex("a4 7075636b a0 ff 00 00"), "message.mode: not a whole number -1..4"],
  ["on map 7", hex("ff 07 ff 00 00"), "message.map: not a string"],
  ["on no map", hex("ff c0 ff 00 00"), "message.map: not a string"],
  [
    "on a map of 65",
    join(hex("ff d9 41"), hex("61", 65), hex("ff 00 00")),
    "message.map: longer than 64",
  ],
  ["on a map that is no text", hex("ff a2 c328 ff 00 00"), "message.map: not well-formed text"],
  ["with 17 bots", hex("ff a0 11 00 00"), "message.bots: not a whole number -1..16"],
  ["with -2 bots", hex("ff a0 fe 00 00"), "message.bots: not a whole number -1..16"],
  ["with bots of level 5", hex("ff a0 ff 05 00"), "message.botLevel: not a whole number 0..4"],
  ["with bots of level -1", hex("ff a0 ff ff 00"), "message.botLevel: not a whole number 0..4"],
  ["with fire 3", hex("ff a0 ff 00 03"), "message.friendlyFire: not a whole number 0..2"],
  ["with true fire", hex("ff a0 ff 00 c3"), "message.friendlyFire: not a whole number 0..2"],
];

const SHAPES: readonly HostileMessage[] = [
  ...TABLES.map(([name, bytes, reason]): HostileMessage => [
    `a new room ${name}`,
    join(HELLO, bytes),
    reason,
  ]),
  [
    "hello without a table",
    hex("97 00 a0 a0 a0 a0 c2 a0"),
    "message.mode: not a whole number -1..4",
  ],
  ["nil", hex("c0"), "message: not an array"],
  ["true", hex("c3"), "message: not an array"],
  ["a bare number", hex("05"), "message: not an array"],
  ["bare text", hex("a5 68656c6c6f"), "message: not an array"],
  ["bare bytes", hex("c4 02 0102"), "message: not an array"],
  ["an array of nothing", hex("90"), "message.type: not a whole number 0..11"],
  ["message 12", hex("91 0c"), "message.type: not a whole number 0..11"],
  ["a motion of kind 2", hex("93 09 02 00"), "message.kind: not a whole number 0..1"],
  ["a motion on slot 512", hex("93 09 00 cd 0200"), "message.subject: not a whole number 0..511"],
  ["a motion on nobody", hex("93 09 00 ff"), "message.subject: not a whole number 0..511"],
  ["a motion on nothing", hex("92 09 01"), "message.subject: not a whole number 0..511"],
  ["a ballot for 3", hex("92 0a 03"), "message.choice: not a whole number 0..2"],
  ["a ballot for true", hex("92 0a c3"), "message.choice: not a whole number 0..2"],
  ["two ballots", hex("93 0a 00 01"), "message: 3 fields"],
  ["chat to 1 team", hex("93 02 a1 61 01"), "message.isTeam: not a boolean"],
  ["chat to nobody", hex("92 02 a1 61"), "message.isTeam: not a boolean"],
  ["a mark with nothing", hex("91 0b"), "message.x: not a whole number 0..4096"],
  ["a mark at 4,097", hex("93 0b 00 cd 1001"), "message.y: not a whole number 0..4096"],
  ["a mark at -1", hex("93 0b ff 00"), "message.x: not a whole number 0..4096"],
  ["a phrase with nothing", hex("91 08"), "message.phrase: not a whole number 0..7"],
  ["phrase 8", hex("92 08 08"), "message.phrase: not a whole number 0..7"],
  ["a phrase of text", hex("92 08 a1 30"), "message.phrase: not a whole number 0..7"],
  ["message -1", hex("91 ff"), "message.type: not a whole number 0..11"],
  ["message 2^32-1", hex("91 ce ffffffff"), "message.type: not a whole number 0..11"],
  ["message true", hex("91 c3"), "message.type: not a whole number 0..11"],
  ['message "0"', hex("91 a1 30"), "message.type: not a whole number 0..11"],
  ["a watch with nothing", hex("91 07"), "message.ackTick: not a whole number 0..2147483647"],
  [
    "a watch that holds snapshot 2^31",
    hex("95 07 ce 80000000 00 00 00"),
    "message.ackTick: not a whole number 0..2147483647",
  ],
  ["a watch of slot -2", hex("95 07 00 fe 00 00"), "message.slot: not a whole number -1..511"],
  [
    "a watch of slot 512",
    hex("95 07 00 cd 0200 00 00"),
    "message.slot: not a whole number -1..511",
  ],
  ["a watch from the left", hex("95 07 00 ff ff 00"), "message.x: not a whole number 0..4096"],
  ["a watch from 4,097", hex("95 07 00 ff 00 cd 1001"), "message.y: not a whole number 0..4096"],
  ["a watch without a place", hex("93 07 00 00"), "message.x: not a whole number 0..4096"],
  ["hello that watches 1 time", hex("96 00 a0 a0 a0 a0 01"), "message.isWatching: not a boolean"],
  ["hello without a password", hex("96 00 a0 a0 a0 a0 c2"), "message.password: not a string"],
  [
    "hello with nil for a password",
    hex("97 00 a0 a0 a0 a0 c2 c0"),
    "message.password: not a string",
  ],
  [
    "hello with a password of 65",
    join(hex("97 00 a0 a0 a0 a0 c2 d9 41"), hex("61", 65)),
    "message.password: longer than 64",
  ],
  ["hello without watching", hex("95 00 a0 a0 a0 a0"), "message.isWatching: not a boolean"],
  ["a screen of no width", hex("93 06 00 cd 02d0"), "message.widthPx: not a whole number 1..4096"],
  [
    "a screen without a height",
    hex("92 06 cd 0500"),
    "message.heightPx: not a whole number 1..4096",
  ],
  ["ping with nothing", hex("91 03"), "message.id: not a whole number 0..65535"],
  ["ping with too much", hex("93 03 01 01"), "message: 3 fields"],
  ["away of 1", hex("92 04 01"), "message.isAway: not a boolean"],
  ["away with nothing", hex("91 04"), "message.isAway: not a boolean"],
  ["away with too much", hex("93 04 c3 c3"), "message: 3 fields"],
  ["resync with a field", hex("92 05 c0"), "message: 2 fields"],
  ["hello with nothing", hex("91 00"), "message.protocolId: not a string"],
  ["hello without a room", hex("93 00 a1 70 a1 6e"), "message.room: not a string"],
  ["hello with a number for a name", hex("94 00 a1 70 07 a0"), "message.name: not a string"],
  ["hello with bytes for a name", hex("94 00 a1 70 c4 01 61 a0"), "message.name: not a string"],
  [
    "hello with too much",
    hex("9e 00 a1 70 a1 6e a0 a0 c2 a0 ff a0 ff 00 00 a0 c0"),
    "message: 14 fields",
  ],
  [
    "hello without a player's key",
    hex("9c 00 a0 a0 a0 a0 c2 a0 ff a0 ff 00 00"),
    "message.playerKey: not a string",
  ],
  [
    "hello with a player's key of 31",
    join(hex("9d 00 a0 a0 a0 a0 c2 a0 ff a0 ff 00 00 bf"), hex("30", 31)),
    "message.playerKey: no key",
  ],
  [
    "hello with a player's key of 33",
    join(hex("9d 00 a0 a0 a0 a0 c2 a0 ff a0 ff 00 00 d9 21"), hex("30", 33)),
    "message.playerKey: longer than 32",
  ],
  [
    "hello with a player's key in capitals",
    join(hex("9d 00 a0 a0 a0 a0 c2 a0 ff a0 ff 00 00 d9 20"), hex("41", 32)),
    "message.playerKey: no key",
  ],
  ["hello without a token", hex("94 00 a1 70 a1 6e a0"), "message.token: not a string"],
  ["hello with a number for a token", hex("95 00 a0 a0 a0 07"), "message.token: not a string"],
  ["hello with nil for a token", hex("95 00 a0 a0 a0 c0"), "message.token: not a string"],
  [
    "hello with bytes for a token",
    join(hex("95 00 a0 a0 a0 c4 20"), hex("30", 32)),
    "message.token: not a string",
  ],
  [
    "hello with a token of 31",
    join(hex("95 00 a0 a0 a0 bf"), hex("30", 31)),
    "message.token: no token",
  ],
  [
    "hello with a token of 33",
    join(hex("95 00 a0 a0 a0 d9 21"), hex("30", 33)),
    "message.token: longer than 32",
  ],
  [
    "hello with a token in capitals",
    join(hex("95 00 a0 a0 a0 d9 20"), hex("41", 32)),
    "message.token: no token",
  ],
  [
    "hello of a version of 17",
    join(hex("94 00 b1"), hex("61", 17), hex("a0 a0")),
    "message.protocolId: longer than 16",
  ],
  [
    "hello of a name of 65",
    join(hex("94 00 a0 d9 41"), hex("61", 65), hex("a0")),
    "message.name: longer than 64",
  ],
  [
    "hello to a room of 13",
    join(hex("94 00 a0 a0 ad"), hex("61", 13)),
    "message.room: longer than 12",
  ],
  ["chat with nothing", hex("91 02"), "message.text: not a string"],
  ["chat of a number", hex("92 02 05"), "message.text: not a string"],
  ["chat of 201", join(hex("92 02 d9 c9"), hex("61", 201)), "message.text: longer than 200"],
  [
    "chat of 201 in 402 bytes",
    join(hex("92 02 da 0192"), hex("c3a9", 201)),
    "message.text: longer than 200",
  ],
];

const BROKEN_TEXT: readonly HostileMessage[] = (
  [
    ["a lone continuation byte", "80"],
    ["an overlong nul", "c080"],
    ["an overlong slash", "e080af"],
    ["a high surrogate", "eda080"],
    ["a low surrogate", "edb080"],
    ["a pair of surrogates", "eda081edb080"],
    ["a character cut off", "61e3"],
    ["a character cut off before the end", "e38161"],
    ["a character beyond Unicode", "f4908080"],
    ["a byte that UTF-8 never uses", "fe"],
    ["U+FFFD itself", "efbfbd"],
  ] as const
).map(([name, digits]) => {
  const text = hex(digits);
  const why = "message.text: not well-formed text";
  return [`text with ${name}`, join(hex("92 02"), Uint8Array.of(0xa0 | text.length), text), why];
});

function inputs(bytes: Uint8Array): Uint8Array {
  return join(hex("92 01 c4"), Uint8Array.of(bytes.length), bytes);
}

const INPUTS: readonly HostileMessage[] = [
  ["inputs with nothing", hex("91 01"), "message.inputs: not bytes"],
  ["inputs of text", hex("92 01 a3 616263"), "message.inputs: not bytes"],
  ["inputs of an array", hex("92 01 91 00"), "message.inputs: not bytes"],
  ["inputs and more", join(hex("93 01 c4 0e"), hex("00", 14), hex("00")), "message: 3 fields"],
  ["inputs of no bytes", inputs(hex("")), "inputs: 0 bytes"],
  ["inputs of no input", inputs(hex("00", 10)), "inputs: 10 bytes"],
  ["inputs of half an input", inputs(hex("00", 12)), "inputs: 12 bytes"],
  ["inputs of nine inputs", inputs(hex("00", 46)), "inputs: 46 bytes"],
  ["inputs for tick 2^31", inputs(hex("00000080 00000000 0000 00000000")), "inputs: no such tick"],
  [
    "inputs for tick 2^32-1",
    inputs(hex("ffffffff 00000000 0000 00000000")),
    "inputs: no such tick",
  ],
  [
    "inputs that hold snapshot 2^31",
    inputs(hex("01000000 00000080 0000 00000000")),
    "inputs: no such tick",
  ],
];

/** Known tricks on a server. */
export const HOSTILE_CLIENT_MESSAGES: readonly HostileMessage[] = [
  ...CONTAINERS,
  ...EXTENSIONS,
  ...NUMBERS,
  ...SHAPES,
  ...BROKEN_TEXT,
  ...INPUTS,
];

const CLIENT_BYTES = HONEST_CLIENT_MESSAGES.map(encodeClientMessage);
const SERVER_BYTES = HONEST_SERVER_MESSAGES.map(encodeServerMessage);

/** Bytes that might come from a client: noise, noise that looks like msgpack, or an honest message after an accident. */
export function drawClientBytes(chance: Chance): Uint8Array {
  return draw(chance, CLIENT_BYTES);
}

/** The same from a server. */
export function drawServerBytes(chance: Chance): Uint8Array {
  return draw(chance, SERVER_BYTES);
}

function draw(chance: Chance, honest: readonly Uint8Array[]): Uint8Array {
  const kind = chance.below(8);
  if (kind === 0) return chance.bytes(chance.below(64));
  if (kind === 1) return Uint8Array.from(drawValue(chance, 0));
  return maim(chance.pick(honest), chance, honest);
}

/** Tags of every kind, with contents that are sometimes as long as they claim. */
function drawValue(chance: Chance, depth: number): number[] {
  if (depth < 4 && chance.oneIn(2)) {
    const count = chance.below(6);
    return [
      0x90 | count,
      ...Array.from({ length: count }, () => drawValue(chance, depth + 1)).flat(),
    ];
  }
  const tag = chance.oneIn(2) ? chance.between(0xc0, 0xdf) : chance.below(256);
  return [tag, ...chance.bytes(chance.pick([0, 0, 1, 2, 4, 5, 8]))];
}

/** One to three accidents: bits flipped, bytes lost, doubled, put in or replaced, the end cut off, two messages joined. */
function maim(bytes: Uint8Array, chance: Chance, others: readonly Uint8Array[]): Uint8Array {
  let made = [...bytes];
  for (let accidents = chance.between(1, 3); accidents > 0; accidents--) {
    const at = chance.below(made.length + 1);
    switch (chance.below(7)) {
      case 0:
        made[at] = (made[at] ?? 0) ^ (1 << chance.below(8));
        break;
      case 1:
        made.splice(at, chance.between(1, 4));
        break;
      case 2:
        made.splice(at, 0, ...chance.bytes(chance.between(1, 4)));
        break;
      case 3:
        made.splice(at, 0, ...made.slice(at, at + chance.between(1, 8)));
        break;
      case 4:
        made = made.slice(0, at);
        break;
      case 5:
        made[at] = chance.pick([0x00, 0x7f, 0x80, 0xc0, 0xc4, 0xd9, 0xdc, 0xe0, 0xff]);
        break;
      default:
        made = [...made.slice(0, at), ...chance.pick(others).subarray(chance.below(4))];
    }
  }
  return Uint8Array.from(made);
}
