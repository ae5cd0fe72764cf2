/** What a server asks of everybody who comes, whatever is played. */
import { Lock } from "./lock.ts";

export interface HouseRules {
  /** Said to whoever comes in; "" for nothing. */
  readonly motd: string;
  /** Whoever does nothing for so long in a match gives up his seat; 0 for never. */
  readonly idleTicks: number;
  /** Of the whole server: its rooms then have none of their own. */
  readonly lock?: Lock;
  /** Seats of each open room that only who knows the password of these is given. */
  readonly reservedSeats: number;
  readonly reservedLock?: Lock;
}

/** Where everybody is welcome for as long as he likes. */
export const OPEN_HOUSE: HouseRules = { motd: "", idleTicks: 0, reservedSeats: 0 };

/** A lock for this password; none for "". */
export function lockFor(password: string): Lock | undefined {
  return password === "" ? undefined : new Lock(password);
}
