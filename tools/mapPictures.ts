/**
 * `node tools/mapPictures.ts [--maps folder] [--out folder] [--map name] [--width px] [--plan]`: each map of a folder as
 * one picture, drawn as the game draws it. `--plan` marks spawns, flags, goals and the puck.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Browser, chromium } from "playwright-core";
import { createServer } from "vite";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { readMaps } from "../server/maps.ts";
import { CHROMIUM_ARGS } from "../tests/harness/chromiumArgs.ts";
import { findBrowser } from "../tests/harness/findBrowser.ts";
import type { MapPicture } from "./pictures/mapPage.ts";
import { shrinkPng } from "./pictures/png.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PAGE_MODULE = `/@fs/${join(ROOT, "tools", "pictures", "mapPage.ts")}`;
/** A page of the right origin that is not the game. */
const EMPTY = "<!doctype html><body></body>";
const MOST_BYTES = 150_000;

const { values } = parseArgs({
  options: {
    maps: { type: "string", default: "assets/maps" },
    out: { type: "string", default: "docs/pictures/maps" },
    map: { type: "string" },
    width: { type: "string", default: "640" },
    plan: { type: "boolean", default: false },
  },
});
const { maps: all, faults } = readMaps(values.maps);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
const maps = all.filter(({ name }) => name === (values.map ?? name));
if (maps.length === 0) throw new Error(`There is no map to draw in ${values.maps}.`);
await mkdir(values.out, { recursive: true });
const vite = await createServer({ configFile: join(ROOT, "vite.config.ts"), server: { port: 0 } });
await vite.listen();
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: [...CHROMIUM_ARGS],
});
try {
  for (const arena of maps) await save(arena, await take(browser, arena));
} finally {
  await browser.close();
  await vite.close();
}

async function take(browser: Browser, arena: ArenaSource): Promise<Buffer> {
  const widthPx = Number(values.width);
  const page = await browser.newPage({ viewport: { width: widthPx, height: widthPx } });
  await page.route("**/blank", (route) => route.fulfill({ contentType: "text/html", body: EMPTY }));
  await page.goto(new URL("blank", vite.resolvedUrls!.local[0]).href);
  const picture: MapPicture = { arena, widthPx, hasPlan: values.plan };
  await page.addScriptTag({ type: "module", url: PAGE_MODULE });
  const height = await page.evaluate((wanted) => window.drawMap(wanted), picture);
  await page.setViewportSize({ width: widthPx, height });
  const png = await page.screenshot();
  await page.close();
  return png;
}

async function save({ name }: ArenaSource, png: Buffer): Promise<void> {
  const path = join(values.out, `${name}.png`);
  const small = shrinkPng(png, MOST_BYTES);
  await writeFile(path, small);
  console.log(`${path}: ${Math.round(small.length / 1000)} kB`);
}
