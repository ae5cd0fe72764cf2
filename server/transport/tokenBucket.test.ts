import fc from "fast-check";
import { expect, test } from "vitest";
import { TokenBucket } from "./tokenBucket.ts";

test("lets the burst through, then the rate", () => {
  const bucket = new TokenBucket({ perSecond: 10, burst: 3 }, 0);
  const takes = [0, 0, 0, 0, 99, 100, 100, 250].map((ms) => bucket.take(1, ms));
  expect(takes).toEqual([true, true, true, false, false, true, false, true]);
});

test("lets through what tokens that are counted one by one would", () => {
  // Sums of eighths are exact, so that both come to the same to the last bit.
  const asked = fc.tuple(
    fc.nat(4000).map((ms) => ms / 8),
    fc.integer({ min: 1, max: 9 }),
  );
  fc.assert(
    fc.property(fc.array(asked, { maxLength: 60 }), (asks) => {
      const [perSecond, burst] = [500, 8];
      const bucket = new TokenBucket({ perSecond, burst }, 0);
      let [tokens, nowMs] = [burst, 0];
      for (const [passedMs, amount] of asks) {
        nowMs += passedMs;
        tokens = Math.min(burst, tokens + (passedMs * perSecond) / 1000);
        const isThere = tokens >= amount;
        expect(bucket.take(amount, nowMs)).toBe(isThere);
        if (isThere) tokens -= amount;
        expect(bucket.isFull(nowMs)).toBe(tokens >= burst);
      }
    }),
  );
});

test("lets the whole burst through after months", () => {
  const bucket = new TokenBucket({ perSecond: 150, burst: 800 }, 0);
  const nowMs = 200 * 86_400_000 + 0.123;
  for (let i = 0; i < 800; i++) expect(bucket.take(1, nowMs)).toBe(true);
  expect(bucket.take(1, nowMs)).toBe(false);
});

test("never holds more than the burst, and takes nothing when there is not enough", () => {
  const bucket = new TokenBucket({ perSecond: 1000, burst: 5 }, 0);
  expect(bucket.take(6, 60_000)).toBe(false);
  expect(bucket.take(5, 60_000)).toBe(true);
  expect(bucket.take(1, 60_000)).toBe(false);
});

test("keeps fractions of a token", () => {
  const bucket = new TokenBucket({ perSecond: 0.25, burst: 4 }, 100_000);
  const passed = (seconds: number) =>
    Array.from({ length: 9 }, () => bucket.take(1, seconds * 1000)).filter(Boolean).length;
  expect([100, 103.9, 104, 110, 112].map(passed)).toEqual([4, 0, 1, 1, 1]);
});

test("tells whether there are as many, and leaves them there", () => {
  const bucket = new TokenBucket({ perSecond: 1, burst: 2 }, 0);
  expect([bucket.has(2, 0), bucket.has(3, 0)]).toEqual([true, false]);
  expect(bucket.take(2, 0)).toBe(true);
  expect([bucket.has(1, 999), bucket.has(1, 1000)]).toEqual([false, true]);
});
