/** Who gives commands, and whether he may. */
import { type Right, RIGHTS } from "#shared/protocol/admin.ts";

/** Whether somebody of this level may do what takes that one. */
export function suffices(level: Right, needed: Right): boolean {
  return RIGHTS.indexOf(level) >= RIGHTS.indexOf(needed);
}

/** Whoever gives a command. */
export interface Operator {
  readonly level: Right;
  /** How the audit log names him: the terminal, or the socket and the name that he goes by there. */
  readonly label: string;
  /** Where he is. */
  readonly address: string;
}
