/**
 * What a WebSocket server must do with whatever comes, case by case: the sections are those of the Autobahn test suite
 * (crossbar.io), which drives an echo server; ours has no echo, so a case says what is to arrive, be answered, or end it.
 */
import { frame, Opcode } from "./testPort.ts";

/** What must become of a case. */
export type Outcome =
  /** These messages arrive, pongs with these payloads come back, in this order, and the connection lives on. */
  | { delivers?: readonly Buffer[]; pongs?: readonly Buffer[] }
  /** The server says Close with this code and ends the connection; these messages had arrived before. */
  | { closes: number; delivers?: readonly Buffer[] };

export interface Case {
  readonly name: string;
  /** Written one after the other. */
  readonly bytes: readonly Buffer[];
  readonly outcome: Outcome;
}

const PROTOCOL_ERROR = 1002;
const TEXT_REFUSED = 1003;
const BAD_TEXT = 1007;
const TOO_MANY_PARTS = 1008;
const TOO_LARGE = 1009;
const MOST_BYTES = 4096;

const some = (length: number): Buffer => Buffer.alloc(length, 0xfe);
const GOOD = frame(Opcode.binary, "good");
const DELIVERED = [Buffer.from("good")];

/** In pieces of so many bytes, each a TCP segment of its own if the system lets it be. */
function chop(bytes: Buffer, length: number): Buffer[] {
  const count = Math.ceil(bytes.length / length);
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * length, (i + 1) * length));
}

function fails(name: string, code: number, ...bytes: Buffer[]): Case {
  return { name, bytes, outcome: { closes: code } };
}

/** 1 and 9: messages of all lengths. */
function messages(): Case[] {
  const fitting = [0, 1, 124, 125, 126, 127, 128, 255, 256, 1000, 4095, MOST_BYTES];
  const whole = fitting.map((length) => ({ length, whole: frame(Opcode.binary, some(length)) }));
  const cuts = whole.flatMap(({ length, whole: bytes }) =>
    [1 + Math.ceil(length / 50), 64, 997].map((cut) => ({
      name: `1 binary of ${length} bytes in pieces of ${cut}`,
      bytes: chop(bytes, cut),
      outcome: { delivers: [some(length)] },
    })),
  );
  const texts = [0, 125, 126, 128, 1000, MOST_BYTES].map((length) =>
    fails(`1 text of ${length} bytes`, TEXT_REFUSED, frame(Opcode.text, "*".repeat(length))),
  );
  const large = [4097n, 65_535n, 65_536n, 2n ** 31n, 2n ** 32n, 2n ** 53n, 2n ** 63n];
  const oversize = large.map((claimedLength) =>
    fails(
      `9 a claim of ${claimedLength} bytes`,
      TOO_LARGE,
      frame(Opcode.binary, "", { claimedLength }),
    ),
  );
  const inParts = fails(
    "9 two parts that are too much together",
    TOO_LARGE,
    frame(Opcode.binary, some(4000), { isLast: false }),
    frame(Opcode.more, some(97)),
  );
  return [...cuts, ...texts, ...oversize, inParts];
}

/** 2: pings and pongs. */
function pings(): Case[] {
  const answered = [0, 1, 4, 124, 125].flatMap((length) =>
    [1, 1000].map((cut) => ({
      name: `2 ping of ${length} bytes in pieces of ${cut}`,
      bytes: chop(frame(Opcode.ping, some(length)), cut),
      outcome: { pongs: [some(length)] },
    })),
  );
  const ten = Array.from({ length: 10 }, (_, i) => Buffer.from(`ping ${i}`));
  const unasked = frame(Opcode.pong, "nobody asked");
  return [
    ...answered,
    { name: "2 ten pings", bytes: ten.map((p) => frame(Opcode.ping, p)), outcome: { pongs: ten } },
    { name: "2 a pong unasked", bytes: [unasked, GOOD], outcome: { delivers: DELIVERED } },
    {
      name: "2 an empty pong",
      bytes: [frame(Opcode.pong, ""), GOOD],
      outcome: { delivers: DELIVERED },
    },
    {
      name: "2 pong, ping",
      bytes: [unasked, frame(Opcode.ping, "hi")],
      outcome: { pongs: [Buffer.from("hi")] },
    },
    fails("2 ping of 126 bytes", PROTOCOL_ERROR, frame(Opcode.ping, some(126))),
    fails("2 pong of 126 bytes", PROTOCOL_ERROR, frame(Opcode.pong, some(126))),
  ];
}

