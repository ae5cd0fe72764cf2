/** Who takes his key to another browser has his settings and his name there, and what is of the other device stays. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { KEY_HEADER, OWN_SETTINGS_PATH } from "#shared/protocol/recordBook.ts";
import { fr } from "../../client/ui/words/fr.ts";
import { hashOfKey } from "../../server/rooms/playerKey.ts";
import { openDatabase } from "../../server/store/database.ts";
import { recordsPath } from "../../server/store/openFile.ts";
import { Records } from "../../server/store/records.ts";
import { resultEntry } from "../../server/store/testRows.ts";
import { openBrowser } from "../harness/browser.ts";
import { makeFolder } from "../harness/folder.ts";
import { PlayerPage } from "../harness/playerPage.ts";
import { ServerProcess } from "../harness/serverProcess.ts";

const KEY = "0123456789abcdef".repeat(2);

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

/** A server on which Ada has played under KEY. */
async function openServer(): Promise<ServerProcess> {
  const folder = makeFolder();
  const records = new Records(openDatabase(recordsPath(folder)));
  records.write([resultEntry("1", { keyHash: hashOfKey(KEY), name: "Ada" })]);
  records.close();
  const server = await ServerProcess.start("--data", folder, "--bots", "0");
  onTestFinished(async () => void (await server.stop()));
  return server;
}

/** A browser in which nobody has been yet, at the menu. */
async function openMenu(server: ServerProcess, name: string, key = ""): Promise<PlayerPage> {
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  const player = await PlayerPage.open(context, name);
  if (key !== "")
    await player.page.addInitScript((text) => {
      localStorage["carom.player"] ??= text;
    }, key);
  await player.goto(server.url);
  await player.reachScreen("menu");
  return player;
}

test("a key that is taken brings settings and name along, once those were sent", async () => {
  const server = await openServer();
  const ada = await openMenu(server, "Ada", KEY);
  const isSent = ada.page.waitForResponse(
    (response) =>
      response.url().includes(OWN_SETTINGS_PATH) &&
      /"rose".*"fr"/.test(response.request().postData() ?? ""),
  );
  await ada.click("#open-settings");
  await ada.page.selectOption("#setting-palette", "rose");
  await ada.page.selectOption("#setting-language", "fr");
  await ada.page.fill("#setting-textSize", "1.2");
  expect(await (await isSent).json()).toMatchObject({ isKept: true });
  ada.demandNoFaults();
  await ada.page.context().close();

  const other = await openMenu(server, "Bob");
  await other.click("#open-records");
  await other.page.fill("#other-key", KEY);
  await other.click("#take-key");
  await other.read(".records-news", fr.records.settingsCame);
  await other.click("#records-done");
  expect(await other.page.inputValue("#name")).toBe("Ada");
  await other.page.reload();
  await other.click("#open-settings");
  expect(await other.page.inputValue("#setting-palette")).toBe("rose");
  // How far away the screen is, is of the device.
  expect(await other.page.inputValue("#setting-textSize")).toBe("1");
  other.demandNoFaults();
});

test("a page of another site can neither read nor write settings, though it has the key", async () => {
  const server = await openServer();
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  const asked = {
    address: new URL(`${OWN_SETTINGS_PATH}?revision=1`, server.url).href,
    health: new URL("/healthz", server.url).href,
    headers: { [KEY_HEADER]: KEY },
  };
  const outcomes = await page.evaluate(async ({ address, health, headers }) => {
    const outcome = (url: string, init: RequestInit): Promise<string> =>
      fetch(url, init).then(
        ({ type }) => type,
        () => "blocked",
      );
    const body = "{}";
    return {
      reading: await outcome(address, { headers }),
      writing: await outcome(address, { method: "PUT", headers, body }),
      writingBlindly: await outcome(address, { method: "PUT", mode: "no-cors", headers, body }),
      // So the server is within reach.
      health: await outcome(health, { mode: "no-cors" }),
    };
  }, asked);
  const blocked = { reading: "blocked", writing: "blocked", writingBlindly: "blocked" };
  expect(outcomes).toEqual({ ...blocked, health: "opaque" });
  const kept = await fetch(asked.address, { headers: asked.headers });
  expect(await kept.json()).toMatchObject({ revision: 0, settings: null });
});
