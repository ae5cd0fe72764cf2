/** The page speaks the language of its browser, another one at once when it is chosen, and English where that cannot be had. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { de } from "../../client/ui/words/de.ts";
import { en } from "../../client/ui/words/en.ts";
import { fr } from "../../client/ui/words/fr.ts";
import { openBrowser } from "../harness/browser.ts";
import { PlayerPage } from "../harness/playerPage.ts";
import { ServerProcess } from "../harness/serverProcess.ts";

let browser: Browser;
let server: ServerProcess;

beforeAll(async () => {
  server = await ServerProcess.start("--bots", "2");
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Somebody whose browser asks for `locale`. */
async function openPlayer(locale: string, expected?: RegExp): Promise<PlayerPage> {
  const context = await browser.newContext({ locale });
  const player = await PlayerPage.open(context, "Ada");
  onTestFinished(async () => {
    await context.close();
    player.demandNoFaults(expected);
  });
  return player;
}

test("German for a German browser, from the menu into play", async () => {
  const ada = await openPlayer("de-AT");
  await ada.goto(server.url);
  await ada.read("#play", de.menu.play);
  expect(await ada.page.getAttribute("html", "lang")).toBe("de");
  expect(await ada.page.title()).toBe(`Carom – ${de.tagline}`);
  await ada.click("#play");
  await ada.reachScreen("playing");
  await ada.page.keyboard.press("Escape");
  await ada.read("dialog.pause", de.pause.title);
});

test("another language is spoken as soon as it is chosen, whatever was said already, and stays", async () => {
  const ada = await openPlayer("en-GB");
  await ada.goto(server.url);
  await ada.click("#join-room");
  await ada.read("[role=alert]", en.menu.codeMissing);
  await ada.click("#open-settings");
  await ada.page.selectOption("#setting-language", { label: "Français" });
  await ada.read("#settings-title", fr.settings.title);
  await ada.read("[role=alert]", fr.menu.codeMissing);
  expect(await ada.page.getAttribute("#stage", "aria-label")).toBe(fr.table);
  expect(await ada.page.getAttribute("#net-graph", "aria-label")).toBe(fr.netGraph.title);
  expect(await ada.page.inputValue("#setting-language")).toBe("fr");
  await ada.page.reload();
  await ada.read("#play", fr.menu.play);
  expect(await ada.page.getAttribute("html", "lang")).toBe("fr");
});

test("a language that does not load is said, in English, and the game is there", async () => {
  const ada = await openPlayer("de-DE", /Failed to load resource/);
  await ada.page.route("**/assets/de-*.js", (route) => route.abort());
  await ada.goto(server.url);
  await ada.read("[role=alert]", en.settings.languageMissing("Deutsch"));
  expect(await ada.page.getAttribute("html", "lang")).toBe("en");
  await ada.click("#open-settings");
  await ada.read("dialog.settings [role=status]", en.settings.languageMissing("Deutsch"));
});
