/** Every mode played to its end among bots, at a desk and on a phone: how it stands is told, and who won. */
import type { Browser, ViewportSize } from "playwright-core";
import { afterAll, beforeAll, test } from "vitest";
import { en as words } from "../../client/ui/words/en.ts";
import { openBrowser } from "../harness/browser.ts";
import { PlayerPage } from "../harness/playerPage.ts";
import { ServerProcess } from "../harness/serverProcess.ts";

/** A minute of play, and overtime for as long as nobody leads. */
const TIMEOUT_MS = 240_000;
const DESK = { width: 960, height: 540 };
const UPRIGHT = { width: 390, height: 844 };
const LYING = { width: 844, height: 390 };
const LIMITS = ["--score-limit", "1", "--time-limit", "1"];

let browser: Browser;
beforeAll(async () => (browser = await openBrowser()));
afterAll(() => browser.close());

interface Played {
  mode: keyof typeof words.modes;
  map: string;
  seats: number;
  viewport: ViewportSize;
  /** Few and clumsy bots leave each other through, so that the first flag is soon home; a goal takes ones who can shoot it. */
  bots: "rookie" | "ace";
}

let opening: Promise<unknown> = Promise.resolve();

/** One page after the other: for that, each wants the whole machine. */
function openInTurn(open: () => Promise<PlayerPage>): Promise<PlayerPage> {
  const opened = opening.then(open);
  opening = opened.catch(() => undefined);
  return opened;
}

/** All at once, the longest first: what takes time is mostly waiting for the bots. */
test.concurrent.for<Played>([
  { mode: "puck", map: "ice-rink", seats: 5, viewport: LYING, bots: "ace" },
  { mode: "flags", map: "three-lanes", seats: 5, viewport: DESK, bots: "rookie" },
  { mode: "duel", map: "duel-table", seats: 2, viewport: DESK, bots: "rookie" },
  { mode: "teams", map: "six-cushions", seats: 5, viewport: UPRIGHT, bots: "rookie" },
])(
  "$mode",
  { timeout: TIMEOUT_MS },
  async ({ mode, map, seats, viewport, bots }, { expect, onTestFinished }) => {
    const room = ["--bots", String(seats), "--max-seats", String(seats), "--bot-level", bots];
    const server = await ServerProcess.start("--modes", mode, "--map", map, ...room, ...LIMITS);
    onTestFinished(() => server.kill());
    const ada = await openInTurn(async () => {
      const player = await PlayerPage.open(await browser.newContext({ viewport }), "Ada");
      await player.goto(server.url);
      await player.click("#play");
      await player.reachScreen("playing");
      return player;
    });
    await ada.reachPhase("playing");
    const isOfSides = mode !== "duel";
    const line = isOfSides
      ? `${words.modes[mode]} · ${words.hud.firstTo(1)}`
      : words.hud.firstTo(1);
    await ada.read(".match-line", line);
    expect(await ada.page.locator(isOfSides ? ".score.ally" : ".score.self").count()).toBe(1);

    await ada.reachScreen("results", TIMEOUT_MS);
    const { sideWins, sideLoses, draw, youWin } = words.results;
    const winner = await ada.page.locator(".winner").innerText();
    const told = isOfSides ? [sideWins, sideLoses, draw] : [youWin, draw, words.results.wins("")];
    expect(told.some((text) => winner.toLowerCase().includes(text.trim().toLowerCase()))).toBe(
      true,
    );
    expect(await ada.page.locator(".results tbody tr").count()).toBe(seats);
    await ada.page.context().close();
    ada.demandNoFaults();
  },
);
