import { PADS } from "#shared/sim/tuning.ts";
import { describe, expect, test } from "vitest";
import type { View, ViewEvent } from "../../netcode/view.ts";
import { createTestSeat, createTestView } from "../testView.ts";
import { Callouts } from "./callouts.ts";
import { ChatLog } from "./chatLog.ts";
import { ConnectionLog } from "./connectionReport.ts";
import { formatAccuracy, formatClock, formatPlayTime } from "./format.ts";
import { KillFeed } from "./killFeed.ts";
import { PickupNotes } from "./pickupNotes.ts";
import { phraseOfKey } from "./phraseList.ts";
import { PHRASES } from "#shared/protocol/messages.ts";
import { words } from "../words/words.ts";

function death(
  part: Partial<Extract<ViewEvent, { type: "death" }>> = {},
): Extract<ViewEvent, { type: "death" }> {
  return {
    type: "death",
    attacker: 0,
    victim: 1,
    attackerRelation: "self",
    victimRelation: "enemy",
    weapon: 0,
    bounces: 0,
    x: 0,
    y: 0,
    ...part,
  };
}

test("clocks round up and accuracy needs a shot", () => {
  expect([formatClock(247_000), formatClock(59_001), formatClock(1), formatClock(-5)]).toEqual([
    "4:07",
    "1:00",
    "0:01",
    "0:00",
  ]);
  const some = [formatAccuracy(1, 3), formatAccuracy(0, 0), formatAccuracy(4, 2)];
  expect(some).toEqual(["33%", "–", "100%"]);
});

test("time played is told in minutes, and what is nearly an hour as one", () => {
  const times = [3540, 3580, 3600, 7200].map(formatPlayTime);
  expect(times).toEqual(["59 min", "1 h", "1 h", "2 h"]);
});

describe("kill feed", () => {
  const { seats } = createTestView();

  test("names both, keeps weapon and bounces, forgets after five seconds", () => {
    const feed = new KillFeed();
    feed.add(death({ bounces: 2, weapon: 1 }), seats, 1000);
    expect(feed.lines(5999)).toMatchObject([
      { killer: "Ada", victim: "Juno", weapon: 1, bounces: 2 },
    ]);
    expect(feed.lines(6000)).toEqual([]);
  });

  test("shows the five newest, oldest first", () => {
    const feed = new KillFeed();
    for (let i = 0; i < 8; i += 1) feed.add(death({ bounces: i }), seats, i);
    expect(feed.lines(10).map((line) => line.bounces)).toEqual([3, 4, 5, 6, 7]);
  });

  test("who hits himself has no killer; who left has a placeholder", () => {
    const feed = new KillFeed();
    feed.add(death({ attacker: 1, victim: 1 }), seats, 0);
    feed.add(death({ attacker: 9 }), seats, 0);
    expect(feed.lines(0).map((line) => line.killer)).toEqual(["", "?"]);
  });
});

