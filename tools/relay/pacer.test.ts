import { expect, test } from "vitest";
import type { Timers } from "../../server/loop.ts";
import { EXACT_MS, Pacer } from "./pacer.ts";

/** Timers of a clock that is moved by hand: a timer comes `slackMs` late, a soon costs a tenth of a ms. */
class Hand {
  nowMs = 0;
  naps = 0;
  spins = 0;
  #waiting: { atMs: number; wake: () => void } | undefined;
  readonly #slackMs: number;

  constructor(slackMs: number) {
    this.#slackMs = slackMs;
  }

  readonly timers: Pick<Timers, "wakeIn" | "wakeSoon"> = {
    wakeIn: (ms, wake) => {
      this.naps += 1;
      return this.#wait(ms + this.#slackMs, wake);
    },
    wakeSoon: (wake) => {
      this.spins += 1;
      return this.#wait(0.1, wake);
    },
  };

  runTo(endMs: number): void {
    while (this.#waiting && this.#waiting.atMs <= endMs) {
      const { atMs, wake } = this.#waiting;
      this.#waiting = undefined;
      this.nowMs = atMs;
      wake();
    }
    this.nowMs = endMs;
  }

  #wait(ms: number, wake: () => void): () => void {
    const entry = { atMs: this.nowMs + ms, wake };
    this.#waiting = entry;
    return () => {
      if (this.#waiting === entry) this.#waiting = undefined;
    };
  }
}

function pace(hand: Hand, dues: number[]): { pacer: Pacer; done: number[] } {
  const done: number[] = [];
  const pacer = new Pacer(
    () => hand.nowMs,
    hand.timers,
    EXACT_MS,
    (nowMs) => {
      while (dues[0]! <= nowMs) done.push(nowMs - dues.shift()!);
      return dues[0] ?? Infinity;
    },
  );
  return { pacer, done };
}

test("work is done when it is due, never before and hardly after", () => {
  const hand = new Hand(0.15);
  const { pacer, done } = pace(hand, [0.3, 5, 5.05, 17.7, 100.2]);
  pacer.wakeAt(0.3);
  hand.runTo(200);
  expect(done).toHaveLength(5);
  expect(Math.min(...done)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...done)).toBeLessThan(0.75);
});

test("it sleeps through what is far away", () => {
  const hand = new Hand(0.15);
  const { pacer, done } = pace(hand, [1000]);
  pacer.wakeAt(1000);
  hand.runTo(1001);
  expect(done).toHaveLength(1);
  expect(hand.naps + hand.spins).toBeLessThan(6);
});

test("what is due sooner comes first, and what was known is not forgotten", () => {
  const hand = new Hand(0.15);
  const dues = [50];
  const { pacer, done } = pace(hand, dues);
  pacer.wakeAt(50);
  hand.runTo(10);
  dues.unshift(20);
  pacer.wakeAt(20);
  hand.runTo(30);
  expect(done).toHaveLength(1);
  hand.runTo(60);
  expect(done).toHaveLength(2);
});

test("nothing is done after it is stopped", () => {
  const hand = new Hand(0.15);
  const { pacer, done } = pace(hand, [10]);
  pacer.wakeAt(10);
  pacer.stop();
  pacer.wakeAt(5);
  hand.runTo(100);
  expect(done).toHaveLength(0);
});
