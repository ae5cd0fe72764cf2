/** One plays, another watches him, by the link, by the menu, and where no seat is free; and sits down when one is. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { en as words } from "../../client/ui/words/en.ts";
import { Company, GATHERING_MS } from "../harness/company.ts";
import type { PlayerPage } from "../harness/playerPage.ts";

let company: Company;
let ada: PlayerPage;
let wes: PlayerPage;

beforeAll(async () => {
  company = await Company.gather("--max-seats", "1");
  ada = await company.host("Ada");
  wes = await company.invite("Wes");
}, GATHERING_MS);

afterEach(() => company.demandNoFaults());

afterAll(() => company.close());

const roomOf = (player: PlayerPage): string => new URL(player.page.url()).pathname;

test("who finds the room full is offered to watch it, and sees whom he follows", async () => {
  await wes.goto(ada.page.url());
  await wes.click("#play");
  await wes.read(".notice", words.closed.roomFull);
  await wes.click("#watch-invited");
  await wes.reachScreen("playing");
  expect(await wes.slot).toBe("-1");
  await wes.read(".watch-whom", `${words.watch.following} Ada`);
  expect(await wes.page.locator(".own, .weapons").count()).toBe(0);
  // What is drawn in place of the mouse's arrow is for aiming.
  expect([await cursorOf(wes), await cursorOf(ada)]).toEqual(["default", "none"]);
  expect(await wes.page.locator("#sit-down").isDisabled()).toBe(true);
  await wes.read("#sit-down", words.watch.noSeat);
});

function cursorOf({ page }: PlayerPage): Promise<string> {
  return page.locator("#stage").evaluate((stage) => getComputedStyle(stage).cursor);
}

test("keys and buttons change whom or what he looks at; the chat is not his", async () => {
  const { keyboard } = wes.page;
  await keyboard.press("KeyF");
  await wes.read(".watch-whom", words.watch.freely);
  await wes.click("#watch-next");
  await wes.read(".watch-whom", "Ada");
  await keyboard.press("KeyD", { delay: 100 });
  await wes.read(".watch-whom", words.watch.freely);
  await keyboard.press("KeyQ");
  await wes.read(".watch-whom", "Ada");
  await wes.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await keyboard.press("Enter");
  expect(await wes.page.locator("#chat-box").count()).toBe(0);
});

test("who plays reads that somebody watches", async () => {
  await ada.page.keyboard.down("Tab");
  const header = await ada.page.locator(".scoreboard header").innerText();
  expect(header).toContain(words.watch.watchers(1));
  await ada.page.keyboard.up("Tab");
});

test("the link of who watches shows the same at once, and so does the menu without a code or with it", async () => {
  expect(new URL(wes.page.url()).search).toBe("?watch");
  await wes.page.reload();
  await wes.read(".watch-whom", "Ada");
  await wes.page.keyboard.press("Escape");
  await wes.click("#leave");
  await wes.reachScreen("menu");
  // Rooms that somebody made for his friends are not shown to everybody.
  await wes.click("#watch-room");
  await wes.read(".notice", words.closed.nothingToWatch);
  await wes.page.fill("#room-code", roomOf(ada));
  await wes.click("#watch-room");
  await wes.read(".watch-whom", "Ada");
});

test("when a seat is free he takes it, in the same room", async () => {
  const room = roomOf(ada);
  await ada.page.keyboard.press("Escape");
  await ada.click("#leave");
  await ada.reachScreen("menu");
  await wes.read("#sit-down", words.watch.sitDown);
  await wes.page.keyboard.press("KeyJ");
  await wes.page.locator('html[data-slot="0"]').waitFor({ state: "attached" });
  expect(roomOf(wes)).toBe(room);
  expect(new URL(wes.page.url()).search).toBe("");
  expect((await wes.readScores()).map(({ name }) => name)).toEqual(["Wes"]);
});
