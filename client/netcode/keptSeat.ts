/**
 * The seat that a client may sit down in again. Kept by whoever embeds the netcode, for as long as it likes; without
 * that, for as long as the connection's object lives.
 */
export interface KeptSeat {
  readonly room: string;
  /** What opens it: nobody else may see it. */
  readonly token: string;
}

export interface SeatKeeper {
  recall(): KeptSeat | null;
  keep(seat: KeptSeat): void;
  forget(): void;
}

/** A keeper that remembers nothing beyond its own life. */
export function keepInMemory(): SeatKeeper {
  let kept: KeptSeat | null = null;
  return {
    recall: () => kept,
    keep: (seat) => {
      kept = seat;
    },
    forget: () => {
      kept = null;
    },
  };
}
