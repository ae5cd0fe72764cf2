import { describe, expect, test } from "vitest";
import { frameOf } from "./frame.ts";

describe("a frame (RFC 6455, 5.2)", () => {
  test.each([
    [0, [0x82, 0]],
    [125, [0x82, 125]],
    [126, [0x82, 126, 0, 126]],
    [65_535, [0x82, 126, 0xff, 0xff]],
    [65_536, [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]],
  ])("of a message of %i bytes is a header and the message", (length, header) => {
    const message = Uint8Array.from({ length }, (_, i) => i * 7);
    const frame = frameOf(message, "binary");
    expect([...frame.subarray(0, header.length)]).toEqual(header);
    expect(new Uint8Array(frame.subarray(header.length))).toEqual(message);
  });

  test("of text says so", () => {
    expect([...frameOf(Buffer.from("hi"), "text")]).toEqual([0x81, 2, 0x68, 0x69]);
  });

  test("is a copy", () => {
    const message = Uint8Array.of(1, 2, 3);
    const frame = frameOf(message, "binary");
    message.fill(9);
    expect([...frame.subarray(2)]).toEqual([1, 2, 3]);
  });
});
