import { deflateSync, inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { choosePalette, mapColors } from "./palette.ts";
import { decodePng, shrinkPng } from "./png.ts";

const SIGNATURE_BYTES = 8;
const RED = [255, 0, 0];
const GREEN = [0, 255, 0];
const BLUE = [0, 0, 255];

/** A picture 2 px wide whose rows are filtered as told, without the sums that only readers of files check. */
function createPng(rows: readonly (readonly number[])[], colorType: number): Buffer {
  const chunk = (name: string, data: Uint8Array): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(name, "latin1"), data, Buffer.alloc(4)]);
  };
  const header = Buffer.from([0, 0, 0, 2, 0, 0, 0, rows.length, 8, colorType, 0, 0, 0]);
  const data = deflateSync(Uint8Array.from(rows.flat()));
  return Buffer.concat([Buffer.alloc(SIGNATURE_BYTES), chunk("IHDR", header), chunk("IDAT", data)]);
}

test.each([
  ["as they are", [0, ...RED, ...GREEN]],
  ["less what is left of them", [1, ...RED, 1, 255, 0]],
  ["less what is above", [2, ...RED, ...GREEN]],
  ["less the mean of both", [3, ...RED, 129, 255, 0]],
  ["less what was foretold", [4, ...RED, 1, 255, 0]],
])("reads rows %s", (_, row) => {
  expect([...decodePng(createPng([row], 2)).rgb]).toEqual([...RED, ...GREEN]);
});

test("adds what is above, and leaves alpha out", () => {
  const png = createPng(
    [
      [0, 10, 20, 30, 255, 1, 2, 3, 255],
      [2, 1, 1, 1, 0, 1, 1, 1, 0],
    ],
    6,
  );
  expect([...decodePng(png).rgb]).toEqual([10, 20, 30, 1, 2, 3, 11, 21, 31, 2, 3, 4]);
});

test("a picture of few colours keeps them all, one byte a pixel", () => {
  const png = shrinkPng(
    createPng(
      [
        [0, ...RED, ...GREEN],
        [0, ...BLUE, ...RED],
      ],
      2,
    ),
    0,
  );
  const palette = png.subarray(png.indexOf("PLTE") + 4).subarray(0, 9);
  const rows = inflateSync(png.subarray(png.indexOf("IDAT") + 4));
  const pixels = [1, 2, 4, 5].map((at) => [...palette.subarray(rows[at]! * 3, rows[at]! * 3 + 3)]);
  expect(pixels).toEqual([RED, GREEN, BLUE, RED]);
});

test("of many colours none is far off", () => {
  const rgb = Uint8Array.from({ length: 3 * 4096 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return i % 3 === 0 ? pixel % 64 : i % 3 === 1 ? Math.floor(pixel / 64) * 4 : 90;
  });
  const palette = choosePalette(rgb);
  expect(palette.length / 3).toBeLessThanOrEqual(256);
  const indices = mapColors(rgb, palette);
  const off = rgb.map((value, i) =>
    Math.abs(value - palette[indices[Math.floor(i / 3)]! * 3 + (i % 3)]!),
  );
  expect(Math.max(...off)).toBeLessThan(14);
});
