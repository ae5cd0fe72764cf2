import { describe, expect, test } from "vitest";
import { findLockfileFaults } from "./checkLockfile.ts";

describe("findLockfileFaults", () => {
  test("passes when every optional package is locked, at any depth", () => {
    const packages = {
      "": { optionalDependencies: { a: "1.0.0" } },
      "node_modules/a": { optionalDependencies: { "@b/c": "1.0.0" } },
      "node_modules/a/node_modules/@b/c": {},
    };
    expect(findLockfileFaults({ packages })).toEqual([]);
  });

  test("names the package that is missing, and who wants it", () => {
    const packages = {
      "": {},
      "node_modules/a": { optionalDependencies: { "a-linux": "1.0.0", "a-win32": "1.0.0" } },
      "node_modules/a-linux": {},
    };
    expect(findLockfileFaults({ packages })).toEqual([
      "node_modules/a wants a-win32, which is not locked",
    ]);
  });

  test("refuses a package that is tied to one registry", () => {
    const packages = { "node_modules/a": { resolved: "https://registry.example/a.tgz" } };
    expect(findLockfileFaults({ packages })).toEqual([
      "node_modules/a names the host that it came from: https://registry.example/a.tgz",
    ]);
  });
});
