import { describe, expect, test } from "vitest";
import { TEST_ARENA } from "../../tests/harness/stepper.ts";
import { PADS, WEAPONS } from "#shared/sim/tuning.ts";
import { createTestSkiff } from "../ui/testView.ts";
import { bounceRate, type Cue, Cues, type Heard } from "./cues.ts";
import type { SoundName } from "./sounds.ts";

const OWN: Heard["own"] = {
  slot: 0,
  isAlive: true,
  health: 100,
  shieldPoints: 0,
  overdriveInMs: 0,
  weapon: 0,
  ammo: [-1],
  dashCharge: 1,
  weaponCharge: 1,
  respawnInMs: 0,
  killer: -1,
};
const SKIFF = createTestSkiff();
const QUIET: Heard = {
  arena: { ...TEST_ARENA, walls: [] },
  events: [],
  own: OWN,
  skiffs: [],
  phase: "playing",
  phaseEndsInMs: 1000,
  focusX: 0,
  focusY: 0,
};

function createListener() {
  const heard: ({ name: SoundName } & Cue)[] = [];
  const cues = new Cues([{ play: (name, cue) => heard.push({ name, ...cue }) }]);
  const listen = (part: Partial<Heard>): string[] => {
    heard.length = 0;
    cues.update({ ...QUIET, ...part });
    return heard.map((sound) => sound.name);
  };
  return { heard, listen };
}

const HIT = {
  type: "hit",
  attacker: 0,
  victim: 1,
  weapon: 0,
  damage: 14,
  bounces: 0,
  x: 300,
  y: 0,
} as const;

