/** Codes of rooms: four letters or digits that nobody mistakes for others, read out across a table. */

const ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
export const ROOM_CODE_LENGTH = 4;

/** A code that `isTaken` says is free. `random` is uniform in [0, 1). */
export function createRoomCode(random: () => number, isTaken: (code: string) => boolean): string {
  for (;;) {
    let code = "";
    while (code.length < ROOM_CODE_LENGTH) code += ALPHABET[Math.floor(random() * ALPHABET.length)];
    if (!isTaken(code)) return code;
  }
}
