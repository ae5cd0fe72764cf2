/** axe-core finds nothing to complain of: on every screen, on a desk and on a phone. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { PALETTE_NAMES, PALETTES } from "../../client/render/palettes.ts";
import type { Settings } from "../../client/ui/settings.ts";
import {
  ALL_SCENES_TIMEOUT_MS,
  findGalleryViolations,
  findViolations,
  prepareAxe,
} from "../harness/axe.ts";
import { openBrowser } from "../harness/browser.ts";
import { type GalleryPage, GalleryServer } from "../harness/gallery.ts";
import { PlayerPage } from "../harness/playerPage.ts";
import { ServerProcess } from "../harness/serverProcess.ts";

const WINDOWS = { desk: { width: 1280, height: 720 }, phone: { width: 390, height: 844 } };

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

describe("every screen there is", () => {
  let server: GalleryServer;
  let gallery: GalleryPage;

  beforeAll(async () => {
    server = await GalleryServer.start();
    gallery = await server.open(browser);
    await prepareAxe(gallery.page);
  });

  afterAll(() => server.close());

  test.each(Object.entries(WINDOWS))(
    "breaks no rule on a %s",
    async (_name, size) => {
      await gallery.page.setViewportSize(size);
      expect(await findGalleryViolations(gallery, {})).toEqual([]);
    },
    ALL_SCENES_TIMEOUT_MS,
  );

  test.each(PALETTE_NAMES)("wears the palette %s, and a shape for each side", async (palette) => {
    await gallery.show("scoreboard", "en", { palette });
    const sides = await gallery.page.evaluate(() =>
      [...document.querySelectorAll(".scoreboard tbody tr, .match-main .score")].map((place) => {
        const sign = place.querySelector("svg.icon")!;
        return { shape: sign.classList[1], color: getComputedStyle(sign).color };
      }),
    );
    const worn = new Map(sides.map(({ shape, color }) => [shape, color]));
    const { self, ally, enemy } = PALETTES[palette];
    expect(worn.size).toBe(3);
    expect(worn.get("icon-self")).toBe(cssColor(self));
    expect(worn.get("icon-ally")).toBe(cssColor(ally));
    expect(worn.get("icon-enemy")).toBe(cssColor(enemy));
  });

  test("moves nothing where motion is unwelcome, and something elsewhere", async () => {
    const count = async (motion: Settings["motion"]): Promise<number> => {
      let sum = 0;
      for (const scene of await gallery.scenes) {
        await gallery.show(scene, "en", { motion });
        sum += await gallery.countAnimations();
      }
      return sum;
    };
    expect(await count("reduced")).toBe(0);
    expect(await count("full")).toBeGreaterThan(10);
  });
});

test("what the system asks for counts until the player says otherwise", async () => {
  const server = await ServerProcess.start("--bots", "0");
  onTestFinished(() => server.stop().then(() => undefined));
  const context = await browser.newContext({ reducedMotion: "reduce", contrast: "more" });
  const ada = await PlayerPage.open(context, "Ada");
  await ada.goto(server.url);
  await ada.click("#open-settings");
  const look = (): Promise<(string | null)[]> =>
    Promise.all(
      ["data-motion", "data-contrast"].map((name) => ada.page.getAttribute("html", name)),
    );
  expect(await look()).toEqual(["reduced", "high"]);
  await ada.page.selectOption("#setting-motion", "full");
  await ada.page.selectOption("#setting-contrast", "normal");
  expect(await look()).toEqual(["full", "normal"]);
  ada.demandNoFaults();
});

/** As a browser says it. */
function cssColor(color: number): string {
  return `rgb(${color >> 16}, ${(color >> 8) & 255}, ${color & 255})`;
}

test("the page itself: as it loads, in the menu, in play, paused", async () => {
  const server = await ServerProcess.start("--bots", "2");
  onTestFinished(() => server.stop().then(() => undefined));
  const ada = await PlayerPage.open(await browser.newContext(), "Ada");
  const judge = async (): Promise<string[]> => {
    await prepareAxe(ada.page);
    return findViolations(ada.page);
  };
  await ada.page.route("**/assets/index-*.js", (route) => route.abort());
  await ada.goto(server.url);
  await ada.page.locator("#boot").waitFor();
  expect(await judge()).toEqual([]);
  await ada.page.unroute("**/assets/index-*.js");
  await ada.goto(server.url);
  await ada.reachScreen("menu");
  expect(await judge()).toEqual([]);
  await ada.click("#play");
  await ada.reachScreen("playing");
  expect(await judge()).toEqual([]);
  await ada.page.keyboard.press("Escape");
  await ada.page.locator("dialog.pause").waitFor();
  expect(await judge()).toEqual([]);
  ada.demandNoFaults(/ERR_FAILED/);
});