describe("cues", () => {
  test("a hit sounds different for giver, taker and a shield", () => {
    const { listen } = createListener();
    const mine = { attackerRelation: "self", victimRelation: "enemy" } as const;
    const onMe = { attackerRelation: "enemy", victimRelation: "self" } as const;
    expect(listen({ events: [{ ...HIT, ...mine }] })).toEqual(["hitGiven"]);
    expect(listen({ events: [{ ...HIT, ...onMe }] })).toEqual(["hitTaken"]);
    expect(listen({ events: [{ ...HIT, ...mine, damage: 0 }] })).toEqual(["shieldHit"]);
    expect(listen({ events: [{ ...HIT, ...onMe, damage: 0 }] })).toEqual(["shieldHit"]);
    expect(listen({ events: [{ ...HIT, ...mine, victimRelation: "ally" }] })).toEqual(["hitAlly"]);
    const skiffs = [{ ...SKIFF, shieldPoints: 20 }];
    expect(listen({ skiffs, events: [{ ...HIT, ...mine }] })).toEqual(["shieldHit"]);
  });

  test("each weapon and each kind of pad has a sound, and overdrive makes shots deeper", () => {
    const { heard, listen } = createListener();
    const shot = { type: "fire", slot: 1, relation: "enemy", x: 0, y: 0, angle: 0 } as const;
    const shots = WEAPONS.flatMap((_, weapon) => listen({ events: [{ ...shot, weapon }] }));
    expect(new Set(shots).size).toBe(WEAPONS.length);
    const taken = { type: "pickup", slot: 1, relation: "enemy", x: 0, y: 0 } as const;
    const named = (name: string) => PADS.findIndex((pad) => pad.name === name);
    const sound = (name: string) => listen({ events: [{ ...taken, kind: named(name) }] });
    expect(["repair", "rocket", "shield", "overdrive", "ammunition"].map(sound)).toEqual([
      ["pickupRepair"],
      ["pickupWeapon"],
      ["pickupShield"],
      ["pickupOverdrive"],
      ["pickupAmmo"],
    ]);
    listen({ skiffs: [{ ...SKIFF, isOverdriven: true }], events: [{ ...shot, weapon: 0 }] });
    expect(heard[0]!.rate).toBeLessThan(1);
  });

  test("the end of my overdrive is heard, my own end in it is not", () => {
    const { listen } = createListener();
    const during = (overdriveInMs: number, isAlive = true) =>
      listen({ own: { ...OWN, overdriveInMs, isAlive } });
    expect([during(900), during(0), during(0)]).toEqual([[], ["overdriveEnd"], []]);
    expect([during(900), during(0, false), during(0)]).toEqual([[], [], []]);
  });

  test("what I do matters more than what others do, and is marked as mine", () => {
    const { heard, listen } = createListener();
    const fire = { type: "fire", slot: 0, weapon: 0, x: 300, y: 0, angle: 0 } as const;
    listen({
      events: [
        { ...fire, relation: "self" },
        { ...fire, relation: "enemy" },
      ],
    });
    expect(heard.map(({ isMine }) => isMine)).toEqual([true, false]);
    expect(heard[0]!.priority).toBeGreaterThan(heard[1]!.priority);
    expect(heard[1]!.bearing).toBe(0);
  });

  test("a wall between makes it dull", () => {
    const { heard, listen } = createListener();
    const wall = [
      { x: 200, y: 100 },
      { x: 240, y: 100 },
      { x: 240, y: 500 },
      { x: 200, y: 500 },
    ];
    const spawn = { type: "spawn", slot: 1, relation: "enemy", x: 400, y: 300 } as const;
    const view = { focusX: 100, focusY: 300, events: [spawn] };
    listen({ ...view, arena: { ...TEST_ARENA, walls: [wall] } });
    expect(heard[0]!.cutHz).toBeLessThan(1000);
    listen({ ...view, arena: { ...TEST_ARENA, walls: [] } });
    expect(heard[0]!.cutHz).toBe(Infinity);
  });

  test("shots, hits and signals are kinds of their own", () => {
    const { heard, listen } = createListener();
    const mine = { attackerRelation: "self", victimRelation: "enemy" } as const;
    listen({
      events: [
        { ...HIT, ...mine },
        { type: "phase", phase: "playing" },
        { type: "dash", slot: 1, relation: "enemy", x: 0, y: 0, angle: 0 },
      ],
    });
    expect(heard.map(({ bus }) => bus)).toEqual(["hits", "ui", "shots"]);
  });

  test("a carom kill of mine has its flourish, a straight one its own sound, others' neither", () => {
    const { listen } = createListener();
    const death = {
      type: "death",
      attacker: 0,
      victim: 1,
      weapon: 0,
      x: 0,
      y: 0,
      victimRelation: "enemy",
    } as const;
    expect(listen({ events: [{ ...death, attackerRelation: "self", bounces: 2 }] })).toEqual([
      "death",
      "caromKill",
    ]);
    expect(listen({ events: [{ ...death, attackerRelation: "self", bounces: 0 }] })).toEqual([
      "death",
      "kill",
    ]);
    expect(listen({ events: [{ ...death, attackerRelation: "enemy", bounces: 2 }] })).toEqual([
      "death",
    ]);
  });

  test("what is right of me is heard on the right, and further away it is quieter", () => {
    const { heard, listen } = createListener();
    listen({ events: [{ type: "spawn", slot: 1, relation: "enemy", x: 450, y: 0 }] });
    const near = heard[0]!;
    expect(near.pan).toBeGreaterThan(0.3);
    listen({ events: [{ type: "spawn", slot: 1, relation: "enemy", x: -1800, y: 0 }] });
    expect(heard[0]!.pan).toBeLessThan(-0.8);
    expect(heard[0]!.gain).toBeLessThan(near.gain);
  });

  test("each bounce is higher than the one before", () => {
    const rates = [1, 2, 3, 4, 5, 6].map(bounceRate);
    expect(rates[0]).toBe(1);
    expect(rates.every((rate, i) => i === 0 || rate > rates[i - 1]!)).toBe(true);
  });

  test("the dash is announced once when it is ready again, not at a spawn", () => {
    const { listen } = createListener();
    const withDash = (dashCharge: number, isAlive = true) =>
      listen({ own: { ...OWN, dashCharge, isAlive } });
    expect([withDash(1), withDash(0.5), withDash(1), withDash(1)]).toEqual([
      [],
      [],
      ["dashReady"],
      [],
    ]);
    expect([withDash(0.2, false), withDash(1)]).toEqual([[], []]);
  });

  test("the countdown beeps once a second", () => {
    const { listen } = createListener();
    const at = (phaseEndsInMs: number) => listen({ phase: "countdown", phaseEndsInMs });
    expect([at(2990), at(2100), at(1990), at(1500), at(900)].map((names) => names.length)).toEqual([
      1, 0, 1, 0, 1,
    ]);
  });
});
