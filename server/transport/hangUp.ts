/** Ends a connection in the middle of what its peer sends, so that he hears why. */
import type { Duplex } from "node:stream";

/** How long, and how much, a peer may go on sending to nobody after his answer. */
const LINGER_MS = 1000;
const LINGER_BYTES = 2 ** 22;

/**
 * Says the whole `answer` and ends the socket. What still comes is thrown away for a while: a socket that is closed before
 * all is read resets the connection, and the answer is lost on the way (RFC 9112, section 9.6).
 */
export function hangUp(socket: Duplex, answer: string): void {
  let left = LINGER_BYTES;
  // Those of the parser, which would judge the rest.
  socket.removeAllListeners("data");
  socket.on("data", (part: Buffer) => {
    left -= part.length;
    if (left < 0) socket.destroy();
  });
  const timer = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once("close", () => clearTimeout(timer));
  socket.end(answer);
}
