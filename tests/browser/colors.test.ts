/** Every screen can be read: in every palette, and with high contrast. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PALETTE_NAMES } from "../../client/render/palettes.ts";
import type { Settings } from "../../client/ui/settings.ts";
import { ALL_SCENES_TIMEOUT_MS, findGalleryViolations, prepareAxe } from "../harness/axe.ts";
import { openBrowser } from "../harness/browser.ts";
import { type GalleryPage, GalleryServer } from "../harness/gallery.ts";

const DESK = { width: 1280, height: 720 };
const LOOKS: readonly Partial<Settings>[] = PALETTE_NAMES.flatMap((palette) =>
  (["normal", "high"] as const).map((contrast) => ({ palette, contrast })),
);

let browser: Browser;
let server: GalleryServer;
let gallery: GalleryPage;

beforeAll(async () => {
  browser = await openBrowser();
  server = await GalleryServer.start();
  gallery = await server.open(browser);
  await gallery.page.setViewportSize(DESK);
  await prepareAxe(gallery.page);
});

afterAll(async () => {
  await server.close();
  await browser.close();
});

test.each(LOOKS)(
  "in $palette at $contrast contrast",
  async (look) => {
    expect(await findGalleryViolations(gallery, look, "colors")).toEqual([]);
  },
  ALL_SCENES_TIMEOUT_MS,
);
