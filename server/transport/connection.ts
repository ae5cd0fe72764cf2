/**
 * The live byte pipe of a seat. What is above it knows no socket; what is below it knows no game. Tests put a plain
 * object in its place.
 */
export interface Connection {
  /** Unique in this process; for logs and tests. */
  readonly id: number;
  /** Where the peer is, as the limits see it: an IPv4 address, or the /64 of an IPv6 one. */
  readonly address: string;
  /** Plainly a program of this very computer, or a page that it opened under its own name for itself. */
  readonly isAtHome?: boolean;
  /** Bytes accepted by `send` that have not left this process yet. */
  readonly bufferedBytes: number;
  /** Sends one message, only valid during the call. Does nothing once the connection is closing. */
  send(message: Uint8Array): void;
  /** Starts the closing handshake, which is waited for so long or as usual. `reason` is at most 123 bytes of UTF-8. */
  close(code: number, reason: string, patienceMs?: number): void;
  /** Drops the connection at once, with no closing handshake. */
  terminate(): void;
}

/** What the owner of a connection wants to hear. Both are called from the event loop, never during `send`. */
export interface ConnectionHandler {
  /** One message. `message` is only valid during the call. */
  onMessage(message: Uint8Array): void;
  /** Called exactly once, last. */
  onClose(code: number, reason: string): void;
}
