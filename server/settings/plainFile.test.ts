import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "../../tests/harness/folder.ts";
import { FileFault, readPlainFile } from "./plainFile.ts";

const MOST = 2 ** 20;

function faultOf(path: string): string | undefined {
  try {
    readPlainFile(path, MOST);
    return undefined;
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    return error.message;
  }
}

test("a file is read, by way of a link as well", () => {
  const folder = makeFolder();
  writeFileSync(join(folder, "a"), "text");
  symlinkSync(join(folder, "a"), join(folder, "b"));
  expect(readPlainFile(join(folder, "b"), MOST)).toBe("text");
});

test("what is none is named for what it is, and nobody waits for its end", () => {
  const folder = makeFolder();
  const path = (name: string) => join(folder, name);
  symlinkSync("/dev/zero", path("device"));
  mkdirSync(path("folder"));
  symlinkSync(path("nowhere"), path("link"));
  expect(["device", "folder", "link", "nothing"].map((name) => faultOf(path(name)))).toEqual([
    "is not a file",
    "cannot be read (EISDIR)",
    "cannot be read (ENOENT)",
    "cannot be read (ENOENT)",
  ]);
});

test("one that is far too long is not read", () => {
  const path = join(makeFolder(), "long");
  writeFileSync(path, "");
  truncateSync(path, MOST);
  expect(faultOf(path)).toBeUndefined();
  truncateSync(path, 2 ** 31);
  expect(faultOf(path)).toBe("is longer than 1 MB");
});
