/** Every screen of the game in one page without a server: for tests that look at how screens are said and set. */
import { readdir, readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { createServer, type Plugin, type ViteDevServer } from "vite";
import type { Settings } from "../../client/ui/settings.ts";
import type { Language } from "../../client/ui/words/words.ts";
import type { Gallery, SceneName } from "./gallery/gallery.ts";

export type { SceneName } from "./gallery/gallery.ts";

declare global {
  interface Window {
    gallery: Gallery;
  }
}

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PATH = "/gallery";

/** The game's own page, with the gallery in the place of the game. */
const galleryPage: Plugin = {
  name: "gallery-page",
  configureServer(server) {
    server.middlewares.use(PATH, (_request, response) => void sendPage(server, response));
  },
};

async function sendPage(server: ViteDevServer, response: ServerResponse): Promise<void> {
  const html = await readFile(`${ROOT}client/index.html`, "utf8");
  const script = `/@fs${ROOT}tests/harness/gallery/gallery.ts`;
  const page = await server.transformIndexHtml(PATH, html.replace("/main.ts", script));
  response.setHeader("content-type", "text/html").end(page);
}

export class GalleryServer {
  readonly #vite: ViteDevServer;

  private constructor(vite: ViteDevServer) {
    this.#vite = vite;
  }

  static async start(): Promise<GalleryServer> {
    const vite = await createServer({
      configFile: false,
      root: `${ROOT}client`,
      // Few packages, and all of them are modules: served as they are, several galleries may open at once.
      optimizeDeps: { noDiscovery: true },
      logLevel: "warn",
      appType: "custom",
      publicDir: false,
      plugins: [galleryPage],
      server: { host: "127.0.0.1", port: 0, hmr: false, watch: null, fs: { allow: [ROOT] } },
    });
    await vite.listen();
    return new GalleryServer(vite);
  }

  async open(browser: Browser): Promise<GalleryPage> {
    const page = await browser.newPage();
    const { port } = this.#vite.httpServer!.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}${PATH}`);
    await page.waitForFunction(() => "gallery" in window);
    // Nothing of the HUD takes a click, and so the page would not say what lies on top.
    await page.addStyleTag({ content: "* { pointer-events: auto !important }" });
    return new GalleryPage(page);
  }

  close(): Promise<void> {
    return this.#vite.close();
  }
}

export class GalleryPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get scenes(): Promise<readonly SceneName[]> {
    return this.page.evaluate(() => window.gallery.scenes);
  }

  async show(
    scene: SceneName,
    language: Language,
    settings: Partial<Settings> = {},
  ): Promise<void> {
    const wish = { scene, language, settings };
    await this.page.evaluate((w) => window.gallery.show(w.scene, w.language, w.settings), wish);
  }

  /** Animations and transitions that run on the page now. */
  countAnimations(): Promise<number> {
    return this.page.evaluate(() => document.getAnimations().length);
  }

  findMisfits(): Promise<string[]> {
    return this.page.evaluate(() => window.gallery.findMisfits());
  }

  /** For the eyes of axe-core: no picture below the words, no gradient; see gallery/flatten.ts. */
  async flatten(): Promise<void> {
    const cloth = await lightestFelt();
    await this.page.evaluate((color) => window.gallery.flatten(color), cloth);
  }
}

/** The lightest cloth of all maps, as a colour of CSS. */
async function lightestFelt(): Promise<string> {
  const folder = `${ROOT}assets/maps/`;
  const maps = (await readdir(folder)).filter((file) => file.endsWith(".tmj"));
  const felts = await Promise.all(
    maps.map(
      async (file) =>
        /"feltColor"[^}]*"#ff(\w{6})"/.exec(await readFile(folder + file, "utf8"))?.[1],
    ),
  );
  const lightness = (color: string): number =>
    (color.match(/../g) ?? []).reduce((sum, byte) => sum + Number.parseInt(byte, 16), 0);
  const known = felts.filter((felt) => felt !== undefined);
  if (known.length !== maps.length || known.length === 0)
    throw new Error("A map has no feltColor.");
  return `#${known.sort((a, b) => lightness(b) - lightness(a))[0]}`;
}
