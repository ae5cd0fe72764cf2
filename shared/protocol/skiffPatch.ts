/**
 * Skiffs out of bits. For each row that the baseline has its symbol and what that names (skiffRows.ts); after them come
 * the rows that it has not, each with how far it is from the one before it, and a 0.
 */
import type { BitReader } from "./bits.ts";
import { CODES, readCount } from "./codes.ts";
import type { TickEvent } from "./events.ts";
import { addForeseen, GONE, readKnown, readWhole, rowCode } from "./skiffRows.ts";
import { placeShots } from "./skiffShots.ts";
import type { Span } from "./span.ts";

/** Slots whose rows are told against what is foreseen. */
const known: number[] = [];

/**
 * Reads skiffs into `span.now`, whose tick is set, and adds the shots that their rows carry to `events`, which must be
 * empty. False when no such bits could be; `now` is then worthless.
 */
export function patchSkiffs(reader: BitReader, span: Span, events: TickEvent[]): boolean {
  const { now, base, foresight } = span;
  foresight.begin(base);
  now.skiffs.isPresent.fill(0);
  known.length = 0;
  for (let slot = 0; slot < base.skiffs.isPresent.length; slot++) {
    if (base.skiffs.isPresent[slot] === 0) continue;
    if (!patchSkiff(reader, span, slot, events)) return false;
  }
  if (!patchNewcomers(reader, span)) return false;
  foresight.run(now.tick);
  placeShots(events, foresight);
  return known.every((slot) => addForeseen(span, slot));
}

/** What is gone or told as a whole is not foreseen, and pushes nobody. */
function patchSkiff(reader: BitReader, span: Span, slot: number, events: TickEvent[]): boolean {
  const { now, base, foresight } = span;
  const symbol = rowCode(base, slot).read(reader);
  now.skiffs.isPresent[slot] = Number(symbol !== GONE);
  if (symbol < GONE) {
    known.push(slot);
    return readKnown(reader, span, slot, symbol, events);
  }
  foresight.drop(slot);
  return symbol === GONE || readWhole(reader, now, slot);
}

function patchNewcomers(reader: BitReader, { now, base }: Span): boolean {
  let slot = -1;
  for (;;) {
    const steps = readCount(reader, CODES.step);
    if (steps === 0) return !reader.isOverrun;
    slot += steps;
    if (slot >= now.skiffs.isPresent.length || base.skiffs.isPresent[slot] === 1) return false;
    now.skiffs.isPresent[slot] = 1;
    if (!readWhole(reader, now, slot)) return false;
  }
}
