import { readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "../../tests/harness/folder.ts";
import { NO_LOG } from "../log.ts";
import { openAudit } from "./audit.ts";

const ACT = {
  who: "operate olga",
  from: "192.0.2.7",
  command: "say",
  args: ["hi"],
  outcome: "Said.",
};

/** What stands at `path` after two acts, and what the log was told of faults. */
function noteTwice(path: string) {
  const faults: unknown[] = [];
  const audit = openAudit(path, () => 0, {
    ...NO_LOG,
    error: (fields, text) => faults.push({ ...fields, text }),
  });
  for (const outcome of ["Said.", "Said again."]) audit.note({ ...ACT, outcome });
  return faults;
}

test("each act is a line, for the owner's eyes alone", () => {
  const path = join(makeFolder(), "deep", "audit.jsonl");
  expect(noteTwice(path)).toEqual([]);
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
    { when: "1970-01-01T00:00:00.000Z", ...ACT },
    { when: "1970-01-01T00:00:00.000Z", ...ACT, outcome: "Said again." },
  ]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

// That nothing of a line stays on a disk that was full shows on a disk that was (D1 of docs/faults.md).
test("a disk that is full stops nobody, and is told each time", () => {
  const path = join(makeFolder(), "audit.jsonl");
  symlinkSync("/dev/full", path);
  const fault = { err: expect.objectContaining({ code: "ENOSPC" }), file: path };
  const told = { ...fault, text: "The audit log cannot be written." };
  expect(noteTwice(path)).toEqual([told, told]);
});
