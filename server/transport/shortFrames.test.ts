import { PassThrough } from "node:stream";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readShortFrames } from "./shortFrames.ts";
import { frame, Opcode } from "./testPort.ts";

/** What each of the two was given, in order; pieces that the library got one after the other are one. */
type Heard = (["message", string] | ["library", string])[];

const data = (maxLength: number) => fc.uint8Array({ maxLength }).map((bytes) => Buffer.from(bytes));
const short = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constant(Opcode.binary), data(125)) },
  fc.tuple(fc.constantFrom(Opcode.ping, Opcode.pong), data(125)),
);
const other = fc.oneof(
  data(20).map((text) => frame(Opcode.text, text)),
  data(20).map((part) => frame(Opcode.binary, part, { isLast: false })),
  data(20).map((bare) => frame(Opcode.binary, bare, { isMasked: false })),
  data(20).map((odd) => frame(Opcode.binary, odd, { reserved: 1 })),
  fc.integer({ min: 126, max: 300 }).map((size) => frame(Opcode.binary, Buffer.alloc(size, 7))),
  fc.constant(frame(Opcode.close, Buffer.from([0x03, 0xe8]))),
);

/** Hears all of `bytes`, which come in pieces that begin at `cuts`. */
function hear(bytes: Buffer, cuts: readonly number[] = []): Heard {
  const heard: Heard = [];
  const socket = new PassThrough();
  socket.on("data", (chunk: Buffer) => {
    const last = heard.at(-1);
    if (last?.[0] === "library") last[1] += chunk.toString("hex");
    else heard.push(["library", chunk.toString("hex")]);
  });
  readShortFrames(socket, (message) => heard.push(["message", message.toString("hex")]));
  const borders = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length];
  borders.sort((a, b) => a - b);
  for (let i = 1; i < borders.length; i++)
    socket.emit("data", Buffer.from(bytes.subarray(borders[i - 1], borders[i])));
  return heard;
}

describe("frames, however the network cuts them:", () => {
  test("short binary ones are messages, and pings and pongs are the library's", () => {
    const cuts = fc.array(fc.nat(), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(short, { maxLength: 12 }), cuts, (frames, at) => {
        const bytes = Buffer.concat(frames.map(([opcode, payload]) => frame(opcode, payload)));
        const heard = hear(bytes, at);
        expect(heard.filter(([who]) => who === "message").map(([, hex]) => hex)).toEqual(
          frames.filter(([code]) => code === Opcode.binary).map(([, told]) => told.toString("hex")),
        );
        expect(
          heard
            .filter(([who]) => who === "library")
            .map(([, hex]) => hex)
            .join(""),
        ).toBe(
          frames
            .filter(([code]) => code !== Opcode.binary)
            .map(([code, told]) => frame(code, told).toString("hex"))
            .join(""),
        );
      }),
    );
  });

  test("from the first other one on, all is the library's, to the byte", () => {
    const cuts = fc.array(fc.nat(), { maxLength: 12 });
    fc.assert(
      fc.property(
        fc.array(short, { maxLength: 4 }),
        other,
        data(200),
        cuts,
        (given, odd, after, at) => {
          const told = given.filter(([code]) => code === Opcode.binary);
          const before = told.map(([code, payload]) => frame(code, payload));
          const heard = hear(Buffer.concat([...before, odd, after]), at);
          expect(heard).toEqual([
            ...told.map(([, payload]) => ["message", payload.toString("hex")]),
            ["library", Buffer.concat([odd, after]).toString("hex")],
          ]);
        },
      ),
    );
  });

  test("come in the order in which they were sent", () => {
    const bytes = [frame(Opcode.binary, "a"), frame(Opcode.ping, "b"), frame(Opcode.binary, "c")];
    expect(hear(Buffer.concat(bytes)).map(([who]) => who)).toEqual([
      "message",
      "library",
      "message",
    ]);
  });
});

test("a socket that nobody reads, or two do, is refused", () => {
  const socket = new PassThrough();
  expect(() => readShortFrames(socket, () => undefined)).toThrow("one reader");
  socket.on("data", () => undefined).on("data", () => undefined);
  expect(() => readShortFrames(socket, () => undefined)).toThrow("one reader");
});
