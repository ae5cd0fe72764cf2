/**
 * Makes the pictures of client/public anew: `node tools/artwork.ts`. The icons are client/icon.svg in the sizes that
 * systems ask for; the preview of links is a moment of docs/pictures with the game's name.
 */
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { CHROMIUM_ARGS } from "../tests/harness/chromiumArgs.ts";
import { findBrowser } from "../tests/harness/findBrowser.ts";
import { shrinkPng } from "./pictures/png.ts";

interface Artwork {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly html: string;
}

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const FOLDER = join(ROOT, "client", "public");
/** Of client/icon.svg: whoever cuts the icon to a shape of his own finds no corner. */
const ICON_GROUND = "#0c2024";
/** Share of a maskable icon that is never cut off. */
const SAFE_SHARE = 0.8;
/** Of those who show previews some take no more. */
const MOST_PREVIEW_BYTES = 280_000;

/** As in client/ui/menu/title.ts, at the moment when the shot is in. */
const TITLE = `<svg viewBox="0 0 640 190">
  <g fill="none" stroke-linecap="round" stroke-linejoin="round" stroke-width="6">
    <path stroke="#3fdcc0" d="M86 172h112M244 16h112" />
    <path stroke="#ffc857" d="M-8 62 142 170 300 18 404 94" />
  </g>
  <text x="66" y="140">C</text><text x="186" y="140">A</text><text x="302" y="140">R</text>
  <text x="560" y="140">M</text>
  <circle cx="426" cy="96" r="45" fill="#0617198c" stroke="#3fdcc0" stroke-width="11" />
  <circle cx="426" cy="96" r="13" fill="#ffc857" />
</svg>`;

const icon = readFileSync(join(ROOT, "client", "icon.svg"), "utf8");

const ICONS: readonly Artwork[] = [
  iconOf("icon-192.png", 192, 1, "transparent"),
  iconOf("icon-512.png", 512, 1, "transparent"),
  iconOf("icon-maskable-512.png", 512, SAFE_SHARE, ICON_GROUND),
  iconOf("icon-180.png", 180, 1, ICON_GROUND),
];

const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: [...CHROMIUM_ARGS],
});
try {
  for (const art of ICONS) await save(art.file, await paint(browser, art));
  const preview = await paint(browser, previewOf());
  await save("preview.png", shrinkPng(preview, MOST_PREVIEW_BYTES));
} finally {
  await browser.close();
}

function iconOf(file: string, size: number, share: number, ground: string): Artwork {
  const style = `body { margin: 0; display: grid; place-content: center; height: 100vh; background: ${ground} }
    svg { width: ${share * 100}vw; height: ${share * 100}vw }`;
  return { file, width: size, height: size, html: `<style>${style}</style>${icon}` };
}

function previewOf(): Artwork {
  const picture = dataUrl("docs/pictures/match.png", "image/png");
  const font = dataUrl("assets/fonts/exo-2-latin.woff2", "font/woff2");
  const html = `<style>
    @font-face { font-family: "Exo 2"; src: url("${font}"); font-weight: 100 900 }
    body { margin: 0; width: 1200px; height: 630px; overflow: hidden; font-family: "Exo 2";
      background: url("${picture}") 0 -96px / 1440px auto }
    .shade { position: absolute; inset: 0; background: linear-gradient(0deg, #061418f2 8%, #061418b0 34%, transparent 62%) }
    svg { position: absolute; left: 48px; bottom: 66px; width: 620px; overflow: visible }
    text { fill: #f4fbff; stroke: #06171a; stroke-width: 9; paint-order: stroke; text-anchor: middle;
      font: 900 132px "Exo 2" }
    p { position: absolute; right: 64px; bottom: 76px; margin: 0; color: #f4fbff; font-size: 46px; font-weight: 600 }
  </style><div class="shade"></div>${TITLE}<p>Shots bounce.</p>`;
  return { file: "preview.png", width: 1200, height: 630, html };
}

function dataUrl(path: string, type: string): string {
  return `data:${type};base64,${readFileSync(join(ROOT, path)).toString("base64")}`;
}

async function paint(from: Browser, { width, height, html }: Artwork): Promise<Buffer> {
  const page = await from.newPage({ viewport: { width, height } });
  await page.setContent(html);
  await page.evaluate(() => document.fonts.ready);
  const png = await page.screenshot({ omitBackground: true });
  await page.close();
  return png;
}

async function save(file: string, png: Buffer): Promise<void> {
  await writeFile(join(FOLDER, file), png);
  console.log(`client/public/${file}: ${Math.ceil(png.length / 1000)} kB`);
}
