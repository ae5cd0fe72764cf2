/** Somebody who has never been here: a table to practise at, and hints that go once they are followed. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { en as words } from "../../client/ui/words/en.ts";
import { openBrowser } from "../harness/browser.ts";
import { PlayerPage } from "../harness/playerPage.ts";
import { ServerProcess } from "../harness/serverProcess.ts";

const HINT = ".hint-line";

let browser: Browser;
let server: ServerProcess;

beforeAll(async () => {
  server = await ServerProcess.start("--bots", "0");
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

test("practice: in play at once, against bots where others have none, and each hint once", async () => {
  const ada = await PlayerPage.open(await browser.newContext(), "Ada");
  await ada.goto(server.url);
  await ada.click("#practice");
  await ada.reachScreen("playing");
  expect(await ada.page.getAttribute("html", "data-phase")).toBe("playing");
  await ada.read(".match-line", words.hud.withoutEnd);
  expect(await ada.readScores()).toHaveLength(6);

  await ada.read(HINT, words.hints.move);
  expect(await ada.page.locator(`${HINT} kbd`).allInnerTexts()).toEqual(["W A S D"]);
  await ada.page.keyboard.press("KeyD", { delay: 200 });
  await ada.read(HINT, words.hints.fire);
  await ada.page.reload();
  await ada.reachScreen("playing");
  await ada.read(HINT, words.hints.dash);
  await ada.page.keyboard.press("Escape");
  await ada.click("#pause-settings");
  await ada.page.selectOption("#setting-hints", "off");
  await ada.page.locator(HINT).waitFor({ state: "detached" });
  await ada.page.context().close();
  ada.demandNoFaults();
});
