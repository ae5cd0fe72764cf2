/** The page that a browser keeps: it starts without its server, says so, and goes on when the server is back. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { en as words } from "../../client/ui/words/en.ts";
import { openBrowser } from "../harness/browser.ts";
import { PlayerPage } from "../harness/playerPage.ts";
import { ServerProcess } from "../harness/serverProcess.ts";

/** What a browser says of questions that nobody answers. */
const NO_SERVER =
  /WebSocket connection to .* failed|Failed to load resource|ERR_CONNECTION_REFUSED/;
const NEVER_KEPT = ["/healthz", "/metrics", "/play", "/service-worker.js", "/carom.webmanifest"];
const TIMEOUT_MS = 120_000;

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

test(
  "a page whose server is away starts from what was kept, says so, and goes on when it is back",
  async () => {
    const context = await browser.newContext();
    const ada = await PlayerPage.open(context, "Ada");
    onTestFinished(() => context.close());
    await ada.goto(server.url);
    await ada.reachScreen("menu");
    await ada.page.locator('html[data-kept="true"]').waitFor({ state: "attached" });
    const kept = await ada.page.evaluate(async () => {
      const cache = await caches.open((await caches.keys())[0]!);
      return (await cache.keys()).map(({ url }) => new URL(url).pathname);
    });
    expect(kept.filter((path) => NEVER_KEPT.includes(path))).toEqual([]);
    expect(kept).toContain("/");
    ada.demandNoFaults();

    await server.stop();
    await ada.goto(new URL("/r/AB23", server.url).href);
    await ada.reachScreen("away");
    await ada.read("h2", words.away.title);
    await ada.read(".why", words.away.why.silent(new URL(server.url).host));
    await ada.read(".attempt", /Next attempt in \d+ s|Trying now/);
    expect(await ada.page.locator("#play").count()).toBe(0);

    await server.restart();
    await ada.reachScreen("menu");
    await ada.click("#quick-play");
    await ada.reachScreen("playing");

    // With the server there the page is the server's again.
    await ada.page.reload();
    await ada.reachScreen("playing");
    expect(await ada.page.getAttribute("html", "data-from")).toBe(null);
    ada.demandNoFaults(NO_SERVER);
  },
  TIMEOUT_MS,
);

test("a device without network starts too, and goes on when it has one", async () => {
  const context = await browser.newContext();
  const ada = await PlayerPage.open(context, "Ada");
  onTestFinished(() => context.close());
  await ada.goto(server.url);
  await ada.page.locator('html[data-kept="true"]').waitFor({ state: "attached" });
  await context.setOffline(true);
  await ada.page.reload();
  await ada.reachScreen("away");
  await ada.read("h2", words.away.title);
  await context.setOffline(false);
  await ada.reachScreen("menu");
  expect(await ada.page.locator("#play").isVisible()).toBe(true);
  ada.demandNoFaults(/Failed to load resource|ERR_INTERNET_DISCONNECTED/);
});
