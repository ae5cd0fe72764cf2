/**
 * The scoreboard as it was told last. One that is new to its receiver, as after a keyframe, comes by so many lines a
 * snapshot: until a line is there again, it is as it was.
 */
import { SEAT_FIELDS } from "#shared/protocol/replicated.ts";
import { createSnapshot, type Rows, type Snapshot } from "#shared/protocol/snapshot.ts";

export class Scoreboard {
  readonly seats: Rows;

  /** Of a room with so many seats. */
  constructor(seats: number) {
    this.seats = createSnapshot(seats).seats;
  }

  follow({ seats: { isPresent, values } }: Snapshot): void {
    for (let slot = 0; slot < isPresent.length; slot++) {
      if (isPresent[slot] === 0) continue;
      const first = slot * SEAT_FIELDS.length;
      this.seats.isPresent[slot] = 1;
      this.seats.values.set(values.subarray(first, first + SEAT_FIELDS.length), first);
    }
  }

  /** Whoever sat there has left. */
  drop(slot: number): void {
    const first = slot * SEAT_FIELDS.length;
    this.seats.isPresent[slot] = 0;
    this.seats.values.fill(0, first, first + SEAT_FIELDS.length);
  }

  /** Another match begins. */
  clear(): void {
    this.seats.isPresent.fill(0);
    this.seats.values.fill(0);
  }
}
