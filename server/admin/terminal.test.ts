import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { NO_LOG } from "../log.ts";
import { openAudit } from "./audit.ts";
import type { AdminDesk } from "./desk.ts";
import { isInForeground } from "./foreground.ts";
import { openTerminal } from "./terminal.ts";

test("what is typed at the terminal is carried out, a line each, with every right", async () => {
  const input = new PassThrough();
  const heard: unknown[] = [];
  const said: string[] = [];
  const desk = {
    run: (line: string, by: unknown) => {
      heard.push([line, by]);
      return { isDone: true, text: line === "" ? "" : `did ${line}` };
    },
  } as unknown as AdminDesk;
  const close = openTerminal(input, { write: (text: string) => said.push(text) }, desk);
  input.write("rooms\n\nkick KQ7F 1");
  input.end("\n");
  await new Promise(setImmediate);
  const by = { level: "operate", label: "terminal", address: "here" };
  expect(heard).toEqual([
    ["rooms", by],
    ["", by],
    ["kick KQ7F 1", by],
  ]);
  expect(said).toEqual(["did rooms\n", "did kick KQ7F 1\n"]);
  close();
});

test.each([
  ["1 (node) S 7 42 42 34816 42 0", true],
  ["1 (no (d) e) S 7 42 42 34816 99 0", false],
  [undefined, true],
])("a process that is %j reads from its terminal: %s", (stat, expected) => {
  expect(isInForeground(() => stat)).toBe(expected);
});

const ACT = {
  who: "operate olga",
  from: "192.0.2.1",
  command: "kick",
  args: ["KQ7F", "1"],
  outcome: "Bob was sent away.",
};

test("acts are appended to the audit log, which is its owner's alone", () => {
  const folder = mkdtempSync(join(tmpdir(), "carom-audit-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "data", "audit.jsonl");
  openAudit(file, () => 0, NO_LOG).note(ACT);
  openAudit(file, () => 1000, NO_LOG).note({ ...ACT, args: ["KQ7F", "two\nlines"] });
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { when: "1970-01-01T00:00:00.000Z", ...ACT },
    { when: "1970-01-01T00:00:01.000Z", ...ACT, args: ["KQ7F", "two\nlines"] },
  ]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("an audit log that cannot be written is an error in the log, and stops nobody", () => {
  const said: string[] = [];
  const log = { ...NO_LOG, error: (_: object, text: string) => void said.push(text) };
  openAudit("/dev/null/audit.jsonl", () => 0, log).note(ACT);
  expect(said).toEqual(["The audit log cannot be written."]);
});
