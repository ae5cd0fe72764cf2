import { describe, expect, test } from "vitest";
import type { BoltView, SkiffView, View, ViewEvent } from "../netcode/view.ts";
import { createTestSkiff, createTestView } from "../ui/testView.ts";
import { KillCam } from "./killCam.ts";

const FRAME_MS = 16;
const KILLER = 3;
const LONG_WAIT_MS = 6000;

function skiffAt(slot: number, x: number): SkiffView {
  return createTestSkiff({ slot, relation: slot === 0 ? "self" : "enemy", x });
}

function boltAt(x: number): BoltView {
  return {
    key: 1,
    slot: KILLER,
    relation: "enemy",
    weapon: 0,
    x,
    y: 0,
    directionX: 1,
    directionY: 0,
    bounces: 0,
    ageMs: 0,
    alpha: 1,
  };
}

function deathBy(attacker: number): Extract<ViewEvent, { type: "death" }> {
  return {
    type: "death",
    attacker,
    victim: 0,
    attackerRelation: "enemy",
    victimRelation: "self",
    weapon: 0,
    bounces: 0,
    x: 0,
    y: 0,
  };
}

function hitOn(victim: number): ViewEvent {
  const sides = { attackerRelation: "enemy", victimRelation: "self" } as const;
  const blow = { damage: 10, weapon: 0, bounces: 0, x: 0, y: 0 };
  return { type: "hit", attacker: KILLER, victim, ...sides, ...blow };
}

/** A match in which the killer is, at every moment, as many px from the left as it has lasted ms. */
class Match {
  readonly cam = new KillCam();
  nowMs = 0;
  respawnMs = 0;
  shown: View = createTestView();
  readonly #part: Partial<View>;

  constructor(part: Partial<View> = {}) {
    this.#part = part;
  }

  frame(...events: ViewEvent[]): View {
    this.nowMs += FRAME_MS;
    const isAlive = this.nowMs >= this.respawnMs;
    const base = createTestView();
    const skiffs = [skiffAt(KILLER, this.nowMs), ...(isAlive ? [skiffAt(0, 500)] : [])];
    const respawnInMs = isAlive ? 0 : this.respawnMs - this.nowMs;
    this.shown = this.cam.update({
      ...base,
      arena: ARENA,
      nowMs: this.nowMs,
      deltaMs: FRAME_MS,
      own: { ...base.own, isAlive, respawnInMs },
      skiffs,
      bolts: [boltAt(this.nowMs)],
      events,
      ...this.#part,
    });
    return this.shown;
  }

  run(ms: number): void {
    for (const endMs = this.nowMs + ms; this.nowMs < endMs;) this.frame();
  }

  die(attacker: number, waitMs: number): void {
    this.respawnMs = this.nowMs + FRAME_MS + waitMs;
    this.frame(deathBy(attacker));
  }
}

const ARENA = createTestView().arena;

function killerIn(view: View): SkiffView {
  return view.skiffs.find(({ slot }) => slot === KILLER)!;
}

