/**
 * Makes the pictures of docs/pictures anew: `node tools/pictures.ts [--picture match]`. A server with bots is started,
 * a page plays on it, and moments that have something to show are kept. Takes some minutes; a still machine helps.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Browser, chromium, type Page } from "playwright-core";
import { ensureClient } from "../server/clientBuild.ts";
import { computeProtocolId } from "../server/protocolId.ts";
import { CHROMIUM_ARGS } from "../tests/harness/chromiumArgs.ts";
import { findBrowser } from "../tests/harness/findBrowser.ts";
import type { Tier } from "../client/render/tier.ts";
import { ServerProcess } from "../tests/harness/serverProcess.ts";
import { LoadBot } from "./loadBot.ts";
import { KeysAndMouse, Thumbs } from "./pictures/hands.ts";
import { Beams, rateMoment, type Window } from "./pictures/moments.ts";
import { shrinkPng } from "./pictures/png.ts";
import { Pilot } from "./pictures/pilot.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const FOLDER = join(ROOT, "docs", "pictures");
const DESKTOP: Scene = { width: 1280, height: 720, tier: "high" };
const PHONE: Scene = { width: 844, height: 390, tier: "high", isTouched: true };
/** What shows how the connection is must not be slowed down by drawing: it is played small and grows for the picture. */
const FIGURES: Scene = { width: 640, height: 360, tier: "low" };
const MOST_BYTES = 400_000;
const FRAME_MS = 16;
const LOOK_MS = 120;
const TIMEOUT_MS = 60_000;
/** The menu's first bolts have come off a cushion by then. */
const MENU_MS = 2600;
/** The net graph is full of bars by then. */
const GRAPH_MS = 5000;
/** The page has drawn itself in its new size by then. */
const GROW_MS = 500;
/** Podium and cards have come in. */
const RESULTS_MS = 2500;
/** A good moment is waited for at most this long: the best one until then is taken. */
const WAIT_MS = 75_000;
/** With several skiffs, bolts and a beam in sight there is no need to wait for more. */
const GOOD_ENOUGH = 20;

interface Scene extends Window {
  readonly tier: Tier;
  /** Played with thumbs. */
  readonly isTouched?: boolean;
}

/** One page at one server, with a spotter at the same table. */
interface Stay {
  readonly page: Page;
  readonly window: Window;
  readonly slot: number;
  readonly spotter: LoadBot;
  readonly beams: Beams;
  readonly pilot: Pilot;
  close(): Promise<void>;
}

const SHOTS: Readonly<Record<string, (browser: Browser) => Promise<void>>> = {
  menu: takeMenu,
  match: (browser) => takeFight(browser, "match", DESKTOP),
  phone: (browser) => takeFight(browser, "phone", PHONE),
  carom: takeCarom,
  netgraph: takeNetGraph,
  results: takeResults,
};

const { values: flags } = parseArgs({ options: { picture: { type: "string" } } });
const names = flags.picture === undefined ? Object.keys(SHOTS) : [flags.picture];
const shots = names.map((name) => SHOTS[name]);
if (shots.includes(undefined)) {
  console.error(`There is no picture "${flags.picture}". There are: ${Object.keys(SHOTS).join()}.`);
  process.exitCode = 1;
} else {
  await takeAll(shots as ((browser: Browser) => Promise<void>)[]);
}

async function takeAll(all: readonly ((browser: Browser) => Promise<void>)[]): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  await ensureClient(ROOT, console.log);
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: [...CHROMIUM_ARGS],
  });
  try {
    for (const take of all) await take(browser);
  } finally {
    await browser.close();
  }
}

async function takeMenu(browser: Browser): Promise<void> {
  const server = await ServerProcess.start();
  const page = await openPage(browser, server.url, DESKTOP);
  await page.waitForTimeout(MENU_MS);
  await save("menu", await photograph(page));
  await page.context().close();
  await server.stop();
}

/** The best moment of a fight. */
async function takeFight(browser: Browser, name: string, scene: Scene): Promise<void> {
  const stay = await beginMatch(browser, scene, "--bots", "10");
  let best = 0;
  let picture: Buffer = Buffer.alloc(0);
  await watch(stay, async () => {
    const rating = rate(stay);
    if (rating <= best) return false;
    const taken = await photograph(stay.page);
    // What counts is what there was to see when the picture was done.
    const kept = Math.min(rating, rate(stay) || 0);
    if (kept <= best) return false;
    best = kept;
    picture = taken;
    return best >= GOOD_ENOUGH;
  });
  await stay.close();
  await save(name, picture);
}

