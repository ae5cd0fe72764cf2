/** What operators have done, a line of JSON for each act, appended to a file that nothing here ever reads or shortens. */
import { closeSync, fstatSync, ftruncateSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Log } from "../log.ts";

export interface Act {
  /** Whoever did it: level and label. */
  readonly who: string;
  readonly from: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly outcome: string;
}

export interface Audit {
  note(act: Act): void;
}

/** The owner's alone: addresses are in it. */
const MODE = 0o600;

/** Notes acts in this file and in the log, or in the log alone for "". A file that cannot be written stops nobody. */
export function openAudit(path: string, nowMs: () => number, log: Log): Audit {
  return {
    note: (act) => {
      const { who, from: address, command, args, outcome } = act;
      log.info({ who, address, command, args, outcome }, "An operator's act.");
      if (path === "") return;
      const line = `${JSON.stringify({ when: new Date(nowMs()).toISOString(), ...act })}\n`;
      try {
        mkdirSync(dirname(path), { recursive: true });
        append(path, line);
      } catch (error) {
        log.error({ err: error, file: path }, "The audit log cannot be written.");
      }
    },
  };
}

/** All of the line or nothing: of a disk that is full half a line would stay, and the next one would go on with it. */
function append(path: string, line: string): void {
  const file = openSync(path, "a", MODE);
  try {
    const before = fstatSync(file);
    try {
      writeFileSync(file, line);
    } catch (error) {
      if (before.isFile()) ftruncateSync(file, before.size);
      throw error;
    }
  } finally {
    closeSync(file);
  }
}
