import { CloseCode } from "#shared/protocol/closing.ts";
import { expect, test } from "vitest";
import { closedNotice } from "./closing.ts";

test("every code but leaving has words of its own", () => {
  const notices = Object.values(CloseCode)
    .filter((code) => code !== CloseCode.left)
    .map((code) => closedNotice(code, "", "KQ7F"));
  expect(notices.every((notice) => notice.length > 20)).toBe(true);
  expect(new Set(notices).size).toBe(notices.length);
  expect(closedNotice(CloseCode.left, "", "")).toBe("");
});

test("a wrong room code is named, an unknown end says why", () => {
  expect(closedNotice(CloseCode.noSuchRoom, "", "KQ7F")).toContain("KQ7F");
  expect(closedNotice(CloseCode.noSuchRoom, "", "new")).not.toContain("new,");
  expect(closedNotice(1006, "no route", "")).toContain("no route");
});
