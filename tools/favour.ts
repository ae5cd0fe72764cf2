import { constants, setPriority } from "node:os";

/**
 * A server that is measured has its machine for itself: it goes before the players, whose work is the instrument's. Only
 * an administrator may ask for that; for others the server is as late as it is.
 */
export function favour(pid: number | undefined): void {
  if (pid !== undefined && process.getuid?.() === 0)
    setPriority(pid, constants.priority.PRIORITY_HIGH);
}
