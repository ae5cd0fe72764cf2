/** When this one fails, the browser is at fault and not the game: look here first. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../harness/browser.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

test("the browser of this run draws WebGL 2", async () => {
  const page = await browser.newPage();
  const pixel = await page.evaluate(() => {
    const context = document.createElement("canvas").getContext("webgl2");
    if (!context) return "no WebGL 2";
    context.clearColor(0, 1, 0, 1);
    context.clear(context.COLOR_BUFFER_BIT);
    const rgba = new Uint8Array(4);
    context.readPixels(0, 0, 1, 1, context.RGBA, context.UNSIGNED_BYTE, rgba);
    return [...rgba].join();
  });
  expect(pixel).toBe("0,255,0,255");
});
