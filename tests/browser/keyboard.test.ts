/** Keys alone reach everything: with the focus in sight, kept within a dialog, and given back when that closes. */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { openBrowser } from "../harness/browser.ts";
import { GalleryServer } from "../harness/gallery.ts";
import { PlayerPage } from "../harness/playerPage.ts";
import { ServerProcess } from "../harness/serverProcess.ts";

/** More presses of Tab than any screen has places to be. */
const ROUND = 30;

let browser: Browser;
let server: ServerProcess;
let ada: PlayerPage;

beforeAll(async () => {
  server = await ServerProcess.start("--bots", "0");
  browser = await openBrowser();
});

beforeEach(async () => {
  ada = await PlayerPage.open(await browser.newContext(), "Ada");
  await ada.goto(server.url);
  await ada.reachScreen("menu");
});

afterEach(async () => {
  await ada.page.context().close();
  ada.demandNoFaults();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

interface Stop {
  /** Of the page's controls, counted from 0; -1 for none of them. */
  readonly index: number;
  readonly outlinePx: number;
}

/** Where Tab leads, one stop after the other, among the controls below `selector`. */
async function walk(selector: string): Promise<{ controls: number; stops: Stop[] }> {
  const controls = `:is(button, input, select, a[href]):not(:disabled)`;
  const stops: Stop[] = [];
  for (let i = 0; i < ROUND; i++) {
    await ada.page.keyboard.press("Tab");
    stops.push(
      await ada.page.evaluate(
        ([root, every]) => {
          const all = [...document.querySelectorAll(`${root} ${every}`)];
          const focused = document.activeElement!;
          const { outlineStyle, outlineWidth } = getComputedStyle(focused);
          const outlinePx = outlineStyle === "none" ? 0 : Number.parseFloat(outlineWidth);
          return { index: all.indexOf(focused), outlinePx };
        },
        [selector, controls] as const,
      ),
    );
  }
  return { controls: await ada.page.locator(`${selector} ${controls}:visible`).count(), stops };
}

function focusedId(): Promise<string> {
  return ada.page.evaluate(() => document.activeElement?.id ?? "");
}

/** Every control was a stop, and whenever one was, it could be seen. */
function expectFullRound({ controls, stops }: Awaited<ReturnType<typeof walk>>): void {
  const reached = stops.filter(({ index }) => index >= 0);
  expect(new Set(reached.map(({ index }) => index)).size).toBe(controls);
  expect(controls).toBeGreaterThan(0);
  expect(Math.min(...reached.map(({ outlinePx }) => outlinePx))).toBeGreaterThan(1);
}

test("the menu", async () => {
  expectFullRound(await walk("#menu"));
});

test("the settings keep the focus, and Escape gives it back", async () => {
  await ada.page.focus("#open-settings");
  await ada.page.keyboard.press("Enter");
  await ada.page.locator("dialog.settings[open]").waitFor();
  const round = await walk("dialog.settings");
  expectFullRound(round);
  const isOutside = await ada.page.evaluate(() =>
    document.querySelector("#menu")!.contains(document.activeElement),
  );
  expect(isOutside).toBe(false);
  await ada.page.keyboard.press("Escape");
  await ada.page.locator("dialog.settings").waitFor({ state: "detached" });
  expect(await focusedId()).toBe("open-settings");
});

test("pause, the settings above it, and back out of both", async () => {
  const { keyboard } = ada.page;
  await keyboard.press("Enter");
  await ada.reachScreen("playing");
  await keyboard.press("Escape");
  await ada.page.locator("dialog.pause[open]").waitFor();
  expect(await focusedId()).toBe("resume");
  expectFullRound(await walk("dialog.pause"));
  await ada.page.focus("#pause-settings");
  await keyboard.press("Enter");
  await ada.page.locator("dialog.settings[open]").waitFor();
  expectFullRound(await walk("dialog.settings"));
  await keyboard.press("Escape");
  await ada.page.locator("dialog.settings").waitFor({ state: "detached" });
  expect(await focusedId()).toBe("pause-settings");
  await keyboard.press("Escape");
  await ada.page.locator("dialog.pause").waitFor({ state: "detached" });
});

test("the box to chat in opens with Enter and closes with Escape, and then keys steer again", async () => {
  const { keyboard } = ada.page;
  await keyboard.press("Enter");
  await ada.reachScreen("playing");
  await keyboard.press("Enter");
  await ada.page.locator("#chat-box:focus").waitFor();
  await keyboard.press("Escape");
  await ada.page.locator("#chat-box").waitFor({ state: "detached" });
  await keyboard.press("Escape");
  await ada.page.locator("dialog.pause[open]").waitFor();
  expect(await focusedId()).toBe("resume");
});

test("nothing jumps the queue: no screen has a positive tabindex", async () => {
  const galleryServer = await GalleryServer.start();
  const gallery = await galleryServer.open(browser);
  const jumpers: string[] = [];
  for (const scene of await gallery.scenes) {
    await gallery.show(scene, "en");
    const found = await gallery.page
      .locator("[tabindex]")
      .evaluateAll((all) =>
        all.filter((one) => Number(one.getAttribute("tabindex")) > 0).map((one) => one.outerHTML),
      );
    jumpers.push(...found);
  }
  await galleryServer.close();
  expect(jumpers).toEqual([]);
});
