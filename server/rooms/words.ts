/**
 * What people write, made fit for others to read: names and chat lines. Nothing here trusts the client: invisible and
 * direction-changing characters go, piles of combining marks go, and no two people in a room look alike.
 */
import { LIMIT } from "#shared/protocol/messages.ts";

const MOST_NAME_GRAPHEMES = 16;
const MOST_NAME_BYTES = 64;
const MOST_TITLE_GRAPHEMES = 32;
const MOST_TITLE_BYTES = 128;
const MOST_MARKS_PER_BASE = 2;
/** The joiner of two emoji, which makes one of them, and the selector that colours one. */
const EMOJI_GLUE = "(?<=\\p{ExtPict}[\\ufe0f\\p{EMod}]*)\\u200d(?=\\p{ExtPict})|\\ufe0f";
/** Control, format (bidi, zero-width), private, unpaired and blank characters. */
const UNWANTED = new RegExp(`(?!${EMOJI_GLUE})[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{DI}\\u2800]`, "gu");
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
const PILED_MARKS = new RegExp(`(\\p{M}{${MOST_MARKS_PER_BASE}})\\p{M}+`, "gu");
/** Cyrillic and Greek letters (some only as capitals), digits and strokes; below each the Latin letter it passes for. */
const TWINS = "аеорсухіӏвкмнтѕјαβεηικμνορτυχζ015l|";
const LATIN = "aeopcyxiibkmhtsjabehikmnoptyxzoisii";
const LOOKS_LIKE = new Map(Array.from(TWINS, (twin, i) => [twin, LATIN[i]!]));
/** Who would seem to speak for the game. */
const RESERVED = new Set(["server", "system", "admin", "moderator", "carom"].map(likeness));
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const bytesOf = new TextEncoder();

/** A name as it may stand in a room where `taken` are used; "Guest" where nothing is left of it or it is reserved. */
export function cleanName(raw: string, taken: Iterable<string>): string {
  const wanted = shorten(cleanText(raw.normalize("NFKC")));
  const name = wanted === "" || RESERVED.has(likeness(wanted)) ? "Guest" : wanted;
  const used = new Set(Array.from(taken, likeness));
  return used.has(likeness(name)) ? numberName(name, used) : name;
}

/** `name` with the lowest number that makes it like none of `used`. */
function numberName(name: string, used: ReadonlySet<string>): string {
  let short = "";
  let shortLikeness = "";
  for (let number = 2; ; number++) {
    const suffix = ` ${number}`;
    // Only the length of the number tells how much of the name fits: a room may hold hundreds of the same.
    if (number === 2 || /^ 10*$/.test(suffix)) {
      short = shorten(name, suffix);
      shortLikeness = likeness(short);
    }
    if (!used.has(shortLikeness + likeness(suffix))) return short + suffix;
  }
}

/** What a server or a map of strangers is called, fit to be read; "" when nothing is left. */
export function cleanTitle(raw: string): string {
  let count = 0;
  return cut(
    cleanText(raw.normalize("NFKC")),
    (title) => ++count <= MOST_TITLE_GRAPHEMES && bytesOf.encode(title).length <= MOST_TITLE_BYTES,
  );
}

/** A chat line without what cannot be seen; "" when nothing is left. */
export function cleanChat(raw: string): string {
  return cut(cleanText(raw.normalize("NFC")), (line) => line.length <= LIMIT.chatLength);
}

function cleanText(text: string): string {
  const clean = text.replace(/\s+/gu, " ").replace(UNWANTED, "").replace(PILED_MARKS, "$1").trim();
  return VISIBLE.test(clean) ? clean : "";
}

function shorten(name: string, suffix = ""): string {
  let count = suffix.length;
  return cut(
    name,
    (short) =>
      ++count <= MOST_NAME_GRAPHEMES && bytesOf.encode(short + suffix).length <= MOST_NAME_BYTES,
  );
}

/** The longest beginning of `text`, in whole characters as people see them, all of whose beginnings fit. */
function cut(text: string, fits: (beginning: string) => boolean): string {
  let beginning = "";
  for (const { segment } of graphemes.segment(text)) {
    if (!fits(beginning + segment)) break;
    beginning += segment;
  }
  return beginning.trim();
}

/** Names with the same likeness are hard to tell apart: case, accents, and letters and digits that look the same. */
function likeness(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}\s]/gu, "")
    .toLowerCase()
    .replace(/./gu, (letter) => LOOKS_LIKE.get(letter) ?? letter);
}
