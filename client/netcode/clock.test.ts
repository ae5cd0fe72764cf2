import { describe, expect, test } from "vitest";
import { TICK_MS, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { Chance } from "../../tests/harness/fuzzSeed.ts";
import { LeadClock, ServerClock } from "./clock.ts";

/** What the server's clock stands at, in ticks, at a local time: they began apart. */
const serverTick = (nowMs: number) => nowMs / TICK_MS + 1234.5;

function ponged(rtts: readonly number[], asymmetry = 0): ServerClock {
  const clock = new ServerClock();
  rtts.forEach((rttMs, i) => {
    const sentMs = 1000 + i * 500;
    clock.notePong(sentMs, sentMs + rttMs, serverTick(sentMs + rttMs / 2 + asymmetry));
  });
  return clock;
}

describe("the server's clock", () => {
  test("is known from the first pong, and exact where both ways take as long", () => {
    expect(new ServerClock().isKnown).toBe(false);
    const clock = ponged([80]);
    expect(clock.isKnown).toBe(true);
    expect(clock.tickAt(5000)).toBeCloseTo(serverTick(5000), 6);
    expect([clock.rttMs, clock.jitterMs]).toEqual([80, 0]);
  });

  test("trusts the quickest of the newest sixteen round trips", () => {
    const clock = new ServerClock();
    clock.notePong(0, 20, serverTick(10));
    clock.notePong(500, 900, serverTick(880));
    expect(clock.tickAt(5000)).toBeCloseTo(serverTick(5000), 6);
    for (let i = 0; i < 16; i++) clock.notePong(1000 + i, 1050 + i, serverTick(1025 + i) + 2);
    expect(clock.tickAt(5000)).toBeCloseTo(serverTick(5000) + 2, 6);
  });

  test("makes the first round trips count alike: the very first is no better than others", () => {
    expect(ponged([90, 50, 50, 50, 50, 50, 50, 50]).rttMs).toBeCloseTo(55, 6);
  });

  test("tells mean round trip and jitter", () => {
    const steady = ponged(Array.from({ length: 60 }, () => 50));
    expect([steady.rttMs, steady.jitterMs]).toEqual([50, 0]);
    const shaky = ponged(Array.from({ length: 60 }, (_, i) => 50 + 20 * (i % 2)));
    expect(shaky.rttMs).toBeGreaterThan(57);
    expect(shaky.rttMs).toBeLessThan(63);
    expect(shaky.jitterMs).toBeGreaterThan(8);
    expect(shaky.jitterMs).toBeLessThan(12);
  });
});

describe("a clock that jumps", () => {
  const BEFORE_MS = 5000;
  const noteAt = (clock: ServerClock, sentMs: number, rttMs: number, lostTicks: number) =>
    clock.notePong(sentMs, sentMs + rttMs, serverTick(sentMs + rttMs / 2) - lostTicks);

  function steady(): ServerClock {
    const clock = new ServerClock();
    for (let i = 0; i < 10; i++) expect(noteAt(clock, i * 500, 50, 0)).toBe(false);
    return clock;
  }

  test.each([17, -17, 300, -300])("by %i ticks is known after one ping that left since", (lost) => {
    const clock = steady();
    expect(noteAt(clock, BEFORE_MS, 50, lost)).toBe(false);
    expect(clock.isAstray).toBe(true);
    expect(noteAt(clock, BEFORE_MS + 50, 60, lost)).toBe(true);
    expect(clock.isAstray).toBe(false);
    expect(clock.tickAt(9000)).toBeCloseTo(serverTick(9000) - lost, 6);
    expect([clock.rttMs, clock.jitterMs]).toEqual([60, 0]);
  });

  test("is not told by what was on its way then", () => {
    const clock = steady();
    // They waited until the server went on, a second later, and came at once.
    const frozenMs = BEFORE_MS + 1000;
    for (const sentMs of [BEFORE_MS, BEFORE_MS + 400])
      expect(clock.notePong(sentMs, frozenMs, serverTick(BEFORE_MS))).toBe(false);
    expect(clock.isAstray).toBe(true);
    expect(noteAt(clock, frozenMs + 10, 50, 60)).toBe(true);
    expect(clock.tickAt(9000)).toBeCloseTo(serverTick(9000) - 60, 6);
  });

  test("is told by the ping that left at once, whatever else was on its way", () => {
    const clock = steady();
    noteAt(clock, BEFORE_MS, 50, 300);
    expect(clock.isAstray).toBe(true);
    // Half of its way was before, half after, and it comes after the next ping has left.
    expect(noteAt(clock, BEFORE_MS + 40, 60, 150)).toBe(false);
    expect(noteAt(clock, BEFORE_MS + 60, 60, 300)).toBe(true);
  });

  test("is none where a server is behind by what it still catches up", () => {
    const clock = steady();
    noteAt(clock, BEFORE_MS, 50, 15);
    expect(clock.isAstray).toBe(false);
  });

  test("is none where one way takes as long as it likes", () => {
    const chance = new Chance(7);
    const clock = steady();
    for (let i = 0; i < 2000; i++) {
      const sentMs = BEFORE_MS + i * 500;
      const [up, down] = [25 + chance.below(200), 25 + chance.below(200)];
      clock.notePong(sentMs, sentMs + up + down, serverTick(sentMs + up));
      expect(clock.isAstray).toBe(false);
    }
  });
});

interface Report {
  atMs: number;
  tick: number;
  margin: number;
}

/** A client whose inputs take `delayMs` to a server that tells with each snapshot, as late again, its worst margin. */
class Loop {
  readonly lead = new LeadClock();
  nowMs: number;
  missed = 0;
  readonly margins: number[] = [];
  readonly #delayMs: (nowMs: number) => number;
  readonly #frameMs: number;
  readonly #reports: Report[] = [];
  #arrivals: { atMs: number; input: number }[] = [];
  #sentTick: number;
  #tick = 0;
  #lastArrivalMs = 0;

  /** `phase` is how far into a tick of the server its frames fall. */
  constructor(
    rttGuessMs: number,
    delayMs: (nowMs: number) => number,
    phase = 0,
    frameMs = TICK_MS,
  ) {
    this.#delayMs = delayMs;
    this.#frameMs = frameMs;
    const clock = new ServerClock();
    clock.notePong(0, rttGuessMs, rttGuessMs / 2 / TICK_MS);
    this.nowMs = 600 + phase * TICK_MS;
    this.#tick = Math.floor(this.nowMs / TICK_MS);
    this.lead.start(this.nowMs, clock);
    this.#sentTick = Math.floor(this.lead.advance(this.nowMs));
  }

  run(seconds: number): void {
    for (let i = 0; i < (seconds * 1000) / this.#frameMs; i++) this.#frame();
  }

  #frame(): void {
    this.nowMs += this.#frameMs;
    while ((this.#tick + 1) * TICK_MS <= this.nowMs) this.#serve();
    while (this.#reports.length > 0 && this.#reports[0]!.atMs <= this.nowMs) {
      const { tick, margin } = this.#reports.shift()!;
      this.lead.noteMargin(tick, Math.max(-15.875, Math.min(15.875, margin)));
    }
    const tick = this.lead.advance(this.nowMs);
    const first = this.#sentTick + 1;
    while (this.#sentTick + 1 <= tick) this.lead.noteSent(++this.#sentTick);
    if (this.#sentTick < first) return;
    this.#lastArrivalMs = Math.max(this.#lastArrivalMs, this.nowMs + this.#delayMs(this.nowMs));
    this.#arrivals.push({ atMs: this.#lastArrivalMs, input: first });
  }

  /** One tick of the server; every second one sends a snapshot. */
  #serve(): void {
    this.#tick += 1;
    const nowMs = this.#tick * TICK_MS;
    if (this.#tick % TICKS_PER_SNAPSHOT !== 0) return;
    const due = this.#arrivals.filter(({ atMs }) => atMs <= nowMs);
    this.#arrivals = this.#arrivals.filter(({ atMs }) => atMs > nowMs);
    const margins = due.map(({ atMs, input }) => input - atMs / TICK_MS);
    this.margins.push(...margins);
    this.missed += margins.filter((margin) => margin < 0).length;
    if (margins.length === 0) return;
    const atMs = Math.max(this.#reports.at(-1)?.atMs ?? 0, nowMs + this.#delayMs(nowMs));
    this.#reports.push({ atMs, tick: this.#tick, margin: Math.min(...margins) });
  }
}

const DELAYS_MS = [0.2, 2, 5, 9, 14, 50, 57, 100, 200];
const PHASES = [0, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.97];
const FRAMES_MS = [TICK_MS, TICK_MS * 1.003, 1000 / 144, 1000 / 240, 1000 / 75, 1000 / 30];

describe("the lead", () => {
  test.each(DELAYS_MS)(
    "over %d ms each way is right from the start, whenever frames fall",
    (delay) => {
      for (const phase of PHASES) {
        const loop = new Loop(2 * delay, () => delay, phase);
        loop.run(20);
        expect([phase, loop.missed]).toEqual([phase, 0]);
        expect(Math.max(...loop.margins)).toBeLessThan(2.1);
        expect(loop.lead.snaps).toBe(1);
      }
    },
  );

  test.each(FRAMES_MS)("with frames of %d ms settles where next to no input is late", (frameMs) => {
    for (const phase of PHASES) {
      const loop = new Loop(60, () => 30, phase, frameMs);
      loop.run(5);
      loop.missed = 0;
      loop.margins.length = 0;
      loop.run(60);
      expect(loop.missed / 3600).toBeLessThan(0.001);
      expect(Math.max(...loop.margins)).toBeLessThan(frameMs < 20 ? 2.1 : 3.1);
    }
  });

  test("grows within two seconds of the network getting slower, and does not overshoot", () => {
    const loop = new Loop(100, (nowMs) => (nowMs < 5000 ? 50 : 90));
    loop.run(7);
    loop.margins.length = 0;
    loop.missed = 0;
    loop.run(20);
    expect(loop.missed).toBe(0);
    expect(Math.max(...loop.margins)).toBeLessThan(2.5);
  });

  test("hurries by a tenth while inputs come late, and by a twentieth once they do not", () => {
    const loop = new Loop(100, (nowMs) => (nowMs < 3000 ? 50 : 130));
    loop.run(2.4);
    let last = loop.lead.advance(loop.nowMs);
    const steps: number[] = [];
    for (let i = 0; i < 240; i++) {
      loop.run(1 / 60);
      steps.push(loop.lead.advance(loop.nowMs) - last);
      last += steps.at(-1)!;
    }
    expect(Math.max(...steps)).toBeCloseTo(1.1, 3);
    const after = steps.slice(steps.findLastIndex((step) => step > 1.06) + 1);
    expect(Math.max(...after)).toBeGreaterThan(1.01);
    expect(steps.at(-1)).toBeCloseTo(1, 6);
  });

  test("shrinks again when the network gets quicker, by no more than a tick in a third of a second", () => {
    const loop = new Loop(180, (nowMs) => (nowMs < 5000 ? 90 : 50));
    loop.run(4);
    let last = loop.lead.advance(loop.nowMs);
    let slowest = 2;
    for (let i = 0; i < 10 * 60; i++) {
      loop.run(1 / 60);
      const tick = loop.lead.advance(loop.nowMs);
      slowest = Math.min(slowest, tick - last);
      last = tick;
    }
    expect(slowest).toBeGreaterThan(0.949);
    expect(loop.margins.at(-1)).toBeLessThan(2.1);
    expect(loop.missed).toBe(0);
  });

  test("rides out jitter with few late inputs and little more lead than that asks for", () => {
    const chance = new Chance(4);
    const loop = new Loop(100, () => 50 + chance.below(200) / 10);
    loop.run(5);
    loop.missed = 0;
    loop.margins.length = 0;
    loop.run(60);
    expect(loop.missed / 3600).toBeLessThan(0.03);
    const mean = loop.margins.reduce((sum, margin) => sum + margin, 0) / loop.margins.length;
    expect(mean).toBeLessThan(2.5);
  });

  test("jumps only when it is more than ten ticks off, and then lands where inputs are in time", () => {
    const slower = new Loop(100, (nowMs) => (nowMs < 2000 ? 50 : 190));
    slower.run(1.4);
    for (let i = 0; i < 300; i++) {
      slower.run(1 / 60);
      expect(slower.lead.isLost).toBe(false);
    }
    const lost = new Loop(4, () => 250);
    lost.run(0.6);
    expect(lost.lead.isLost).toBe(true);
    lost.lead.jump();
    expect(lost.lead.isLost).toBe(false);
    lost.run(1);
    lost.margins.length = 0;
    lost.run(5);
    expect(Math.min(...lost.margins)).toBeGreaterThan(0);
    expect(Math.max(...lost.margins)).toBeLessThan(3);
  });

  test("is not led astray by stalls, which make some inputs late at once, but by a way that stays longer it is", () => {
    const stalls = (nowMs: number) => 25 + Math.max(0, 250 - (nowMs % 1500));
    const loop = new Loop(50, stalls);
    for (let i = 0; i < 600; i++) {
      loop.run(1 / 60);
      expect(loop.lead.isLost).toBe(false);
    }
    const lead = loop.lead.advance(loop.nowMs) - loop.nowMs / TICK_MS;
    const calm = new Loop(50, () => 25);
    calm.run(10);
    const calmLead = calm.lead.advance(calm.nowMs) - calm.nowMs / TICK_MS;
    expect(Math.abs(lead - calmLead)).toBeLessThan(1);
  });

  test("learns nothing from margins of ticks that it never sent, on a page that is open for hours", () => {
    const nowMs = 4 * 3_600_000;
    const lead = new LeadClock();
    const server = new ServerClock();
    server.notePong(nowMs - 40, nowMs, 500_000);
    lead.start(nowMs, server);
    const tick = Math.floor(lead.advance(nowMs));
    lead.noteSent(tick);
    for (let i = 1; i <= 5; i++) lead.noteMargin(tick - 20 * i, 1);
    expect(lead.isLost).toBe(false);
    expect(lead.margin()).toBeCloseTo(0.75, 6);
  });

  function begin() {
    const [lead, server] = [new LeadClock(), new ServerClock()];
    server.notePong(0, 100, 1000);
    lead.start(100, server);
    return { lead, server };
  }

  test("learns nothing from what left before it was started anew, nor of what has yet to leave", () => {
    const { lead, server } = begin();
    for (let tick = 1000; tick < 1030; tick++) lead.noteSent(tick);
    server.notePong(600, 700, 1060);
    lead.start(700, server);
    lead.noteSent(1070);
    for (let i = 0; i < 5; i++) {
      lead.noteMargin(1015, 1);
      lead.noteMargin(1061, 15);
    }
    expect(lead.margin()).toBeCloseTo(0.75, 6);
    lead.noteMargin(1066, 4);
    expect(lead.margin()).toBeCloseTo(4, 6);
  });

  test("learns from an input that was the only one to leave since the snapshot before", () => {
    const { lead } = begin();
    for (let tick = 1000; tick < 1030; tick += 2) lead.noteSent(tick);
    // Of 1020, told with the snapshot three quarters of a tick after it came.
    lead.noteMargin(1027, -6.25);
    expect(lead.margin()).toBeCloseTo(-6.25, 6);
  });

  test("steers by nothing while nothing is known", () => {
    const loop = new Loop(100, () => 100_000);
    const before = loop.lead.advance(loop.nowMs);
    loop.run(1);
    expect(loop.lead.advance(loop.nowMs) - before).toBeCloseTo(60, 6);
  });
});
