import { expect, test } from "vitest";
import { BitWriter } from "#shared/protocol/bits.ts";
import {
  HIGH_TICK_BITS,
  INTERVALS_BITS,
  LOW_TICK_BITS,
  MARGIN_BITS,
} from "#shared/protocol/frame.ts";
import { tickOfBody } from "./leanClient.ts";

function bodyOf(tick: number, intervals: number): Uint8Array {
  const writer = new BitWriter(16);
  writer.write(tick, LOW_TICK_BITS);
  writer.write(255, MARGIN_BITS);
  writer.write(intervals, INTERVALS_BITS);
  if (intervals === 0) writer.write(tick >>> LOW_TICK_BITS, HIGH_TICK_BITS);
  return writer.bytes();
}

test("a client that stays for hours goes on acknowledging what it gets", () => {
  const firstTick = 5 * 2 ** LOW_TICK_BITS + 60_000;
  let tick = tickOfBody(bodyOf(firstTick, 0), 0);
  expect(tick).toBe(firstTick);
  for (let sent = firstTick + 2; sent < firstTick + 200_000; sent += 1000) {
    tick = tickOfBody(bodyOf(sent, 1), tick);
    expect(tick).toBe(sent);
  }
});
