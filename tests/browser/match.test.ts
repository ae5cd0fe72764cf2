/** A whole match among bots: warm-up, countdown, play to the first point, results, and the next one on the next map. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { en as words } from "../../client/ui/words/en.ts";
import { openBrowser } from "../harness/browser.ts";
import { PlayerPage } from "../harness/playerPage.ts";
import { ServerProcess } from "../harness/serverProcess.ts";

const TIMEOUT_MS = 120_000;
const SEATS = 8;

let browser: Browser;
let server: ServerProcess;

beforeAll(async () => {
  server = await ServerProcess.start("--score-limit", "1", "--bots", String(SEATS));
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Name of the map, from the scoreboard. */
async function readTitle({ page }: PlayerPage): Promise<string> {
  await page.keyboard.down("Tab");
  const title = await page.locator(".scoreboard h2").innerText();
  await page.keyboard.up("Tab");
  return title;
}

test(
  "a match runs its course, and a rematch follows if that is what the people there want",
  async () => {
    const ada = await PlayerPage.open(await browser.newContext(), "Ada");
    await ada.goto(server.url);
    await ada.click("#play");
    await ada.reachPhase("warmup");
    await ada.read(".match-line", words.hud.warmup);
    const first = await readTitle(ada);
    await ada.reachPhase("countdown");
    await ada.read(".big-word", /[123]/);
    await ada.reachPhase("playing");
    await ada.read(".match-line", words.hud.firstTo(1));

    await ada.reachScreen("results");
    expect(await ada.page.locator(".results tbody tr").count()).toBe(SEATS);
    // Keys scroll the results: Tab leads there, and not to the scores once more.
    await ada.page.keyboard.press("Tab");
    await ada.page.locator(".results:focus").waitFor();
    const [best] = await ada.page.locator(".podium strong").allInnerTexts();
    expect(Number(best)).toBeGreaterThanOrEqual(1);
    await ada.read(".next-match", /Next match in \d+ s/);
    await ada.read(".next-table button", new RegExp(`${words.poll.rematch}.*${first}`, "s"));
    await ada.page.keyboard.press("Digit1");
    await ada.read(".next-table button.chosen .count", "1");

    await ada.reachPhase("warmup");
    await ada.reachScreen("playing");
    expect(await ada.readScores()).toHaveLength(SEATS);
    expect(await readTitle(ada)).toBe(first);
    ada.demandNoFaults();
  },
  TIMEOUT_MS,
);
