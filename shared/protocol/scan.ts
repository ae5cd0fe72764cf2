/**
 * Walks msgpack bytes before any decoder sees them and lets through only what our messages are made of: integers of at
 * most 32 bits, booleans, nil, short strings, bin, arrays. Maps, floats, 64-bit numbers and all extensions (which let a
 * decoder build objects, regular expressions or cycles) never reach it. https://github.com/msgpack/msgpack/blob/master/spec.md
 */

export interface ScanLimits {
  depth: number;
  items: number;
  stringBytes: number;
  binBytes: number;
}

/** Why `bytes` are refused, or undefined when they are one whole value within `limits`. Reads, allocates little. */
export function scanMessage(bytes: Uint8Array, limits: ScanLimits): string | undefined {
  const scan: Scan = { bytes, at: 0, items: 0, limits };
  const refusal = scanValue(scan, 0);
  if (refusal !== undefined) return refusal;
  return scan.at === bytes.length ? undefined : "trailing bytes";
}

interface Scan {
  bytes: Uint8Array;
  at: number;
  items: number;
  limits: ScanLimits;
}

function scanValue(scan: Scan, depth: number): string | undefined {
  if (depth > scan.limits.depth) return "nested too deep";
  if (++scan.items > scan.limits.items) return "too many values";
  if (scan.at >= scan.bytes.length) return "cut short";
  const tag = scan.bytes[scan.at++]!;
  if (tag <= 0x7f || tag >= 0xe0) return undefined; // small integers
  if (tag >= 0x90 && tag <= 0x9f) return scanArray(scan, tag & 0x0f, depth);
  if (tag >= 0xa0 && tag <= 0xbf) return skip(scan, tag & 0x1f, scan.limits.stringBytes);
  switch (tag) {
    case 0xc0: // nil
    case 0xc2: // false
    case 0xc3: // true
      return undefined;
    case 0xcc: // uint8
    case 0xd0: // int8
      return skip(scan, 1, 1);
    case 0xcd: // uint16
    case 0xd1: // int16
      return skip(scan, 2, 2);
    case 0xce: // uint32
    case 0xd2: // int32
      return skip(scan, 4, 4);
    case 0xc4: // bin8
      return skip(scan, readLength(scan, 1), scan.limits.binBytes);
    case 0xc5: // bin16
      return skip(scan, readLength(scan, 2), scan.limits.binBytes);
    case 0xd9: // str8
      return skip(scan, readLength(scan, 1), scan.limits.stringBytes);
    case 0xda: // str16
      return skip(scan, readLength(scan, 2), scan.limits.stringBytes);
    case 0xdc: // array16
      return scanArray(scan, readLength(scan, 2), depth);
    default:
      return `type 0x${tag.toString(16)}`;
  }
}

function scanArray(scan: Scan, count: number, depth: number): string | undefined {
  for (let i = 0; i < count; i++) {
    const refusal = scanValue(scan, depth + 1);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** A big-endian length of so many bytes; of cut-off bytes it is too long to be skipped. */
function readLength(scan: Scan, bytes: number): number {
  if (scan.at + bytes > scan.bytes.length) return Infinity;
  let length = 0;
  for (let i = 0; i < bytes; i++) length = length * 256 + scan.bytes[scan.at++]!;
  return length;
}

function skip(scan: Scan, count: number, most: number): string | undefined {
  if (count > scan.bytes.length - scan.at) return "cut short";
  if (count > most) return "too long";
  scan.at += count;
  return undefined;
}
