/** Who is with me and who is against me, as the newest snapshot has it. */
import { NO_SLOT } from "#shared/protocol/messages.ts";
import { fieldIndex, SEAT_FIELDS } from "#shared/protocol/replicated.ts";
import type { Snapshot } from "#shared/protocol/snapshot.ts";
import { TEAMS } from "#shared/sim/arena/arena.ts";
import type { Relation } from "./view.ts";

const TEAM = fieldIndex(SEAT_FIELDS, "team");

export class Sides {
  readonly ownSlot: number;
  readonly #teams: Uint8Array;

  /** Of the one on `ownSlot`, in a room of so many seats. */
  constructor(ownSlot: number, seats: number) {
    this.ownSlot = ownSlot;
    this.#teams = new Uint8Array(seats);
  }

  /** 1 or 2; 0 where there are no teams. Who watches has none, and sees team 1 as if it were his. */
  get ownTeam(): number {
    return this.ownSlot === NO_SLOT ? TEAMS[0] : this.teamOf(this.ownSlot);
  }

  teamOf(slot: number): number {
    return this.#teams[slot] ?? 0;
  }

  relationOf(slot: number): Relation {
    if (slot === this.ownSlot) return "self";
    return this.relationOfTeam(this.teamOf(slot));
  }

  /** Of a team as a whole: mine are allies. */
  relationOfTeam(team: number): "ally" | "enemy" {
    return team !== 0 && team === this.ownTeam ? "ally" : "enemy";
  }

  follow({ seats }: Pick<Snapshot, "seats">): void {
    for (let slot = 0; slot < this.#teams.length; slot++) {
      const isThere = seats.isPresent[slot] === 1;
      this.#teams[slot] = isThere ? seats.values[slot * SEAT_FIELDS.length + TEAM]! : 0;
    }
  }
}
