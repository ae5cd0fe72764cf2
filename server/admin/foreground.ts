/** Whether this process may read from its terminal: one in the background that does is stopped by the system. */
import { readFileSync } from "node:fs";

/** Of the numbers after the name in /proc/self/stat, see proc(5). */
const GROUP = 2;
const TERMINAL_GROUP = 5;

/** Where the system does not tell, it is taken to be so. */
export function isInForeground(readStat = readOwnStat): boolean {
  const stat = readStat();
  if (stat === undefined) return true;
  const numbers = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return numbers[GROUP] === numbers[TERMINAL_GROUP];
}

function readOwnStat(): string | undefined {
  try {
    return readFileSync("/proc/self/stat", "utf8");
  } catch (error) {
    // Only Linux has it.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
