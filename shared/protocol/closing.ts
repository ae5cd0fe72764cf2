/** Why a connection is closed: the codes of the Close frame, and the words that go with them. */

export const CloseCode = {
  /** RFC 6455: the player left. */
  left: 1000,
  /** RFC 6455: the server is stopping. */
  goingAway: 1001,
  /** RFC 6455: a message that no honest client sends. */
  refused: 1008,
  /** Somebody came with the seat's token: the same player, in another tab. */
  takenOver: 4001,
  noSuchRoom: 4004,
  roomFull: 4005,
  /** The room lets nobody watch, or nobody else. */
  noWatching: 4006,
  /** The room voted him out, and may not be entered by him for a while. */
  kicked: 4007,
  tooSlow: 4008,
  noHello: 4009,
  otherVersion: 4010,
  /** The room has a password, and this was not it. */
  wrongPassword: 4011,
  /** Too many were tried from there. */
  tooManyTries: 4012,
  serverFull: 4013,
  /** The server does not play what the new room was to play. */
  noSuchTable: 4014,
  /** He did nothing for too long, and there was no place to watch from. */
  idle: 4015,
  /** Whoever runs the server sent him away. */
  removed: 4016,
  /** The seats that are free are kept for who has their password, and this was not it. */
  reserved: 4017,
  /** A fault of the server in this room, which is closed; the others go on. */
  roomFailed: 4018,
} as const;

/** Codes after which trying again at once cannot help: the player must decide. His seat is given up. */
export function isFinal(code: number): boolean {
  return (
    code === CloseCode.left ||
    code === CloseCode.refused ||
    code === CloseCode.takenOver ||
    code === CloseCode.noSuchRoom ||
    code === CloseCode.roomFull ||
    code === CloseCode.noWatching ||
    code === CloseCode.kicked ||
    code === CloseCode.otherVersion ||
    code === CloseCode.wrongPassword ||
    code === CloseCode.tooManyTries ||
    code === CloseCode.serverFull ||
    code === CloseCode.noSuchTable ||
    code === CloseCode.idle ||
    code === CloseCode.removed ||
    code === CloseCode.reserved ||
    code === CloseCode.roomFailed
  );
}