describe("call-outs", () => {
  const during = (nowMs: number, part: Partial<View> = {}): View =>
    createTestView({ nowMs, ...part });

  test("a carom kill names its cushions and its points: one, and one per bounce", () => {
    expect(new Callouts().update(during(0, { events: [death({ bounces: 2 })] }))).toMatchObject({
      title: "Carom ×2",
      detail: "off two cushions · +3",
    });
  });

  test("kills of others and my own death are not called out", () => {
    const callouts = new Callouts();
    const events = [
      death({ attacker: 2, attackerRelation: "enemy" }),
      death({ victim: 0, victimRelation: "self" }),
    ];
    expect(callouts.update(during(0, { events }))).toBeNull();
  });

  test("a carom takes the place of a plain kill, not the other way round", () => {
    const callouts = new Callouts();
    callouts.update(during(0, { events: [death()] }));
    expect(callouts.update(during(10, { events: [death({ bounces: 1 })] }))).toMatchObject({
      kind: "carom",
    });
    expect(callouts.update(during(20, { events: [death()] }))).toMatchObject({ kind: "carom" });
    expect(callouts.update(during(2300))).toMatchObject({ kind: "streak", title: "Triple" });
    expect(callouts.update(during(9000))).toBeNull();
  });

  test("taking and losing the lead is told, a lead between others is not", () => {
    const callouts = new Callouts();
    const lead = (mine: number, theirs: number) =>
      [
        createTestSeat(0, "Ada", { score: mine }),
        createTestSeat(1, "Juno", { score: theirs }),
      ].sort((a, b) => b.score - a.score);
    expect(callouts.update(during(0, { seats: lead(0, 1) }))).toBeNull();
    expect(callouts.update(during(10, { seats: lead(1, 1) }))).toBeNull();
    expect(callouts.update(during(20, { seats: lead(2, 1) }))?.title).toBe("You took the lead");
    expect(callouts.update(during(9000, { seats: lead(2, 4) }))?.title).toBe("Juno took the lead");
  });

  test("kills without going out make a run, which one's own end breaks", () => {
    const callouts = new Callouts();
    const kill = (nowMs: number) => callouts.update(during(nowMs, { events: [death()] }))?.title;
    const end = death({ victim: 0, victimRelation: "self" });
    expect([kill(0), kill(10_000), kill(20_000)]).toEqual([
      "Juno is out",
      "Juno is out",
      "Run of 3",
    ]);
    callouts.update(during(25_000, { events: [end] }));
    expect([kill(30_000), kill(40_000)]).toEqual(["Juno is out", "Juno is out"]);
  });

  test("two kills within four seconds are a double, and a carom says so too", () => {
    const callouts = new Callouts();
    callouts.update(during(0, { events: [death()] }));
    expect(callouts.update(during(4000, { events: [death()] }))).toMatchObject({
      title: "Double",
      detail: "Juno is out · +1",
    });
    expect(callouts.update(during(6000, { events: [death({ bounces: 1 })] }))?.detail).toBe(
      "off one cushion · +2 · Triple",
    );
  });

  test("the last minute and the last ten seconds are told, but not to who comes later", () => {
    const at = (callouts: Callouts, leftMs: number) =>
      callouts.update(during(300_000 - leftMs, { phaseEndsInMs: leftMs }))?.title;
    const callouts = new Callouts();
    expect([at(callouts, 61_000), at(callouts, 60_000), at(callouts, 9_990)]).toEqual([
      undefined,
      "One minute left",
      "10 seconds left",
    ]);
    expect(at(new Callouts(), 50_000)).toBeUndefined();
  });

  test("the end of the match is announced once for each mark", () => {
    const callouts = new Callouts();
    const score = (points: number) => [createTestSeat(1, "Juno", { score: points })];
    callouts.update(during(0, { seats: score(19) }));
    expect(callouts.update(during(5000, { seats: score(20) }))?.title).toBe("5 points to win");
    expect(callouts.update(during(9000, { seats: score(20) }))).toBeNull();
    expect(callouts.update(during(15_000, { seats: score(24) }))?.title).toBe("One point to win");
    expect(callouts.update(during(25_000, { seats: score(25) }))).toBeNull();
  });
});

