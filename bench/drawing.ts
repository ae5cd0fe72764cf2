/**
 * What a crowded picture costs the page's one thread: `node bench/drawing.ts [--json]`. Script and Pixi are timed up to and
 * without the calls that paint, so that drawing in software, as where there is no graphics card, is in no figure.
 */
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { bundle } from "../tests/harness/bundle.ts";
import { CHROMIUM_ARGS } from "../tests/harness/chromiumArgs.ts";
import { findBrowser } from "../tests/harness/findBrowser.ts";
import { atMost, percentile, report, told } from "../tools/rows.ts";

const PAGE = new URL("drawing/page.ts", import.meta.url);
const ADDRESS = "https://bench.test/";
const BODY = '<!doctype html><div id="stage" style="width: 640px; height: 360px"></div>';
/** A page of its own kind has a clock of 5 µs instead of 100. */
const HEADERS = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};
const BUDGET_MS = 4;
const PATIENCE_MS = 180_000;

const { values: flags } = parseArgs({ options: { json: { type: "boolean", default: false } } });
process.stderr.write("drawing a crowded table …\n");
const drawMs = await measure();
const name = "script and Pixi of a frame, 32 skiffs and 200 bolts";
report(
  [
    told(`${name}, p50`, percentile(drawMs, 0.5), "ms"),
    atMost(`${name}, p95`, percentile(drawMs, 0.95), "ms", BUDGET_MS),
  ],
  flags.json,
);

async function measure(): Promise<number[]> {
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: [...CHROMIUM_ARGS],
  });
  try {
    const page = await browser.newPage();
    await page.route(ADDRESS, (route) =>
      route.fulfill({ contentType: "text/html", headers: HEADERS, body: BODY }),
    );
    await page.goto(ADDRESS);
    const code = await bundle(PAGE);
    await page.addScriptTag({ type: "module", content: `${code}\nwindow.drawMs = measure();` });
    await page.waitForFunction("window.drawMs", undefined, { timeout: PATIENCE_MS });
    return await page.evaluate<number[]>("window.drawMs");
  } finally {
    await browser.close();
  }
}
