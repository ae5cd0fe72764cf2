/** WebSocket frames as a server sends them: whole and unmasked (RFC 6455, section 5.2). */

/** What the messages of a socket are; a text is UTF-8. */
export type MessageKind = "binary" | "text";

/** The first byte: the last frame of its message, and what kind that is. */
export const FIRST_BYTE: Record<MessageKind, number> = { binary: 0x82, text: 0x81 };
/** Bytes of data whose number stands in the second byte itself. */
export const MOST_SHORT = 125;
const MOST_MEDIUM = 0xffff;
/** What stands for the length where that follows in 2 or in 8 bytes. */
const MEDIUM = 126;
const LONG = 127;

/**
 * One message with its header before it, in one piece: two would be two system calls, or one and the work of joining
 * them, for each snapshot of each player. A copy, the socket's to keep.
 */
export function frameOf(message: Uint8Array, kind: MessageKind): Buffer {
  const { length } = message;
  const headerBytes = length <= MOST_SHORT ? 2 : length <= MOST_MEDIUM ? 4 : 10;
  const frame = Buffer.allocUnsafe(headerBytes + length);
  frame[0] = FIRST_BYTE[kind];
  if (headerBytes === 2) frame[1] = length;
  else if (headerBytes === 4) {
    frame[1] = MEDIUM;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = LONG;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.set(message, headerBytes);
  return frame;
}