/** 3: the reserved bits, on every kind of frame, first and after a good message. */
function reservedBits(): Case[] {
  const kinds = [Opcode.text, Opcode.binary, Opcode.close, Opcode.ping, Opcode.pong];
  const bits = [1, 2, 3, 4, 5, 6, 7];
  return bits.flatMap((reserved) =>
    kinds.flatMap((opcode) => {
      const bad = frame(opcode, "", { reserved });
      const name = `3 reserved bits ${reserved} on opcode ${opcode}`;
      return [
        fails(name, PROTOCOL_ERROR, bad),
        {
          name: `${name}, after a message`,
          bytes: [GOOD, bad],
          outcome: { closes: PROTOCOL_ERROR, delivers: DELIVERED },
        },
      ];
    }),
  );
}

/** 4: opcodes that mean nothing. */
function unknownOpcodes(): Case[] {
  return [3, 4, 5, 6, 7, 11, 12, 13, 14, 15].flatMap((opcode) => [
    fails(`4 opcode ${opcode}`, PROTOCOL_ERROR, frame(opcode, "")),
    fails(`4 opcode ${opcode} with a payload`, PROTOCOL_ERROR, frame(opcode, "payload")),
    {
      name: `4 opcode ${opcode} after a message`,
      bytes: [GOOD, frame(opcode, "")],
      outcome: { closes: PROTOCOL_ERROR, delivers: DELIVERED },
    },
  ]);
}

const part = (opcode: number, text: string) => frame(opcode, text, { isLast: false });
const LAST_PART = frame(Opcode.more, "gment");
const WHOLE = { delivers: [Buffer.from("fragment")] };

/** 5: messages in parts. */
function fragments(): Case[] {
  const first = part(Opcode.binary, "fra");
  const parts = (count: number) => [
    part(Opcode.binary, "x"),
    ...Array.from({ length: count - 2 }, () => part(Opcode.more, "x")),
    frame(Opcode.more, "x"),
  ];
  return [
    { name: "5 two", bytes: [first, LAST_PART], outcome: WHOLE },
    { name: "5 two in one segment", bytes: [Buffer.concat([first, LAST_PART])], outcome: WHOLE },
    {
      name: "5 two, byte by byte",
      bytes: chop(Buffer.concat([first, LAST_PART]), 1),
      outcome: WHOLE,
    },
    {
      name: "5 an empty one first",
      bytes: [part(Opcode.binary, ""), part(Opcode.more, "fra"), LAST_PART],
      outcome: WHOLE,
    },
    {
      name: "5 an empty one last",
      bytes: [part(Opcode.binary, "fra"), part(Opcode.more, "gment"), frame(Opcode.more, "")],
      outcome: WHOLE,
    },
    {
      name: "5 all empty",
      bytes: [part(Opcode.binary, ""), frame(Opcode.more, "")],
      outcome: { delivers: [Buffer.alloc(0)] },
    },
    { name: "5 four", bytes: parts(4), outcome: { delivers: [Buffer.from("xxxx")] } },
    fails("5 five, which is more than we take", TOO_MANY_PARTS, ...parts(5)),
    fails("5 a hundred", TOO_MANY_PARTS, ...parts(100)),
    {
      name: "5 a ping between",
      bytes: [part(Opcode.binary, "fra"), frame(Opcode.ping, "p"), LAST_PART],
      outcome: { ...WHOLE, pongs: [Buffer.from("p")] },
    },
    {
      name: "5 a pong between",
      bytes: [part(Opcode.binary, "fra"), frame(Opcode.pong, "p"), LAST_PART],
      outcome: WHOLE,
    },
  ];
}

/** 5: parts that do not make a message. */
function badFragments(): Case[] {
  return [
    ...[Opcode.ping, Opcode.pong, Opcode.close].map((opcode) =>
      fails(`5 opcode ${opcode} in two`, PROTOCOL_ERROR, part(opcode, ""), frame(Opcode.more, "")),
    ),
    fails("5 a last part of nothing", PROTOCOL_ERROR, LAST_PART),
    fails("5 a part of nothing", PROTOCOL_ERROR, part(Opcode.more, "x")),
    {
      name: "5 a part after the last",
      bytes: [part(Opcode.binary, "fra"), LAST_PART, LAST_PART],
      outcome: { closes: PROTOCOL_ERROR, delivers: WHOLE.delivers },
    },
    ...[Opcode.text, Opcode.binary].flatMap((opcode) => [
      fails(
        `5 opcode ${opcode} among parts`,
        PROTOCOL_ERROR,
        part(Opcode.binary, "a"),
        frame(opcode, "b"),
      ),
      fails(
        `5 a part of opcode ${opcode} among parts`,
        PROTOCOL_ERROR,
        part(Opcode.binary, "a"),
        part(opcode, "b"),
      ),
    ]),
    fails("5 text in two", TEXT_REFUSED, part(Opcode.text, "a"), frame(Opcode.more, "b")),
  ];
}

