/**
 * What people write, made fit for others to read: names and chat lines. Nothing here trusts the client: invisible and
 * direction-changing characters go, piles of combining marks go, and no two people in a room look alike.
 */

const MOST_NAME_GRAPHEMES = 16;
const MOST_NAME_BYTES = 64;
const MOST_MARKS_PER_BASE = 2;
/** Control, format (bidi, zero-width), private and unpaired characters; the joiner of emoji stays. */
const UNWANTED = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
const EMOJI_JOINER = "\u200d";
const PILED_MARKS = new RegExp(`(\\p{M}{${MOST_MARKS_PER_BASE}})\\p{M}+`, "gu");
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const bytesOf = new TextEncoder();

/** A name as it may stand in a room where `taken` are used; "Guest" where nothing is left of it. */
export function cleanName(raw: string, taken: Iterable<string>): string {
  const name = shorten(cleanText(raw.normalize("NFKC"))) || "Guest";
  const used = new Set(Array.from(taken, likeness));
  if (!used.has(likeness(name))) return name;
  for (let number = 2; ; number++) {
    const numbered = `${shorten(name, ` ${number}`)} ${number}`;
    if (!used.has(likeness(numbered))) return numbered;
  }
}

/** A chat line without what cannot be seen; "" when nothing is left. */
export function cleanChat(raw: string): string {
  return cleanText(raw.normalize("NFC"));
}

function cleanText(text: string): string {
  return text
    .replace(UNWANTED, (character) => (character === EMOJI_JOINER ? character : ""))
    .replace(PILED_MARKS, "$1")
    .replace(/\s+/gu, " ")
    .replace(/^[\s\u200d]+|[\s\u200d]+$/gu, "");
}

function shorten(name: string, suffix = ""): string {
  let short = "";
  let count = 0;
  for (const { segment } of graphemes.segment(name)) {
    if (++count + suffix.length > MOST_NAME_GRAPHEMES) break;
    if (bytesOf.encode(short + segment + suffix).length > MOST_NAME_BYTES) break;
    short += segment;
  }
  return short.trim();
}

/** Names with the same likeness are hard to tell apart: case, accents, and letters and digits that look the same. */
function likeness(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}\s]/gu, "")
    .toLowerCase()
    .replace(/[аеорсухіӏ01l|5]/gu, (letter) => LOOKS_LIKE[letter] ?? letter);
}

const LOOKS_LIKE: Readonly<Record<string, string>> = {
  а: "a",
  е: "e",
  о: "o",
  р: "p",
  с: "c",
  у: "y",
  х: "x",
  і: "i",
  ӏ: "i",
  "0": "o",
  "1": "i",
  l: "i",
  "|": "i",
  "5": "s",
};
