import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { computeProtocolId } from "./protocolId.ts";

let folder: string;
const write = (path: string, text: string) => writeFileSync(join(folder, path), text);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "carom-shared-"));
  mkdirSync(join(folder, "sim"));
  write("timing.ts", "export const TICK_RATE = 60;\n");
  write("sim/step.ts", "export {};\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

test("is eight hexadecimal digits, the same each time", () => {
  expect(computeProtocolId()).toMatch(/^[0-9a-f]{8}$/);
  expect(computeProtocolId()).toBe(computeProtocolId());
  expect(computeProtocolId(folder)).toBe(computeProtocolId(folder));
});

test.each<[string, () => void]>([
  ["a changed file", () => write("timing.ts", "export const TICK_RATE = 30;\n")],
  ["a new file", () => write("sim/goal.ts", "")],
  [
    "a moved file",
    () => (
      rmSync(join(folder, "timing.ts")),
      write("sim/timing.ts", "export const TICK_RATE = 60;\n")
    ),
  ],
  [
    "text that moves from one file to the next",
    () => (
      write("sim/step.ts", ""),
      write("timing.ts", "export {};\nexport const TICK_RATE = 60;\n")
    ),
  ],
])("%s changes it", (_name, change) => {
  const before = computeProtocolId(folder);
  change();
  expect(computeProtocolId(folder)).not.toBe(before);
});

test.each<[string, () => void]>([
  ["a test", () => write("sim/step.test.ts", "test();")],
  ["a note", () => write("sim/notes.md", "why")],
])("%s does not", (_name, change) => {
  const before = computeProtocolId(folder);
  change();
  expect(computeProtocolId(folder)).toBe(before);
});

test("a folder without sources is a mistake, not a protocol", () => {
  expect(() => computeProtocolId(join(folder, "nowhere"))).toThrow("no sources");
});
