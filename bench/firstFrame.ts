/**
 * How long a person waits: `node bench/firstFrame.ts [--json] [--runs N]`. Each run is a visit by somebody who has never been
 * here, nothing cached, who presses Enter as soon as there is a menu and steers as soon as there is a skiff; on a desktop, then
 * on a page of a phone's size. Figures are medians; measure on a quiet machine.
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { CHROMIUM_ARGS } from "../tests/harness/chromiumArgs.ts";
import { findBrowser } from "../tests/harness/findBrowser.ts";
import { PAGE_WEIGHT_BUDGET_BYTES, weighPage } from "../tests/harness/pageWeight.ts";
import { ServerProcess } from "../tests/harness/serverProcess.ts";
import { atMost, percentile, report, type Row, told } from "../tools/rows.ts";

const { values: flags } = parseArgs({
  options: { json: { type: "boolean", default: false }, runs: { type: "string", default: "5" } },
});

/** From asking for the page, ms. */
interface Visit {
  readonly paint: number;
  readonly menu: number;
  readonly pressed: number;
  /** The first picture of the match, and the first in which the skiff goes where it is told. */
  readonly match: number;
  readonly steering: number;
}

const SCREENS: Readonly<Record<string, BrowserContextOptions>> = {
  desktop: { viewport: { width: 1280, height: 720 } },
  phone: {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  },
};
const FOLDER = join(fileURLToPath(new URL("..", import.meta.url)), "dist", "client");

const FIRST_FRAME_BUDGET_MS = 1500;
const PLAYING_BUDGET_MS = 10_000;
/** A page that takes longer hangs. */
const PATIENCE_MS = 120_000;

const server = await ServerProcess.start();
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: [...CHROMIUM_ARGS],
});
try {
  // The first page also starts the browser's own processes, which no visitor of a running browser waits for.
  await visit(browser, {});
  const rows: Row[] = [];
  for (const [name, screen] of Object.entries(SCREENS)) {
    const visits: Visit[] = [];
    for (let run = 0; run < Number(flags.runs); run++) visits.push(await visit(browser, screen));
    rows.push(...summarize(name, visits));
  }
  report([...rows, weigh()], flags.json);
} finally {
  await browser.close();
  await server.stop();
}

async function visit(from: Browser, screen: BrowserContextOptions): Promise<Visit> {
  const context = await from.newContext(screen);
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.addInitScript(noteTimes);
  await page.goto(server.url, { waitUntil: "commit" });
  await page.waitForFunction(() =>
    ["menu", "first-contentful-paint"].every(
      (name) => performance.getEntriesByName(name).length > 0,
    ),
  );
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => performance.getEntriesByName("carom:first-frame").length > 0);
  // A key that is held repeats itself, and so the first one to be heard counts.
  do await page.keyboard.down("KeyD");
  while (Number.isNaN(await startOf(page, "carom:first-steering")));
  const times = {
    paint: await startOf(page, "first-contentful-paint"),
    menu: await startOf(page, "menu"),
    pressed: await startOf(page, "pressed"),
    match: await startOf(page, "carom:first-frame"),
    steering: await startOf(page, "carom:first-steering"),
  };
  await context.close();
  return times;
}

function startOf(page: Page, name: string): Promise<number> {
  return page.evaluate(
    (entry) => performance.getEntriesByName(entry)[0]?.startTime ?? Number.NaN,
    name,
  );
}

/** Runs in the page before the game does: marks the first frame after the menu was drawn, and the first key. */
function noteTimes(): void {
  const look = (): void => {
    const hasMenu = document.documentElement?.dataset["screen"] === "menu";
    if (hasMenu) requestAnimationFrame(() => performance.mark("menu"));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  const press = (): unknown => performance.mark("pressed");
  addEventListener("keydown", press, { capture: true, once: true });
}

/** What of it is code, markup and styles, however many of its files a visitor needs. */
function weigh(): Row {
  const [bytes, budget] = [weighPage(FOLDER), PAGE_WEIGHT_BUDGET_BYTES];
  return atMost("code, markup and styles, gzipped", bytes / 1000, "kB", budget / 1000);
}

function summarize(screen: string, visits: readonly Visit[]): Row[] {
  const median = (figure: (times: Visit) => number) => percentile(visits.map(figure), 0.5);
  // A frame that was drawn is seen only when the browser gets to paint it.
  const toMenu = median(({ menu, paint }) => Math.max(menu, paint));
  const toMatch = median(({ pressed, match }) => match - pressed);
  const toSteering = median(({ steering }) => steering);
  const name = (what: string) => `${screen}: ${what}`;
  return [
    told(
      name("page asked for to first paint"),
      median(({ paint }) => paint),
      "ms",
    ),
    atMost(name("page asked for to menu seen"), toMenu, "ms", FIRST_FRAME_BUDGET_MS),
    atMost(name("Enter to first frame of the match"), toMatch, "ms", FIRST_FRAME_BUDGET_MS),
    atMost(name("page asked for to skiff steered"), toSteering, "ms", PLAYING_BUDGET_MS),
  ];
}