/** UTF-8, in hexadecimal digits: the ends of each length, and what people write. */
const SOUND_TEXTS = [
  "00",
  "7f",
  "c280",
  "dfbf",
  "e0a080",
  "ed9fbf",
  "ee8080",
  "efbfbd",
  "efbfbe",
  "efbfbf",
  "f0908080",
  "f0bfbfbf",
  "f48fbfbf",
  "ceba",
  "cebae1bdb9cf83cebcceb5",
  "f09f8eb1",
  "e280ae",
  "cc81",
  "efbbbf",
];
/** Parts of characters, too long forms of them, halves of pairs, and what is beyond the last. */
const BROKEN_TEXTS = [
  "80",
  "bf",
  "8080",
  "c0",
  "c080",
  "c1bf",
  "c2",
  "c241",
  "e0",
  "e080",
  "e08080",
  "e09fbf",
  "e0a0",
  "eda080",
  "edadbf",
  "edaebf",
  "edb080",
  "edbfbf",
  "eda080edb080",
  "f0",
  "f08080",
  "f0808080",
  "f08fbfbf",
  "f09080",
  "f4908080",
  "f5808080",
  "f7bfbfbf",
  "f8888080",
  "fbbfbfbfbf",
  "fc8480808080",
  "fe",
  "ff",
  "feff",
  "c3284c",
  "e28228",
  "f0288cbc",
  "cebae1bdb9cf83cebcceb5eda080656469746564",
  "cebae1bdb9cf83cebcceb5f4908080656469746564",
];

/** 6: text that is UTF-8, which is refused for being text, and text that is none, which is refused for that. */
function utf8(): Case[] {
  const inReasons = BROKEN_TEXTS.filter((_, i) => i % 3 === 0);
  const code = Buffer.from([0x03, 0xe8]);
  return [
    ...SOUND_TEXTS.map((hex) =>
      fails(`6 text ${hex}`, TEXT_REFUSED, frame(Opcode.text, Buffer.from(hex, "hex"))),
    ),
    ...BROKEN_TEXTS.map((hex) =>
      fails(`6 no text ${hex}`, BAD_TEXT, frame(Opcode.text, Buffer.from(hex, "hex"))),
    ),
    ...inReasons.map((hex) =>
      fails(
        `6 no text in a reason ${hex}`,
        BAD_TEXT,
        frame(Opcode.close, Buffer.concat([code, Buffer.from(hex, "hex")])),
      ),
    ),
  ];
}

/** 7: goodbyes. */
function closes(): Case[] {
  const close = (code: number, reason = ""): Buffer => {
    const payload = Buffer.alloc(2 + Buffer.byteLength(reason));
    payload.writeUInt16BE(code, 0);
    payload.write(reason, 2);
    return frame(Opcode.close, payload);
  };
  const sound = [
    1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 3000, 3999, 4000, 4999,
  ];
  const unsound = [0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535];
  return [
    ...sound.map((code) => fails(`7 close ${code}`, code, close(code))),
    ...unsound.map((code) =>
      fails(`7 close ${code}, which there is not`, PROTOCOL_ERROR, close(code)),
    ),
    fails("7 half a code", PROTOCOL_ERROR, frame(Opcode.close, "x")),
    ...[1, 122, 123].map((length) =>
      fails(`7 a reason of ${length} bytes`, 1000, close(1000, "*".repeat(length))),
    ),
    fails("7 a reason of 124 bytes", PROTOCOL_ERROR, close(1000, "*".repeat(124))),
    {
      name: "7 a message before it",
      bytes: [GOOD, close(1000)],
      outcome: { closes: 1000, delivers: DELIVERED },
    },
    {
      name: "7 a message after it",
      bytes: [close(1000), GOOD],
      outcome: { closes: 1000, delivers: [] },
    },
    fails("7 a ping after it", 1000, close(1000), frame(Opcode.ping, "")),
    fails("7 it twice", 1000, close(1000), close(1001)),
    fails(
      "7 in the midst of a message",
      1000,
      frame(Opcode.binary, "a", { isLast: false }),
      close(1000),
    ),
  ];
}

/** 5.1 of RFC 6455: a client masks all that it sends. */
function masks(): Case[] {
  const kinds = [Opcode.more, Opcode.text, Opcode.binary, Opcode.close, Opcode.ping, Opcode.pong];
  return kinds.map((opcode) =>
    fails(`unmasked opcode ${opcode}`, PROTOCOL_ERROR, frame(opcode, "", { isMasked: false })),
  );
}

export const CASES: readonly Case[] = [
  ...messages(),
  ...pings(),
  ...reservedBits(),
  ...unknownOpcodes(),
  ...fragments(),
  ...badFragments(),
  ...utf8(),
  ...closes(),
  ...masks(),
];