describe("the kill-cam", () => {
  test("shows the seconds before the end from the killer, once, and then lets go", () => {
    const match = new Match();
    match.run(6000);
    match.die(KILLER, LONG_WAIT_MS);
    const diedMs = match.nowMs;
    match.run(500);
    expect(match.shown.isReplay).toBe(false);
    match.run(60);
    expect(match.shown.isReplay).toBe(true);
    const { x } = killerIn(match.shown);
    expect(x).toBeGreaterThan(diedMs - 4000);
    expect(x).toBeLessThan(diedMs - 3600);
    expect([match.shown.focusX, match.shown.bolts[0]!.x]).toEqual([x, x]);
    match.run(3800);
    expect(match.shown.isReplay).toBe(true);
    expect(killerIn(match.shown).x).toBeGreaterThan(diedMs - 100);
    match.run(400);
    expect(match.shown.isReplay).toBe(false);
    match.run(500);
    expect(match.shown.isReplay).toBe(false);
  });

  test("is over when its player is back, and by then has come to the end", () => {
    const match = new Match();
    match.run(6000);
    match.die(KILLER, 2000);
    const diedMs = match.nowMs;
    const seen: number[] = [];
    while (match.nowMs < match.respawnMs) {
      if (match.frame().isReplay) seen.push(killerIn(match.shown).x);
    }
    expect(match.shown.isReplay).toBe(false);
    expect(Math.abs(seen.at(-1)! - diedMs)).toBeLessThan(250);
    expect(seen[0]).toBeLessThan(diedMs - 3600);
  });

  test("is wound on to the last of it, and that runs as it was", () => {
    const match = new Match();
    match.run(6000);
    match.die(KILLER, 2000);
    const diedMs = match.nowMs;
    expect(match.cam.speed).toBe(0);
    const frames: { x: number; speed: number }[] = [];
    while (match.nowMs < match.respawnMs)
      if (match.frame().isReplay)
        frames.push({ x: killerIn(match.shown).x, speed: match.cam.speed });
    const last = frames.filter(({ x }) => x > diedMs - 400);
    const wound = frames.filter(({ x }) => x < diedMs - 800);
    expect(new Set(last.map(({ speed }) => speed))).toEqual(new Set([1]));
    expect(Math.min(...wound.map(({ speed }) => speed))).toBeGreaterThan(3);
    // And what it says is how fast it goes.
    expect((wound[6]!.x - wound[5]!.x) / FRAME_MS).toBeCloseTo(wound[5]!.speed);
    expect((last[6]!.x - last[5]!.x) / FRAME_MS).toBeCloseTo(1);
  });

  test("what is wound on is not heard, and blows are not seen; the last of it is both", () => {
    const match = new Match();
    match.run(4000);
    const early = { type: "spawn", slot: 2, relation: "enemy", x: 0, y: 0 } as const;
    match.frame(early, hitOn(0));
    match.run(2000);
    match.die(KILLER, 2000);
    const [seen, heard]: [string[], string[]] = [[], []];
    while (match.nowMs < match.respawnMs - FRAME_MS) {
      if (!match.frame().isReplay) continue;
      seen.push(...match.shown.events.map(({ type }) => type));
      heard.push(...match.cam.audible(match.shown).events.map(({ type }) => type));
    }
    expect(seen).toEqual(["spawn", "death"]);
    expect(heard).toEqual(["death"]);
  });

  test("ends at once when its player is back sooner than was said", () => {
    const match = new Match();
    match.run(6000);
    match.die(KILLER, LONG_WAIT_MS);
    match.run(1500);
    expect(match.shown.isReplay).toBe(true);
    match.respawnMs = match.nowMs;
    expect(match.frame().isReplay).toBe(false);
  });

  test("shows each event of that time once, and says nothing a second time that was said", () => {
    const match = new Match();
    match.run(6000);
    const place = { x: 0, y: 0 };
    match.frame({ type: "spawn", slot: 2, relation: "enemy", ...place });
    match.frame({ type: "chat", slot: 2, name: "Juno", text: "hello", isTeam: false });
    match.die(KILLER, LONG_WAIT_MS);
    const seen: string[] = [];
    while (match.nowMs < match.respawnMs - FRAME_MS)
      if (match.frame().isReplay) seen.push(...match.shown.events.map(({ type }) => type));
    expect(seen).toEqual(["spawn", "death"]);
  });

  test("a press ends it, and what happens now is not held back by it", () => {
    const match = new Match();
    match.run(6000);
    match.die(KILLER, LONG_WAIT_MS);
    match.run(1000);
    const chat = { type: "chat", slot: 2, name: "Juno", text: "hello", isTeam: false } as const;
    expect(match.frame(chat).isReplay).toBe(true);
    expect(match.shown.events).toEqual([chat]);
    match.cam.skip();
    expect(match.frame().isReplay).toBe(false);
    match.run(1000);
    expect(match.shown.isReplay).toBe(false);
  });

  test.each<[string, (match: Match) => void, Partial<View>]>([
    ["by one's own hand", (match) => match.die(0, LONG_WAIT_MS), {}],
    ["with too little time", (match) => match.die(KILLER, 1000), {}],
    [
      "where the room does not have it",
      (match) => match.die(KILLER, LONG_WAIT_MS),
      { hasKillCam: false },
    ],
    ["between two matches", (match) => match.die(KILLER, LONG_WAIT_MS), { phase: "results" }],
  ])("there is none %s", (_, die, part) => {
    const match = new Match(part);
    match.run(2000);
    die(match);
    while (match.nowMs < match.respawnMs) expect(match.frame().isReplay).toBe(false);
  });

  test("there is none for whom does not want it", () => {
    const match = new Match();
    match.cam.isWanted = false;
    match.run(2000);
    match.die(KILLER, LONG_WAIT_MS);
    match.run(2000);
    expect(match.shown.isReplay).toBe(false);
  });

  test("begins no sooner than there is something to be seen: not before one came", () => {
    const match = new Match();
    match.run(1000);
    match.die(KILLER, 2000);
    const seen: (number | undefined)[] = [];
    while (match.nowMs < match.respawnMs)
      if (match.frame().isReplay) seen.push(match.shown.skiffs[0]?.x);
    expect(seen.length).toBeGreaterThan(10);
    expect(seen).not.toContain(undefined);
  });

  test("nor before a time in which nothing was recorded, as in a hidden tab", () => {
    const match = new Match();
    match.run(6000);
    match.nowMs += 60_000;
    const backMs = match.nowMs;
    match.run(1000);
    match.die(KILLER, 2000);
    const seen: number[] = [];
    while (match.nowMs < match.respawnMs)
      if (match.frame().isReplay) seen.push(killerIn(match.shown).x);
    expect(seen.length).toBeGreaterThan(10);
    expect(Math.min(...seen)).toBeGreaterThan(backMs);
  });

  test("a new table begins an empty tape", () => {
    const match = new Match();
    match.run(3000);
    match.die(KILLER, LONG_WAIT_MS);
    match.run(1000);
    const other = { ...ARENA };
    const view = match.cam.update({ ...match.shown, isReplay: false, arena: other, events: [] });
    expect(view.isReplay).toBe(false);
  });
});
