/** What goes wrong between a page and its server, or in a browser, is said in words, and one can always go on from there. */
import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { en as words } from "../../client/ui/words/en.ts";
import { LoadBot } from "../../tools/loadBot.ts";
import { openBrowser } from "../harness/browser.ts";
import { PlayerPage } from "../harness/playerPage.ts";
import { ServerProcess } from "../harness/serverProcess.ts";

/** Three starts of a server and as many ways into play. */
const RESTARTS_TIMEOUT_MS = 120_000;
const NOTICE = "[role=alert]";
const NO_SERVER = /WebSocket connection to .* failed/;
const OPTIONS = ["--maps", "tests/browser/maps", "--bots", "0"];

let browser: Browser;
let server: ServerProcess;

beforeAll(async () => {
  server = await ServerProcess.start(...OPTIONS);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** A page of a person; when the test is over it must have no faults but those that are expected. */
async function openPlayer(
  name: string,
  expected?: RegExp,
  options: BrowserContextOptions = {},
): Promise<PlayerPage> {
  const context = await browser.newContext(options);
  const player = await PlayerPage.open(context, name);
  onTestFinished(async () => {
    await context.close();
    player.demandNoFaults(expected);
  });
  return player;
}

function roomOf({ page }: PlayerPage): string {
  return new URL(page.url()).pathname.slice("/r/".length);
}

test(
  "a server that dies or stops and comes back: told while it lasts, then play goes on",
  async () => {
    const mortal = await ServerProcess.start(...OPTIONS);
    onTestFinished(() => mortal.kill());
    const ada = await openPlayer("Ada", NO_SERVER);
    await ada.goto(mortal.url);
    await ada.click("#create-room");
    await ada.reachScreen("playing");
    const code = roomOf(ada);
    await mortal.kill();
    await ada.reachScreen("reconnecting");
    await ada.read("#reconnecting-title", words.connection.reconnecting);
    await ada.read(".attempt", /Attempt [2-9]/);
    await mortal.restart();
    await ada.reachScreen("menu");
    await ada.read(NOTICE, words.closed.roomGone(code));
    await ada.click("#play");
    await ada.reachScreen("playing");
    expect(await ada.readScores()).toMatchObject([{ name: "Ada" }]);

    // Whoever asked for any room gets another by himself.
    const before = roomOf(ada);
    await mortal.stop();
    await ada.reachScreen("reconnecting");
    await ada.read(".attempt", /Attempt [3-9]/);
    await ada.read(".curtain .why", words.connection.why.stopping);
    await mortal.restart();
    await ada.reachScreen("playing");
    expect(await ada.readScores()).toMatchObject([{ name: "Ada" }]);
    expect(roomOf(ada)).not.toBe(before);
  },
  RESTARTS_TIMEOUT_MS,
);

test("a page that is loaded anew in the midst of a match is back in its seat, and says so", async () => {
  const ada = await openPlayer("Ada");
  await ada.goto(server.url);
  await ada.click("#create-room");
  await ada.reachScreen("playing");
  const before = { room: roomOf(ada), slot: await ada.slot };
  await ada.page.reload();
  await ada.reachScreen("playing");
  await ada.read("[role=log] .news", words.connection.back);
  expect({ room: roomOf(ada), slot: await ada.slot }).toEqual(before);
  expect(await ada.readScores()).toMatchObject([{ name: "Ada", isAway: false }]);
  // Whoever leaves has no seat to come back to.
  await ada.page.keyboard.press("Escape");
  await ada.click("#leave");
  await ada.reachScreen("menu");
  await ada.page.reload();
  await ada.reachScreen("menu");
});

test("the same seat in another tab: the older one says so, and lets it go", async () => {
  const ada = await openPlayer("Ada");
  await ada.goto(server.url);
  await ada.click("#create-room");
  await ada.reachScreen("playing");
  const seat = await ada.page.evaluate(() => sessionStorage.getItem("carom.seat"));
  const twin = await PlayerPage.open(ada.page.context(), "Ada");
  await twin.page.addInitScript((kept) => sessionStorage.setItem("carom.seat", kept!), seat);
  await twin.goto(ada.page.url());
  await twin.reachScreen("playing");
  await ada.reachScreen("menu");
  await ada.read(NOTICE, words.closed.takenOver);
  expect(await twin.readScores()).toHaveLength(1);
  twin.demandNoFaults();
});

test("one need not wait for a server that is gone", async () => {
  const mortal = await ServerProcess.start(...OPTIONS);
  onTestFinished(() => mortal.kill());
  const ada = await openPlayer("Ada", NO_SERVER);
  await ada.goto(mortal.url);
  await ada.click("#play");
  await ada.reachScreen("playing");
  await mortal.kill();
  await ada.click("#give-up");
  await ada.reachScreen("menu");
  expect(await ada.page.locator(NOTICE).isVisible()).toBe(false);
});

test("a code of no room, and none at all", async () => {
  const ada = await openPlayer("Ada");
  await ada.goto(server.url);
  await ada.click("#join-room");
  await ada.read(NOTICE, words.menu.codeMissing);
  await ada.page.fill("#room-code", "nope");
  await ada.click("#join-room");
  await ada.read(NOTICE, words.closed.noSuchRoom("NOPE"));
  await ada.reachScreen("menu");
  expect(new URL(ada.page.url()).pathname).toBe("/");
});

test("a room that is full, and the seat elsewhere that the words promise", async () => {
  const small = await ServerProcess.start(...OPTIONS, "--max-seats", "2");
  onTestFinished(() => small.kill());
  const ada = await openPlayer("Ada");
  await ada.goto(small.url);
  await ada.click("#create-room");
  await ada.reachScreen("playing");
  const filler = await seatSomebody(small, roomOf(ada));
  onTestFinished(() => filler.session.leave());
  await ada.read("[role=log] li", words.chat.joined("Bob"));
  const cleo = await openPlayer("Cleo");
  await cleo.goto(ada.page.url());
  await cleo.click("#play");
  await cleo.read(NOTICE, words.closed.roomFull);
  await cleo.click("#quick-play");
  await cleo.reachScreen("playing");
  expect(await cleo.readScores()).toMatchObject([{ name: "Cleo" }]);
});

async function seatSomebody(place: ServerProcess, room: string): Promise<LoadBot> {
  const health = await fetch(new URL("/healthz", place.url));
  const { protocolId } = (await health.json()) as { protocolId: string };
  const url = place.url.replace("http:", "ws:") + "play";
  return new LoadBot({ url, protocolId, name: "Bob", room, seed: 1 });
}

test("a page of another version: it loads itself anew once, then says it in words", async () => {
  // What a worker answers with cannot be changed from here.
  const ada = await openPlayer("Ada", /Service Worker/, { serviceWorkers: "block" });
  const health = await fetch(new URL("/healthz", server.url));
  const { protocolId } = (await health.json()) as { protocolId: string };
  await ada.page.route("**/assets/*.js", async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replaceAll(protocolId, "01d01d00");
    await route.fulfill({ response, body });
  });
  let loads = 0;
  ada.page.on("domcontentloaded", () => loads++);
  await ada.goto(server.url);
  await ada.click("#play");
  await ada.read(NOTICE, words.closed.otherVersion);
  await ada.reachScreen("menu");
  expect(loads).toBe(2);
});

test("a browser without WebGL", async () => {
  const plain = await openBrowser("--disable-3d-apis");
  onTestFinished(() => plain.close());
  const ada = await PlayerPage.open(await plain.newContext(), "Ada");
  await ada.goto(server.url);
  await ada.read(NOTICE, words.trouble.noWebGl);
  await ada.reachScreen("broken");
  ada.demandNoFaults();
  expect(await ada.page.locator("#play").count()).toBe(0);
});
