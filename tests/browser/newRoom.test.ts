/** A room of one's own: what is played there is chosen by keys or by gamepad, and is what whoever is invited comes to, too. */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { en as words } from "../../client/ui/words/en.ts";
import { openBrowser } from "../harness/browser.ts";
import { FakePad, PadButton } from "../harness/fakePad.ts";
import { PlayerPage } from "../harness/playerPage.ts";
import { ServerProcess } from "../harness/serverProcess.ts";

const DESKTOP = { width: 960, height: 600 };
const PUCK = "ice-rink";

let browser: Browser;
let server: ServerProcess;
let ada: PlayerPage;

beforeAll(async () => {
  server = await ServerProcess.start("--bots", "0");
  browser = await openBrowser();
});

beforeEach(async () => {
  ada = await PlayerPage.open(await browser.newContext(), "Ada");
  await ada.page.setViewportSize(DESKTOP);
});

afterEach(() => ada.page.context().close());

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

test("keys alone make a room for the puck with bots; one plays there, and so does who is invited", async () => {
  const { page } = ada;
  await ada.goto(server.url);
  await ada.reachScreen("menu");
  await page.focus("#room-options");
  await page.keyboard.press("Enter");
  await page.locator("#new-mode").waitFor();
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("new-mode");
  await page.keyboard.type(words.modes.puck.slice(0, 1));
  await page.locator("#new-map option").nth(2).waitFor({ state: "detached" });
  await page.selectOption("#new-map", PUCK);
  const title = await page.locator("#new-map option:checked").innerText();
  await page.selectOption("#new-bots", "4");
  await page.selectOption("#new-bot-level", "ace");
  await page.focus("#create-room");
  await page.keyboard.press("Enter");
  await ada.reachPhase("playing");
  await ada.read(".match-line", words.modes.puck);
  expect(await readTitle(ada)).toContain(title);
  expect(await ada.readScores()).toHaveLength(4);
  await page.keyboard.down("KeyW");
  await page.mouse.down();
  await page.waitForFunction(() => performance.getEntriesByName("carom:first-steering").length > 0);
  await ada.read(".clock", /4:5[0-6]/);
  await page.mouse.up();
  await page.keyboard.up("KeyW");

  const bob = await PlayerPage.open(await browser.newContext(), "Bob");
  await bob.goto(page.url());
  await bob.click("#play");
  await bob.read(".match-line", words.modes.puck);
  expect(await readTitle(bob)).toContain(title);
  expect((await bob.readScores()).map(({ name }) => name)).toEqual(
    expect.arrayContaining(["Ada", "Bob"]),
  );
  await bob.page.context().close();
  for (const player of [ada, bob]) player.demandNoFaults();
});

test("a gamepad alone chooses, and makes the room", async () => {
  const { page } = ada;
  const pad = await FakePad.install(page);
  await ada.goto(server.url);
  await ada.reachScreen("menu");
  await pad.press(PadButton.down);
  await pad.walk(PadButton.down, "#create-room");
  await pad.walk(PadButton.right, "#room-options");
  await pad.press(PadButton.a);
  await page.locator("#new-mode").waitFor();
  await pad.walk(PadButton.down, "#new-mode");
  for (let steps = 0; steps < 2; steps += 1) await pad.press(PadButton.right);
  expect(await page.locator("#new-mode option:checked").innerText()).toBe(words.modes.teams);
  await pad.walk(PadButton.down, "#new-fire");
  await pad.press(PadButton.a);
  expect(await page.isChecked("#new-fire")).toBe(true);
  await pad.walk(PadButton.down, "#create-room");
  await pad.press(PadButton.a);
  await ada.reachScreen("playing");
  await page.locator(".score.ally").waitFor();
  ada.demandNoFaults();
});

test("who is not told what there is may ask again; what is gone since is said, and left out", async () => {
  const { page } = ada;
  const tables = "**/tables";
  await page.route(tables, (route) => route.fulfill({ status: 503, body: "starting" }));
  await ada.goto(server.url);
  await ada.click("#room-options");
  await ada.read(".room-options [role=status]", words.newRoom.notTold);
  await page.unroute(tables);
  await page.route(tables, async (route) => {
    const response = await route.fetch();
    const offer = (await response.json()) as { maps: object[] };
    offer.maps.push({ name: "attic", title: "The Attic", modes: ["puck"] });
    await route.fulfill({ response, json: offer });
  });
  await ada.click("#ask-tables");
  await page.selectOption("#new-map", "attic");
  await page.selectOption("#new-mode", { label: words.modes.puck });
  expect(await page.inputValue("#new-map")).toBe("attic");
  await page.unroute(tables);
  await ada.click("#create-room");
  await ada.read(".notice", words.closed.noSuchTable);
  await page.locator("#new-map option[value=attic]").waitFor({ state: "detached" });
  expect(await page.inputValue("#new-map")).toBe("");
  expect(await page.locator("#new-mode option:checked").innerText()).toBe(words.modes.puck);
  await ada.click("#create-room");
  await ada.reachScreen("playing");
  ada.demandNoFaults(/503/);
});
