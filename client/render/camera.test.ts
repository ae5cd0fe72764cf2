import { describe, expect, test } from "vitest";
import { keepOnTable, VISIBLE_AREA_PX2, VISIBLE_SIDE_PX } from "#shared/view.ts";
import { Camera, scaleFor } from "./camera.ts";

const FRAME_MS = 1000 / 60;

function visible(width: number, height: number): [number, number] {
  const scale = scaleFor(width, height);
  return [width / scale, height / scale];
}

describe("scaleFor", () => {
  test("shows the same area in any common window", () => {
    for (const [width, height] of [
      [1280, 720],
      [1920, 1080],
      [390, 844],
      [1024, 768],
      [800, 800],
    ] as const) {
      const [w, h] = visible(width, height);
      expect(w * h).toBeCloseTo(VISIBLE_AREA_PX2, 3);
    }
  });

  test("an extreme window sees less area, never further", () => {
    for (const [width, height] of [
      [5120, 1080],
      [300, 2000],
    ] as const) {
      const [w, h] = visible(width, height);
      expect(Math.max(w, h)).toBeCloseTo(VISIBLE_SIDE_PX, 6);
      expect(w * h).toBeLessThan(VISIBLE_AREA_PX2);
    }
  });
});

describe("keepOnTable", () => {
  test("stops at the edge and centres a table that fits", () => {
    expect(keepOnTable(0, 1000, 3000)).toBe(388);
    expect(keepOnTable(3000, 1000, 3000)).toBe(2612);
    expect(keepOnTable(1500, 1000, 3000)).toBe(1500);
    expect(keepOnTable(0, 2000, 1200)).toBe(600);
  });
});

describe("Camera", () => {
  function onTable(): Camera {
    const camera = new Camera();
    camera.resize(1280, 720);
    camera.enterTable(4000, 4000);
    camera.follow(2000, 2000, 0, 0, FRAME_MS);
    return camera;
  }

  test("follows a moving skiff without lag", () => {
    const camera = onTable();
    camera.follow(2015, 2000, 0, 0, FRAME_MS);
    expect(camera.x).toBe(2015);
  });

  test("glides to a spawn far away and arrives", () => {
    const camera = onTable();
    camera.follow(1000, 2000, 0, 0, FRAME_MS);
    expect(camera.x).toBeGreaterThan(1900);
    for (let frame = 0; frame < 40; frame++) camera.follow(1000, 2000, 0, 0, FRAME_MS);
    expect(camera.x).toBeCloseTo(1000, 6);
  });

  test("glides to another focus however near, and from half-way there without a jump", () => {
    const camera = onTable();
    camera.switchFocus();
    camera.follow(2100, 2000, 0, 0, FRAME_MS);
    expect(camera.x).toBe(2000);
    for (let frame = 0; frame < 12; frame++) camera.follow(2100, 2000, 0, 0, FRAME_MS);
    const halfWay = camera.x;
    camera.switchFocus();
    camera.follow(1950, 2000, 0, 0, FRAME_MS);
    expect(halfWay).toBeGreaterThan(2020);
    expect(halfWay).toBeLessThan(2080);
    expect(camera.x).toBeCloseTo(halfWay, 6);
  });

  test("does not glide onto a new table", () => {
    const camera = onTable();
    camera.enterTable(4000, 4000);
    camera.switchFocus();
    camera.follow(1000, 1000, 0, 0, FRAME_MS);
    expect([camera.x, camera.y]).toEqual([1000, 1000]);
  });

  test("looks ahead no further than 120 px", () => {
    const camera = onTable();
    for (let frame = 0; frame < 200; frame++) camera.follow(2000, 2000, 5, 5, FRAME_MS);
    expect(Math.hypot(camera.x - 2000, camera.y - 2000)).toBeCloseTo(120, 3);
  });

  test("shakes within 10 px, not at all at strength 0, and comes to rest", () => {
    const camera = onTable();
    for (let now = 0; now < 400; now += 5) {
      camera.jolt(1);
      camera.shake(now, 5, 1);
      expect(Math.hypot(camera.shakeX, camera.shakeY)).toBeLessThanOrEqual(10);
    }
    camera.shake(401, 5, 0);
    expect(Math.abs(camera.shakeX)).toBe(0);
    camera.shake(402, 5000, 1);
    camera.shake(403, 5, 1);
    expect(Math.abs(camera.shakeX)).toBe(0);
  });

  test("screen and world are each other's inverse", () => {
    const camera = onTable();
    expect(camera.worldX(camera.screenX(1234))).toBeCloseTo(1234, 9);
    expect(camera.worldY(camera.screenY(987))).toBeCloseTo(987, 9);
  });
});
