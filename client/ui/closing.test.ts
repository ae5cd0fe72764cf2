import { CloseCode } from "#shared/protocol/closing.ts";
import { describe, expect, test } from "vitest";
import { closedNotice, passwordAsked, roomStillThere, waitingNotice } from "./closing.ts";
import { words } from "./words/words.ts";

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
  expect(closedNotice(CloseCode.noSuchRoom, "", "")).toBe(words.closed.nothingToWatch);
  expect(closedNotice(1006, "no route", "")).toContain("no route");
});

test("a room that one was in is gone, not wrongly written", () => {
  const notice = closedNotice(CloseCode.noSuchRoom, "", "KQ7F", true);
  expect(notice).toBe(words.closed.roomGone("KQ7F"));
  expect(notice).not.toBe(closedNotice(CloseCode.noSuchRoom, "", "KQ7F"));
});

test("a room that is locked or full can be tried again; a server with a password has none yet", () => {
  const { wrongPassword, reserved, roomFull, kicked } = CloseCode;
  const there = [wrongPassword, reserved, roomFull, kicked].map((code) =>
    roomStillThere(code, "KQ7F"),
  );
  expect(there).toEqual(["KQ7F", "KQ7F", "KQ7F", ""]);
  expect(["", "new", "practice"].map((room) => roomStillThere(wrongPassword, room))).toEqual([
    "",
    "",
    "",
  ]);
  expect(passwordAsked("KQ7F")).toBe(words.closed.passwordAsked);
  expect(passwordAsked("new")).toBe(words.closed.serverPasswordAsked);
});

describe("while one waits", () => {
  test("the seat is promised for as long as it is kept", () => {
    expect(waitingNotice(1006, 0).seat).toBe(words.connection.seatKept(60));
    expect(waitingNotice(1006, 59_500).seat).toBe(words.connection.seatKept(1));
    expect(waitingNotice(1006, 60_000).seat).toBe(words.connection.seatGone);
  });

  test("each cause has its words, and a server that stops promises nothing", () => {
    const { why } = words.connection;
    expect(waitingNotice(1006, 0).why).toBe(why.silent);
    expect(waitingNotice(CloseCode.tooSlow, 0).why).toBe(why.tooSlow);
    expect(waitingNotice(1011, 0).why).toBe(why.failed);
    expect(waitingNotice(CloseCode.goingAway, 0)).toEqual({ why: why.stopping, seat: "" });
  });
});
