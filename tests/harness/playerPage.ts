/** One person at one page of the game: what he presses, what he reads and sees, and every fault that the page lets out. */
import type { BrowserContext, Page } from "playwright-core";
import type { MatchPhase } from "../../client/netcode/view.ts";
import type { ScreenName } from "../../client/app.ts";

export const WINDOW = { width: 640, height: 360 };

const SETTINGS = { "carom.settings": JSON.stringify({ tier: "low" }) };
/** How the browser speaks of drawing in software, which is ours to bear. */
const OF_THE_DRIVER = /GL Driver Message|software WebGL|swiftshader/i;
const STEP_TIMEOUT_MS = 45_000;

/** A line of the scoreboard as it stands there. */
export interface ScoreRow {
  readonly name: string;
  readonly isAway: boolean;
  readonly score: number;
  readonly kills: number;
  readonly deaths: number;
}

export class PlayerPage {
  readonly page: Page;
  readonly name: string;
  /** Errors and warnings of the console (what the security policy blocks is one), and whatever was thrown. */
  readonly #faults: string[] = [];

  private constructor(page: Page, name: string) {
    this.page = page;
    this.name = name;
    page.setDefaultTimeout(STEP_TIMEOUT_MS);
    page.on("pageerror", (error) => this.#faults.push(String(error.stack)));
    page.on("console", (message) => {
      const isFault = message.type() === "error" || message.type() === "warning";
      if (isFault && !OF_THE_DRIVER.test(message.text())) this.#faults.push(message.text());
    });
  }

  /** A page in `context`, of somebody called `name` who draws little. */
  static async open(context: BrowserContext, name: string): Promise<PlayerPage> {
    const page = await context.newPage();
    await page.setViewportSize(WINDOW);
    await page.addInitScript(remember, { ...SETTINGS, "carom.name": name });
    return new PlayerPage(page, name);
  }

  async goto(url: string): Promise<void> {
    await this.page.goto(url);
  }

  /** Within the time that anything has, or longer. */
  async reachScreen(name: ScreenName, timeout?: number): Promise<void> {
    const screen = this.page.locator(`html[data-screen="${name}"]`);
    await screen.waitFor({ state: "attached", ...(timeout !== undefined && { timeout }) });
  }

  async reachPhase(phase: MatchPhase): Promise<void> {
    await this.page.locator(`html[data-phase="${phase}"]`).waitFor({ state: "attached" });
  }

  /** Waits until something that `selector` names says `text`. */
  async read(selector: string, text: string | RegExp): Promise<void> {
    await this.page.locator(selector, { hasText: text }).first().waitFor();
  }

  async click(selector: string): Promise<void> {
    await this.page.click(selector);
  }

  get slot(): Promise<string | null> {
    return this.page.locator("html").getAttribute("data-slot");
  }

  /** The scoreboard, as Tab shows it. */
  async readScores(): Promise<ScoreRow[]> {
    const { page } = this;
    await page.keyboard.down("Tab");
    await page.locator(".scoreboard").waitFor();
    const rows = await page.locator(".scoreboard tbody tr").evaluateAll((lines) =>
      lines.map((line) => {
        const cells = [...line.querySelectorAll("td")].map((cell) => Number(cell.textContent));
        const [, score = NaN, kills = NaN, deaths = NaN] = cells;
        const name = line.querySelector(".who-name")?.textContent ?? "";
        return { name, isAway: line.classList.contains("away"), score, kills, deaths };
      }),
    );
    await page.keyboard.up("Tab");
    return rows;
  }

  /** A picture of the table alone, without words above it. */
  async photograph(): Promise<Buffer> {
    await this.page.evaluate(() => (document.getElementById("game")!.style.visibility = "hidden"));
    const png = await this.page.screenshot({ caret: "initial" });
    await this.page.evaluate(() => (document.getElementById("game")!.style.visibility = ""));
    return png;
  }

  /** Throws with all that the page let out so far, less what is `expected` to go wrong. */
  demandNoFaults(expected?: RegExp): void {
    const faults = this.#faults.splice(0).filter((fault) => !expected?.test(fault));
    if (faults.length > 0) throw new Error(`The page of ${this.name}:\n${faults.join("\n")}`);
  }
}

/** Runs in the page before the game does. */
function remember(values: Record<string, string>): void {
  if (location.protocol !== "http:") return;
  for (const [key, value] of Object.entries(values)) localStorage[key] ??= value;
}
