/** From the menu into play and back with keys alone, and what lies above the match: pause, settings, net graph. */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { en as words } from "../../client/ui/words/en.ts";
import { openBrowser } from "../harness/browser.ts";
import { PlayerPage } from "../harness/playerPage.ts";
import { ServerProcess } from "../harness/serverProcess.ts";

const MOST_TABS = 60;

let browser: Browser;
let server: ServerProcess;
let ada: PlayerPage;

beforeAll(async () => {
  server = await ServerProcess.start("--bots", "2");
  browser = await openBrowser();
});

beforeEach(async () => {
  ada = await PlayerPage.open(await browser.newContext(), "Ada");
  await ada.goto(server.url);
});

afterEach(async () => {
  await ada.page.context().close();
  ada.demandNoFaults();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Walks on with Tab until the element `id` has the focus. */
async function tabTo(id: string): Promise<void> {
  for (let i = 0; i < MOST_TABS; i++) {
    if ((await ada.page.evaluate(() => document.activeElement?.id)) === id) return;
    await ada.page.keyboard.press("Tab");
  }
  throw new Error(`#${id} cannot be reached with Tab`);
}

test("keys alone lead into play, into the pause and out again", async () => {
  const { keyboard } = ada.page;
  await ada.reachScreen("menu");
  await tabTo("play");
  await keyboard.press("Enter");
  await ada.reachScreen("playing");
  await keyboard.press("Escape");
  await ada.read("dialog.pause", words.pause.title);
  await keyboard.press("Escape");
  await ada.page.locator("dialog.pause").waitFor({ state: "detached" });
  await keyboard.press("Escape");
  await ada.read("dialog.pause", words.pause.title);
  await tabTo("copy-link");
  await keyboard.press("Enter");
  await ada.read("dialog.pause [role=status]", new RegExp(`${words.invite.copied}|copy`));
  await tabTo("leave");
  await keyboard.press("Enter");
  await ada.reachScreen("menu");
  expect(new URL(ada.page.url()).pathname).toBe("/");
});

test("settings outlive the page", async () => {
  await ada.click("#open-settings");
  await ada.page.selectOption("#setting-palette", "rose");
  await ada.page.fill("#setting-shake", "0");
  await ada.page.reload();
  await ada.click("#open-settings");
  expect(await ada.page.inputValue("#setting-palette")).toBe("rose");
  expect(await ada.page.inputValue("#setting-shake")).toBe("0");
});

test("F3 shows the connection in figures, in the midst of play, and hides it", async () => {
  await ada.reachScreen("menu");
  await ada.page.keyboard.press("Enter");
  await ada.reachScreen("playing");
  await ada.page.keyboard.press("F3");
  await ada.read("#net-graph", words.netGraph.title);
  await ada.read("#net-graph .net-figures div", /snapshots\s*[1-9]\d*\/s/);
  await ada.page.keyboard.press("F3");
  await ada.page.locator("#net-graph").waitFor({ state: "hidden" });
  expect(await ada.page.getAttribute("html", "data-screen")).toBe("playing");
});