describe("connection report", () => {
  const net = createTestView().net;

  test("averages the match only, and counts its corrections only", () => {
    const log = new ConnectionLog();
    log.update(
      createTestView({
        phase: "warmup",
        deltaMs: 100,
        net: { ...net, rttMs: 500, corrections: 7 },
      }),
    );
    log.update(createTestView({ phase: "countdown" }));
    for (let i = 0; i < 40; i += 1) {
      log.update(
        createTestView({
          deltaMs: 100,
          net: { ...net, rttMs: i < 20 ? 20 : 40, corrections: 7 + Math.floor(i / 20) },
        }),
      );
    }
    expect(log.report()).toEqual({
      averagePingMs: 30,
      worstPingMs: 40,
      averageDelayMs: 42,
      delayReason: "snapshot rate",
      corrections: 1,
      troubledSeconds: 0,
      verdict: "clean",
    });
  });

  test.each([
    [0, "clean"],
    [5, "fair"],
    [20, "poor"],
  ])("%s bad frames of 100 are %s", (bad, verdict) => {
    const log = new ConnectionLog();
    for (let i = 0; i < 100; i += 1) {
      log.update(
        createTestView({ deltaMs: 50, net: { ...net, quality: i < bad ? "bad" : "good" } }),
      );
    }
    expect(log.report().verdict).toBe(verdict);
  });

  test("a page that draws too slowly is not blamed on the network", () => {
    const log = new ConnectionLog();
    const frame = (deltaMs: number) =>
      log.update(createTestView({ deltaMs, net: { ...net, quality: "bad" } }));
    for (let i = 0; i < 200; i += 1) frame(20);
    expect(log.report().verdict).not.toBe("slowPage");
    for (let i = 0; i < 20; i += 1) frame(120);
    expect(log.report().verdict).toBe("slowPage");
  });

  test("overtime is of the match", () => {
    const log = new ConnectionLog();
    for (let i = 0; i < 60; i += 1) log.update(createTestView({ deltaMs: 50 }));
    for (let i = 0; i < 60; i += 1)
      log.update(
        createTestView({ phase: "overtime", deltaMs: 50, net: { ...net, quality: "silent" } }),
      );
    expect(log.report()).toMatchObject({ troubledSeconds: 3, verdict: "poor" });
  });

  test("begins anew with a match whose countdown nobody has seen, as in a hidden tab", () => {
    const log = new ConnectionLog();
    const frame = (rttMs: number, part: Partial<View> = {}) =>
      log.update(createTestView({ deltaMs: 100, net: { ...net, rttMs }, ...part }));
    for (let i = 0; i < 40; i += 1) frame(500);
    frame(20, { phase: "results" });
    for (let i = 0; i < 40; i += 1) frame(20);
    expect(log.report()).toMatchObject({ averagePingMs: 20, worstPingMs: 20 });
  });

  test("a match of a moment is not judged", () =>
    expect(new ConnectionLog().report().verdict).toBe("unknown"));
});

describe("chat", () => {
  test("every phrase that can be said has words and a key", () => {
    expect(words.phrases).toHaveLength(PHRASES);
    expect(["Digit1", "Digit8", "Numpad2"].map(phraseOfKey)).toEqual([0, 7, 1]);
    expect(["Digit9", "Digit0", "KeyV", "F1"].map(phraseOfKey)).toEqual([-1, -1, -1, -1]);
  });

  test("a phrase is read in the reader's words", () => {
    const log = new ChatLog();
    log.update(createTestView({ events: [{ type: "phrase", slot: 2, name: "Juno", phrase: 1 }] }));
    expect(log.lines(1, false)).toMatchObject([{ name: "Juno", text: words.phrases[1] }]);
  });

  test("lines fade by themselves and come back while the box is open", () => {
    const log = new ChatLog();
    const said = { type: "chat", slot: 1, name: "Juno", text: "hi", isTeam: false } as const;
    log.update(createTestView({ events: [said] }));
    log.update(
      createTestView({ nowMs: 8000, events: [{ type: "left", slot: 2, name: "Mistral" }] }),
    );
    expect(log.lines(8500, false).map((line) => line.text)).toEqual(["hi", "Mistral left"]);
    expect(log.lines(9500, false).map((line) => line.text)).toEqual(["Mistral left"]);
    expect(log.lines(99_000, false)).toEqual([]);
    expect(log.lines(99_000, true).length).toBe(2);
  });
});

describe("what a pad gave", () => {
  const taking = (kind: number, relation: "self" | "enemy") =>
    ({ type: "pickup", slot: 0, relation, kind, x: 0, y: 0 }) as const;
  const kindOf = (name: string) => PADS.findIndex((pad) => pad.name === name);

  test("is told to me alone, for a moment, the newest first", () => {
    const notes = new PickupNotes();
    const at = (nowMs: number, ...events: View["events"]) =>
      notes.update(createTestView({ nowMs, events }))?.text;
    expect(at(0, taking(kindOf("repair"), "enemy"))).toBeUndefined();
    expect(at(10, taking(kindOf("scatter"), "self"))).toBe("Scatter · 8 shots");
    expect(at(900, taking(kindOf("overdrive"), "self"))).toBe("Overdrive: double damage");
    expect(at(2500)).toBe("Overdrive: double damage");
    expect(at(2700)).toBeUndefined();
  });

  test("has a word for every kind of pad", () => {
    const notes = new PickupNotes();
    const texts = PADS.map(
      (_, kind) => notes.update(createTestView({ events: [taking(kind, "self")] }))?.text,
    );
    expect(texts.filter((text) => text === "" || PADS.some((pad) => pad.name === text))).toEqual(
      [],
    );
    expect(new Set(texts).size).toBe(PADS.length);
  });
});
