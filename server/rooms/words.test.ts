import { describe, expect, test } from "vitest";
import { LIMIT } from "#shared/protocol/messages.ts";
import { cleanChat, cleanName } from "./words.ts";

const bytes = (text: string) => new TextEncoder().encode(text).length;
const graphemes = (text: string) => [...new Intl.Segmenter("en").segment(text)].length;

describe("a name", () => {
  test.each([
    ["is left alone when it is fine", "Ada Lovelace", "Ada Lovelace"],
    ["keeps letters of every script", "Żółć 北斗 علي", "Żółć 北斗 علي"],
    ["loses space around and heaps of it within", "  Ada \t\n  L  ", "Ada L"],
    ["loses what turns the direction of the line", "\u202eevil\u2066\u202c", "evil"],
    ["loses what has no width", "A\u200bd\u2060a\ufeff", "Ada"],
    ["loses a joiner that joins no emoji", "A\u200dda\u200d", "Ada"],
    ["loses control characters", "A\u0000d\u0007a\u001b[31m", "Ada[31m"],
    ["loses private and unpaired characters", "A\ue000d\udc00a\ud800", "Ada"],
    [
      "keeps two marks on a letter and no more",
      "Z\u0335\u0336\u0337\u0338\u0321\u0322a",
      "Z\u0335\u0336a",
    ],
    ["keeps an emoji that is several joined", "👩‍👩‍👧 ok", "👩‍👩‍👧 ok"],
    ["keeps the heart red", "❤️", "❤️"],
    ["folds letters in costume", "Ｆｕｌｌ 𝓐ⓓ④", "Full Ad4"],
    ["is Guest when there is none", "", "Guest"],
    ["is Guest when it is all space", " \u00a0\u3000\u2003 ", "Guest"],
    ["is Guest when nothing of it can be seen", "\u200d\u200b\u3164\u2800\ufe0f", "Guest"],
    ["is Guest when it is marks without a letter", "\u0301\u0302", "Guest"],
    ["is Guest when it would speak for the server", "Server", "Guest"],
    ["is Guest when it looks as if it would", "Аdm1n", "Guest"],
    ["is not markup to anybody, and stays as typed", "<img onerror=1>", "<img onerror=1>"],
  ])("%s", (_, raw, expected) => {
    expect(cleanName(raw, [])).toBe(expected);
  });

  test("has at most sixteen characters as people count them", () => {
    expect(cleanName("abcdefghijklmnopqrstuvwxyz", [])).toBe("abcdefghijklmnop");
    expect(cleanName("e\u0301".repeat(20), [])).toBe("é".repeat(16));
    expect(cleanName("🇪🇺".repeat(20), [])).toBe("🇪🇺".repeat(8));
  });

  test("has at most 64 bytes, and is never cut within a character", () => {
    const family = "👩‍👩‍👧";
    const name = cleanName(family.repeat(20), []);
    expect(name).toBe(family.repeat(3));
    expect(bytes(name)).toBeLessThanOrEqual(64);
  });

  test("is not cut so as to end in space", () => {
    expect(cleanName("abcdefghijklmno pq", [])).toBe("abcdefghijklmno");
  });

  test.each([
    ["the same", "Ada", "Ada"],
    ["other case", "ADA", "Ada"],
    ["a Cyrillic letter", "Аda", "Ada"],
    ["Cyrillic capitals", "ВОТ", "BOT"],
    ["Greek capitals", "ΑΝΝΑ", "ANNA"],
    ["an accent", "Adá", "Ada"],
    ["zero for o", "B0b", "Bob"],
    ["one for l for i", "Wi11", "Will"],
    ["a space more", "A da", "Ada"],
  ])("gets a number when it looks like one that is taken: %s", (_, raw, taken) => {
    expect(cleanName(raw, [taken])).toBe(`${raw} 2`);
  });

  test("hundreds of the same name all get one that fits, and no two alike", () => {
    const names: string[] = [];
    for (let i = 0; i < 300; i++) names.push(cleanName("Abcdefghijklmnop", names));
    expect(names.slice(0, 2)).toEqual(["Abcdefghijklmnop", "Abcdefghijklmn 2"]);
    expect([names[9], names[99]]).toEqual(["Abcdefghijklm 10", "Abcdefghijkl 100"]);
    expect(new Set(names).size).toBe(300);
    expect(names.every((name) => name.length === 16)).toBe(true);
  });

  test("gets the first number that is free, within the sixteen", () => {
    expect(cleanName("Ada", ["Ada", "ada 2", "Bob"])).toBe("Ada 3");
    expect(cleanName("abcdefghijklmnop", ["abcdefghijklmnop"])).toBe("abcdefghijklmn 2");
    const many = ["Guest", ...Array.from({ length: 62 }, (_, i) => `Guest ${i + 2}`)];
    expect(cleanName("", many)).toBe("Guest 64");
  });

  test("that differs is left alone", () => {
    expect(cleanName("Ada", ["Adam", "Bob"])).toBe("Ada");
  });
});

describe("a chat line", () => {
  test.each([
    ["is left alone when it is fine", "gg, well played :)", "gg, well played :)"],
    ["loses what cannot be seen", "g\u202eg\u0000 \u200b\u2066wp", "gg wp"],
    ["loses heaps of marks", `g${"\u0336".repeat(50)}g`, "g\u0336\u0336g"],
    ["is one line", "one\r\n\u2028two", "one two"],
    ["keeps emoji", "👩‍👩‍👧 ❤️", "👩‍👩‍👧 ❤️"],
    ["is nothing when nothing is left", " \u200b\u202e\u200d ", ""],
  ])("%s", (_, raw, expected) => {
    expect(cleanChat(raw)).toBe(expected);
  });

  test("is never longer than a client accepts, even if normalising makes it longer", () => {
    const grows = "\u0958".repeat(LIMIT.chatLength);
    expect(grows.normalize("NFC").length).toBeGreaterThan(LIMIT.chatLength);
    const line = cleanChat(grows);
    expect(line.length).toBeLessThanOrEqual(LIMIT.chatLength);
    expect(line.isWellFormed()).toBe(true);
    expect(graphemes(line)).toBe(LIMIT.chatLength / 2);
  });
});
