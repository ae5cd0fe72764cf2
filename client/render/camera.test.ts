import { describe, expect, test } from "vitest";
import {
  fairScreen,
  keepOnTable,
  LOOK_AHEAD_PX,
  VISIBLE_AREA_PX2,
  VISIBLE_SIDE_PX,
} from "#shared/view.ts";
import fc from "fast-check";
import { Camera, paneIn } from "./camera.ts";

const FRAME_MS = 1000 / 60;

const WINDOWS = [
  ["a desk", 1280, 720],
  ["a large desk", 2560, 1440],
  ["an old desk", 1024, 768],
  ["a square", 800, 800],
  ["21:9", 3440, 1440],
  ["32:9", 5120, 1440],
  ["a phone held upright", 390, 844],
  ["a tall phone", 360, 880],
  ["a phone on its side", 844, 390],
  ["the narrowest phone", 320, 568],
  ["a strip", 300, 2000],
] as const;

describe("what a window shows of the world", () => {
  /** Before a skiff in the midst of a large table, looking ahead as far as can be. */
  function lookingAhead(width: number, height: number, aheadX: number, aheadY: number): Camera {
    const camera = new Camera();
    camera.resize(width, height);
    camera.enterTable(4000, 4000);
    for (let frame = 0; frame < 200; frame++) camera.follow(2000, 2000, aheadX, aheadY, FRAME_MS);
    return camera;
  }

  test.each(WINDOWS)("%s shows the same area, and as much ahead", (_name, width, height) => {
    const camera = lookingAhead(width, height, 0, -5);
    const { widthPx, heightPx } = camera.visible;
    expect(widthPx * heightPx).toBeCloseTo(VISIBLE_AREA_PX2, 3);
    expect(Math.max(widthPx, heightPx)).toBeLessThanOrEqual(VISIBLE_SIDE_PX + 1e-9);
    expect([camera.x, camera.y]).toEqual([2000, expect.closeTo(2000 - LOOK_AHEAD_PX, 3)]);
    // The skiff is on the screen however far one looks ahead.
    const pane = paneIn(width, height);
    const fromMiddle = Math.abs(camera.screenY(2000) - height / 2);
    expect(fromMiddle).toBeLessThan(pane.heightPx / 2);
  });

  test("so it is in any window, and the server sends all of it", () => {
    const side = fc.integer({ min: 200, max: 8000 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const camera = new Camera();
        camera.resize(width, height);
        const { widthPx, heightPx } = camera.visible;
        expect(widthPx * heightPx).toBeCloseTo(VISIBLE_AREA_PX2, 3);
        const fair = fairScreen(camera.visible);
        expect(fair.widthPx).toBeCloseTo(widthPx, 6);
        expect(fair.heightPx).toBeCloseTo(heightPx, 6);
      }),
    );
  });

  test("the pane fills a window but for the bars of one that is too drawn out", () => {
    expect(paneIn(1920, 1080)).toEqual({ widthPx: 1920, heightPx: 1080 });
    expect(paneIn(390, 844)).toEqual({ widthPx: 390, heightPx: 844 });
    expect(paneIn(5120, 1440)).toEqual({ widthPx: expect.closeTo(3358, 0), heightPx: 1440 });
    expect(paneIn(300, 2000)).toEqual({ widthPx: 300, heightPx: expect.closeTo(699.6, 0) });
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

  test("cuts to wherever it has to be where motion is unwelcome", () => {
    const camera = onTable();
    camera.isStill = true;
    camera.follow(1000, 2000, 0, 0, FRAME_MS);
    expect(camera.x).toBe(1000);
    camera.switchFocus();
    camera.follow(1050, 2000, 0, 0, FRAME_MS);
    expect(camera.x).toBe(1050);
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
