/** What the operator is told when records cannot be kept, and what to do about it. */
import { COMMAND } from "../build.ts";
import type { FaultKind } from "./fault.ts";

const CAUSES: Readonly<Record<FaultKind, string>> = {
  damaged: `The file of the records is damaged. It stays as it is: ${COMMAND} db check tells more, and a backup may take its place.`,
  newer: "The file of the records is of a newer Carom, and stays as it is.",
  foreign: "Where the records should be is something else, which stays as it is.",
  full: "The disk with the records is full.",
  "not writable": "The folder of the records, or the file in it, cannot be written to.",
  busy: "Another program holds the file of the records.",
  disk: "The disk with the records has a fault.",
  program: "A fault in the server keeps it from its records.",
};

/** A fault as a line of the log. */
export function describeFault(kind: FaultKind): string {
  return `${CAUSES[kind]} Play goes on; what happens meanwhile is remembered, and written when that works again.`;
}
