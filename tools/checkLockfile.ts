/**
 * npm leaves an optional package that its registry lacks out of the lockfile without a word, and `npm ci` then refuses
 * that lockfile on every other machine. This finds the fault where it is made.
 */
import { readFileSync } from "node:fs";

interface LockedPackage {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** What is wrong with a lockfile, a sentence each. */
export function findLockfileFaults({ packages }: Lockfile): string[] {
  const locked = new Set(Object.keys(packages).map((path) => path.split("node_modules/").at(-1)));
  return Object.entries(packages).flatMap(([path, { resolved, optionalDependencies }]) => {
    const missing = Object.keys(optionalDependencies ?? {}).filter((name) => !locked.has(name));
    const faults = missing.map(
      (name) => `${path || "package.json"} wants ${name}, which is not locked`,
    );
    return resolved ? [...faults, `${path} names the host that it came from: ${resolved}`] : faults;
  });
}

if (import.meta.main) {
  const faults = findLockfileFaults(JSON.parse(readFileSync("package-lock.json", "utf8")));
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
