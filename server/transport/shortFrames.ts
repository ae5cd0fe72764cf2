/**
 * What players send nearly always: whole short frames (RFC 6455, section 5.2). Binary messages are read where they lie in
 * what the socket gave, past the WebSocket library, whose ways cost a sixth of all that messages do. Pings and pongs are
 * handed to it one by one, and from the first frame on that is none of these, be it long, text, a part, a farewell or
 * broken, it reads by itself.
 */
import type { Duplex } from "node:stream";
import { FIRST_BYTE, MOST_SHORT } from "./frame.ts";

/** Last frames of their messages, of these opcodes. */
const PING = 0x89;
const PONG = 0x8a;
/** In the second byte: it is masked, and so long. */
const MASKED = 0x80;
const LENGTH_BITS = 0x7f;
const HEADER_BYTES = 2;
const MASK_BYTES = 4;
const DATA_AT = HEADER_BYTES + MASK_BYTES;
const NOTHING = Buffer.alloc(0);

type Reader = (this: Duplex, chunk: Buffer) => void;

/**
 * Reads the short frames of a socket whose one reader is the library. `onMessage` gets the data of each binary one, and
 * may keep it. Throws when somebody else reads there.
 */
export function readShortFrames(socket: Duplex, onMessage: (data: Buffer) => void): void {
  const [library, ...others] = socket.listeners("data") as Reader[];
  if (library === undefined || others.length > 0) throw new Error("a socket has one reader");
  /** A frame that is not all here yet. */
  let rest: Buffer = NOTHING;
  const read: Reader = (given) => {
    const chunk = rest.length === 0 ? given : Buffer.concat([rest, given]);
    rest = NOTHING;
    for (let at = 0, end; at < chunk.length; at = end) {
      if (!mayBeShort(chunk, at)) {
        socket.off("data", read);
        socket.on("data", library);
        library.call(socket, chunk.subarray(at));
        return;
      }
      end = at + DATA_AT + (chunk[at + 1]! & LENGTH_BITS);
      if (end > chunk.length) {
        rest = chunk.subarray(at);
        return;
      }
      if (chunk[at] === FIRST_BYTE.binary) onMessage(unmask(chunk, at, end));
      else library.call(socket, chunk.subarray(at, end));
    }
  };
  socket.off("data", library);
  socket.on("data", read);
}

/** Whether a frame that begins there is one of the short ones, as far as is known yet. */
function mayBeShort(chunk: Buffer, at: number): boolean {
  const first = chunk[at]!;
  if (first !== FIRST_BYTE.binary && first !== PING && first !== PONG) return false;
  const second = chunk[at + 1];
  return second === undefined || (second >= MASKED && second <= MASKED + MOST_SHORT);
}

/** The data of the frame from `at` to `end`, unmasked in its place. */
function unmask(chunk: Buffer, at: number, end: number): Buffer {
  const data = at + DATA_AT;
  for (let i = data; i < end; i++)
    chunk[i]! ^= chunk[at + HEADER_BYTES + ((i - data) % MASK_BYTES)]!;
  return chunk.subarray(data, end);
}
