/** Every screen in every language on the narrowest phone: nothing leaves its box, is cut off or lies over other words. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TEXT_SIZE_RANGE } from "../../client/ui/settings.ts";
import { LANGUAGES } from "../../client/ui/words/words.ts";
import { openBrowser } from "../harness/browser.ts";
import { type GalleryPage, GalleryServer } from "../harness/gallery.ts";

const LARGEST = TEXT_SIZE_RANGE.max;
const WINDOWS = [
  { width: 320, height: 568, textSize: 1 },
  { width: 640, height: 360, textSize: 1 },
  { width: 1280, height: 720, textSize: 1 },
  { width: 390, height: 844, textSize: LARGEST },
  { width: 1280, height: 720, textSize: LARGEST },
];

let browser: Browser;
let server: GalleryServer;
let gallery: GalleryPage;

beforeAll(async () => {
  server = await GalleryServer.start();
  browser = await openBrowser();
  gallery = await server.open(browser);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

describe.each(LANGUAGES)("in %s", (language) => {
  test.each(WINDOWS)(
    "everything fits into $width x $height, text at $textSize",
    async ({ textSize, ...window }) => {
      await gallery.page.setViewportSize(window);
      const misfits: string[] = [];
      for (const scene of await gallery.scenes) {
        await gallery.show(scene, language, { textSize });
        const found = await gallery.findMisfits();
        misfits.push(...found.map((misfit) => `${scene}: ${misfit}`));
      }
      expect(misfits).toEqual([]);
    },
  );
});
