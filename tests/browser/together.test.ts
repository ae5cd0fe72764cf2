/** Two people at one table, in two pages: whatever one does there, the other sees. */
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { PALETTES } from "../../client/render/palettes.ts";
import { en as words } from "../../client/ui/words/en.ts";
import { openPlainBrowser, setWindow } from "../harness/browser.ts";
import { findSkiff, type Place } from "../harness/picture.ts";
import { PlayerPage, WINDOW } from "../harness/playerPage.ts";
import { ServerProcess } from "../harness/serverProcess.ts";

/** Names that would be elements, were they ever taken for HTML. */
const ADA = "<b id=x>Ada</b>";
const BOB = "<img src=1>Bob";
const PATIENCE = { timeout: 40_000, interval: 100 };
const FAR_PX = 40;
const STILL_PX = 3;

let server: ServerProcess;
let opened: { browser: Browser; close(): Promise<void> };
/** A page to look at pictures in. */
let desk: Page;
let ada: PlayerPage;
let bob: PlayerPage;

beforeAll(async () => {
  server = await ServerProcess.start("--maps", "tests/browser/maps", "--bots", "0");
  opened = await openPlainBrowser();
  const { browser } = opened;
  desk = await (await browser.newContext()).newPage();
  ada = await PlayerPage.open(await browser.newContext(), ADA);
  bob = await PlayerPage.open(browser.contexts()[0]!, BOB);
  await ada.goto(server.url);
  await ada.click("#create-room");
  await ada.reachScreen("playing");
  await bob.goto(ada.page.url());
  await bob.read("#play", words.menu.join(new URL(ada.page.url()).pathname.slice("/r/".length)));
  await bob.click("#play");
  await bob.reachScreen("playing");
  await ada.reachPhase("playing");
  await bob.reachPhase("playing");
}, 120_000);

afterEach(() => {
  ada.demandNoFaults();
  bob.demandNoFaults();
});

afterAll(async () => {
  await opened.close();
  await server.stop();
});

/** Where the other's skiff stands in somebody's picture; waits until there is one. */
async function find(seer: PlayerPage): Promise<Place> {
  const look = async () => findSkiff(desk, await seer.photograph(), PALETTES.hall.enemy);
  return (await vi.waitUntil(look, PATIENCE))!;
}

/** The same, once it lies still. */
async function findAtRest(seer: PlayerPage): Promise<Place> {
  let place = await find(seer);
  await vi.waitUntil(async () => {
    const before = place;
    place = await find(seer);
    return distance(place, before) < 1;
  }, PATIENCE);
  return place;
}

function distance(a: Place, b: Place): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Steers `player` to the side that is further away, until `seer` has seen him move far. */
async function steerInSightOf(seer: PlayerPage, player: PlayerPage): Promise<void> {
  const before = await find(seer);
  const key = before.x < WINDOW.width / 2 ? "KeyD" : "KeyA";
  await player.page.keyboard.down(key);
  const hasMovedFar = async () => distance(await find(seer), before) > FAR_PX;
  await vi.waitUntil(hasMovedFar, PATIENCE);
  await player.page.keyboard.up(key);
}

/** Elements that a name or a line of chat has become, in both pages. */
async function countElementsFromWords(): Promise<number> {
  const selector =
    "img, script:not([src]), #x, .who-name *, .death h2 *, .kill b *, [role=log] b *";
  const counts = [ada, bob].map(({ page }) => page.locator(selector).count());
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

test("both are on both scoreboards, under their names to the letter", async () => {
  for (const player of [ada, bob]) {
    const names = (await player.readScores()).map(({ name }) => name);
    expect(names.sort()).toEqual([ADA, BOB]);
  }
});

test("when one steers, the other sees it, and stays where he is", async () => {
  const before = await findAtRest(ada);
  await steerInSightOf(bob, ada);
  expect(distance(await find(ada), before)).toBeLessThan(STILL_PX);
});

test("what one says the other reads, and it stays words; typing steers nothing", async () => {
  const before = await findAtRest(bob);
  const line = `${"d".repeat(40)} <img src=x onerror=alert(1)> & <script>alert(2)</script>`;
  await ada.page.keyboard.press("Enter");
  await ada.page.locator("#chat-box").waitFor();
  await ada.page.keyboard.type(line);
  await ada.page.keyboard.press("Enter");
  await bob.read("[role=log] li", line);
  await bob.read("[role=log] li b", ADA);
  await ada.read("[role=log] li", line);
  expect(await countElementsFromWords()).toBe(0);
  expect(distance(await find(bob), before)).toBeLessThan(STILL_PX);
});

test("one shoots the other: both read who, how and for how many points", async () => {
  const told = Promise.all([readDeath(bob), readKill(ada)]);
  const mouse = ada.page.mouse;
  await mouse.move(WINDOW.width / 2, WINDOW.height / 2);
  await mouse.down();
  let isTold = false;
  void told.then(() => (isTold = true));
  await vi.waitUntil(async () => {
    const place = await findSkiff(desk, await ada.photograph(), PALETTES.hall.enemy);
    if (place) await mouse.move(place.x, place.y);
    return isTold;
  }, PATIENCE);
  await mouse.up();
  const [death, kill] = await told;
  expect(death.who).toBe(words.hud.killedBy(ADA));
  expect(await countElementsFromWords()).toBe(0);
  expect(kill).toEqual({ killer: words.hud.you, victim: BOB });
  const points = 1 + death.bounces;
  const expected = [
    { name: ADA, isAway: false, score: points, kills: 1, deaths: 0 },
    { name: BOB, isAway: false, score: 0, kills: 0, deaths: 1 },
  ];
  expect(await ada.readScores()).toEqual(expected);
  expect(await bob.readScores()).toEqual(expected);
});

test("a page that is hidden is away, and plays on in its seat when it is back", async () => {
  const slot = await bob.slot;
  await setWindow(bob.page, "minimized");
  const isBobAway = async () =>
    (await ada.readScores()).some(({ name, isAway }) => name === BOB && isAway);
  await vi.waitUntil(isBobAway, PATIENCE);
  await setWindow(bob.page, "normal");
  await vi.waitUntil(async () => !(await isBobAway()), PATIENCE);
  await bob.reachScreen("playing");
  expect(await bob.slot).toBe(slot);
  await steerInSightOf(bob, ada);
  await steerInSightOf(ada, bob);
});

/** What the middle of the screen says to somebody who was shot. */
async function readDeath({ page }: PlayerPage): Promise<{ who: string; bounces: number }> {
  const told = await page.waitForFunction(() => {
    const [who, how] = document.querySelectorAll(".death h2, .death h2 + p");
    return who && how ? { who: who.textContent.trim(), how: how.textContent } : null;
  });
  const { who, how } = (await told.jsonValue())!;
  const bounces = [0, 1, 2].find((count) => how === words.hud.killedHow("Pulse", count));
  return { who, bounces: bounces ?? Number.NaN };
}

async function readKill({ page }: PlayerPage): Promise<{ killer: string; victim: string }> {
  const told = await page.waitForFunction(() => {
    const [killer, victim] = document.querySelectorAll(".kill.mine b");
    return killer && victim
      ? { killer: killer.textContent.trim(), victim: victim.textContent.trim() }
      : null;
  });
  return (await told.jsonValue())!;
}