/** My kill off a cushion, called out; who falls in the same moment stays to see it. */
async function takeCarom(browser: Browser): Promise<void> {
  const options = ["--bots", "10", "--score-limit", "0", "--no-kill-cam"];
  const stay = await beginMatch(browser, DESKTOP, ...options);
  const callout = stay.page.locator(".callout.carom");
  let picture: Buffer | undefined;
  const isCalled = async (): Promise<boolean> => {
    if (!(await callout.isVisible())) return false;
    picture = await photograph(stay.page);
    // It may have gone while the picture was drawn.
    return callout.isVisible();
  };
  const isTaken = await watch(stay, isCalled, 4 * WAIT_MS);
  if (!isTaken) console.warn("No kill off a cushion came about: this is any moment.");
  await save("carom", picture ?? (await photograph(stay.page)));
  await stay.close();
}

async function takeNetGraph(browser: Browser): Promise<void> {
  const stay = await beginMatch(browser, FIGURES, "--bots", "10");
  await stay.page.keyboard.press("F3");
  const startMs = performance.now();
  await watch(stay, () =>
    Promise.resolve(performance.now() - startMs > GRAPH_MS && rate(stay) > 6),
  );
  await stay.page.setViewportSize(DESKTOP);
  await stay.page.waitForTimeout(GROW_MS);
  await save("netgraph", await photograph(stay.page));
  await stay.close();
}

async function takeResults(browser: Browser): Promise<void> {
  const stay = await beginMatch(browser, FIGURES, "--bots", "8", "--score-limit", "12");
  const over = stay.page.locator('html[data-phase="results"]');
  await watch(stay, async () => (await over.count()) > 0, 4 * WAIT_MS);
  await over.waitFor({ state: "attached", timeout: TIMEOUT_MS });
  await stay.page.setViewportSize(DESKTOP);
  await stay.page.waitForTimeout(RESULTS_MS);
  await save("results", await photograph(stay.page));
  await stay.close();
}

/** Plays and looks again and again until `isDone`, or for so long; tells which it was. */
async function watch(stay: Stay, isDone: () => Promise<boolean>, ms = WAIT_MS): Promise<boolean> {
  const endMs = performance.now() + ms;
  let wasDone = false;
  stay.pilot.start();
  while (!wasDone && performance.now() < endMs) {
    await stay.page.waitForTimeout(LOOK_MS);
    wasDone = await isDone();
  }
  await stay.pilot.stop();
  return wasDone;
}

function rate({ spotter, slot, window, beams }: Stay): number {
  return spotter.view ? rateMoment(spotter.view, slot, window, beams) : 0;
}

/** A page that is in the midst of a match, and all that belongs to it. */
async function beginMatch(browser: Browser, scene: Scene, ...options: string[]): Promise<Stay> {
  const server = await ServerProcess.start("--map", "felt-room", ...options);
  const page = await openPage(browser, server.url, scene);
  if (scene.isTouched) await page.tap("#play");
  else await page.click("#play");
  await page.waitForURL(/\/r\//, { timeout: TIMEOUT_MS });
  const room = page.url().split("/r/")[1] ?? "";
  const spotter = new LoadBot({
    url: new URL("play", server.url.replace("http", "ws")).href,
    protocolId: computeProtocolId(),
    name: "Mistral",
    room,
    seed: 7,
  });
  const beams = new Beams();
  const beat = setInterval(() => {
    const before = spotter.view;
    spotter.frame();
    if (spotter.view && spotter.view !== before) beams.update(spotter.view);
  }, FRAME_MS);
  await page
    .locator('html[data-phase="playing"]')
    .waitFor({ state: "attached", timeout: TIMEOUT_MS });
  const slot = Number(await page.locator("html").getAttribute("data-slot"));
  const hands = scene.isTouched ? new Thumbs(page) : new KeysAndMouse(page);
  const pilot = new Pilot(page, hands, slot, () => spotter.view);
  const close = async (): Promise<void> => {
    clearInterval(beat);
    spotter.session.leave();
    await page.context().close();
    await server.stop();
  };
  return { page, window: scene, slot, spotter, beams, pilot, close };
}

async function openPage(browser: Browser, url: string, scene: Scene): Promise<Page> {
  const { width, height, tier, isTouched = false } = scene;
  const device = isTouched ? { hasTouch: true, isMobile: true } : {};
  const context = await browser.newContext({ viewport: { width, height }, ...device });
  const page = await context.newPage();
  await page.addInitScript(
    (settings) => {
      localStorage.setItem("carom.name", "Juno");
      localStorage.setItem("carom.settings", settings);
    },
    JSON.stringify({ tier, shake: 0, hints: "off" }),
  );
  await page.goto(url);
  await page.locator("#play").waitFor({ timeout: TIMEOUT_MS });
  return page;
}

function photograph(page: Page): Promise<Buffer> {
  return page.screenshot();
}

async function save(name: string, picture: Buffer): Promise<void> {
  const path = join(FOLDER, `${name}.png`);
  const png = shrinkPng(picture, MOST_BYTES);
  await writeFile(path, png);
  const size = `${Math.round(png.length / 1000)} kB`;
  console.log(`docs/pictures/${name}.png: ${size}`);
  if (png.length > MOST_BYTES)
    throw new Error(`${name}.png is ${size}, more than a page should load.`);
}
