import { describe, expect, test } from "vitest";
import {
  invitationPath,
  isRoomCode,
  isWatchLink,
  normalizeRoomCode,
  passwordFromHash,
  roomFromPath,
  roomPath,
} from "./roomLink.ts";

describe("links", () => {
  test("of a room, of watching it, of watching any", () => {
    expect([roomPath("KQ7F"), roomPath("KQ7F", true), roomPath("", true), roomPath("")]).toEqual([
      "/r/KQ7F",
      "/r/KQ7F?watch",
      "/?watch",
      "/",
    ]);
    expect([isWatchLink("?watch"), isWatchLink("?a=1&watch"), isWatchLink("")]).toEqual([
      true,
      true,
      false,
    ]);
    expect(roomFromPath("/r/kq7f/")).toBe("KQ7F");
  });

  test.each(["swordfish", "Zwölf & #7 / 🙂 100%", ""])(
    "bring the password %j along",
    (password) => {
      const link = new URL(invitationPath("KQ7F", password), "https://carom.example");
      expect(roomFromPath(link.pathname)).toBe("KQ7F");
      expect(passwordFromHash(link.hash)).toBe(password);
    },
  );

  test("with a broken password bring none", () => {
    expect(passwordFromHash("#100%")).toBe("");
    expect(passwordFromHash(`#${"a".repeat(99)}`)).toHaveLength(64);
  });
});

test.each([
  [" kq7f ", "KQ7F"],
  ["https://carom.example/r/KQ7F", "KQ7F"],
  ["https://carom.example/r/KQ7F?watch", "KQ7F"],
  ["https://carom.example/r/KQ7F#swordfish", "KQ7F"],
  ["", ""],
])("%j typed or pasted is the code %j", (text, code) => {
  expect(normalizeRoomCode(text)).toBe(code);
});

test("any room and new ones are no codes", () => {
  expect(["", "new", "new open", "KQ7F"].map(isRoomCode)).toEqual([false, false, false, true]);
});
