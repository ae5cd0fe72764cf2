/**
 * How a hello of another build is known for one, whatever else it says: the beginning of it stays as it is for good.
 *
 *   0x9n · 0x00 · 0xa8 · 8 hexadecimal digits · ...
 */
const ARRAY_MASK = 0xf0;
const ARRAY = 0x90;
const TEXT_OF_8 = 0xa8;
const HEAD_BYTES = 3;
const VERSION = /^[0-9a-f]{8}$/;

/** The `protocolId` that stands in the bytes of a hello; undefined where none does. */
export function versionIn(bytes: Uint8Array): string | undefined {
  const [array = 0, type, text] = bytes;
  if ((array & ARRAY_MASK) !== ARRAY || type !== 0 || text !== TEXT_OF_8) return undefined;
  const letters = bytes.subarray(HEAD_BYTES, HEAD_BYTES + 8);
  const version = String.fromCharCode(...letters);
  return VERSION.test(version) ? version : undefined;
}
