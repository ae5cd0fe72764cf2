/** All rows of the catalogue of faults that are tried on a running server. */
import { CONNECTION_FAULTS } from "./connections.ts";
import { DISK_FAULTS } from "./disk.ts";
import type { Fault } from "./fault.ts";
import { FILE_FAULTS } from "./files.ts";
import { MESSAGE_FAULTS } from "./messages.ts";
import { MISTAKE_FAULTS } from "./mistakes.ts";
import { PROCESS_FAULTS } from "./process.ts";

/** Mostly on servers of their own, whose start takes time of the one on which others play. */
export const SERVER_FAULTS: readonly Fault[] = [
  ...PROCESS_FAULTS,
  ...MISTAKE_FAULTS,
  ...DISK_FAULTS,
  ...FILE_FAULTS,
].map((fault) => ({ ...fault, cost: { ...fault.cost, losesTime: true } }));

export const CATALOGUE: readonly Fault[] = [
  ...CONNECTION_FAULTS,
  ...MESSAGE_FAULTS,
  ...SERVER_FAULTS,
];
