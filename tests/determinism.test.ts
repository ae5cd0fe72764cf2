/** The same inputs give the same world: again, on another engine, from a checkpoint, whatever the clock says. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { query } from "bitecs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkpoint, restore } from "#shared/sim/checkpoint.ts";
import { hashWorld } from "#shared/sim/hash.ts";
import { DEFAULT_SEATS } from "#shared/sim/tuning.ts";
import { createWorld, setSeated, type World } from "#shared/sim/world.ts";
import { GOLDEN_TICKS, playGolden } from "./golden/golden.ts";
import { bundle } from "./harness/bundle.ts";
import { anyPlan, beginPlan, type Plan, take, type Turn, turnsOf } from "./harness/randomMatch.ts";

const GOLDEN_MODULE = new URL("golden/golden.ts", import.meta.url);
const EXPECTED = JSON.parse(
  await readFile(new URL("golden/expected.json", import.meta.url), "utf8"),
) as Record<number, number>;

describe("the golden match", () => {
  test("is played to the committed hashes (rules changed on purpose: node tools/golden.ts --write), and much happens in it", () => {
    const { hashes, counts } = playGolden();
    expect(hashes).toEqual(EXPECTED);
    expect(Object.keys(hashes)).toHaveLength(GOLDEN_TICKS / 1000);
    expect(counts.fire).toBeGreaterThan(5000);
    expect(counts.hit).toBeGreaterThan(1500);
    expect(counts.death).toBeGreaterThan(300);
    expect(counts.caromKill).toBeGreaterThan(100);
    expect(counts.railShot).toBeGreaterThan(120);
    expect(counts.pickup).toBeGreaterThan(100);
    expect(counts.dash).toBeGreaterThan(400);
    expect(counts.rebound).toBeGreaterThan(400);
  });

  test("is the same where nothing is compiled", { timeout: 60_000 }, async () => {
    const ticks = 3000;
    const folder = await mkdtemp(join(tmpdir(), "carom-golden-"));
    const file = join(folder, "golden.mjs");
    const report = `process.stdout.write(JSON.stringify(playGolden(${ticks}).hashes));`;
    await writeFile(file, `${await bundle(GOLDEN_MODULE)}\n${report}\n`);
    const { stdout } = await promisify(execFile)(process.execPath, ["--jitless", file]);
    await rm(folder, { recursive: true });
    const early = Object.entries(EXPECTED).filter(([tick]) => Number(tick) <= ticks);
    expect(early).toHaveLength(3);
    expect(JSON.parse(stdout)).toEqual(Object.fromEntries(early));
  });

  test("asks neither a clock nor chance nor arithmetic that engines round differently", () => {
    const restoreAll = [
      ...INEXACT.map((name) => forbid(Math, name)),
      ...(["now", "parse"] as const).map((name) => forbid(Date, name)),
      ...(["toLocaleString", "toLocaleUpperCase"] as const).map((n) => forbid(String.prototype, n)),
      ...(["Date", "setTimeout", "setInterval", "queueMicrotask", "Intl"] as const).map((name) =>
        forbid(globalThis, name),
      ),
      forbid(performance, "now"),
      forbid(crypto, "getRandomValues"),
    ];
    try {
      expect(() => Math.random()).toThrow("random");
      expect(playGolden(1000).hashes).toEqual({ 1000: EXPECTED[1000] });
    } finally {
      for (const undo of restoreAll) undo();
    }
  });
});

/** All of Math but what IEEE 754 or the language fixes to the last bit. */
const INEXACT = Object.getOwnPropertyNames(Math).filter(
  (name) =>
    typeof (Math as unknown as Record<string, unknown>)[name] === "function" &&
    !"abs ceil clz32 floor fround imul max min round sign sqrt trunc".split(" ").includes(name),
);

/** Puts a function that throws in the place of a property; returns what puts it back. */
function forbid(owner: object, name: string): () => void {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, {
    configurable: true,
    value: () => {
      throw new Error(`the simulation asked for ${name}`);
    },
  });
  return () => {
    if (before) Object.defineProperty(owner, name, before);
    else Reflect.deleteProperty(owner, name);
  };
}

describe("any match", () => {
  test("played again from its inputs has the same hash at every tick", () => {
    fc.assert(
      fc.property(anyPlan(200), (plan) => {
        const world = beginPlan(plan);
        const turns: Turn[] = [];
        const hashes: number[] = [];
        for (const turn of turnsOf(plan, world)) {
          take(world, turn);
          turns.push(turn);
          hashes.push(hashWorld(world));
        }
        const again = beginPlan(plan);
        expect(
          turns.map((turn) => {
            take(again, turn);
            return hashWorld(again);
          }),
        ).toEqual(hashes);
      }),
    );
  });

  test("goes on alike from a checkpoint of every tick, in a new world", () => {
    fc.assert(
      fc.property(anyPlan(40), (plan) => {
        const world = beginPlan(plan);
        for (const turn of turnsOf(plan, world)) {
          const copy = freshWorld(plan);
          restore(copy, checkpoint(world));
          take(world, turn);
          take(copy, turn);
          expectAlike(copy, world);
        }
      }),
    );
  });

  test("goes on alike from a checkpoint in a world that was another before", () => {
    let disordered = 0;
    fc.assert(
      fc.property(anyPlan(150), (plan) => {
        const world = beginPlan(plan);
        const copy = freshWorld(plan);
        let untilRestore = 0;
        for (const turn of turnsOf(plan, world)) {
          if (untilRestore-- === 0) {
            disorder(copy);
            restore(copy, checkpoint(world));
            untilRestore = 40;
          }
          take(world, turn);
          take(copy, turn);
          expectAlike(copy, world);
          if (seatedOrder(world).join() !== seatedOrder(copy).join()) disordered++;
        }
      }),
    );
    // The ECS did hold the two worlds in different orders: otherwise this would prove less than it says.
    expect(disordered).toBeGreaterThan(100);
  });
});

function freshWorld(plan: Plan): World {
  return createWorld({ arena: plan.arena, seed: 0 });
}

function expectAlike(copy: World, world: World): void {
  expect(hashWorld(copy)).toBe(hashWorld(world));
  expect(copy.events).toEqual(world.events);
}

/** Leaves seats in a world that the ECS holds in an order of their own: odd slots from the top, then the others. */
function disorder(world: World): void {
  const slots = Array.from({ length: DEFAULT_SEATS }, (_, slot) => slot);
  for (const slot of slots) setSeated(world, slot, false);
  seatedOrder(world);
  for (const slot of slots.toReversed()) if (slot % 2 === 1) setSeated(world, slot, true);
  for (const slot of slots) setSeated(world, slot, true);
}

/** The seats in the order in which the ECS holds them; asking settles what was put off. */
function seatedOrder(world: World): readonly number[] {
  return [...query(world, [world.components.Skiff, world.components.Seated])];
}
