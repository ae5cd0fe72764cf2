/**
 * How long a person waits: `node bench/firstFrame.ts [--json] [--runs N]`. Each run is a visit by somebody who has never been
 * here, nothing cached, and who presses Enter as soon as there is a menu. Figures are medians; measure on a quiet machine.
 */
import { parseArgs } from "node:util";
import { type Browser, chromium, type Page } from "playwright-core";
import { CHROMIUM_ARGS } from "../tests/harness/chromiumArgs.ts";
import { findBrowser } from "../tests/harness/findBrowser.ts";
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
  /** The first picture of the match; from the next one on the skiff can be steered. */
  readonly match: number;
}

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
  await visit(browser);
  const visits: Visit[] = [];
  for (let run = 0; run < Number(flags.runs); run++) visits.push(await visit(browser));
  report(summarize(visits), flags.json);
} finally {
  await browser.close();
  await server.stop();
}

async function visit(from: Browser): Promise<Visit> {
  const context = await from.newContext();
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
  const times = {
    paint: await startOf(page, "first-contentful-paint"),
    menu: await startOf(page, "menu"),
    pressed: await startOf(page, "pressed"),
    match: await startOf(page, "carom:first-frame"),
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

function summarize(visits: readonly Visit[]): Row[] {
  const median = (figure: (times: Visit) => number) => percentile(visits.map(figure), 0.5);
  // A frame that was drawn is seen only when the browser gets to paint it.
  const toMenu = median(({ menu, paint }) => Math.max(menu, paint));
  const toMatch = median(({ pressed, match }) => match - pressed);
  return [
    told(
      "page asked for to first paint",
      median(({ paint }) => paint),
      "ms",
    ),
    atMost("page asked for to menu seen", toMenu, "ms", FIRST_FRAME_BUDGET_MS),
    atMost("Enter to first frame of the match", toMatch, "ms", FIRST_FRAME_BUDGET_MS),
    atMost("both: page asked for to steering", toMenu + toMatch, "ms", PLAYING_BUDGET_MS),
  ];
}
