/**
 * Makes PNG files small: 256 colours of the picture's own instead of 16 million. Reads what browsers write (8 bits a
 * channel, with or without alpha, not interlaced).
 *   file:  signature, then chunks: length (4) name (4) data crc (4) | row: filter (1), then its pixels
 */
import { crc32, deflateSync, inflateSync } from "node:zlib";
import { choosePalette, dither, mapColors } from "./palette.ts";

/** Pixels as red, green, blue bytes, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");
const COLOR_TYPE_INDEXED = 3;
/** Channels by colour type: 2 is RGB, 6 is RGBA. */
const CHANNELS: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

/** The same picture in 256 colours, with smooth slopes dithered unless that makes it larger than `mostBytes`. */
export function shrinkPng(png: Buffer, mostBytes: number): Buffer {
  const picture = decodePng(png);
  const palette = choosePalette(picture.rgb);
  const dithered = encodeIndexed(picture, palette, mapColors(dither(picture), palette));
  if (dithered.length <= mostBytes) return dithered;
  return encodeIndexed(picture, palette, mapColors(picture.rgb, palette));
}

export function decodePng(png: Buffer): Picture {
  const chunks = readChunks(png);
  const header = chunks.find(({ name }) => name === "IHDR")!.data;
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const channels = CHANNELS[header[9]!];
  if (header[8] !== 8 || channels === undefined || header[12] !== 0)
    throw new Error("This PNG is not of the kind that browsers write.");
  const data = chunks.filter(({ name }) => name === "IDAT").map((chunk) => chunk.data);
  const bytes = inflateSync(Buffer.concat(data));
  const stride = width * channels;
  const rgb = new Uint8Array(width * height * 3);
  let above = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1);
    const row = new Uint8Array(bytes.subarray(start + 1, start + 1 + stride));
    unfilter(row, above, bytes[start]!, channels);
    for (let x = 0; x < width; x++) {
      const pixel = row.subarray(x * channels, x * channels + 3);
      rgb.set(pixel, (y * width + x) * 3);
    }
    above = row;
  }
  return { width, height, rgb };
}

/** `palette`: red, green, blue bytes of each colour; `indices`: one byte a pixel. */
function encodeIndexed(
  { width, height }: Picture,
  palette: Uint8Array,
  indices: Uint8Array,
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, COLOR_TYPE_INDEXED], 8);
  const rows = new Uint8Array((width + 1) * height);
  for (let y = 0; y < height; y++) {
    rows.set(indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  }
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("PLTE", palette),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", new Uint8Array()),
  ]);
}

function readChunks(png: Buffer): { name: string; data: Buffer }[] {
  const chunks: { name: string; data: Buffer }[] = [];
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    const name = png.toString("latin1", at + 4, at + 8);
    chunks.push({ name, data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** Undoes what makes rows compress well; `row` is changed in place. */
function unfilter(row: Uint8Array, above: Uint8Array, filter: number, channels: number): void {
  for (let i = 0; i < row.length; i++) {
    const left = i < channels ? 0 : row[i - channels]!;
    const up = above[i]!;
    const upLeft = i < channels ? 0 : above[i - channels]!;
    if (filter === 1) row[i]! += left;
    else if (filter === 2) row[i]! += up;
    else if (filter === 3) row[i]! += (left + up) >> 1;
    else if (filter === 4) row[i]! += paeth(left, up, upLeft);
  }
}

/** Whichever of the three is nearest to left + up - upLeft. */
function paeth(left: number, up: number, upLeft: number): number {
  const guess = left + up - upLeft;
  const offLeft = Math.abs(guess - left);
  const offUp = Math.abs(guess - up);
  const offUpLeft = Math.abs(guess - upLeft);
  if (offLeft <= offUp && offLeft <= offUpLeft) return left;
  return offUp <= offUpLeft ? up : upLeft;
}
