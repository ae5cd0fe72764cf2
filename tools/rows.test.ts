import { afterEach, expect, test, vi } from "vitest";
import { atLeast, atMost, report, told } from "./rows.ts";

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

test("a script fails when one of its rows is not ok, and prints them all", () => {
  const print = vi.spyOn(console, "log").mockImplementation(() => undefined);
  const good = [
    atMost("sides", 55, "%", 55),
    atLeast("levels", 80, "%", 80),
    told("length", 9, "s"),
  ];
  report(good, true);
  expect(process.exitCode).toBeUndefined();
  for (const bad of [atMost("sides", 55.5, "%", 55), atLeast("levels", 79.5, "%", 80)]) {
    process.exitCode = undefined;
    report([...good, bad], true);
    expect(process.exitCode).toBe(1);
    const printed = JSON.parse(print.mock.lastCall![0] as string) as unknown[];
    expect(printed).toEqual([...good, bad]);
    expect(printed[3]).toMatchObject({ ok: false, budget: bad.budget, value: bad.value });
  }
});
