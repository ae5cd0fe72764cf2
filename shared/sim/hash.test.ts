import { describe, expect, test } from "vitest";
import { play, tableWith } from "../../tests/harness/table.ts";
import { hashBytes, hashWorld } from "./hash.ts";
import { firstBolt, skiffEntity } from "./world.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe("hashBytes", () => {
  test("is 32-bit FNV-1a by its published vectors", () => {
    expect(hashBytes(bytesOf(""))).toBe(0x811c9dc5);
    expect(hashBytes(bytesOf("a"))).toBe(0xe40c292c);
    expect(hashBytes(bytesOf("foobar"))).toBe(0xbf9cf968);
  });

  test("goes on from where another ended", () => {
    expect(hashBytes(bytesOf("bar"), hashBytes(bytesOf("foo")))).toBe(hashBytes(bytesOf("foobar")));
  });
});

describe("hashWorld", () => {
  const placings = [
    { x: 100, y: 100 },
    { x: 300, y: 100 },
  ];

  test("is the same for worlds that were made alike", () => {
    const [a, b] = [tableWith(placings), tableWith(placings)];
    for (const world of [a, b]) play(world, { 0: { moveX: 3, buttons: 1 } }, 30);
    expect(hashWorld(a)).toBe(hashWorld(b));
  });

  test("changes with every single thing that a world remembers", () => {
    const world = tableWith(placings);
    const { Position, Velocity, Control, Skiff, Ammo, Score, Sight, Path, PastX, PastY } =
      world.components;
    const all = [Position, Velocity, Control, Skiff, Score, Ammo, Sight, Path, PastX, PastY];
    const before = hashWorld(world);
    const skiff = skiffEntity(1);
    for (const component of all) {
      for (const store of Object.values(component) as { [entity: number]: number }[]) {
        const value = store[skiff]!;
        store[skiff] = value + 1;
        expect(hashWorld(world)).not.toBe(before);
        store[skiff] = value;
      }
    }
    for (const key of ["tick", "randomState"] as const) {
      world[key] += 1;
      expect(hashWorld(world)).not.toBe(before);
      world[key] -= 1;
    }
    expect(hashWorld(world)).toBe(before);
  });

  test("does not mind what is not in play", () => {
    const world = tableWith(placings);
    const before = hashWorld(world);
    world.components.Skiff.health[skiffEntity(40)] = 77;
    world.components.Bolt.bounces[firstBolt(world) + 30] = 3;
    expect(hashWorld(world)).toBe(before);
  });
});
